"""The forecast is measured, and its page about Camden is what its command gives. No time is ever asserted."""

from __future__ import annotations

import re

import pytest

from bench import camden_forecast, forecast


def test_the_forecast_is_measured_beside_the_same_deeds_by_hand() -> None:
    page = forecast.measured(quick=True)
    rows = re.findall(r"^\| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| \*\*[\d.]+ s\*\* \|", page, re.MULTILINE)
    assert [row[0] for row in rows] == ["120", "1,200"]
    assert "Ten times as many contacts take" in page


@pytest.mark.soak
def test_the_page_about_camden_holds_what_the_command_gives() -> None:
    page = camden_forecast.KEPT.read_text("utf-8")
    for title, words, _, _, _ in camden_forecast.TABLES:
        assert f"## {title}\n\n{words}\n" in page
    # The smallest cell, made anew; all of them take a quarter of an hour.
    title, _, habits, volumes, factors = camden_forecast.TABLES[0]
    _, cell = camden_forecast.red(camden_forecast.camden(), volumes[0], factors[0], habits)
    table = page.partition(f"## {title}\n")[2]
    assert f"| {volumes[0]} | {cell} |" in table
    assert "*assumed*" in page.lower()
