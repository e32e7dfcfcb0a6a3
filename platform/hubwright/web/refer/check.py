"""Check your answers: everything typed so far with a way to change it, and the button that sends it."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.domain.answers.answer import NOT_ANSWERED
from hubwright.domain.answers.judge import Judgement
from hubwright.domain.answers.paging import Step, steps
from hubwright.domain.definitions.form import Page
from hubwright.web.answers_shown import answer_words
from hubwright.web.components import (
    Action,
    BackLink,
    Button,
    Card,
    ErrorLink,
    ErrorSummary,
    NotificationBanner,
    Row,
    SummaryList,
)
from hubwright.web.language import plain, say, text
from hubwright.web.public.whom_to_ring import hours_now, takes_contacts
from hubwright.web.refer import keeping, sending
from hubwright.web.refer.keeping import Kept
from hubwright.web.refer.places import own_url, step_url
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit


def do(visit: Visit, form: str) -> Response:
    """Show everything, or send it."""
    kept = keeping.here(visit, form)
    if kept is None:
        return make_response(redirect(url_for("refer.back", hub=visit.hub.id, form=form)))
    judgement = kept.judged(visit)
    if request.method == "POST":
        if not token_is_ours():
            return _page(visit, kept, judgement, late=True)
        if judgement.malformed or not (takes_contacts(visit.hub) or kept.draft.sent_contact):
            return _page(visit, kept, judgement, status=422)
        return sending.send(visit, kept, judgement)
    return _page(visit, kept, judgement)


def _page(visit: Visit, kept: Kept, judgement: Judgement, *, late: bool = False, status: int = 200) -> Response:
    shown = [step for step in steps(kept.form, judgement) if step.question is None]
    pages = {page.id: page for page in kept.form.pages}
    count = len(shown)
    last = step_url(visit, kept.form.id, shown[-1]) if shown else ""
    body = render_template(
        "refer/check.html",
        chrome=public_chrome(visit),
        title=say("Check your answers"),
        heading=say("Check your answers"),
        back=BackLink(last) if last else None,
        progress=(count, count),
        errors=_errors(visit, kept, judgement),
        notices=[NotificationBanner(say("This page had been open too long. Nothing is lost: press Send again."))]
        if late
        else [],
        lists=[_list(visit, kept, judgement, pages[step.page], step) for step in shown],
        takes=takes_contacts(visit.hub) or kept.draft.sent_contact is not None,
        state=visit.hub.local.state,
        hours=hours_now(visit),
        sent=kept.draft.sent_contact,
        send=Button(text=say("Send what I have added") if kept.draft.sent_contact else say("Send"), once=True),
        later=own_url(visit, kept.form.id, "later"),
    )
    return make_response(body, 400 if late else status)


def _errors(visit: Visit, kept: Kept, judgement: Judgement) -> ErrorSummary | None:
    """What has to be mended before this can be sent, with the way to it."""
    if not judgement.malformed:
        return None
    step = sending.to_mend(kept.form, judgement)
    return ErrorSummary(
        (ErrorLink(say("One answer has to be mended before this can be sent."), step_url(visit, kept.form.id, step)),)
    )


def _list(visit: Visit, kept: Kept, judgement: Judgement, page: Page, step: Step) -> SummaryList:
    href = step_url(visit, kept.form.id, step, then="check")
    rows = tuple(
        Row(text(question.label), answer_words(question, judgement.answers.get(question.id, NOT_ANSWERED).document()))
        for question in page.questions
        if question.id in judgement.questions and question.type != "content"
    )
    title = plain(page.title)
    return (
        SummaryList(rows, card=Card(title=text(page.title), actions=(Action(say("Change"), href),)))
        if title
        else SummaryList(rows)
    )
