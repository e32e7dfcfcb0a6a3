"""The application on a real SQLite database, with two fictional hubs and people in every kind of seat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hubwright.actions.accounts import begin_visit
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.commands import Ask, Command, Rate, Receive, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app
from hubwright.wiring import Hubwright

from tests.databases import Database

ADULTS = Actor("u-ash", "Ash Example", "care", frozenset({"adults-only"}), frozenset({"social_worker"}))
ELSEWHERE = Actor("u-el", "El Example", "care", frozenset({"manager"}), frozenset({"social_worker"}))
NOWHERE = Actor("u-no", "No Example")


@dataclass
class Place:
    """A running application and what a test does with it."""

    hubwright: Hubwright
    app: Flask
    clock: Clock
    deeds: int = field(default=0)

    def client(self, actor: Actor | None = None) -> FlaskClient:
        """A browser; signed in as somebody, where one is named."""
        client = self.app.test_client()
        if actor is not None:
            visit = begin_visit(self.hubwright.house, user=actor.id)
            with client.session_transaction() as session:
                session["_user_id"] = actor.id
                session["visit"] = visit
                session["seen_at"] = self.clock().timestamp()
        return client

    def receives(self, hub: str = "oakfield", danger: bool = False, **parts: Any) -> dict[str, str]:
        """A contact about a child arrives."""
        self.deeds += 1
        command = Receive(
            door="anyone",
            answers={"what": Answer(State.ANSWERED, parts.get("words", "Bruises seen at school."))},
            subjects=parts.get("subjects", (Subject("", "Mia Example", born={"year": 2019}),)),
            referrer=parts.get("referrer", {"name": "Jo Secret", "email": "jo@school.example"}),
            what=parts.get("words", "Bruises seen at school."),
            received=self.clock(),
            danger=danger,
        )
        done = receive_contact(
            self.hubwright.house, hub=hub, deed=f"receive-{self.deeds}", command=command, revision="r1"
        )
        return dict(done.result)

    def does(self, actor: Actor, case: str, command: Command, hub: str = "oakfield") -> None:
        """Somebody does a deed, without a page."""
        self.deeds += 1
        act_on_case(self.hubwright.house, hub=hub, actor=actor, deed=f"deed-{self.deeds}", case=case, command=command)

    def asked(self) -> str:
        """A rated case whose agencies have been asked; its reference."""
        case = self.receives()["case"]
        self.does(SCREENER, case, Rate("child", "urgent"))
        self.does(SCREENER, case, Ask("child"))
        return case


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield and Elmbridge, each with a manager; Oakfield with everybody else."""
    clock = Clock()
    hubs = (a_hub(), a_hub(id="elmbridge"))
    hubwright = a_platform(sqlite_database.url, hubs, data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEALTH, ADULTS):
        seat(hubwright, "oakfield", actor)
    seat(hubwright, "elmbridge", ELSEWHERE)
    with hubwright.store.installation.work(NOWHERE) as installation:
        installation.put(
            "installation_user", id=NOWHERE.id, email="no@nowhere.example", name=NOWHERE.name, created=clock(),
            disabled_at=None,
        )  # fmt: skip
        installation.commit()
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def soup(answer: Any) -> BeautifulSoup:
    """A page, parsed as a browser would."""
    return BeautifulSoup(answer.get_data(as_text=True), "html5lib")


def form_of(answer: Any, number: int = -1) -> dict[str, Any]:
    """What a browser would send of a page's form when nothing is changed."""
    form = soup(answer).select("main form")[number]
    values: dict[str, Any] = {}
    for control in form.select("input, textarea, select"):
        kind, name = control.get("type"), control.get("name")
        if not name or (kind in ("radio", "checkbox") and not control.has_attr("checked")):
            continue
        if control.name == "select":
            chosen = control.select_one("option[selected]")
            value = chosen.get("value", "") if chosen else ""
        else:
            value = control.text.removeprefix("\n") if control.name == "textarea" else control.get("value", "")
        values.setdefault(str(name), []).append(value)
    return values
