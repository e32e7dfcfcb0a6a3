"""Deciding, voting, challenging and entering elsewhere, as pages: on a real database, by people in their seats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hubwright.actions.challenge import challenge_as_referrer, challenged_by
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.challenging import RaiseChallenge, challenges
from hubwright.domain.cases.topics.entering import to_enter
from hubwright.domain.cases.topics.voting import OpenVote, ballots
from hubwright.domain.errors import NotFound
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.unit.cases.full_hub import a_full_hub

from .conftest import Place, form_of, soup

SUPPORT = Actor("u-bo", "Bo Example", "care", frozenset({"support"}))
MIA, LEO = Subject("", "Mia Example", born={"year": 2019}), Subject("", "Leo Example", born={"year": 2016})


@pytest.fixture
def full(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield with everything that a hub may have of deciding."""
    clock = Clock()
    hubwright = a_platform(sqlite_database.url, (a_full_hub(),), data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEALTH, SUPPORT):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def state_of(place: Place, case: str):
    with place.hubwright.house.store.reading("oakfield") as reading:
        return case_of(reading.entries(f"case:{case}"))


def asked(place: Place) -> str:
    case = place.receives(subjects=(MIA, LEO))["case"]
    place.does(SCREENER, case, c.Rate("child", "soon"))
    place.does(SCREENER, case, c.Ask("child"))
    return case


def test_one_page_rates_says_who_lives_there_and_decides(full: Place) -> None:
    case = full.receives(subjects=(MIA,))["case"]
    client = full.client(MANAGER)
    page = client.get(f"/oakfield/cases/{case}/decide")
    assert page.status_code == 200
    assert "suggested by the hub" in page.get_data(as_text=True)
    values = form_of(page) | {
        "tier": "reply",
        "household": "nobody_else",
        "route": "advice",
        "reasons": "A question about clothes.",
        "advice": "The school has a fund.",
        "reason_without": "Nothing to vote on.",
    }
    assert client.post(f"/oakfield/cases/{case}/decide", data=values).status_code == 302
    state = state_of(full, case)
    assert state.rating("child").tier == "reply"
    assert state.decisions[-1].way_back["en"] == "Ring us and say the reference."
    shown = client.get(f"/oakfield/cases/{case}").get_data(as_text=True)
    assert "first rating" in shown
    assert "Ring us and say the reference." in shown


def test_what_is_missing_is_told_at_once_and_what_was_typed_is_kept(full: Place) -> None:
    case = asked(full)
    client = full.client(MANAGER)
    page = client.get(f"/oakfield/cases/{case}/decide")
    values = form_of(page) | {"route": "assess", "reasons": "A mark that nobody explains."}
    answer = client.post(f"/oakfield/cases/{case}/decide", data=values)
    assert answer.status_code == 422
    assert "A mark that nobody explains." in answer.get_data(as_text=True)
    assert "Say that all are on the case" in soup(answer).select_one(".govuk-error-summary").text
    assert state_of(full, case).decisions == ()


def test_several_are_decided_for_once_each_is_ticked(full: Place) -> None:
    case = asked(full)
    client = full.client(MANAGER)
    page = client.get(f"/oakfield/cases/{case}/decide-together")
    assert not soup(page).select("input[type=checkbox][checked]")
    values = form_of(page) | {
        "household": "all_added",
        "route": "assess",
        "reasons": "Both were there.",
        "reasons_p2": "He was at school.",
        "reason_without": "It cannot wait.",
        "tick_p1": "p1",
        "tick_p2": "p2",
    }
    assert client.post(f"/oakfield/cases/{case}/decide-together", data=values).status_code == 302
    assert [one.reasons for one in state_of(full, case).decisions] == ["Both were there.", "He was at school."]


def test_a_second_person_confirms_and_the_first_cannot(full: Place) -> None:
    case = full.receives(subjects=(MIA,))["case"]
    full.does(SCREENER, case, c.Rate("child", "urgent"))
    full.does(SCREENER, case, c.Rate("child", "soon", "With her grandmother."))
    assert "Confirm or decline" not in full.client(SCREENER).get(f"/oakfield/cases/{case}").get_data(as_text=True)
    client = full.client(MANAGER)
    page = client.get(f"/oakfield/cases/{case}/confirm-rating")
    answer = client.post(f"/oakfield/cases/{case}/confirm-rating", data=form_of(page) | {"confirmed": "no"})
    assert answer.status_code == 422
    answer = client.post(f"/oakfield/cases/{case}/confirm-rating", data=form_of(page) | {"confirmed": "yes"})
    assert answer.status_code == 302
    assert state_of(full, case).rating("child").confirmed


class TestAPartnersOwnPart:
    def test_it_votes_challenges_and_tags_without_ever_seeing_the_case(self, full: Place) -> None:
        case = asked(full)
        full.does(MANAGER, case, OpenVote("child", "escalate"))
        client = full.client(POLICE)
        assert client.get(f"/oakfield/cases/{case}").status_code == 403
        page = client.get(f"/oakfield/agency/{case}")
        assert page.status_code == 200
        assert "Bruises seen at school." not in page.get_data(as_text=True)
        for number, (act, more) in enumerate(
            (
                ("vote", {"says": "no", "words": "Seen today."}),
                ("challenge", {"about_what": "rating", "words": "It is urgent."}),
                ("tag", {"concern": "gangs", "words": "Her cousin."}),
            )
        ):
            page = client.get(f"/oakfield/agency/{case}")
            forms = [form_of(page, at) for at in range(len(soup(page).select("main form")))]
            values = next(one for one in forms if one["act"] == [act]) | more
            assert client.post(f"/oakfield/agency/{case}", data=values).status_code == 302, number
        state = state_of(full, case)
        assert ballots(state)["v1"].standing()["police"] == "no"
        assert [one.agency for one in challenges(state).values()] == ["police"]
        assert "Her cousin." in full.client(MANAGER).get(f"/oakfield/cases/{case}").get_data(as_text=True)

    def test_what_is_missing_keeps_what_was_typed(self, full: Place) -> None:
        case = asked(full)
        client = full.client(POLICE)
        page = client.get(f"/oakfield/agency/{case}")
        forms = [form_of(page, at) for at in range(len(soup(page).select("main form")))]
        values = next(one for one in forms if one["act"] == ["challenge"]) | {"words": "It is urgent."}
        answer = client.post(f"/oakfield/agency/{case}", data=values)
        assert answer.status_code == 422
        assert "It is urgent." in answer.get_data(as_text=True)

    def test_an_agency_without_a_part_finds_nothing(self, full: Place) -> None:
        case = full.receives(subjects=(MIA,))["case"]
        assert full.client(POLICE).get(f"/oakfield/agency/{case}").status_code == 404
        assert full.client(POLICE).get("/oakfield/agency/NOSUCHXX").status_code == 404


class TestEnteringElsewhere:
    def decided(self, place: Place) -> tuple[str, int]:
        case = asked(place)
        why = {"reason_without": "Now.", "household": "nobody_else"}
        place.does(MANAGER, case, c.Decide("p1", "child", "assess", "A mark that nobody explains.", **why))
        (due,) = to_enter(state_of(place, case))
        return case, due.number

    def test_it_stands_on_the_list_until_its_reference_is_recorded(self, full: Place) -> None:
        case, number = self.decided(full)
        client = full.client(SUPPORT)
        listed = client.get("/oakfield/to-enter").get_data(as_text=True)
        assert case in listed
        assert "Mia Example" not in listed
        where = f"/oakfield/to-enter/{case}/p1/child/{number}"
        page = client.get(where)
        assert "A mark that nobody explains." in page.get_data(as_text=True)
        assert client.post(where, data=form_of(page)).status_code == 422
        assert client.post(where, data=form_of(page) | {"reference": "LL-9"}).status_code == 302
        assert case not in client.get("/oakfield/to-enter").get_data(as_text=True)
        assert "LL-9" in client.get("/oakfield/to-enter?view=entered").get_data(as_text=True)

    def test_a_file_is_on_record_before_it_leaves(self, full: Place) -> None:
        case, number = self.decided(full)
        client = full.client(SUPPORT)
        where = f"/oakfield/to-enter/{case}/p1/child/{number}"
        answer = client.post(where, data=form_of(client.get(where), 0))
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "Mia Example" in answer.get_data(as_text=True)
        with full.hubwright.house.store.reading("oakfield") as reading:
            assert reading.entries(f"case:{case}")[-1].type == "case.given_to_system"

    def test_who_may_not_enter_sees_neither_the_list_nor_the_text(self, full: Place) -> None:
        case, number = self.decided(full)
        for actor in (POLICE, HEALTH):
            assert full.client(actor).get("/oakfield/to-enter").status_code == 403
            assert full.client(actor).get(f"/oakfield/to-enter/{case}/p1/child/{number}").status_code == 403
        assert full.client(SUPPORT).get(f"/oakfield/to-enter/{case}/p1/child/x").status_code == 404

    def test_a_job_waits_for_the_councils_system_and_names_nobody(self, full: Place) -> None:
        case, number = self.decided(full)
        store = full.hubwright.store
        now = full.clock()
        jobs = store.claim("oakfield", now=now, lease=timedelta(minutes=1), limit=50)
        (job,) = [one for one in jobs if one.kind == "handover"]
        assert job.payload["case"] == case
        assert job.payload["number"] == number
        assert "Mia" not in repr(job.payload)


def test_whoever_sent_it_challenges_and_another_contact_is_nobodys(full: Place) -> None:
    sent = full.receives(subjects=(MIA,))
    house, contact = full.hubwright.house, sent["contact"]
    command = RaiseChallenge("decision", "I see her every day.", contact=contact)
    for _ in range(2):
        challenge_as_referrer(house, hub="oakfield", deed="mine-1", contact=contact, command=command)
    with house.store.reading("oakfield") as reading:
        assert [one.contact for one in challenged_by(reading, contact)] == [contact]
    with pytest.raises(NotFound):
        challenge_as_referrer(house, hub="oakfield", deed="mine-2", contact="REF99999", command=command)
