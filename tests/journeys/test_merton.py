"""Merton: blue, red, amber, green. Red goes straight to a social worker; blue is only replied to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people, referrer
from tests.journeys.conftest import Running, running
from tests.journeys.referrer import FAMILY
from tests.journeys.walking import somebody

pytestmark = [pytest.mark.journey, pytest.mark.storage]


@pytest.mark.soak
def test_red_goes_straight_to_a_social_worker_and_blue_is_only_replied_to(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "merton") as hub:
        with somebody(browser, hub, "merton-teacher") as teacher:
            referrer.refers_a_child(teacher, "Rowan Example", "A burn, and nobody says how.")
            _, code = referrer.refers_another(teacher, "Basil Example", "Which school nurse covers our school?")
            assert code
        _red_asks_nobody_and_is_decided_by_a_social_worker(browser, hub)
        _blue_is_replied_to(browser, hub)
        title, words = people.letter(hub, FAMILY, "There is news about")
        assert "nurse" not in title + words


def test_blue_is_only_replied_to(browser: Browser, postgresql_database: Database, tmp_path: Path) -> None:
    with running(postgresql_database, tmp_path, "merton") as hub:
        deeds.arrives(hub, Subject("", "Basil Example"), what="Which school nurse covers our school?")
        _blue_is_replied_to(browser, hub)


def _red_asks_nobody_and_is_decided_by_a_social_worker(browser: Browser, hub: Running) -> None:
    with somebody(browser, hub, "merton-duty") as duty:
        people.signs_in(duty, "del")
        case = people.opens_the_case(duty, "Rowan Example")
        people.rates(duty, "Red")
        duty.sees("With a social worker")
        assert "Ask agencies" not in duty.next_act()
    with somebody(browser, hub, "merton-social-worker") as worker:
        people.signs_in(worker, "sunny")
        people.opens_the_case(worker, case)
        assert "Record the decision" in worker.next_act()
        people.decides(worker, "Rowan Example", "Child protection investigation", "A burn that nobody explains.")
        worker.sees("Rowan Example: Child protection investigation", "Decided")
    assert not [one for one in hub.post.messages if "asks you something" in one[1]]


def _blue_is_replied_to(browser: Browser, hub: Running) -> None:
    with somebody(browser, hub, "merton-duty-again") as duty:
        people.signs_in(duty, "del")
        case = people.opens_the_case(duty, "Basil Example")
        people.rates(duty, "Blue")
        duty.sees("To be replied to")
    with somebody(browser, hub, "merton-manager") as manager:
        people.signs_in(manager, "max")
        people.opens_the_case(manager, case)
        offered = people.outcomes_offered(manager)
        assert "Single assessment" not in offered
        assert offered[-2:] == ["Information given", "No further action, with advice"]
        people.decides(manager, "Basil Example", "Information given", "They asked for a name.")
        people.tells_the_referrer(manager, "The school nurse is at Example Clinic.")
        people.closes(manager, "Replied.")
        manager.sees("Closed")
