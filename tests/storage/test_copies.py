"""A copy: of one moment, whole or not at all, from either database to either, and nothing of it is written over."""

from __future__ import annotations

import hashlib
import json
import random
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.errors import HubwrightError
from hubwright.storage import migrate
from hubwright.storage.copies import Copied, bring_back, copy_to
from hubwright.storage.copy_file import NotRestored
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore

from tests.databases import Database
from tests.storage.conftest import ANN, NOW, SECRET, fact, small_projector

PICTURE = bytes(range(256)) * 3_000


@contextmanager
def opened(database: Database) -> Iterator[SqlStore]:
    store = SqlStore(database.url, sealer=KeySealer(SECRET), projector=small_projector, drawing=lambda it: it)
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def other(tmp_path: Path) -> Database:
    """An empty database beside the one of the test: a file."""
    url = f"sqlite:///{tmp_path / 'other.db'}"
    migrate.upgrade(url)
    return Database("sqlite", url, url)


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return tmp_path / "copy.zip"


def lived_in(database: Database) -> None:
    """Two hubs, two people, a file, a message that waits, a payload that was destroyed."""
    with opened(database) as store:
        with store.installation.work(OPERATOR) as work:
            for hub in ("bury", "kent"):
                work.put("installation_hub", id=hub, name=hub.title(), created=NOW, state="live")
            for user in ("u-ann", "u-ben"):
                work.put("installation_user", id=user, email=f"{user}@hub.example", name=user, created=NOW)
                work.put("installation_credential", user_id=user, kind="password", secret=f"secret of {user}")
            work.commit()
        for hub in ("bury", "kent"):
            with store.work(hub, ANN, deed=f"first-{hub}", now=NOW) as work:
                work.append(
                    [fact("contact:A1", "Gwyndaf's arm is sore \U0001f9f8 \u202bنص\u202c"), fact("contact:A1", "more")],
                    revision="r1",
                )
                work.put("outbox", id=f"m-{hub}", kind="mail", run_at=NOW, payload={"to": "tara@school.example"})
                work.commit({"contact": "A1"})
            store.files.keep(hub, "f1", PICTURE, name="arm.jpg", media="image/jpeg", at=NOW)
        with store.work("bury", ANN, deed="destroyed", now=NOW) as work:
            work.entries("contact:A1")
            work.destroy("contact:A1", 2, under="retention")
            work.commit()
        store.seal_heads("bury", NOW)


def copied(database: Database, at: Path, hub: str | None = None) -> Copied:
    return copy_to(database.owner_url, at, made=NOW, release="0", hub=hub)


def back(database: Database, at: Path, hub: str | None = None, secret: str = SECRET) -> Copied:
    return bring_back(database.owner_url, at, sealer=KeySealer(secret), projector=small_projector, hub=hub)


def told(database: Database, hub: str) -> list[object]:
    """All that can be read of a hub."""
    with opened(database) as store, store.reading(hub) as reading:
        tables = ("contact_row", "closure_row", "outbox", "read_log")
        return [
            reading.entries("contact:A1"),
            reading.mark("contact:A1"),
            *([dict(row) for row in reading.rows(table, scope=Everything())] for table in tables),
            b"".join(store.files.read(hub, "f1")),
        ]


def holds_nothing(database: Database) -> bool:
    with opened(database) as store, store.installation.reading() as installation:
        return not installation.rows("installation_hub") and not installation.rows("installation_user")


def test_a_copy_comes_back_as_it_was_on_another_database(database: Database, other: Database, at: Path) -> None:
    lived_in(database)
    assert copied(database, at) == Copied(("bury", "kent"), entries=4, waiting=2)
    assert back(other, at) == Copied(("bury", "kent"), entries=4, waiting=2)
    for hub in ("bury", "kent"):
        assert told(other, hub) == told(database, hub)
    with opened(other) as store:
        assert store.verify("bury") == []
        assert store.rebuild("bury") == []


def test_a_copy_of_a_file_comes_back_on_the_real_database(database: Database, other: Database, at: Path) -> None:
    lived_in(other)
    copied(other, at)
    back(database, at)
    assert told(database, "kent") == told(other, "kent")
    with opened(database) as store, store.work("kent", ANN, deed="after", now=NOW) as work:
        assert work.first_result() is None
        work.entries("contact:A1")
        (entry,) = work.append([fact("contact:A1", "it goes on")], revision="r1")
        work.commit()
        assert entry.number == 3


def test_a_deed_done_before_the_copy_is_not_done_again_after_it(database: Database, other: Database, at: Path) -> None:
    lived_in(database)
    copied(database, at)
    back(other, at)
    with opened(other) as store, store.work("bury", ANN, deed="first-bury", now=NOW) as work:
        assert work.first_result() == {"contact": "A1"}


def test_one_hub_is_copied_with_those_who_acted_in_it_and_no_others(
    database: Database, other: Database, at: Path
) -> None:
    lived_in(database)
    assert copied(database, at, hub="kent").hubs == ("kent",)
    with zipfile.ZipFile(at) as archive:
        assert not [name for name in archive.namelist() if "bury" in name]
    assert back(other, at).hubs == ("kent",)
    with opened(other) as store, store.installation.reading() as installation:
        assert [row["id"] for row in installation.rows("installation_user")] == ["u-ann"]
        assert [row["user_id"] for row in installation.rows("installation_credential")] == ["u-ann"]


def test_one_hub_of_a_copy_is_brought_back_beside_another(database: Database, other: Database, at: Path) -> None:
    lived_in(database)
    copied(database, at)
    back(other, at, hub="kent")
    back(other, at, hub="bury")
    assert told(other, "bury") == told(database, "bury")


def test_nothing_is_written_over(database: Database, at: Path) -> None:
    lived_in(database)
    copied(database, at)
    with pytest.raises(NotRestored, match="holds something already"):
        back(database, at)
    with pytest.raises(NotRestored, match="a hub bury here already"):
        back(database, at, hub="bury")
    with pytest.raises(FileExistsError):
        copied(database, at)


def test_somebody_else_with_the_same_address_stops_it(database: Database, other: Database, at: Path) -> None:
    lived_in(database)
    copied(database, at)
    with opened(other) as store, store.installation.work(OPERATOR) as work:
        work.put("installation_user", id="u-zoe", email="u-ann@hub.example", name="Zoe", created=NOW)
        work.commit()
    with pytest.raises(NotRestored, match="1 of the copy's people"):
        back(other, at, hub="bury")


def test_under_another_key_nothing_comes_back(database: Database, other: Database, at: Path) -> None:
    lived_in(database)
    copied(database, at)
    with pytest.raises(HubwrightError, match="HUBWRIGHT_SECRET_KEY"):
        back(other, at, secret="another secret for tests, long enough to be one")
    assert holds_nothing(other)


def test_a_copy_that_was_changed_is_named_and_refused(database: Database, other: Database, at: Path) -> None:
    lived_in(database)
    copied(database, at)
    changed = at.with_name("changed.zip")
    with zipfile.ZipFile(at) as whole, zipfile.ZipFile(changed, "w") as anew:
        for name in whole.namelist():
            content = whole.read(name)
            anew.writestr(name, content.replace(b"u-ann", b"u-eve") if name == "hubs/bury/entry.jsonl" else content)
    with pytest.raises(NotRestored, match=r"hubs/bury/entry\.jsonl"):
        back(other, changed)
    assert holds_nothing(other)


def test_a_journal_changed_together_with_its_sums_does_not_come_back(
    database: Database, other: Database, at: Path
) -> None:
    lived_in(database)
    copied(database, at)
    forged = at.with_name("forged.zip")
    with zipfile.ZipFile(at) as whole, zipfile.ZipFile(forged, "w") as anew:
        manifest = json.loads(whole.read("manifest.json"))
        for name in whole.namelist():
            content = whole.read(name)
            if name == "hubs/bury/entry.jsonl":
                content = content.replace(b'"actor": "u-ann"', b'"actor": "u-eve"')
                next(one for one in manifest["tables"] if one["name"] == name)["sha256"] = hashlib.sha256(
                    content
                ).hexdigest()
            if name != "manifest.json":
                anew.writestr(name, content)
        anew.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(NotRestored, match="does not hold"):
        back(other, forged)
    assert holds_nothing(other)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "words", "hollow"])
def test_what_is_no_copy_is_refused(other: Database, at: Path, content: bytes) -> None:
    at.write_bytes(content)
    with pytest.raises(NotRestored, match="not a copy"):
        back(other, at)


def test_a_copy_of_other_tables_says_which_release_made_it(database: Database, other: Database, at: Path) -> None:
    lived_in(database)
    copied(database, at)
    older = at.with_name("older.zip")
    with zipfile.ZipFile(at) as whole, zipfile.ZipFile(older, "w") as anew:
        manifest = json.loads(whole.read("manifest.json"))
        anew.writestr("manifest.json", json.dumps({**manifest, "schema": "0000", "release": "0.0.9"}))
    with pytest.raises(NotRestored, match=r"release 0\.0\.9"):
        back(other, older)


def test_only_its_owner_may_read_the_file_and_what_was_said_does_not_lie_open_in_it(
    database: Database, at: Path
) -> None:
    lived_in(database)
    copied(database, at)
    assert stat.S_IMODE(at.stat().st_mode) == 0o600
    with zipfile.ZipFile(at) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Gwyndaf's arm" not in whole
    assert b"arm.jpg" not in whole
    assert not at.with_name("copy.zip.part").exists()


def forge(
    at: Path,
    *,
    part: str = "",
    change: Callable[[bytes], bytes] = lambda content: content,
    says: Callable[[dict[str, Any]], Any] = lambda manifest: manifest,
    without: str = "",
) -> None:
    """Change a copy and its sums with it, as somebody would who wrote one to do harm."""
    with zipfile.ZipFile(at) as whole:
        contents = {name: whole.read(name) for name in whole.namelist() if name != without}
    manifest = json.loads(contents.pop("manifest.json"))
    if part:
        contents[part] = change(contents[part])
        about = next(one for one in manifest["tables"] if one["name"] == part)
        about["sha256"] = hashlib.sha256(contents[part]).hexdigest()
    said = says(manifest)
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as anew:
        for name, content in contents.items():
            anew.writestr(name, content)
        anew.writestr("manifest.json", said if isinstance(said, str) else json.dumps(said))


OTHERS = {
    "outbox": (b'"hub_id": "kent"', b'"hub_id": "bury"'),
    "installation_job": (b'"hub_id": "kent"', b'"hub_id": "bury"'),
    "installation_hub": (b'"id": "kent"', b'"id": "bury"'),
}


@pytest.mark.parametrize("table", OTHERS)
def test_a_copy_of_one_hub_brings_no_row_into_another(
    database: Database, other: Database, at: Path, table: str
) -> None:
    lived_in(database)
    copied(database, at)
    forge(at, part=f"hubs/kent/{table}.jsonl", change=lambda content: content.replace(*OTHERS[table]))
    with pytest.raises(NotRestored, match=f"Row 1 of hubs/kent/{table}"):
        back(other, at, hub="kent")
    assert holds_nothing(other)


ROWS: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda content: content[:-9],
    "no object": lambda _: b"[1]\n",
    "no columns": lambda _: b"{}\n",
    "no text": lambda _: b"\xff\xfe\n",
    "too deep": lambda _: b"[" * 100_000 + b"\n",
    "no moment": lambda content: content.replace(b'"created": "2', b'"created": "x'),
    "twice the same": lambda content: content + content,
    "no name": lambda content: content.replace(b'"email": "u-ann@hub.example"', b'"email": null'),
    "an object for a name": lambda content: content.replace(b'"name": "u-ann"', b'"name": {"a": 1}'),
    "half a letter for a name": lambda content: content.replace(b'"name": "u-ann"', b'"name": "\\ud800"'),
}


@pytest.mark.parametrize("wrong", ROWS)
def test_rows_that_are_none_of_ours_are_refused_without_repeating_them(
    database: Database, other: Database, at: Path, wrong: str
) -> None:
    lived_in(database)
    copied(database, at)
    forge(at, part="users.jsonl", change=ROWS[wrong])
    with pytest.raises(NotRestored, match="Nothing was brought back") as refused:
        back(other, at)
    assert "hub.example" not in str(refused.value)
    assert holds_nothing(other)


MANIFESTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a list": lambda _: [],
    "too deep": lambda _: "[" * 200_000,
    "no hubs": lambda manifest: {**manifest, "hubs": None},
    "a number for a hub": lambda manifest: {**manifest, "hubs": [1]},
    "a hub twice": lambda manifest: {**manifest, "hubs": ["kent", "kent"]},
    "no parts": lambda manifest: {**manifest, "tables": [1]},
    "a word for a count": lambda manifest: {
        **manifest,
        "tables": [{**one, "rows": "many"} for one in manifest["tables"]],
    },
    "a road out of the file": lambda manifest: {**manifest, "hubs": ["../../bury"]},
    "a part that nobody summed": lambda manifest: {
        **manifest,
        "tables": [one for one in manifest["tables"] if one["name"] != "hubs/kent/outbox.jsonl"],
    },
}


@pytest.mark.parametrize("wrong", MANIFESTS)
def test_a_copy_that_says_something_else_of_itself_is_refused(
    database: Database, other: Database, at: Path, wrong: str
) -> None:
    lived_in(database)
    copied(database, at)
    forge(at, says=MANIFESTS[wrong])
    with pytest.raises(NotRestored, match=r"not a copy|not what was written"):
        back(other, at)
    assert holds_nothing(other)


def test_a_part_that_is_missing_is_named(database: Database, other: Database, at: Path) -> None:
    lived_in(database)
    copied(database, at)
    forge(at, without="hubs/kent/entry.jsonl")
    with pytest.raises(NotRestored, match=r"hubs/kent/entry\.jsonl"):
        back(other, at)


def test_a_copy_with_a_bit_turned_over_comes_back_whole_or_is_refused(
    database: Database, tmp_path: Path, at: Path
) -> None:
    lived_in(database)
    copied(database, at)
    whole, chosen, refusals = at.read_bytes(), random.Random(7), 0  # noqa: S311 - the same bits every time
    for number in range(12):
        broken = bytearray(whole)
        # Most of a copy is one file; its beginning and its end hold everything else.
        place = chosen.randrange(6_000)
        broken[place if number % 2 else -place - 1] ^= 1 << chosen.randrange(8)
        at.write_bytes(broken)
        url = f"sqlite:///{tmp_path / f'turned-{number}.db'}"
        migrate.upgrade(url)
        here = Database("sqlite", url, url)
        try:
            assert back(here, at).entries == 4
        except NotRestored:
            refusals += 1
            assert holds_nothing(here)
    assert refusals > 2
