"""A save in the Studio is measured beside pages written by hand. No time is ever asserted."""

from __future__ import annotations

import re

import pytest

from bench import studio


@pytest.mark.soak
def test_a_save_is_measured_with_its_preview_and_its_worked_examples() -> None:
    page = studio.measured(quick=True)
    rows = re.findall(r"^\| (.+?) \| [\d.,]+ (?:ms|µs) \| [\d.,]+ (?:ms|µs) \|$", page, re.MULTILINE)
    assert rows == [
        "a save, its page and its preview",
        "the same by hand",
        "all worked examples of the hub, told again",
        "**both: what somebody waits for at the most**",
    ]
    assert "What dominates a save" in page
