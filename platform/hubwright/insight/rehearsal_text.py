"""The report of a rehearsal in lines of plain words: what was told, what was expected, what was seen, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hubwright.domain.rehearsal.rehearse import FAILED, PASSED, WAITS, Report, Seen, Told

_CAME = {PASSED: "as expected", FAILED: "NOT as expected", WAITS: "waits"}


def lines(reports: Iterable[Report], *, whole: bool = False) -> Iterator[str]:
    """The report.

    Args:
        reports: of the scenarios that were told.
        whole: every step of every scenario; otherwise only what was not as expected.
    """
    counted: Counter[str] = Counter()
    for report in reports:
        counted[report.came] += 1
        scenario = report.scenario
        rows = f" [{', '.join(scenario.rows)}]" if scenario.rows else ""
        yield f"{scenario.hub}: {scenario.name}{rows}: {_CAME[report.came]}"
        if report.came == WAITS:
            yield f"    for {scenario.waits_for}"
        for told in report.steps:
            if whole or not told.holds:
                yield from _step(told)
        left = len(scenario.steps) - len(report.steps)
        if report.came == FAILED and left:
            yield f"    {left} steps after it were not told."
    yield _total(counted)


def _step(told: Told) -> Iterator[str]:
    yield f"    {told.step.number}. {told.at:%a %d %b %Y %H:%M}  {told.step.says}"
    for seen in told.seen:
        if seen.holds:
            continue
        yield f"       expected {_wanted(seen)}"
        yield f"       seen     {_plain(seen.found)}"
        if seen.why:
            yield f"       why      {seen.why}"


def _wanted(seen: Seen) -> str:
    if seen.what == "refused":
        return "that it is done" if seen.expected == "done" else f"that it is refused: {seen.expected}"
    return f"{'never ' if seen.never else ''}{seen.what.replace('_', ' ')}: {_plain(seen.expected)}"


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "nobody and nothing"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_plain(one)}" for name, one in value.items()) or "nothing"
    return {True: "yes", False: "no", None: "none"}.get(value, json.dumps(value))


def _total(counted: Counter[str]) -> str:
    told = sum(counted.values())
    parts = [f"{counted[came]} {words}" for came, words in _CAME.items() if counted[came]]
    in_all = "1 scenario" if told == 1 else f"{told} scenarios"
    return f"{in_all}: {', '.join(parts)}." if told else "There are no scenarios here."


def as_json(reports: Iterable[Report]) -> dict[str, Any]:
    """The same as plain JSON."""
    return {
        "scenarios": [
            {
                "hub": report.scenario.hub,
                "id": report.scenario.id,
                "name": report.scenario.name,
                "rows": list(report.scenario.rows),
                "came": report.came,
                "waits_for": report.scenario.waits_for,
                "steps": [
                    {
                        "number": told.step.number,
                        "says": told.step.says,
                        "at": told.at.isoformat(timespec="minutes"),
                        "seen": [
                            {
                                "what": one.what,
                                "never": one.never,
                                "expected": one.expected,
                                "found": one.found,
                                "holds": one.holds,
                                "why": one.why,
                            }
                            for one in told.seen
                        ],
                    }
                    for told in report.steps
                ],
            }
            for report in reports
        ]
    }
