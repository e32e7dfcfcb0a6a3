"""From a schema-valid hub document and the documents it uses to the hub's drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from hubwright.domain.definitions import hub as drawings
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.hub import Hub, Local
from hubwright.domain.definitions.workflow import Workflow
from hubwright.domain.rules import Rule, parse
from hubwright.domain.texts import Text

E = TypeVar("E")


def draw_hub(
    document: Mapping[str, Any],
    *,
    forms: Mapping[tuple[str, int], Form],
    workflows: Mapping[tuple[str, int], Workflow],
) -> Hub:
    """The hub in a schema-valid document.

    Whether its references lead anywhere is for `check_hub`; a hub drawn from a document with problems can be
    looked at and not run.

    Args:
        document: a hub document that `loading` found in shape.
        forms, workflows: the drawings that it uses, with its own words laid over them, by (id, version).
    """
    shareable = document["shareable"]
    parts = {name: tuple(draw(one) for one in shareable.get(name, ())) for name, draw in _DRAW.items()}
    return Hub(
        id=document["id"],
        name=Text.of(document["name"]),
        owner=document["owner"],
        languages=tuple(document["languages"]),
        calendar=shareable["calendar"],
        local=_local(document["local"]),
        forms=dict(forms),
        workflows=dict(workflows),
        draft_days=shareable.get("draft_days", 28),
        published_by_two=shareable.get("published_by_two", False),
        challenge=_CHALLENGE(shareable["challenge"]) if "challenge" in shareable else None,
        handover=_plain(drawings.Handover)(shareable["handover"]) if "handover" in shareable else None,
        talking=_TALKING(shareable["talking"]) if "talking" in shareable else None,
        decision_audit=_AUDIT(shareable["decision_audit"]) if "decision_audit" in shareable else None,
        files=_plain(drawings.FileRules)(shareable.get("files", {})),
        guarding=_plain(drawings.Guarding)(shareable.get("guarding", {})),
        glossary=_texts(shareable.get("glossary", {})),
        note=document.get("note", ""),
        unchecked=tuple(document.get("unchecked", ())),
        **parts,
    )


def _plain(kind: Callable[..., E], **special: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], E]:
    """Draws one kind of element: texts become `Text`, lists tuples, and `special` fields what it says."""
    # Every element's fields are named in the document as in the drawing; what is left out has its default.
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]

    def draw(document: Mapping[str, Any]) -> E:
        found = {name: document[name] for name in names if name in document}
        return kind(**{name: special.get(name, _value)(value) for name, value in found.items()})

    return draw


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return Text.of(value) if "en" in value else dict(value)
    return tuple(value) if isinstance(value, list) else value


def _each(draw: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda documents: tuple(draw(one) for one in documents)


def _use(document: Mapping[str, Any]) -> tuple[str, int]:
    return document["id"], document["version"]


def _rule(document: Any) -> Rule | None:
    """A rule as far as it can be read; what is wrong with it is for `check_hub` to say."""
    drawn = parse(document, file="", pointer="")
    return drawn if isinstance(drawn, Rule) else None


def _hours(document: Mapping[str, Any]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {day: tuple((opens, closes) for opens, closes in spans) for day, spans in document.items()}


def _texts(document: Mapping[str, Any]) -> dict[str, Text]:
    return {id: Text.of(text) for id, text in document.items()}


_DOOR = _plain(
    drawings.Door,
    form=lambda document: None if document is None else _use(document),
    strands=_each(_plain(drawings.Strand, when=_rule)),
    reads=dict,
)

_QUESTION = _plain(drawings.CheckQuestion, options=_each(_plain(drawings.CheckOption)))

_DRAW: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "agencies": _plain(drawings.Agency, bodies=_each(_plain(drawings.Body)), systems=_each(Text.of)),
    "roles": _plain(
        drawings.Role,
        permissions=frozenset,
        pathways=frozenset,
        sections=frozenset,
        line_manages=frozenset,
        time_boxed=_plain(drawings.TimeBox),
    ),
    "calendars": _plain(drawings.CalendarRule, hours=_hours),
    "clocks": _plain(drawings.ClockRule),
    "ladders": _plain(drawings.Ladder, rungs=_each(_plain(drawings.Rung))),
    "scales": _plain(
        drawings.Scale,
        tiers=_each(_plain(drawings.Tier, deciders=dict)),
        suggestions=_each(_plain(drawings.Suggestion, rule=_rule)),
    ),
    "pathways": _plain(drawings.Pathway, workflow=_use),
    "kinds": _plain(drawings.Kind, proposals=_each(_plain(drawings.Proposal, when=_rule))),
    "doors": lambda document: _DOOR({"form": None, **document}),
    "elsewhere": _plain(drawings.Elsewhere),
    "incidents": _plain(drawings.IncidentKind),
    "check_sets": _plain(
        drawings.CheckSet,
        asks=_each(_plain(drawings.Ask, questions=_each(_QUESTION))),
        prepared=_plain(drawings.Prepared),
    ),
    "sensitivities": _plain(drawings.Sensitivity, roles=frozenset),
    "deciders": _plain(drawings.Decider, roles=frozenset),
    "routes": _plain(drawings.Route, pathways=frozenset),
    "letters": _plain(drawings.Letter),
    "votes": _plain(drawings.Vote),
    "concerns": _plain(drawings.Concern),
    "meeting_types": _plain(
        drawings.MeetingType,
        agenda=_plain(drawings.AgendaRule),
        invited=_each(_plain(drawings.Invited)),
        quorum=_each(_plain(drawings.QuorumPart)),
        minutes=_each(_plain(drawings.MinutePart)),
    ),
    "documents": _plain(drawings.DocumentLayout, sections=_each(_plain(drawings.DocumentSection))),
    "agreements": _plain(drawings.Agreement),
    "plugins": _plain(drawings.PluginUse, options=dict),
}
_TALKING = _plain(drawings.Talking, reasons=_each(_plain(drawings.Reason)), wishes=frozenset, capacity=frozenset)
_AUDIT = _plain(
    drawings.DecisionAudit, questions=_each(_plain(drawings.AuditQuestion, answers=_each(_plain(drawings.AuditAnswer))))
)
_CHALLENGE = _plain(drawings.Challenge, levels=_each(_plain(drawings.Level, roles=frozenset)))


def _local(document: Mapping[str, Any]) -> Local:
    draw = _plain(
        Local,
        councils=_each(Text.of),
        duty=_each(_plain(drawings.DutyPost)),
        brand=_plain(drawings.Brand),
        on_call=_each(_plain(drawings.OnCall)),
        mailboxes=dict,
        role_mailboxes=lambda found: {role: tuple(addresses) for role, addresses in found.items()},
        pages=_texts,
        places=_each(_plain(drawings.Place)),
        people=_each(_plain(drawings.Person)),
        contributions=_each(_plain(drawings.Contribution)),
        costs=_each(_plain(drawings.Cost)),
        told_of_us=_each(_plain(drawings.Telling)),
    )
    return draw(document)
