"""How what is kept is shown: answers under their short labels, instants as people say them, the next deeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from hubwright.api import Act, CaseView, Fact, RecordView

from hubwright_embedded_unit.asking import Ask

if TYPE_CHECKING:
    from hubwright_embedded_unit.steps import Step

LONDON = ZoneInfo("Europe/London")
_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)
NOBODY: Final = CaseView("", (), (), _FIRST, _FIRST)
"""No case, for what is asked of whatever case."""


def facts(asks: Iterable[Ask], state: Mapping[str, Any], case: CaseView) -> Iterator[Fact]:
    """What was answered, each once, in the order in which it is asked."""
    once = {one.at: one for one in asks if one.shown and state.get(one.at)}
    for at, one in once.items():
        yield Fact(one.shown, said(one, state[at], case))


def said(one: Ask, value: Any, case: CaseView) -> str:
    """An answer in words."""
    offered = one.offered(case)
    if isinstance(value, list):
        return ", ".join(offered.get(id, id) for id in value)
    return offered.get(value, str(value))


def acts(records: Iterable[RecordView], steps: Iterable[Step]) -> Iterator[Act]:
    """What can be done next with records; where that is with several of a kind, each button says with which."""
    steps = tuple(steps)
    found = [(record, step) for record in records for step in steps if step.fits(record)]
    for record, step in found:
        several = any(other.kind == record.kind and other.ref != record.ref for other, _ in found)
        which = f" ({moment(record.begun.isoformat())})" if several else ""
        yield Act(step.deed, f"{step.words}{which}", record.ref)


def moment(text: str) -> str:
    """An instant, UTC, as the clock on the wall shows it: "1 March 2027 at 14:30"."""
    at = datetime.fromisoformat(text).astimezone(LONDON)
    return f"{at.day} {at:%B %Y} at {at:%H:%M}"
