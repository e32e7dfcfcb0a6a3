"""A forgotten password: a link by e-mail, good for an hour, spent only when a new password is chosen."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import Response, current_app, make_response, redirect, render_template, request, url_for

from hubwright.actions.accounts import account_by_email, attempts, issue_token, spend_token, token_holds
from hubwright.actions.post_account_letter import post_account_letter
from hubwright.web.components import Button, ErrorLink, ErrorSummary, Label, PasswordInput, TextInput
from hubwright.web.language import mark, say
from hubwright.web.sign_in import passwords
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit
from hubwright.wiring import Hubwright

PURPOSE = "choose-password"
_LASTS = timedelta(hours=1)
_OFTEN = timedelta(hours=1)
_TIMES = 5

_WRONG = {
    "short": mark("Use at least 12 characters. Three unconnected words are easy to remember and hard to guess."),
    "long": mark("Use at most 200 characters."),
    "different": mark("The two passwords are not the same. Type it again."),
}


def ask(visit: Visit) -> Response:
    """Ask for a link; the answer is the same whether or not the address is known."""
    sent = request.method == "POST" and token_is_ours()
    if sent:
        _send(current_app.extensions["hubwright"], visit, request.form.get("email", ""))
    return make_response(
        render_template(
            "sign_in/forgotten.html",
            chrome=public_chrome(visit),
            title=say("Forgotten password"),
            heading=say("Forgotten password"),
            sent=sent,
            email=TextInput(
                name="email",
                label=Label(say("E-mail address")),
                type="email",
                autocomplete="username",
                spellcheck=False,
                hint=say("We send a link that lets you choose a new password."),
            ),
            button=Button(text=say("Send me a link")),
        )
    )


def choose(visit: Visit, token: str) -> Response:
    """Choose a new password; opening the link spends nothing."""
    hubwright: Hubwright = current_app.extensions["hubwright"]
    if not token_holds(hubwright.house, token, purpose=PURPOSE):
        return _choose_page(visit, ended=True)
    if request.method == "GET" or not token_is_ours():
        return _choose_page(visit)
    password = request.form.get("password", "")
    problem = passwords.problem_with(password, request.form.get("again", ""))
    if problem is not None:
        return _choose_page(visit, problem=problem)
    user = spend_token(hubwright.house, token, purpose=PURPOSE)
    if user is None:
        return _choose_page(visit, ended=True)
    passwords.choose(hubwright, user, password)
    return make_response(redirect(url_for("sign_in.enter", hub=visit.hub.id)))


def _send(hubwright: Hubwright, visit: Visit, email: str) -> None:
    if attempts(hubwright.house, f"forgotten:{email.strip().lower()}", window=_OFTEN) > _TIMES:
        return
    who = account_by_email(hubwright.house, email)
    if who is None:
        return
    token = issue_token(hubwright.house, user=who.id, purpose=PURPOSE, lasts=_LASTS)
    path = url_for("sign_in.choose", hub=visit.hub.id, token=token)
    post_account_letter(hubwright.house, hub=visit.hub.id, to=who.email, link=f"{visit.base_url}{path}")


def _choose_page(visit: Visit, *, problem: tuple[str, str] | None = None, ended: bool = False) -> Response:
    wrong = {problem[0]: say(_WRONG[problem[1]])} if problem else {}
    body = render_template(
        "sign_in/choose.html",
        chrome=public_chrome(visit),
        title=say("Choose a password"),
        heading=say("Choose a password"),
        ended=ended,
        errors=ErrorSummary(tuple(ErrorLink(words, f"#{name}") for name, words in wrong.items())) if wrong else None,
        password=_input("password", say("New password"), wrong, hint=say(_WRONG["short"])),
        again=_input("again", say("The same password again"), wrong),
        button=Button(text=say("Keep this password")),
    )
    status = HTTPStatus.GONE if ended else HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return make_response(body, status)


def _input(name: str, words: str, wrong: dict[str, str], *, hint: str = "") -> PasswordInput:
    return PasswordInput(
        name=name, label=Label(words), autocomplete="new-password", error=wrong.get(name, ""), hint=hint
    )
