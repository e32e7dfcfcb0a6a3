"""A store on each kind of database, with a projector small enough to see through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore
from sqlalchemy import create_engine, func, select, text

from tests.databases import Database

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
ANN = Actor(id="u-ann", name="Ann Example", agency="social_care")
SECRET = "a secret for tests only, long enough to be one"


def small_projector(stream: str, entries: Sequence[Entry]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """One contact row for each stream, and one closure for each entry."""
    ref = stream.partition(":")[2]
    first = entries[0]
    contact = {
        "contact_ref": ref,
        "kind": first.type,
        "door": first.body.get("door"),
        "source": first.body.get("source"),
        "case_ref": first.body.get("case"),
        "received": first.received,
        "verified": len(entries) > 1,
    }
    days = [{"day": f"{ref}-{entry.number}", "why": entry.body.get("words", "destroyed")} for entry in entries]
    return {"contact_row": [contact], "closure_row": days}


def fact(stream: str, words: str = "said", **body: Any) -> Fact:
    return Fact(stream, "contact.noted", 1, {"words": words, **body}, NOW, NOW)


@pytest.fixture
def open_store(database: Database) -> Iterator[Callable[[], SqlStore]]:
    """Open the test's database, as another process would."""
    opened: list[SqlStore] = []

    def open_it() -> SqlStore:
        opened.append(
            SqlStore(database.url, sealer=KeySealer(SECRET), projector=small_projector, drawing=lambda it: it)
        )
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], SqlStore]) -> SqlStore:
    return open_store()


@pytest.fixture
def write(store: SqlStore) -> Callable[..., Sequence[Entry]]:
    """Do one deed: read the stream, put words on it, commit."""

    def do(stream: str, *words: str, hub: str = "bury", deed: str | None = None, at: datetime = NOW) -> Sequence[Entry]:
        with store.work(hub, ANN, deed=deed or f"{stream}-{words}", now=at) as work:
            work.entries(stream)
            entries = work.append([fact(stream, one) for one in words], revision="r1")
            work.commit({"stream": stream})
            return entries

    return do


@pytest.fixture
def tamper(database: Database) -> Callable[..., int]:
    """Change the hub's rows behind the application's back, as the owner of the tables could."""

    def do(*statements: str, hub: str = "bury", **values: Any) -> int:
        changed = 0
        engine = create_engine(database.owner_url)
        try:
            with engine.begin() as connection:
                if database.kind == "postgresql":
                    connection.execute(select(func.set_config("app.hub_id", hub, True)))
                for statement in statements:
                    changed += connection.execute(text(statement), values).rowcount
        finally:
            engine.dispose()
        return changed

    return do


@pytest.fixture
def database_url(database: Database) -> str:
    return database.url
