"""Save and come back later: a link that says nothing, and a code that only the person has."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.accounts import attempts
from hubwright.actions.post_notices import post
from hubwright.domain.answers.paging import Step
from hubwright.domain.cases.entries import REFERRER
from hubwright.domain.cases.notice import Notice
from hubwright.web.components import BackLink, Button, ErrorLink, ErrorSummary, Label, NotificationBanner, TextInput
from hubwright.web.language import current_language, say
from hubwright.web.refer import keeping
from hubwright.web.refer.keeping import Kept
from hubwright.web.refer.places import own_url, page_at, row_at, step_url
from hubwright.web.refer.screen import where_left
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit

_WINDOW = timedelta(minutes=15)
_WRONG = 10
_LETTERS_AN_HOUR = 5
_LONGEST = 200


def later(visit: Visit, form: str) -> Response:
    """The link and the code to write down, and the offer to send the link by e-mail."""
    kept = keeping.here(visit, form)
    if kept is None:
        return make_response(redirect(url_for("refer.back", hub=visit.hub.id, form=form)))
    if request.method == "GET":
        return _later(visit, kept)
    return forgotten(visit, kept) or _send_link(visit, kept)


def _send_link(visit: Visit, kept: Kept) -> Response:
    email = request.form.get("email", "").strip()
    if not token_is_ours():
        return _later(
            visit, kept, email=email, wrong=say("This page had been open too long. Please press the button again.")
        )
    if email.count("@") != 1 or len(email) > _LONGEST or any(sign.isspace() for sign in email):
        return _later(visit, kept, email=email, wrong=say("Write an e-mail address, such as name@example.org."))
    if (
        attempts(visit.house, f"letter:{visit.hub.id}:{request.remote_addr}", window=timedelta(hours=1))
        > _LETTERS_AN_HOUR
    ):
        return _later(
            visit, kept, email=email, wrong=say("We have sent several already. Please write the link down instead.")
        )
    _post_link(visit, kept, email)
    return _later(visit, kept, email=email, sent=True)


def _post_link(visit: Visit, kept: Kept, email: str) -> None:
    """The link goes by e-mail; the code does not, so that whoever reads the mail has only half."""
    kept = keeping.change(visit, kept, lambda answers: answers, reply_to=email)
    notice = Notice("draft_kept", email, "return", "draft", current_language())

    def put() -> None:
        with visit.house.store.work(visit.hub.id, REFERRER, deed="", now=visit.now) as work:
            post(visit.house, work, [notice])
            work.commit()

    keeping.again(put)


def _later(visit: Visit, kept: Kept, *, email: str = "", wrong: str = "", sent: bool = False) -> Response:
    link = visit.base_url + url_for("refer.return", hub=visit.hub.id)
    body = render_template(
        "refer/later.html",
        chrome=public_chrome(visit),
        title=say("Save and come back later"),
        heading=say("What you typed is kept. It is not sent yet."),
        back=BackLink(_left(visit, kept), say("Go on now")),
        errors=ErrorSummary((ErrorLink(wrong, "#email"),)) if wrong else None,
        notices=[NotificationBanner(say("The link is on its way. It does not hold the code."), success=True)]
        if sent
        else [],
        link=link,
        code=kept.code,
        ends=kept.draft.ends,
        email=TextInput(
            name="email",
            label=Label(say("Your e-mail address")),
            hint=say(
                "Only if nobody else reads your mail. The message names nobody and says nothing of what you typed."
            ),
            type="email",
            autocomplete="email",
            spellcheck=False,
            value=email,
            error=wrong,
        ),
        button=Button(text=say("Send me the link"), classes="govuk-button--secondary"),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


def _left(visit: Visit, kept: Kept) -> str:
    """Where the person came from."""
    page = page_at(kept.form, request.args.get("at", ""))
    if page is None:
        return step_url(visit, kept.form.id, where_left(kept, kept.judged(visit)))
    place = row_at(page, request.args.get("row", ""))
    step = Step(page.id) if place is None else Step(page.id, place[0].id, place[1])
    return step_url(visit, kept.form.id, step)


def forgotten(visit: Visit, kept: Kept) -> Response | None:
    """Where a browser is led whose holder asked it to hold this no longer; None where nobody asked for that.

    The draft stays for whoever has its code; on a device that others use, its pages are shut from now on.
    """
    if request.form.get("act") != "forget" or not token_is_ours():
        return None
    keeping.forget(visit, kept.form.id)
    return make_response(redirect(url_for("public.hub", hub=visit.hub.id)))


def back(visit: Visit, form: str) -> Response:
    """Where somebody comes whose browser holds no draft of this form."""
    return make_response(redirect(url_for("refer.return", hub=visit.hub.id, lost="yes")))


def come(visit: Visit) -> Response:
    """Ask for the code, and go on where the draft was left. Opening this page spends nothing."""
    if request.method == "GET":
        return _come(visit)
    code = request.form.get("code", "").strip()[:_LONGEST]
    if not token_is_ours():
        return _come(visit, code=code, wrong=say("This page had been open too long. Please press the button again."))
    kept = keeping.by_code(visit, code) if code else None
    if kept is None:
        tries = attempts(visit.house, f"code:{visit.hub.id}:{request.remote_addr}", window=_WINDOW)
        if tries > _WRONG:
            return _come(visit, code=code, wrong=too_many(), status=HTTPStatus.TOO_MANY_REQUESTS)
        return _come(visit, code=code, wrong=no_such_draft())
    keeping.remember(visit, kept.form.id, kept.code)
    if kept.draft.sent_contact is not None:
        return make_response(redirect(own_url(visit, kept.form.id, "sent")))
    step = where_left(kept, kept.judged(visit))
    return make_response(redirect(step_url(visit, kept.form.id, step)))


def too_many() -> str:
    """What somebody is told who tried too many codes."""
    return say("Too many codes were tried from here. Wait a quarter of an hour, or ring the hub.")


def no_such_draft() -> str:
    """What somebody is told whose code opens nothing: why that may be, and what to do."""
    return say(
        "Nothing is kept under this code. Check each letter and figure. It may have reached its end: then begin again, "
        "or ring the hub."
    )


def _come(visit: Visit, *, code: str = "", wrong: str = "", status: HTTPStatus | None = None) -> Response:
    body = render_template(
        "refer/return.html",
        chrome=public_chrome(visit),
        title=say("Go on with what you began"),
        heading=say("Go on with what you began"),
        back=BackLink(url_for("public.hub", hub=visit.hub.id)),
        errors=ErrorSummary((ErrorLink(wrong, "#code"),)) if wrong else None,
        lost=request.args.get("lost") == "yes" and not wrong,
        days=visit.hub.draft_days,
        code=TextInput(
            name="code",
            label=Label(say("Your code")),
            hint=say("Twenty letters and figures. Spaces, hyphens and small letters do not matter."),
            value=code,
            error=wrong,
            autocomplete="off",
            spellcheck=False,
            autocapitalize="characters",
            classes="govuk-input--width-20 govuk-input--extra-letter-spacing",
        ),
        button=Button(text=say("Go on")),
    )
    return make_response(body, status or (HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK))
