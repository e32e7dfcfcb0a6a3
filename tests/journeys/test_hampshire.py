"""Hampshire: children and adults in one hub, and nobody sees the other half's cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import people, referrer
from tests.journeys.conftest import Running, running
from tests.journeys.walking import Walk, somebody

pytestmark = [pytest.mark.journey, pytest.mark.storage, pytest.mark.soak]

WISHES = "He wants to stay at home and keep his own key."


def test_an_adults_concern_and_a_childs_go_two_ways_through_one_hub(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "hampshire") as hub:
        with somebody(browser, hub, "carer") as carer:
            _tells_of_an_adult(carer)
            referrer.refers_a_child(carer, "Mia Example")
        child = _the_childrens_worker_sees_the_child_alone(browser, hub)
        _the_adults_worker_takes_it_to_an_outcome(browser, hub, child)


def _tells_of_an_adult(carer: Walk) -> None:
    """What the adult wants, and the three questions of section 42 of the Care Act as the referrer sees them."""
    referrer.opens_the_door(carer, "I work with adults")
    referrer.names_an_adult(carer, "Albert Example", year="1944")
    carer.presses("Continue")
    referrer.says_what_worries(carer, "Money goes missing after each visit.")
    referrer.says_how_to_reach(carer)
    referrer.continues_to(carer, "What does the adult want?")
    carer.chooses("Have you talked with the adult about telling us?", "Yes, they know and agree")
    carer.writes("What does the adult want to happen?", WISHES)
    carer.presses("Continue")
    carer.chooses("Does the adult have needs for care and support, met or not?", "Yes, as far as I can see")
    carer.chooses("Are they experiencing abuse or neglect, or at risk of it?", "Yes, as far as I can see")
    carer.chooses("Because of those needs, are they unable to protect themselves?", "I do not know")
    carer.writes("What care and support do they need, and who gives it?", "Washing and meals; a nephew helps.")
    referrer.continues_to(carer, "Check your answers")
    carer.sees(WISHES, "Washing and meals; a nephew helps.")
    carer.presses("Send")
    referrer.sent(carer)


def _the_childrens_worker_sees_the_child_alone(browser: Browser, hub: Running) -> str:
    with somebody(browser, hub, "child-worker") as worker:
        people.signs_in(worker, "cory")
        worker.sees("Mia Example")
        worker.sees_nothing_of("Albert", "Money goes missing")
        case = people.opens_the_case(worker, "Mia Example")
        people.rates(worker, "Planned")
        people.decides(worker, "Mia Example", "Early help", "The family asks for help.")
        worker.sees("Mia Example: Early help")
    return case


def _the_adults_worker_takes_it_to_an_outcome(browser: Browser, hub: Running, child: str) -> None:
    with somebody(browser, hub, "adult-worker") as worker:
        people.signs_in(worker, "ada")
        worker.sees("Albert Example")
        worker.sees_nothing_of("Mia", "bruise")
        worker.is_kept_out_of(f"cases/{child}")
        people.opens_the_case(worker, "Albert Example")
        worker.sees(WISHES, "Because of those needs, are they unable to protect themselves?")
        people.rates(worker, "Soon")
        offered = people.outcomes_offered(worker)
        assert "Section 42 enquiry" in offered
        assert "Section 47 enquiry" not in offered
        people.asks_the_agencies(worker, "Money goes missing after visits.")
        people.decides(
            worker, "Albert Example", "Section 42 enquiry", "All three seem to be so.",
            without="The money goes on going.",
        )  # fmt: skip
        worker.sees("Albert Example: Section 42 enquiry", "Decided")
        people.tells_the_referrer(worker, "Thank you. We look into it.")
