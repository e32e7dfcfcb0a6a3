"""Who brings what until when, the map of ways in and out, and costs: written in the Studio, and pointed at in time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hubwright.domain.cases.entries import Actor
from hubwright.domain.clocks.london import local
from hubwright.testing.platform import seat

from tests.web.conftest import soup
from tests.web.studio.conftest import HUB, SCREENER, Studio
from tests.web.studio.living import no_examples  # noqa: F401
from tests.web.studio.test_parts import tree, words

pytestmark = pytest.mark.usefixtures("no_examples")
MANAGER = Actor("u-may", "May Example", "childrens-social-care", frozenset({"service-manager"}))


def typed(name: str, day: date) -> dict[str, Any]:
    """A day in its three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def today(studio: Studio) -> date:
    return local(studio.clock()).date()


def manager(studio: Studio) -> Any:
    seat(studio.hubwright, HUB, MANAGER)
    return studio.client(MANAGER)


def test_a_day_that_runs_out_is_pointed_at_in_the_check_and_to_whoever_runs_the_hub(studio: Studio) -> None:
    ada, may = studio.begun(), manager(studio)
    assert "The vetting of Sam" not in words(studio.get(ada, "health"))
    assert "Days that run out" not in words(may.get(f"/{HUB}/work"))
    near = today(studio) + timedelta(days=40)
    given: Any = {"name": "Sam Example", "agency": "childrens-social-care", "vetting": "Enhanced check"}
    half: Any = {"vetted_until-day": "31"}
    missing = studio.send(ada, "parts/local~people~new", **given, **half)
    assert missing.status_code == 422
    assert "Write a day, a month and a year" in words(missing)
    assert studio.send(ada, "parts/local~people~new", **given, **typed("vetted_until", near)).status_code == 302
    assert tree(studio)["local"]["people"][-1]["id"] == "sam-example"
    assert tree(studio)["local"]["people"][-1]["vetted_until"] == near.isoformat()
    assert "The vetting of Sam" in words(studio.get(ada, "health"))
    said = words(studio.get(ada, "parts/local~people~sam-example"))
    assert f"The vetting of Sam Example runs out on {near.day}" in said
    assert studio.send(ada, "publish", note="Vetting").status_code == 302
    work = words(may.get(f"/{HUB}/work"))
    assert "Days that run out" in work
    assert "Sam Example Vetting runs out" in work
    brings = words(may.get(f"/{HUB}/partnership"))
    # It stands beside the seat of the same name.
    assert f"Sam Example, Level three social workerEnhanced check. Vetting runs out: {near.day}" in brings
    studio.clock.now += timedelta(days=50)
    assert "The vetting of Sam Example ran out" in words(studio.get(studio.begun(), "parts/local~people~sam-example"))


def test_the_hub_says_how_long_before_a_day_it_wants_to_know(studio: Studio) -> None:
    ada = studio.begun()
    far = today(studio) + timedelta(days=300)
    gift: Any = {"name-en": "A lawyer, one day a week", "agency": "housing", "gives_as": "staff"}
    assert studio.send(ada, "parts/local~contributions~new", **gift, **typed("until", far)).status_code == 302
    assert "A lawyer" not in words(studio.get(ada, "health"))
    assert studio.send(ada, "parts/local", warn_days="365").status_code == 302
    said = words(studio.get(ada, "parts/local~contributions~a-lawyer-one-day-a-week"))
    assert 'What an agency gives, "A lawyer, one day a week", runs out on' in said
    shown = soup(studio.get(ada, "partnership/agencies")).select_one("section[aria-labelledby=agency-housing]")
    assert shown is not None
    assert "A lawyer, one day a week (People), until" in " ".join(shown.text.split())
    assert "Soon" in shown.text


def test_the_map_shows_who_was_told_of_each_way_in_and_marks_the_one_nobody_was_told_of(studio: Studio) -> None:
    ada = studio.begun()
    page = studio.get(ada, "partnership/map")
    assert soup(page).select("svg[role=img] title")
    assert "Told: Children and young people, 1 October 2026." in words(page)
    assert "Nobody is on record as told of this way in." not in words(page)
    pupils: Any = {"doors": ["for-professionals"]}
    assert studio.send(ada, "parts/local~told_of_us~young-people", **pupils).status_code == 302
    page = studio.get(ada, "partnership/map")
    assert words(page).count("Nobody is on record as told of this way in.") == 1
    found = words(studio.get(ada, "parts/doors~for-young-people"))
    assert "It is not written that anybody was told of the way in" in found
    # A way in that is taken out is no longer named as told of.
    numbers = [one.text for one in soup(page).select("svg text") if one.text.startswith("17. ")]
    assert numbers == ["17. Police matters that are"]


def test_costs_are_added_up_by_agency_and_in_all_and_for_each_contact(studio: Studio) -> None:
    ada = studio.begun()
    assert studio.send(ada, "parts/agencies~police", fte="2.5", fte_planned="4").status_code == 302
    post: Any = {"name-en": "A post", "phase": "running", "pounds": "40000", "each": "full_time_post"}
    wrong = studio.send(ada, "parts/local~costs~new", **{**post, "pounds": "40000.50"})
    assert wrong.status_code == 422
    assert studio.send(ada, "parts/local~costs~new", **post, assumed="The middle of three areas.").status_code == 302
    page = studio.get(ada, "partnership/costs")
    rows = {row.th.text: [cell.text for cell in row.select("td")] for row in soup(page).select("tbody tr")}  # type: ignore[union-attr]
    # Two and a half posts at 40,000; what their people are said to be worth is not counted again.
    assert rows["Police"] == ["2.5", "£100,000", "£30,000", "£130,000", "£3,500", "£14.44"]
    assert rows["Nobody has said who pays"][1:4] == ["", "£41,000", "£41,000"]
    assert rows["In all"][:4] == ["2.5", "£213,000", "£116,000", "£329,000"]
    said = words(page)
    assert "it costs £389,000 a year" in said
    assert "For each contact: 9,000 are expected in a year." in said
    assert "Assumed: The middle of three areas." in said
    assert studio.send(ada, "parts/local~costs~a-post", agency="housing").status_code == 302
    assert "Nobody has said how many full-time posts there are of" in words(studio.get(ada, "parts/local~costs~a-post"))


def test_what_an_agency_brings_goes_with_the_agency(studio: Studio) -> None:
    ada = studio.begun()
    used = words(studio.get(ada, "parts/agencies~health"))
    assert "The entry “A named nurse, four days a week” of the place names it." in used
    assert "The entry “Robin Example” of the place names it." in used
    unnamed: Any = {"name-en": "Ambulance", "mode": "virtual"}
    assert studio.send(ada, "parts/agencies~new", **unnamed).status_code == 302
    assert "It is not written what Ambulance gives to the hub" in words(studio.get(ada, "parts/agencies~ambulance"))


def test_nobody_without_the_task_sees_days_and_money(studio: Studio) -> None:
    for page in ("", "/map", "/costs"):
        assert studio.client(SCREENER).get(f"/{HUB}/partnership{page}").status_code == 403
        assert manager(studio).get(f"/{HUB}/partnership{page}").status_code == 200
