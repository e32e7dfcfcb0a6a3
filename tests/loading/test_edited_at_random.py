"""A form of forty questions edited at random: each state is drawn or names its problem; undo gives the same bytes."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.edits import FIRST, Edit, add, applied_all, inverse, move, put, siblings, take
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.form import QUESTION_TYPES
from hubwright.domain.definitions.health import looked_over
from hubwright.loading.drafting import Drawn, drawn
from hubwright.loading.library import LoadedHub, load_library

ROOT = Path(__file__).parents[2]
FORM = ("forms", "child-referral")
WORDS = ["Is anyone hurt?", "When?", "", "Where does it hurt?", "Tŷ", "<b>"]


@cache
def loaded() -> LoadedHub:
    return load_library([ROOT / "tenant_configs" / "starter"]).hubs["starter"]


def base() -> dict[str, Any]:
    found = loaded()
    return {"hub": found.document, "forms": list(found.forms.values()), "workflows": list(found.workflows.values())}


def looked_at(tree: Any) -> Drawn:
    found = loaded()
    return drawn(tree, base(), published={"forms": found.forms, "workflows": found.workflows})


def some(tree: Any, lot: random.Random, number: int) -> list[Edit]:
    """What somebody might do next: sensible or not, but never what no page can send."""
    pages = siblings(tree, (*FORM, "pages"))
    at = (*FORM, "pages", lot.choice(pages), "questions")
    there = siblings(tree, at)
    if not there or lot.random() < 0.15:
        new = {"id": f"q{number}", "type": lot.choice(QUESTION_TYPES), "label": {"en": lot.choice(WORDS) or "New"}}
        return add(tree, at, new, after=lot.choice([FIRST, *there]))
    one = (*at, lot.choice(there))
    match lot.randrange(7):
        case 0:
            return take(tree, one)
        case 1:
            return move(tree, one, after=lot.choice([FIRST, *there]))
        case 2:
            return put(tree, (*one, "label", "en"), lot.choice(WORDS))
        case 3:
            return put(tree, (*one, "type"), lot.choice(QUESTION_TYPES))
        case 4:
            return put(tree, (*one, "show"), lot.choice([MISSING, {"answer": [lot.choice(there)]}]))
        case 5:
            return put(tree, (*one, "required"), lot.choice([True, MISSING]))
    return move(tree, (*FORM, "pages", lot.choice(pages)), after=lot.choice([FIRST, *pages]))


def edited(lot: random.Random, times: int, every: int) -> None:
    """Edit, look at every so many states, then undo everything and look at the bytes."""
    start = tree_of(base(), {})
    tree: Any = start
    done: list[Edit] = []
    for number in range(times):
        edits = some(tree, lot, number)
        tree = applied_all(tree, edits)
        done += edits
        if number % every == 0:
            found = looked_at(tree)
            # A form that cannot be drawn says why, and where.
            assert FORM[1] in found.forms or found.under(FORM), number
            assert all(one.what and one.do and one.path for one in found.problems)
            if number % 12 == 0:
                more = looked_over(tree, found.forms, found.workflows, found.hub, seated=frozenset(), meanings={})
                assert not any(one.stops for one in more)
                assert all(one.what and one.do and one.path for one in more)
    assert canonical(applied_all(tree, [inverse(one) for one in reversed(done)])) == canonical(start)


def test_each_state_is_drawn_or_names_its_problem_and_undo_gives_the_same_bytes() -> None:
    edited(random.Random(7), 60, 6)  # noqa: S311 - the same story every time


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_five_hundred_edits(seed: int) -> None:
    edited(random.Random(seed), 500, 1)  # noqa: S311 - the same story every time
