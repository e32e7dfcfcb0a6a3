"""An administrator switches early help on; a green family is offered it, comes back, is stepped up, and accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Rate, Read, Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import Running, running
from tests.journeys.studio import saves
from tests.journeys.walking import Walk, somebody

# A publishing and four offers, each page looked at: longer than a journey may take.
pytestmark = [pytest.mark.journey, pytest.mark.storage, pytest.mark.soak]

SUMMARY = "Mornings are hard; their mother wants somebody to talk to."


def test_a_green_family_is_offered_early_help_returned_stepped_up_and_accepted(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "bury") as hub:
        open_case = _arrives(hub, "Leo Example")
        with hub.hubwright.store.reading(hub.hub) as reading:
            before = reading.entries(f"case:{open_case}")
        with somebody(browser, hub, "help-jo") as jo:
            people.signs_in(jo, "jo")
            _switches_it_on(jo)
        case = _arrives(hub, "Mia Example")
        deeds.does(hub, "sam", case, Read(), Rate("child", "green", reason="As the scale says."))
        with (
            somebody(browser, hub, "help-morgan") as morgan,
            somebody(browser, hub, "help-narrow", narrow=True) as narrow,
        ):
            people.signs_in(morgan, "morgan")
            _proposed_in_the_background(morgan, hub, case)
            _offered_and_sent_back(morgan, case)
            _offered_accepted_and_stepped_up(morgan, case)
            _offered_again_and_accepted(morgan, case)
            people.signs_in(narrow, "morgan")
            narrow.goes(f"cases/{case}")
            narrow.sees("Accepted", "The family comes back to early help")
            narrow.goes(f"cases/{open_case}")
        with hub.hubwright.store.reading(hub.hub) as reading:
            assert reading.entries(f"case:{open_case}") == before
        assert hub.hubwright.store.rebuild(hub.hub) == []


def _arrives(hub: Running, name: str) -> str:
    return deeds.arrives(hub, Subject("", name, born={"year": 2019}), what="Late for school every day.")


def _switches_it_on(jo: Walk) -> None:
    jo.goes("studio")
    jo.presses("Begin a draft")
    jo.goes("studio/parts/plugins")
    jo.sees("Early help", "Off for this hub")
    jo.page.get_by_role("button", name="Switch it on").first.click()
    jo.page.wait_for_load_state()
    jo.writes("How many days does it have to answer?", "10")
    jo.chooses("For which ratings is it proposed by itself?", "Green")
    saves(jo)
    jo.goes("studio/parts/roles~team-manager")
    for what in ("offer a family early help, and see what became of it", "record what the early help service answered"):
        jo.page.get_by_label(what).check()
    saves(jo)
    jo.goes("studio/publish")
    jo.sees("Early help")
    jo.writes("Why is it published?", "Early help answers to us from today.")
    jo.presses("Publish the draft")


def _proposed_in_the_background(morgan: Walk, hub: Running, case: str) -> None:
    """The worker takes a turn every half second; a page that came before is looked at again."""
    for _ in range(40):
        morgan.page.goto(hub.url(f"cases/{case}"))
        if "Proposed because of the rating" in morgan.text:
            break
        morgan.page.wait_for_timeout(250)
    morgan.sees("Proposed because of the rating; nobody has made the offer yet")


def _offers(morgan: Walk, button: str, press: str) -> None:
    morgan.presses(button)
    morgan.page.get_by_role("textbox", name="What does the family service need to know?").fill(SUMMARY)
    morgan.page.get_by_role("group", name="Does the family agree that you pass this on?").get_by_label(
        "Yes", exact=True
    ).check()
    morgan.presses(press)
    morgan.sees("Offered; the hub still owns the case")


def _says(morgan: Walk, button: str, press: str, question: str, words: str) -> None:
    morgan.presses(button)
    morgan.page.get_by_role("textbox", name=question).fill(words)
    morgan.presses(press)


def _offered_and_sent_back(morgan: Walk, case: str) -> None:
    morgan.presses("Make the offer")
    # What is missing is asked again, and what was typed is kept.
    morgan.page.get_by_role("textbox", name="What does the family service need to know?").fill(SUMMARY)
    morgan.presses("Make the offer that was proposed")
    morgan.sees("Say whether they agree, or that you do not know.")
    assert (
        morgan.page.get_by_role("textbox", name="What does the family service need to know?").input_value() == SUMMARY
    )
    morgan.goes(f"cases/{case}")
    _offers(morgan, "Make the offer", "Make the offer that was proposed")
    _says(morgan, "The service sent it back", "Record that the service sent it back", "Why did they send it back?",
          "They have no place before autumn.")  # fmt: skip
    morgan.sees("Sent back by the service", "They have no place before autumn.")


def _offered_accepted_and_stepped_up(morgan: Walk, case: str) -> None:
    _offers(morgan, "Offer early help", "Offer early help")
    _says(morgan, "The service accepted", "Record that the service accepted",
          "Who leads for the family from now on?", "Lee, family worker")  # fmt: skip
    morgan.sees("Accepted", "Lee, family worker")
    _says(morgan, "It was stepped up", "Record that it was stepped up", "What has changed?", "Their father came back.")
    morgan.sees("Stepped up again", "Their father came back.")


def _offered_again_and_accepted(morgan: Walk, case: str) -> None:
    _offers(morgan, "Offer early help", "Offer early help")
    morgan.sees("The family comes back to early help within the time that is counted.")
    _says(morgan, "The service accepted", "Record that the service accepted",
          "Who leads for the family from now on?", "Lee, family worker")  # fmt: skip
