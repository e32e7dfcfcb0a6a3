"""Equal definitions are equal bytes, whatever the order and the keyboard they were typed with."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hubwright.domain.definitions.canonical import address_of, canonical, revision_of
from hypothesis import given, settings
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcdef"), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
@settings(max_examples=100, deadline=None)
def test_writing_what_was_read_gives_the_same_bytes(value: Any) -> None:
    written = canonical(value)
    assert canonical(json.loads(written)) == written
    assert written.endswith(b"\n")


def test_the_order_of_names_and_the_way_an_accent_was_typed_do_not_count() -> None:
    assert canonical({"b": 1, "a": "o\u0302"}) == canonical({"a": "\u00f4", "b": 1})


def test_a_fraction_is_refused_because_machines_write_it_differently() -> None:
    with pytest.raises(TypeError):
        canonical({"amount": [0.5]})


def test_a_revision_does_not_depend_on_the_order_of_its_documents() -> None:
    assert revision_of([{"a": 1}, {"b": 2}]) == revision_of([{"b": 2}, {"a": 1}])


def test_a_revision_changes_when_a_document_does() -> None:
    assert revision_of([{"a": 1}]) != revision_of([{"a": 2}])
    assert revision_of([{"a": 1}]) != revision_of([{"a": True}])


def test_a_document_is_addressed_by_what_it_says() -> None:
    assert address_of({"a": 1}) == address_of({"a": 1})
    assert len(address_of({})) == 64
