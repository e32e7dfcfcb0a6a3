"""What somebody tries who means harm: on the pages of the hub's people, on the sign-in, and on the pages for anyone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from hubwright.actions.accounts import issue_token
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Ask, Rate, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.hub import Role
from hubwright.domain.texts import Text
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app
from hubwright.web.guards import Anyone
from hubwright.web.routes import ROUTES
from hubwright.web.sign_in import forgotten, passwords

from tests.databases import Database
from tests.web.conftest import ADULTS, ELSEWHERE, NOWHERE, Place, form_of, soup


def reads(place: Place, actor: Actor, hub: str = "oakfield") -> list[tuple[str, str]]:
    """What stands in the read log about somebody: what, and how."""
    with place.hubwright.store.reading(hub) as reading:
        lines = reading.rows("read_log", scope=Everything(), where={"user_id": actor.id}, order=("at",))
    return [(line["what"], line["purpose"]) for line in lines]


def token_on(client: FlaskClient, path: str) -> dict[str, Any]:
    """The token of a page's last form."""
    return {"csrf_token": form_of(client.get(path))["csrf_token"]}


class TestReading:
    def test_a_form_that_comes_back_is_a_read_and_on_record(self, place: Place) -> None:
        case = place.asked()
        client = place.client(SCREENER)
        form = form_of(client.get(f"/oakfield/cases/{case}/rate"))
        before = len(reads(place, SCREENER))
        answer = client.post(f"/oakfield/cases/{case}/rate", data={**form, "tier": "no-such-tier"})
        assert answer.status_code == 422
        assert "Mia Example" in answer.get_data(as_text=True)
        assert reads(place, SCREENER)[before:] == [("case", "seen")]

    def test_a_head_request_does_nothing_but_look_and_is_on_record(self, place: Place) -> None:
        case = place.asked()
        client = place.client(SCREENER)
        with place.hubwright.store.reading("oakfield") as reading:
            head = len(reading.entries(f"case:{case}"))
        body = {"deed": "d1", "text": "A note.", "nature": "fact", "drawn_from": "999"}
        answer = client.head(f"/oakfield/cases/{case}/note", data=body)
        assert (answer.status_code, answer.get_data()) == (200, b"")
        with place.hubwright.store.reading("oakfield") as reading:
            assert len(reading.entries(f"case:{case}")) == head
        assert reads(place, SCREENER) == [("case", "seen")]

    def test_who_is_told_that_an_attempt_is_on_record_stands_there(self, place: Place) -> None:
        for path in ("queue", "today", "audit", "cases/00000000", "work"):
            for actor in (NOWHERE, ELSEWHERE):
                answer = place.client(actor).get(f"/oakfield/{path}")
                assert answer.status_code == 403
                assert "The attempt is on record" in answer.get_data(as_text=True)
        place.client(SCREENER).get("/oakfield/today")
        for actor in (NOWHERE, ELSEWHERE):
            assert [how for _, how in reads(place, actor)] == ["refused"] * 5
        assert reads(place, SCREENER) == [("today", "refused")]
        page = soup(place.client(MANAGER).get("/oakfield/audit")).get_text()
        assert "Daily facts" in page

    def test_a_filter_tells_nothing_of_a_strand_that_is_not_the_readers(self, place: Place) -> None:
        both = (Subject("", "Mia Example", born={"year": 2019}), Subject("", "Ann Example", born={"year": 1980}))
        case = place.receives(subjects=both)["case"]
        place.does(SCREENER, case, Rate("child", "urgent"))
        place.does(SCREENER, case, Ask("child"))
        client = place.client(ADULTS)
        assert case in client.get("/oakfield/queue").get_data(as_text=True)
        assert case not in client.get("/oakfield/queue?agency=police").get_data(as_text=True)
        assert case in place.client(SCREENER).get("/oakfield/queue?agency=police").get_data(as_text=True)
        place.does(SCREENER, case, Rate("adult", "urgent"))
        place.does(SCREENER, case, Ask("adult"))
        assert case in client.get("/oakfield/queue?agency=police").get_data(as_text=True)


class TestComingAndGoing:
    def test_a_locked_sign_in_locks_no_page_that_is_for_anyone(self, place: Place) -> None:
        client = place.client(SCREENER)
        place.clock.later(minutes=31)
        assert client.get("/oakfield/queue").status_code == 401
        for path in ("", "privacy", "refer/worry", "sign-in", "my-referrals"):
            assert client.get(f"/oakfield/{path}").status_code == 200
        assert client.get("/oakfield/queue").status_code == 401

    def test_signing_out_needs_no_password_and_is_never_done_by_another_site(self, place: Place) -> None:
        client = place.client(SCREENER)
        client.get("/oakfield/queue")
        for forged in ({}, {"csrf_token": "forged"}):
            client.post("/oakfield/sign-out", data=forged)
            assert client.get("/oakfield/queue").status_code == 200
        place.clock.later(minutes=31)
        locked = client.get("/oakfield/queue")
        token = soup(locked).select_one(".hw-header__form [name=csrf_token]")
        assert token is not None
        client.post("/oakfield/sign-out", data={"csrf_token": token["value"]})
        assert "/sign-in" in client.get("/oakfield/queue").headers["Location"]

    def test_no_post_of_the_hubs_people_is_done_without_the_token_of_our_page(self, place: Place) -> None:
        case = place.asked()
        parts = {"<hub>": "oakfield", "<ref>": case, "<deed>": "note", "<ask>": "q1", "<item>": "q1-5"}
        for route in ROUTES:
            if "POST" not in route.methods or isinstance(route.guard, Anyone):
                continue
            path = route.rule
            for name, value in parts.items():
                path = path.replace(name, value)
            client = place.client(POLICE if route.endpoint in ("work.check", "partner.release") else MANAGER)
            typed = {"deed": "d1", "text": "Typed words.", "nature": "fact", "kind": "not_known", "seat": "x"}
            for forged in ({}, {"csrf_token": "forged"}):
                answer = client.post(path, data={**typed, **forged})
                assert answer.status_code in (400, 401), path
        with place.hubwright.store.reading("oakfield") as reading:
            assert reading.entries(f"case:{case}")[-1].type == "case.basis_recorded"

    def test_a_copied_cookie_opens_nothing_after_signing_out(self, place: Place) -> None:
        client = place.client(SCREENER)
        token = soup(client.get("/oakfield/queue")).select_one(".hw-header__form [name=csrf_token]")
        assert token is not None
        stolen = place.client()
        with client.session_transaction() as session, stolen.session_transaction() as copy:
            copy.update(session)
        assert stolen.get("/oakfield/queue").status_code == 200
        client.post("/oakfield/sign-out", data={"csrf_token": token["value"]})
        assert stolen.get("/oakfield/queue").status_code == 302

    def test_a_new_password_ends_every_sign_in_and_every_other_link_of_that_person(self, place: Place) -> None:
        house = place.hubwright.house
        elsewhere, other = place.client(SCREENER), place.client(MANAGER)
        links = [
            issue_token(house, user=user, purpose=forgotten.PURPOSE, lasts=timedelta(hours=1))
            for user in (SCREENER.id, SCREENER.id, MANAGER.id)
        ]
        client = place.client()
        path = f"/oakfield/choose-password/{links[0]}"
        new = {"password": "three fictional words", "again": "three fictional words"}
        assert client.post(path, data={**token_on(client, path), **new}).status_code == 302
        assert elsewhere.get("/oakfield/queue").status_code == 302
        assert other.get("/oakfield/queue").status_code == 200
        gone = [client.get(f"/oakfield/choose-password/{link}").status_code for link in links]
        assert gone == [410, 410, 200]

    def test_a_sign_in_is_over_after_a_day_and_never_that_of_somebody_else(self, place: Place) -> None:
        client, thief = place.client(SCREENER), place.client(SCREENER)
        with thief.session_transaction() as session:
            session["_user_id"] = MANAGER.id
        assert thief.get("/oakfield/queue").status_code == 302
        assert client.get("/oakfield/queue").status_code == 200
        place.clock.later(hours=24)
        assert client.get("/oakfield/queue").status_code == 302

    def test_a_strangers_wrong_tries_do_not_shut_a_worker_out(self, place: Place) -> None:
        passwords.choose(place.hubwright, SCREENER.id, "three fictional words")
        email = f"{SCREENER.id}@oakfield.example"

        def enters(password: str, from_where: str) -> bool:
            return passwords.sign_in(place.hubwright, email, password, from_where=from_where) is not None

        for _ in range(passwords.TRIES + 5):
            assert not enters("wrong", "192.0.2.1")
        assert not enters("three fictional words", "192.0.2.1")
        assert enters("three fictional words", "198.51.100.7")

    def test_many_strangers_together_are_stopped(self, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(passwords, "TRIES_FROM_EVERYWHERE", 6)
        passwords.choose(place.hubwright, SCREENER.id, "three fictional words")
        email = f"{SCREENER.id}@oakfield.example"
        for number in range(6):
            passwords.sign_in(place.hubwright, email, "wrong", from_where=f"192.0.2.{number}")
        assert passwords.sign_in(place.hubwright, email, "three fictional words", from_where="198.51.100.7") is None


class TestActing:
    def test_a_page_that_claims_to_come_from_the_future_is_held_against_the_whole_record(self, place: Place) -> None:
        case = place.asked()
        client = place.client(MANAGER)
        form = form_of(client.get(f"/oakfield/cases/{case}/rate"))
        for forged in ("999999999", "", "-1", "x"):
            answer = client.post(
                f"/oakfield/cases/{case}/rate",
                data={**form, "tier": "reply", "reason": "Quietly lower.", "drawn_from": forged},
            )
            assert answer.status_code == 409, forged
            assert "Quietly lower." in answer.get_data(as_text=True)

    def test_nobody_does_by_a_form_what_their_membership_does_not_hold(self, place: Place) -> None:
        case = place.asked()
        before = entries(place, case)
        hers = form_of(place.client(SCREENER).get(f"/oakfield/cases/{case}/rate"))
        decided = {"subject": "p1", "route": "advice", "reasons": "x", "advice": "x", "reason_without": "x"}
        attempts: list[tuple[Actor, str, dict[str, str], int]] = [
            (POLICE, f"cases/{case}/rate", {"tier": "reply", "reason": "x"}, 403),
            (POLICE, f"checks/{case}/q2", {"kind": "not_known", "passing_on": "as_needed"}, 404),
            (HEALTH, f"checks/{case}/q1", {"kind": "not_known", "said_by": "x"}, 404),
            (ADULTS, f"cases/{case}/rate", {"tier": "reply", "reason": "x"}, 404),
            (SCREENER, f"cases/{case}/decide", decided, 422),
            (SCREENER, "today", {"day-day": "1", "day-month": "1", "day-year": "2027", "why": "x"}, 403),
            (ELSEWHERE, f"cases/{case}/rate", {"tier": "reply", "reason": "x"}, 403),
        ]
        for actor, path, typed, status in attempts:
            client = place.client(actor)
            # The token is their own; the deed id and what the page was drawn from are somebody else's.
            sent = {**hers, **token_on(client, "/oakfield/sign-in"), **typed}
            assert client.post(f"/oakfield/{path}", data=sent).status_code == status, (actor.id, path)
        assert entries(place, case) == before

    def test_a_deed_id_of_somebody_else_gives_away_nothing_and_does_nothing(self, place: Place) -> None:
        case = place.asked()
        form = {
            **form_of(place.client(SCREENER).get(f"/oakfield/cases/{case}/note")),
            "text": "Hers.",
            "nature": "fact",
        }
        client = place.client(SCREENER)
        own = {**form, **token_on(client, "/oakfield/sign-in")}
        assert client.post(f"/oakfield/cases/{case}/note", data=own).status_code == 302
        before = entries(place, case)
        thief = place.client(MANAGER)
        his = {**form, **token_on(thief, "/oakfield/sign-in")}
        assert thief.post(f"/oakfield/cases/{case}/note", data=his).status_code == 422
        assert client.post(f"/oakfield/cases/{case}/note", data=own).status_code == 302
        assert entries(place, case) == before

    def test_who_draws_the_hub_and_changes_its_day_reads_no_case(
        self, sqlite_database: Database, tmp_path: Path
    ) -> None:
        hub = a_hub()
        clerk = Role("clerk", Text("Clerk"), frozenset({"hub.configure", "hub.live", "seat.manage"}))
        hubwright = a_platform(sqlite_database.url, (a_hub(roles=(*hub.roles, clerk)),), data=tmp_path)
        actor = Actor("u-clerk", "Cla Example", "care", frozenset({"clerk"}))
        seat(hubwright, "oakfield", actor)
        place = Place(hubwright, create_app(hubwright), Clock())
        case = place.receives()["case"]
        client = place.client(actor)
        assert client.get("/oakfield/today").status_code == 200
        for path in ("queue", "checks", "audit", f"cases/{case}", f"cases/{case}/rate", f"checks/{case}/q1"):
            assert client.get(f"/oakfield/{path}").status_code == 403, path
        hubwright.close()

    def test_what_somebody_typed_before_they_were_signed_out_is_kept_and_can_still_be_done(self, place: Place) -> None:
        case = place.asked()
        client, path = place.client(SCREENER), f"/oakfield/cases/{case}/note"
        form = {**form_of(client.get(path)), "text": "Seen at the door.", "nature": "witnessed"}
        client.post("/oakfield/sign-out", data=token_on(client, path))
        kept = client.post(path, data=form)
        assert kept.status_code == 401
        assert "Mia Example" not in kept.get_data(as_text=True)
        with client.session_transaction() as mine, place.client(SCREENER).session_transaction() as again:
            mine.clear()
            mine.update(again)
        once_more = client.post(path, data=form_of(kept))
        assert client.post(path, data=form_of(once_more)).status_code == 302
        assert "Seen at the door." in client.get(f"/oakfield/cases/{case}").get_data(as_text=True)
        leaver = place.client(NOWHERE).post(path, data=form)
        assert leaver.status_code == 403
        assert "Seen at the door." in leaver.get_data(as_text=True)

    def test_a_disagreement_is_recorded_with_the_decision_and_not_in_its_way(self, place: Place) -> None:
        case = place.asked()
        client = place.client(MANAGER)
        path = f"/oakfield/cases/{case}/decide"
        typed = {
            "subject": "p1",
            "route": "advice",
            "reasons": "Reasons.",
            "advice": "Advice.",
            "reason_without": "Now.",
        }
        said = {"dissent": "They would have assessed."}
        whose = client.post(path, data={**form_of(client.get(path)), **typed, **said})
        assert whose.status_code == 422
        assert "They would have assessed." in whose.get_data(as_text=True)
        done = client.post(path, data={**form_of(whose), **typed, **said, "dissent_by": "police"})
        assert done.status_code == 302
        assert "They would have assessed." in client.get(f"/oakfield/cases/{case}").get_data(as_text=True)


class TestTheEdge:
    def test_no_host_that_a_request_names_comes_back(self, place: Place) -> None:
        client = place.client(SCREENER)
        evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
        for path in (
            "/oakfield",
            "//evil.example/..",
            "/oakfield/work",
            "/oakfield/refer/worry/sent",
            "/static//x/y.css",
        ):
            answer = client.get(path, headers=evil)
            where = urlsplit(answer.headers.get("Location", "/"))
            assert (where.scheme, where.netloc, where.path[:1]) == ("", "", "/"), path
        start = client.get("/oakfield/refer/worry", headers=evil)
        client.post("/oakfield/refer/worry", headers=evil, data=form_of(start))
        later = client.get("/oakfield/refer/worry/save-and-come-back", headers=evil).get_data(as_text=True)
        assert "http://hubs.example/oakfield/refer/return" in later
        assert "evil" not in later

    def test_behind_a_proxy_cookies_and_pages_keep_to_https(self, place: Place) -> None:
        settings = replace(place.hubwright.settings, base_url="https://hubs.example")
        client = create_app(replace(place.hubwright, settings=settings)).test_client()
        answer = client.get("/oakfield/sign-in?language=cy")
        assert "max-age" in answer.headers["Strict-Transport-Security"]
        for cookie in answer.headers.getlist("Set-Cookie"):
            assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}

    def test_a_form_of_too_many_fields_is_turned_back_before_anything_is_drawn(self, place: Place) -> None:
        client = place.client(SCREENER)
        body = "&".join(f"f{number}=x" for number in range(5000))
        for path in ("refer/worry/all", "unlock", "membership", "sign-in"):
            answer = client.post(f"/oakfield/{path}", data=body, content_type="application/x-www-form-urlencoded")
            assert answer.status_code == 413, path
            assert len(answer.get_data()) < 20_000

    def test_what_went_wrong_is_logged_without_a_word_of_what_it_was_about(
        self, place: Place, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        def breaks(*_parts: object) -> None:
            raise ValueError("Mia Example of 1 Hidden Lane")

        monkeypatch.setattr("hubwright.web.work.case.look", breaks)
        answer = place.client(SCREENER).get("/oakfield/cases/MIAHIDDEN?words=Mia+Hidden")
        assert answer.status_code == 500
        said = "".join(capfd.readouterr())
        assert "ValueError" in said
        for text in (said, answer.get_data(as_text=True)):
            assert "mia" not in text.lower()
            assert "hidden" not in text.lower().replace("visually-hidden", "")


def entries(place: Place, case: str) -> int:
    """How long a case's record is."""
    with place.hubwright.store.reading("oakfield") as reading:
        return len(reading.entries(f"case:{case}"))
