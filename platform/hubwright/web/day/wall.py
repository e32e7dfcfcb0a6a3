"""The wall: two large screens that a whole room reads (S:1702-1703): ratings, times, who is waited for, no names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from hubwright.domain.access import row_view, scope
from hubwright.ports import Reading
from hubwright.web.chrome import Link
from hubwright.web.components import ClockFace, TierBadge
from hubwright.web.language import plain, say
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.tiers import badge
from hubwright.web.work.words import clock_name

# As many as a screen holds in figures that are read from six metres.
MOST_URGENT = 12
MOST_IN_A_COLUMN = 5
_READ = 400
_ORDER = ("-danger", "due_at", "tier_position", "received")
_LONG = 10


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of work: nothing on it says whose."""

    short: str
    tier: TierBadge
    clock: ClockFace | None
    agencies: tuple[tuple[str, str], ...]
    danger: bool
    alarmed: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The work of one stage, most pressing first; `more` is how many do not fit."""

    title: str
    total: int
    cards: tuple[Card, ...]
    more: int


def show(visit: Visit) -> Response:
    """One of the two layouts: the most urgent, or everything that waits by stage."""
    layout = "all" if request.args.get("layout") == "all" else "urgent"
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "wall", visit.now)
        where: dict[str, Any] = {"closed": None}
        total = reading.count("case_row", scope=within, where=where)
        late = reading.count("case_row", scope=within, where={**where, "due_at<": visit.now})
        rows = reading.rows("case_row", scope=within, where=where, order=_ORDER, limit=_READ)
        cut = [row_view(row, "wall", visit.reader) for row in rows]
        short = _short([row["case_ref"] for row in cut])
        columns = _urgent(visit, reading, cut, short, total) if layout == "urgent" else _all(visit, reading, cut, short)
    other = "all" if layout == "urgent" else "urgent"
    return make_response(
        render_template(
            "day/wall.html",
            chrome=work_chrome(visit, current="wall"),
            title=say("Wall"),
            layout=layout,
            columns=columns,
            total=total,
            late=late,
            now=visit.now,
            other=Link(_names()[other], url_for("day.wall", hub=visit.hub.id, layout=other)),
            name=_names()[layout],
        )
    )


def _names() -> Mapping[str, str]:
    return {"urgent": say("Most urgent"), "all": say("All that waits")}


def _urgent(
    visit: Visit, reading: Reading, rows: Sequence[Mapping[str, Any]], short: Mapping[str, str], total: int
) -> list[Column]:
    cards = tuple(_card(visit, reading, row, short) for row in rows[:MOST_URGENT])
    return [Column(say("Most urgent"), total, cards, total - len(cards))]


def _all(visit: Visit, reading: Reading, rows: Sequence[Mapping[str, Any]], short: Mapping[str, str]) -> list[Column]:
    titles = {
        "new": say("New"),
        "working": say("Worked on"),
        "waiting": say("Waiting"),
        "deciding": say("To be decided"),
        "decided": say("Decided"),
    }
    columns = []
    for standing, title in titles.items():
        here = [row for row in rows if row["standing"] == standing]
        cards = tuple(_card(visit, reading, row, short) for row in here[:MOST_IN_A_COLUMN])
        columns.append(Column(title, len(here), cards, len(here) - len(cards)))
    return columns


def _card(visit: Visit, reading: Reading, row: Mapping[str, Any], short: Mapping[str, str]) -> Card:
    hub = visit.pinned(reading, row["revision"])
    names = {agency.id: plain(agency.name) for agency in hub.agencies}
    due: datetime | None = row["due_at"]
    waiting = (row["waiting_agencies"] or "").split()
    return Card(
        short=short[row["case_ref"]],
        tier=badge(hub, row["scale"], row["tier"], unread=row["unread"]),
        clock=ClockFace(what=clock_name(row["due_clock"]), due=due, now=visit.now) if due else None,
        agencies=tuple((initials(names.get(id, id)), names.get(id, id)) for id in waiting),
        danger=row["danger"],
        alarmed=row["alarmed"],
    )


def initials(name: str) -> str:
    """An agency's name where it is short, else the first letters of its words."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if len(name) <= _LONG or not words:
        return name
    if len(words) == 1:
        return f"{name[: _LONG - 1]}."
    return "".join(word[0].upper() for word in words if word[0].isupper() or len(word) > 3)


def _short(references: Sequence[str]) -> dict[str, str]:
    """The last four of each reference, as many as it takes to tell the cases on the wall apart."""
    different = set(references)
    for length in range(4, 9):
        if len({one[-length:] for one in different}) == len(different):
            return {one: one[-length:] for one in different}
    return {one: one for one in different}
