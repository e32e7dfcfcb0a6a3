"""Who has seen this: everybody who opened a case or was refused it, and for an agency, who has seen what it shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, make_response, render_template, url_for

from hubwright.domain.access import check_view, scope
from hubwright.domain.access.scope import Nothing
from hubwright.domain.access.seen_by import reads_of_answer
from hubwright.domain.cases.apply import case_of
from hubwright.domain.errors import NotFound
from hubwright.web.components import BackLink, Cell, Column, Table
from hubwright.web.language import mark, say, text
from hubwright.web.paging import pages
from hubwright.web.record.ways import ways
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import short_instant
from hubwright.web.visit import Visit
from hubwright.web.work.audit import read_name, under
from hubwright.web.work.look import look
from hubwright.web.work.people_shown import identity

PER_PAGE = 50
MOST = 500


def show(visit: Visit, ref: str) -> Response:
    """Everybody who read anything of a case, newest first."""
    seen = look(visit, ref)
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "read_log", visit.now)
        total = reading.count("read_log", scope=within, where=under(ref))
        page, pagination = pages(total, PER_PAGE)
        lines = reading.rows(
            "read_log", scope=within, where=under(ref), order=("-at",), limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
    return make_response(
        render_template(
            "record/seen_by.html",
            chrome=work_chrome(visit, current="queue"),
            title=say("Who has seen this"),
            heading=say("Who has seen this"),
            identity=identity(seen),
            ways=ways(visit, ref, "seen_by"),
            intro=say("Every time that a page of this case was opened or refused."),
            table=_table(visit, lines),
            total=total,
            pagination=pagination,
        )
    )


def of_check(visit: Visit, ref: str, ask: str) -> Response:
    """Who has seen what an agency answered, since it did, for that agency and for those who read the read log.

    Raises:
        NotFound: there is no such question, nobody has answered it, or it is not this reader's to ask about.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        state = case_of(reading.entries(f"case:{ref}"))
        view = check_view(state, ask, visit.reader, visit.now) if state else None
        within, since = reads_of_answer(view, visit.reader) if view else (Nothing(), None)
        if since is None:
            raise NotFound("There is no such question.")
        where = {**under(ref), "at>=": since, "purpose": "seen"}
        rows = reading.rows("read_log", scope=within, where=where, order=("-at",), limit=MOST)
    # Who opened the question of another agency has not seen this one's answer.
    lines = [row for row in rows if row["what"] != "check" or row["reference"] == f"{ref}/{ask}"]
    return make_response(
        render_template(
            "record/seen_by.html",
            chrome=work_chrome(visit, current="checks"),
            title=say("Who has seen your answer"),
            heading=say("Who has seen your answer"),
            back=BackLink(url_for("work.check", hub=visit.hub.id, ref=ref, ask=ask), say("Back to the check")),
            ways=None,
            intro=say("Everybody who opened this answer, or the case that it stands on, since it was given."),
            table=_table(visit, lines),
            total=len(lines),
            pagination=None,
        )
    )


def _table(visit: Visit, lines: Sequence[Mapping[str, Any]]) -> Table:
    seats = {seat.user: seat for seat in visit.state.seats.values()}
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    rows = []
    for line in lines:
        seat = seats.get(line["user_id"])
        rows.append(
            (
                Cell(short_instant(line["at"])),
                Cell(seat.name if seat else line["user_id"]),
                Cell(agencies.get(seat.agency, "") if seat else ""),
                Cell(read_name(line["what"])),
                Cell(say("seen") if line["purpose"] == "seen" else say("refused")),
            )
        )
    head = (mark("When"), mark("Who"), mark("Agency"), mark("What"), mark("How"))
    return Table(
        rows=tuple(rows),
        head=tuple(Column(say(word)) for word in head),
        caption=say("Reads, newest first"),
        caption_classes="govuk-visually-hidden",
    )
