"""One place where a mistake becomes a page: what happened, what was kept, what to do, and nothing about anybody."""

from __future__ import annotations

import traceback
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from hubwright.domain.errors import Broken, HubwrightError, Moved, NotFound, Refusal
from hubwright.web.language import mark, say
from hubwright.web.surroundings import public_chrome, work_chrome
from hubwright.web.visit import Visit

_log = structlog.get_logger("hubwright.web")

# What happened, what was kept, what to do, by status. Every word is ours: an exception's own text is never shown.
_SAID = {
    HTTPStatus.BAD_REQUEST: (
        mark("This page could not be understood"),
        mark("Something in the request was not as our pages send it. Go back, reload the page and try again."),
    ),
    HTTPStatus.FORBIDDEN: (
        mark("This page is not part of your membership"),
        mark("Your roles in this hub do not include it. Ask the hub manager if you need it. The attempt is on record."),
    ),
    HTTPStatus.NOT_FOUND: (
        mark("There is no such page"),
        mark("Check the address or the reference; a reference has eight letters and digits. Nothing was changed."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        mark("This page cannot be used like that"),
        mark("Go back and use the buttons on the page. Nothing was changed."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        mark("That was more than one page can take"),
        mark("Go back: what you typed is still in the page. Send it in smaller parts, or ring the hub."),
    ),
    HTTPStatus.CONFLICT: (
        mark("Somebody else acted at the same moment"),
        mark("Go back, reload the page to see what they did, and try again."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        mark("Something went wrong on our side"),
        mark("What was on record is safe. Try again in a minute. If a child or adult is in danger now, ring 999."),
    ),
}


def install(app: Flask) -> None:
    """Give every kind of mistake its page."""
    app.register_error_handler(NotFound, lambda error: page(HTTPStatus.NOT_FOUND))
    app.register_error_handler(Moved, lambda error: page(HTTPStatus.CONFLICT))
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(Broken, _wrong)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _wrong)


def page(status: HTTPStatus, **more: Any) -> Response:
    """The page of a status."""
    heading, do = _SAID.get(status, _SAID[HTTPStatus.BAD_REQUEST])
    body = render_template("errors/problem.html", title=say(heading), heading=say(heading), do=say(do), **more)
    return make_response(body, status)


def not_let_in(visit: Visit, *, signed_in: bool) -> Response:
    """The answer to somebody who may not reach a page: sign in first, or no."""
    if not signed_in:
        return make_response(redirect(url_for("sign_in.enter", hub=visit.hub.id, then=request.path)))
    return page(HTTPStatus.FORBIDDEN, chrome=work_chrome(visit) if visit.seat else public_chrome(visit))


def _refused(error: Refusal) -> Response:
    heading = say("Not done yet")
    body = render_template("errors/problem.html", title=heading, heading=heading, why=error.why, do=error.do)
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    return page(HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR))


def _wrong(error: Exception) -> Response:
    """Log where it broke, and never what was in the variables or in the exception's words: they may be about people."""
    frames = traceback.extract_tb(error.__traceback__)
    place = [f"{frame.filename.rsplit('/hubwright/', 1)[-1]}:{frame.lineno}" for frame in frames[-6:]]
    said = str(error) if isinstance(error, HubwrightError) else ""
    _log.error("went wrong", kind=type(error).__name__, at=place, endpoint=request.endpoint, said=said)
    return page(HTTPStatus.INTERNAL_SERVER_ERROR)
