"""Bury as shipped, on a real SQLite database, and a referrer's browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hubwright.actions.publish_hub import publish_hub
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.state import ContactState
from hubwright.loading.library import LoadedHub, load_library
from hubwright.settings import Settings
from hubwright.web.app import create_app
from hubwright.wiring import Hubwright, open_hubwright

from tests.databases import Database
from tests.web.conftest import form_of, soup

ROOT = Path(__file__).parents[3]
FORM = "child-referral"
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test moves."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


@cache
def shipped(area: str = "bury") -> LoadedHub:
    return load_library([ROOT / "tenant_configs" / area]).hubs[area]


def publish(hubwright: Hubwright, documents: dict[str, Any], revision: str) -> None:
    publish_hub(
        hubwright.house, hub="bury", name="Bury", revision=revision, documents=documents, note="Test.", deed=revision
    )


@dataclass
class Referrer:
    """Somebody's browser at a form of Bury."""

    client: FlaskClient
    hubwright: Hubwright
    clock: Clock
    form: str = FORM
    last: Any = field(default=None)

    @property
    def app(self) -> Flask:
        return self.client.application

    def url(self, *parts: str) -> str:
        return "/".join(("", "bury", *parts))

    def get(self, *parts: str) -> Any:
        self.last = self.client.get(self.url(*parts), follow_redirects=True)
        return self.last

    def post(self, *parts: str, data: dict[str, Any] | None = None, follow: bool = True) -> Any:
        """Send the form of a page, as drawn, with these boxes changed."""
        drawn = self.client.get(self.url(*parts), follow_redirects=True)
        values = {**form_of(drawn), **(data or {})}
        self.last = self.client.post(self.url(*parts), data=values, follow_redirects=follow)
        return self.last

    def begin(self) -> Referrer:
        self.post("refer", self.form)
        return self

    def page(self, page: str, *row: str, act: str | None = None, **boxes: Any) -> Any:
        """Fill in a page; `f_` is put before the names of boxes, and "__" stands for a hyphen."""
        data = {f"f_{name.replace('__', '-')}": value for name, value in boxes.items()}
        if act is not None:
            data["act"] = act
        return self.post("refer", self.form, page, *row, data=data)

    def enough(self) -> Any:
        """The three questions."""
        self.page("which-children", "children-1", child__name="Sam Example", child__born_year="2019")
        self.page("worry", danger__now="no", what="A bruise on the arm.\nSeen today.")
        return self.page("you", reach="reach-email", reach__email__address="jo@school.example")

    def sent(self) -> str:
        """Send what there is; the reference."""
        self.page("you", act="send")
        return soup(self.last).select_one(".govuk-panel strong").text

    def contacts(self) -> list[ContactState]:
        """What is on record."""
        with self.hubwright.store.reading("bury") as reading:
            rows = reading.rows("contact_row", scope=Everything())
            return [contact_of(reading.entries(f"contact:{row['contact_ref']}")) for row in rows]  # type: ignore[misc]


@pytest.fixture
def hubwright(sqlite_database: Database, tmp_path: Path) -> Iterator[tuple[Hubwright, Clock]]:
    clock = Clock()
    settings = Settings(
        data=tmp_path,
        database_url=sqlite_database.url,
        database_owner_url="",
        secret_key="a key for tests, and for nothing else",
        mail_url=f"folder:{tmp_path / 'mail'}",
        base_url="http://127.0.0.1:8000",
    )
    opened = open_hubwright(settings, now=clock)
    loaded = shipped()
    publish(opened, documents_of(loaded), revision_of_all(loaded))
    yield opened, clock
    opened.close()


@pytest.fixture
def referrer(hubwright: tuple[Hubwright, Clock]) -> Referrer:
    opened, clock = hubwright
    return Referrer(create_app(opened).test_client(), opened, clock)


@pytest.fixture
def another(referrer: Referrer) -> Referrer:
    """The same hub in a browser that holds nothing."""
    return replace(referrer, client=referrer.app.test_client())
