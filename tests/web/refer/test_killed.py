"""A server killed while somebody sends: what they were told is on record, once, and pressing again adds nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.access.scope import Everything

from tests.databases import Database
from tests.web.refer.mortal_send import opened

ROOT = Path(__file__).parents[3]
# Fewer points than this would mean that the hook between statements no longer fires.
FEWEST_POINTS = 15


def kills(database: Database, folder: Path, *, stride: int, first: int = 1) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.web.refer.mortal_send", database.url, str(folder), str(stride), str(first)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'platform'}{os.pathsep}{ROOT}"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def whole(database: Database, folder: Path, sendings: list[dict[str, Any]]) -> None:
    """Every sending is one contact and one case, whatever moment its server died at."""
    assert [one["survived"] for one in sendings] == [False] * (len(sendings) - 1) + [True]
    assert all(one["again"] for one in sendings)
    assert all(one["told"] in ("", one["again"]) for one in sendings)
    hubwright = opened(database.url, folder)
    try:
        with hubwright.store.reading("bury") as reading:
            contacts = [row["contact_ref"] for row in reading.rows("contact_row", scope=Everything())]
            cases = [row["case_ref"] for row in reading.rows("case_row", scope=Everything())]
        assert sorted(contacts) == sorted(one["again"] for one in sendings)
        assert len(cases) == len(set(cases)) == len(contacts)
        assert hubwright.store.verify("bury") == []
        assert hubwright.store.rebuild("bury") == []
    finally:
        hubwright.close()


@pytest.mark.storage
def test_a_contact_is_there_once_though_its_server_was_killed(database: Database, tmp_path: Path) -> None:
    whole(database, tmp_path, kills(database, tmp_path, stride=7, first=3))


@pytest.mark.soak
@pytest.mark.storage
def test_a_contact_is_there_once_whatever_statement_its_server_died_before(database: Database, tmp_path: Path) -> None:
    sendings = kills(database, tmp_path, stride=1)
    assert len(sendings) > FEWEST_POINTS
    whole(database, tmp_path, sendings)
