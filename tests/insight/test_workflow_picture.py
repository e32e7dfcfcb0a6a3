"""The picture of a workflow: every stage and every way in it, readable at fifteen stages, and no two lines in one."""

from __future__ import annotations

import random
import re
from xml.etree import ElementTree

from hubwright.insight.workflow_picture import Arrow, Stop, _lanes, _Line, _lines, picture
from hypothesis import given, settings
from hypothesis import strategies as st

SVG = "{http://www.w3.org/2000/svg}"
STOPS = [Stop(f"Stage {n}", "being worked on") for n in range(15)]


def drawn(stops: list[Stop], arrows: list[Arrow]) -> ElementTree.Element:
    return ElementTree.fromstring(picture("flow", "The way", "In words below", stops, arrows))  # noqa: S314


def words(svg: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


def test_each_stage_and_each_way_is_in_the_picture() -> None:
    svg = drawn(STOPS[:4], [Arrow(1, 0, 1), Arrow(2, 0, 2), Arrow(3, 2, 0), Arrow(4, 1, 1)])
    said = words(svg)
    assert [f"Stage {n}" in said for n in range(4)] == [True] * 4
    assert {"1", "2", "3"} <= set(said), "a way that stays where it is has no line"
    assert "4" not in said


def test_who_cannot_see_it_hears_its_title_and_description() -> None:
    svg = drawn(STOPS[:2], [])
    assert svg.get("role") == "img"
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_a_name_can_be_long_and_can_hold_markup() -> None:
    svg = drawn([Stop("Waiting for <everybody> & the agencies that were asked so very late", "waits")], [])
    said = words(svg)
    assert said[0] == "Waiting for <everybody> & the"
    assert all(len(one) <= 31 for one in said)


@given(lot=st.randoms(use_true_random=False), count=st.integers(1, 15), many=st.integers(0, 40))
@settings(max_examples=40)
def test_nothing_lies_outside_and_no_two_lines_lie_in_one(lot: random.Random, count: int, many: int) -> None:
    arrows = [Arrow(n, lot.randrange(count), lot.randrange(count)) for n in range(1, many + 1)]
    svg = drawn(STOPS[:count], arrows)
    _, _, width, height = map(float, str(svg.get("viewBox")).split())
    for path in svg.iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", str(path.get("d"))):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height
    for line in _overlapping(_lines([one for one in arrows if one.target > one.source + 1])):
        assert line is None


def _overlapping(lines: list[_Line]) -> list[_Line | None]:
    lanes = _lanes(lines)
    return [
        one
        for one in lines
        for other in lines
        if one is not other
        and lanes[one.target] == lanes[other.target]
        and not (one.last < other.first or other.last < one.first)
    ]
