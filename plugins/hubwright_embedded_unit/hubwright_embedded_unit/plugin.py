"""The plugin: what it keeps, and who answers at which moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hubwright.api import (
    FACE,
    Act,
    Asked,
    CaseView,
    Decided,
    Happened,
    Heading,
    Key,
    Kind,
    NotYet,
    Page,
    Part,
    Permission,
    Plugin,
    RecordView,
    Section,
    Text,
    asking,
    decided,
    hookimpl,
    showing,
)

from hubwright_embedded_unit import allocation, briefing, work
from hubwright_embedded_unit import options as chosen

STEPS = {one.deed: one for kind in (work, allocation) for one in kind.STEPS}
_CASE, _STATUS = Key("case", "case"), Key("status", "status")


@hookimpl
def describe() -> Plugin:
    """Who the plugin is."""
    return Plugin(
        id="embedded-unit",
        name=Text("Embedded unit"),
        does=Text("Keeps a unit's work with young people, and the tasks that its daily briefing gives to agencies."),
        version="1.0",
        face=FACE,
        options=chosen.SCHEMA,
        permissions=(
            Permission(work.MAY, Text("record the unit's work with young people, and see it")),
            Permission(allocation.MAY, Text("see the tasks of the briefing, take them, do them and hand them back")),
            Permission(allocation.GIVES, Text("give tasks of the briefing to agencies")),
            Permission(briefing.MAY, Text("see the daily briefing")),
        ),
        kinds=(
            Kind(work.KIND, Text("Work with a young person"), work.MAY, work.SCHEMA, (_CASE, _STATUS),
                 about="about", across=True),
            Kind(allocation.KIND, Text("Task of the briefing"), allocation.MAY, allocation.SCHEMA,
                 (_CASE, _STATUS, Key("agency", "agency"), Key("due", "due")), about="about"),
        ),
        deeds=tuple(one.declared() for one in STEPS.values()),
        pages=(Page(briefing.PAGE, Text(briefing.TITLE), allocation.KIND, briefing.MAY),),
    )  # fmt: skip


@hookimpl
def well(options: Mapping[str, Any]) -> list[str]:
    """What a schema cannot see of the options."""
    return chosen.wrong(options)


@hookimpl
def asks(
    deed: str, case: CaseView, record: RecordView | None, options: Mapping[str, Any]
) -> tuple[Mapping[str, Any], ...]:
    """What a deed asks, of the people who stand in the case and the agencies of the hub."""
    return asking.questions(STEPS[deed].every(case, record, options), case, options)


@hookimpl
def decide(asked: Asked, options: Mapping[str, Any]) -> Decided | NotYet:
    """What follows from a deed."""
    return decided(STEPS[asked.deed], asked, options)


@hookimpl
def apply(kind: str, state: Mapping[str, Any] | None, entry: Happened) -> Mapping[str, Any]:
    """A record after an entry: each says anew what it is about, and leaves the rest."""
    return {**(state or {}), **entry.body}


@hookimpl
def case_section(
    case: CaseView, records: tuple[RecordView, ...], elsewhere: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Section | None:
    """The unit's work and its tasks in the case, and its work with the same young people elsewhere."""
    parts: list[Part] = list(work.elsewhere(elsewhere, case))
    for kind, words in ((work, "Work with a young person"), (allocation, "Task of the briefing")):
        may_follow = list(showing.acts(reversed(records), kind.STEPS))
        for one in reversed(records):
            if one.kind == kind.KIND:
                parts.append(Heading(f"{words}, {showing.moment(one.begun.isoformat())}"))
                parts += kind.shown(one, case, options)
                parts += [act for act in may_follow if act.record == one.ref]
        parts += [Act(one.deed, one.words) for one in kind.STEPS if one.begins]
    return Section(chosen.unit(options), tuple(parts))


@hookimpl
def page(
    page: str, records: tuple[RecordView, ...], cases: tuple[CaseView, ...], now: datetime, options: Mapping[str, Any]
) -> Section:
    """The daily briefing."""
    return briefing.page(records, cases, now, options)
