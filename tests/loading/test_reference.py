"""The reference of definitions names everything that a definition may hold; reference data is in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.form import QUESTION_TYPES
from hubwright.domain.definitions.workflow import DEEDS, REQUIREMENTS
from hubwright.loading.reference_data import reference_data
from hubwright.reference import TABLES, table
from hubwright.schemas import schema

REPOSITORY = Path(__file__).parents[2]
GUIDE = (REPOSITORY / "docs" / "reference" / "definitions.md").read_text(encoding="utf-8")


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value.get("properties", {}) if isinstance(value.get("properties"), dict) else ()
        for part in value.values():
            yield from names(part)
    elif isinstance(value, list):
        for part in value:
            yield from names(part)


@pytest.mark.parametrize("kind", ["form", "workflow", "hub"])
def test_every_name_of_a_schema_stands_in_the_reference(kind: str) -> None:
    written = set(re.findall(r"`([^`]+)`", GUIDE))
    assert sorted(set(names(schema(kind))) - written - {"en", "cy", "version"}) == []


def test_the_schema_and_the_drawing_know_the_same_types_and_deeds() -> None:
    question = schema("form")["$defs"]["question"]["properties"]
    transition = schema("workflow")["$defs"]["transition"]["properties"]
    assert sorted(question["type"]["enum"]) == sorted(QUESTION_TYPES)
    assert sorted(transition["deed"]["enum"]) == sorted(DEEDS)
    assert sorted(transition["needs"]["items"]["enum"]) == sorted(REQUIREMENTS)


@pytest.mark.parametrize("name", TABLES)
def test_reference_data_is_canonical_and_each_row_has_an_id_of_its_own(name: str) -> None:
    path = REPOSITORY / "platform" / "hubwright" / "reference" / f"{name}.json"
    ids = [row["id"] for row in table(name)]
    assert ids
    assert len(ids) == len(set(ids))
    assert canonical(json.loads(path.read_bytes())) == path.read_bytes()


def test_a_provision_without_a_day_of_commencement_is_told_apart() -> None:
    provisions = reference_data().provisions
    assert provisions["ca2004-s16la"].holds_from is None
    assert provisions["ca1989-s47"].holds_from == date(1991, 10, 14)


def test_every_meaning_is_for_types_that_there_are() -> None:
    for types in reference_data().meanings.values():
        assert types <= set(QUESTION_TYPES)


def test_the_floor_for_children_asks_for_a_qualification_that_exists() -> None:
    reference = reference_data()
    for floor in reference.floors:
        assert floor.meaning in reference.qualifications.values()
