"""What plugins cost is measured beside none of them. No time is ever asserted."""

from __future__ import annotations

import re

import pytest

from bench import plugins


@pytest.mark.soak
def test_a_submission_a_rating_and_a_page_are_measured_with_every_plugin_and_with_none() -> None:
    page = plugins.measured(quick=True)
    rows = re.findall(r"^\| (.+?) \| (.+?) \| [\d.,]+ (?:ms|µs) \| [\d.,]+ (?:ms|µs) \|$", page, re.MULTILINE)
    assert rows == [
        (what, with_)
        for what in ("a submission", "a rating", "a case page")
        for with_ in ("no plugin", "all shipped plugins")
    ]
