"""Hand-over between day and night: what the day leaves, what came back, what is urgent and was not left to anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Response, make_response, render_template, url_for

from hubwright.domain.access import row_view, scope
from hubwright.domain.cases.topics.on_duty import LEFT, SEEN, WRITTEN
from hubwright.domain.hubs import Stint, on_duty
from hubwright.ports import Reading
from hubwright.web.components import ClockFace, TierBadge
from hubwright.web.language import say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.tiers import badge
from hubwright.web.work.words import clock_name, people

MOST = 100
_BACK = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Left:
    """One hand-over as the list shows it; words that are kept from this reader are empty."""

    href: str
    act: str
    reference: str
    who: str
    tier: TierBadge
    clock: ClockFace | None
    watch: str
    telephone: str
    by: str
    at: datetime
    written: str
    written_by: str
    written_at: datetime | None
    seen_by: str


@dataclass(frozen=True, slots=True)
class Urgent:
    """A case of the most urgent rating that nobody has left to duty."""

    href: str
    act: str
    reference: str
    who: str
    tier: TierBadge
    clock: ClockFace | None


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody on duty or on call now."""

    name: str
    agency: str
    what: str
    telephone: str
    until: datetime


def show(visit: Visit) -> Response:
    """The list for the night and for the morning after."""
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "case_hand_over", visit.now)
        open_now = reading.rows(
            "case_hand_over", scope=within, where={"state": [LEFT, WRITTEN]}, order=("-at",), limit=MOST
        )
        over = reading.rows(
            "case_hand_over",
            scope=within,
            where={"state": SEEN, "seen_at>=": visit.now - _BACK},
            order=("-seen_at",),
            limit=MOST,
        )
        cases = scope(visit.reader, "case_row", visit.now)
        first = reading.rows(
            "case_row", scope=cases, where={"tier_position": 0, "closed": None}, order=("due_at",), limit=MOST
        )
        refs = sorted({row["case_ref"] for row in (*open_now, *over)})
        known = {
            (row["case_ref"], row["pathway"]): row
            for row in (reading.rows("case_row", scope=cases, where={"case_ref": refs}) if refs else ())
        }
        lines = [_left(visit, reading, row, known) for row in open_now]
        done = [_left(visit, reading, row, known) for row in over]
        left = {row["case_ref"] for row in open_now}
        urgent = [_urgent(visit, reading, row) for row in first if row["case_ref"] not in left]
    return make_response(
        render_template(
            "day/hand_over.html",
            chrome=work_chrome(visit, current="hand_over"),
            title=say("Hand-over"),
            heading=say("Hand-over"),
            on_duty=[on_duty_shown(visit, stint) for stint in on_duty(visit.state, visit.now)],
            posts=[(text(post.name), post.telephone, post.when == ("open" if visit.open else "closed"))
                   for post in visit.hub.local.duty],
            came_back=[one for one in lines if one.written_at],
            waiting=[one for one in lines if not one.written_at],
            over=done,
            urgent=urgent,
            may_write=visit.reader.may("case.note"),
            rota=url_for("day.rota", hub=visit.hub.id),
        )
    )  # fmt: skip


def on_duty_shown(visit: Visit, stint: Stint) -> OnDuty:
    """Somebody on the rota, in words."""
    seat = visit.state.seats[stint.seat]
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    what = {"open": say("on duty, open hours"), "closed": say("on duty, out of hours"), "": say("on call")}
    return OnDuty(seat.name, agencies.get(seat.agency, ""), what[stint.post], stint.telephone, stint.ends)


def _left(
    visit: Visit, reading: Reading, row: Mapping[str, Any], known: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Left:
    cut = row_view(row, "case_hand_over", visit.reader)
    ref = row["case_ref"]
    case = known.get((ref, row["pathway"]))
    return Left(
        href=url_for("work.case", hub=visit.hub.id, ref=ref),
        act=url_for("work.act", hub=visit.hub.id, ref=ref, deed="seen-back" if row["written_at"] else "write-back"),
        reference=ref,
        who=_who(visit, reading, case) if case else "",
        tier=_tier(visit, reading, case) if case else TierBadge(say("Not rated")),
        clock=_clock(visit, case) if case else None,
        watch=cut["watch"] or "",
        telephone=cut["telephone"] or "",
        by=row["by_name"],
        at=row["at"],
        written=cut["written"] or "",
        written_by=row["written_by"] or "",
        written_at=row["written_at"],
        seen_by=row["seen_by"] or "",
    )


def _urgent(visit: Visit, reading: Reading, row: Mapping[str, Any]) -> Urgent:
    ref = row["case_ref"]
    return Urgent(
        href=url_for("work.case", hub=visit.hub.id, ref=ref),
        act=url_for("work.act", hub=visit.hub.id, ref=ref, deed="leave-to-duty", pathway=row["pathway"]),
        reference=ref,
        who=_who(visit, reading, row),
        tier=_tier(visit, reading, row),
        clock=_clock(visit, row),
    )


def _who(visit: Visit, reading: Reading, row: Mapping[str, Any]) -> str:
    return people(row["who"], visit.pinned(reading, row["revision"]), row["pathway"])


def _tier(visit: Visit, reading: Reading, row: Mapping[str, Any]) -> TierBadge:
    return badge(visit.pinned(reading, row["revision"]), row["scale"], row["tier"], unread=row["unread"])


def _clock(visit: Visit, row: Mapping[str, Any]) -> ClockFace | None:
    if row["due_at"] is None:
        return None
    return ClockFace(what=clock_name(row["due_clock"]), due=row["due_at"], now=visit.now)
