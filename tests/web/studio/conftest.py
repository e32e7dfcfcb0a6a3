"""The Studio on a real SQLite database: the starter hub as it is shipped, with two administrators and a screener."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.templates import keep_origin
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.cases.entries import Actor
from hubwright.loading.library import Library, load_library
from hubwright.ports import Plugins
from hubwright.settings import Settings
from hubwright.testing.platform import Clock, seat
from hubwright.web.app import create_app
from hubwright.wiring import Hubwright, open_hubwright

from tests.databases import Database
from tests.web.conftest import Place, form_of, soup

ROOT = Path(__file__).parents[3]
HUB = "starter"
ADMIN = Actor("u-ada", "Ada Example", "childrens-social-care", frozenset({"hub-administrator"}))
COLLEAGUE = Actor("u-ben", "Ben Example", "childrens-social-care", frozenset({"hub-administrator"}))
SCREENER = Actor("u-sam", "Sam Example", "childrens-social-care", frozenset({"social-worker"}),
                 frozenset({"social_worker"}))  # fmt: skip


@cache
def shipped(hub: str) -> Library:
    """A hub's folder, loaded once for all tests of a process."""
    return load_library([ROOT / "tenant_configs" / hub])


def publish_shipped(hubwright: Hubwright, hub: str) -> None:
    """Publish a hub as it is shipped, with its worked examples."""
    found = shipped(hub)
    loaded = found.hubs[hub]
    publish_hub(
        hubwright.house,
        hub=hub,
        name=loaded.hub.name.en,
        revision=revision_of_all(loaded),
        documents=documents_of(loaded),
        note="for a test",
        deed=f"publish-{hub}",
    )
    scenarios = {one["id"]: one for one in found.scenarios.get(hub, ())}
    keep_origin(hubwright.house, hub=hub, taken=(), templates={}, scenarios=scenarios)


class Studio(Place):
    """The Studio of a hub, and what a test does in it."""

    hub: str = HUB

    def get(self, client: FlaskClient, page: str = "", **query: str) -> Any:
        """A page of the Studio: `page` is its address below `/<hub>/studio`."""
        return client.get(self.address(page), query_string=query)

    def send(self, client: FlaskClient, page: str, form: int = -1, **typed: Any) -> Any:
        """Open a page, type into one of its forms, and press its button."""
        shown = self.get(client, page)
        assert shown.status_code == 200, (page, shown.status_code)
        values = {**form_of(shown, form), **typed}
        action = soup(shown).select("main form")[form].get("action") or self.address(page)
        return client.post(str(action), data={name: one for name, one in values.items() if one is not None})

    def address(self, page: str) -> str:
        """The address of a page of the Studio."""
        return f"/{self.hub}/studio{'/' if page else ''}{page}"

    def begun(self, actor: Actor = ADMIN) -> FlaskClient:
        """A browser of somebody who has begun a draft."""
        client = self.client(actor)
        assert self.send(client, "").status_code == 302
        return client


@pytest.fixture
def studio(sqlite_database: Database, tmp_path: Path) -> Iterator[Studio]:
    """The starter hub, published as it is shipped."""
    made = a_studio(HUB, (ADMIN, COLLEAGUE, SCREENER), database=sqlite_database, folder=tmp_path)
    yield made
    made.hubwright.close()


def a_studio(
    hub: str, people: Iterable[Actor], *, database: Database, folder: Path, plugins: Plugins | None = None
) -> Studio:
    """The Studio of a hub that is published as it is shipped, with these people seated in it."""
    clock = Clock()
    settings = Settings(
        data=folder,
        database_url=database.url,
        database_owner_url="",
        secret_key="a key for tests, and for nothing else at all",
        mail_url=f"folder:{folder / 'mail'}",
        base_url="http://hubs.example",
    )
    hubwright = open_hubwright(settings, now=clock)
    if plugins is not None:
        hubwright = replace(hubwright, house=replace(hubwright.house, plugins=plugins))
    publish_shipped(hubwright, hub)
    for actor in people:
        seat(hubwright, hub, actor)
    app = create_app(hubwright)
    app.testing = False
    made = Studio(hubwright, app, clock)
    made.hub = hub
    return made
