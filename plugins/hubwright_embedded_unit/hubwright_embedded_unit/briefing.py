"""The daily briefing: what has come since the last one, what is late, and what each agency has before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from hubwright.api import CaseView, Fact, Notice, Options, Part, RecordView, Section, Table, showing

from hubwright_embedded_unit import allocation, moments
from hubwright_embedded_unit.options import briefing

PAGE, MAY, TITLE = "briefing", "embedded_unit.briefing", "Daily briefing"
_LONGEST = 160


def page(records: tuple[RecordView, ...], cases: tuple[CaseView, ...], now: datetime, options: Options) -> Section:
    """The page, out of the tasks that its reader may see."""
    names = {id: name for one in cases for id, name in one.agencies.items()}
    return Section(TITLE, tuple(_parts(records, lambda id: names.get(id, id), now, options)))


def _parts(
    records: tuple[RecordView, ...], name: Callable[[str], str], now: datetime, options: Options
) -> Iterator[Part]:
    since = moments.last_briefing(now, briefing(options), bool(options.get("weekends", False)))
    yield Fact("Last briefing", showing.moment(since.isoformat()))
    late = [one for one in records if allocation.late(one, now)]
    if late:
        many = "1 task is late." if len(late) == 1 else f"{len(late)} tasks are late."
        yield Notice(many, "warning")
        yield _table("Late", late, name)
    back = [one for one in records if one.state["status"] == allocation.HANDED_BACK]
    if back:
        yield _table("Handed back; nobody has it", back, name)
    new = [one for one in records if one.changed >= since]
    yield _table("Since the last briefing", new, name) if new else Notice("Nothing has come since the last briefing.")
    waits = [one for one in records if one.state["status"] in allocation.WAITS]
    for agency in sorted({one.state["agency"] for one in waits}, key=name):
        yield _table(f"With {name(agency)}", (one for one in waits if one.state["agency"] == agency), name)


def _table(caption: str, records: Iterable[RecordView], name: Callable[[str], str]) -> Table:
    first = sorted(records, key=lambda one: datetime.fromisoformat(one.state["due"]))
    rows = tuple((one.case, _short(one.state["task"]), name(one.state["agency"]), _by(one), _now(one)) for one in first)
    return Table(caption, ("Case", "To do", "Agency", "By", "Now"), rows, tuple(one.case for one in first))


def _by(record: RecordView) -> str:
    return showing.moment(record.state["due"])


def _now(record: RecordView) -> str:
    return allocation.NOW[record.state["status"]]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
