"""A small application that shows the layouts with made-up pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask, render_template, request
from hubwright.domain.texts import Text
from hubwright.web import components as ui
from hubwright.web import look
from hubwright.web.chrome import Chrome, Emergency, Link
from hubwright.web.language import say, text
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.serving import make_server

NOW = datetime(2026, 11, 27, 16, 12, tzinfo=UTC)
EXIT = "/elsewhere"


def chrome() -> Chrome:
    return Chrome(
        name="Oakfield <hub> & partners",
        home="/oakfield/",
        colour="#00594f",
        languages=("en", "cy"),
        demo=True,
        exit_url=EXIT,
        emergency=Emergency("01632 960001", True, "01632 960002"),
        navigation=(Link(say("Queue"), "/queue", current=True, count=12), Link(say("Checks"), "/checks")),
        footer=(Link(say("Privacy"), "/privacy"),),
        person="A. Example, screener",
        sign_out="/sign-out",
    )


def questions() -> tuple[ui.Field, ...]:
    return (
        ui.TextInput(name="f_name", label=ui.Label(text(Text("What is their name?", "Beth yw eu henw?")))),
        ui.Textarea(name="f_worry", label=ui.Label("What worries you?"), value='\n"<b>"'),
        ui.Radios(
            name="f_said",
            fieldset=ui.Fieldset(ui.Legend("Have they said anything?")),
            items=(
                ui.Choice(
                    value="yes", text="Yes", reveal=(ui.TextInput(name="f_words", label=ui.Label("Which words?")),)
                ),
                ui.Choice(value="no", text="No"),
            ),
        ),
        ui.CharacterCount(name="f_more", label=ui.Label("More"), max_length=200),
        ui.PasswordInput(name="f_code", label=ui.Label("Code")),
    )


def make_app() -> Flask:
    app = Flask("look", static_folder=None)
    look.install(app)
    app.jinja_env.globals["training_here"] = lambda: False
    loader = app.jinja_loader
    assert isinstance(loader, ChoiceLoader)
    app.jinja_loader = ChoiceLoader([loader, FileSystemLoader(Path(__file__).parent / "pages")])
    app.extensions["kept"] = []

    @app.get("/public")
    def public() -> str:
        wrong = ui.ErrorSummary((ui.ErrorLink("Say who", "#f_name"),)) if "wrong" in request.args else None
        return render_template(
            "public.html",
            chrome=chrome(),
            title="About <them>",
            heading="About <them>",
            progress=(3, 10),
            back=ui.BackLink("/before"),
            questions=questions(),
            errors=wrong,
        )

    @app.get("/work")
    def work() -> str:
        clock = ui.ClockFace("decision", NOW + timedelta(minutes=38), NOW, how="4 hours from 12:50 pm")
        return render_template(
            "work.html",
            chrome=chrome(),
            title="Case",
            heading="Case",
            identity=ui.IdentityBar("Sam Example", ui.TierBadge("RED", "#d4351c", "square"), "OAK-42"),
            tier=ui.TierBadge("not read"),
            clock=clock,
            late=ui.ClockFace("return", NOW - timedelta(minutes=20), NOW),
            timeline=ui.Timeline((ui.TimelineItem("Rated", NOW, "Why", "A. Example"),)),
            next_act=ui.NextAct("Decide", clock, "team manager", ui.Button(text="Record the decision", href="/d")),
        )

    @app.post("/keep")
    def keep() -> tuple[str, int]:
        app.extensions["kept"].append(request.form.to_dict())
        return "", 204

    @app.get("/before")
    def before() -> str:
        return render_template("layout/public.html", chrome=chrome(), title="Before", heading="Before")

    @app.get(EXIT)
    def elsewhere() -> str:
        return "<title>Elsewhere</title><h1>Elsewhere</h1>"

    return app


@pytest.fixture
def app() -> Flask:
    return make_app()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The application served on a free port, for a browser."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
