"""Letters, messages and preferences as pages; what came after closing; what a hub for training says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.claim_referral import claim_referral
from hubwright.actions.preferences import Preference, preference_of
from hubwright.actions.receive_contact import add_to_contact
from hubwright.actions.run_the_hub import end_a_seat
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.cases.topics.afterwards import questions_of
from hubwright.domain.cases.topics.challenging import challenges
from hubwright.domain.cases.topics.letters import letters_of
from hubwright.domain.definitions.hub import Agency, Challenge, Hub, Letter, Level, Role
from hubwright.domain.hubs import make_for_training
from hubwright.domain.hubs.stream import HubState
from hubwright.domain.texts import Text
from hubwright.jobs import turn
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.web.conftest import Place, form_of, soup

HEAD = Actor("u-hed", "Hed Example", "school", frozenset({"sender"}))
DEPUTY = Actor("u-dee", "Dee Example", "school", frozenset({"sender"}))
OTHER = Actor("u-oth", "Oth Example", "other-school", frozenset({"sender"}))


def sends(client: Any, path: str, **values: Any) -> Any:
    return client.post(path, data={**form_of(client.get(path)), **values})


def words(answer: Any) -> str:
    return str(soup(answer).get_text(" ", strip=True))


def hub_with_letters() -> Hub:
    hub = a_hub()
    family = Letter(
        "to-family", "outcome", Text("What we decided"), Text("Dear {{addressed}}\n\n{{outcome}}\n\n{{words}}"),
        "family", clock="tell",
    )  # fmt: skip
    sender = Role("sender", Text("Safeguarding lead"), frozenset({"referral.own", "referral.organisation"}))
    schools = (Agency("school", Text("Hill School"), "virtual"), Agency("other-school", Text("Dale School"), "virtual"))
    return replace(
        hub,
        letters=(*hub.letters, family),
        roles=(*hub.roles, sender),
        agencies=(*hub.agencies, *schools),
        challenge=Challenge((Level("manager", Text("Hub manager"), frozenset({"manager"}), "day"),)),
    )


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield with a letter to families, a school whose people follow what they sent, and challenges by referrers."""
    clock = Clock()
    hubwright = a_platform(sqlite_database.url, [hub_with_letters()], data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEAD, DEPUTY, OTHER):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


@pytest.fixture
def decided(place: Place) -> tuple[str, str]:
    """A case that was decided and not closed, and its contact."""
    received = place.receives()
    case = received["case"]
    place.does(SCREENER, case, c.Rate("child", "urgent", "Two bruises."))
    place.does(
        MANAGER, case, c.Decide("p1", "child", "advice", "Enough.", advice="Talk.", reason_without="Not needed.")
    )
    return case, received["contact"]


def state(place: Place, case: str) -> Any:
    with place.hubwright.store.reading("oakfield") as reading:
        return case_of(reading.entries(f"case:{case}"))


def rows(place: Place) -> list[Any]:
    with place.hubwright.store.reading("oakfield") as reading:
        return list(reading.rows("outbox", scope=Everything(), order=("created",)))


class TestLetters:
    def test_a_letter_is_prepared_printed_and_recorded_as_sent(self, place: Place, decided: tuple[str, str]) -> None:
        case, _ = decided
        path, client = f"/oakfield/cases/{case}", place.client(SCREENER)
        assert "What we decided" in words(client.get(path))
        form = {"letter": "to-family", "whom": "p1:child", "addressed": "Ms <b>Example</b>", "way": "post"}
        assert sends(client, f"{path}/write-letter", **form).status_code == 422
        sent = sends(client, f"{path}/write-letter", **form, why_safe="She asked for it.", words="Come back to us.")
        assert sent.status_code == 302
        page = client.get(f"{path}/letters/l1")
        assert "Dear Ms <b>Example</b>" in words(page)
        assert page.get_data(as_text=True).count("<b>Example") == 0
        assert sends(client, f"{path}/send-letter", note="First class.").status_code == 302
        assert letters_of(state(place, case))["l1"].state == "sent"

    def test_a_letter_is_withheld_with_its_reason(self, place: Place, decided: tuple[str, str]) -> None:
        case, _ = decided
        path, client = f"/oakfield/cases/{case}", place.client(SCREENER)
        assert sends(client, f"{path}/withhold-letter?about=p1-to-family").status_code == 422
        done = sends(client, f"{path}/withhold-letter?about=p1-to-family", reason="He opens her post.")
        assert done.status_code == 302
        assert "Withhold it" not in words(client.get(path))

    def test_who_does_not_read_the_case_does_not_read_its_letters(self, place: Place, decided: tuple[str, str]) -> None:
        case, _ = decided
        assert place.client(POLICE).get(f"/oakfield/cases/{case}/letters/l1").status_code == 403
        assert place.client(SCREENER).get(f"/oakfield/cases/{case}/letters/l9").status_code == 404


class TestAfterClosing:
    def test_the_question_stands_on_the_case_until_somebody_who_decides_answers(
        self, place: Place, decided: tuple[str, str]
    ) -> None:
        case, contact = decided
        path = f"/oakfield/cases/{case}"
        screener, manager = place.client(SCREENER), place.client(MANAGER)
        sends(screener, f"{path}/withhold-letter?about=p1-to-family", reason="Unsafe.")
        sends(screener, f"{path}/tell", how="telephone", moment="outcome", words="Told.")
        assert sends(manager, f"{path}/close", reason="Done.").status_code == 302
        more = c.AddToContact(contact, {}, "There is a new mark.", received=place.clock())
        add_to_contact(place.hubwright.house, hub="oakfield", deed="more", command=more)
        posts = {(row["says"]["moment"], row["says"]["post"]) for row in rows(place)}
        assert {("fresh", "person"), ("fresh", "duty")} <= posts
        assert "Came after closing" in words(manager.get(path))
        sends(manager, f"{path}/read")
        assert sends(manager, f"{path}/decide-afresh", reason="It changes nothing.").status_code == 422
        done = sends(manager, f"{path}/decide-afresh", stands="yes", reason="It changes nothing.")
        assert done.status_code == 302
        assert questions_of(state(place, case))["f1"].answer == "stands"
        assert "Came after closing" not in words(manager.get(path))


class TestMessages:
    def test_the_list_says_which_to_which_post_and_what_became_of_it(
        self, place: Place, decided: tuple[str, str]
    ) -> None:
        case, contact = decided
        place.does(SCREENER, case, c.Tell(contact, "outcome", "email", "A secret outcome."))
        turn(place.hubwright.worker())
        shown = words(place.client(MANAGER).get("/oakfield/messages"))
        assert "what became of it the referrer e-mail" in shown
        assert "sent" in shown
        assert case in shown
        assert "jo@school.example" not in shown
        assert "secret" not in shown

    def test_what_did_not_arrive_stands_first_with_the_next_step(self, place: Place) -> None:
        received = place.receives(referrer={"name": "Jo", "email": "two words@nowhere"})
        place.does(SCREENER, received["case"], c.Tell(received["contact"], "acknowledge", "email"))
        turn(place.hubwright.worker())
        client = place.client(MANAGER)
        shown = words(client.get("/oakfield/messages?show=trouble"))
        assert "1 message did not arrive" in shown
        assert "Check the address" in shown
        assert "nowhere" not in shown
        assert "Not done yet: a message did not arrive" in words(client.get(f"/oakfield/cases/{received['case']}"))

    def test_it_is_shut_to_who_neither_reads_notices_nor_runs_the_day(self, place: Place) -> None:
        assert place.client(POLICE).get("/oakfield/messages").status_code in {403, 404}


class TestPreferences:
    def test_a_choice_is_kept_and_what_cannot_be_is_said(self, place: Place) -> None:
        client = place.client(POLICE)
        wrong = sends(client, "/oakfield/preferences", channel="text", mobile="01632 960001")
        assert wrong.status_code == 422
        assert "Not done yet" in words(wrong)
        assert "01632 960001" in wrong.get_data(as_text=True)
        right = sends(client, "/oakfield/preferences", channel="text", mobile="07700 900123")
        assert right.status_code == 302
        kept = preference_of(place.hubwright.house, hub="oakfield", user=POLICE.id)
        assert kept == Preference("text", "+447700900123")

    def test_alarms_are_not_among_the_choices(self, place: Place) -> None:
        page = words(place.client(MANAGER).get("/oakfield/preferences"))
        assert "Alarms for your duty reach you at every hour" in page


class TestMyReferrals:
    def claimed(self, place: Place, contact: str, *, shared: bool = True) -> None:
        claim_referral(
            place.hubwright.house, hub="oakfield", actor=HEAD, deed=f"c-{contact}", contact=contact, shared=shared
        )

    def test_a_deputy_follows_what_the_head_sent_and_another_school_does_not(
        self, place: Place, decided: tuple[str, str]
    ) -> None:
        _, contact = decided
        self.claimed(place, contact)
        assert contact in words(place.client(HEAD).get("/oakfield/referrals"))
        assert "Sent by a colleague" in words(place.client(DEPUTY).get("/oakfield/referrals"))
        assert contact not in words(place.client(OTHER).get("/oakfield/referrals"))
        assert place.client(OTHER).get(f"/oakfield/referrals/{contact}").status_code == 404

    def test_what_is_about_a_colleague_is_kept_to_oneself(self, place: Place, decided: tuple[str, str]) -> None:
        _, contact = decided
        self.claimed(place, contact, shared=False)
        assert contact not in words(place.client(DEPUTY).get("/oakfield/referrals"))
        client = place.client(HEAD)
        path = f"/oakfield/referrals/{contact}"
        assert client.post(path, data={**form_of(client.get(path)), "shared": "yes"}).status_code == 302
        assert contact in words(place.client(DEPUTY).get("/oakfield/referrals"))

    def test_a_leaver_follows_nothing_and_their_school_goes_on(self, place: Place, decided: tuple[str, str]) -> None:
        _, contact = decided
        self.claimed(place, contact)
        client = place.client(HEAD)
        end_a_seat(
            place.hubwright.house, hub="oakfield", actor=MANAGER, deed="end", seat=f"seat-{HEAD.id}", why="Left."
        )
        assert client.get(f"/oakfield/referrals/{contact}").status_code in {403, 404}
        assert contact in words(place.client(DEPUTY).get("/oakfield/referrals"))

    def test_the_outcome_shows_once_they_were_told_and_no_sooner(self, place: Place, decided: tuple[str, str]) -> None:
        case, contact = decided
        self.claimed(place, contact)
        client = place.client(HEAD)
        page = words(client.get(f"/oakfield/referrals/{contact}"))
        assert "Advice" not in page
        place.does(SCREENER, case, c.Tell(contact, "outcome", "email", "We spoke with the family."))
        page = words(client.get(f"/oakfield/referrals/{contact}"))
        assert "We spoke with the family." in page
        assert "Advice" in page
        assert "Mia" not in page

    def test_more_is_added_with_who_added_it(self, place: Place, decided: tuple[str, str]) -> None:
        _, contact = decided
        self.claimed(place, contact)
        client = place.client(DEPUTY)
        path = f"/oakfield/referrals/{contact}"
        form = form_of(client.get(path), number=0)
        assert client.post(path, data={**form, "more": " "}).status_code == 422
        assert client.post(path, data={**form, "more": "She came in again."}).status_code == 302
        with place.hubwright.store.reading("oakfield") as reading:
            found = contact_of(reading.entries(f"contact:{contact}"))
        assert found is not None
        assert [one["text"] for one in found.additions] == ["She came in again.\n\n(Dee Example)"]

    def test_nobody_claims_by_guessing(self, place: Place, decided: tuple[str, str]) -> None:
        _, contact = decided
        client = place.client(HEAD)
        path = "/oakfield/referrals"
        answer = client.post(path, data={**form_of(client.get(path)), "reference": contact, "code": "AAAAA"})
        assert answer.status_code == 422
        assert contact not in words(client.get(path)).replace(f'value="{contact}"', "")

    def test_a_disagreement_is_put_on_record_where_the_hub_has_a_ladder(
        self, place: Place, decided: tuple[str, str]
    ) -> None:
        case, contact = decided
        self.claimed(place, contact)
        client = place.client(HEAD)
        path = f"/oakfield/referrals/{contact}"
        form = form_of(client.get(path), number=1)
        assert client.post(path, data={**form, "what": "disagree", "words": ""}).status_code == 422
        done = client.post(path, data={**form, "about": "decision", "words": "Advice will not keep her safe."})
        assert done.status_code == 302
        (found,) = challenges(state(place, case)).values()
        assert found.contact == contact


def test_a_blank_form_holds_every_question_and_the_telephone(place: Place) -> None:
    shown = words(place.client().get("/oakfield/blank/worry"))
    for question in hub_with_letters().forms["worry", 1].questions():
        assert question.label.en in shown
    assert "01632 960001" in shown
    assert place.client().get("/oakfield/blank/none").status_code == 404


def test_the_words_written_for_a_referrer_stand_on_their_page(place: Place, decided: tuple[str, str]) -> None:
    case, contact = decided
    place.does(SCREENER, case, c.Tell(contact, "outcome", "email", "We spoke with the family."))
    with place.hubwright.store.reading("oakfield") as reading:
        found = contact_of(reading.entries(f"contact:{contact}"))
    assert found is not None
    assert found.telling[-1]["words"] == "We spoke with the family."


@pytest.mark.parametrize("path", ["/", "/work", "/queue", "/preferences", "/refer/worry", "/sign-in", "/nothing-here"])
def test_every_page_of_a_hub_for_training_says_so(place: Place, path: str) -> None:
    with place.hubwright.store.work("oakfield", OPERATOR, deed="train", now=place.clock()) as work:
        work.entries("hub")
        work.append(make_for_training(HubState(), "oakfield", now=place.clock()), revision="r1")
        work.commit({})
    answer = place.client(MANAGER).get(f"/oakfield{path}", follow_redirects=True)
    assert "TRAINING" in words(answer)


class TestOtherDays:
    def test_the_manager_sets_the_passphrase_and_it_is_never_sent_back(self, place: Place) -> None:
        client, path = place.client(MANAGER), "/oakfield/other-days"
        form = form_of(client.get(path), number=0)
        short = client.post(path, data={**form, "passphrase": "short", "again": "short"})
        assert short.status_code == 422
        assert "short" not in {one.get("value") for one in soup(short).select("input")}
        differs = client.post(path, data={**form, "passphrase": "four plain words here", "again": "four plain words"})
        assert differs.status_code == 422
        right = {"passphrase": "four plain words here", "again": "four plain words here"}
        assert client.post(path, data={**form, **right}).status_code == 302
        assert "A list is written every hour" in words(client.get(path))

    def test_the_forms_on_paper_are_listed(self, place: Place) -> None:
        hrefs = {one.get("href") for one in soup(place.client(MANAGER).get("/oakfield/other-days")).select("main a")}
        assert "/oakfield/blank/worry" in hrefs
