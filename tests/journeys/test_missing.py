"""A child goes missing again: two episodes, an interview that is not wanted, signs without a score, what is known of
a hotel, a theme for the panel, and the morning's briefing that gives somebody something to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Rate, Read, Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import running
from tests.journeys.plugged import with_plugins
from tests.journeys.walking import Walk, somebody

pytestmark = [pytest.mark.journey, pytest.mark.storage, pytest.mark.soak]

PLUGINS = {"exploitation": {"contact_forms": ["child-referral"], "hours": 72}, "embedded-unit": {"unit": "Crossroads"}}
MANAGER = (
    "exploitation.episodes",
    "exploitation.indicators",
    "exploitation.intelligence",
    "exploitation.themes",
    "embedded_unit.work",
    "embedded_unit.allocations",
    "embedded_unit.allocate",
    "embedded_unit.briefing",
)


def test_a_child_is_missing_twice_and_what_is_known_of_the_place_goes_to_the_panel(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    begin = with_plugins(tmp_path, PLUGINS, {"team-manager": MANAGER})
    with running(postgresql_database, tmp_path, "bury", begin) as hub:
        case = deeds.arrives(
            hub, Subject("", "Mia Example", born={"year": 2012, "month": 5, "day": 4}), what="Gone since Friday."
        )
        deeds.does(hub, "sam", case, Read(), Rate("child", "amber", reason="She was gone all weekend."))
        with (
            somebody(browser, hub, "missing-morgan") as morgan,
            somebody(browser, hub, "missing-narrow", narrow=True) as narrow,
        ):
            people.signs_in(morgan, "morgan")
            _two_episodes(morgan, case)
            _signs_without_a_score(morgan, case)
            _a_place(morgan, case)
            _a_briefing(morgan, case)
            people.signs_in(narrow, "morgan")
            for path in (f"cases/{case}", "plugins/exploitation/places", "plugins/embedded-unit/briefing"):
                narrow.goes(path)
        assert hub.hubwright.store.rebuild(hub.hub) == []
        assert hub.hubwright.store.verify(hub.hub) == []


def _two_episodes(morgan: Walk, case: str) -> None:
    for _ in range(40):
        morgan.page.goto(morgan.hub.url(f"cases/{case}"))
        if "Reported by a contact" in morgan.text:
            break
        morgan.page.wait_for_timeout(250)
    # The contact itself began the first one; a person completes it.
    morgan.goes(f"cases/{case}")
    morgan.sees("Reported by a contact; nobody has completed it yet")
    _missing_since(morgan, "Complete this episode", day="6")
    morgan.presses("Record that the child was found")
    morgan.writes_date("On which day was the child found, or came back?", day="8", month="11", year="2026")
    morgan.writes("At what time?", "21:30")
    morgan.writes("Where was the child, and who found them?", "At the bus station; her aunt.")
    morgan.chooses("Was there a prevention check, to see that the child is safe and well?", "Yes")
    morgan.presses("Record that the child was found")
    morgan.sees("21:30")
    morgan.presses("Record that the child does not want one")
    morgan.writes("Who offered the return interview, and when?", "Sam, the day after.")
    morgan.writes("What did the child say, and how else can they be heard?", "She would rather write it down.")
    morgan.presses("Record that the child does not want one")
    morgan.sees("She would rather write it down.")
    _missing_since(morgan, "Record that a child is missing", day="14")
    morgan.sees("14 November 2026", "6 November 2026")


def _missing_since(morgan: Walk, deed: str, *, day: str) -> None:
    morgan.presses(deed)
    # Everything that is missing is said at once, and nothing is lost.
    morgan.presses(deed)
    morgan.sees("Say which child.", "Give the day.", "Say how it was reported.")
    morgan.chooses("Which child is it?", "Mia Example")
    for question in ("Since which day is the child missing?", "On which day was it reported?"):
        morgan.writes_date(question, day=day, month="11", year="2026")
    morgan.page.get_by_role("group", name="Of what risk was it reported?").get_by_role("radio").nth(1).check()
    morgan.presses(deed)


def _signs_without_a_score(morgan: Walk, case: str) -> None:
    morgan.presses("Record signs of exploitation")
    morgan.chooses("Which child is it?", "Mia Example")
    morgan.chooses("Goes missing, or nobody knows where the child is", "Yes")
    morgan.writes("What is your professional judgement?", "Somebody older has a hold over her.")
    morgan.chooses("Does the child have a learning disability or another disability?", "Yes")
    morgan.chooses("How great is the concern, as you judge it?", "Lower concern")
    morgan.presses("Record signs of exploitation")
    morgan.sees("it cannot be recorded as the lowest")
    morgan.chooses("How great is the concern, as you judge it?", "High concern")
    morgan.presses("Record signs of exploitation")
    morgan.sees("Somebody older has a hold over her.", "High concern")


def _a_place(morgan: Walk, case: str) -> None:
    morgan.follows("Places and networks")
    morgan.presses("Add what is known of a place or a network")
    morgan.chooses("What is it about?", "A place")
    morgan.writes("Where is it, or which one is it?", "The hotel by the station")
    morgan.writes("What was seen or heard?", "Young people come and go after dark.")
    morgan.chooses("How is the source graded?", "Public or business")
    morgan.chooses("How is the information graded?", "Seen or heard by whoever tells it")
    morgan.chooses("How may it be handled?", "May be shared with partners")
    morgan.writes("Who may be told of it?", "Police and licensing.")
    morgan.presses("Add what is known of a place or a network")
    morgan.sees("The hotel by the station", "Public or business")
    morgan.presses("Link it to a case")
    morgan.writes("To which cases?", case)
    morgan.writes("Why does it belong to them?", "She was seen there.")
    morgan.presses("Link it to a case")
    assert morgan.page.get_by_role("link", name=case).first.get_attribute("href")
    morgan.follows("Themes")
    morgan.presses("Begin a theme for the panel")
    morgan.writes("What is the theme called?", "Hotels near the station")
    morgan.writes("Why do these cases belong together?", "The same hotel in three of them.")
    morgan.writes("Which cases are known to belong to it?", case)
    morgan.presses("Begin a theme for the panel")
    morgan.sees("Hotels near the station", case)


def _a_briefing(morgan: Walk, case: str) -> None:
    morgan.goes(f"cases/{case}")
    morgan.presses("Give a task to an agency")
    morgan.writes("What is to be done?", "Ask at the hotel who pays for the rooms.")
    morgan.chooses("About whom is it?", "Mia Example")
    morgan.chooses("Which agency does it?", "Police")
    morgan.presses("Give a task to an agency")
    morgan.sees("Ask at the hotel who pays for the rooms.")
    morgan.follows("Daily briefing")
    morgan.sees("Ask at the hotel who pays for the rooms.", "Police")
    # The unit asks first what could happen to the young person, then to the family.
    morgan.goes(f"cases/{case}")
    morgan.presses("Offer the unit's work")
    first = morgan.page.locator("main form .govuk-form-group").first.inner_text()
    assert "Which young person is it?" in first or "What has happened to the young person" in first
