"""Coming in and going out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hubwright.actions.accounts import disable_account, enable_account
from hubwright.testing.stories import MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app
from hubwright.web.sign_in import passwords

from tests.web.conftest import Place, form_of, soup

PASSWORD = "three fictional words"
ADDRESS = f"{SCREENER.id}@oakfield.example"


@pytest.fixture
def known(place: Place) -> Place:
    """Oakfield, with a screener who has chosen a password."""
    passwords.choose(place.hubwright, SCREENER.id, PASSWORD)
    return place


def enters(place: Place, email: str = ADDRESS, password: str = PASSWORD, then: str = "") -> tuple[Any, Any]:
    client = place.client()
    path = f"/oakfield/sign-in?then={then}" if then else "/oakfield/sign-in"
    form = {**form_of(client.get(path)), "email": email, "password": password}
    return client, client.post("/oakfield/sign-in", data=form)


def test_the_right_password_leads_to_the_queue_and_signing_out_ends_it(known: Place) -> None:
    client, answer = enters(known, email=ADDRESS.upper())
    assert answer.status_code == 302
    page = client.get("/oakfield/start", follow_redirects=True)
    assert page.request.path == "/oakfield/queue"
    token = soup(page).select_one(".hw-header__form [name=csrf_token]")
    assert token is not None
    client.post("/oakfield/sign-out", data={"csrf_token": token["value"]})
    assert client.get("/oakfield/queue").status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(known: Place) -> None:
    _, wrong = enters(known, password="something else entirely")
    _, unknown = enters(known, email="nobody@oakfield.example")
    assert wrong.status_code == unknown.status_code == 422
    summaries = [soup(answer).select_one(".govuk-error-summary").get_text() for answer in (wrong, unknown)]  # type: ignore[union-attr]
    assert summaries[0] == summaries[1]


def test_after_too_many_tries_even_the_right_password_waits(known: Place) -> None:
    for _ in range(passwords.TRIES):
        enters(known, password="something else entirely")
    _, answer = enters(known)
    assert answer.status_code == 422
    known.clock.later(minutes=16)
    _, answer = enters(known)
    assert answer.status_code == 302


def test_after_signing_in_one_goes_where_one_was_going_and_nowhere_else(known: Place) -> None:
    _, inside = enters(known, then="/oakfield/audit")
    assert inside.headers["Location"] == "/oakfield/audit"
    for elsewhere in (
        "https://evil.example/",
        "//evil.example/oakfield/",
        "/elmbridge/queue",
        "/oakfield/\\evil.example",
    ):
        _, outside = enters(known, then=elsewhere)
        assert outside.headers["Location"] == "/oakfield/start"


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_looking_does_not_spend(known: Place) -> None:
    client = known.client()
    form = form_of(client.get("/oakfield/forgotten-password"))
    asked = client.post("/oakfield/forgotten-password", data={**form, "email": ADDRESS})
    nobody = client.post("/oakfield/forgotten-password", data={**form, "email": "nobody@oakfield.example"})
    assert asked.get_data() == nobody.get_data() or "on its way" in nobody.get_data(as_text=True)
    link = _letter(known)["link"].removeprefix("http://hubs.example")
    for _ in range(3):
        assert client.get(link).status_code == 200
    short = client.post(link, data={**form_of(client.get(link)), "password": "short", "again": "short"})
    assert short.status_code == 422
    new = "another three words"
    chosen = client.post(link, data={**form_of(client.get(link)), "password": new, "again": new})
    assert chosen.status_code == 302
    assert client.get(link).status_code == 410
    assert enters(known, password=new)[1].status_code == 302
    assert enters(known)[1].status_code == 422


def test_a_link_holds_for_an_hour(known: Place) -> None:
    client = known.client()
    form = form_of(client.get("/oakfield/forgotten-password"))
    client.post("/oakfield/forgotten-password", data={**form, "email": ADDRESS})
    link = _letter(known)["link"].removeprefix("http://hubs.example")
    known.clock.later(minutes=61)
    assert client.get(link).status_code == 410


def _letter(place: Place) -> Any:
    jobs = place.hubwright.store.claim("oakfield", now=place.clock(), lease=timedelta(minutes=1))
    letters = [job.payload for job in jobs if job.kind == "account_letter"]
    assert len(letters) == 1
    return letters[0]


def test_ending_a_sign_in_holds_from_the_next_click(known: Place) -> None:
    client, _ = enters(known)
    assert client.get("/oakfield/queue").status_code == 200
    disable_account(known.hubwright.house, user=SCREENER.id)
    assert client.get("/oakfield/queue").status_code == 302
    enable_account(known.hubwright.house, user=SCREENER.id)
    assert client.get("/oakfield/queue").status_code == 302
    again, _ = enters(known)
    assert again.get("/oakfield/queue").status_code == 200


def test_a_button_for_fictional_people_means_nothing_outside_the_demonstration(place: Place) -> None:
    client = place.client()
    page = client.get("/oakfield/sign-in")
    assert "fictional" not in page.get_data(as_text=True)
    answer = client.post("/oakfield/sign-in", data={**form_of(page), "person": MANAGER.id})
    assert answer.status_code == 422


def test_in_the_demonstration_a_button_signs_its_person_in(place: Place) -> None:
    place.app = create_app(replace(place.hubwright, demo=True))
    client = place.client()
    page = client.get("/oakfield/sign-in")
    assert "This is not the real" in page.get_data(as_text=True)
    token = {"csrf_token": soup(page).select_one("main [name=csrf_token]")["value"]}  # type: ignore[index]
    assert client.post("/oakfield/sign-in", data={**token, "person": POLICE.id}).status_code == 302
    assert client.get("/oakfield/start").headers["Location"] == "/oakfield/checks"


def test_every_page_keeps_to_itself(known: Place) -> None:
    client, _ = enters(known)
    for path in ("/oakfield/sign-in", "/oakfield/queue", "/oakfield/no-such-page/at/all"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
    cookie = known.client().get("/oakfield/sign-in").headers.get("Set-Cookie", "")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
