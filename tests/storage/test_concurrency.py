"""Several at once: no update is lost, nobody writes over another, and the later one is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import Entry
from hubwright.domain.errors import Moved, Refusal
from hubwright.storage import engines
from hubwright.storage.store import SqlStore

from tests.storage.conftest import ANN, NOW, fact

Write = Callable[..., Sequence[Entry]]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_six_threads_count_to_six_hundred_in_a_sqlite_file(store: SqlStore) -> None:
    def count(thread: int) -> None:
        for turn in range(100):
            with store.work("bury", ANN, deed=f"{thread}-{turn}", now=NOW) as work:
                rows = work.rows("hub_setting", scope=Everything(), where={"key": "count"})
                work.put("hub_setting", key="count", value=rows[0]["value"] + 1 if rows else 1)
                work.commit()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(count, range(6)))
    with store.reading("bury") as reading:
        assert [row["value"] for row in reading.rows("hub_setting", scope=Everything())] == [600]


def test_entries_that_build_on_one_another_are_never_lost(store: SqlStore) -> None:
    def count(thread: int) -> None:
        for turn in range(12):
            done = False
            while not done:
                try:
                    with store.work("bury", ANN, deed=f"{thread}-{turn}", now=NOW) as work:
                        entries = work.entries("case:A")
                        last = entries[-1].body["count"] if entries else 0
                        work.append([fact("case:A", count=last + 1)], revision="r1")
                        work.commit()
                        done = True
                except Moved:
                    continue

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count, range(4)))
    with store.reading("bury") as reading:
        assert [entry.body["count"] for entry in reading.entries("case:A")] == list(range(1, 49))
    assert store.verify("bury") == []


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.storage)], indirect=True)
@pytest.mark.parametrize("begun", [True, False])
def test_of_two_works_on_one_stream_the_later_hears_that_it_moved(store: SqlStore, write: Write, begun: bool) -> None:
    if begun:
        write("case:A", "one")
    with store.work("bury", ANN, deed="slow", now=NOW) as slow:
        slow.entries("case:A")
        write("case:A", "quick")
        with pytest.raises(Moved):
            slow.append([fact("case:A", "slow")], revision="r1")
    with store.reading("bury") as reading:
        assert reading.entries("case:A")[-1].body["words"] == "quick"
    assert store.verify("bury") == []


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.storage)], indirect=True)
def test_two_works_that_lock_each_other_out_end_in_one_being_told(store: SqlStore, write: Write) -> None:
    for stream in ("case:A", "case:B"):
        write(stream, "one")
    both = Barrier(2)

    def cross(first: str, second: str) -> bool:
        try:
            with store.work("bury", ANN, deed=first, now=NOW) as work:
                for stream in (first, second):
                    work.entries(stream)
                work.append([fact(first)], revision="r1")
                both.wait(timeout=30)
                work.append([fact(second)], revision="r1")
                work.commit()
        except Moved:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(cross, ["case:A", "case:B"], ["case:B", "case:A"]))
    assert sorted(done) == [False, True]
    assert store.verify("bury") == []


def test_the_same_deed_sent_twice_at_once_is_done_once(store: SqlStore) -> None:
    both = Barrier(2)

    def submit(reference: str) -> str:
        both.wait(timeout=30)
        with store.work("bury", ANN, deed="one-form", now=NOW) as work:
            if (first := work.first_result()) is not None:
                return str(first["reference"])
            work.append([fact(f"contact:{reference}")], revision="r1")
            work.commit({"reference": reference})
            return reference

    with ThreadPoolExecutor(2) as threads:
        told = set(threads.map(submit, ["A", "B"]))
    assert len(told) == 1
    with store.reading("bury") as reading:
        assert [row["contact_ref"] for row in reading.rows("contact_row", scope=Everything())] == list(told)


def test_a_reading_sees_one_moment_and_can_write_nothing(store: SqlStore, write: Write) -> None:
    write("case:A", "one")
    with store.reading("bury") as reading:
        assert len(reading.entries("case:A")) == 1
        write("case:A", "two")
        assert len(reading.entries("case:A")) == 1
        with pytest.raises(Exception, match=r"readonly|read-only"):
            reading._connection.exec_driver_sql("DELETE FROM contact_row")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_busy_file_says_so_and_keeps_what_was_typed(
    open_store: Callable[[], SqlStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_MILLISECONDS", 50)
    with ExitStack() as stack:
        stack.enter_context(open_store().work("bury", ANN, deed="d1", now=NOW))
        with pytest.raises(Refusal) as refused:
            stack.enter_context(open_store().work("bury", ANN, deed="d2", now=NOW))
    assert refused.value.code == "busy"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_sqlite_file_is_durable_and_keeps_its_references(store: SqlStore) -> None:
    def pragmas(engine: object) -> list[object]:
        with engine.connect() as connection:  # type: ignore[attr-defined]
            names = ["journal_mode", "synchronous", "foreign_keys", "secure_delete", "query_only"]
            return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert pragmas(store.engines.write) == ["wal", 2, 1, 1, 0]
    assert pragmas(store.engines.read) == ["wal", 2, 1, 1, 1]
