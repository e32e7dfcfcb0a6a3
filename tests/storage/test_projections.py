"""Projections: written with their stream, and the same when they are worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import Entry
from hubwright.storage.projections import Difference
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore
from hubwright.storage.tables import PROJECTIONS

from tests.storage.conftest import ANN, NOW, SECRET, fact

Write = Callable[..., Sequence[Entry]]


def everything(store: SqlStore, hub: str = "bury") -> Mapping[str, Any]:
    with store.reading(hub) as reading:
        return {name: reading.rows(name, scope=Everything()) for name in PROJECTIONS}


def test_rows_follow_their_stream(store: SqlStore, write: Write) -> None:
    write("contact:A", "one")
    before = everything(store)
    write("contact:A", "two")
    after = everything(store)
    assert [row["verified"] for row in before["contact_row"]] == [False]
    assert [row["verified"] for row in after["contact_row"]] == [True]
    assert [row["why"] for row in after["closure_row"]] == ["one", "two"]


def test_what_no_column_can_hold_does_not_lose_the_rest(store: SqlStore, write: Write) -> None:
    write("contact:A", "a\x00b\ud800c")
    assert everything(store)["closure_row"][0]["why"] == "a\ufffdb\ufffdc"


def test_a_rebuild_gives_the_same_rows(store: SqlStore, write: Write) -> None:
    for stream in ("contact:A", "contact:B", "case:C"):
        write(stream, "one", "two")
        write(stream, "three")
    write("contact:A", "one", hub="merton")
    before, other = everything(store), everything(store, "merton")
    assert store.rebuild("bury") == []
    assert everything(store) == before
    assert everything(store, "merton") == other


def test_a_rebuild_says_what_was_wrong_and_mends_it(store: SqlStore, write: Write, tamper: Callable[..., int]) -> None:
    write("contact:A", "one", "two")
    write("contact:B", "one")
    before = everything(store)
    tamper(
        "UPDATE contact_row SET kind = 'other', source = 'x' WHERE contact_ref = 'A'",
        "DELETE FROM contact_row WHERE contact_ref = 'B'",
        "INSERT INTO closure_row (hub_id, day, why, stream) VALUES ('bury', 'never', 'x', 'case:X')",
    )
    assert store.rebuild("bury") == [
        Difference("closure_row", ("never",), "not from the journal"),
        Difference("contact_row", ("A",), "changed", ("kind", "source")),
        Difference("contact_row", ("B",), "missing"),
    ]
    assert everything(store) == before


def test_a_rebuild_leaves_plain_tables_alone(store: SqlStore, write: Write) -> None:
    write("contact:A", "one", deed="d1")
    store.rebuild("bury")
    with store.work("bury", ANN, deed="d1", now=NOW) as work:
        assert work.first_result() == {"stream": "contact:A"}


@pytest.mark.parametrize("rows", [{"no_such_table": [{}]}, {"closure_row": [{"day": "d", "colour": "red"}]}])
def test_a_projector_that_misses_its_table_is_told(database_url: str, rows: Mapping[str, Any]) -> None:
    store = SqlStore(database_url, sealer=KeySealer(SECRET), projector=lambda *_: rows, drawing=lambda it: it)
    try:
        with pytest.raises(LookupError), store.work("bury", ANN, deed="d", now=NOW) as work:
            work.append([fact("case:A")], revision="r1")
    finally:
        store.close()
