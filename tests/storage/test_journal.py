"""The journal: entries come back as they went in, in order, and a deed is done once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import Entry
from hubwright.domain.errors import Broken, Moved, NotFound, Refusal
from hubwright.storage.store import SqlStore
from sqlalchemy.exc import DBAPIError

from tests.storage.conftest import ANN, NOW, fact

Write = Callable[..., Sequence[Entry]]


def test_entries_come_back_as_they_were_appended(store: SqlStore, write: Write) -> None:
    written = write("contact:A", "first", "second \x00 \ud800 odd", "third")
    with store.reading("bury") as reading:
        assert list(reading.entries("contact:A")) == list(written)
    assert [entry.number for entry in written] == [1, 2, 3]
    assert {entry.actor_name for entry in written} == {"Ann Example"}
    assert written[0].recorded == NOW


def test_a_deed_over_several_streams_takes_them_in_order(store: SqlStore) -> None:
    with store.work("bury", ANN, deed="d", now=NOW) as work:
        written = work.append([fact("contact:B"), fact("case:Z"), fact("contact:B", "more")], revision="r1")
        work.commit()
    assert [(entry.stream, entry.number) for entry in written] == [("case:Z", 1), ("contact:B", 1), ("contact:B", 2)]


def test_leaving_without_commit_undoes_everything(store: SqlStore) -> None:
    with store.work("bury", ANN, deed="d", now=NOW) as work:
        work.append([fact("contact:A")], revision="r1")
        work.put("hub_setting", key="colour", value="blue")
    with store.reading("bury") as reading:
        assert reading.entries("contact:A") == []
        assert reading.count("contact_row", scope=Everything()) == 0
        assert reading.count("hub_setting", scope=Everything()) == 0


def test_a_repeat_of_a_deed_gives_the_first_result_and_writes_nothing(store: SqlStore) -> None:
    for _ in range(2):
        with store.work("bury", ANN, deed="d1", now=NOW, command={"ask": 1}) as work:
            first = work.first_result()
            if first is None:
                work.append([fact("contact:A")], revision="r1")
                work.commit({"reference": "A"})
    assert first == {"reference": "A"}
    with store.reading("bury") as reading:
        assert len(reading.entries("contact:A")) == 1


def test_a_repeated_deed_cannot_write_by_oversight(store: SqlStore, write: Write) -> None:
    write("contact:A", "one", deed="d1")
    with store.work("bury", ANN, deed="d1", now=NOW) as work, pytest.raises(RuntimeError):
        work.append([fact("contact:B")], revision="r1")


@pytest.mark.parametrize(("actor", "command"), [(ANN, {"ask": 2}), (replace(ANN, id="u-bob"), {"ask": 1})])
def test_a_deed_id_serves_one_command_of_one_person(store: SqlStore, actor: object, command: object) -> None:
    with store.work("bury", ANN, deed="d1", now=NOW, command={"ask": 1}) as work:
        work.commit({})
    with pytest.raises(Refusal) as refused, store.work("bury", actor, deed="d1", now=NOW, command=command):  # type: ignore[arg-type]
        pass
    assert refused.value.code == "deed-used"


def test_the_same_deed_id_in_another_hub_is_another_deed(store: SqlStore, write: Write) -> None:
    write("contact:A", "one", deed="d1")
    with store.work("merton", ANN, deed="d1", now=NOW) as work:
        assert work.first_result() is None


def test_a_stream_that_was_not_read_is_taken_to_be_new(store: SqlStore, write: Write) -> None:
    write("contact:A", "one")
    with pytest.raises(Moved), store.work("bury", ANN, deed="d2", now=NOW) as work:
        work.append([fact("contact:A")], revision="r1")


def test_what_was_known_at_a_moment_is_a_beginning_of_the_stream(store: SqlStore, write: Write) -> None:
    write("contact:A", "one", at=NOW)
    write("contact:A", "two", at=NOW + timedelta(hours=2))
    write("contact:A", "three", at=NOW + timedelta(hours=1))  # the machine's clock was set back
    with store.reading("bury") as reading:
        known = [
            [entry.number for entry in reading.entries("contact:A", as_of=NOW + timedelta(hours=hours))]
            for hours in (-1, 0, 1, 2)
        ]
    assert known == [[], [1], [1], [1, 2, 3]]


def test_destroyed_words_are_gone_and_the_chain_still_holds(store: SqlStore, write: Write) -> None:
    write("contact:A", "keep", "forget me", "keep too")
    with store.work("bury", ANN, deed="d-destroy", now=NOW) as work:
        work.destroy("contact:A", 2, under="retention schedule 4.2")
        work.commit()
    with store.reading("bury") as reading:
        entries = reading.entries("contact:A")
        rows = reading.rows("closure_row", scope=Everything(), order=["day"])
    assert entries[1].body == {}
    assert entries[1].actor_name == ""
    assert entries[1].destroyed == "retention schedule 4.2, 2026-03-02T09:30:15.123456Z"
    assert [row["why"] for row in rows] == ["keep", "destroyed", "keep too"]
    assert store.verify("bury") == []
    with pytest.raises(NotFound), store.work("bury", ANN, deed="again", now=NOW) as work:
        work.destroy("contact:A", 2, under="retention schedule 4.2")


def test_a_revision_is_published_once_and_holds_from_then_on(store: SqlStore) -> None:
    with store.reading("bury") as reading, pytest.raises(NotFound):
        reading.live()
    for revision in ("r1", "r2"):
        with store.work("bury", ANN, deed=revision, now=NOW) as work:
            work.publish(revision, {"hub.json": revision})
            work.commit()
    with store.reading("bury") as reading:
        assert reading.live() == ("r2", {"hub.json": "r2"})
        with pytest.raises(NotFound):
            reading.hub_at("r3")
    with store.reading("merton") as reading, pytest.raises(NotFound):
        reading.hub_at("r1")
    with pytest.raises(Broken), store.work("bury", ANN, deed="r1-again", now=NOW) as work:
        work.publish("r1", {"hub.json": "something else"})


def test_an_error_of_the_database_repeats_nothing_that_was_typed(store: SqlStore) -> None:
    with store.work("bury", ANN, deed="d", now=NOW) as work:
        work.append([fact("contact:A")], revision="r1")
        with pytest.raises(DBAPIError) as failed:  # the small projector gives both streams the same key
            work.append([fact("case:A", "typed in confidence", source="typed in confidence")], revision="r1")
    assert "typed in confidence" not in str(failed.value)


@pytest.mark.parametrize("deed", ["a\x00b", "\ud800", "x" * 200, "'; DROP TABLE entry; --"])
def test_a_hostile_deed_id_breaks_nothing(store: SqlStore, deed: str) -> None:
    for _ in range(2):
        with store.work("bury", ANN, deed=deed, now=NOW) as work:
            if work.first_result() is None:
                work.append([fact("contact:A"), fact("contact:\x00B")], revision="r\x001")
                work.commit({"reference": "A"})
            else:
                assert work.first_result() == {"reference": "A"}
    assert store.verify("bury") == []
    assert store.rebuild("bury") == []


def test_an_endless_deed_id_is_refused(store: SqlStore) -> None:
    with pytest.raises(Refusal) as refused, store.work("bury", ANN, deed="x" * 10_000, now=NOW):
        pass
    assert refused.value.code == "deed-wrong"


def test_each_read_is_one_line_of_the_read_log(store: SqlStore) -> None:
    for reference in ("A", "A", "B" * 10_000):
        store.note_read("bury", user="u-ann", at=NOW, what="case", reference=reference, purpose="duty")
    with store.reading("bury") as reading:
        lines = reading.rows("read_log", scope=Everything(), where={"user_id": "u-ann"}, order=["reference"])
    assert [line["reference"] for line in lines] == ["A", "A", "B" * 200]
    assert {line["at"] for line in lines} == {NOW}


def test_a_deed_may_not_put_over_what_is_on_record(store: SqlStore) -> None:
    with store.work("bury", ANN, deed="d", now=NOW) as work:
        for table in ("entry", "contact_row", "deed", "read_log", "revision", "installation_user"):
            with pytest.raises(LookupError):
                work.put(table, id="x")
            with pytest.raises(LookupError):
                work.drop(table, id="x")
        with pytest.raises(LookupError):
            work.drop("draft")
        work.put("hub_setting", key="k", value=1)
        work.put("hub_setting", key="k", value=[2])
        work.put("hub_setting", key="other", value=None)
        work.drop("hub_setting", key="other")
        work.commit()
        with pytest.raises(RuntimeError):
            work.append([fact("contact:A")], revision="r1")
    with store.reading("bury") as reading:
        assert reading.rows("hub_setting", scope=Everything()) == [{"key": "k", "value": [2]}]


def test_a_migrated_database_under_the_right_role_may_serve(store: SqlStore) -> None:
    store.check()
