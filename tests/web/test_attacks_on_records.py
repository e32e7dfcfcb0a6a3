"""What somebody tries who means harm with meetings, records, their files, and the links that they go out by."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from hubwright.actions.meetings import call_meeting
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Rate
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.circulating import sendings_of
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.domain.meetings.commands import Call
from hubwright.testing.platform import seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER

from tests.web.conftest import ADULTS, Place, form_of, soup
from tests.web.test_copies import link_and_code, state_of
from tests.web.test_documents import work
from tests.web.test_records import KIM, LEE, MEETING, WHY, act, read, sealed, standing
from tests.web.test_records import place as place  # noqa: PLC0414 - its hub holds meetings with records

ELSEWHERE = Actor("u-oth", "Oth Example", "care", frozenset({"manager"}), frozenset({"social_worker"}))


def token(client: FlaskClient, hub: str = "oakfield") -> dict[str, Any]:
    """A token of this browser's own: what is forged here is everything else."""
    return {"csrf_token": form_of(client.get(f"/{hub}/verify"))["csrf_token"]}


def heads(place: Place, *streams: str) -> list[int]:
    with place.hubwright.store.reading("oakfield") as reading:
        return [len(reading.entries(one)) for one in streams]


def another(place: Place) -> str:
    """A second case of the same hub."""
    case = place.receives(subjects=(KIM,))["case"]
    place.does(SCREENER, case, Rate("child", "urgent"))
    return case


def paper(place: Place, case: str, actor: Actor) -> str:
    """The address of the printed record, made for this reader."""
    client = place.client(actor)
    answer = client.post(f"/oakfield/cases/{case}/records/r1/1/paper", data={**token(client), "deed": "paper"})
    assert answer.status_code == 302
    work(place)
    return str(answer.headers["Location"])


def sends(place: Place, case: str, **typed: str) -> Any:
    client, path = place.client(MANAGER), f"/oakfield/cases/{case}/send/record/r1"
    wanted = {"agency": "police", "how": "link", "ends": "7", **typed}
    return client.post(path, data={**form_of(client.get(path)), **wanted})


def opened(place: Place, case: str) -> tuple[FlaskClient, str]:
    """A browser in which a link was opened with its code, and the link."""
    link, code = link_and_code(sends(place, case))
    client = place.client()
    assert client.post(link, data={**form_of(client.get(link)), "code": code}).status_code == 302
    assert client.get(link).status_code == 200
    return client, link


class TestOthersReferences:
    def test_what_is_of_one_case_is_found_under_no_other_and_in_no_other_hub(self, place: Place) -> None:
        seat(place.hubwright, "elmbridge", ELSEWHERE)
        case, other = sealed(place), another(place)
        at = paper(place, case, MANAGER)
        assert place.client(MANAGER).get(f"{at}/file").status_code == 200
        id, below = at.rpartition("/")[2], at.removeprefix("/oakfield")
        looks = [
            f"/oakfield/cases/{other}/records/r1", f"/oakfield/documents/{other}/{id}",
            f"/oakfield/documents/{other}/{id}/file", f"/oakfield/cases/{other}/send/record/r1",
            f"/oakfield/cases/{other}/copies/r1", f"/oakfield/cases/{case}/send/copy/r1",
            f"/elmbridge/cases/{case}/records/r1", f"/elmbridge{below}", f"/elmbridge{below}/file",
            f"/elmbridge/cases/{case}/send/record/r1", f"/elmbridge/meetings/{MEETING}",
        ]  # fmt: skip
        asks = [
            f"/oakfield/cases/{other}/records/r1/1/paper", f"/oakfield/cases/{case}/records/r1/2/paper",
            f"/oakfield/meetings/{case}/papers", f"/elmbridge/cases/{case}/records/r1/1/paper",
        ]  # fmt: skip
        through = []
        for who in (MANAGER, SCREENER, POLICE, HEALTH, ADULTS, ELSEWHERE, None):
            client = place.client(who)
            form = token(client, "elmbridge" if who is ELSEWHERE else "oakfield")
            own = [] if who is MANAGER else [at, f"{at}/file"]
            got = [(path, client.get(path).status_code) for path in (*looks, *own)]
            got += [(path, client.post(path, data={**form, "deed": path[-30:]}).status_code) for path in asks]
            through += [(who and who.id, *one) for one in got if one[1] not in (302, 401, 403, 404)]
        assert through == []

    def test_the_deeds_of_a_record_do_nothing_on_a_case_that_it_is_not_on(self, place: Place) -> None:
        case, other = sealed(place), another(place)
        before = heads(place, f"case:{case}", f"case:{other}")
        typed = {"right": "yes", "reason": "x", "what": "x", "why": "x", "text": "x", "drawn_from": "999"}
        client = place.client(MANAGER)
        for deed in ("check-record", "seal-record", "amend-record", "edit-record", "draft-record", "withdraw-sending"):
            for about in ("r1", "r1-told", "c1", MEETING.lower(), "r1-../x", "r²", ""):
                path = f"/oakfield/cases/{other}/{deed}?about={about}"
                answer = client.post(path, data={**token(client), **typed, "about": about, "deed": f"{deed}{about}"})
                assert answer.status_code in (404, 409, 422), (deed, about)
        assert heads(place, f"case:{case}", f"case:{other}") == before


class TestMeetings:
    @pytest.fixture
    def meeting(self, place: Place) -> str:
        seat(place.hubwright, "elmbridge", ELSEWHERE)
        case = place.receives(subjects=(KIM, LEE))["case"]
        place.does(SCREENER, case, Rate("child", "urgent"))
        call = Call("strategy", cases=(case,), mode="video", chair=SCREENER.id, minute_taker=MANAGER.id)
        done = call_meeting(place.hubwright.house, hub="oakfield", actor=MANAGER, deed="call", command=call)
        return str(done.result["meeting"])

    def test_forged_people_cases_and_times_are_refused_in_words_and_write_nothing(
        self, place: Place, meeting: str
    ) -> None:
        path, client = f"/oakfield/meetings/{meeting}", place.client(MANAGER)
        before = heads(place, f"meeting:{meeting}")
        forged: tuple[dict[str, str], ...] = (
            {"act": "ask", "user": ELSEWHERE.id}, {"act": "ask", "user": "u-nobody"}, {"act": "ask", "agency": "none"},
            {"act": "ask", "organisation": "x" * 100_000}, {"act": "chair", "person": ELSEWHERE.id},
            {"act": "minute_taker", "person": "a99"}, {"act": "attend", "person": "", "press": "present"},
            {"act": "attend", "person": "a99", "press": "present", "user": ELSEWHERE.id},
            {"act": "add", "case": "NOTHERE1"}, {"act": "add", "case": "\x00"}, {"act": "add", "case": "../x"},
            {"act": "take", "matter": "m99"}, {"act": "finish", "matter": "m99"}, {"act": "zzz"}, {},
            {"act": "leave", "matter": "m99", "press": "drop", "reason": "x"},
            {"act": "leave", "matter": "m1", "until": "9999-12-31T23:59", "reason": "x"},
            {"act": "move", "starts": "0001-01-01T00:00"}, {"act": "end", "next": "9999-12-31T23:59"},
        )  # fmt: skip
        for number, typed in enumerate(forged):
            answer = client.post(path, data={**token(client), "deed": f"m{number}", **typed})
            assert answer.status_code == 422, typed
        assert heads(place, f"meeting:{meeting}") == before

    def test_nobody_puts_a_case_on_the_agenda_that_they_may_not_know_of(self, place: Place, meeting: str) -> None:
        other = another(place)
        said = []
        for number, case in enumerate((other, "NOTHERE1")):
            client = place.client(ADULTS)
            typed = {"act": "add", "case": case, "deed": f"add-{number}"}
            answer = client.post(f"/oakfield/meetings/{meeting}", data={**token(client), **typed})
            assert answer.status_code == 422
            said.append(soup(answer).select_one(".govuk-error-summary").get_text())  # type: ignore[union-attr]
        assert said[0] == said[1], "one that they may not know of and one that is not there are one answer"
        assert other not in place.client(MANAGER).get(f"/oakfield/meetings/{meeting}").get_data(as_text=True)

    def test_a_new_one_takes_neither_chair_nor_minute_taker_of_another_hub(self, place: Place, meeting: str) -> None:
        client, path = place.client(MANAGER), "/oakfield/meetings/new?type=strategy"
        form = form_of(client.get(path))
        typed = {"cases": another(place), "chair": ELSEWHERE.id, "minute_taker": ELSEWHERE.id, "mode": "video"}
        assert client.post(path, data={**form, **typed}).status_code == 422

    def test_a_line_that_is_not_on_the_page_is_not_written(self, place: Place, meeting: str) -> None:
        with place.hubwright.store.reading("oakfield") as reading:
            (case,) = {row["case_ref"] for row in reading.rows("case_row", scope=Everything())}
        before = heads(place, f"case:{case}")
        for who in (MANAGER, POLICE, ADULTS, None):
            client = place.client(who)
            for line in ("views-p1-health", "risk-p9", "x" * 300, ""):
                for side in ("ours", "minutes"):
                    typed = {"line": line, "text": "Forged.", "nature": "fact", "saw": "²", "deed": f"{side}{line}"}
                    path = f"/oakfield/meetings/{meeting}/{side}/m1/line"
                    status = client.post(path, data={**token(client), **typed}).status_code
                    assert status in (302, 401, 403, 404), (who, side, line)
        assert heads(place, f"case:{case}") == before


class TestLinks:
    @pytest.mark.parametrize("ending", ["restricted", "sealed", "superseded", "days"])
    def test_page_and_file_end_together(self, place: Place, ending: str) -> None:
        case = sealed(place)
        client, link = opened(place, case)
        assert client.post(link, data={**form_of(client.get(link)), "act": "paper"}).status_code == 302
        work(place)
        taken = client.get(f"{link}/file")
        assert (taken.status_code, taken.headers["Cache-Control"]) == (200, "no-store")
        assert taken.headers["Referrer-Policy"] == "no-referrer"
        if ending == "superseded":
            assert act(place, MANAGER, case, "amend-record", what="A name.", why="Misspelt.").status_code == 302
            assert client.get(link).status_code == 200, "what was sealed holds until the next is sealed"
            assert act(place, MANAGER, case, "draft-record").status_code == 302
            assert act(place, MANAGER, case, "check-record", right="yes").status_code == 302
            assert act(place, MANAGER, case, "seal-record", reason=WHY).status_code == 302
            assert (standing(place, case).number, standing(place, case).state) == (2, "sealed")
        elif ending == "days":
            place.clock.later(days=7)
        else:
            place.does(MANAGER, case, Restrict(ending, "Somebody is named.", named=((SCREENER.id, SCREENER.name),)))
        for path in (link, f"{link}/file"):
            gone = client.get(path)
            assert (gone.status_code, gone.headers["Cache-Control"]) == (410, "no-store")
            assert "Called twice." not in gone.get_data(as_text=True)

    def test_a_file_that_an_agency_made_is_not_taken_once_the_case_is_restricted(self, place: Place) -> None:
        case = sealed(place)
        at, police = paper(place, case, POLICE), place.client(POLICE)
        assert police.get(f"{at}/file").status_code == 200
        place.does(MANAGER, case, Restrict("restricted", "Somebody is named.", named=((SCREENER.id, SCREENER.name),)))
        assert police.get(f"{at}/file").status_code == 410
        assert read(place, POLICE, case).status_code == 404

    def test_no_code_opens_anything_and_no_file_is_asked_for_without_the_token_of_our_page(self, place: Place) -> None:
        case = sealed(place)
        link, code = link_and_code(sends(place, case))
        client = place.client()
        for forged in ({}, {"csrf_token": "forged"}):
            assert client.post(link, data={"code": code, **forged}).status_code == 422
        assert sendings_of(state_of(place, case))["c1"].opened == ()
        assert client.post(link, data={**form_of(client.get(link)), "code": code}).status_code == 302
        assert client.post(link, data={"act": "paper"}).status_code == 422
        assert client.get(f"{link}/file").status_code == 404

    def test_what_opens_a_link_is_kept_in_no_log_whoever_follows_it(self, place: Place) -> None:
        case = sealed(place)
        _, link = opened(place, case)
        secret = link.rpartition("/")[2]
        for who in (MANAGER, POLICE):
            assert place.client(who).get(f"{link}/file").status_code == 404
        with place.hubwright.store.reading("oakfield") as reading:
            rows = reading.rows("read_log", scope=Everything())
            said = repr(reading.entries(f"case:{case}"))
        assert {row["what"] for row in rows if row["purpose"] == "refused"} == {"document_file"}
        assert secret not in repr(rows) + said

    def test_it_is_taken_back_once(self, place: Place) -> None:
        case = sealed(place)
        client, link = opened(place, case)
        manager, path = place.client(MANAGER), f"/oakfield/cases/{case}/withdraw-sending?about=c1"
        form = {**form_of(manager.get(path)), "reason": "The wrong person."}
        assert manager.post(path, data=form).status_code == 302
        before = heads(place, f"case:{case}")
        assert manager.post(path, data={**form, "deed": "again"}).status_code in (409, 422)
        assert (heads(place, f"case:{case}"), client.get(link).status_code) == (before, 410)

    def test_a_name_of_a_book_s_length_is_refused(self, place: Place) -> None:
        case = sealed(place)
        answer = sends(place, case, to="x" * 501)
        assert answer.status_code == 422
        assert soup(answer).select_one('.govuk-error-summary a[href="#to"]')
        for typed in ({"agency": "nowhere"}, {"ends": "9999"}, {"ends": "²"}, {"how": "pigeon"}):
            assert sends(place, case, **typed).status_code == 422, typed
        assert sendings_of(state_of(place, case)) == {}


class TestTwice:
    def test_what_is_sealed_is_neither_sealed_checked_nor_worded_again(self, place: Place) -> None:
        case = sealed(place)
        before = heads(place, f"case:{case}")
        for who in (MANAGER, SCREENER):
            client = place.client(who)
            now = {"drawn_from": str(before[0]), "about": "r1"}
            for deed, typed in (
                ("seal-record", {"reason": WHY}),
                ("check-record", {"right": "yes"}),
                ("edit-record", {"text": "Forged."}),
            ):
                path = f"/oakfield/cases/{case}/{deed}?about=r1"
                answer = client.post(path, data={**token(client), **now, **typed, "deed": f"{deed}-{who.id}"})
                assert answer.status_code in (404, 409, 422), deed
        assert heads(place, f"case:{case}") == before

    def test_two_who_amend_begin_one_version(self, place: Place) -> None:
        case = sealed(place)
        client, path = place.client(MANAGER), f"/oakfield/cases/{case}/amend-record?about=r1"
        form = {**form_of(client.get(path)), "what": "A name.", "why": "Misspelt."}
        assert client.post(path, data=form).status_code == 302
        assert client.post(path, data={**form, "deed": "again"}).status_code in (409, 422)
        assert standing(place, case).number == 2


def test_a_reviewer_cannot_be_let_in_until_the_end_of_the_calendar(place: Place) -> None:
    client = place.client(MANAGER)
    last = {"ends-day": "31", "ends-month": "12", "ends-year": "9999"}
    typed = {"name": "Pia Peer", "email": "pia@peer.example", "role": "reviewer", "agency": "care", "purpose": "x"}
    answer = client.post("/oakfield/reviewers", data={**token(client), "deed": "invite", **typed, **last})
    assert answer.status_code == 422


def test_pages_of_records_that_are_looked_at_do_nothing_whatever_their_address_says(place: Place) -> None:
    case = sealed(place)
    client, before = place.client(MANAGER), heads(place, f"case:{case}", "hub")
    forged = {"act": "make", "deed": "g1", "right": "yes", "reason": WHY, "about": "r1", "text": "x", "how": "link"}
    for path in ("records/r1", "copies", "send/record/r1", "documents", "seal-record", "amend-record", "edit-record"):
        answer = client.get(f"/oakfield/cases/{case}/{path}", query_string=forged)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert heads(place, f"case:{case}", "hub") == before
