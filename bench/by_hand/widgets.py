"""The page with Flask, WTForms, its own widgets and SQLAlchemy: what most people would write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from bench.by_hand.database import Referral, column_of, open_database
from bench.questions import Asked, forty

_SHORT, _LONG = 500, 20_000


def _field(asked: Asked) -> Any:
    """A question as a field of WTForms."""
    common: dict[str, Any] = {"label": asked.label, "description": asked.hint}
    present = DataRequired(f"Answer this question: {asked.label}") if asked.required else Optional()
    match asked.kind:
        case "short":
            return StringField(validators=[present, Length(max=_SHORT)], **common)
        case "long":
            return TextAreaField(validators=[present, Length(max=_LONG)], **common)
        case "radio":
            return RadioField(choices=list(asked.options), validators=[present], **common)
        case "list":
            return SelectField(choices=[("", ""), *asked.options], validators=[present], **common)
        case "boxes":
            return SelectMultipleField(
                choices=list(asked.options),
                validators=[present],
                widget=ListWidget(prefix_label=False),
                option_widget=CheckboxInput(),
                **common,
            )
        case _:
            # One box of WTForms' own where the other pages show three: cheaper, never dearer, than the same three.
            return DateField(format=["%d %m %Y", "%Y-%m-%d"], validators=[present], **common)


ReferralForm: Any = type("ReferralForm", (FlaskForm,), {column_of(one.id): _field(one) for one in forty()})


def make_app(path: Path) -> Flask:
    """The application, with its own database."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for the bench and nothing else", WTF_CSRF_TIME_LIMIT=None)
    _engine, sessions = open_database(path)

    @app.route("/form", methods=["GET", "POST"])
    def form() -> str | Response:
        filled = ReferralForm()
        if filled.validate_on_submit():
            with sessions() as session:
                row = Referral(**{name: _stored(value) for name, value in filled.data.items() if name != "csrf_token"})
                session.add(row)
                session.commit()
                return redirect(url_for("again", id=row.id), code=303)
        return render_template("widgets.html", form=filled)

    @app.route("/form/<int:id>")
    def again(id: int) -> str:
        with sessions() as session:
            row = session.get_one(Referral, id)
            kept = {one.id: getattr(row, column_of(one.id)) for one in forty()}
        filled = ReferralForm(data={column_of(one.id): _read(one, kept[one.id]) for one in forty()})
        return render_template("widgets.html", form=filled)

    return app


def _stored(value: Any) -> str | None:
    if isinstance(value, list):
        return "\n".join(value)
    return None if value is None else str(value)


def _read(asked: Asked, stored: str | None) -> Any:
    from datetime import date

    if stored is None:
        return None
    if asked.kind == "boxes":
        return stored.split("\n")
    return date.fromisoformat(stored) if asked.kind == "date" else stored
