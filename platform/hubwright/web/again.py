"""A page that came too late is asked again, and nothing that was typed on it is lost.

Three things can be missing when a form of the hub's people arrives: somebody who is signed in, the token that shows
that it came from our page, or a person at the keyboard for the last half hour. All get the same answer: what was
typed, kept, and one thing to do.
"""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import Response, make_response, render_template, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from hubwright.web.language import say
from hubwright.web.sign_in.passwords import unlocks
from hubwright.web.surroundings import public_chrome, work_chrome
from hubwright.web.visit import Visit
from hubwright.wiring import Hubwright

IDLE = timedelta(minutes=30)
UNLOCK = "sign_in.unlock"
WALL = "day.wall"
_SEEN = "seen_at"
_PASSWORD = "unlock_password"  # noqa: S105 - the name of a field
_NOT_KEPT = frozenset({"csrf_token", _PASSWORD})


def seen(hubwright: Hubwright) -> None:
    """Note that the person is at the keyboard."""
    session[_SEEN] = hubwright.house.now().timestamp()


def unlocked(hubwright: Hubwright, visit: Visit) -> Response | None:
    """None when the request may go on, or the page that asks again.

    Args:
        hubwright: the platform.
        visit: to a page of the hub's people, by somebody with a seat.
    """
    if request.endpoint == UNLOCK:
        return None
    if request.endpoint == WALL and visit.is_display(current_user.get_id()):
        # Nobody sits before it. It is no sign of life either: any other page asks for the password.
        return None
    if _idle(hubwright):
        password = request.form.get(_PASSWORD, "")
        if not password:
            return _ask(visit, "sign_in/unlock.html", HTTPStatus.UNAUTHORIZED)
        if not unlocks(hubwright, current_user.get_id(), password, from_where=request.remote_addr or ""):
            return _ask(visit, "sign_in/unlock.html", HTTPStatus.UNAUTHORIZED, wrong=True)
    seen(hubwright)
    if request.method == "POST" and not _from_our_page():
        return _ask(visit, "sign_in/again.html", HTTPStatus.BAD_REQUEST)
    return None


def lock() -> None:
    """Lock this visit now, whatever the time: the page in the browser has done so."""
    session[_SEEN] = 0.0


def _idle(hubwright: Hubwright) -> bool:
    last = session.get(_SEEN)
    if not isinstance(last, int | float):
        return True
    return hubwright.house.now().timestamp() - last > IDLE.total_seconds()


def _from_our_page() -> bool:
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return False
    return True


def shut_out(visit: Visit, *, signed_in: bool) -> Response:
    """The answer to a form from somebody who may not send it, or no longer: what they typed is theirs to keep.

    Args:
        visit: of somebody without a way in.
        signed_in: they are somebody; signing in once more would change nothing.
    """
    status = HTTPStatus.FORBIDDEN if signed_in else HTTPStatus.UNAUTHORIZED
    sign_in = url_for("sign_in.enter", hub=visit.hub.id)
    return _ask(visit, "sign_in/shut_out.html", status, signed_in=signed_in, sign_in=sign_in)


def reads_alone(visit: Visit) -> Response:
    """The answer to a form from somebody who may read and nothing else: what they typed is theirs to keep."""
    return _ask(visit, "sign_in/reads_only.html", HTTPStatus.FORBIDDEN)


def ask_password(visit: Visit, *, wrong: bool = False) -> Response:
    """The page that asks for the password, with nothing else on it."""
    return _ask(visit, "sign_in/unlock.html", HTTPStatus.UNAUTHORIZED if wrong else HTTPStatus.OK, wrong=wrong)


def _ask(visit: Visit, template: str, status: HTTPStatus, *, wrong: bool = False, **more: object) -> Response:
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in _NOT_KEPT]
    body = render_template(
        template,
        chrome=work_chrome(visit) if visit.seat else public_chrome(visit),
        title=say("Not done yet"),
        heading=say("Not done yet"),
        kept=kept if request.method == "POST" else [],
        wrong=wrong,
        person=visit.seat.name if visit.seat else "",
        **more,
    )
    return make_response(body, status)
