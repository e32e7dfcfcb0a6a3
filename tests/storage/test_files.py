"""Files: sealed before anything names them, whole again when read, and gone when nobody names them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hubwright.domain.errors import Broken, NotFound
from hubwright.storage.files import PIECE
from hubwright.storage.store import SqlStore
from sqlalchemy import text

from tests.storage.conftest import NOW
from tests.storage.test_drafts import CODE, DRAFT, keep

PICTURE = b"\xff\xd8\xff\xe0" + b"a secret picture " * 40_000  # three pieces


def put(store: SqlStore, hub: str = "bury", id: str = "f1", content: bytes = PICTURE, **more):
    return store.files.keep(hub, id, content, name="arm.jpg", media="image/jpeg", at=NOW, **more)


def whole(store: SqlStore, hub: str = "bury", id: str = "f1") -> bytes:
    return b"".join(store.files.read(hub, id))


def named(store: SqlStore) -> set[str]:
    later = NOW + timedelta(days=2)
    store.files.sweep("bury", before=later)
    return {one.id for one in store.files.about("bury", ["f1", "f2", "f3"])}


def test_a_file_comes_back_as_it_was_given(store: SqlStore) -> None:
    kept = put(store)
    assert (kept.name, kept.media, kept.size, kept.state) == ("arm.jpg", "image/jpeg", len(PICTURE), "quarantined")
    assert whole(store) == PICTURE
    assert len(PICTURE) > 2 * PIECE


def test_an_empty_file_is_a_file(store: SqlStore) -> None:
    assert put(store, content=b"").size == 0
    assert whole(store) == b""


def test_neither_its_content_nor_its_name_lies_open_in_the_database(store: SqlStore) -> None:
    put(store)
    with store.engines.reading("bury") as connection:
        for table in ("file", "file_piece"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - a name of ours
            assert rows
            assert "arm.jpg" not in repr(rows)
            assert "secret picture" not in repr(rows)


def test_a_piece_that_was_moved_or_changed_is_noticed(store: SqlStore) -> None:
    put(store)
    put(store, id="f2", content=b"x" * len(PICTURE))
    with store.engines.writing("bury") as connection:
        connection.execute(
            text(
                "UPDATE file_piece SET sealed = (SELECT sealed FROM file_piece WHERE file = 'f2' AND piece = 1) "
                "WHERE file = 'f1' AND piece = 1"
            )
        )
        connection.commit()
    with pytest.raises(Broken):
        whole(store)


def test_no_other_hub_reads_or_finds_it(store: SqlStore) -> None:
    put(store)
    assert store.files.about("merton", ["f1"]) == []
    assert store.files.quarantined("merton", limit=9) == []
    assert not store.files.judged("merton", "f1", state="clean", scanner="s", at=NOW)
    store.files.sweep("merton", before=NOW + timedelta(days=9))
    assert whole(store) == PICTURE
    with pytest.raises(NotFound):
        whole(store, hub="merton")


def test_what_a_scanner_found_is_written_down_once(store: SqlStore) -> None:
    put(store)
    assert [one.id for one in store.files.quarantined("bury", limit=9)] == ["f1"]
    assert store.files.judged("bury", "f1", state="infected", scanner="clamd", at=NOW)
    assert not store.files.judged("bury", "f1", state="clean", scanner="clamd", at=NOW)
    assert [(one.state, one.scanner) for one in store.files.about("bury", ["f1"])] == [("infected", "clamd")]
    assert store.files.quarantined("bury", limit=9) == []


def test_a_file_that_nothing_names_is_swept_and_one_on_a_draft_is_not(store: SqlStore) -> None:
    keep(store, DRAFT)
    with store.reading("bury") as reading:
        draft = reading.draft(CODE)
    assert draft is not None
    put(store)
    put(store, id="f2", draft=draft.lookup)
    put(store, id="f3", draft="of-a-draft-that-ended")
    assert store.files.sweep("bury", before=NOW) == 0
    assert named(store) == {"f2"}
    store.remove_ended_drafts("bury", NOW + timedelta(days=29))
    assert named(store) == set()
    with store.engines.reading("bury") as connection:
        assert connection.execute(text("SELECT count(*) FROM file_piece")).scalar_one() == 0


def test_a_draft_lets_go_of_its_own_files_only(store: SqlStore) -> None:
    put(store, draft="mine")
    assert not store.files.remove("bury", "f1", draft="yours")
    assert store.files.remove("bury", "f1", draft="mine")
    assert store.files.about("bury", ["f1"]) == []
