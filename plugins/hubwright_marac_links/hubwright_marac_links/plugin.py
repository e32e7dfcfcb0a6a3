"""Visits to a family: what a hub may choose, what people do, and what the case page shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hubwright.api import (
    FACE,
    Act,
    Asked,
    CaseView,
    Decided,
    Deed,
    Fact,
    Happened,
    Key,
    Kind,
    Notice,
    NotYet,
    Part,
    Permission,
    Plugin,
    RecordView,
    Section,
    Text,
    hookimpl,
)

DAYS = 5
VISITS = "marac_links.visit"
"""A permission is called after the plugin, with "_" for "-"."""

OPTIONS: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "days": {
            "type": "integer",
            "title": "Within how many days is a visit made?",
            "minimum": 1,
            "maximum": 60,
            "default": DAYS,
        },
        "holidays": {"type": "string", "title": "What is said about holidays?", "maxLength": 200},
    },
}
VISIT: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "case": {"type": "string"},
        "why": {"type": "string", "maxLength": 4000},
        "due": {"type": "string", "maxLength": 10},
        "made": {"type": "string", "maxLength": 10},
    },
    "required": ["case", "why", "due"],
}
WHY: Mapping[str, Any] = {
    "id": "why",
    "type": "long_text",
    "label": {"en": "Why is somebody to visit?"},
    "required": True,
}


@hookimpl
def describe() -> Plugin:
    """Who the plugin is."""
    return Plugin(
        id="marac-links",
        name=Text("Marac links"),
        does=Text("Keeps visits to a family."),
        version="1.0",
        face=FACE,
        options=OPTIONS,
        permissions=(Permission(VISITS, Text("plan visits, and see those that are planned")),),
        kinds=(Kind("visit", Text("Visit"), VISITS, VISIT, (Key("case", "case"), Key("due", "due"))),),
        deeds=(
            Deed("plan", Text("Plan a visit"), "visit", VISITS, begins=True, asks=(WHY,)),
            Deed("make", Text("Record that the visit was made"), "visit", VISITS),
        ),
    )


@hookimpl
def well(options: Mapping[str, Any]) -> list[str]:
    """What the schema cannot see of the options."""
    if options.get("days", DAYS) > 20 and not options.get("holidays"):
        return ["A visit may take longer than any holiday, and nothing is said about holidays."]
    return []


@hookimpl
def decide(asked: Asked, options: Mapping[str, Any]) -> Decided | NotYet:
    """What follows from a deed. It is asked before anything is written, and may be asked again: it changes nothing."""
    today = asked.now.date()
    if asked.record is not None:
        if "made" in asked.record.state:
            return NotYet("This visit was made already.", "Look at the case again.")
        return Decided((Happened("made", {"made": today.isoformat()}),))
    answer = asked.answers.get("why", {})
    why = str(answer.get("value", "")).strip() if answer.get("state") == "answered" else ""
    if not why:
        return NotYet("Nobody would know what the visit is for.", "Say why.", {"why": "Say why somebody is to visit."})
    due = today + timedelta(days=options.get("days", DAYS))
    return Decided((Happened("planned", {"case": asked.case.ref, "why": why, "due": due.isoformat()}),))


@hookimpl
def apply(kind: str, state: Mapping[str, Any] | None, entry: Happened) -> Mapping[str, Any]:
    """What an entry makes of a visit."""
    return {**(state or {}), **entry.body}


@hookimpl
def case_section(case: CaseView, records: tuple[RecordView, ...], options: Mapping[str, Any]) -> Section | None:
    """The visits of the case, and what can be done next."""
    parts: list[Part] = []
    for one in records:
        due = date.fromisoformat(one.state["due"])
        parts.append(Fact("Why", one.state["why"]))
        if "made" in one.state:
            parts.append(Fact("Made on", one.state["made"]))
            continue
        if due < case.now.date():
            parts.append(Notice(f"The visit was due on {due.isoformat()}.", "warning"))
        else:
            parts.append(Fact("Due on", due.isoformat()))
        parts.append(Act("make", "Record that the visit was made", one.ref))
    parts.append(Act("plan", "Plan a visit"))
    return Section("Marac links", tuple(parts))
