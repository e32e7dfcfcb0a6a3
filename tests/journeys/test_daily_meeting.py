"""A daily meeting over twelve cases: its agenda builds itself, is put in order, and is worked through case by case."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hubwright.actions.meetings import act_on_meeting, call_meeting
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Rate, Read, Subject
from hubwright.domain.cases.topics.minuting import meetings_of
from hubwright.domain.clocks.london import local
from hubwright.domain.meetings.commands import Call, Defer
from playwright.sync_api import Browser, Locator

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import Running, running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

NAMES = ("Ada", "Bea", "Cai", "Dan", "Eve", "Fay", "Gil", "Huw", "Ivy", "Jon", "Kit")
FOUND_OUT = "The school has seen them today"


def contact(hub: Running, name: str, tier: str) -> str:
    """A child whom somebody worried about, rated."""
    case = deeds.arrives(hub, Subject("", f"{name} Example", born={"year": 2018}), what=f"A worry about {name}.")
    deeds.does(hub, "sam", case, Read(), Rate("child", tier, reason="As the scale says."))
    return case


def left_yesterday(hub: Running) -> str:
    """A case that yesterday's meeting left for another day; it is ten in the morning of the day after."""
    house, morgan = hub.hubwright.house, deeds.actor(hub, "morgan")
    case = contact(hub, "Lou", "amber")
    call = Call("daily-meeting", there=("police",), reason="The others did not come.")
    meeting = call_meeting(house, hub=hub.hub, actor=morgan, deed=uuid4().hex, command=call).result["meeting"]
    defer = Defer("m1", "The health visitor sees her in the evening.")
    act_on_meeting(house, hub=hub.hub, actor=morgan, deed=uuid4().hex, meeting=meeting, command=defer)
    now = house.now()
    ten = (local(now) + timedelta(days=1)).replace(hour=10, minute=0)
    deeds.time_passes(hub, seconds=(ten - local(now)).total_seconds())
    return case


def on_the_agenda(walk: Walk) -> list[str]:
    """References of the cases in the order in which they stand."""
    return walk.page.locator(".hw-person h3 a").all_inner_texts()


def card(walk: Walk, words: str) -> Locator:
    """What stands of one case on the agenda, or of one agency."""
    return walk.page.locator(".hw-person", has_text=words)


def one_whole_case(walk: Walk) -> int:
    """What changed, the decision, who does what, and on to the next; how many acts it took."""
    before = walk.acts
    walk.writes("What has changed", FOUND_OUT)
    walk.presses("Decision")
    if walk.page.get_by_role("group", name=people.HOUSEHOLD).count():
        walk.chooses(people.HOUSEHOLD, "It is not known")
    walk.chooses("What happens next for them?", "Child and family assessment")
    walk.writes("Why?", "Two agencies saw the same.")
    without = walk.page.get_by_label("Why this cannot wait for every answer", exact=True)
    if without.count():
        walk.writes("Why this cannot wait for every answer", "They go home at three.")
    walk.presses("Record the decision")
    walk.sees("Child and family assessment")
    assert walk.value("What has changed") == FOUND_OUT
    walk.presses("Action")
    walk.writes("What is to be done?", "Visit the home before three")
    walk.writes("Or who else does it?", "The duty worker")
    walk.presses("Agree it")
    walk.sees("Visit the home before three: The duty worker")
    walk.presses("Next case")
    return walk.acts - before


def minutes_of(hub: Running, case: str, meeting: str) -> list[str]:
    """What stands in the case's minutes of one meeting."""
    with hub.hubwright.store.reading(hub.hub) as reading:
        state = case_of(reading.entries(f"case:{case}"))
    assert state is not None
    return [version.text for line in meetings_of(state)[meeting].lines.values() for version in line.versions]


def test_three_cases_are_worked_through_in_the_order_that_the_meeting_gave_them(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    works_through(browser, sqlite_database, tmp_path, ("Ada", "Gil", "Ivy"))


@pytest.mark.soak
def test_twelve_cases_are_worked_through_in_the_order_that_the_meeting_gave_them(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    works_through(browser, postgresql_database, tmp_path, NAMES)


def works_through(browser: Browser, database: Database, folder: Path, names: tuple[str, ...]) -> None:
    """A meeting about these cases and one that was left yesterday, in order, one deferred, one added."""
    with running(database, folder, "bury") as hub:
        lou = left_yesterday(hub)
        rated = [contact(hub, name, "red" if name in ("Gil", "Ivy") else "amber") for name in names]
        quiet = contact(hub, "Max", "green")
        with somebody(browser, hub, "morgan") as morgan:
            people.signs_in(morgan, "morgan")
            morgan.goes("meetings")
            morgan.follows("Daily meeting")
            morgan.picks("Who takes the minutes?", "Morgan Makebelieve")
            morgan.presses("Call this meeting")

            # What the rule brings, the red first; and what was left yesterday. What is green is not there.
            meeting = morgan.page.url.split("/meetings/")[1].split("?")[0]
            drawn = on_the_agenda(morgan)
            gil, ivy = rated[names.index("Gil")], rated[names.index("Ivy")]
            assert drawn[:2] == [gil, ivy]
            assert sorted(drawn) == sorted([*rated, lou])
            assert len(drawn) == len(names) + 1

            # Put in order: one earlier, one left for another time, one added.
            morgan._leads_on(card(morgan, ivy).get_by_role("button", name="Earlier"))
            assert on_the_agenda(morgan)[:2] == [ivy, gil]
            ada = rated[0]
            card(morgan, ada).get_by_text("Leave it for another time").click()
            card(morgan, ada).get_by_label("Why?").fill("Her worker is in court until four.")
            morgan._leads_on(card(morgan, ada).get_by_role("button", name="Defer this case"))
            morgan.writes("Put a case on the agenda: its reference", quiet)
            morgan.presses("Add this case")
            order = [one for one in on_the_agenda(morgan) if one != ada]
            assert order[-1] == quiet
            assert len(order) == len(names) + 1

            for agency in ("Children's Services", "Police"):
                card(morgan, agency).get_by_label("How do they take part?").select_option(label="Present")
            morgan.presses("Note who is there")
            # Whoever takes the minutes is led to the first case by the beginning itself.
            morgan.presses("Begin the meeting")
            morgan.sees("What has changed")
            assert one_whole_case(morgan) <= 15
            for case in order[1:]:
                assert morgan.page.locator('[aria-current="page"]', has_text=case).count() == 1, case
                morgan.writes("What has changed", FOUND_OUT)
                morgan.presses("Next case")
            morgan.goes(f"meetings/{meeting}")
            morgan.sees("Done", "Deferred")
            morgan.presses("End the meeting")
            morgan.sees("Held")
            morgan.goes(f"cases/{order[0]}")
            morgan.sees(FOUND_OUT, "Visit the home before three")
        assert all(minutes_of(hub, case, meeting) == [FOUND_OUT] for case in order)
