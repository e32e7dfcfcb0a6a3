"""Ids made of labels: readable, valid, and never that of something else."""

from __future__ import annotations

import re

import pytest
from hubwright.domain.definitions.edits.naming import LONGEST, fresh_id
from hubwright.schemas import schema
from hypothesis import given, settings
from hypothesis import strategies as st

SLUG = re.compile(schema("common")["$defs"]["slug"]["pattern"])


@pytest.mark.parametrize(
    ("label", "id"),
    [
        ("Is anyone hurt?", "is-anyone-hurt"),
        ("Tŷ a chartref", "ty-a-chartref"),
        ("3 mornings", "new-3-mornings"),
        ("", "new"),
        ("???", "new"),
        ("什么", "new"),
    ],
)
def test_an_id_reads_like_its_label(label: str, id: str) -> None:
    assert fresh_id(label, ()) == id


def test_an_id_in_use_gets_a_number() -> None:
    assert fresh_id("Health", {"health", "health-2"}) == "health-3"


@given(label=st.text(max_size=120), taken=st.sets(st.sampled_from(["new", "a", "new-2"])))
@settings(max_examples=60)
def test_whatever_is_typed_gives_a_valid_id_that_is_free(label: str, taken: set[str]) -> None:
    id = fresh_id(label, taken)
    assert SLUG.fullmatch(id), id
    assert len(id) <= LONGEST
    assert id not in taken
