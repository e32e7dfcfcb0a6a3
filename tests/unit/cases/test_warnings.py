"""A clock that warns before its time: somebody is told that it comes, and again when it has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hubwright.domain.cases.commands import AcknowledgeAlarm, Rate, Subject
from hubwright.domain.projections import project
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import SCREENER, Story


def a_warning_story() -> Story:
    """A case whose urgent decision, due in four hours, warns one hour before."""
    hub = a_hub()
    clocks = tuple(replace(one, warn=60) if one.id == "now" else one for one in hub.clocks)
    story = Story(replace(hub, clocks=clocks))
    story.receives(Subject("", "Mia Example"))
    story.does(SCREENER, Rate("child", "urgent"))
    return story


def whys(story: Story) -> list[tuple[str, bool]]:
    return [(one.why, one.acknowledged is None) for one in story.state.alarms.values() if one.clock == "decision:child"]


def test_nobody_is_told_before_it_is_near() -> None:
    story = a_warning_story()
    clock = story.state.clocks["decision:child"]
    assert clock.warns == clock.due - timedelta(hours=1)
    story.later(hours=2, minutes=59).watches()
    assert whys(story) == []


def test_it_is_said_once_that_the_time_comes_and_again_when_it_has_passed() -> None:
    story = a_warning_story()
    story.later(hours=3).watches()
    assert whys(story) == [("soon", True)]
    story.later(minutes=5).watches()
    assert whys(story) == [("soon", True)]
    story.later(hours=1).watches()
    assert whys(story) == [("soon", False), ("late", True)]


def test_somebody_who_took_the_warning_on_is_told_when_the_time_has_passed() -> None:
    story = a_warning_story()
    story.later(hours=3).watches()
    story.does(SCREENER, AcknowledgeAlarm(next(id for id, one in story.state.alarms.items() if one.why == "soon")))
    story.later(hours=2).watches()
    assert whys(story)[-1] == ("late", True)


def test_the_list_that_the_background_work_reads_knows_when() -> None:
    story = a_warning_story()
    rows = project(story.state.stream, story.entries)["case_clock"]
    assert {row["clock"]: row["warns_at"] for row in rows if row["warns_at"]} == {
        "decision:child": story.state.clocks["decision:child"].warns
    }
