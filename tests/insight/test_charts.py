"""Charts that read without colour and without eyes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hubwright.insight.charts import Ranged, band, bars
from hubwright.insight.forecast_text import amount, changed, share

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = [
    Ranged("1", 0, 1, 2),
    Ranged("<2>", 3, 4.5, 9),
    Ranged("A label that is far too long to stand there", 1, 2, 3),
]


@pytest.mark.parametrize(
    "chart",
    [
        band("a", "What <waits>", 'From "1" to 2.', FIGURES, across="week", up="waiting"),
        bars("b", "What <waits>", 'From "1" to 2.', FIGURES, most=10, unit="%"),
        band("c", "Nothing", "Nothing waits.", FIGURES[:1], across="week", up="waiting"),
    ],
)
def test_a_chart_is_well_formed_named_and_grey(chart: str) -> None:
    root = ElementTree.fromstring(chart)  # noqa: S314 - our own
    assert root.get("role") == "img"
    named = {root.find(f"{SVG}{part}").get("id") for part in ("title", "desc")}  # type: ignore[union-attr]
    assert set(root.get("aria-labelledby", "").split()) == named
    for red, green, blue in re.findall(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b", chart):
        assert max(int(one, 16) for one in (red, green, blue)) - min(int(one, 16) for one in (red, green, blue)) < 8


def test_a_bar_never_leaves_its_chart() -> None:
    root = ElementTree.fromstring(bars("b", "t", "d", [Ranged("x", 0, 500, 900)], most=100))  # noqa: S314 - our own
    (bar,) = root.iter(f"{SVG}rect")
    assert float(bar.get("x", "0")) + float(bar.get("width", "0")) <= 640


def test_figures_are_said_with_their_range_and_changes_with_their_sign() -> None:
    figure = {"least": 0.1, "middle": 0.5, "most": 0.934}
    assert share(figure) == "50% (10 to 93)"
    assert amount({"least": 1, "middle": 2.5, "most": 3}) == "2.5 (1 to 3)"
    assert changed({"least": -0.05, "middle": 0.1, "most": 0.2}, percent=True) == "+10 points (-5 to +20)"
    assert changed({"least": 0, "middle": -0.0, "most": 0.01}) == "no change"
    assert changed({"least": -0.001, "middle": 0, "most": 3}) == "+0 (+0 to +3)"
    assert (share(None), amount(None), changed(None)) == ("-", "-", "-")
