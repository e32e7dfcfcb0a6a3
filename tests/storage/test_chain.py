"""The chain: whatever is changed or taken away behind the application's back is found, and named."""

# ruff: noqa: S608 - the statements are written here, for rows made here

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from hubwright.domain.cases.entries import Entry
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore
from hubwright.storage.verification import BrokenLink

from tests.storage.conftest import NOW, small_projector

Write = Callable[..., Sequence[Entry]]
Tamper = Callable[..., int]


@pytest.fixture
def sealed(store: SqlStore, write: Write) -> SqlStore:
    """Two streams of three entries, sealed, and one more entry since."""
    write("case:A", "one", "two", "three")
    write("case:B", "one", "two", "three")
    assert store.seal_heads("bury", NOW) == 1
    write("case:B", "four")
    assert store.seal_heads("bury", NOW + timedelta(hours=1)) == 2
    write("case:B", "five")
    return store


def found(store: SqlStore) -> list[tuple[str, int]]:
    return [(link.stream, link.number) for link in store.verify("bury")]


def test_what_was_left_alone_holds(sealed: SqlStore) -> None:
    assert sealed.verify("bury") == []


def test_an_empty_hub_holds(store: SqlStore) -> None:
    assert store.verify("bury") == []
    assert store.seal_heads("bury", NOW) == 1
    assert store.verify("bury") == []


@pytest.mark.parametrize(
    "change", ["actor = 'u-other'", "type = 'case.rated'", "recorded = '2020-01-01 00:00:00.000000'"]
)
def test_a_changed_header_is_named(sealed: SqlStore, tamper: Tamper, change: str) -> None:
    assert tamper(f"UPDATE entry SET {change} WHERE stream = 'case:A' AND number = 2") == 1
    assert found(sealed) == [("case:A", 2)]


def test_a_header_changed_with_its_hash_is_named_by_what_follows(sealed: SqlStore, tamper: Tamper) -> None:
    assert tamper("UPDATE entry SET hash = 'feed' WHERE stream = 'case:A' AND number = 2") == 1
    assert found(sealed) == [("case:A", 2), ("case:A", 3)]


def test_changed_words_are_named(sealed: SqlStore, tamper: Tamper) -> None:
    assert tamper("UPDATE entry_payload SET key_id = 'other' WHERE stream = 'case:A' AND number = 1") == 1
    assert found(sealed) == [("case:A", 1)]


def test_words_moved_from_another_entry_are_named(sealed: SqlStore, tamper: Tamper) -> None:
    other = "(SELECT sealed FROM entry_payload WHERE stream = 'case:A' AND number = 1)"
    assert tamper(f"UPDATE entry_payload SET sealed = {other} WHERE stream = 'case:A' AND number = 2") == 1
    assert found(sealed) == [("case:A", 2)]


def test_words_taken_away_without_a_lawful_destruction_are_named(sealed: SqlStore, tamper: Tamper) -> None:
    assert tamper("DELETE FROM entry_payload WHERE stream = 'case:A' AND number = 3") == 1
    assert found(sealed) == [("case:A", 3)]
    with sealed.reading("bury") as reading:
        assert reading.entries("case:A")[2].destroyed == "missing, and no destruction is on record"


@pytest.mark.parametrize("number", [1, 2])
def test_a_removed_entry_is_named(sealed: SqlStore, tamper: Tamper, number: int) -> None:
    where = f"WHERE stream = 'case:A' AND number = {number}"
    assert tamper(f"DELETE FROM entry_payload {where}", f"DELETE FROM entry {where}") == 2
    assert found(sealed) == [("case:A", number)]


def test_a_removed_last_entry_is_named_by_head_and_seal(sealed: SqlStore, tamper: Tamper) -> None:
    where = "WHERE stream = 'case:A' AND number = 3"
    tamper(f"DELETE FROM entry_payload {where}", f"DELETE FROM entry {where}")
    assert found(sealed) == [("case:A", 3), ("case:A", 3)]


def test_a_shortened_stream_with_a_forged_head_is_named_by_its_seal(sealed: SqlStore, tamper: Tamper) -> None:
    where = "WHERE stream = 'case:A' AND number = 3"
    forged = "(SELECT hash FROM entry WHERE stream = 'case:A' AND number = 2)"
    tamper(
        f"DELETE FROM entry_payload {where}",
        f"DELETE FROM entry {where}",
        f"UPDATE stream_head SET number = 2, hash = {forged} WHERE stream = 'case:A'",
    )
    assert sealed.verify("bury") == [BrokenLink("case:A", 3, "Seal 1 saw another entry here, or one that is gone.")]


def test_a_stream_taken_away_whole_is_named_by_its_seal(sealed: SqlStore, tamper: Tamper) -> None:
    tamper(*(f"DELETE FROM {table} WHERE stream = 'case:A'" for table in ("entry_payload", "entry", "stream_head")))
    assert found(sealed) == [("case:A", 3)]


def test_a_stream_taken_away_without_its_head_is_named(sealed: SqlStore, tamper: Tamper) -> None:
    tamper(*(f"DELETE FROM {table} WHERE stream = 'case:A'" for table in ("entry_payload", "entry")))
    assert BrokenLink("case:A", 3, "The whole stream is missing.") in sealed.verify("bury")


def test_seals_that_were_changed_or_taken_away_are_named(sealed: SqlStore, tamper: Tamper) -> None:
    tamper("DELETE FROM hub_seal_head WHERE seal = 2")
    assert found(sealed) == [("seals", 2)]
    tamper("UPDATE hub_seal SET streams = 9 WHERE number = 2")
    assert found(sealed) == [("seals", 2), ("seals", 2)]
    tamper("DELETE FROM hub_seal_head WHERE seal = 1", "DELETE FROM hub_seal WHERE number = 1")
    assert ("seals", 1) in found(sealed)


def test_another_secret_key_opens_nothing(sealed: SqlStore, database_url: str) -> None:
    stranger = SqlStore(
        database_url, sealer=KeySealer("x" * 40), projector=small_projector, drawing=lambda documents: documents
    )
    try:
        assert len(stranger.verify("bury")) == 8
    finally:
        stranger.close()


def test_one_hub_does_not_vouch_for_another(sealed: SqlStore, write: Write) -> None:
    write("case:A", "one", hub="merton")
    assert sealed.verify("merton") == []
    assert sealed.seal_heads("merton", NOW) == 1
