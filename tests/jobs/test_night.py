"""An unread contact at two in the morning: the ladder climbs until somebody acknowledges."""

from __future__ import annotations

from hubwright.domain.cases.commands import AcknowledgeAlarm, Read
from hubwright.jobs import turn

from tests.jobs.conftest import NAME, Town


def test_an_unread_contact_at_two_climbs_until_somebody_acknowledges(town: Town) -> None:
    worker = town.worker()
    case = town.receives()
    town.clock.later(minutes=59)
    assert turn(worker).raised == 0
    assert town.room.taken == []

    town.clock.later(minutes=1)  # 03:00: nobody has looked within the hour
    done = turn(worker)
    assert (done.raised, done.told, done.sent) == (1, 1, 1)
    assert town.receivers() == ["night@oakfield.example"]

    town.clock.later(minutes=14)  # the duty holder sleeps; it is not yet time for the next rung
    assert turn(worker).told == 0
    town.clock.later(minutes=1)  # 03:15
    assert turn(worker).told == 1
    assert town.receivers()[1:] == ["manager@oakfield.example"]

    town.clock.later(minutes=15)  # the last rung repeats: nobody has answered yet
    turn(worker)
    assert town.receivers()[2:] == ["manager@oakfield.example"]

    (alarm,) = town.state(case).alarms
    town.does(case, AcknowledgeAlarm(alarm))
    town.clock.later(hours=5)
    assert turn(worker).told == 0
    assert len(town.room.taken) == 3

    types = [entry.type for entry in town.entries(case)]
    assert types == [
        "case.opened", "case.alarm_raised", *["case.alarm_told"] * 3, "case.alarm_acknowledged",
    ]  # fmt: skip


def test_an_alarm_changes_nothing_but_its_own_voice(town: Town) -> None:
    case = town.receives()
    before = town.state(case)
    town.clock.later(hours=2)
    turn(town.worker())
    after = town.state(case)
    assert (after.stage, after.ratings, after.decisions, after.closed) == (before.stage, (), (), None)
    assert not next(iter(after.contacts.values())).read


def test_a_message_carries_a_reference_and_a_link_and_nothing_about_anybody(town: Town) -> None:
    case = town.receives()
    town.clock.later(hours=1)
    turn(town.worker())
    (message,) = town.room.taken
    words = f"{message['Subject']} {message.get_content()}"
    assert f"https://hub.example/oakfield/cases/{case}" in words
    assert NAME not in words
    assert "bruise" not in words


def test_a_contact_that_was_read_in_time_wakes_nobody(town: Town) -> None:
    case = town.receives()
    town.clock.later(minutes=30)
    town.does(case, Read())
    town.clock.later(hours=3)
    assert turn(town.worker()).raised == 0
    assert town.room.taken == []


def test_a_worker_that_was_away_tells_each_rung_in_its_turn_and_not_all_at_once(town: Town) -> None:
    town.receives()
    town.clock.later(hours=9)
    worker = town.worker()
    assert turn(worker).told == 1
    town.clock.later(seconds=5)
    assert turn(worker).told == 0
    assert len(town.room.taken) == 1


def test_a_clock_is_looked_at_once_and_not_in_every_turn(town: Town) -> None:
    town.receives()
    town.clock.later(hours=1)
    first, again = town.worker(), town.worker()
    assert turn(first).raised == 1
    assert turn(first).raised == 0
    # Another worker does not know what the first one saw, and still raises nothing anew.
    assert turn(again).raised == 0
    assert len(again.looked_at) == 1
