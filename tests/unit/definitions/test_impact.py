"""What publishing does: each difference with its place and whom it reaches, and what reports no longer find."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from hubwright.cli.publishing import documents_of
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.edits import Edit, add, applied_all, find, put, take
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.impact import (
    AT_ONCE,
    NEW_MEETINGS,
    NOWHERE,
    PINNED,
    by_part,
    differences,
    lost,
    touched,
)
from hubwright.loading.library import load_library

ROOT = Path(__file__).parents[3]


@cache
def shipped() -> dict[str, Any]:
    library = load_library([ROOT / "tenant_configs" / "starter"])
    return tree_of(documents_of(library.hubs["starter"]), {one["id"]: one for one in library.scenarios["starter"]})


def after(edits: list[Edit]) -> Any:
    return applied_all(shipped(), edits)


def test_nothing_is_different_from_itself() -> None:
    assert differences(shipped(), shipped()) == ()


def test_every_difference_leads_to_a_place_of_one_of_the_trees() -> None:
    library = load_library([ROOT / "tenant_configs" / "bury"])
    bury = tree_of(documents_of(library.hubs["bury"]), {})
    said = differences(shipped(), bury)
    assert said
    for one in said:
        assert find(shipped(), one.path) is not MISSING or find(bury, one.path) is not MISSING, one
    assert set(by_part(said)) <= {*shipped(), *bury}


def test_who_may_do_what_and_what_belongs_to_the_place_reach_earlier_cases_and_a_clock_does_not() -> None:
    tree = shipped()
    edits = [
        *put(tree, ("roles", "social-worker", "name", "en"), "Front door social worker"),
        *put(tree, ("local", "areas", "en"), "Another area"),
        *put(tree, ("hub", "owner"), "Somebody else"),
        *put(tree, ("hub", "name", "en"), "Another name"),
        *put(tree, ("clocks", "amber-decision", "amount"), 7),
        *put(tree, ("meeting_types", "strategy", "name", "en"), "Strategy talk"),
        *take(tree, ("scenarios", next(iter(tree["scenarios"])))),
    ]
    reached = {one.part if one.part != "hub" else one.path[1]: one.reach for one in differences(tree, after(edits))}
    assert reached == {
        "roles": AT_ONCE, "local": AT_ONCE, "owner": AT_ONCE, "name": PINNED, "clocks": PINNED,
        "meeting_types": NEW_MEETINGS, "scenarios": NOWHERE,
    }  # fmt: skip


def test_a_letter_that_is_different_is_named_as_it_is_called() -> None:
    letter = shipped()["letters"][0]
    edits = add(shipped(), ("letters",), {**letter, "id": "another", "name": {"en": "Another letter"}})
    changed = after(edits)
    assert touched(differences(shipped(), changed), shipped(), changed) == {"letters": ("Another letter",)}


def test_a_question_that_no_longer_says_what_reports_read_is_told_with_its_form() -> None:
    way = ("forms", "child-referral", "pages", "worry", "questions", "what")
    question = find(shipped(), way)
    changed = after(put(shipped(), (*way, "meaning"), MISSING))
    (one,) = lost(shipped(), changed)
    assert (one.meaning, one.questions) == (question["meaning"], (question["label"]["en"],))
    assert lost(changed, shipped()) == ()
