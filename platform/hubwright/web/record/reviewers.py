"""Those who look in for a time: who asked them, until when, and what each has read; and asking somebody."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.reviewers import Invitation, invite_reviewer
from hubwright.domain.access import scope
from hubwright.domain.access.scope import All, OneOf
from hubwright.domain.definitions.hub import Role
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Seat
from hubwright.web.components import DateInput, Field, Legend
from hubwright.web.language import say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.typed_dates import date_typed
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, listed, words

SHOWN = 200


def show(visit: Visit) -> Response:
    """The list and the form, or an invitation."""
    if request.method == "GET":
        return _page(visit)
    try:
        invite_reviewer(
            visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), invitation=_invitation(request.form)
        )
    except Refusal as refusal:
        return _page(visit, refusal=refusal)
    return make_response(redirect(url_for("record.reviewers", hub=visit.hub.id, done="1")))


def _invitation(form: Values) -> Invitation:
    typed = date_typed(form, "ends")
    whole = typed is not None and {"year", "month", "day"} <= set(typed)
    return Invitation(
        name=form.get("name", ""),
        email=form.get("email", ""),
        agency=form.get("agency", ""),
        role=form.get("role", ""),
        until=date(typed["year"], typed["month"], typed["day"]) if typed and whole else None,
        purpose=form.get("purpose", ""),
        audit=form.get("audit", ""),
    )


def boxed(visit: Visit) -> tuple[Role, ...]:
    """The roles of the hub that are held for a time."""
    return tuple(role for role in visit.hub.roles if role.time_boxed)


def _page(visit: Visit, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(visit, request.form, wrong)
    ids = {role.id for role in boxed(visit)}
    seats = sorted(
        (seat for seat in visit.state.seats.values() if seat.roles & ids), key=lambda seat: seat.begins, reverse=True
    )
    body = render_template(
        "record/reviewers.html",
        chrome=work_chrome(visit, current="reviewers"),
        title=say("Who looks in for a time"),
        heading=say("Who looks in for a time"),
        seats=[(seat, _reads(visit, seat)) for seat in seats],
        now=visit.now,
        may_see_reads=visit.reader.may("audit.read"),
        drawn=bool(ids),
        inviting=fields,
        errors=summary(refusal, wrong, fields),
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _reads(visit: Visit, seat: Seat) -> list[tuple[str, int]]:
    """What somebody has read since their seat began, by reference, as far as this reader may know."""
    if not visit.reader.may("audit.read"):
        return []
    with visit.house.store.reading(visit.hub.id) as reading:
        rows = reading.rows(
            "read_log",
            scope=All((scope(visit.reader, "read_log", visit.now), OneOf("user_id", frozenset({seat.user})))),
            order=("-at",),
            limit=SHOWN,
        )
    times: dict[str, int] = {}
    for row in rows:
        if row["reference"] and row["purpose"] == "seen" and row["at"] >= seat.begins:
            times[row["reference"]] = times.get(row["reference"], 0) + 1
    return list(times.items())


def _fields(visit: Visit, values: Values, wrong: Wrong) -> list[Field]:
    agencies = [(one.id, str(text(one.name))) for one in visit.hub.agencies]
    roles = [(one.id, str(text(one.name))) for one in boxed(visit)]
    with visit.house.store.reading(visit.hub.id) as reading:
        audits = reading.rows(
            "audit_row", scope=scope(visit.reader, "audit_row", visit.now), order=("-drawn_at",), limit=SHOWN
        )
    typed = {part: values.get(f"ends-{part}", "") for part in ("day", "month", "year")}
    last = Legend(say("Their last day"), "govuk-fieldset__legend--s")
    return [
        line("name", say("Name"), values, wrong),
        line("email", say("E-mail"), values, wrong),
        listed("role", say("As what"), roles, values, wrong),
        listed("agency", say("Agency"), agencies, values, wrong),
        DateInput.of("ends", last, typed, error=say(wrong["ends"]) if "ends" in wrong else ""),
        words("purpose", say("What do they look in for?"), values, wrong, rows=2),
        listed(
            "audit",
            say("Only the cases of this audit"),
            [(one["audit_ref"], f"{one['audit_ref']} {one['purpose'][:60]}") for one in audits],
            values,
            wrong,
        ),
    ]
