"""The register of agreements in pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Agreement
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.web.conftest import Place, form_of, soup

SHARING = Agreement("sharing", a_text("Sharing agreement"), "sharing_agreement", ("health",), review_months=12)


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield, with one agreement."""
    hub, clock = replace(a_hub(), agreements=(SHARING,)), Clock()
    hubwright = a_platform(sqlite_database.url, (hub,), data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, HEALTH):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def words(answer: object) -> str:
    return str(soup(answer).select_one("main").get_text())


def test_a_signature_is_written_down_and_then_it_holds(place: Place) -> None:
    client = place.client(MANAGER)
    page = client.get("/oakfield/agreements")
    assert "To be asked to sign: Health" in words(page)
    form = form_of(page) | {"agreement": "sharing", "agency": "health"}
    refused = client.post("/oakfield/agreements", data=form)
    assert refused.status_code == 422
    assert len(soup(refused).select(".govuk-error-summary a")) == 2
    today = place.clock().date()
    form |= {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    assert client.post("/oakfield/agreements", data=form | {"by": "Robin O'Example"}).status_code == 302
    after = words(client.get("/oakfield/agreements"))
    assert "Signed by all" in after
    assert "Robin O'Example" in after


def test_a_check_that_went_out_under_one_that_does_not_hold_says_so_on_the_case(place: Place) -> None:
    case = place.asked()
    said = words(place.client(SCREENER).get(f"/oakfield/cases/{case}"))
    assert "It leans on an agreement that does not hold: Sharing agreement" in said


def answer_number(place: Place, case: str) -> int:
    with place.hubwright.store.reading("oakfield") as reading:
        return reading.entries(f"case:{case}")[-1].number


def test_the_forms_that_lean_on_one_say_so_and_stop_nothing(place: Place) -> None:
    case = place.asked()
    worker = place.client(SCREENER)
    said = "It leans on an agreement that does not hold: Sharing agreement (not every agency has signed it)."
    for deed in ("ask", "confirm-basis?about=b1"):
        assert said in words(worker.get(f"/oakfield/cases/{case}/{deed}")), deed
    place.does(HEALTH, case, c.Return("q2", "shared", text="Seen twice.", passing_on="ask_first"))
    for deed in ("ask-release", "pass-on"):
        assert said in words(worker.get(f"/oakfield/cases/{case}/{deed}")), deed
    path = f"/oakfield/releases/{case}/q2-{answer_number(place, case)}"
    owner = place.client(HEALTH)
    page = owner.get(path)
    assert said in words(page)
    assert owner.post(path, data=form_of(page) | {"released": "yes"}).status_code == 302
    assert words(worker.get(f"/oakfield/cases/{case}")).count(said) >= 2


def test_what_waits_for_signatures_stands_in_the_work_of_whoever_keeps_the_register(place: Place) -> None:
    page = place.client(MANAGER).get("/oakfield/work")
    (link,) = soup(page).select('main a[href="/oakfield/agreements"]')
    assert link.get_text() == "Sharing agreement"
    assert "To be asked to sign: Health" in words(page)
    assert "Sharing agreement" not in words(place.client(HEALTH).get("/oakfield/work"))
