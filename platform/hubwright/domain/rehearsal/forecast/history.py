"""What a hub's own history says of its demand: a table of contacts, of which only the times and kinds are read.

Names, dates of birth, addresses and whatever else stands beside them are not looked at, and the report says so.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.problems import Problem
from hubwright.domain.rehearsal.forecast.arrivals import HOURS_A_MONTH
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions

READ: Final = ("received", "kind", "tier")
"""The columns that are read; only the first is needed."""

_PERSONAL: Final = re.compile(
    r"name|birth|born|dob|nhs|upn|address|postcode|phone|mobile|mail|child|adult|parent|mother|father|sibling|ethnic",
    re.IGNORECASE,
)
_FORMS: Final = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S",
                 "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")  # fmt: skip
_SHOWN: Final = 20
_YEAR: Final = 365
_ENOUGH: Final = 28
"""Days: with fewer a weekday is not seen four times."""


@dataclass(frozen=True, slots=True)
class History:
    """What was found.

    Args:
        rows: how many contacts.
        first, last: days.
        per_month: contacts in a month of the year's mean length.
        hours, weekdays, months: counts; hours are None where no row has a time, months where it is under a year.
        kinds, tiers: counts; empty where there is no such column.
        unused: columns that were not read; of those `personal` look as if they were about somebody.
    """

    rows: int
    first: date
    last: date
    per_month: float
    hours: tuple[float, ...] | None
    weekdays: tuple[float, ...]
    months: tuple[float, ...] | None
    kinds: Mapping[str, float]
    tiers: Mapping[str, float]
    unused: tuple[str, ...]
    personal: tuple[str, ...]

    def over(self, assumed: Assumptions) -> tuple[Assumptions, tuple[str, ...]]:
        """The assumptions with what the history knows better, and which those are."""
        known = {
            "hours": self.hours, "weekdays": self.weekdays, "months": self.months,
            "kinds": self.kinds or None, "tiers": self.tiers or None,
        }  # fmt: skip
        found = {name: value for name, value in known.items() if value is not None}
        return replace(assumed, **found), tuple(found)  # type: ignore[arg-type]


def history_of(text: str, hub: Hub, now: datetime, file: str) -> tuple[History | None, list[Problem]]:
    """The history in a table with a line of headings, or everything that is wrong with it.

    Args:
        text: comma-separated, as a spreadsheet writes it.
        hub: whose kinds and tiers it may name.
        now: UTC; nothing was received later.
        file: its name, for what is wrong.
    """
    lines = csv.reader(text.removeprefix("\ufeff").splitlines())
    try:
        headings, *rows = [(lines.line_num, row) for row in lines] or [(1, [])]
    except csv.Error:
        what = f"Line {lines.line_num} cannot be read: a quotation mark is missing there or above."
        return None, [Problem(file, "", what, "Close it, or leave the line out.", "unreadable")]
    named = [one.strip() for one in headings[1]]
    columns = {one.lower(): index for index, one in enumerate(named)}
    if READ[0] not in columns:
        what = "There is no column with the heading 'received': when each contact came."
        do = "Write a line of headings with received, and kind and tier where they are known."
        return None, [Problem(file, "", what, do, "no-received")]
    table = _Table(hub, now, columns)
    for line, row in rows:
        if any(cell.strip() for cell in row):
            table.take(line, row)
    problems = table.problems(file)
    if not problems and len(table.when) < 2:
        problems = [Problem(file, "", "There are fewer than two contacts in it.", "Give some weeks.", "too-short")]
    if not problems and (table.when[-1][0] - table.when[0][0]).days + 1 < _ENOUGH:
        what = "It holds less than four weeks: too little to see how weekdays differ."
        problems = [Problem(file, "", what, "Give at least four whole weeks.", "too-short")]
    if problems:
        return None, problems
    unused = tuple(one for one in named if one and one.lower() not in READ)
    return table.history(unused), []


class _Table:
    """The rows read so far, and what is wrong with which."""

    def __init__(self, hub: Hub, now: datetime, columns: Mapping[str, int]):
        self._today, self._columns = local(now).replace(tzinfo=None), columns
        self._known = {
            "kind": {one.id for one in hub.kinds},
            "tier": {tier.id for scale in hub.scales for tier in scale.tiers},
        }
        self.when: list[tuple[date, int | None]] = []
        self._counts: dict[str, Counter[str]] = {"kind": Counter(), "tier": Counter()}
        self._wrong: dict[str, list[int]] = {}

    def take(self, line: int, row: list[str]) -> None:
        """One row."""
        said = {name: row[at].strip() if at < len(row) else "" for name, at in self._columns.items() if name in READ}
        at, timed = _read(said["received"])
        if at is None:
            self._wrong.setdefault("received", []).append(line)
        elif at > self._today:
            self._wrong.setdefault("future", []).append(line)
        else:
            self.when.append((at.date(), at.hour if timed else None))
        for name, known in self._known.items():
            if said.get(name) and said[name] not in known:
                self._wrong.setdefault(name, []).append(line)
            elif said.get(name):
                self._counts[name][said[name]] += 1

    def problems(self, file: str) -> list[Problem]:
        """Everything that is wrong, each with its lines."""
        self.when.sort(key=lambda one: one[0])
        said = {
            "received": ("'received' is no date.", "Write 2026-03-31 or 2026-03-31 14:05."),
            "future": ("'received' is still to come.", "Put right when it was, or leave the line out."),
            "kind": ("'kind' is no kind of contact of this hub.", self._one_of("kind")),
            "tier": ("'tier' is no rating of this hub.", self._one_of("tier")),
        }
        return [
            Problem(file, "", f"{_lines(self._wrong[code])}: {what}", do, f"bad-{code}")
            for code, (what, do) in said.items()
            if code in self._wrong
        ]

    def _one_of(self, name: str) -> str:
        return f"Write one of {', '.join(sorted(self._known[name])) or 'none'}, or leave it empty."

    def history(self, unused: tuple[str, ...]) -> History:
        """What the rows say together."""
        first, last = self.when[0][0], self.when[-1][0]
        days = (last - first).days + 1
        hours = [hour for _, hour in self.when if hour is not None]
        return History(
            rows=len(self.when),
            first=first,
            last=last,
            per_month=len(self.when) / (days * 24 / HOURS_A_MONTH),
            hours=_counted(hours, range(24)) if hours else None,
            weekdays=_counted((day.weekday() for day, _ in self.when), range(7)),
            months=_counted((day.month for day, _ in self.when), range(1, 13)) if days >= _YEAR else None,
            kinds=dict(sorted(self._counts["kind"].items())),
            tiers=dict(sorted(self._counts["tier"].items())),
            unused=unused,
            personal=tuple(one for one in unused if _PERSONAL.search(one)),
        )


def _read(text: str) -> tuple[datetime | None, bool]:
    """A time on the wall and whether it says the hour; None where it is no date."""
    for form in _FORMS:
        try:
            return datetime.strptime(text, form), "H" in form  # noqa: DTZ007 - the wall's time, as people write it
        except ValueError:
            continue
    return None, False


def _counted(values: Iterable[int], among: Iterable[int]) -> tuple[float, ...]:
    found = Counter(values)
    return tuple(float(found[one]) for one in among)


def _lines(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"{'Line' if len(numbers) == 1 else 'Lines'} {shown}{more}"
