"""The platform on a real database with hubs drawn in memory, and a clock that a test moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hubwright.actions.house import House
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.hubs import Seat
from hubwright.domain.projections import project
from hubwright.notices import mail_from_url
from hubwright.settings import Settings
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore
from hubwright.testing.stories import MONDAY
from hubwright.wiring import Hubwright, RandomIds, session_key_of, with_calendars

_KEY = "a key for tests, and for nothing else at all"


class Clock:
    """A `Now` that stands still until a test moves it.

    Args:
        now: UTC.
    """

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The present instant of the test."""
        return self.now

    def later(self, **time: float) -> None:
        """Let time pass: `hours=2`, `minutes=15`."""
        self.now += timedelta(**time)


def a_platform(
    url: str, hubs: Iterable[Hub], *, data: Path, clock: Clock | None = None, demo: bool = False
) -> Hubwright:
    """The platform on an empty, migrated database, with these hubs published.

    Args:
        url: of the database, as the application signs in.
        hubs: drawings; each is published under the revision "r1".
        data: a folder for mail and the like.
        clock: the test's clock.
        demo: as `serve --demo`.
    """
    drawings = {hub.id: hub for hub in hubs}

    def drawn(documents: Any) -> Hub:
        return drawings[documents["id"]]

    settings = Settings(
        data=data,
        database_url=url,
        database_owner_url="",
        secret_key=_KEY,
        mail_url=f"folder:{data / 'mail'}",
        base_url="http://hubs.example",
    )
    store = SqlStore(url, sealer=KeySealer(_KEY), projector=project, drawing=drawn)
    house = House(store=store, now=clock or Clock(), ids=RandomIds(), calendars=with_calendars)
    for hub in drawings.values():
        publish_hub(
            house,
            hub=hub.id,
            name=hub.name.en,
            revision="r1",
            documents={"id": hub.id},
            note="for a test",
            deed=f"publish-{hub.id}",
        )
    return Hubwright(
        settings=settings,
        house=house,
        store=store,
        mail=mail_from_url(settings.mail_url),
        demo=demo,
        session_key=session_key_of(_KEY),
    )


def seat(hubwright: Hubwright, hub: str, actor: Actor) -> Seat:
    """Give an actor an account and the seat that they act in."""
    with hubwright.store.installation.work(OPERATOR) as installation:
        installation.put(
            "installation_user",
            id=actor.id,
            email=f"{actor.id}@{hub}.example",
            name=actor.name,
            created=hubwright.house.now(),
            disabled_at=None,
        )
        installation.commit()
    held = Seat(
        id=f"seat-{actor.id}",
        user=actor.id,
        name=actor.name,
        agency=actor.agency or "",
        roles=actor.roles,
        qualifications=actor.qualifications,
        begins=hubwright.house.now(),
    )
    give_a_seat(hubwright.house, hub=hub, actor=OPERATOR, deed=f"seat-{hub}-{actor.id}", seat=held)
    return held
