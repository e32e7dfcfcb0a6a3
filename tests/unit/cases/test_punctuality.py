from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hubwright.domain.cases.punctuality import punctuality

NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)


def row(agency: str, *, hours: float | None, late: bool = False, due: float = 1.0) -> dict:
    asked = NOW - timedelta(days=1)
    return {
        "agency": agency,
        "state": "waiting" if hours is None else "answered",
        "late": late,
        "due_at": NOW + timedelta(hours=due),
        "asked_at": asked,
        "answered_at": None if hours is None else asked + timedelta(hours=hours),
    }


def test_each_agency_has_its_own_figures_and_a_late_answer_is_counted_as_an_answer():
    rows = [
        row("police", hours=1),
        row("police", hours=2),
        row("police", hours=30, late=True),
        row("police", hours=None),
        row("police", hours=None, due=-1),
        row("health", hours=None),
    ]
    police, health = punctuality(rows, NOW)
    assert (police.agency, police.asked, police.in_time, police.late, police.waiting, police.overdue, police.hours) == (
        "police", 5, 2, 1, 1, 1, 2.0,
    )  # fmt: skip
    assert (health.asked, health.hours) == (1, None)


def test_a_question_without_a_limit_is_never_overdue():
    assert punctuality([{**row("police", hours=None), "due_at": None}], NOW)[0].overdue == 0
