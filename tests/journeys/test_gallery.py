"""Merton takes Sandwell's way of working from the gallery, changes five things, and takes the better one later.

An open case of Merton goes on as it began. tests/cli/test_template_story.py tells the same with files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hubwright.actions.accounts import create_account
from hubwright.actions.create_hub import create_hub
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.actions.templates import keep_origin
from hubwright.cli.beginning import begin_with
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.hubs import Seat
from hubwright.loading.library import load_library
from hubwright.wiring import Hubwright
from playwright.sync_api import Browser, ViewportSize, expect

from tests.databases import Database
from tests.journeys import people, referrer
from tests.journeys.conftest import NARROW, ROOT, WIDE, Running, inspected, running
from tests.journeys.studio import saves
from tests.journeys.walking import Walk, somebody

# Two hubs, four publishings and a rehearsal, each page looked at: longer than a journey may take.
pytestmark = [pytest.mark.journey, pytest.mark.storage, pytest.mark.soak]

WAY = "Sandwell way of working"
FORM = "Tell us about a child: for professionals"
OURS, PAGE, BETTER = "Tell Merton about a child", "Who is it about?", "Who are you worried about?"
SAID = "Somebody goes there now."
EXAMPLES = ("green-is-offered-to-early-help", "three-clocks-before-a-bank-holiday")
OUR_CLOCK = ("Decision, amber", "20")
THEIR_CLOCKS = {"Decision, amber": "16", "Tell the referrer what became of it": "2"}


def test_merton_takes_what_sandwell_made_better_and_an_open_case_does_not_notice(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with (
        running(postgresql_database, tmp_path, "merton", _two_hubs) as hub,
        _builder(browser, hub, "sandwell", "sandy") as sandy,
        _builder(browser, hub, "merton", "ada") as ada,
        somebody(browser, hub, "gallery-teacher") as teacher,
        somebody(browser, hub, "gallery-sam") as sam,
    ):
        _shares(sandy)
        _begins_from_it(ada)
        _four_words_and_a_clock(ada)
        _says_where_letters_go(ada)
        _publishes(ada, "As our partnership decided.")
        _opens(ada)
        hub.people["sam"] = _sits(
            hub.hubwright, "merton", "sam", "social-work", "responsible-social-worker", "social_worker"
        )
        _refers(teacher)
        case = _rates(sam)
        before = _due(sam, case)
        _makes_it_better(sandy)
        _shares(sandy)
        _takes_it_with_one_question(ada)
        _rehearses(ada)
        ada.goes("studio/publish")
        ada.sees(BETTER, "1 case is open. It keeps its questions, clocks, stages and ratings as they were")
        _publishes(ada, "Sandwell's second version.")
        assert _due(sam, case) == before
        referrer.opens_the_door(teacher, "I work with children")
        teacher.sees(BETTER)


def _two_hubs(hubwright: Hubwright, hub: str) -> dict[str, str]:
    """Sandwell as it is shipped; Merton as whoever runs an installation begins a hub, open to nobody yet."""
    library = load_library([ROOT / "tenant_configs" / "sandwell"])
    loaded = library.hubs["sandwell"]
    publish_hub(hubwright.house, hub="sandwell", name=loaded.hub.name.en, revision=revision_of_all(loaded),
                documents=documents_of(loaded), note="For a journey.", deed="publish")  # fmt: skip
    told = {one["id"]: one for one in library.scenarios["sandwell"] if one["id"] in EXAMPLES}
    keep_origin(hubwright.house, hub="sandwell", taken=(), templates={}, scenarios=told)
    beginning = begin_with(ROOT / "tenant_configs" / "starter", id=hub, name="Merton")
    create_hub(hubwright.house, hub=hub, name="Merton")
    beginning.publish(hubwright)
    made = {"sandy": _sits(hubwright, "sandwell", "sandy", "social-work", "hub-administrator")}
    return made | {"ada": _sits(hubwright, hub, "ada", "police", "hub-administrator")}


def _sits(hubwright: Hubwright, hub: str, who: str, agency: str, role: str, *qualified: str) -> str:
    """Somebody with a membership of a hub; their address."""
    name, email = f"{who.capitalize()} Example", f"{who}@{hub}.example"
    made = create_account(hubwright.house, name=name, email=email)
    seat = Seat(f"seat-{who}", made.id, name, agency, frozenset({role}), frozenset(qualified),
                begins=hubwright.house.now())  # fmt: skip
    give_a_seat(hubwright.house, hub=hub, actor=OPERATOR, deed=seat.id, seat=seat)
    return email


@contextmanager
def _builder(browser: Browser, hub: Running, which: str, who: str) -> Iterator[Walk]:
    """An administrator of one of the two hubs, with a draft begun."""
    with somebody(browser, replace(hub, hub=which), f"gallery-{who}") as walk:
        people.signs_in(walk, who)
        _begins_a_draft(walk)
        yield walk


def _begins_a_draft(walk: Walk) -> None:
    walk.goes("studio")
    walk.presses("Begin a draft")


def _part(walk: Walk, *ways: str) -> None:
    """From wherever the builder is to a part of the hub, link by link."""
    for way in ("The hub", *ways):
        walk.follows(way)


def _clock(walk: Walk, name: str, much: str) -> None:
    _part(walk, "Clocks", name)
    walk.writes("How much?", much)
    saves(walk)


def _shares(walk: Walk) -> None:
    """The whole of what Sandwell runs on, under the same name each time."""
    walk.goes("studio/share")
    walk.writes("What is it called?", WAY)
    walk.presses("Share it")
    walk.sees("It is in the gallery.")


def _begins_from_it(walk: Walk) -> None:
    """Looked at in the gallery first; then everything of the draft gives way to it."""
    walk.follows("Sharing")
    walk.sees("The whole of a hub")
    walk.follows(WAY)
    walk.sees("What it holds", "In what it differs from your draft", "it can begin from the whole of it")
    walk.page.locator("main details summary").first.click()
    _fits_a_telephone(walk)
    walk.follows("Setting up")
    walk.page.get_by_text("Begin from another hub instead").click()
    walk.presses(f"Begin from {WAY}")
    walk.goes("studio/sharing")
    walk.sees("Nothing newer is shared here.", "Used by: Merton")


def _four_words_and_a_clock(walk: Walk) -> None:
    _part(walk, "Agencies", "Police")
    walk.writes("What is it called?", "Metropolitan Police")
    saves(walk)
    _part(walk, "Outcomes", "Early Help")
    walk.writes("What is it called?", "Early Help in Merton")
    saves(walk)
    _part(walk, "Ratings", "First rating", "Change Ratings", "Red")
    walk.writes("What does it mean?", SAID)
    saves(walk)
    walk.goes("studio/forms")
    walk.follows(FORM)
    walk.follows("Name, and what is enough to send")
    walk.writes("What is this form called?", OURS)
    walk.presses("Save in the draft")
    _clock(walk, *OUR_CLOCK)


def _says_where_letters_go(walk: Walk) -> None:
    """What no template carries."""
    _part(walk, "What belongs to the place")
    walk.writes("Councils, one on each line", "Merton Council")
    walk.writes("The areas, in words", "Merton")
    walk.writes("Who answers for data protection? An e-mail address", "privacy@merton.example")
    for page in ("Accessibility", "Privacy", "Complaints"):
        walk.writes(page, f"What Merton says about {page.lower()}.")
    for one in walk.page.locator("input[name^=mailboxes-], input[name^=role_mailboxes-]").all():
        one.fill("team@merton.example")
    saves(walk)
    for when, number in (("Open", "01632 960001"), ("Closed", "01632 960002")):
        _part(walk, "What belongs to the place", "Change Duty posts")
        walk.presses("Add an entry")
        walk.chooses("When?", when)
        walk.writes("What is it called?", f"Duty while it is {when.lower()}")
        walk.writes("Telephone number", number)
        walk.writes("E-mail addresses, one on each line", "duty@merton.example")
        saves(walk)


def _publishes(walk: Walk, why: str) -> None:
    """With each worked example that goes otherwise let go, for a reason."""
    walk.goes("studio/publish")
    while (asked := walk.page.get_by_label("Why may it go otherwise?")).count():
        asked.first.fill(why)
        walk.presses(walk.page.get_by_role("button", name="Let it go otherwise").first.inner_text())
    assert "0 problems" in walk.page.locator(".hw-studio-bar").inner_text(), walk.text[:600]
    walk.writes("Why is it published?", why)
    walk.presses("Publish the draft")


def _opens(walk: Walk) -> None:
    """With what is still missing said, and who answers for it."""
    _begins_a_draft(walk)
    walk.follows("Setting up")
    walk.follows("Open to referrals")
    walk.writes("Why does it open without what is missing, and who answers for that?", "A rehearsal; Ada answers.")
    walk.presses("Open to referrals")
    walk.sees("This hub takes referrals.")


def _refers(walk: Walk) -> None:
    referrer.opens_the_door(walk, "I work with children")
    referrer.names_a_child(walk, "Max Example", year="2018")
    walk.presses("Continue")
    referrer.says_what_worries(walk)
    referrer.says_how_to_reach(walk)
    walk.presses("Continue")
    walk.presses("Send what I have now")
    referrer.sent(walk)


def _rates(walk: Walk) -> str:
    """Read and rated by a worker of Merton; the reference of the case."""
    people.signs_in(walk, "sam")
    case = people.opens_the_case(walk, "Max Example")
    people.reads_it(walk)
    people.rates(walk, "Amber")
    return case


def _due(walk: Walk, case: str) -> list[str]:
    """What is due in a case and when."""
    people.opens_the_case(walk, case)
    found = walk.page.locator(".hw-due time")
    assert found.count()
    return [str(one.get_attribute("datetime")) for one in found.all()]


def _makes_it_better(walk: Walk) -> None:
    """A better heading, and two clocks that run less long."""
    walk.goes("studio/forms")
    walk.follows(FORM)
    walk.follows(f"Change {PAGE}")
    walk.writes("What is this page called?", BETTER)
    walk.presses("Save in the draft")
    for name, much in THEIR_CLOCKS.items():
        _clock(walk, name, much)
    _publishes(walk, "Times that our hub has learnt to keep.")
    _begins_a_draft(walk)


def _takes_it_with_one_question(walk: Walk) -> None:
    """What both changed is asked once, with three answers; everything else comes by itself."""
    walk.follows("Sharing")
    walk.sees("The original changed", "Version 2 is there.")
    walk.presses(f"Ignore this version {WAY}")
    walk.sees("Version 2 is there; Ada Example passed it over on")
    _fits_a_telephone(walk)
    walk.presses(f"Look at this version after all {WAY}")
    walk.sees("The original changed")
    walk.follows("See what would change, and take it")
    walk.sees(BETTER, 'The clock "Tell the referrer what became of it" runs 2 working days; it was 3 working days.')
    asked = walk.page.locator("main fieldset")
    assert asked.count() == 1
    answers = asked.get_by_role("radio")
    assert answers.count() == 3
    walk.presses("Take it into the draft")
    walk.sees("Not every question has an answer.")
    _fits_a_telephone(walk)
    answers.first.check()
    walk.presses("Take it into the draft")
    walk.sees("It is in the draft.", "version 2", "Nothing newer is shared here.")


def _rehearses(walk: Walk) -> None:
    """Every worked example told on the draft, by the work in the background."""
    walk.follows("Rehearse")
    walk.presses(walk.page.get_by_role("button", name="Rehearse").inner_text())
    expect(walk.page.get_by_role("button", name="Rehearse again")).to_be_visible(timeout=90_000)
    walk.sees("As expected")
    _fits_a_telephone(walk)


def _fits_a_telephone(walk: Walk) -> None:
    """Nothing of a page is wider than a telephone, and it is as clean there."""
    walk.page.set_viewport_size(ViewportSize(**NARROW))
    inspected(walk.page)
    walk.page.set_viewport_size(ViewportSize(**WIDE))
