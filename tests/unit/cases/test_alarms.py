from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.definitions.hub import CalendarRule
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import HEALTH, MANAGER, MONDAY, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, LEE, decided, rated, refused

TWO_IN_THE_MORNING = datetime(2026, 6, 7, 1, 0, tzinfo=UTC)


def a_hub_that_reads_at_night():
    look = replace(a_hub().find("clocks", "look"), unit="elapsed_hour", out_of_hours="runs")
    return a_hub(clocks=(look, *a_hub().clocks[1:]))


def sent_to(story: Story, facts) -> list[str]:
    open_now = story.context(SCREENER).calendars["office"].is_open(story.now)
    return [one.to for one in notices_of(facts, story.hub, contacts={}, open_now=open_now)]


class TestAnUnreadContactAtTwoInTheMorning:
    def test_the_ladder_climbs_until_somebody_acknowledges(self):
        story = Story(a_hub_that_reads_at_night(), now=TWO_IN_THE_MORNING)
        story.receives(KIM)
        heard = []
        for minute in range(0, 181, 5):
            story.now = TWO_IN_THE_MORNING
            heard += [(minute, to) for to in sent_to(story, story.later(minutes=minute).watches())]
            if minute == 120:
                story.does(MANAGER, c.AcknowledgeAlarm("a1"))
        assert heard == [
            (60, "night@oakfield.example"),
            (75, "manager@oakfield.example"),
            (90, "manager@oakfield.example"),
            (105, "manager@oakfield.example"),
            (120, "manager@oakfield.example"),
        ]
        assert story.state.alarms["a1"].acknowledged_by == "Sam Example"
        assert story.state.unread

    def test_danger_wakes_the_duty_holder_at_once(self):
        story = Story(now=TWO_IN_THE_MORNING)
        story.receives(KIM, danger=True)
        assert sent_to(story, story.watches()) == ["night@oakfield.example"]

    def test_after_a_stop_of_the_worker_nobody_is_told_ten_times_at_once(self):
        story = Story(a_hub_that_reads_at_night(), now=TWO_IN_THE_MORNING)
        story.receives(KIM)
        story.later(hours=1).watches()
        assert len(sent_to(story, story.later(hours=5).watches())) == 1
        assert sent_to(story, story.watches()) == []

    def test_an_alarm_is_raised_once_for_each_time_it_is_missed(self):
        story = Story(a_hub_that_reads_at_night(), now=TWO_IN_THE_MORNING)
        story.receives(KIM)
        for _ in range(4):
            story.later(hours=2).watches()
        assert list(story.state.alarms) == ["a1"]

    @pytest.mark.parametrize("local", [{"role_mailboxes": {}}, {"duty": a_hub().local.duty[:1], "role_mailboxes": {}}])
    def test_an_alarm_is_never_told_to_nobody(self, local):
        hub = a_hub_that_reads_at_night()
        story = Story(replace(hub, local=replace(hub.local, **local)), now=TWO_IN_THE_MORNING)
        story.receives(KIM)
        told = [sent_to(story, story.later(hours=hours).watches()) for hours in (1, 1)]
        assert all(told)

    def test_a_ladder_that_the_hub_has_since_redrawn_does_not_silence_an_old_case(self):
        story = Story(a_hub_that_reads_at_night(), now=TWO_IN_THE_MORNING)
        story.receives(KIM)
        facts = story.later(hours=1).watches()
        today = replace(story.hub, ladders=())
        assert [one.to for one in notices_of(facts, today, contacts={}, open_now=False)] == ["night@oakfield.example"]


class TestTakingOn:
    def test_only_somebody_who_may_takes_an_alarm_on(self):
        story = Story()
        story.receives(KIM, danger=True)
        assert refused(story, HEALTH, c.AcknowledgeAlarm("a1")).code == "no_authority"
        assert refused(story, SCREENER, c.AcknowledgeAlarm("a9")).code == "no_alarm"
        story.does(SCREENER, c.AcknowledgeAlarm("a1"))
        assert refused(story, SCREENER, c.AcknowledgeAlarm("a1")).code == "acknowledged"

    def test_a_worker_of_one_pathway_does_not_silence_the_others_alarm(self):
        story = Story()
        story.receives(KIM, ADA)
        rated(story)
        story.later(hours=6).watches()
        late = next(one.id for one in story.state.alarms.values() if one.clock == "decision:child")
        assert refused(story, ADULTS_WORKER, c.AcknowledgeAlarm(late)).code == "no_authority"

    def test_a_decision_quiets_the_alarm_that_called_for_it(self):
        story = Story()
        story.receives(KIM)
        rated(story)
        story.later(hours=6).watches()
        assert story.state.alarmed
        assert not decided(story).state.alarmed

    @pytest.mark.parametrize("command", [c.RaiseAlarm("decision:child"), c.TellRung("a1")])
    def test_raising_and_telling_is_for_the_background_work(self, command):
        story = Story()
        story.receives(KIM, danger=True)
        assert refused(story, MANAGER, command).code == "no_authority"

    def test_a_missed_clock_changes_nothing_but_its_voice(self):
        story = Story()
        story.receives(KIM)
        before = rated(story).state
        story.later(days=30).watches()
        after = story.state
        assert after.alarmed
        assert (after.ratings, after.decisions, after.stage, after.closed, after.clocks) == (
            before.ratings,
            before.decisions,
            before.stage,
            before.closed,
            before.clocks,
        )


class TestClosuresOfTheHub:
    def test_a_closure_moves_the_clocks_it_touches_and_says_how(self):
        story = Story(now=MONDAY.replace(hour=15))
        story.receives(KIM)
        story.does(SCREENER, c.Rate("child", "soon"))
        before = story.state.clocks["decision:child"]
        story.closures[date(2026, 6, 9)] = "Burst pipe"
        after = story.does(MANAGER, c.MoveClocks("Burst pipe")).clocks["decision:child"]
        assert after.due > before.due
        assert any(step.get("name") == "Burst pipe" for step in after.steps)
        assert after.starts == before.starts

    def test_a_clock_that_runs_through_the_night_stays(self):
        story = Story()
        story.receives(KIM)
        before = rated(story).state.clocks["decision:child"]
        story.closures[date(2026, 6, 8)] = "Burst pipe"
        assert story.does(MANAGER, c.MoveClocks("Burst pipe")).clocks["decision:child"] == before

    def test_a_time_already_missed_is_not_undone(self):
        story = Story()
        story.receives(KIM)
        story.does(SCREENER, c.Rate("child", "soon"))
        before = story.state.clocks["decision:child"]
        story.later(days=3)
        story.closures[date(2026, 6, 9)] = "Burst pipe"
        assert story.does(MANAGER, c.MoveClocks("Burst pipe")).clocks["decision:child"] == before

    def test_hours_changed_since_never_make_a_time_earlier(self):
        story = Story(now=MONDAY.replace(hour=14))
        story.receives(KIM, LEE)
        before = story.state.clocks[f"acknowledge:{story.contact}"]
        short = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (("09:00", "16:30"),))
        story.hub = replace(story.hub, calendars=(CalendarRule("office", a_text("Short"), short),))
        assert story.does(MANAGER, c.MoveClocks("Shorter")).clocks[before.id] == before

    def test_nobody_without_the_permission_moves_clocks(self):
        story = Story()
        story.receives(KIM)
        assert refused(story, SCREENER, c.MoveClocks("A day off")).code == "no_authority"
