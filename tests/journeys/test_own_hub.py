"""Oakfield: somebody who never wrote a file makes the starter into a hub of its own, and opens it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.actions.accounts import create_account
from hubwright.actions.create_hub import create_hub
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.cli.beginning import begin_with
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.hubs import Seat
from hubwright.wiring import Hubwright
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import people
from tests.journeys.conftest import ROOT, running
from tests.journeys.walking import Walk, somebody

# Over forty pages, each looked at: longer than a journey may take.
pytestmark = [pytest.mark.journey, pytest.mark.storage, pytest.mark.soak]

ADA = "ada@oakfield.example"


def test_a_hub_of_ones_own_is_made_and_opened_in_the_browser(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with (
        running(postgresql_database, tmp_path, "oakfield", _begun) as hub,
        somebody(browser, hub, "oakfield-ada") as ada,
    ):
        people.signs_in(ada, "ada")
        ada.goes("studio")
        ada.presses("Begin a draft")
        _rates_with_blue(ada)
        _clocks(ada)
        _five_agencies(ada)
        _meets_decides_and_writes(ada)
        _says_what_belongs_to_the_place(ada)
        _publishes(ada)
        _opens(ada)


def _begun(hubwright: Hubwright, hub: str) -> dict[str, str]:
    """As whoever runs the installation begins a hub: the starter under its own name, and one administrator."""
    name = "Oakfield front door"
    beginning = begin_with(ROOT / "tenant_configs" / "starter", id=hub, name=name)
    create_hub(hubwright.house, hub=hub, name=name)
    beginning.publish(hubwright)
    ada = create_account(hubwright.house, name="Ada Example", email=ADA)
    seat = Seat("seat-ada", ada.id, "Ada Example", "childrens-social-care", frozenset({"hub-administrator"}),
                frozenset(), begins=hubwright.house.now())  # fmt: skip
    give_a_seat(hubwright.house, hub=hub, actor=OPERATOR, deed="seat-ada", seat=seat)
    return {"ada": ADA}


def _saves(walk: Walk) -> None:
    walk.presses("Save in the draft")
    assert "To be mended" not in walk.page.title()
    assert not walk.page.locator(".govuk-error-summary").count(), walk.text


def _rates_with_blue(walk: Walk) -> None:
    """Four ratings: the scale is called BRAG, and Blue is one of them, with its three clocks."""
    walk.goes("studio/start")
    walk.follows("Change Ratings")
    walk.follows("Red, amber, green")
    walk.writes("What is it called?", "BRAG")
    _saves(walk)
    walk.goes("studio/parts/scales~rag~tiers~new")
    walk.writes("What is it called?", "Blue")
    walk.writes("Colour", "#1d70b8")
    walk.picks("Shape", "Diamond")
    walk.writes("What does it mean?", "A question: somebody asks for advice.")
    walk.picks("Who decides? Children", "Social worker of the hub")
    walk.page.locator("input[name=routes][value=no-further-action]").check()
    _saves(walk)
    walk.sees("Blue")


def _clocks(walk: Walk) -> None:
    """Blue has its own time for answers, for meeting and for deciding."""
    for name, amount in (("Return, blue", "2"), ("Meeting, blue", "3"), ("Decision, blue", "5")):
        walk.goes("studio/parts/clocks~new")
        walk.writes("What is it called?", name)
        walk.writes("How much?", amount)
        walk.chooses("Of what?", "Working days")
        walk.chooses("Hours", "Office hours")
        _saves(walk)
    walk.goes("studio/parts/scales~rag~tiers~blue")
    walk.picks("By when is it decided?", "Decision, blue")
    walk.picks("By when do agencies answer?", "Return, blue")
    walk.picks("Meeting", "Daily meeting")
    walk.picks("By when do you meet?", "Meeting, blue")
    walk.page.locator("input[name=checks][value=short-checks]").check()
    _saves(walk)


def _five_agencies(walk: Walk) -> None:
    """Two of seven are taken out, with all that names them."""
    for agency in ("probation", "youth-offending"):
        walk.goes(f"studio/remove/agencies~{agency}")
        for one in walk.page.locator("main input[type=radio][value=also]").all():
            walk.acts += 1
            one.check()
        if walk.page.get_by_role("button", name="Show what would change").count():
            walk.presses("Show what would change")
        walk._leads_on(walk.page.locator("main button[value=take]"))


def _meets_decides_and_writes(walk: Walk) -> None:
    """One meeting, one decider and one letter more."""
    walk.goes("studio/parts/meeting_types~new")
    walk.writes("What is it called?", "Early help panel meeting")
    walk.chooses("What is it?", "Panel")
    walk.chooses("How can it be held?", "By video")
    walk.chooses("Who may chair?", "Children's Services team manager")
    _saves(walk)
    walk.goes("studio/parts/deciders~new")
    walk.writes("What is it called?", "Manager of early help")
    walk.chooses("Roles", "Children's Services team manager")
    _saves(walk)
    walk.goes("studio/parts/letters~letter-acknowledge")
    walk.writes("The words", "Oakfield has what you sent: {{reference}}. We answer within one working day.")
    _saves(walk)


def _says_what_belongs_to_the_place(walk: Walk) -> None:
    walk.goes("studio/parts/local")
    walk.writes("Councils, one on each line", "Oakfield Council")
    walk.writes("The areas, in words", "Oakfield and the villages around it")
    walk.writes("Who answers for data protection? An e-mail address", "privacy@oakfield.example")
    for page in ("Accessibility", "Privacy", "Complaints"):
        walk.writes(page, f"What Oakfield says about {page.lower()}.")
    for one in walk.page.locator("input[name^=mailboxes-]").all():
        walk.acts += 1
        one.fill("team@oakfield.example")
    for role in ("team-manager", "service-manager"):
        walk.acts += 1
        walk.page.locator(f"input[name=role_mailboxes-{role}]").fill(f"{role}@oakfield.example")
    _saves(walk)
    for when, number in (("Open", "01632 960001"), ("Closed", "01632 960002")):
        walk.goes("studio/parts/local~duty~new")
        walk.chooses("When?", when)
        walk.writes("What is it called?", f"Duty while it is {when.lower()}")
        walk.writes("Telephone number", number)
        walk.writes("E-mail addresses, one on each line", "duty@oakfield.example")
        _saves(walk)


def _publishes(walk: Walk) -> None:
    walk.goes("studio/publish")
    walk.sees("0 problems")
    walk.page.locator("main [name=note]").fill("As our partnership decided.")
    walk._leads_on(walk.page.locator("main button[value=publish]"))


def _opens(walk: Walk) -> None:
    walk.goes("studio")
    walk.presses("Begin a draft")
    walk.follows("Setting up")
    walk.follows("Open to referrals")
    walk.writes("Why does it open without what is missing, and who answers for that?", "A rehearsal; Ada answers.")
    walk.presses("Open to referrals")
    walk.sees("This hub takes referrals.")
