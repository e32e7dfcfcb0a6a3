"""Audits of decisions: the list, drawing a sample, what was found of it, and its rates as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.audits import act_on_audit, draw_sample
from hubwright.domain.access import scope
from hubwright.domain.access.scope import All, OneOf
from hubwright.domain.audits import STREAM, AuditState, Draw, Evaluate, Item, Rate, agreement, audit_of, rates
from hubwright.domain.clocks.london import local
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import say, text
from hubwright.web.paging import pages
from hubwright.web.surroundings import work_chrome
from hubwright.web.typed_dates import date_typed
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, words

PER_PAGE = 25


def show_all(visit: Visit) -> Response:
    """The audits of the hub, the latest first, and the form with which a sample is drawn."""
    if request.method == "GET":
        return _all(visit)
    try:
        done = draw_sample(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), command=_draw())
    except Refusal as refusal:
        return _all(visit, refusal=refusal)
    return make_response(redirect(url_for("record.audit", hub=visit.hub.id, ref=done.result["audit"], done="1")))


def _draw() -> Draw:
    form = request.form
    return Draw(
        purpose=form.get("purpose", ""),
        first=_day(form, "first"),
        last=_day(form, "last"),
        routes=tuple(form.getlist("routes")),
        pathways=tuple(form.getlist("pathways")),
        below_threshold="yes" in form.getlist("below"),
        how_many=_number(form.get("how_many", "")),
        share=_number(form.get("share", "")),
        auditor=form.get("whose", ""),
    )


def _day(form: Values, name: str) -> date | None:
    typed = date_typed(form, name)
    whole = typed is not None and {"year", "month", "day"} <= set(typed)
    return date(typed["year"], typed["month"], typed["day"]) if typed and whole else None


def _number(typed: str) -> int | None:
    """A whole number as typed, None for an empty box and -1, which is refused, for anything else."""
    typed = typed.strip()
    return (int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1) if typed else None


def _all(visit: Visit, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(visit, request.form, wrong)
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "audit_row", visit.now)
        page, pagination = pages(reading.count("audit_row", scope=within), PER_PAGE)
        rows = reading.rows(
            "audit_row", scope=within, order=("-drawn_at",), limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
    body = render_template(
        "record/audits.html",
        chrome=work_chrome(visit, current="audits"),
        title=say("Audits of decisions"),
        heading=say("Audits of decisions"),
        audits=[(row, url_for("record.audit", hub=visit.hub.id, ref=row["audit_ref"])) for row in rows],
        now=visit.now,
        drawn=visit.hub.decision_audit is not None,
        drawing=fields,
        opened=refusal is not None,
        errors=summary(refusal, wrong, fields),
        pagination=pagination,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _fields(visit: Visit, values: Values, wrong: Wrong) -> list[Field]:
    def day(name: str, question: str) -> DateInput:
        typed = {part: values.get(f"{name}-{part}", "") for part in ("day", "month", "year")}
        legend = Legend(question, "govuk-fieldset__legend--s")
        return DateInput.of(name, legend, typed, error=say(wrong[name]) if name in wrong else "")

    routes = [Choice(value=one.id, text=text(one.name)) for one in visit.hub.routes]
    strands = [Choice(value=one.id, text=text(one.name)) for one in visit.hub.pathways]
    auditors = {seat.user: seat.name for seat in visit.colleagues("decision.audit")}
    none = say("Leave it empty for all of them.")
    return [
        words("purpose", say("What is the audit to show?"), values, wrong, rows=2),
        day("first", say("Decided from")),
        day("last", say("Decided up to")),
        any_of("routes", say("Only these outcomes"), routes, values, wrong, hint=none),
        any_of("pathways", say("Only these strands"), strands, values, wrong, hint=none),
        any_of(
            "below",
            say("Only below the threshold"),
            [
                Choice(
                    value="yes",
                    text=say("What was found below it, and contacts that ended with advice, a reply or a note"),
                )
            ],
            values,
            wrong,
        ),
        line("how_many", say("How many are drawn"), values, wrong, hint=say("Or leave it empty and say a share.")),
        line("share", say("How many in a hundred"), values, wrong),
        listed("whose", say("Who looks at them, if that is one person"), auditors.items(), values, wrong),
    ]


def show(visit: Visit, ref: str) -> Response:
    """One audit: its sample, its rates, what is to be learned, and what was found months later."""
    state = seen_audit(visit, ref)
    if request.method == "GET":
        return _csv(visit, state) if request.args.get("as") == "csv" else _page(visit, state)
    months = request.form.get("months", "")
    command = Evaluate(_number(months) or 0, request.form.get("found", ""))
    try:
        act_on_audit(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), audit=ref, command=command)
    except Refusal as refusal:
        return _page(visit, state, refusal=refusal)
    return make_response(redirect(url_for("record.audit", hub=visit.hub.id, ref=ref, done="1")))


def seen_audit(visit: Visit, ref: str) -> AuditState:
    """The audit, for whoever may know of it; the guard of the page asks for the permission.

    Raises:
        NotFound: there is none.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        state = audit_of(reading.entries(f"{STREAM}:{ref}"))
    if state is None:
        raise NotFound("There is no such record.")
    return state


def known(visit: Visit, state: AuditState) -> Mapping[Item, Mapping[str, Any]]:
    """The decisions of the sample that this reader may know of, with what each came to."""
    cases = OneOf("case_ref", frozenset(one.case for one in state.sample))
    with visit.house.store.reading(visit.hub.id) as reading:
        rows = reading.rows("case_decision", scope=All((scope(visit.reader, "case_decision", visit.now), cases)))
    return {Item(row["case_ref"], row["number"], row["subject"], row["pathway"]): row for row in rows}


def _outcomes(visit: Visit, state: AuditState) -> Mapping[int, str]:
    rows = known(visit, state)
    return {place: rows[item]["route"] for place, item in enumerate(state.sample, 1) if item in rows}


def _page(visit: Visit, state: AuditState, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    rows, names = known(visit, state), {one.id: text(one.name) for one in visit.hub.routes}
    outcomes = _outcomes(visit, state)
    written = {one.months for one in state.evaluations}
    waits = sorted(months for months in state.due if months not in written)
    agencies = {one.id: text(one.name) for one in visit.hub.agencies}
    fields: list[Field] = [words("found", say("What has changed since?"), request.form, wrong, rows=3)]
    body = render_template(
        "record/audit.html",
        chrome=work_chrome(visit, current="audits"),
        title=state.ref,
        heading=say("Audit of decisions"),
        state=state,
        sample=[_line(visit, state, place, rows.get(item), names) for place, item in enumerate(state.sample, 1)],
        rates=[
            (names.get(one.outcome) or one.outcome or say("All"), one, agreement(one)) for one in rates(state, outcomes)
        ],
        # What was written of a case that this reader may not know of says as much as the case.
        learned=[
            (one, [agencies.get(id, id) for id in one.told])
            for one in state.found
            if one.learning and one.place in outcomes
        ],
        waits=[(months, state.due[months]) for months in waits],
        today=local(visit.now).date(),
        evaluating=fields,
        errors=summary(refusal, wrong, fields),
        done=request.args.get("done", ""),
        csv_href=url_for("record.audit", hub=visit.hub.id, ref=state.ref, **{"as": "csv"}),  # type: ignore[arg-type]
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _line(
    visit: Visit, state: AuditState, place: int, row: Mapping[str, Any] | None, names: Mapping[str, Any]
) -> dict[str, Any]:
    """A decision of the sample in the list; of a case that this reader may not know of, that it is kept from them."""
    if row is None:
        return {"place": place, "href": "", "done": state.done(place)}
    return {
        "place": place,
        "href": url_for("record.audited", hub=visit.hub.id, ref=state.ref, place=place),
        "case": row["case_ref"],
        "outcome": names.get(row["route"], row["route"]) if row["route"] else say("Ended without a decision"),
        "decided": row["decided_at"],
        "own": row["by_user"] == visit.actor.id,
        "mine": any(one.by_user == visit.actor.id for one in state.of(place)),
        "done": state.done(place),
    }


def _csv(visit: Visit, state: AuditState) -> Response:
    """The rates, without names of anybody and without references of cases."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["outcome", "sampled", "looked_at", "agree", "otherwise", "cannot_tell", "agreement_percent"])
    for one in rates(state, _outcomes(visit, state)):
        writer.writerow(_counts(one))
    answer = make_response(out.getvalue())
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-{state.ref}.csv"'
    return answer


def _counts(one: Rate) -> list[str | int]:
    percent = agreement(one)
    return [
        one.outcome or "all",
        one.sampled,
        one.looked_at,
        one.agree,
        one.otherwise,
        one.cannot_tell,
        "" if percent is None else percent,
    ]
