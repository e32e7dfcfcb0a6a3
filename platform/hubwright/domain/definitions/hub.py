"""The drawing of a hub: how one area works, as published, and the local facts that live beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.definitions.drawn.asking import Ask, CheckQuestion, CheckSet
from hubwright.domain.definitions.drawn.files import FileRules
from hubwright.domain.definitions.drawn.members import Agency, Decider, Role
from hubwright.domain.definitions.drawn.place import Brand, Local
from hubwright.domain.definitions.drawn.rating import Scale, Tier
from hubwright.domain.definitions.drawn.time import CalendarRule, ClockRule, DutyPost, Ladder, Rung
from hubwright.domain.definitions.drawn.ways import Door, Kind, Letter, Pathway, Route
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.workflow import Workflow
from hubwright.domain.texts import Text

__all__ = [
    "Agency",
    "Ask",
    "Brand",
    "CalendarRule",
    "CheckQuestion",
    "CheckSet",
    "ClockRule",
    "Decider",
    "Door",
    "DutyPost",
    "FileRules",
    "Hub",
    "Kind",
    "Ladder",
    "Letter",
    "Local",
    "Pathway",
    "Role",
    "Route",
    "Rung",
    "Scale",
    "Tier",
]


@dataclass(frozen=True, slots=True)
class Hub:
    """One partnership's front door, whole: shareable parts, local facts and the documents it uses.

    Args:
        unchecked: languages whose words no speaker has checked; English is shown beside them.
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
    files: FileRules = field(default_factory=FileRules)
    glossary: Mapping[str, Text] = field(default_factory=dict)
    note: str = ""
    unchecked: tuple[str, ...] = ()

    def find(self, part: str, id: str) -> Any:
        """The element with this id in one of the hub's lists, `part` being its name ("clocks").

        Raises:
            KeyError: there is none.
        """
        for element in getattr(self, part):
            if element.id == id:
                return element
        raise KeyError(f"{part}/{id}")
