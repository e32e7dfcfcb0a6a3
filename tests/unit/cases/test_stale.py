from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.stale import touching
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

from .acts import KIM, LEE, asked, rated


def story() -> Story:
    told = Story()
    told.receives(KIM)
    return asked(rated(told))


DECIDE = c.Decide("p1", "child", "assess", "Seen.")
NEVER_TURNED_BACK = (c.Note("x"), c.Return("q1", "not_known"), c.ActNow(), c.Read(), c.AcknowledgeAlarm("a1"))


@pytest.mark.parametrize(
    ("command", "actor", "since", "touched"),
    [
        (DECIDE, POLICE, c.Return("q1", "not_known"), True),
        (DECIDE, SCREENER, c.Note("His mother rang."), True),
        (DECIDE, SCREENER, c.AddPerson(LEE), True),
        (DECIDE, SCREENER, c.Rate("child", "soon", "Lower."), True),
        (DECIDE, SCREENER, c.Assign("u-1", "One"), False),
        (c.Rate("child", "soon"), SCREENER, c.Rate("child", "urgent"), True),
        (c.Rate("child", "soon"), HEALTH, c.Return("q2", "not_known"), False),
        (c.Ask("child"), SCREENER, c.Ask("child"), True),
        (c.Close("Done."), SCREENER, c.Note("Wait."), True),
        (c.Assign("u-1", "One"), SCREENER, c.Assign("u-2", "Two"), True),
        (c.AddPerson(LEE), SCREENER, c.AddPerson(LEE), True),
        (c.Correct(1, "a", "b"), SCREENER, c.Correct(1, "c", "d"), True),
        (c.Tell("x", "outcome", "email"), MANAGER, c.ActNow(), True),
        *((one, SCREENER, c.Rate("child", "soon", "Lower."), False) for one in NEVER_TURNED_BACK),
    ],
)
def test_a_page_comes_back_only_where_what_happened_touches_what_its_deed_reads(command, actor, since, touched):
    told = story()
    head = told.state.head
    told.does(actor, since)
    new = [one for one in told.entries if one.number > head]
    assert bool(touching(command, new)) is touched


def test_more_from_the_referrer_turns_back_what_was_typed_without_it():
    told = story()
    head = told.state.head
    told.adds("He is at home alone.")
    new = [one for one in told.entries if one.number > head]
    for command in (DECIDE, c.Rate("child", "soon"), c.Close("Done."), c.Ask("child")):
        assert [one.type for one in touching(command, new)] == ["case.contact_added_to"]
