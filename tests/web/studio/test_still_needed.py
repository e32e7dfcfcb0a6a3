"""An agency that nobody began with can go; one that cases are worked on with, or somebody sits in, says so at once."""

from __future__ import annotations

from dataclasses import replace

from hubwright.testing.platform import seat

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import ADMIN, COLLEAGUE, HUB, Studio
from tests.web.studio.living import opened
from tests.web.studio.test_parts import words
from tests.web.studio.test_publish_together import press

PAGE = "remove/agencies~probation"


def taken_out(studio: Studio) -> None:
    ada = studio.begun()
    shown = studio.get(ada, PAGE)
    decided = {str(one["name"]): "also" for one in soup(shown).select("main input[type=radio]")}
    looked = ada.post(studio.address(PAGE), data={**form_of(shown), **decided, "act": "look"})
    assert ada.post(studio.address(PAGE), data={**form_of(looked), "act": "take"}).status_code == 302


def test_an_agency_of_a_hub_in_which_nothing_began_is_taken_out_and_published(studio: Studio) -> None:
    taken_out(studio)
    ada = studio.client(ADMIN)
    assert press(studio, ada, "publish", note="We are six now.").status_code == 302
    with studio.hubwright.store.reading(HUB) as reading:
        assert "probation" not in [one.id for one in reading.live()[1].agencies]


def test_an_agency_that_a_case_is_worked_on_with_stays(studio: Studio) -> None:
    opened(studio, tier="")
    ada = studio.begun()
    said = words(studio.get(ada, PAGE))
    assert "Cases began with it" in said
    assert "Take it out of the draft" not in said


def test_what_began_while_a_draft_was_open_stops_its_publishing_and_stands_on_its_page(studio: Studio) -> None:
    taken_out(studio)
    ada = studio.client(ADMIN)
    shown = studio.get(ada, "publish")
    opened(studio, tier="")
    # A case begins between the page and the press.
    typed = {**form_of(shown), "act": "publish", "note": "We are six now."}
    stopped = ada.post(studio.address("publish"), data=typed)
    assert stopped.status_code == 422
    assert 'The agency "Probation" is gone, but cases that began earlier' in words(stopped)
    # From then on the page says it before anybody presses.
    page = soup(studio.get(ada, "publish"))
    (said,) = page.select("section[aria-labelledby=stops] li")
    assert 'The agency "Probation" is gone, but cases that began earlier' in said.get_text()
    assert said.find("a")["href"].endswith("/studio/parts/agencies")
    assert not page.select('button[value="publish"]')


def test_an_agency_in_which_somebody_sits_says_who(studio: Studio) -> None:
    seat(studio.hubwright, HUB, replace(COLLEAGUE, id="pim", name="Pim Example", agency="probation"))
    said = words(studio.get(studio.begun(), PAGE))
    assert "Pim Example has a membership in" in said
    assert "Take it out of the draft" not in said
