"""The application: every route of the table, guarded, logged where it reads; every mistake has a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from importlib import import_module
from typing import Any

from flask import Flask, Response, abort, make_response, request, session, url_for
from flask_login import LoginManager, current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.routing import BaseConverter

from hubwright.actions.training import for_training
from hubwright.domain.errors import HubwrightError, NotFound
from hubwright.web import errors, look, operators
from hubwright.web.again import IDLE, reads_alone, shut_out, unlocked
from hubwright.web.guards import Anyone
from hubwright.web.language import ENGLISH, current_language, start_speaking
from hubwright.web.public import front
from hubwright.web.routes import ROUTES, Route
from hubwright.web.signed_in import load_person
from hubwright.web.uploads import LARGEST_REQUEST, UploadRequest
from hubwright.web.visit import Days, Visit, visit_of
from hubwright.web.work.deed_ids import new_deed
from hubwright.web.work.story_shown import decision_rows
from hubwright.wiring import Hubwright

# A form with every answer at its longest stays well below this; larger is not a form.
_LARGEST = 2 * 1024 * 1024
_FIELDS = 4000
_LONGEST_REFERENCE = 60
_LOOK_EVERY = 5  # seconds until a page of minutes looks for what others wrote
_TAKE_FILES = frozenset(route.endpoint for route in ROUTES if route.takes_files)


class HubId(BaseConverter):
    """A hub's id in an address; the platform's own places are no hubs."""

    regex = r"(?!static\b|healthz\b|readyz\b|metrics\b)[a-z][a-z0-9-]{0,59}"


def create_app(hubwright: Hubwright) -> Flask:
    """The WSGI application.

    Args:
        hubwright: the platform, wired.
    """
    app = Flask("hubwright.web", static_folder=None, template_folder=None)
    app.request_class = UploadRequest
    app.config.update(
        SECRET_KEY=hubwright.session_key,
        MAX_CONTENT_LENGTH=_LARGEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST,
        MAX_FORM_PARTS=_FIELDS,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=hubwright.settings.base_url.startswith("https://"),
        WTF_CSRF_TIME_LIMIT=None,
        MINUTES_LOOK_EVERY=_LOOK_EVERY,
    )
    app.extensions["hubwright"] = hubwright
    app.url_map.converters["hub"] = HubId
    look.install(app)
    errors.install(app)
    operators.install(app, hubwright)
    front.install(app, hubwright)
    app.jinja_env.globals.update(csrf_token=generate_csrf, new_deed=new_deed, decision_rows=decision_rows)
    app.before_request(_head_as_get)
    app.before_request(_room_for_files)
    app.before_request(_not_too_many_fields)
    app.context_processor(_idle)
    app.jinja_env.globals["training_here"] = lambda: _training_here(hubwright)
    manager = LoginManager(app)
    manager.user_loader(lambda user: load_person(hubwright, user))
    days = Days()
    for route in ROUTES:
        rule = route.rule.replace("<hub>", "<hub:hub>")
        app.add_url_rule(rule, route.endpoint, _guarded(hubwright, route, days), methods=list(route.methods))
    return app


def _head_as_get() -> None:
    """A HEAD is a GET whose page stays here: no view takes it for a form, and what it looked up is in the read log."""
    if request.method == "HEAD":
        request.method = "GET"


def _room_for_files() -> None:
    """A page that takes files takes larger requests; each file has its own limit, which costs nobody their words."""
    if request.endpoint in _TAKE_FILES:
        request.max_content_length = LARGEST_REQUEST


def _not_too_many_fields() -> None:
    """The framework counts the parts of a form that carries files; ours carry none, and are drawn again when kept."""
    if request.method == "POST" and sum(map(len, request.form.listvalues())) > _FIELDS:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _training_here(hubwright: Hubwright) -> bool:
    """Whether a page without surroundings, which says what went wrong, belongs to a hub for training."""
    hub = request.path.strip("/").partition("/")[0]
    try:
        return hub in hubwright.hubs() and for_training(hubwright.house, hub)
    except HubwrightError:
        return False  # the page says that something is wrong, and that must not go wrong too


def _idle() -> dict[str, Any]:
    """For pages of the hub's people: after how many minutes without a sign of life they lock, and where they unlock."""
    hub = (request.view_args or {}).get("hub")
    if hub is None or not current_user.is_authenticated:
        return {}
    minutes = IDLE.total_seconds() // 60
    return {"idle": (int(minutes), url_for("sign_in.unlock", hub=hub))}


def _guarded(hubwright: Hubwright, route: Route, days: Days) -> Callable[..., Response]:
    """The view of a route behind its guard, with its line in the read log before the first byte goes out."""
    module, name = route.view.split(":")
    view: Callable[..., Any] = getattr(import_module(f"hubwright.web.{module}"), name)

    def answer(hub: str, **parts: str) -> Response:
        visit = arrive(hubwright, hub, days)
        if visit.reader.reads_only and route.endpoint.startswith("refer."):
            # A membership that reads alone stops nobody who is worried: there they are a referrer as anybody is.
            visit = replace(visit, seat=None, seats=())
        if not route.guard.lets_in(visit):
            _note(hubwright, visit, route, parts, seen=False)
            closed = shut_out if request.method == "POST" and request.form else errors.not_let_in
            return closed(visit, signed_in=current_user.is_authenticated)
        # Signing in and out, and the choice of a seat, write nothing of the hub's.
        if request.method == "POST" and visit.reader.reads_only and not route.endpoint.startswith("sign_in."):
            return reads_alone(visit)
        # What is for anyone stays so while a sign-in is locked: whom to ring, a referral, signing out.
        if not isinstance(route.guard, Anyone) and (held := unlocked(hubwright, visit)) is not None:
            return held
        try:
            response = make_response(view(visit, **parts))
        except NotFound:
            _note(hubwright, visit, route, parts, seen=False)
            raise
        # A form that comes back shows the case again; a redirect shows nothing, and its deed is in the journal.
        if "Location" not in response.headers:
            _note(hubwright, visit, route, parts, seen=True)
        return response

    return answer


def arrive(hubwright: Hubwright, hub: str, days: Days) -> Visit:
    """The visit that this request is.

    Raises:
        NotFound: there is no such hub, or it has not published how it works.
    """
    user = current_user.get_id() if current_user.is_authenticated else None
    with hubwright.house.store.reading(hub) as reading:
        visit = visit_of(
            hubwright.house,
            reading,
            days,
            user=user,
            wanted=session.get(f"seat:{hub}"),
            base_url=hubwright.settings.base_url,
            demo=hubwright.demo,
        )
    # Somebody who chose Welsh elsewhere gets no page half in it, and no page without a way back to English.
    if current_language() not in visit.hub.languages:
        start_speaking(ENGLISH)
    return visit


def _first_this_hour(visit: Visit, route: Route) -> bool:
    """Whether this browser has no line of this hour yet for a page that asks for itself again and again."""
    mark, hour = f"noted:{route.endpoint}:{visit.hub.id}", visit.now.strftime("%Y-%m-%dT%H")
    if session.get(mark) == hour:
        return False
    session[mark] = hour
    return True


def _note(hubwright: Hubwright, visit: Visit, route: Route, parts: dict[str, str], *, seen: bool) -> None:
    """One line of the read log; without it nothing is sent. What somebody was refused is on record as well, also
    where they have no membership here."""
    user = current_user.get_id() if current_user.is_authenticated else None
    if user is None or (seen and not route.reads) or (seen and route.hourly and not _first_this_hour(visit, route)):
        return
    hubwright.house.store.note_read(
        visit.hub.id,
        user=user,
        at=visit.now,
        what=route.reads or route.endpoint.partition(".")[2],
        # What opens a link is kept nowhere: whoever reads the log would hold half of a key that may still turn.
        reference="/".join(part for name, part in parts.items() if name != "token")[:_LONGEST_REFERENCE],
        purpose="seen" if seen else "refused",
    )
