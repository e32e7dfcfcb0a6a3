"""The drawing of a hub: how one area works, as published, and the local facts that live beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.definitions.drawn.agreements import Agreement
from hubwright.domain.definitions.drawn.asking import (
    CONSENT,
    TOLD,
    Ask,
    Body,
    CheckOption,
    CheckQuestion,
    CheckSet,
    Prepared,
    Reason,
    Sensitivity,
    Talking,
)
from hubwright.domain.definitions.drawn.auditing import AuditAnswer, AuditQuestion, DecisionAudit, TimeBox
from hubwright.domain.definitions.drawn.documents import DocumentLayout, DocumentSection
from hubwright.domain.definitions.drawn.files import FileRules
from hubwright.domain.definitions.drawn.guarding import Guarding
from hubwright.domain.definitions.drawn.incidents import IncidentKind
from hubwright.domain.definitions.drawn.meetings import (
    STRATEGY,
    AgendaRule,
    Invited,
    MeetingType,
    MinutePart,
    QuorumPart,
)
from hubwright.domain.definitions.drawn.members import SECTIONS, Agency, Challenge, Concern, Decider, Level, Role, Vote
from hubwright.domain.definitions.drawn.partnership import Contribution, Cost, Person, Telling
from hubwright.domain.definitions.drawn.place import Brand, Local, OnCall, Place
from hubwright.domain.definitions.drawn.plugins import PluginUse
from hubwright.domain.definitions.drawn.rating import ASKS, Scale, Suggestion, Tier
from hubwright.domain.definitions.drawn.time import CalendarRule, ClockRule, DutyPost, Ladder, Rung
from hubwright.domain.definitions.drawn.ways import (
    Door,
    Elsewhere,
    Handover,
    Kind,
    Letter,
    Pathway,
    Proposal,
    Route,
    Strand,
)
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.workflow import Workflow
from hubwright.domain.texts import Text

__all__ = [
    "ASKS",
    "CONSENT",
    "SECTIONS",
    "STRATEGY",
    "TOLD",
    "Agency",
    "AgendaRule",
    "Agreement",
    "Ask",
    "AuditAnswer",
    "AuditQuestion",
    "Body",
    "Brand",
    "CalendarRule",
    "Challenge",
    "CheckOption",
    "CheckQuestion",
    "CheckSet",
    "ClockRule",
    "Concern",
    "Contribution",
    "Cost",
    "Decider",
    "DecisionAudit",
    "DocumentLayout",
    "DocumentSection",
    "Door",
    "DutyPost",
    "Elsewhere",
    "FileRules",
    "Guarding",
    "Handover",
    "Hub",
    "IncidentKind",
    "Invited",
    "Kind",
    "Ladder",
    "Letter",
    "Level",
    "Local",
    "MeetingType",
    "MinutePart",
    "OnCall",
    "Pathway",
    "Person",
    "Place",
    "PluginUse",
    "Prepared",
    "Proposal",
    "QuorumPart",
    "Reason",
    "Role",
    "Route",
    "Rung",
    "Scale",
    "Sensitivity",
    "Strand",
    "Suggestion",
    "Talking",
    "Telling",
    "Tier",
    "TimeBox",
    "Vote",
]


@dataclass(frozen=True, slots=True)
class Hub:
    """One partnership's front door, whole: shareable parts, local facts and the documents it uses.

    Args:
        unchecked: languages whose words no speaker has checked; English is shown beside them.
        sensitivities: how closely pieces of information are kept, the least closely kept first.
        talking: what is asked about the people themselves, or None.
        published_by_two: one person puts a draft of the hub forward, and another publishes it.
        decision_audit: how decisions are audited, or None where the hub has not said.
        plugins: those that are switched on here, each with its options.
    """

    id: str
    name: Text
    owner: str
    languages: tuple[str, ...]
    calendar: str
    agencies: tuple[Agency, ...]
    roles: tuple[Role, ...]
    calendars: tuple[CalendarRule, ...]
    clocks: tuple[ClockRule, ...]
    ladders: tuple[Ladder, ...]
    scales: tuple[Scale, ...]
    pathways: tuple[Pathway, ...]
    kinds: tuple[Kind, ...]
    doors: tuple[Door, ...]
    check_sets: tuple[CheckSet, ...]
    deciders: tuple[Decider, ...]
    routes: tuple[Route, ...]
    letters: tuple[Letter, ...]
    local: Local
    forms: Mapping[tuple[str, int], Form]
    workflows: Mapping[tuple[str, int], Workflow]
    draft_days: int = 28
    published_by_two: bool = False
    elsewhere: tuple[Elsewhere, ...] = ()
    incidents: tuple[IncidentKind, ...] = ()
    votes: tuple[Vote, ...] = ()
    challenge: Challenge | None = None
    concerns: tuple[Concern, ...] = ()
    handover: Handover | None = None
    files: FileRules = field(default_factory=FileRules)
    guarding: Guarding = field(default_factory=Guarding)
    glossary: Mapping[str, Text] = field(default_factory=dict)
    note: str = ""
    unchecked: tuple[str, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()
    talking: Talking | None = None
    meeting_types: tuple[MeetingType, ...] = ()
    documents: tuple[DocumentLayout, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    decision_audit: DecisionAudit | None = None
    plugins: tuple[PluginUse, ...] = ()

    def find(self, part: str, id: str) -> Any:
        """The element with this id in one of the hub's lists, `part` being its name ("clocks").

        Raises:
            KeyError: there is none.
        """
        for element in getattr(self, part):
            if element.id == id:
                return element
        raise KeyError(f"{part}/{id}")
