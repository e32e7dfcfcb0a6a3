"""What an agency sees that opens the test message of a hub: one button, so that no mail scanner can press it."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, render_template, request

from hubwright.actions.opening import known_test_message, open_test_message
from hubwright.domain.errors import Refusal
from hubwright.web.language import say
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id


def do(visit: Visit, token: str) -> Response:
    """Show the button, or note that it was pressed."""
    known, pressed = known_test_message(visit.house, hub=visit.hub.id, token=token), False
    if request.method == "POST" and known:
        try:
            open_test_message(visit.house, hub=visit.hub.id, deed=deed_id(), token=token)
            pressed = True
        except Refusal:
            known = False
    body = render_template(
        "public/test_message.html",
        chrome=public_chrome(visit),
        title=say("A test message"),
        heading=say("A test message"),
        known=known,
        pressed=pressed,
    )
    return make_response(body, HTTPStatus.OK if known else HTTPStatus.NOT_FOUND)
