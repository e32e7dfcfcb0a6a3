"""An adult who may choose for themselves and does, and six residents of one home whom nobody has named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Rate, Read, Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import Running, running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

DOOR = "for-professionals-adults"
LIMBS = (
    "They have needs for care and support",
    "They experience abuse or neglect, or are at risk of it",
    "Because of those needs they cannot protect themselves",
)


def test_an_adult_refuses_and_six_residents_are_looked_after_without_a_name(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "hampshire") as hub:
        albert = deeds.arrives(
            hub, Subject("", "Albert Example", born={"year": 1944}), what="Money goes missing.", door=DOOR
        )
        home = deeds.arrives(
            hub, Subject("", "Ida Example", born={"year": 1939}), what="Cold meals and no staff.", door=DOOR
        )
        for case in (albert, home):
            deeds.does(hub, "ada", case, Read(), Rate("adult", "soon"))
        with somebody(browser, hub, "adults") as worker:
            people.signs_in(worker, "ada")
            _he_refuses(worker, albert)
            _the_home(worker, hub, home)


def _he_refuses(worker: Walk, case: str) -> None:
    people.opens_the_case(worker, case)
    worker.follows("Answer the test")
    for limb, said in zip(LIMBS, ("Yes", "Yes", "No"), strict=True):
        worker.chooses(limb, said)
    worker.writes("On what does this rest?", "He talked it through alone with me, and weighed it.")
    worker.presses("Record this")
    worker.follows("Write what they want")
    worker.writes("What do they want to come of it?", "Leave my nephew be. I decide about my money.")
    worker.chooses("Who speaks for them where they cannot?", "They speak for themselves")
    worker.presses("Record this")
    worker.sees("Leave my nephew be. I decide about my money.", "They speak for themselves")
    people.decides(
        worker, "Albert Example", "No further action, with advice", "He can choose, understands and refuses.",
        advice="His bank's number for blocking a card.",
    )  # fmt: skip
    worker.sees("Albert Example: No further action, with advice")


def _the_home(worker: Walk, hub: Running, case: str) -> None:
    people.opens_the_case(worker, case)
    worker.follows("Add people without names")
    worker.writes("How many people?", "5")
    worker.writes("Who are they?", "resident of Example House")
    worker.writes("How did they come to light?", "They sat at the same table.")
    worker.presses("Add them")
    worker.follows("Say where the harm comes from")
    worker.chooses("Where does the harm come from?", "A place")
    worker.writes("Who, or what is it called?", "Example House")
    worker.writes("What is said about it?", "Nobody was there at night.")
    worker.presses("Record this")
    worker.sees("Alleged source of harm: Example House", "A place", "resident of Example House")
