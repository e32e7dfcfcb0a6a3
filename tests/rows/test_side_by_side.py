"""Fifteen hubs and a starter: every one is a way of working of its own, not another's in other words."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hubwright.domain.definitions.axes import axes, differences
from hubwright.domain.definitions.hub import Hub

from tests.rows.shipped import drawn, put
from tests.rows.side_by_side import NAMES, PAGE, page, pairs, shipped

OF_THE_REPORT = {
    *("cornwall", "hampshire", "bradford", "kent", "bury", "blackburn-with-darwen", "camden", "northamptonshire"),
    *("sandwell", "wiltshire", "merton", "nottinghamshire", "ealing", "manchester", "westminster"),
}


@pytest.fixture(scope="module")
def hubs() -> dict[str, Hub]:
    return shipped()


def test_the_fifteen_of_the_report_and_a_starter_are_here(hubs: dict[str, Hub]) -> None:
    assert set(hubs) >= OF_THE_REPORT | {"starter"}


def test_no_two_hubs_differ_in_words_alone(hubs: dict[str, Hub]) -> None:
    compared = pairs(hubs)
    for (one, other), differ in compared.items():
        sys.stdout.write(f"{one} and {other} differ in: {', '.join(differ) or 'words alone'}\n")
    alike = [pair for pair, differ in compared.items() if not differ]
    assert alike == []


def test_a_hub_in_other_words_is_found_to_be_the_same() -> None:
    whole, _ = drawn("bury")
    reworded = put("/shareable/scales/rag/tiers/red/label", {"en": "Now"}) + put(
        "/shareable/deciders/manager-decides/name", {"en": "Somebody else"}
    )
    assert differences(whole, drawn("bury", reworded)[0]) == ()


@pytest.mark.parametrize(
    ("pointer", "value", "axis"),
    [
        ("/shareable/pathways/child/beside", ["rag"], "scale"),
        ("/shareable/clocks/red-decision/amount", 5, "clock"),
        ("/shareable/scales/rag/tiers/red/checks", [], "effect"),
        ("/shareable/deciders/team-decides/hears", ["police"], "decider"),
        ("/shareable/pathways/child/until_age", 16, "remit"),
        ("/shareable/agencies/health/mode", "virtual", "attendance"),
        ("/shareable/roles/social-worker/sections", ["checks"], "access"),
        ("/shareable/routes/universal-services/meaning", "advice", "exit"),
    ],
)
def test_each_axis_notices_what_a_case_would_notice(pointer: str, value: Any, axis: str) -> None:
    assert axis in differences(drawn("bury")[0], drawn("bury", put(pointer, value))[0])


def test_every_axis_says_something_of_every_hub(hubs: dict[str, Hub]) -> None:
    for hub in hubs.values():
        assert {axis.id for axis in axes(hub) if axis.says} == set(NAMES)


def test_the_page_is_what_the_definitions_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "Write it again: python -m tests.rows.side_by_side"
