"""A mend mends what it says, and nothing is offered where somebody has to think."""

from __future__ import annotations

import re
from typing import Any

from hubwright.domain.definitions.checks.colour import READABLE, contrast
from hubwright.domain.definitions.edits import applied_all, find
from hubwright.domain.definitions.health import Finding, looked_over, mends
from hubwright.domain.definitions.health.mending import darkened
from hypothesis import given
from hypothesis import strategies as st

WHITE = "#ffffff"


def tree() -> dict[str, Any]:
    return {
        "clocks": [{"id": "c4", "name": {"en": "Four hours"}}],
        "scales": [
            {
                "id": "s",
                "name": {"en": "First rating"},
                "tiers": [
                    {"id": "red", "label": {"en": "Red"}, "symbol": "square", "decision_clock": "c4"},
                    {"id": "blue", "label": {"en": "Blue"}, "symbol": "square"},
                ],
            }
        ],
        "ladders": [
            {
                "id": "up",
                "name": {"en": "Up"},
                "rungs": [
                    {"who": "role", "role": "boss", "by": ["email"], "after": 0},
                    {"who": "duty", "by": ["screen"], "after": 0},
                ],
            }
        ],
        "roles": [{"id": "boss", "name": {"en": "Manager"}, "permissions": []}],
        "deciders": [{"id": "d", "name": {"en": "Deciders"}, "roles": ["boss", "other"]}],
        "local": {"role_mailboxes": {}, "brand": {"colour": "#ffff99"}},
        "scenarios": {"tale": {"name": "A tale"}},
        "forms": {},
    }


def offered(code: str, *path: str, names: tuple[str, ...] = ()) -> dict[str, Any]:
    """The tree after each mend of a finding, by what its button says."""
    made = mends(Finding(path, True, "x", "y", code, None, names), tree())
    return {one.words: applied_all(tree(), one.edits) for one in made}


def test_a_rating_gets_the_clock_of_the_more_urgent_one_or_does_not_count() -> None:
    made = offered("no-decision-clock", "scales", "s", "tiers", "blue")
    clock = made['Give it the clock "Four hours", as "Red" has']
    assert find(clock, ("scales", "s", "tiers", "blue", "decision_clock")) == "c4"
    assert find(made["Say that it does not count in timeliness"], ("scales", "s", "tiers", "blue", "counted")) is False
    assert list(offered("no-return-clock", "scales", "s", "tiers", "red")) == []


def test_two_ratings_that_look_alike_get_a_shape_that_is_free() -> None:
    made = offered("tiers-look-alike", "scales", "s", "tiers", "blue", "symbol")
    assert (
        find(made["Give it the triangle, which no other has"], ("scales", "s", "tiers", "blue", "symbol")) == "triangle"
    )
    assert offered("tiers-look-alike", "scales", "s", "tiers", "blue", "label") == {}


def test_a_role_without_a_mailbox_is_told_on_the_screen_but_the_last_step_reaches_a_person() -> None:
    made = offered("no-channel", "local", "role_mailboxes", names=("boss",))
    assert find(made["Tell it on the screen only"], ("ladders", "up", "rungs"))[0]["by"] == ["screen"]
    last = offered("nobody-at-the-end", "ladders", "up", "rungs")
    assert find(last["Let the last step tell by e-mail as well"], ("ladders", "up", "rungs"))[-1]["by"] == [
        "screen",
        "email",
    ]
    waits = offered("repeats-at-once", "ladders", "up", "rungs")
    assert [find(one, ("ladders", "up", "rungs"))[-1]["after"] for one in waits.values()] == [30]


def test_who_may_not_decide_may_be_let_or_taken_out() -> None:
    made = offered("decider-cannot-decide", "deciders", "d", "roles", names=("boss",))
    assert [find(one, ("deciders", "d", "roles")) for one in made.values()] == [["boss", "other"], ["other"]]
    assert find(next(iter(made.values())), ("roles", "boss", "permissions")) == ["case.decide"]


def test_an_example_that_does_not_fit_can_be_taken_out_and_what_needs_thought_has_no_button() -> None:
    assert offered("unknown-reference", "scenarios", "tale")["Take the example out"]["scenarios"] == {}
    assert offered("no-way-back", "roles", "boss") == {}


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_every_colour_can_be_made_dark_enough_to_be_read_on_white(colour: str) -> None:
    made = darkened(colour, WHITE)
    assert made is not None
    assert re.fullmatch(r"#[0-9a-f]{6}", made)
    assert contrast(made, WHITE) >= READABLE


def test_a_hub_whose_own_name_stands_as_its_council_says_so_until_somebody_writes_whom_it_serves() -> None:
    name = {"en": "New hub"}
    made = {**tree(), "hub": {"name": name}, "local": {"councils": [name], "areas": name}}
    (one,) = looked_over(made, {}, {}, None, seated=None, meanings={})
    assert (one.code, one.path) == ("place-not-said", ("local", "councils"))
    assert "its own name stands as the council and the area" in one.what
    said = {**made, "local": {"councils": [{"en": "A council"}], "areas": {"en": "a town"}}}
    assert looked_over(said, {}, {}, None, seated=frozenset(), meanings={}) == ()
