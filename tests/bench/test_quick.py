"""The bench runs, asks every page the same, and prints each figure by name. No time is ever asserted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures import aim
from bench.questions import forty
from bench.timing import Times, Way, alternate

ROOT = Path(__file__).parents[2]
REQUESTS = ("GET, empty", "GET, with answers", "POST, stored", "POST, sent", "POST, with errors")
PAGES = ("Hubwright", "(a) WTForms' widgets", "(b) typed templates")
FIGURES = (
    "replay: read, unseal, apply",
    "plain SQL through SQLAlchemy",
    "plain SQL through sqlite3",
    "documents to drawings, rules parsed",
    "drawn, and every rule and reference checked",
    "drawn, checked, and held against the schemas",
    "due: 4 elapsed hours",
    "due: 20 working hours",
    "due: 10 working days",
    "due: 28 calendar days",
    "rule of four clauses",
    "judge of forty answers",
    "judge of forty questions without an answer",
    "a flat in a street",
    "telephone numbers",
    "who a referrer is",
    "200 harmless sentences",
    "queue page",
    "case page, new",
    "case page, decided and told",
    "partner's checks",
    "as it is written",
    "a slip in each part",
    "with accents",
    "reversed",
    "beginnings of each part",
    "nobody's name",
)


@pytest.fixture(scope="module")
def printed() -> str:
    """What a quick run prints."""
    kept = ROOT / "docs" / "figures" / "bench.md"
    before = kept.read_bytes() if kept.exists() else None
    run = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert (kept.read_bytes() if kept.exists() else None) == before, "a quick look is never kept"
    return run.stdout


@pytest.mark.soak
def test_every_figure_is_printed_under_its_name(printed: str) -> None:
    rows = {line.split(" | ")[0].removeprefix("| ") for line in printed.splitlines() if line.startswith("| ")}
    assert rows >= {*REQUESTS, *FIGURES}


@pytest.mark.soak
def test_each_request_is_measured_on_every_page(printed: str) -> None:
    for request in REQUESTS:
        assert [page for page in PAGES if f"| {request} | {page} | " not in printed] == []


@pytest.mark.soak
def test_the_aims_are_told_whether_they_are_met_or_not(printed: str) -> None:
    told = re.findall(r"^- (.+): [\d.]+ times as fast as \(a\); aim at least [\d.]+: (?:NOT )?met\.$", printed, re.M)
    assert told == list(REQUESTS)


@pytest.mark.soak
def test_journal_mode_and_durability_are_printed_and_equal(printed: str) -> None:
    assert "All three databases: journal_mode=WAL, synchronous=FULL" in printed


@pytest.mark.soak
def test_no_path_and_no_name_of_the_machine_is_printed(printed: str) -> None:
    import platform
    import tempfile

    assert str(ROOT) not in printed
    assert tempfile.gettempdir() + "/" not in printed
    assert not re.search(rf"\b{re.escape(platform.node())}\b", printed)


def test_an_aim_that_is_missed_is_said_to_be_missed() -> None:
    fast, slow = Times((1.0,)), Times((3.0,))
    assert aim("x", fast, slow, 3) == "x: 3.00 times as fast as (a); aim at least 3: met."
    assert aim("x", fast, slow, 4) == "x: 3.00 times as fast as (a); aim at least 4: NOT met."


def test_the_forty_questions_are_forty() -> None:
    kinds = [asked.kind for asked in forty()]
    counted = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counted == {"short": 16, "long": 6, "radio": 7, "list": 4, "boxes": 4, "date": 3}
    assert all(len(asked.options) == 12 for asked in forty() if asked.kind == "list")


def test_ways_take_turns_and_each_is_made_ready_first() -> None:
    seen: list[str] = []

    def way(name: str) -> Way:
        return Way(lambda ready: seen.append(f"{name} {ready}"), lambda: (f"ready-{len(seen)}",))

    times = alternate({"a": way("a"), "b": way("b")}, 4)
    assert {name: len(one.all) for name, one in times.items()} == {"a": 4, "b": 4}
    measured = [one.split()[0] for one in seen[-8:]]
    assert measured == ["a", "b", "b", "a", "a", "b", "b", "a"]
    assert all(one.endswith(f"ready-{place}") for place, one in enumerate(seen))
