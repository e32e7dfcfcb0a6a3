"""Who comes to see more by a publishing: told by role, never missed by a detour, and silent where nobody does."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hubwright.domain.definitions.gaining import gained, gains_of

from tests.unit.definitions.test_impact import shipped

ROLE = "hub-administrator"


def after(role: str, **fields: Any) -> Any:
    tree = deepcopy(dict(shipped()))
    held = next(one for one in tree["roles"] if one["id"] == role)
    held |= fields
    return tree


def may(before: Any, tree: Any) -> dict[str, tuple[str, ...]]:
    return {one.role: one.may for one in gained(before, tree)}


def test_nobody_gains_where_nothing_changes_or_where_something_harmless_is_given() -> None:
    assert gained(shipped(), shipped()) == ()
    assert gained(shipped(), after(ROLE, permissions=["hub.configure", "wall.read", "contact.take"])) == ()


def test_a_role_that_comes_to_read_cases_is_told_once_and_in_words() -> None:
    tree = after(ROLE, permissions=["hub.configure", "hub.live", "seat.manage", "case.read", "protected.read"])
    assert set(may(shipped(), tree)[ROLE]) == {"see protected addresses and numbers", "read contacts and cases"}
    assert [one.role for one in gains_of({ROLE}, gained(shipped(), tree))] == [ROLE]
    assert gains_of({"partner"}, gained(shipped(), tree)) == ()
    assert gained(tree, shipped()) == ()


@pytest.mark.parametrize(
    ("narrow", "wide", "words"),
    [
        ({"pathways": ["child"]}, {"pathways": []}, "read contacts and cases"),
        ({"sections": ["checks"]}, {"sections": []}, "read what referrers wrote"),
        ({"time_boxed": {"most_days": 5}}, {"time_boxed": None}, "read contacts and cases"),
        ({"time_boxed": {"most_days": 5, "only_sampled": True}}, {"time_boxed": {"most_days": 5}},
         "read contacts and cases"),
    ],
)  # fmt: skip
def test_a_limit_that_falls_away_is_a_gain_as_well(narrow: Any, wide: Any, words: str) -> None:
    held = {"permissions": ["case.read"]}
    before, tree = after(ROLE, **held, **narrow), after(ROLE, **held, **wide)
    assert any(words in one for one in may(before, tree)[ROLE])
    assert gained(tree, before) == ()


def test_whoever_comes_to_read_what_is_kept_closely_gains() -> None:
    before, tree = deepcopy(dict(shipped())), deepcopy(dict(shipped()))
    kept = {"id": "closed-file", "name": {"en": "Closed file"}, "roles": []}
    before["sensitivities"] = [kept]
    tree["sensitivities"] = [{**kept, "roles": [ROLE]}]
    assert may(before, tree) == {ROLE: ("read information kept as “Closed file”",)}
