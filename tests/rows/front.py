"""Shipped hubs behind a real web application, on a database of their own, with a clock that a row moves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hubwright.actions.accounts import begin_visit
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Command, Receive, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.state import CaseState
from hubwright.domain.definitions.hub import Hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MONDAY
from hubwright.web.app import create_app

from tests.databases import Database


class Front:
    """What people reach by a browser.

    Args:
        hubs: their drawings.
        database: empty and migrated.
        folder: for mail and files.
        now: UTC.
    """

    def __init__(self, *hubs: Hub, database: Database, folder: Path, now: datetime = MONDAY):
        self.clock = Clock(now)
        self.hubwright = a_platform(database.url, hubs, data=folder, clock=self.clock)
        self.app = create_app(self.hubwright)
        self.app.testing = False
        self.deeds = 0

    def joins(self, hub: Hub, actor: Actor) -> Actor:
        """Somebody gets a seat in a hub, and an account where they have none."""
        seat(self.hubwright, hub.id, actor)
        return actor

    def browser(self, actor: Actor | None = None) -> FlaskClient:
        """A browser; signed in as somebody, where one is named."""
        client = self.app.test_client()
        if actor is not None:
            visit = begin_visit(self.hubwright.house, user=actor.id)
            with client.session_transaction() as session:
                session["_user_id"] = actor.id
                session["visit"] = visit
                session["seen_at"] = self.clock().timestamp()
        return client

    def receives(self, hub: Hub, *subjects: Subject, words: str, referrer: str = "Jo Secret") -> str:
        """A contact arrives by the hub's first door; the reference of its case."""
        self.deeds += 1
        command = Receive(
            door=hub.doors[0].id,
            answers={"what": Answer(State.ANSWERED, words)},
            subjects=subjects,
            referrer={"name": referrer, "email": "jo@school.example"},
            what=words,
            received=self.clock(),
        )
        house, deed = self.hubwright.house, f"receive-{self.deeds}"
        return str(receive_contact(house, hub=hub.id, deed=deed, command=command, revision="r1").result["case"])

    def does(self, hub: Hub, actor: Actor, case: str, command: Command) -> None:
        """Somebody does a deed, without a page."""
        self.deeds += 1
        house = self.hubwright.house
        act_on_case(house, hub=hub.id, actor=actor, deed=f"deed-{self.deeds}", case=case, command=command)

    def case(self, hub: Hub, case: str) -> CaseState:
        """A case as it stands on disk."""
        with self.hubwright.store.reading(hub.id) as reading:
            state = case_of(reading.entries(f"case:{case}"))
        assert state is not None
        return state

    def begins(self, hub: Hub, form: str) -> bool:
        """Whether a form can be begun today by anybody who comes to its address."""
        client = self.browser()
        address = f"/{hub.id}/refer/{form}"
        page = BeautifulSoup(client.get(address).get_data(as_text=True), "html5lib")
        sent = {str(one["name"]): str(one.get("value", "")) for one in page.select("main form input[name]")}
        return client.post(address, data=sent).status_code == 302
