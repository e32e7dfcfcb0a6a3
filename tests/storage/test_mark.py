"""The mark of a stream: it stays while the stream reads the same, and changes when it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hubwright.domain.cases.entries import Entry
from hubwright.storage.store import SqlStore

from tests.storage.conftest import ANN, NOW

Write = Callable[..., Sequence[Entry]]


def marks(store: SqlStore, *streams: str, hub: str = "bury") -> list[str]:
    with store.reading(hub) as reading:
        return [reading.mark(stream) for stream in streams]


def test_an_empty_stream_has_no_mark(store: SqlStore) -> None:
    assert marks(store, "contact:A") == [""]


def test_every_entry_changes_the_mark_of_its_own_stream_alone(store: SqlStore, write: Write) -> None:
    write("contact:A", "first")
    write("contact:B", "other")
    before = marks(store, "contact:A", "contact:B")
    write("contact:A", "second")
    after = marks(store, "contact:A", "contact:B")
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_a_destruction_changes_the_mark_although_the_chain_stays(store: SqlStore, write: Write) -> None:
    write("contact:A", "keep", "forget me")
    before = marks(store, "contact:A")
    with store.work("bury", ANN, deed="d-destroy", now=NOW) as work:
        work.destroy("contact:A", 2, under="retention schedule 4.2")
        work.commit()
    assert marks(store, "contact:A") != before


def test_the_same_words_in_another_hub_have_another_mark(store: SqlStore, write: Write) -> None:
    write("contact:A", "same", deed="one")
    write("contact:A", "same", deed="one", hub="merton")
    assert marks(store, "contact:A") != marks(store, "contact:A", hub="merton")
