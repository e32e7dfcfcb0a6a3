"""Audits of decisions in pages: drawn, looked at by somebody else, and counted without names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Decide
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.domain.definitions.hub import AuditAnswer, AuditQuestion, DecisionAudit
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.web.conftest import Place, form_of, soup

SCALE = (AuditAnswer("good", a_text("Good")), AuditAnswer("poor", a_text("Poor")))
FORM = DecisionAudit((AuditQuestion("reasons", a_text("Are the reasons clear?"), SCALE),))
SECOND = Actor("u-kit", "Kit Example", "care", frozenset({"manager"}), frozenset({"social_worker"}))


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield, which audits decisions."""
    hub = replace(a_hub(), decision_audit=FORM)
    clock = Clock()
    hubwright = a_platform(sqlite_database.url, (hub,), data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, SECOND, POLICE):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def decided(place: Place) -> str:
    case = place.asked()
    place.does(
        MANAGER, case, Decide("p1", "child", "advice", "Clear reasons.", advice="Talk.", reason_without="No need.")
    )
    return case


def drawn(place: Place, **changed: str) -> str:
    """A sample drawn by the second manager; its address."""
    client = place.client(SECOND)
    form = form_of(client.get("/oakfield/audits"))
    day = place.clock().date()
    for name in ("first", "last"):
        form |= {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
    form |= {"purpose": "Are reasons clear?", "how_many": "5", **changed}
    answer = client.post("/oakfield/audits", data=form)
    assert answer.status_code == 302, soup(answer).select_one("main")
    return str(answer.headers["Location"]).partition("?")[0]


def test_a_sample_is_drawn_looked_at_and_counted(place: Place) -> None:
    case = decided(place)
    at = drawn(place)
    client = place.client(SECOND)
    page = soup(client.get(at))
    assert case in page.select_one("main").get_text()
    assert "same sample" in page.select_one("main").get_text()
    one = client.get(f"{at}/1")
    assert "Clear reasons." in soup(one).select_one("main").get_text()
    assert soup(one).select_one("main h2").get_text() == "Advice: Mia Example"
    reads = soup(place.client(MANAGER).get(f"/oakfield/audit?reference={case}")).select_one("main").get_text()
    assert SECOND.name in reads
    form = form_of(one) | {"q-reasons": "poor", "verdict": "otherwise"}
    again = client.post(f"{at}/1", data=form)
    assert again.status_code == 422
    form |= {"why": "Nobody asked the school.", "learning": "Ask the school.", "told": "health"}
    assert client.post(f"{at}/1", data=form).status_code == 302
    said = soup(client.get(at)).select_one("main").get_text()
    assert "Ask the school." in said
    rates = client.get(f"{at}?as=csv").get_data(as_text=True)
    assert rates.splitlines()[1] == "all,1,1,0,1,0,0"
    assert all(name not in rates for name in (case, SECOND.name, MANAGER.name))


def test_what_was_learned_from_a_case_goes_with_the_case_when_it_is_restricted(place: Place) -> None:
    case = decided(place)
    at = drawn(place)
    client = place.client(SECOND)
    form = form_of(client.get(f"{at}/1")) | {"q-reasons": "poor", "verdict": "otherwise", "why": "Not asked."}
    assert (
        client.post(f"{at}/1", data={**form, "learning": "Mia's uncle works here.", "told": "health"}).status_code
        == 302
    )
    place.does(MANAGER, case, Restrict("sealed", "A colleague is named.", ((SCREENER.id, SCREENER.name),)))
    shut_out = client.get(at)
    assert shut_out.status_code == 200
    for kept in (case, "Mia", "uncle"):
        assert kept not in shut_out.get_data(as_text=True)
    assert client.get(f"{at}/1").status_code == 404
    assert "Mia&#39;s uncle works here." in place.client(MANAGER).get(at).get_data(as_text=True)


def test_nobody_is_given_the_form_of_their_own_decision(place: Place) -> None:
    decided(place)
    at = drawn(place)
    client = place.client(MANAGER)
    one = client.get(f"{at}/1")
    assert "This is your own decision." in soup(one).select_one("main").get_text()
    form = form_of(client.get("/oakfield/audits")) | {"q-reasons": "good", "verdict": "agree"}
    answer = client.post(f"{at}/1", data={**form, "deed": "own"})
    assert answer.status_code == 422


def test_what_is_missing_is_marked_and_what_was_typed_is_kept(place: Place) -> None:
    client = place.client(SECOND)
    form = form_of(client.get("/oakfield/audits")) | {"purpose": "Are reasons clear?", "share": "many"}
    page = client.post("/oakfield/audits", data=form)
    assert page.status_code == 422
    links = {one["href"] for one in soup(page).select(".govuk-error-summary a")}
    assert len(links) == 3
    assert "Are reasons clear?" in soup(page).select_one("main").get_text()


def test_what_was_found_months_later_is_written_once(place: Place) -> None:
    decided(place)
    at = drawn(place)
    place.clock.later(days=95)
    client = place.client(SECOND)
    assert "Due" in soup(client.get("/oakfield/audits")).select_one("main").get_text()
    form = form_of(client.get(at)) | {"found": "Schools are asked now."}
    assert client.post(at, data=form).status_code == 302
    page = soup(client.get(at)).select_one("main").get_text()
    assert "Schools are asked now." in page
    assert "After 6 months" in page


def test_an_audit_or_a_decision_that_is_not_there_is_said_not_to_be(place: Place) -> None:
    decided(place)
    at = drawn(place)
    client = place.client(SECOND)
    for path in ("/oakfield/audits/ZZZZZZZZ", f"{at}/2", f"{at}/0", f"{at}/x", "/oakfield/audits/ZZZZZZZZ/1"):
        assert client.get(path).status_code == 404, path
    assert place.client(POLICE).get(at).status_code in (302, 403)


def test_an_audit_to_look_at_again_stands_in_the_work_of_whoever_audits(place: Place) -> None:
    decided(place)
    path = drawn(place)
    work = "/oakfield/work"
    assert not soup(place.client(SECOND).get(work)).select(f'main a[href="{path}"]')
    place.clock.later(days=93)
    assert soup(place.client(SECOND).get(work)).select(f'main a[href="{path}"]')
    assert not soup(place.client(POLICE).get(work)).select(f'main a[href="{path}"]')
