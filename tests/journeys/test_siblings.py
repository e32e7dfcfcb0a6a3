"""A child, two siblings and an unborn baby: each opened and ticked before one act decides for several."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Rate, Read, Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import running
from tests.journeys.walking import somebody

pytestmark = pytest.mark.journey

FAMILY = (
    Subject("", "Mia Example", born={"year": 2019}),
    Subject("", "Leo Example", born={"year": 2021}),
    Subject("", "Noa Example", born={"year": 2023}),
    Subject("", "", unborn=True, expected={"year": 2027, "month": 3}),
)


def test_one_child_goes_to_section_47_and_the_others_are_decided_in_one_act(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        case = deeds.arrives(hub, *FAMILY, what="A bruise on Mia's arm, the shape of a hand.")
        deeds.does(hub, "sam", case, Read(), Rate("child", "amber"))
        with somebody(browser, hub, "siblings") as manager:
            people.signs_in(manager, "morgan")
            people.opens_the_case(manager, case)
            people.decides(manager, "Mia Example", "Section 47 enquiry", "A mark that nobody explains.")
            manager.sees("Mia Example: Section 47 enquiry")
            manager.presses("Decide for several together")
            manager.sees_nothing_of("I have looked at Mia Example")
            for name in ("Leo Example", "Noa Example"):
                manager.chooses(name, f"I have looked at {name}, and this holds")
            manager.writes("Why, where it differs for Leo Example", "He saw it, and sleeps badly.")
            manager.chooses("What happens next for them?", "Child and family assessment")
            manager.writes("Why?", "They live in the same home.")
            manager.presses("Record these decisions")
            manager.sees(
                "Leo Example: Child and family assessment",
                "Noa Example: Child and family assessment",
                "He saw it, and sleeps badly.",
                "They live in the same home.",
            )
            people.decides(
                manager, "Unborn baby", "No further action, with advice", "The midwife knows and looks again.",
                advice="Ring us when the baby is born.",
            )  # fmt: skip
            manager.sees("Unborn baby: No further action, with advice", "Decided")
