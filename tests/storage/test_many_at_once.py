"""Many new streams at once: the same entries as one by one, chained and sealed, and projected when all are there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import Fact
from hubwright.domain.errors import Moved
from hubwright.storage.store import SqlStore

from tests.storage.conftest import ANN, NOW, fact

MANY = 2_001  # more than go to the database in one turn


def facts(count: int = MANY) -> Iterator[Fact]:
    return (fact(f"contact:C{number:05}", f"words {number}") for number in range(count))


def test_they_are_entries_like_any_other(store: SqlStore) -> None:
    assert store.write_new_streams("bury", facts(), actor=ANN, revision="r1", deed="d1", now=NOW) == MANY
    assert store.verify("bury") == []
    with store.reading("bury") as reading:
        only = reading.entries("contact:C00017")
        assert reading.count("contact_row", scope=Everything()) == MANY
    assert [(one.number, one.body["words"], one.actor_name) for one in only] == [(1, "words 17", "Ann Example")]


def test_projecting_them_once_more_changes_nothing(store: SqlStore) -> None:
    store.write_new_streams("bury", facts(40), actor=ANN, revision="r1", deed="d1", now=NOW)
    assert store.rebuild("bury") == []


def test_what_was_there_before_stays_and_can_be_added_to(store: SqlStore) -> None:
    with store.work("bury", ANN, deed="before", now=NOW) as work:
        work.append([fact("contact:BEFORE")], revision="r1")
        work.commit()
    store.write_new_streams("bury", facts(3), actor=ANN, revision="r1", deed="d1", now=NOW)
    with store.work("bury", ANN, deed="after", now=NOW) as work:
        work.entries("contact:C00001")
        work.append([fact("contact:C00001", "more")], revision="r1")
        work.commit()
    assert store.verify("bury") == []
    with store.reading("bury") as reading:
        assert len(reading.entries("contact:C00001")) == 2
        assert len(reading.entries("contact:BEFORE")) == 1


def test_a_stream_that_has_begun_already_undoes_all_of_them(store: SqlStore) -> None:
    store.write_new_streams("bury", facts(2), actor=ANN, revision="r1", deed="d1", now=NOW)
    with pytest.raises(Moved):
        store.write_new_streams("bury", facts(5), actor=ANN, revision="r1", deed="d2", now=NOW)
    with store.reading("bury") as reading:
        assert reading.count("contact_row", scope=Everything()) == 2
        assert not reading.entries("contact:C00004")


def test_another_hub_is_left_alone(store: SqlStore) -> None:
    store.write_new_streams("bury", facts(3), actor=ANN, revision="r1", deed="d1", now=NOW)
    with store.reading("merton") as reading:
        assert reading.count("contact_row", scope=Everything()) == 0


def test_streams_of_several_entries_are_chained_within_themselves(store: SqlStore) -> None:
    told = [fact(f"contact:C{number}", f"{turn}") for number in range(1_500) for turn in range(2)]
    assert store.write_new_streams("bury", told, actor=ANN, revision="r1", deed="d1", now=NOW) == 3_000
    assert store.verify("bury") == []
    with store.reading("bury") as reading:
        assert [(one.number, one.body["words"]) for one in reading.entries("contact:C999")] == [(1, "0"), (2, "1")]
    assert store.rebuild("bury") == []
