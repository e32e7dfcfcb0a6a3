"""Oakfield at night on a real database, a real mail server, and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.house import House
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.receive_contact import receive_contact
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Command, Receive, Subject
from hubwright.domain.cases.entries import OPERATOR, Actor, Entry
from hubwright.domain.cases.state import CaseState
from hubwright.domain.definitions.hub import ClockRule, Hub, Letter
from hubwright.domain.hubs import Seat
from hubwright.domain.projections import project
from hubwright.domain.texts import Text
from hubwright.jobs import Worker
from hubwright.notices import mail_from_url
from hubwright.ports import Mail
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore
from hubwright.testing.hubs import a_hub
from hubwright.wiring import RandomIds, fill, with_calendars

from tests.databases import Database
from tests.notices.servers import PostRoom, running

# A Tuesday in November, two in the morning: London is at UTC.
NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SCREENER = Actor("u-alex", "Alex Example", "care", frozenset({"worker"}), frozenset({"social_worker"}))
SECRET = "a secret for tests only, long enough to be one"
NAME = "Lily Madeup"


def oakfield() -> Hub:
    """Oakfield with a first look that runs through the night."""
    hub = a_hub()
    look = ClockRule("look", Text("First look"), 1, "elapsed_hour", "office", "runs", "received", ladder="climb")
    ending = Letter("end", "draft_ending", Text("Not sent"), Text("Not sent yet; removed on {{due}}. {{link}}"))
    clocks = (look, *(clock for clock in hub.clocks if clock.id != "look"))
    return replace(hub, clocks=clocks, letters=(*hub.letters, ending))


@dataclass
class Clock:
    """Shows what it was set to."""

    at: datetime = NIGHT

    def __call__(self) -> datetime:
        return self.at

    def later(self, **time: float) -> None:
        self.at += timedelta(**time)


@dataclass
class Town:
    """A hub, its post room, and its workers."""

    house: House
    clock: Clock
    store: SqlStore
    room: PostRoom
    mail: Mail

    def worker(self, **changes: Any) -> Worker:
        """A worker of its own, as another process would be."""
        ports = {"house": self.house, "outbox": self.store, "mail": self.mail, "fill": fill}
        return Worker(**{**ports, "base_url": "https://hub.example", "id": RandomIds().token(), **changes})

    def receives(self, email: str = "jo@school.example", hub: str = "oakfield") -> str:
        """A contact arrives now; its case's reference."""
        with self.store.reading(hub) as reading:
            revision, _ = reading.live()
        command = Receive(
            door="anyone",
            answers={},
            subjects=(Subject(id="", name=NAME, born={"year": 2019}),),
            referrer={"name": "Jo Example", "email": email},
            what="A bruise that nobody can explain.",
            received=self.clock.at,
        )
        deed = RandomIds().token()
        done = receive_contact(self.house, hub=hub, deed=deed, command=command, revision=revision)
        return str(done.result["case"])

    def does(self, case: str, command: Command) -> None:
        """The screener acts."""
        act_on_case(self.house, hub="oakfield", actor=SCREENER, deed=RandomIds().token(), case=case, command=command)

    def entries(self, case: str) -> list[Entry]:
        with self.store.reading("oakfield") as reading:
            return list(reading.entries(f"case:{case}"))

    def state(self, case: str) -> CaseState:
        found = case_of(self.entries(case))
        assert found is not None
        return found

    def receivers(self) -> list[str]:
        """Who has been written to, in order."""
        return [str(message["To"]) for message in self.room.taken]


def publish(house: House, hub: str) -> None:
    publish_hub(
        house, hub=hub, name=hub.title(), revision="r1", documents={"id": hub}, note="First.", deed=f"publish-{hub}"
    )


@pytest.fixture
def room() -> PostRoom:
    return PostRoom()


@pytest.fixture
def post(room: PostRoom) -> Iterator[Mail]:
    with running(room) as port:
        yield mail_from_url(f"smtp://localhost:{port}?from=hub@oakfield.example")


@pytest.fixture
def open_store(database: Database) -> Iterator[Callable[[], SqlStore]]:
    """Open the test's database, as another process would."""
    opened: list[SqlStore] = []

    def open_it() -> SqlStore:
        drawing = lambda documents: replace(oakfield(), id=documents["id"])  # noqa: E731
        opened.append(SqlStore(database.url, sealer=KeySealer(SECRET), projector=project, drawing=drawing))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def town(open_store: Callable[[], SqlStore], room: PostRoom, post: Mail) -> Town:
    clock, store = Clock(), open_store()
    house = House(store=store, now=clock, ids=RandomIds(), calendars=with_calendars)
    publish(house, "oakfield")
    seat = Seat("s1", SCREENER.id, SCREENER.name, "care", SCREENER.roles, SCREENER.qualifications, clock.at)
    give_a_seat(house, hub="oakfield", actor=OPERATOR, deed="seat", seat=seat)
    return Town(house, clock, store, room, post)
