"""The weekly review of reads, by somebody else: of one's own name, of restricted cases, of broken glass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.incidents import record_review
from hubwright.domain.access import scope
from hubwright.domain.access.review import kept_how, reads_to_review
from hubwright.domain.cases.written import instant as instant_of
from hubwright.domain.cases.written import moment
from hubwright.domain.errors import Refusal
from hubwright.domain.reviews import Finding, Read, Reviewed, findings
from hubwright.ports import Reading
from hubwright.web.components import Choice, ErrorLink, ErrorSummary, Field
from hubwright.web.language import mark, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import line, one_of

WEEK = timedelta(days=7)
MOST = 40
_READS = 20_000
_AT_ONCE = 400

REASONS = {
    "own_name": mark("Somebody on the case has the same name as this worker"),
    "family_name": mark("Somebody on the case has the same last name as this worker"),
    "restricted": mark("The case is restricted"),
    "glass": mark("They opened a restricted case with a reason"),
}
ANSWERS = {
    "needed": mark("Needed for their work"),
    "asked": mark("I have asked them"),
    "raised": mark("Raised with whoever must know"),
}


@dataclass(frozen=True, slots=True)
class FindingShown:
    """One finding with the questions about it."""

    finding: Finding
    who: str
    agency: str
    why: tuple[str, ...]
    until: str
    answer: Field
    note: Field


def show(visit: Visit) -> Response:
    """What of the last four weeks nobody else has looked at yet, or a review of it."""
    if request.method == "GET":
        return _page(visit)
    try:
        record_review(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), found=_reviewed())
    except Refusal as refusal:
        return _page(visit, refusal=refusal)
    return make_response(redirect(url_for("record.review", hub=visit.hub.id, done="1")))


def _reviewed() -> list[Reviewed]:
    form, found = request.form, []
    for name, answer in form.items():
        part, _, here = name.partition(":")
        user, _, case = here.rpartition("/")
        if part == "answer" and answer and user and case:
            try:
                until = instant_of(form.get(f"until:{here}", ""))
            except ValueError:
                continue
            found.append(Reviewed(user, case, answer, form.get(f"note:{here}", ""), until))
    return found


def _page(visit: Visit, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    since = visit.now - 4 * WEEK
    with visit.house.store.reading(visit.hub.id) as reading:
        found = _findings(visit, reading, since)
        done = reading.rows(
            "review_row",
            scope=scope(visit.reader, "review_row", visit.now),
            where={"at>=": since},
            order=("-at",),
            limit=MOST,
        )
    others = [one for one in found if one.user != visit.actor.id]
    shown = [_shown(visit, one, wrong) for one in others[:MOST]]
    links = tuple(ErrorLink(say(said), f"#{name}") for name, said in wrong.items())
    errors = (links or (ErrorLink(f"{say(refusal.why)} {say(refusal.do)}"),)) if refusal else ()
    names = {seat.user: seat.name for seat in visit.state.seats.values()}
    body = render_template(
        "record/review.html",
        chrome=work_chrome(visit, current="review"),
        title=say("Review of reads"),
        heading=say("Review of reads"),
        errors=ErrorSummary(errors, title=say("Not done yet")) if refusal else None,
        found=shown,
        more=len(others) - len(shown),
        own=len(found) - len(others),
        overdue=sum(one.last < visit.now - WEEK for one in others),
        reviewed=[(row, names.get(row["user_id"], row["user_id"]), say(ANSWERS[row["answer"]])) for row in done],
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _findings(visit: Visit, reading: Reading, since: datetime) -> list[Finding]:
    """What nobody else has looked at since it was read last."""
    lines = reading.rows(
        "read_log",
        scope=reads_to_review(visit.reader, visit.now),
        where={"at>=": since, "purpose": "seen", "case_ref>": ""},
        order=("-at",),
        limit=_READS,
    )
    cases = sorted({row["case_ref"] for row in lines})
    rows = _about(reading, "case_row", cases)
    glass = _about(reading, "case_glass", cases)
    reads = [
        Read(row["user_id"], row["case_ref"], row["at"], glass=_through_glass(row, glass.get(row["case_ref"], ())))
        for row in lines
    ]
    names = {seat.user: seat.name for seat in visit.state.seats.values()}
    people = {case: [name for row in of for name in row["who"].split(" · ")] for case, of in rows.items()}
    restricted = [case for case, of in rows.items() if any(row["access"] != "open" for row in of)]
    looked_at = _looked_at(visit, reading)
    found = findings(reads, names, people, restricted)
    return [one for one in found if looked_at.get((one.user, one.case), since) < one.last]


def _about(reading: Reading, table: str, cases: Sequence[str]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for begin in range(0, len(cases), _AT_ONCE):
        for row in reading.rows(table, scope=kept_how(cases[begin : begin + _AT_ONCE])):
            found.setdefault(row["case_ref"], []).append(row)
    return found


def _through_glass(line: Mapping[str, Any], broken: Iterable[Mapping[str, Any]]) -> bool:
    return any(row["user_id"] == line["user_id"] and row["at"] <= line["at"] < row["until"] for row in broken)


def _looked_at(visit: Visit, reading: Reading) -> dict[tuple[str, str], datetime]:
    """Until when each person's reads of each case were looked at."""
    rows = reading.rows("review_row", scope=scope(visit.reader, "review_row", visit.now), order=("until",))
    return {(row["user_id"], row["case_ref"]): row["until"] for row in rows}


def _shown(visit: Visit, one: Finding, wrong: Mapping[str, str]) -> FindingShown:
    here = f"{one.user}/{one.case}"
    seat = next((seat for seat in visit.state.seats.values() if seat.user == one.user), None)
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    choices = [Choice(value=id, text=say(said)) for id, said in ANSWERS.items()]
    return FindingShown(
        finding=one,
        who=seat.name if seat else one.user,
        agency=agencies.get(seat.agency, "") if seat else "",
        why=tuple(say(REASONS[reason]) for reason in one.why),
        until=moment(one.last),
        answer=one_of(f"answer:{here}", say("What did you find?"), choices, request.form, wrong),
        note=line(f"note:{here}", say("What was asked or raised, and with whom"), request.form, wrong),
    )
