"""Records of meetings on pages: drafted, checked, sealed, read, compared, and confirmed by whoever holds a copy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.actions.house import context_of, seated
from hubwright.actions.meetings import act_on_meeting, call_meeting
from hubwright.actions.verify_record import CONFIRMED, LATER, NOT_SEALED, confirm_sealed
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Decide, Rate, Subject
from hubwright.domain.cases.topics.minuting import WriteLine
from hubwright.domain.cases.topics.minuting.at_meetings import begun, called, ended
from hubwright.domain.cases.topics.recording import CheckRecord, SealRecord, records_of
from hubwright.domain.meetings.commands import Begin, Call, End
from hubwright.domain.meetings.stream import meeting_of
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.unit.cases.recorded import MEETING, a_meeting_hub

from .conftest import ADULTS, Place, form_of, soup

KIM = Subject("", "Kim Example", born={"year": 2015, "month": 3, "day": 1})
LEE = Subject("", "Lee Example", born={"year": 2017})
WHY = "The school was asked and did not answer."


@pytest.fixture
def place(sqlite_database: Database, tmp_path):
    clock = Clock()
    hubs = (a_meeting_hub(), replace(a_meeting_hub(), id="elmbridge"))
    hubwright = a_platform(sqlite_database.url, hubs, data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEALTH, ADULTS):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def on_case(place: Place, case: str, made) -> None:
    """Facts of the case's own side of a meeting, as the deeds of the meeting write them."""
    place.deeds += 1
    house = place.hubwright.house
    with house.store.work("oakfield", MANAGER, deed=f"meeting-{place.deeds}", now=house.now(), command=[]) as work:
        here = seated(work)
        state = case_of(work.entries(f"case:{case}"))
        work.append([made(state, context_of(house, work, here, revision=state.revision))], revision=state.revision)
        work.commit()


def held_meeting(place: Place) -> str:
    """A case of two children after a strategy discussion; its reference."""
    case = place.receives(subjects=(KIM, LEE))["case"]
    place.does(SCREENER, case, Rate("child", "urgent"))
    (type,) = a_meeting_hub().meeting_types
    now = place.clock()
    people = {"invited": ["care", "police", "health"], "users": [MANAGER.id, POLICE.id]}
    on_case(
        place, case, lambda state, context: called(state, context, meeting=MEETING, type=type, starts=now, **people)
    )
    on_case(place, case, lambda state, context: begun(state, context, meeting=MEETING, type=type))
    place.does(SCREENER, case, WriteLine(MEETING, "l1", "risk", "He may be hurt again.", subject="p1"))
    place.does(SCREENER, case, WriteLine(MEETING, "l2", "information", "Called twice.", agency="police", nature="fact"))
    place.does(MANAGER, case, Decide("p1", "child", "protect", "Bruises.", meeting=MEETING))
    place.does(
        MANAGER,
        case,
        Decide("p2", "child", "protect", "Lives there.", dissent={"health": "Too early."}, meeting=MEETING),
    )
    rows = [
        {"agency": one.agency, "organisation": "", "name": one.name, "user": one.id, "state": "present", "by": "",
         "came": now.isoformat(), "left": None}
        for one in (MANAGER, POLICE, HEALTH)
    ]  # fmt: skip
    held = {
        "began": now.isoformat(),
        "ended": place.clock().isoformat(),
        "mode": "video",
        "chair": {"name": MANAGER.name, "agency": "care", "user": MANAGER.id},
        "minute_taker": {"name": SCREENER.name, "agency": "care", "user": SCREENER.id},
        "attendance": rows,
        "quorum": {"met": True, "missing": [], "reason": ""},
    }
    on_case(place, case, lambda state, context: ended(state, context, meeting=MEETING, held=held))
    return case


def act(place: Place, actor, case: str, deed: str, about: str = "r1", **typed):
    """A deed's page, opened and sent with what is typed."""
    client = place.client(actor)
    page = client.get(f"/oakfield/cases/{case}/{deed}?about={about}")
    assert page.status_code == 200
    return client.post(f"/oakfield/cases/{case}/{deed}", data={**form_of(page), **typed})


def drafted(place: Place) -> str:
    case = held_meeting(place)
    answer = act(place, SCREENER, case, "draft-record", about=MEETING.lower())
    assert answer.status_code == 302
    return case


def sealed(place: Place) -> str:
    case = drafted(place)
    assert act(place, MANAGER, case, "check-record", right="yes").status_code == 302
    assert act(place, MANAGER, case, "seal-record", reason=WHY).status_code == 302
    return case


def standing(place: Place, case: str):
    with place.hubwright.house.store.reading("oakfield") as reading:
        return records_of(case_of(reading.entries(f"case:{case}")))["r1"].latest


def read(place: Place, actor, case: str, query: str = ""):
    return place.client(actor).get(f"/oakfield/cases/{case}/records/r1{query}")


def test_a_meeting_held_by_its_own_deeds_gives_a_record_that_its_chair_checks(place):
    case = place.receives(subjects=(KIM, LEE))["case"]
    place.does(SCREENER, case, Rate("child", "urgent"))
    house = place.hubwright.house
    call = Call("strategy", cases=(case,), mode="video", chair=SCREENER.id, minute_taker=MANAGER.id)
    ref = call_meeting(house, hub="oakfield", actor=MANAGER, deed="call", command=call).result["meeting"]

    def meets(command) -> None:
        place.deeds += 1
        deed = f"meets-{place.deeds}"
        act_on_meeting(house, hub="oakfield", actor=MANAGER, deed=deed, meeting=ref, command=command)

    if meeting_now(place, ref).begun is None:
        meets(Begin("Nobody else could be reached."))
    for id in ("p1", "p2"):
        place.does(MANAGER, case, Decide(id, "child", "protect", "Bruises.", meeting=ref))
    meets(End())
    assert act(place, MANAGER, case, "draft-record", about=ref.lower()).status_code == 302
    content = standing(place, case).content
    assert content["meeting"]["chair"]["user"] == SCREENER.id
    assert content["meeting"]["ended"]
    assert {one["subject"] for one in content["decisions"]} == {"p1", "p2"}
    assert act(place, SCREENER, case, "check-record", right="yes").status_code == 302
    assert act(place, MANAGER, case, "seal-record", reason=WHY).status_code == 302
    assert standing(place, case).state == "sealed"


def meeting_now(place: Place, ref: str):
    with place.hubwright.house.store.reading("oakfield") as reading:
        return meeting_of(reading.entries(f"meeting:{ref}"))


def test_the_draft_form_sums_the_referral_up_without_who_referred(place):
    case = place.receives(subjects=(KIM,), words="Jo Secret says: bruises seen.")["case"]
    (type,) = a_meeting_hub().meeting_types
    on_case(
        place,
        case,
        lambda state, context: called(
            state, context, meeting=MEETING, type=type, starts=place.clock(), invited=[], users=[]
        ),
    )
    on_case(place, case, lambda state, context: begun(state, context, meeting=MEETING, type=type))
    page = place.client(SCREENER).get(f"/oakfield/cases/{case}/draft-record")
    assert "bruises seen" in soup(page).select_one("#referral").text
    assert "Jo Secret" not in soup(page).select_one("#referral").text


def test_a_record_is_drafted_checked_and_sealed_on_pages(place):
    case = sealed(place)
    page = soup(read(place, SCREENER, case))
    said = page.select_one("article").text
    for words in ("Kim Example", "He may be hurt again.", "Called twice.", "Too early.", "Bruises.", WHY):
        assert words in said
    version = standing(place, case)
    assert version.digest in said
    panel = soup(place.client(SCREENER).get(f"/oakfield/cases/{case}")).select_one("#records").parent
    assert f"{version.digest[:4]} {version.digest[4:8]} {version.digest[8:12]}" in panel.text
    assert f"{case}-R1" in panel.text


def test_sealing_without_a_word_about_what_is_missing_is_refused_and_says_what(place):
    case = drafted(place)
    answer = act(place, MANAGER, case, "seal-record", reason="")
    assert answer.status_code == 422
    assert "It has not been checked" in soup(answer).text
    assert "Something is missing" in soup(answer).text


def test_each_step_of_a_record_leads_back_to_it_with_the_next_step_and_the_file_is_chosen(place):
    case = held_meeting(place)
    there = f"/oakfield/cases/{case}/records/r1"
    steps = (
        (SCREENER, "draft-record", {"about": MEETING.lower()}),
        (MANAGER, "check-record", {"right": "yes"}),
        (MANAGER, "seal-record", {"reason": WHY}),
    )
    for actor, deed, typed in steps:
        assert act(place, actor, case, deed, **typed).headers["Location"].partition("?")[0] == there
        if deed == "draft-record":
            assert soup(read(place, MANAGER, case)).select_one("a[href*='check-record']")
            assert not soup(read(place, SCREENER, case)).select_one("a[href*='check-record']")
    make = soup(read(place, MANAGER, case)).select_one("a[href*='/documents']")["href"]
    page = soup(place.client(MANAGER).get(make))
    assert page.select_one("input[name=kind][checked]")["value"] == "meeting_record"
    assert page.select_one("select[name=of] option[selected]")["value"] == "record:r1:1"
    other = soup(place.client(MANAGER).get(make.replace("record=r1", "record=r9")))
    assert other.select_one("input[name=kind][checked]") is None


def test_nobody_checks_their_own_draft(place):
    case = drafted(place)
    client = place.client(SCREENER)
    page = client.get(f"/oakfield/cases/{case}/check-record")
    answer = client.post(f"/oakfield/cases/{case}/check-record", data={**form_of(page), "right": "yes"})
    assert answer.status_code == 422


def test_two_who_put_the_same_part_in_other_words_overwrite_nothing(place):
    case = drafted(place)
    where = f"/oakfield/cases/{case}/edit-record"
    clients = [place.client(one) for one in (SCREENER, MANAGER)]
    pages = [one.get(f"{where}?about=r1-risk-p1") for one in clients]
    assert "He may be hurt again." in soup(pages[0]).select_one("#text").text
    first, second = (
        client.post(where, data={**form_of(page), "text": words})
        for client, page, words in zip(clients, pages, ("First.", "Second."), strict=True)
    )
    assert (first.status_code, second.status_code) == (302, 422)
    assert "Second." in soup(second).select_one("#text").text
    assert standing(place, case).content["edited"]["risk-p1"]["text"] == "First."


def test_an_amendment_is_a_new_version_and_the_page_says_what_changed(place):
    case = sealed(place)
    assert act(place, MANAGER, case, "amend-record", what="Who tells them.", why="Left open.").status_code == 302
    assert act(place, SCREENER, case, "edit-record", about="r1-told", text="The aunt tells them.").status_code == 302
    page = soup(read(place, SCREENER, case, "?version=2&compare=1"))
    assert "The aunt tells them." in page.select_one("ins", string="The aunt tells them.").text
    assert "This is a draft" in page.text
    first = soup(read(place, SCREENER, case, "?version=1"))
    assert "The aunt tells them." not in first.text


@pytest.mark.parametrize("query", ["?version=99", "?version=x", "?version=1&compare=1", "?compare=-1", "?version=²"])
def test_a_version_that_there_is_not_shows_the_latest(place, query):
    case = drafted(place)
    assert read(place, SCREENER, case, query).status_code == 200


def test_an_agency_that_was_there_reads_what_was_sealed_and_no_case(place):
    case = drafted(place)
    assert read(place, POLICE, case).status_code == 404
    place.does(MANAGER, case, CheckRecord("r1", right=True))
    place.does(MANAGER, case, SealRecord("r1", WHY))
    page = read(place, POLICE, case)
    assert page.status_code == 200
    assert "Called twice." in soup(page).text
    assert not soup(page).select(f'a[href="/oakfield/cases/{case}"]')
    assert place.client(POLICE).get(f"/oakfield/cases/{case}").status_code in (403, 404)


def test_another_strand_another_hub_and_a_record_that_there_is_not_are_one_answer(place):
    case = sealed(place)
    assert read(place, ADULTS, case).status_code == 404
    assert place.client(SCREENER).get(f"/oakfield/cases/{case}/records/r9").status_code == 404
    assert place.client(SCREENER).get("/oakfield/cases/NOTHERE1/records/r1").status_code == 404


class TestConfirming:
    def confirmed(self, place, reference, version, digest):
        """What the journal itself says, as the command asks it."""
        with place.hubwright.house.store.reading("oakfield") as reading:
            return confirm_sealed(reading, reference, version, digest)

    def asks(self, place, reference, version, digest):
        client = place.client()
        page = client.get("/oakfield/verify")
        typed = {"reference": reference, "version": str(version), "hash": digest}
        return client.post("/oakfield/verify", data={**form_of(page), **typed})

    def said(self, answer):
        return soup(answer).select_one(".govuk-inset-text[role=status]").text

    def test_what_was_sealed_is_confirmed_and_what_was_not_is_not(self, place):
        case = sealed(place)
        digest = standing(place, case).digest
        assert "Confirmed" in self.said(
            self.asks(place, f"{case.lower()}-r1", 1, f" {digest[:32]} {digest[32:].upper()}")
        )
        wrong = self.said(self.asks(place, f"{case}-R1", 1, "0" * 64))
        assert wrong == self.said(self.asks(place, f"{case}-R2", 1, digest))
        assert wrong == self.said(self.asks(place, "NOTHERE1-R1", 1, digest))
        assert wrong == self.said(self.asks(place, f"{case}-R1", 2, digest))
        assert "sealed nothing" in wrong
        assert self.confirmed(place, f"{case}-R1", 1, digest) == CONFIRMED
        assert self.confirmed(place, f"{case}-R1", 1, "0" * 64) == NOT_SEALED
        assert self.confirmed(place, "NOTHERE1-R1", 1, digest) == NOT_SEALED
        assert self.confirmed(place, "of no shape", 1, digest) == NOT_SEALED

    def test_a_later_version_is_said_to_hold(self, place):
        case = sealed(place)
        digest = standing(place, case).digest
        act(place, MANAGER, case, "amend-record", what="A name.", why="Misspelt.")
        assert "Confirmed" in self.said(self.asks(place, f"{case}-R1", 1, digest))
        act(place, MANAGER, case, "draft-record", about="r1")
        act(place, MANAGER, case, "check-record", right="yes")
        act(place, MANAGER, case, "seal-record", reason=WHY)
        assert "later version" in self.said(self.asks(place, f"{case}-R1", 1, digest))
        assert self.confirmed(place, f"{case}-R1", 1, digest) == LATER

    def test_what_cannot_be_one_is_said_all_at_once(self, place):
        answer = self.asks(place, "", "x²", "abc")
        assert answer.status_code == 422
        assert len(soup(answer).select(".govuk-error-summary__list li")) == 3

    def test_it_can_be_asked_so_often_and_no_more(self, place):
        answers = [self.asks(place, "NOTHERE1-R1", 1, "0" * 64).status_code for _ in range(32)]
        assert answers[:30] == [200] * 30
        assert answers[-1] == 429


def test_what_waits_of_a_record_stands_on_the_page_of_whoever_it_waits_for(place):
    case = held_meeting(place)

    def waiting(actor) -> list[str]:
        page = soup(place.client(actor).get("/oakfield/work"))
        return [
            one["href"].partition(f"{case}/")[2]
            for one in page.select('section[aria-labelledby="records"] a')
            if case in one["href"]
        ]

    assert waiting(SCREENER) == [f"draft-record?about={MEETING.lower()}"]
    assert waiting(POLICE) == []
    assert act(place, SCREENER, case, "draft-record", about=MEETING.lower()).status_code == 302
    assert waiting(SCREENER) == [], "it waits for the chair"
    assert waiting(MANAGER) == ["check-record?about=r1"]
    assert act(place, MANAGER, case, "check-record", right="yes").status_code == 302
    assert waiting(MANAGER) == ["seal-record?about=r1"]
    assert act(place, MANAGER, case, "seal-record", reason=WHY).status_code == 302
    assert waiting(MANAGER) == []


def test_a_name_that_belongs_in_another_record_is_a_hint_on_the_draft_until_somebody_puts_it_otherwise(place):
    case = held_meeting(place)
    place.does(SCREENER, case, WriteLine(MEETING, "l3", "risk", "Lee hit him.", subject="p1"))
    about = MEETING.lower()
    for chosen, more in ((["p1"], {}), (["p2"], {"separate": "yes", "referral": ""})):
        assert act(place, SCREENER, case, "draft-record", about=about, subjects=chosen, **more).status_code == 302
    hint = "Lee Example belongs in another record, and may be named here:"
    assert f"{hint} Others on the case, Risk: Kim Example." in soup(read(place, SCREENER, case)).text
    assert act(place, SCREENER, case, "draft-record").status_code == 302
    hint = f"{hint} Risk: Kim Example."
    assert hint in soup(read(place, SCREENER, case)).text
    for deed in ("check-record", "seal-record"):
        page = place.client(MANAGER).get(f"/oakfield/cases/{case}/{deed}?about=r1")
        assert hint in soup(page).text
    assert hint in soup(place.client(SCREENER).get(f"/oakfield/cases/{case}")).text
    typed = {"section": "risk-p1", "text": "He was hit."}
    assert act(place, SCREENER, case, "edit-record", about="r1-risk-p1", **typed).status_code == 302
    assert "belongs in another record" not in soup(read(place, SCREENER, case)).text
