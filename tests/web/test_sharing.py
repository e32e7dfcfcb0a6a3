"""Sharing, page by page: asking on a basis, answering by sign-in, link or file, and releasing what is one's own."""

# Long because: the ways in which an agency may answer, told beside each other.

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics import basis, items
from hubwright.domain.cases.topics.talking import talked
from hubwright.jobs.turn import turn
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.unit.cases.sharing import PREPARED, sharing_hub
from tests.web.conftest import ADULTS, ELSEWHERE, Place, form_of, soup


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield with everything sharing can be drawn with, and Elmbridge beside it."""
    clock = Clock()
    hub = sharing_hub(prepared=replace(PREPARED, told="not_told"), remind=(30,))
    local = replace(hub.local, mailboxes={**hub.local.mailboxes})
    hubwright = a_platform(
        sqlite_database.url, (replace(hub, local=local), a_hub(id="elmbridge")), data=tmp_path, clock=clock
    )
    for actor in (SCREENER, MANAGER, POLICE, HEALTH, ADULTS):
        seat(hubwright, "oakfield", actor)
    seat(hubwright, "elmbridge", ELSEWHERE)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def state(place: Place, case: str) -> CaseState:
    with place.hubwright.store.reading("oakfield") as reading:
        found = case_of(reading.entries(f"case:{case}"))
    assert found is not None
    return found


def sends(client: Any, path: str, **values: Any) -> Any:
    return client.post(path, data={**form_of(client.get(path)), **values})


def words(answer: Any) -> str:
    return soup(answer).get_text(" ", strip=True)


def rated(place: Place) -> str:
    case = place.receives()["case"]
    place.does(SCREENER, case, c.Rate("child", "urgent"))
    return case


def with_item(place: Place, text: str = "Two calls in April.") -> tuple[str, str]:
    case = place.asked()
    place.does(POLICE, case, c.Return("q1", "shared", text=text))
    return case, items.items_of(state(place, case))[0].id


class TestAsking:
    def test_sending_checks_takes_four_acts_and_leaves_a_confirmed_basis(self, place: Place) -> None:
        case = rated(place)
        client, path = place.client(SCREENER), f"/oakfield/cases/{case}/ask"
        acts = 1  # the button on the case's page
        form = form_of(client.get(path))
        form["shared"] = "Bruises seen at school."
        acts += 1
        form["confirmed"] = "yes"
        acts += 1
        assert client.post(path, data=form).status_code == 302
        acts += 1
        assert acts <= 4
        (one,) = basis.bases(state(place, case))
        assert (one.confirmed_by, one.body["necessity"]) == (SCREENER.name, "Nobody else knows.")
        assert "Nobody else knows." in words(client.get(f"/oakfield/cases/{case}"))

    def test_only_what_is_opened_and_changed_counts_as_edited(self, place: Place) -> None:
        case = rated(place)
        path = f"/oakfield/cases/{case}/ask"
        sends(place.client(SCREENER), path, confirmed="yes", differs="yes", purpose="To find her brother.")
        (one,) = basis.bases(state(place, case))
        assert one.body["edited"] == ["purpose"]
        seen = words(place.client(POLICE).get(f"/oakfield/checks/{case}/q1"))
        assert "To find her brother." in seen

    def test_what_went_out_unconfirmed_stands_open_on_the_case_until_somebody_confirms_it(self, place: Place) -> None:
        case = place.asked()
        client = place.client(MANAGER)
        assert "to be confirmed" in words(client.get(f"/oakfield/cases/{case}"))
        done = sends(client, f"/oakfield/cases/{case}/confirm-basis?about=b1", about="b1")
        assert done.status_code == 302
        assert "to be confirmed" not in words(client.get(f"/oakfield/cases/{case}"))

    def test_what_was_searched_under_earlier_details_is_asked_again_from_the_case(self, place: Place) -> None:
        case = place.asked()
        place.does(POLICE, case, c.Return("q1", "not_known"))
        right = replace(state(place, case).subjects["p1"], name="Mya Example")
        place.does(MANAGER, case, c.Correct(1, "Her name is Mya.", "Her passport.", subject=right))
        client = place.client(SCREENER)
        assert "searched under earlier details" in words(client.get("/oakfield/checks?view=answered"))
        assert sends(client, f"/oakfield/cases/{case}/ask-again").status_code == 302
        assert state(place, case).checks["q3"].again == "q1"
        inbox = words(place.client(POLICE).get("/oakfield/checks"))
        assert "asked again" in inbox
        assert "please search again" in words(place.client(POLICE).get(f"/oakfield/checks/{case}/q3"))


class TestAnswering:
    def test_systems_and_period_are_remembered_for_the_agency_and_for_no_other(self, place: Place) -> None:
        first, second = place.asked(), place.asked()
        sends(
            place.client(POLICE), f"/oakfield/checks/{first}/q1",
            kind="not_known", searched="Zebrafinch, Other", period="two years",
        )  # fmt: skip
        form = form_of(place.client(POLICE).get(f"/oakfield/checks/{second}/q1"))
        assert (form["searched"], form["period"]) == (["Zebrafinch, Other"], ["two years"])
        assert "Zebrafinch" not in words(place.client(HEALTH).get(f"/oakfield/checks/{second}/q2"))

    def test_a_pasted_chronology_is_taken_as_one_block_and_each_line_of_it_kept(self, place: Place) -> None:
        case = place.asked()
        pasted = "12/03/2024 Not brought\n* 13/03/2024 Named a neighbour\nSomebody rang"
        done = sends(place.client(POLICE), f"/oakfield/checks/{case}/q1", kind="shared", chronology=pasted)
        assert done.status_code == 302
        page = words(place.client(SCREENER).get(f"/oakfield/checks/{case}/q1"))
        for said in ("12/03/2024", "Not brought", "Named a neighbour", "Somebody rang"):
            assert said in page

    def test_an_agency_answers_once_for_its_own_bodies(self, place: Place) -> None:
        case = place.asked()
        path = f"/oakfield/checks/{case}/q2"
        wrong = sends(
            place.client(HEALTH), path, kind="not_known", **{"parts-gp-kind": "shared", "parts-gp-text": "Seen."}
        )
        assert wrong.status_code == 422
        assert "Seen." in wrong.get_data(as_text=True)
        done = sends(
            place.client(HEALTH), path, kind="shared", text="See below.",
            **{"parts-gp-kind": "shared", "parts-gp-text": "Seen in May.",
               "parts-midwifery-kind": "could_not_search", "parts-midwifery-text": "It is down."},
        )  # fmt: skip
        assert done.status_code == 302
        answer = state(place, case).checks["q2"].answer
        assert answer is not None
        assert answer["parts"]["midwifery"] == {"kind": "could_not_search", "why": "It is down."}

    def test_a_late_answer_is_taken_and_its_reason_may_be_given(self, place: Place) -> None:
        case = place.asked()
        place.clock.later(days=1)
        client, path = place.client(POLICE), f"/oakfield/checks/{case}/q1"
        assert "Why does it come late?" in words(client.get(path))
        assert sends(client, path, kind="not_known", late_why="").status_code == 302
        figures = words(client.get("/oakfield/checks/punctuality"))
        assert "Police" in figures
        assert "Health" not in figures, "an agency sees its own figures"
        assert "Health" in words(place.client(MANAGER).get("/oakfield/checks/punctuality"))

    def test_a_level_of_sensitivity_keeps_the_words_from_who_is_not_cleared(self, place: Place) -> None:
        case = place.asked()
        sends(
            place.client(HEALTH), f"/oakfield/checks/{case}/q2", kind="shared", text="Persimmon", sensitivity="health"
        )
        for path in (f"/oakfield/cases/{case}", f"/oakfield/checks/{case}/q2", f"/oakfield/cases/{case}/ask"):
            assert "Persimmon" not in place.client(MANAGER).get(path).get_data(as_text=True), path
        assert "Persimmon" in words(place.client(HEALTH).get(f"/oakfield/checks/{case}/q2"))


class TestReleasing:
    def test_the_owner_is_asked_answers_and_then_it_may_leave(self, place: Place) -> None:
        case, item = with_item(place)
        worker, owner = place.client(SCREENER), place.client(POLICE)
        path = f"/oakfield/cases/{case}"
        refused = sends(worker, f"{path}/pass-on?about={item}", about=item, to="health")
        assert refused.status_code == 422
        assert "has not released it" in words(refused)
        sends(worker, f"{path}/ask-release?about={item}", about=item, to="health", why="They see her tomorrow.")
        assert "May the hub pass this on?" in words(owner.get("/oakfield/checks"))
        release = f"/oakfield/releases/{case}/{item}"
        assert "They see her tomorrow." in words(owner.get(release))
        assert sends(owner, release).status_code == 422
        assert sends(owner, release, released="yes", to="health").status_code == 302
        assert sends(worker, f"{path}/pass-on?about={item}", about=item, to="health").status_code == 302
        assert "went to Health" in words(worker.get(path))

    def test_another_agency_another_hub_and_the_hubs_own_people_release_nothing(self, place: Place) -> None:
        case, item = with_item(place, "Persimmon")
        path = f"/oakfield/releases/{case}/{item}"
        for actor in (HEALTH, MANAGER, ADULTS, ELSEWHERE):
            got = place.client(actor).get(path)
            assert got.status_code in (403, 404), actor.name
            assert "Persimmon" not in got.get_data(as_text=True)
        assert place.client(POLICE).get(path.replace("oakfield", "elmbridge")).status_code in (403, 404)
        assert place.client(POLICE).get(f"/oakfield/releases/{case}/q2-1").status_code == 404

    def test_what_left_to_protect_somebody_is_shown_to_its_owner_at_once(self, place: Place) -> None:
        case, item = with_item(place)
        path = f"/oakfield/cases/{case}/pass-on?about={item}"
        sends(place.client(SCREENER), path, about=item, to="health", protect="She is being collected now.")
        inbox = place.client(POLICE).get("/oakfield/checks")
        assert "It left the hub at once" in words(inbox)
        assert "She is being collected now." in words(place.client(POLICE).get(f"/oakfield/releases/{case}/{item}"))

    def test_a_copy_is_made_of_chosen_sentences_and_words(self, place: Place) -> None:
        case, item = with_item(place, "Jo called twice. The door was open.")
        path = f"/oakfield/cases/{case}/take-out?about={item}"
        client = place.client(SCREENER)
        page = client.get(path)
        assert "The door was open." in words(page)
        done = client.post(
            path, data={**form_of(page), "about": item, "spans": "17-35", "exact": "jo", "why": "For the school."}
        )
        assert done.status_code == 302
        assert items.items_of(state(place, case))[-1].text == "[...] called twice. [...]"


class TestALink:
    def made(self, place: Place) -> tuple[str, str, str]:
        """A case whose health agency got a link: case, address of the link, code."""
        case = place.asked()
        page = sends(place.client(SCREENER), f"/oakfield/checks/{case}/q2/link", to="The practice manager")
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"
        code = soup(page).select_one(".hw-code").text.strip()  # type: ignore[union-attr]
        address = re.search(r"/oakfield/answer/[\w-]+", page.get_data(as_text=True))
        assert address is not None
        return case, address[0], code

    def test_somebody_without_a_sign_in_answers_with_the_link_and_the_code(self, place: Place) -> None:
        case, path, code = self.made(place)
        browser = place.client()
        assert "Mia Example" not in browser.get(path).get_data(as_text=True)
        assert sends(browser, path, code=code.lower()).status_code == 302
        page = browser.get(path)
        assert "Mia Example" in words(page)
        assert "Jo Secret" not in words(page)
        missing = sends(browser, path, kind="shared", text="Seen in May.")
        assert missing.status_code == 422
        assert "Seen in May." in missing.get_data(as_text=True)
        sent = browser.post(path, data={**form_of(missing), "name": "Robin Reed, practice manager"})
        assert sent.status_code == 302
        check = state(place, case).checks["q2"]
        assert check.answer is not None
        assert (check.answer["text"], check.answer["by"], check.answer["agency"]) == (
            "Seen in May.",
            "Robin Reed, practice manager",
            "health",
        )
        assert "Your answer is with the hub." in words(browser.get(path))
        assert sends(place.client(), path, code=code).status_code == 422, "the link ended with the answer"

    def test_the_message_carries_a_link_and_the_reference_and_not_the_code(self, place: Place) -> None:
        case, path, code = self.made(place)
        turn(place.hubwright.worker())
        mails = "".join(one.read_text() for one in Path(place.hubwright.settings.data).rglob("*.eml"))
        flat = mails.replace("=\n", "")
        assert path in flat
        assert f"{case}-q2" in flat
        assert code not in flat
        assert "Mia" not in flat

    def test_neither_link_nor_code_lies_in_the_database(self, place: Place, sqlite_database: Database) -> None:
        _, path, code = self.made(place)
        raw = b"".join(one.read_bytes() for one in Path(place.hubwright.settings.data).parent.rglob("*.sqlite*"))
        with place.hubwright.store.reading("oakfield") as reading:
            (row,) = reading.rows("check_link", scope=Everything())
        assert path.rpartition("/")[2] not in json.dumps({key: str(value) for key, value in row.items()})
        assert code.encode() not in bytes(row["code"]) + raw

    @pytest.mark.parametrize("hub", ["elmbridge", "nowhere"])
    def test_the_link_of_one_hub_opens_nothing_in_another(self, place: Place, hub: str) -> None:
        _, path, code = self.made(place)
        there = path.replace("oakfield", hub)
        browser = place.client()
        got = browser.get(there)
        if got.status_code == 200:
            got = sends(browser, there, code=code)
        assert got.status_code in (404, 422)
        assert "Mia Example" not in got.get_data(as_text=True)

    def test_guesses_are_counted_and_then_the_right_code_waits_too(self, place: Place) -> None:
        _, path, code = self.made(place)
        browser = place.client()
        for guess in range(10):
            assert sends(browser, path, code=f"WRONG{guess:03d}").status_code == 422
        assert sends(browser, path, code=code).status_code == 429
        place.clock.later(hours=2)
        assert sends(place.client(), path, code=code).status_code == 302

    def test_a_guessed_link_and_an_ended_one_say_the_same(self, place: Place) -> None:
        case, path, code = self.made(place)
        guessed = sends(place.client(), "/oakfield/answer/no-such-token", code=code)
        sends(place.client(SCREENER), f"/oakfield/cases/{case}/end-link?about=q2", about="q2")
        shut = sends(place.client(), path, code=code)
        assert guessed.status_code == shut.status_code == 422
        assert words(guessed) == words(shut)

    def test_an_open_page_ends_with_its_link(self, place: Place) -> None:
        case, path, code = self.made(place)
        browser = place.client()
        sends(browser, path, code=code)
        place.clock.later(hours=3)
        assert "Mia Example" not in browser.get(path).get_data(as_text=True)
        sends(browser, path, code=code)
        place.does(SCREENER, case, c.Return("q2", "not_known", said_by="Robin"))
        assert "Mia Example" not in browser.get(path).get_data(as_text=True)

    def test_an_answer_typed_too_long_is_carried_over_the_code(self, place: Place) -> None:
        _, path, code = self.made(place)
        browser = place.client()
        sends(browser, path, code=code)
        form = {**form_of(browser.get(path)), "kind": "shared", "text": "Typed for hours.", "name": "Robin"}
        place.clock.later(hours=3)
        held = browser.post(path, data=form)
        assert held.status_code == 422
        again = browser.post(path, data={**form_of(held), "code": code})
        assert "Typed for hours." in again.get_data(as_text=True)
        assert browser.post(path, data=form_of(again)).status_code == 302

    def test_every_reading_behind_a_link_is_in_the_read_log(self, place: Place) -> None:
        case, path, code = self.made(place)
        browser = place.client()
        sends(browser, path, code=code)
        browser.get(path)
        with place.hubwright.store.reading("oakfield") as reading:
            lines = reading.rows("read_log", scope=Everything(), where={"user_id": "link", "purpose": "seen"})
        assert {line["reference"] for line in lines} == {f"{case}/q2"}

    def test_who_may_not_ask_makes_no_link(self, place: Place) -> None:
        case = place.asked()
        for actor in (POLICE, ADULTS, ELSEWHERE):
            assert place.client(actor).get(f"/oakfield/checks/{case}/q2/link").status_code in (403, 404)


class TestBringingIn:
    def test_every_mistake_of_a_file_is_said_at_once_and_nothing_is_recorded(self, place: Place) -> None:
        case = place.asked()
        text = f"reference,kind,text\n{case}-q1,shared,\n{case}-q2,not_known,\nnonsense,maybe,\n"
        client = place.client(POLICE)
        got = sends(client, "/oakfield/checks/bring-in", file_text=text)
        assert got.status_code == 422
        page = words(got)
        assert "Line 2" in page
        assert "Line 3" in page, "a question to another agency is none of theirs"
        assert "There is no such question to your agency." in page
        assert "Line 4" in page
        assert text.strip() in got.get_data(as_text=True)
        assert not [one for one in state(place, case).checks.values() if one.answer]

    def test_a_file_is_recorded_once_however_often_its_page_is_sent(self, place: Place) -> None:
        first, second = place.asked(), place.asked()
        rows = [
            {"reference": f"{one}-q1", "kind": "shared", "text": "Known.", "searched": ["A", "B"]}
            for one in (first, second)
        ]
        client = place.client(POLICE)
        form = form_of(client.get("/oakfield/checks/bring-in"))
        for _ in range(2):
            file = (BytesIO(json.dumps(rows).encode()), "returns.json")
            got = client.post(
                "/oakfield/checks/bring-in", data={**form, "file": file}, content_type="multipart/form-data"
            )
            assert got.status_code == 200
            assert "2 answers are on record." in words(got)
        check = state(place, second).checks["q1"]
        assert check.earlier == ()
        assert check.answer is not None
        assert check.answer["searched"] == ["A", "B"]

    def test_what_is_right_may_be_recorded_without_the_rest(self, place: Place) -> None:
        case = place.asked()
        text = f"reference;kind\n{case}-q1;not_known\nZZZZZZZZ-q1;not_known"
        client = place.client(POLICE)
        got = sends(client, "/oakfield/checks/bring-in", file_text=text)
        done = client.post("/oakfield/checks/bring-in", data={**form_of(got), "act": "right"})
        assert "1 answer is on record." in words(done)
        assert state(place, case).checks["q1"].answer is not None

    @pytest.mark.parametrize(
        "text", ["", "a,b\n1,2", "[1, 2", '{"a": 1}', "reference,kind\n", "\x00\x01", '[{"kind": {}}]']
    )
    def test_a_file_that_is_none_gets_a_clear_answer(self, place: Place, text: str) -> None:
        got = sends(place.client(POLICE), "/oakfield/checks/bring-in", file_text=text)
        assert got.status_code == 422
        assert "Not done yet" in words(got)


class TestTheirOwnVoice:
    def test_the_hubs_question_stands_open_until_it_is_answered(self, place: Place) -> None:
        case = place.receives()["case"]
        client, path = place.client(SCREENER), f"/oakfield/cases/{case}"
        assert "Have you talked to the family? Not answered yet." in words(client.get(path))
        assert sends(client, f"{path}/family", talked="no").status_code == 422
        assert sends(client, f"{path}/family", talked="no", reason="risk").status_code == 302
        assert talked(state(place, case)).talks[0]["exempt"]
        page = words(client.get(path))
        assert "Not answered yet." not in page
        assert "the law allows it here" in page


def test_an_agency_is_reminded_before_the_limit_once_and_in_words_that_say_nothing(place: Place) -> None:
    case = place.asked()
    due = state(place, case).clocks["return:q1"].due
    place.clock.now = due - timedelta(minutes=20)
    assert turn(place.hubwright.worker()).reminded == 2
    assert turn(place.hubwright.worker()).reminded == 0
    mails = [one.read_text() for one in Path(place.hubwright.settings.data).rglob("*.eml")]
    reminders = [one for one in mails if "still waits" in one]
    assert len(reminders) == 2
    assert "Mia" not in "".join(mails)
