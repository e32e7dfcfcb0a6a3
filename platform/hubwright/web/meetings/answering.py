"""What a page hears that keeps a line while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, make_response

from hubwright.domain.errors import Refusal
from hubwright.web.language import plain, say
from hubwright.web.times import hour


def said(body: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> Response:
    """An answer that no browser keeps."""
    answer = make_response(jsonify(body), status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def kept(now: datetime, line: Mapping[str, Any]) -> Response:
    """It is on record, with what stands there now."""
    return said({"at": hour(now), **line})


def refused(refusal: Refusal) -> Response:
    """Not done yet, and why; the text stays on the page."""
    words = {"why": plain(say(refusal.why)), "do": plain(say(refusal.do))}
    return said(words, HTTPStatus.UNPROCESSABLE_ENTITY)
