"""Confirm a copy of a sealed record: its reference, version and hash go in, one sentence comes out, and no person."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import Response, make_response, render_template, request, url_for

from hubwright.actions.accounts import attempts
from hubwright.actions.verify_record import CONFIRMED, LATER, confirm_listed
from hubwright.web.components import BackLink, Button, ErrorLink, ErrorSummary, Label, Textarea, TextInput
from hubwright.web.language import mark, say
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit

_WINDOW = timedelta(minutes=15)
_TIMES = 30
_LONGEST = 200
_HIGHEST = 99_999
_SAID = {
    CONFIRMED: mark("Confirmed. This is what was sealed, and it holds."),
    LATER: mark("This is what was sealed then. A later version of the record holds now: ask the hub for it."),
}
_NOT = mark("This hub sealed nothing with this reference, version and hash. Look whether each is typed as it stands.")


def do(visit: Visit) -> Response:
    """The form, and the answer to what was sent; nothing of it is kept, or stands in an address."""
    if request.method == "GET":
        return _page(visit)
    if not token_is_ours():
        return _page(visit, wrong={"": say("This page had been open too long. Please press the button again.")})
    wrong = _wrong()
    if wrong:
        return _page(visit, wrong=wrong)
    if attempts(visit.house, f"verify:{visit.hub.id}:{request.remote_addr}", window=_WINDOW) > _TIMES:
        words = say("Too much was asked from here. Wait a quarter of an hour, or ring the hub.")
        return _page(visit, wrong={"": words}, status=HTTPStatus.TOO_MANY_REQUESTS)
    with visit.house.store.reading(visit.hub.id) as reading:
        found = confirm_listed(reading, _typed("reference"), int(_typed("version")), _typed("hash"))
    return _page(visit, answer=say(_SAID.get(found, _NOT)))


def _typed(name: str) -> str:
    return request.form.get(name, "")[:_LONGEST].strip()


def _wrong() -> dict[str, str]:
    """What cannot be a reference, a version or a hash; all of it at once."""
    wrong = {}
    if not _typed("reference"):
        wrong["reference"] = say("Type the reference that stands on the record.")
    version = _typed("version")
    if not (version.isascii() and version.isdecimal() and 1 <= int(version) <= _HIGHEST):
        wrong["version"] = say("Type the version as a number, such as 1.")
    if len("".join(_typed("hash").split())) != 64:
        wrong["hash"] = say("Type the whole hash: 64 letters and figures. Spaces do not matter.")
    return wrong


def _page(
    visit: Visit,
    *,
    answer: str = "",
    wrong: dict[str, str] | None = None,
    status: HTTPStatus | None = None,
) -> Response:
    wrong = wrong or {}
    errors = tuple(ErrorLink(words, f"#{name}" if name else "") for name, words in wrong.items())
    body = render_template(
        "public/verify.html",
        chrome=public_chrome(visit),
        title=say("Confirm a record"),
        heading=say("Confirm a record"),
        back=BackLink(url_for("public.hub", hub=visit.hub.id)),
        errors=ErrorSummary(errors) if errors else None,
        answer=answer,
        reference=TextInput(
            name="reference",
            label=Label(say("Reference")),
            hint=say("It stands on every page of the record, such as 7K3Q9M2X-R1."),
            value=_typed("reference"),
            error=wrong.get("reference", ""),
            autocomplete="off",
            spellcheck=False,
            classes="govuk-input--width-20",
        ),
        version=TextInput(
            name="version",
            label=Label(say("Version")),
            value=_typed("version"),
            error=wrong.get("version", ""),
            autocomplete="off",
            classes="govuk-input--width-4",
        ),
        hash=Textarea(
            name="hash",
            label=Label(say("Hash")),
            hint=say("64 letters and figures, at the end of the record."),
            rows=3,
            value=_typed("hash"),
            error=wrong.get("hash", ""),
            autocomplete="off",
            spellcheck=False,
        ),
        button=Button(text=say("Confirm it")),
    )
    return make_response(body, status or (HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK))
