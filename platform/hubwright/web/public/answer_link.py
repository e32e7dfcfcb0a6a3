"""Answer one question by a link and a code, for an agency without members here: the question, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, session, url_for

from hubwright.actions.accounts import attempts
from hubwright.actions.check_links import answer_by_link, open_link, reader_of_link, still_open
from hubwright.domain.access import check_view
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import LINK
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Button, ErrorLink, ErrorSummary, Field, Label, TextInput
from hubwright.web.language import say
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.answer_forms import Asked, answer_command, answer_fields
from hubwright.web.work.asked import line
from hubwright.web.work.checks import question_shown

_WINDOW = timedelta(minutes=15)
_WRONG = 10
_LONGEST = 60
# Long enough to look things up in another system; then the code is asked for again.
_OPEN = timedelta(hours=2)


def do(visit: Visit, token: str) -> Response:
    """Ask for the code, show the question, or take the answer."""
    if session.get("answered") == token:
        return _thanks(visit)
    asked = _asked(visit, token)
    if asked is None:
        return _code(visit, token) if request.method == "GET" else _open(visit, token)
    if request.method == "GET":
        return _page(visit, asked)
    if request.form.get("act") == "code":
        return make_response(redirect(url_for("public.answer_link", hub=visit.hub.id, token=token)))
    return _take(visit, token, asked)


def _open(visit: Visit, token: str) -> Response:
    """The code was typed, or an answer came after the code had been given too long ago."""
    if not token_is_ours():
        return _code(visit, token, wrong=say("This page had been open too long. Please press the button again."))
    if attempts(visit.house, f"link:{visit.hub.id}:{request.remote_addr}", window=_WINDOW) > _WRONG:
        return _code(
            visit,
            token,
            wrong=say("Too many codes were tried from here. Wait a quarter of an hour, or ring the hub."),
            status=HTTPStatus.TOO_MANY_REQUESTS,
        )
    opened = open_link(visit.house, hub=visit.hub.id, token=token, code=request.form.get("code", "")[:_LONGEST])
    if opened is None:
        return _code(
            visit,
            token,
            wrong=say("This link and this code do not go together, or the link has ended. Ring the hub and ask."),
        )
    session["link"] = [visit.hub.id, token, visit.now.isoformat()]
    if "kind" in request.form and (asked := _asked(visit, token)) is not None:
        return _page(visit, asked, again=True)
    return make_response(redirect(url_for("public.answer_link", hub=visit.hub.id, token=token)))


def _asked(visit: Visit, token: str) -> Asked | None:
    """The question, where this browser gave the code not long ago and the link still holds."""
    kept = session.get("link")
    if not isinstance(kept, list) or kept[:2] != [visit.hub.id, token]:
        return None
    if visit.now - datetime.fromisoformat(kept[2]) > _OPEN:
        return None
    with visit.house.store.reading(visit.hub.id) as reading:
        opened = still_open(visit.house, reading, token)
        state = case_of(reading.entries(f"case:{opened.case}")) if opened else None
        if opened is None or state is None:
            return None
        found = [contact_of(reading.entries(f"contact:{one}")) for one in state.contacts]
        contacts = [one for one in found if one is not None]
        # Whoever made the link could see the case; how the case is kept from the hub's own people says nothing here.
        seen = check_view(state, opened.ask, reader_of_link(state, opened.ask), visit.now, contacts, sent_to_them=True)
        if seen is None:
            return None
        hub = visit.pinned(reading, state.revision)
    _note(visit, f"{opened.case}/{opened.ask}", "seen")
    return Asked(seen, hub, own=True, now=visit.now)


def _note(visit: Visit, reference: str, purpose: str) -> None:
    """A line of the read log before anything is sent: nobody has signed in, so the page writes it itself."""
    visit.house.store.note_read(
        visit.hub.id, user=LINK.id, at=visit.now, what="check", reference=reference, purpose=purpose
    )


def _take(visit: Visit, token: str, asked: Asked) -> Response:
    if not token_is_ours():
        return _page(visit, asked, stale=True)
    try:
        answer_by_link(
            visit.house,
            hub=visit.hub.id,
            deed=deed_id(),
            token=token,
            name=request.form.get("name", ""),
            command=answer_command(asked.seen.check.ask, request.form, asked),
        )
    except Refusal as refusal:
        return _page(visit, asked, refusal=refusal)
    except NotFound:
        return _code(visit, token, wrong=say("This link has ended. Ring the hub: your answer is wanted all the same."))
    session.pop("link", None)
    session["answered"] = token
    return make_response(redirect(url_for("public.answer_link", hub=visit.hub.id, token=token)))


def _page(
    visit: Visit, asked: Asked, *, refusal: Refusal | None = None, stale: bool = False, again: bool = False
) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    name: Field = line("name", say("Your name and post"), request.form, wrong)
    fields = [*answer_fields(asked, request.form, wrong), name]
    errors = summary(refusal, wrong, fields)
    if stale or again:
        words = say("This page had been open too long. Please press the button again.")
        errors = ErrorSummary((ErrorLink(words),), title=say("Not done yet"))
    body = render_template(
        "public/answer_link.html",
        chrome=public_chrome(visit),
        title=say("What your agency is asked"),
        **question_shown(visit, asked),
        fields_of_answer=fields,
        errors=errors,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK)


def _thanks(visit: Visit) -> Response:
    body = render_template(
        "public/answered.html",
        chrome=public_chrome(visit),
        title=say("Your answer is with the hub."),
        heading=say("Your answer is with the hub."),
    )
    return make_response(body)


def _code(visit: Visit, token: str, *, wrong: str = "", status: HTTPStatus | None = None) -> Response:
    if wrong:
        _note(visit, "", "refused")
    body = render_template(
        "public/link_code.html",
        chrome=public_chrome(visit),
        title=say("A question to your agency"),
        heading=say("A question to your agency"),
        errors=ErrorSummary((ErrorLink(wrong, "#code"),)) if wrong else None,
        code=TextInput(
            name="code",
            label=Label(say("Your code")),
            hint=say("Eight letters and figures, which somebody of the hub gave you. Small letters do not matter."),
            error=wrong,
            autocomplete="off",
            spellcheck=False,
            autocapitalize="characters",
            classes="govuk-input--width-10 govuk-input--extra-letter-spacing",
        ),
        button=Button(text=say("Show the question")),
        # An answer that came too late for its code goes along, so that nothing typed is lost.
        typed=[
            (name, value)
            for name, values in request.form.lists()
            for value in values
            if "kind" in request.form and name not in ("code", "act", "csrf_token", "deed")
        ],
    )
    return make_response(body, status or (HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK))
