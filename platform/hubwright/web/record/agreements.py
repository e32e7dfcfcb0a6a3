"""The register of agreements: which hold, who has to be asked to sign, and what is soon looked at again."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.agreements import keep_agreement
from hubwright.domain.clocks.london import local
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.agreed import KeptAgreement
from hubwright.domain.hubs.agreements import standing
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import mark, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.typed_dates import date_typed
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of

STATES = {
    "holds": mark("Signed by all"),
    "waits": mark("Waits for signatures"),
    "review_due": mark("To be looked at again soon"),
    "expired": mark("Its review is past"),
    "ended": mark("Ended"),
}
_ACTS = {
    "sign": mark("An agency has signed"),
    "review": mark("It was looked at again"),
    "end": mark("It has ended"),
}


def show(visit: Visit) -> Response:
    """The register, or a line in it."""
    if request.method == "GET":
        return _page(visit)
    form = request.form
    try:
        keep_agreement(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            act=form.get("act", ""),
            agreement=form.get("agreement", ""),
            on=_day(form, "on"),
            agency=form.get("agency", ""),
            words=form.get("why" if form.get("act") == "end" else "by", ""),
            next=_day(form, "next"),
        )
    except Refusal as refusal:
        return _page(visit, refusal=refusal)
    return make_response(redirect(url_for("record.agreements", hub=visit.hub.id, done="1")))


def _day(form: Values, name: str) -> date | None:
    typed = date_typed(form, name)
    whole = typed is not None and {"year", "month", "day"} <= set(typed)
    return date(typed["year"], typed["month"], typed["day"]) if typed and whole else None


def _page(visit: Visit, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    agencies = {one.id: str(text(one.name)) for one in visit.hub.agencies}
    may_keep = visit.reader.may("agreement.keep")
    fields = _fields(visit, agencies, request.form, wrong) if may_keep else []
    shown = []
    for one in visit.hub.agreements:
        how = standing(one, visit.state, local(visit.now).date())
        kept = visit.state.agreements.get(one.id, KeptAgreement())
        signed = [(agencies.get(agency, agency), by, on) for agency, (by, on) in kept.signed.items()]
        shown.append(
            (text(one.name), say(STATES[how.state]), how, [agencies.get(id, id) for id in how.waits_for], signed)
        )
    body = render_template(
        "record/agreements.html",
        chrome=work_chrome(visit, current="agreements"),
        title=say("Agreements"),
        heading=say("Agreements"),
        shown=shown,
        keeping=fields,
        errors=summary(refusal, wrong, fields),
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _fields(visit: Visit, agencies: dict[str, str], values: Values, wrong: Wrong) -> list[Field]:
    def day(name: str, question: str) -> DateInput:
        typed = {part: values.get(f"{name}-{part}", "") for part in ("day", "month", "year")}
        legend = Legend(question, "govuk-fieldset__legend--s")
        return DateInput.of(name, legend, typed, error=say(wrong[name]) if name in wrong else "")

    signed = (
        listed("agency", say("Agency"), agencies.items(), values, wrong),
        line("by", say("Who signed for it"), values, wrong, hint=say("Name and post.")),
    )
    acts = {
        "sign": signed,
        "review": (day("next", say("To be looked at again by")),),
        "end": (line("why", say("Why"), values, wrong),),
    }
    choices = [Choice(value=id, text=say(_ACTS[id]), reveal=reveal) for id, reveal in acts.items()]
    drawn = [(one.id, str(text(one.name))) for one in visit.hub.agreements]
    return [
        listed("agreement", say("Which agreement?"), drawn, values, wrong),
        one_of("act", say("What happened?"), choices, values, wrong, chosen="sign"),
        day("on", say("When?")),
    ]
