"""The page with typed templates and no WTForms: markup by Jinja alone, a template for each kind of question."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from bench.by_hand.database import Referral, column_of, open_database
from bench.questions import Asked, forty

_LONGEST = {"short": 500, "long": 20_000}
_PARTS = ("day", "month", "year")


@dataclass(frozen=True)
class Box:
    """A question with what was typed and what is wrong."""

    asked: Asked
    value: Any
    error: str


def _typed(asked: Asked) -> Any:
    if asked.kind == "boxes":
        return request.form.getlist(asked.id)
    if asked.kind == "date":
        return tuple(request.form.get(f"{asked.id}-{part}", "") for part in _PARTS)
    return request.form.get(asked.id, "")


def _wrong(asked: Asked, value: Any) -> str:
    """What is wrong with an answer, or ""."""
    given = any(value) if isinstance(value, tuple) else bool(value)
    if not given:
        return f"Answer this question: {asked.label}" if asked.required else ""
    if asked.kind == "date":
        try:
            day, month, year = (int(part) for part in value)
            date(year, month, day)
        except ValueError:
            return "Not a date."
    elif asked.options:
        known = {id for id, _ in asked.options}
        if not known.issuperset(value if isinstance(value, list) else [value]):
            return "Not one of the choices."
    elif len(value) > _LONGEST[asked.kind]:
        return "Too long."
    return ""


def _stored(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _read(asked: Asked, stored: str | None) -> Any:
    if asked.kind == "boxes":
        return (stored or "").split("\n")
    if asked.kind == "date":
        return tuple((stored or "\n\n").split("\n"))
    return stored or ""


def _token() -> str:
    made: str = session.setdefault("token", secrets.token_hex(16))
    return made


def make_app(path: Path) -> Flask:
    """The application, with its own database."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for the bench and nothing else")
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    _engine, sessions = open_database(path)
    questions = forty()

    def page(boxes: list[Box]) -> str:
        return render_template("typed.html", boxes=boxes, wrong=[box for box in boxes if box.error], token=_token())

    @app.get("/form")
    def empty() -> str:
        return page([Box(one, () if one.kind in ("boxes", "date") else "", "") for one in questions])

    @app.post("/form")
    def send() -> str | Response:
        if not hmac.compare_digest(request.form.get("token", ""), _token()):
            abort(400)
        boxes = [Box(one, value := _typed(one), _wrong(one, value)) for one in questions]
        if any(box.error for box in boxes):
            return page(boxes)
        with sessions() as opened:
            row = Referral(**{column_of(box.asked.id): _stored(box.value) for box in boxes})
            opened.add(row)
            opened.commit()
            return redirect(url_for("again", id=row.id), code=303)

    @app.get("/form/<int:id>")
    def again(id: int) -> str:
        with sessions() as opened:
            row = opened.get_one(Referral, id)
            return page([Box(one, _read(one, getattr(row, column_of(one.id))), "") for one in questions])

    return app
