"""Each broken or hostile definition gets exactly its problems: every one, at its place, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hubwright.loading.check import check_paths

FOLDER = Path(__file__).parents[1] / "definitions"
CASES = sorted(path.parent for path in (FOLDER / "broken").glob("*/expected.json"))


def test_the_small_hub_that_the_broken_ones_are_made_from_is_sound() -> None:
    assert check_paths([FOLDER / "tenant_configs"]) == []


def test_there_are_enough_broken_ones() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_broken_definition_gets_exactly_its_problems(case: Path) -> None:
    found = check_paths([case / "definitions"])
    expected = json.loads((case / "expected.json").read_bytes())
    assert sorted((one.file, one.pointer, one.code) for one in found) == sorted(
        (one["file"], one["pointer"], one["code"]) for one in expected
    )
    for one in found:
        assert one.what.endswith((".", ")"))
        assert one.do.endswith((".", "{", ")"))
        assert len(one.what) <= 300
