"""Signing in and out, and choosing which membership one acts in."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, current_app, make_response, redirect, render_template, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from hubwright.actions.accounts import Account, account
from hubwright.domain.hubs import Seat
from hubwright.web.again import ask_password, lock, seen
from hubwright.web.components import Button, ErrorLink, ErrorSummary, Label, PasswordInput, TextInput
from hubwright.web.language import say, text
from hubwright.web.sign_in.passwords import sign_in, unlocks
from hubwright.web.signed_in import let_in, let_out
from hubwright.web.surroundings import first_place, public_chrome
from hubwright.web.visit import Visit
from hubwright.wiring import Hubwright


def do(visit: Visit) -> Response:
    """Show the sign-in page, or let somebody in."""
    if request.method == "GET":
        return _page(visit)
    if not token_is_ours():
        return _page(visit, wrong=say("This page had been open too long. Please sign in again."))
    hubwright: Hubwright = current_app.extensions["hubwright"]
    who = _demo_person(hubwright, visit) or sign_in(
        hubwright,
        request.form.get("email", ""),
        request.form.get("password", ""),
        from_where=request.remote_addr or "",
    )
    if who is None:
        return _page(
            visit,
            wrong=say(
                "That address and password do not go together, or there were too many tries. Check both, or wait."
            ),
        )
    let_in(hubwright, who, display=visit.is_display(who.id))
    seen(hubwright)
    return make_response(redirect(_after(visit, request.form.get("then", ""))))


def leave(visit: Visit) -> Response:
    """Sign out, locked or not: nothing of this visit stays in the browser. No other site can do it for somebody."""
    if current_user.is_authenticated and not token_is_ours():
        return make_response(redirect(url_for("sign_in.home", hub=visit.hub.id)))
    let_out(current_app.extensions["hubwright"])
    return make_response(redirect(url_for("sign_in.enter", hub=visit.hub.id)))


def choose_seat(visit: Visit) -> Response:
    """Act in another of one's memberships of this hub."""
    wanted = request.form.get("seat", "")
    if any(seat.id == wanted for seat in visit.seats):
        session[f"seat:{visit.hub.id}"] = wanted
    return make_response(redirect(url_for("sign_in.home", hub=visit.hub.id)))


def home(visit: Visit) -> Response:
    """Where somebody's day begins: the first place that is theirs."""
    return make_response(redirect(first_place(visit)))


def unlock(visit: Visit) -> Response:
    """Lock the visit, or go on with it. A script on a locked page asks as well, and then keeps what was typed on it."""
    if request.method == "GET":
        lock()
        return ask_password(visit)
    hubwright: Hubwright = current_app.extensions["hubwright"]
    password = request.form.get("unlock_password", "")
    right = token_is_ours() and unlocks(hubwright, visit.actor.id, password, from_where=request.remote_addr or "")
    if not right:
        return ask_password(visit, wrong=True)
    seen(hubwright)
    if request.headers.get("X-Unlock"):
        return make_response("", HTTPStatus.NO_CONTENT)
    return make_response(redirect(_after(visit, request.form.get("then", ""))))


def token_is_ours() -> bool:
    """Whether the form came from our own page."""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def _demo_person(hubwright: Hubwright, visit: Visit) -> Account | None:
    """In the demonstration a button signs its fictional person in; anywhere else the field means nothing."""
    chosen = request.form.get("person", "")
    if not hubwright.demo or not any(seat.user == chosen for seat in visit.state.seats.values()):
        return None
    return account(hubwright.house, chosen)


def _after(visit: Visit, then: str) -> str:
    """Where to go: the page that was asked for, if it is one of this hub's."""
    ours = f"/{visit.hub.id}/"
    if then.startswith(ours) and "//" not in then and "\\" not in then:
        return then
    return url_for("sign_in.home", hub=visit.hub.id)


def _page(visit: Visit, *, wrong: str = "") -> Response:
    body = render_template(
        "sign_in/enter.html",
        chrome=public_chrome(visit),
        title=say("Sign in"),
        heading=say("Sign in"),
        errors=ErrorSummary((ErrorLink(wrong, "#email"),)) if wrong else None,
        email=TextInput(
            name="email",
            label=Label(say("E-mail address")),
            type="email",
            value=request.form.get("email", ""),
            autocomplete="username",
            spellcheck=False,
            error=wrong,
        ),
        password=PasswordInput(name="password", label=Label(say("Password")), autocomplete="current-password"),
        button=Button(text=say("Sign in")),
        then=request.values.get("then", ""),
        people=_people(visit) if visit.demo else [],
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


def _people(visit: Visit) -> list[tuple[Seat, str, str]]:
    """The demonstration's people, each with agency and posts in the hub's words."""
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    roles = {role.id: text(role.name) for role in visit.hub.roles}
    return [
        (seat, agencies.get(seat.agency, ""), ", ".join(str(roles[id]) for id in sorted(seat.roles) if id in roles))
        for seat in visit.state.seats.values()
        if seat.ends is None
    ]
