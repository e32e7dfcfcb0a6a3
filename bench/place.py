"""The platform in a folder of its own, with a hub that asks the forty questions, and what it did with the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from hubwright.actions.accounts import begin_visit
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.checks import check_form
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.hub import Hub
from hubwright.loading.reference_data import reference_data
from hubwright.loading.shape import shape_problems
from hubwright.storage import migrate
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app
from hubwright.web.signed_in import VISIT
from hubwright.wiring import Hubwright
from sqlalchemy import event

from bench.browser import Browser
from bench.questions import FORM, form_document

HUB = "oakfield"


def forty_question_form() -> Form:
    """The form, drawn from its document once that has passed every check a published form passes."""
    document = form_document()
    form, problems = draw_form(document, file=FORM)
    findings = check_form(form, document, file=FORM, reference=reference_data())
    if wrong := [*shape_problems("form", document, file=FORM), *problems, *findings.problems]:
        raise AssertionError(f"The form of the bench is not a sound definition: {wrong}")
    return form


def forty_question_hub() -> Hub:
    """Oakfield, whose door leads to the forty questions."""
    hub = a_hub()
    form = forty_question_form()
    doors = tuple(replace(door, form=(form.id, form.version)) for door in hub.doors)
    return replace(hub, doors=doors, forms={(form.id, form.version): form})


@dataclass
class Place:
    """A running application.

    Args:
        clock: the platform's own; it stands still until it is moved.
    """

    hubwright: Hubwright
    app: Flask
    clock: Clock

    def browser(self, actor: Actor | None = None) -> Browser:
        """A browser; signed in, where somebody is named."""
        browser = Browser(self.app)
        if actor is not None:
            visit = begin_visit(self.hubwright.house, user=actor.id)
            session = {"_user_id": actor.id, VISIT: visit, "seen_at": self.clock().timestamp()}
            signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
            browser.cookies[self.app.config["SESSION_COOKIE_NAME"]] = signer.dumps(session)
        return browser


@contextmanager
def a_place(folder: Path) -> Iterator[Place]:
    """The platform on an empty SQLite database, with the hub's people in their seats."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'hubwright.sqlite'}"
    migrate.upgrade(url)
    clock = Clock(datetime.now(UTC))
    hubwright = a_platform(url, (forty_question_hub(),), data=folder, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEALTH):
        seat(hubwright, HUB, actor)
    try:
        yield Place(hubwright, create_app(hubwright), clock)
    finally:
        hubwright.close()


@contextmanager
def statements(hubwright: Hubwright) -> Iterator[list[str]]:
    """The SQL statements sent while inside, those that begin and end transactions not counted."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.split(" ", maxsplit=1)[0] not in ("BEGIN", "PRAGMA"):
            sent.append(statement)

    engines = {hubwright.store.engines.read, hubwright.store.engines.write}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
