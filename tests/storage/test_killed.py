"""Killed at any moment: what was acknowledged is there once, what was not is there whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import REFERRER
from hubwright.storage.store import SqlStore
from hubwright.storage.tables import journal
from sqlalchemy import select

from tests.databases import Database
from tests.storage.mortal import HUB, NOW, open_store, streams_of

ROOT = Path(__file__).parents[2]
# Two deeds of some twenty statements each; fewer would mean that the hook between statements no longer fires.
FEWEST_STEPS = 30


def kill_many(database: Database, rounds: int, seed: int) -> set[str]:
    """What the killed processes acknowledged."""
    lines = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.storage.mortal", database.url, str(rounds), str(seed)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'platform'}{os.pathsep}{ROOT}"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.splitlines()
    told = [json.loads(line) for line in lines]
    steps = [one for one in told if one["name"].startswith("step")]
    assert len(steps) > FEWEST_STEPS
    assert [one["survived"] for one in told] == [True] + [False] * (len(steps) - 1) + [True] + [False] * rounds
    assert len(steps[-1]["said"]) == 2
    return {deed for one in told for deed in one["said"]}


def check_whole(store: SqlStore, acknowledged: set[str]) -> None:
    with store.engines.reading(HUB) as connection:
        entries = connection.execute(select(journal.entry.c.deed, journal.entry.c.stream)).all()
    found = {deed for deed, _ in entries}
    assert acknowledged <= found
    wanted = Counter((deed, stream) for deed in found for stream in streams_of(deed))
    assert Counter((deed, stream) for deed, stream in entries) == wanted
    with store.reading(HUB) as reading:
        assert {row["deed"] for row in reading.rows("deed", scope=Everything())} == found
        assert {row["id"] for row in reading.rows("outbox", scope=Everything())} == found
    assert store.verify(HUB) == []
    assert store.rebuild(HUB) == []
    for deed in acknowledged:
        with store.work(HUB, REFERRER, deed=deed, now=NOW, command=deed) as work:
            assert work.first_result() == {"reference": deed}


@pytest.mark.storage
def test_a_killed_writer_loses_nothing_it_acknowledged(database: Database) -> None:
    acknowledged = kill_many(database, rounds=5, seed=1)
    store = open_store(database.url)
    try:
        check_whole(store, acknowledged)
    finally:
        store.close()


@pytest.mark.soak
@pytest.mark.storage
@pytest.mark.parametrize("seed", range(3))
def test_a_writer_killed_many_times_loses_nothing_it_acknowledged(database: Database, seed: int) -> None:
    acknowledged = kill_many(database, rounds=100, seed=seed)
    store = open_store(database.url)
    try:
        check_whole(store, acknowledged)
    finally:
        store.close()
