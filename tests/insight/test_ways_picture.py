"""The picture of ways in and out: every box and line is in it, words are escaped, and who cannot see it hears of it."""

from __future__ import annotations

from xml.etree import ElementTree

from hubwright.insight.ways_picture import Box, Column, Line, picture
from hypothesis import given, settings
from hypothesis import strategies as st

SVG = "{http://www.w3.org/2000/svg}"
# What XML cannot hold is no word anywhere on the platform.
WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cs"]), max_size=90)


def drawn(columns: list[Column], lines: list[Line]) -> ElementTree.Element:
    return ElementTree.fromstring(picture("ways", "The ways", "In words below", columns, lines))  # noqa: S314


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=16), min_size=3, max_size=3))
def test_every_box_lies_within_the_picture_and_no_two_lie_on_each_other(names: list[list[str]]) -> None:
    columns = [Column(f"Column {at}", tuple(Box(str(row), one, one) for row, one in enumerate(each, 1)))
               for at, each in enumerate(names)]  # fmt: skip
    lines = [Line(0, a, b) for a in range(len(names[0])) for b in range(len(names[1]))]
    svg = drawn(columns, lines)
    width, height = map(int, str(svg.get("viewBox")).split()[2:])
    boxes = [tuple(int(str(one.get(side))) for side in ("x", "y", "width", "height")) for one in svg.iter(f"{SVG}rect")]
    assert len(boxes) == len(set(boxes)) == sum(map(len, names))
    for x, y, wide, high in boxes:
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + high <= height
        assert not any(other != (x, y, wide, high) and other[0] == x and abs(other[1] - y) < high for other in boxes)
    assert len(list(svg.iter(f"{SVG}path"))) == 2 * len(lines)


def test_each_box_has_its_number_what_is_amiss_a_sign_and_the_whole_a_title() -> None:
    svg = drawn([Column("Ways in", (Box("1", "Schools", "teachers", "nobody told"), Box("2", "<b>", ""))),
                 Column("Strands", ())], [])  # fmt: skip
    words = [one.text for one in svg.iter(f"{SVG}text")]
    assert {"Ways in", "1. Schools", "teachers", "!", "2. <b>"} <= set(words)
    assert svg.get("role") == "img"
    assert [one.text for one in (svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")) if one is not None] == \
        ["The ways", "In words below"]  # fmt: skip
