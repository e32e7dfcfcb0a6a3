"""Read a record or a copy that was sent by a link and a code: that document, and nothing else of the hub."""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, session, url_for

from hubwright.actions import documents
from hubwright.actions.accounts import attempts
from hubwright.actions.circulate import Standing, open_sending, standing, what_it_shows
from hubwright.actions.documents import FAILED, READY, Asked
from hubwright.actions.papers_sent import ask_by_link, asked_by_link
from hubwright.actions.taking_documents import taken_now
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import LINK
from hubwright.domain.errors import NotFound
from hubwright.web.components import Button, ErrorLink, ErrorSummary, TextInput
from hubwright.web.components import Label as Named
from hubwright.web.documents.one import as_file
from hubwright.web.language import current_language, say
from hubwright.web.public.whom_to_ring import hours_now
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit
from hubwright.web.work import copy_shown
from hubwright.web.work.act import deed_id

_WINDOW = timedelta(minutes=15)
_WRONG = 10
_LONGEST = 60
_OPEN = timedelta(hours=2)
_FILES = 10


def do(visit: Visit, token: str) -> Response:
    """Ask for the code, or show the document."""
    with visit.house.store.reading(visit.hub.id) as reading:
        found = standing(visit.house, reading, token)
    if found is not None and not found.opens:
        return _ended(visit)
    here = found is not None and _open_here(visit, token)
    if request.method == "POST" and here and request.form.get("act") == "paper":
        return _ask(visit, token)
    if request.method == "POST":
        return _open(visit, token)
    if found is not None and here:
        return _page(visit, token, found)
    return _code(visit)


def _ask(visit: Visit, token: str) -> Response:
    """Have the printed file made; it is offered on the page as soon as it is there."""
    if not token_is_ours():
        return _code(visit, say("This page had been open too long. Please press the button again."))
    # A file takes the machine some time, and nobody has signed in.
    if attempts(visit.house, f"paper:{visit.hub.id}:{request.remote_addr}", window=_WINDOW) <= _FILES:
        ask_by_link(visit.house, hub=visit.hub.id, token=token, deed=deed_id(), language=str(current_language()))
    return make_response(redirect(url_for("public.document", hub=visit.hub.id, token=token) + "#file"))


def file(visit: Visit, token: str) -> Response:
    """The printed file of what the link opens, as long as it opens it, in a browser in which the code was given.

    Raises:
        NotFound: there is no such file.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        found = standing(visit.house, reading, token)
    if found is not None and not found.opens:
        return _ended(visit)
    if found is None or not _open_here(visit, token):
        raise NotFound("There is no such file.")
    asked = _asked(visit, found)
    if asked is None or asked.state != READY:
        raise NotFound("There is no such file.")
    if taken_now(visit.house, hub=visit.hub.id, asked=asked).document is None:
        return _ended(visit)
    known = next(iter(visit.house.store.files.about(visit.hub.id, [asked.file])), None)
    if known is None:
        raise NotFound("There is no such file.")
    _note(visit, f"{found.case}/{found.sending.id}", "seen")
    return as_file(visit, known)


def _asked(visit: Visit, found: Standing) -> Asked | None:
    """The latest printed file that was asked for by this link, in the language of the page."""
    every = documents.asked(visit.house, hub=visit.hub.id, user=LINK.id, case=found.case)
    return asked_by_link(every, found.sending, str(current_language()))


def _open_here(visit: Visit, token: str) -> bool:
    """Whether the code was given in this browser not long ago."""
    kept = session.get("document")
    if not isinstance(kept, list) or kept[:2] != [visit.hub.id, token]:
        return False
    return visit.now - datetime.fromisoformat(kept[2]) <= _OPEN


def _open(visit: Visit, token: str) -> Response:
    if not token_is_ours():
        return _code(visit, say("This page had been open too long. Please press the button again."))
    if attempts(visit.house, f"link:{visit.hub.id}:{request.remote_addr}", window=_WINDOW) > _WRONG:
        wrong = say("Too many codes were tried from here. Wait a quarter of an hour, or ring the hub.")
        return _code(visit, wrong, HTTPStatus.TOO_MANY_REQUESTS)
    code = request.form.get("code", "")[:_LONGEST]
    if not open_sending(visit.house, hub=visit.hub.id, token=token, code=code, deed=deed_id()):
        return _code(
            visit, say("This link and this code do not go together, or the link has ended. Ring the hub and ask.")
        )
    session["document"] = [visit.hub.id, token, visit.now.isoformat()]
    return make_response(redirect(url_for("public.document", hub=visit.hub.id, token=token)))


def _note(visit: Visit, reference: str, purpose: str) -> None:
    """A line of the read log before anything is sent: nobody has signed in, so the page writes it itself."""
    visit.house.store.note_read(
        visit.hub.id, user=LINK.id, at=visit.now, what="document", reference=reference, purpose=purpose
    )


def _page(visit: Visit, token: str, found: Standing) -> Response:
    with visit.house.store.reading(visit.hub.id) as reading:
        state = case_of(reading.entries(f"case:{found.case}"))
        if state is None:
            return _ended(visit)
        hub = visit.pinned(reading, state.revision)
    document = what_it_shows(state, found.sending, hub, current_language())
    _note(visit, f"{found.case}/{found.sending.id}", "seen")
    paper = _asked(visit, found)
    body = render_template(
        "public/document.html",
        chrome=public_chrome(visit),
        title=document.title,
        heading=document.title,
        document=document,
        parts=copy_shown.plain(document)[1:],
        facts=copy_shown.plain(document)[0].pieces,
        ends=found.sending.ends,
        waits=paper is not None and not paper.settled,
        failed=paper is not None and paper.state == FAILED,
        file=url_for("public.document_file", hub=visit.hub.id, token=token) if paper and paper.state == READY else "",
    )
    answer = make_response(body)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _ended(visit: Visit) -> Response:
    """It has run out, was taken back, or a newer version holds; which of these is not said to whoever finds it."""
    hours = hours_now(visit)
    post = hours.now or hours.then
    body = render_template(
        "public/document_ended.html",
        chrome=public_chrome(visit),
        title=say("This link has ended"),
        heading=say("This link has ended"),
        ring=post.telephone if post else "",
    )
    return make_response(body, HTTPStatus.GONE)


def _code(visit: Visit, wrong: str = "", status: HTTPStatus | None = None) -> Response:
    if wrong:
        _note(visit, "", "refused")
    body = render_template(
        "public/document_code.html",
        chrome=public_chrome(visit),
        title=say("A document for you"),
        heading=say("A document for you"),
        errors=ErrorSummary((ErrorLink(wrong, "#code"),)) if wrong else None,
        code=TextInput(
            name="code",
            label=Named(say("Your code")),
            hint=say("Eight letters and figures, which somebody of the hub gave you. Small letters do not matter."),
            error=wrong,
            autocomplete="off",
            spellcheck=False,
            autocapitalize="characters",
            classes="govuk-input--width-10 govuk-input--extra-letter-spacing",
        ),
        button=Button(text=say("Show the document")),
    )
    return make_response(body, status or (HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK))
