"""What became of mine: by the reference and the code that only the one who sent it has."""

from __future__ import annotations

import hmac
from datetime import timedelta
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.accounts import attempts
from hubwright.web.components import BackLink, Button, ErrorLink, ErrorSummary, TextInput
from hubwright.web.components.parts import Label
from hubwright.web.language import mark, say
from hubwright.web.refer import keeping
from hubwright.web.refer.coming_back import too_many
from hubwright.web.refer.keeping import Kept
from hubwright.web.refer.places import own_url
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit

_WINDOW = timedelta(minutes=15)
_WRONG = 10
_LONGEST = 200
DO_NOT_FIT = mark("This reference and this code do not go together. Check each letter and figure, or ring the hub.")


def do(visit: Visit) -> Response:
    """Ask for the reference and the code, and lead to what became of it."""
    if request.method == "GET":
        return _page(visit)
    if not token_is_ours():
        return _page(visit, wrong=say("This page had been open too long. Please press the button again."))
    reference = request.form.get("reference", "").strip()[:_LONGEST].upper()
    kept = _mine(visit, reference, request.form.get("code", "").strip()[:_LONGEST])
    if kept is not None:
        keeping.remember(visit, kept.form.id, kept.code)
        return make_response(redirect(own_url(visit, kept.form.id, "sent")))
    if attempts(visit.house, f"code:{visit.hub.id}:{request.remote_addr}", window=_WINDOW) > _WRONG:
        return _page(visit, wrong=too_many(), status=HTTPStatus.TOO_MANY_REQUESTS)
    return _page(visit, wrong=say(DO_NOT_FIT))


def _mine(visit: Visit, reference: str, code: str) -> Kept | None:
    """The draft under this code, if it became the contact with this reference."""
    kept = keeping.by_code(visit, code) if code else None
    if kept is None or kept.draft.sent_contact is None:
        return None
    return kept if hmac.compare_digest(kept.draft.sent_contact.encode(), reference.encode()) else None


def _page(visit: Visit, *, wrong: str = "", status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY) -> Response:
    body = render_template(
        "public/my_referrals.html",
        chrome=public_chrome(visit),
        title=say("What became of mine"),
        heading=say("What became of mine"),
        back=BackLink(url_for("public.hub", hub=visit.hub.id)),
        errors=ErrorSummary((ErrorLink(wrong, "#reference"),)) if wrong else None,
        days=visit.hub.draft_days,
        reference=TextInput(
            name="reference",
            label=Label(say("Your reference")),
            hint=say("Eight letters and figures."),
            value=request.form.get("reference", ""),
            error=wrong,
            autocomplete="off",
            spellcheck=False,
            classes="govuk-input--width-10 govuk-input--extra-letter-spacing",
        ),
        code=TextInput(
            name="code",
            label=Label(say("Your code")),
            hint=say("Twenty letters and figures. Spaces, hyphens and small letters do not matter."),
            value=request.form.get("code", ""),
            autocomplete="off",
            spellcheck=False,
            classes="govuk-input--width-20 govuk-input--extra-letter-spacing",
        ),
        button=Button(text=say("Show what became of it")),
    )
    return make_response(body, status if wrong else HTTPStatus.OK)
