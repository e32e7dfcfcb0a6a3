"""A form of 200 questions kept as one document and edited by pages written by hand: no history, one editor."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from flask import Flask, abort, redirect, render_template, request, session, url_for
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from bench.by_hand.database import Base, open_database


class Kept(Base):
    """The form as it stands."""

    __tablename__ = "kept"

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(Text())


def _questions(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for page in document["pages"]:
        yield from page["questions"]


def _token() -> str:
    made: str = session.setdefault("token", secrets.token_hex(16))
    return made


def make_app(path: Path, document: Mapping[str, Any], schemas: Mapping[str, Mapping[str, Any]]) -> Flask:
    """The application, with its own database that holds the form.

    Args:
        path: of the database.
        document: the form.
        schemas: "form" and what it refers to, by their addresses.
    """
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for the bench and nothing else")
    _engine, sessions = open_database(path)
    registry: Registry[Any] = Registry().with_resources(
        [(address, Resource.from_contents(schema)) for address, schema in schemas.items()]
    )
    validator = Draft202012Validator(schemas["form"], registry=registry)
    with sessions() as opened:
        opened.add(Kept(id=1, document=json.dumps(document)))
        opened.commit()

    def kept() -> dict[str, Any]:
        with sessions() as opened:
            found: dict[str, Any] = json.loads(opened.get_one(Kept, 1).document)
            return found

    def problems(found: Mapping[str, Any]) -> list[str]:
        return [error.message for error in validator.iter_errors(found)]

    @app.get("/questions/<id>")
    def question(id: str) -> str:
        found = kept()
        asked = next(one for one in _questions(found) if one["id"] == id)
        return render_template("editing.html", asked=asked, problems=problems(found), token=_token())

    @app.post("/questions/<id>")
    def save(id: str) -> Response:
        if not hmac.compare_digest(request.form.get("token", ""), _token()):
            abort(400)
        with sessions() as opened:
            row = opened.get_one(Kept, 1)
            found = json.loads(row.document)
            next(one for one in _questions(found) if one["id"] == id)["label"]["en"] = request.form["label"]
            problems(found)
            row.document = json.dumps(found)
            opened.commit()
        return redirect(url_for("question", id=id), code=303)

    @app.get("/preview/<page>")
    def preview(page: str) -> str:
        found = next(one for one in kept()["pages"] if one["id"] == page)
        return render_template("preview.html", page=found)

    return app
