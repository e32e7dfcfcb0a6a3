"""How what is kept is shown: answers under their short labels, days and hours as people say them, the next deeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from hubwright.domain.clocks.london import LONDON, on
from hubwright.domain.plugins.asking import RecordView
from hubwright.domain.plugins.sections import Act, Fact
from hubwright.domain.plugins.tables.asking import Ask, Options
from hubwright.domain.plugins.views import CaseView

if TYPE_CHECKING:
    from hubwright.domain.plugins.tables.steps import Step

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")
YES_NO: Mapping[str, str] = {"yes": "Yes", "no": "No", "not_known": "Not known", "not_asked": "Not asked"}


def facts(asks: Iterable[Ask], state: Mapping[str, Any], case: CaseView, options: Options) -> Iterator[Fact]:
    """What was answered, each once, in the order in which it is asked."""
    once = {one.at: one for one in asks if one.shown and state.get(one.at)}
    for at, one in once.items():
        yield Fact(one.shown, said(one, state[at], case, options))


def said(one: Ask, value: Any, case: CaseView, options: Options) -> str:
    """An answer in words."""
    if one.type == "yes_no_unknown":
        return YES_NO.get(value, "")
    if one.type == "date":
        return day(value)
    if one.words:
        return str(value)
    offered = one.offered(case, options)
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


def clock(text: str) -> time | None:
    """A time by the 24-hour clock as people write it, such as "09:30"; None for what is none."""
    found = _TIME.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None


def instant(day: date, at: time) -> datetime:
    """The instant, UTC, at which the wall shows a time on a day; the first that there is, or the first of two."""
    return on(day, at)


def day(text: str) -> str:
    """ "2027-03-01" as "1 March 2027", "2027-03" as "March 2027"; what is no date stays as it is."""
    parts = text.split("-")
    try:
        whole = date(*map(int, (*parts, "1", "1")[:3]))
    except ValueError:
        return text
    partly = {1: f"{whole:%Y}", 2: f"{whole:%B %Y}"}
    return partly.get(len(parts), f"{whole.day} {whole:%B %Y}")


def moment(text: str) -> str:
    """An instant, UTC, as the clock on the wall shows it: "1 March 2027 at 14:30"."""
    at = datetime.fromisoformat(text).astimezone(LONDON)
    return f"{at.day} {at:%B %Y} at {at:%H:%M}"
