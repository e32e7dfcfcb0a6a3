"""The record's pages: in order of time, as known then, who has seen it, what went wrong, and the review of reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.keep_people import act_on_person, begin_a_person
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Rate, Return, Subject
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.definitions.hub import ClockRule, IncidentKind
from hubwright.domain.people.commands import AnswerMention, Begin, Told
from hubwright.jobs.turn import turn
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app
from hubwright.web.work.topics import TOPICS
from hubwright.web.work.words import ENTRIES

from tests.databases import Database
from tests.web.conftest import ADULTS, Place, form_of, soup
from tests.web.test_day_pages import text_of
from tests.web.test_work import errors, sends

KINDS = (
    IncidentKind("near", a_text("Near miss"), "near_miss"),
    IncidentKind("wrong-hands", a_text("In the wrong hands"), "disclosure", clock="breach"),
    IncidentKind("block", a_text("Barrier"), "barrier"),
)


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield, which keeps three logs of what goes wrong."""
    clock, hub = Clock(), a_hub()
    breach = ClockRule("breach", a_text("Breach"), 72, "elapsed_hour", "office", "runs", ladder="climb", warn=24 * 60)
    hub = replace(hub, clocks=(*hub.clocks, breach), incidents=KINDS)
    hubwright = a_platform(sqlite_database.url, (hub,), data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEALTH, ADULTS):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


class TestChronology:
    def test_it_is_in_order_of_time_and_says_who_and_when(self, place: Place) -> None:
        case = place.asked()
        page = soup(place.client(MANAGER).get(f"/oakfield/cases/{case}/chronology"))
        said = [row.select("strong")[0].text for row in page.select(".hw-chronology tbody tr")]
        assert said[:2] == ["Received", "Rated"]
        assert SCREENER.name in page.select(".hw-chronology tbody tr")[1].get_text()

    def test_of_one_person_it_leaves_out_what_names_only_others(self, place: Place) -> None:
        children = (Subject("", "Mia Example"), Subject("", "Noah Example"))
        case = place.receives(subjects=children)["case"]
        client, path = place.client(MANAGER), f"/oakfield/cases/{case}"
        sends(client, f"{path}/act-now", what="Police were called.", subjects=["p1"], route="protect")
        whole, mia, noah = (
            text_of(client.get(f"{path}/chronology{query}")) for query in ("", "?person=p1", "?person=p2")
        )
        assert [("Police were called." in said) for said in (whole, mia, noah)] == [True, True, False]

    def test_another_pathways_reader_finds_no_such_case(self, place: Place) -> None:
        case = place.asked()
        for page in ("chronology", "as-of", "as-of?at=2026-06-08T12:00"):
            assert place.client(ADULTS).get(f"/oakfield/cases/{case}/{page}").status_code == 404


class TestAsOf:
    def test_what_came_later_is_not_on_the_page_of_then(self, place: Place) -> None:
        case = place.asked()
        place.clock.later(minutes=90)
        place.does(POLICE, case, Return("q1", "shared", text="Called to the house twice."))
        client, path = place.client(MANAGER), f"/oakfield/cases/{case}/as-of"
        assert "Called to the house twice." not in text_of(client.get(f"{path}?at=2026-06-08T11:00"))
        assert "Called to the house twice." in text_of(client.get(f"{path}?at=2026-06-08T12:00"))
        assert "nothing on record" in text_of(client.get(f"{path}?at=2026-06-08T08:00"))

    def test_what_somebody_knew_when_they_decided_is_one_link_away(self, place: Place) -> None:
        case = place.receives()["case"]
        place.clock.later(minutes=5)
        place.does(SCREENER, case, Rate("child", "urgent"))
        client = place.client(MANAGER)
        page = soup(client.get(f"/oakfield/cases/{case}/as-of"))
        link = page.find("a", string=lambda words: bool(words) and words.startswith("Rated, Alex Example"))
        assert link is not None
        assert "This is what was on record" in text_of(client.get(link["href"]))

    @pytest.mark.parametrize("typed", ["yesterday", "2026-13-01T10:00", "9999-12-31T23:59", "\x00"])
    def test_a_time_that_is_none_is_asked_for_again(self, place: Place, typed: str) -> None:
        case = place.asked()
        answer = place.client(MANAGER).get(f"/oakfield/cases/{case}/as-of", query_string={"at": typed})
        assert answer.status_code == 422
        assert "Write a day and a time that exist." in errors(answer)

    def test_nothing_can_be_done_from_it(self, place: Place) -> None:
        case = place.asked()
        page = soup(place.client(MANAGER).get(f"/oakfield/cases/{case}/as-of?at=2026-06-08T12:00"))
        assert [form.get("method") for form in page.select("main form")] == ["get"]


class TestWhoHasSeenThis:
    def test_every_read_of_a_case_its_acts_and_checks_stands_there(self, place: Place) -> None:
        case = place.asked()
        place.client(SCREENER).get(f"/oakfield/cases/{case}")
        place.client(POLICE).get(f"/oakfield/checks/{case}/q1")
        said = text_of(place.client(MANAGER).get(f"/oakfield/cases/{case}/seen-by"))
        assert "Alex Example Social care a case seen" in said
        assert "Pat Example Police a check seen" in said

    def test_an_agency_sees_who_has_seen_its_answer_and_only_since(self, place: Place) -> None:
        case = place.asked()
        place.client(SCREENER).get(f"/oakfield/cases/{case}")
        police, path = place.client(POLICE), f"/oakfield/checks/{case}/q1/seen-by"
        assert police.get(path).status_code == 404
        place.clock.later(minutes=1)
        place.does(POLICE, case, Return("q1", "shared", text="Called twice."))
        place.clock.later(minutes=1)
        place.client(MANAGER).get(f"/oakfield/cases/{case}")
        said = text_of(place.client(POLICE).get(path))
        assert MANAGER.name in said
        assert SCREENER.name not in said
        assert place.client(HEALTH).get(path).status_code == 404

    def test_the_audit_finds_what_begins_with_a_reference(self, place: Place) -> None:
        case = place.asked()
        place.client(POLICE).get(f"/oakfield/checks/{case}/q1")
        manager = place.client(MANAGER)
        for typed in (case, case[:5], f"{case}/q1", f"{case}-q1"):
            assert "Pat Example" in text_of(manager.get("/oakfield/audit", query_string={"reference": typed})), typed
        assert "Nobody has read this." in text_of(manager.get("/oakfield/audit?reference=ZZZZ"))


class TestWhatWentWrong:
    def disclosure(self, place: Place) -> str:
        client, path = place.client(MANAGER), "/oakfield/incidents/new/wrong-hands"
        answer = sends(client, path, what="The letter went to another school.", who="Elm School", whose="A child")
        assert answer.status_code == 302
        return str(answer.headers["Location"].partition("?")[0])

    def test_a_disclosure_is_written_down_recalled_reported_and_closed(self, place: Place) -> None:
        path = self.disclosure(place)
        client = place.client(MANAGER)
        assert "2 days left to be seen to" in text_of(client.get(path)) or "3 days left" in text_of(client.get(path))
        assert "recalled or destroyed" in errors(client.post(path, data={**act(client, path, "close"), "learned": "x"}))
        for step in ("recalled", "person_told", "regulator"):
            answer = client.post(path, data={**act(client, path, "add"), "step": step, "yes": "yes", "text": "Done."})
            assert answer.status_code == 302, step
        assert "in time to be seen to" in text_of(client.get(path))
        assert client.post(path, data={**act(client, path, "close"), "learned": "A list."}).status_code == 302
        assert "What was learned A list." in text_of(client.get(path))
        assert "Nothing is written down here." in text_of(client.get("/oakfield/incidents"))
        assert "In the wrong hands" in text_of(client.get("/oakfield/incidents?view=closed"))

    def test_what_is_missing_comes_back_with_what_was_typed(self, place: Place) -> None:
        answer = sends(place.client(MANAGER), "/oakfield/incidents/new/block", what="No way into the system.")
        assert answer.status_code == 422
        assert "Say who must take it away." in errors(answer)
        assert "Choose the agency that it concerns." in errors(answer)
        assert "No way into the system." in answer.get_data(as_text=True)
        wrong = sends(place.client(MANAGER), "/oakfield/incidents/new/block", hours="many")
        assert "Write hours" in errors(wrong)

    def test_lost_hours_of_a_barrier_are_shown_and_add_up(self, place: Place) -> None:
        client = place.client(MANAGER)
        typed = {"what": "No way in.", "who": "Trust IT", "agency": "health", "hours": "1,5"}
        path = sends(client, "/oakfield/incidents/new/block", **typed).headers["Location"].partition("?")[0]
        more = {"step": "lost", "hours": "2", "text": "Again today."}
        assert client.post(path, data={**act(client, path, "add"), **more}).status_code == 302
        assert "3.5 h lost" in text_of(client.get("/oakfield/incidents?kind=block"))

    def test_a_time_that_comes_is_told_up_the_ladder_until_somebody_takes_it_on(self, place: Place) -> None:
        path = self.disclosure(place)
        worker = place.hubwright.worker()
        place.clock.later(hours=47)
        assert turn(worker).told == 0
        place.clock.later(hours=2)
        assert turn(worker).told == 1
        with place.hubwright.store.reading("oakfield") as reading:
            assert [row["kind"] for row in reading.rows("outbox", scope=Everything())] == ["notice"]
        client = place.client(MANAGER)
        assert "This calls for somebody." in text_of(client.get(path))
        assert client.post(path, data=act(client, path, "take-on")).status_code == 302
        place.clock.later(hours=1)
        assert turn(worker).told == 0
        assert "Taken on by Sam Example" in text_of(place.client(MANAGER).get(path))

    def test_the_record_of_a_case_that_one_may_not_know_of_is_not_there(self, place: Place) -> None:
        for path in ("/oakfield/incidents/NOSUCH00", "/oakfield/incidents/new/nothing"):
            assert place.client(MANAGER).get(path).status_code == 404


def act(client: Any, path: str, name: str) -> dict[str, Any]:
    page = client.get(path)
    forms = [form_of(page, number) for number in range(len(soup(page).select("main form")))]
    form = next(one for one in forms if one["act"] == [name])
    return {key: form[key] for key in ("csrf_token", "deed", "act")}


class TestReview:
    def test_reads_of_ones_own_family_name_wait_for_somebody_else(self, place: Place) -> None:
        case = place.receives(subjects=(Subject("", "Mia Example"),))["case"]
        place.receives(subjects=(Subject("", "Mia Other"),))
        place.clock.later(minutes=1)
        place.client(SCREENER).get(f"/oakfield/cases/{case}")
        place.client(MANAGER).get(f"/oakfield/cases/{case}")
        client = place.client(MANAGER)
        said = text_of(client.get("/oakfield/audit/review"))
        assert f"Alex Example, Social care {case}" in said
        assert "the same last name" in said
        assert "Mia" not in said
        assert "1 more is about your own reads" in said
        place.clock.later(minutes=1)
        form = form_of(client.get("/oakfield/audit/review"))
        here = f"{SCREENER.id}/{case}"
        asked = {**form, f"answer:{here}": "asked"}
        assert "Say what was asked" in errors(client.post("/oakfield/audit/review", data=asked))
        done = client.post("/oakfield/audit/review", data={**asked, f"note:{here}": "It was given to them."})
        assert done.status_code == 302
        after = text_of(client.get("/oakfield/audit/review"))
        assert "Nothing waits for review." in after
        assert "I have asked them. It was given to them. by Sam Example" in after

    def test_ones_own_reads_cannot_be_reviewed_by_hand_either(self, place: Place) -> None:
        case = place.receives(subjects=(Subject("", "Mia Example"),))["case"]
        client = place.client(MANAGER)
        client.get(f"/oakfield/cases/{case}")
        place.client(SCREENER).get(f"/oakfield/cases/{case}")
        form = form_of(client.get("/oakfield/audit/review"))
        here = f"{MANAGER.id}/{case}"
        until = (place.clock() - timedelta(seconds=1)).isoformat()
        answer = client.post(
            "/oakfield/audit/review", data={**form, f"answer:{here}": "needed", f"until:{here}": until}
        )
        assert answer.status_code == 422
        assert "your own reads" in errors(answer)

    def test_a_later_read_waits_again(self, place: Place) -> None:
        case = place.receives(subjects=(Subject("", "Mia Example"),))["case"]
        place.client(SCREENER).get(f"/oakfield/cases/{case}")
        place.clock.later(minutes=1)
        client = place.client(MANAGER)
        form = form_of(client.get("/oakfield/audit/review"))
        client.post("/oakfield/audit/review", data={**form, f"answer:{SCREENER.id}/{case}": "needed"})
        assert "Nothing waits for review." in text_of(client.get("/oakfield/audit/review"))
        place.clock.later(minutes=1)
        place.client(SCREENER).get(f"/oakfield/cases/{case}")
        assert case in text_of(place.client(MANAGER).get("/oakfield/audit/review")).split("Reviewed")[0]


def test_a_persons_chronology_runs_through_every_case_that_was_found_to_be_theirs(place: Place) -> None:
    house, cases = place.hubwright.house, []
    for words in ("Bruises seen.", "Seen again with bruises."):
        cases.append(place.receives(words=words)["case"])
        place.clock.later(days=1)
    other = place.receives(words="Somebody else's story.")["case"]
    told = (Told("name", {"use": "legal", "name": "Mia Example"}),)
    done = begin_a_person(house, hub="oakfield", actor=MANAGER, deed="begin", command=Begin(told, ("child",)))
    person = str(done.result["person"])
    for case in cases:
        act_on_person(
            house, hub="oakfield", actor=MANAGER, deed=f"same-{case}", person=person,
            command=AnswerMention(case, "p1", ("child",), "same"),
        )  # fmt: skip
    said = text_of(place.client(MANAGER).get(f"/oakfield/people/{person}/chronology"))
    assert said.index("Bruises seen.") < said.index("Seen again with bruises.")
    assert [(case in said) for case in (*cases, other)] == [True, True, False]
    assert place.client(ADULTS).get(f"/oakfield/people/{person}/chronology").status_code == 404


def test_every_type_of_entry_on_a_case_has_words() -> None:
    named = {type for one in TOPICS for type in one.entries} | set(ENTRIES)
    assert [type for type in CURRENT if type.startswith("case.") and type not in named] == []
