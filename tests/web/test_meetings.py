"""Meetings page by page: two acts from a case, the agenda, who is there, what a partner sees, and who is shut out."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Close, Decide, Rate, Tell
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting.state import meetings_of
from hubwright.domain.cases.topics.restricting import Exclude
from hubwright.domain.meetings import MeetingState, meeting_of
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER

from tests.web.conftest import ADULTS, ELSEWHERE, NOWHERE, Place, form_of, soup

NEW = "/oakfield/meetings/new"


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return soup(answer).select_one("main").get_text(" ", strip=True)  # type: ignore[union-attr]


def the_meeting(place: Place, ref: str) -> MeetingState:
    with place.hubwright.store.reading("oakfield") as reading:
        found = meeting_of(reading.entries(f"meeting:{ref}"))
    assert found is not None
    return found


def the_case(place: Place, ref: str) -> CaseState:
    with place.hubwright.store.reading("oakfield") as reading:
        found = case_of(reading.entries(f"case:{ref}"))
    assert found is not None
    return found


def calls(client: Any, type: str = "strategy", case: str = "", **typed: Any) -> str:
    """Call a meeting as the page offers it; its reference."""
    page = client.get(f"{NEW}?type={type}&case={case}")
    answer = client.post(f"{NEW}?type={type}", data={**form_of(page), **typed})
    assert answer.status_code == 302, soup(answer).select_one("main").get_text(" ", strip=True)
    return str(answer.headers["Location"]).split("/meetings/")[1].split("?")[0]


def presses(client: Any, ref: str, **typed: Any) -> Any:
    """Press a button of the meeting's page."""
    path = f"/oakfield/meetings/{ref}"
    page = form_of(client.get(path), 0)
    token = {name: page[name] for name in ("csrf_token", "deed")}
    return client.post(path, data={**token, **typed})


class TestFromACase:
    def test_in_two_acts_it_has_begun(self, place: Place) -> None:
        case = place.receives()["case"]
        client = place.client(SCREENER)
        link = soup(client.get(f"/oakfield/cases/{case}")).select_one("a[href*='meetings/new']")
        assert link is not None
        answer = client.post(link["href"], data=form_of(client.get(link["href"])))
        assert answer.status_code == 302
        ref = answer.headers["Location"].split("/meetings/")[1].split("?")[0]
        state = the_meeting(place, ref)
        assert state.begun is not None
        assert [one.case for one in state.agenda()] == [case]
        assert meetings_of(the_case(place, case))[ref].state == "begun"

    def test_a_closed_case_has_the_way_too(self, place: Place) -> None:
        parts = place.receives()
        case = parts["case"]
        for actor, command in (
            (SCREENER, Rate("child", "reply")),
            (MANAGER, Decide("p1", "child", "advice", "Enough.", advice="Ring.", reason_without="A question.")),
            (SCREENER, Tell(parts["contact"], "outcome", "email")),
            (MANAGER, Close("Nothing more to do.")),
        ):
            place.does(actor, case, command)
        client = place.client(MANAGER)
        assert soup(client.get(f"/oakfield/cases/{case}")).select_one("a[href*='meetings/new']")
        assert the_meeting(place, calls(client, case=case)).begun is not None

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"cases": ""}, "Say which case it is for."),
            ({"cases": "NOSUCH00"}, "Check the reference of each case"),
            ({"when": "later", "starts": "yesterday"}, "Write a day and a time that exist."),
            ({"when": "later", "starts": "2020-01-01T10:00"}, "Choose a time that is still to come."),
            ({"chair": ["u-alex", "u-sam"]}, "Choose one chair."),
            ({"chair": "u-el"}, "Choose somebody who is a member of this hub today."),
            ({"mode": "pigeon"}, "Choose one of the ways shown."),
        ],
    )
    def test_what_cannot_be_is_asked_for_again_and_nothing_typed_is_lost(
        self, place: Place, typed: dict[str, Any], said: str
    ) -> None:
        case = place.receives()["case"]
        client = place.client(MANAGER)
        page = client.get(f"{NEW}?type=strategy&case={case}")
        answer = client.post(NEW, data={**form_of(page), "where": "Siân's room مكتب", **typed})
        assert answer.status_code == 422
        assert said in soup(answer).select_one(".govuk-error-summary").get_text(" ", strip=True)
        assert soup(answer).select_one("input[name=where]")["value"] == "Siân's room مكتب"  # type: ignore[index]


class TestThePage:
    def test_a_daily_meeting_builds_its_agenda_from_what_was_rated_today(self, place: Place) -> None:
        urgent, green = place.receives()["case"], place.receives()["case"]
        place.does(SCREENER, urgent, Rate("child", "urgent"))
        place.does(SCREENER, green, Rate("child", "reply"))
        client = place.client(MANAGER)
        ref = calls(client, "daily", when="now", reason="A small day.")
        assert [one.case for one in the_meeting(place, ref).agenda()] == [urgent]
        late = place.receives()["case"]
        place.does(SCREENER, late, Rate("child", "soon"))
        presses(client, ref, act="rebuild")
        assert [one.case for one in the_meeting(place, ref).agenda()] == [urgent, late]
        presses(client, ref, act="down", matter="m1")
        assert [one.case for one in the_meeting(place, ref).agenda()] == [late, urgent]
        presses(client, ref, act="take", matter="m2")
        assert presses(client, ref, act="leave", matter="m1", press="defer", reason=" ").status_code == 422
        presses(client, ref, act="leave", matter="m1", press="defer", reason="Police are at the house.")
        presses(client, ref, act="end")
        assert the_meeting(place, ref).ended is not None
        at = meetings_of(the_case(place, urgent))[ref]
        assert (at.state, at.reason) == ("left", "Police are at the house.")
        again = calls(client, "daily", when="now", reason="Again.")
        assert urgent in {one.case for one in the_meeting(place, again).agenda()}

    def test_one_press_notes_who_is_there_and_the_quorum_is_said_quietly(self, place: Place) -> None:
        case = place.receives()["case"]
        client = place.client(MANAGER)
        ref = calls(client, case=case)
        path = f"/oakfield/meetings/{ref}"
        assert "Not quorate: Police, Health missing" in text_of(client.get(path))
        people = {one.agency: one.id for one in the_meeting(place, ref).people.values()}
        presses(client, ref, act="attend", person=people["police"], press="present")
        presses(client, ref, act="attend", person=people["health"], press="telephone", name="Nurse O'Neill")
        assert "Not quorate" not in text_of(client.get(path))
        presses(client, ref, act="attend", person=people["health"], press="left")
        presses(client, ref, act="end")
        held = meetings_of(the_case(place, case))[ref].held
        health = next(one for one in held["attendance"] if one["agency"] == "health")  # type: ignore[attr-defined]
        assert health["name"] == "Nurse O'Neill"
        assert health["left"]

    def test_the_room_is_noted_in_one_deed_and_what_is_wrong_leads_to_its_field(self, place: Place) -> None:
        client = place.client(MANAGER)
        ref = calls(client, case=place.receives()["case"])
        people = {one.agency: one.id for one in the_meeting(place, ref).people.values()}
        said = {f"state-{people['police']}": "telephone", "press": "everyone"}
        assert presses(client, ref, act="roll", **said).status_code == 302
        noted = {one.agency: (one.state, one.by) for one in the_meeting(place, ref).people.values()}
        assert noted["police"] == ("remote", "telephone")
        assert noted["health"][0] in ("present", "remote")
        again = presses(client, ref, act="roll", **{f"state-{people['police']}": "telephone"})
        assert again.status_code == 422
        assert soup(again).select_one(".govuk-error-summary a[href='#who-is-there']")
        late = {"person": people["police"], "press": "same", "name": "Siân O'Neill", "at": "2031-01-01T10:00"}
        answer = soup(presses(client, ref, act="attend", **late))
        at = f"at-{people['police']}"
        assert answer.select_one(f".govuk-error-summary a[href='#{at}']")
        assert answer.select_one(f"#{at}")["value"] == "2031-01-01T10:00"  # type: ignore[index]
        assert answer.select_one(f"#{at}-error")
        assert answer.select_one(f"#name-{people['police']}")["value"] == "Siân O'Neill"  # type: ignore[index]

    def test_of_a_meeting_that_was_held_whoever_was_asked_and_not_noted_is_said_so(self, place: Place) -> None:
        client = place.client(MANAGER)
        ref = calls(client, case=place.receives()["case"])
        assert "asked to come, and nothing was noted" not in text_of(client.get(f"/oakfield/meetings/{ref}"))
        presses(client, ref, act="end")
        over = text_of(client.get(f"/oakfield/meetings/{ref}"))
        assert "asked to come, and nothing was noted" in over
        assert "To come" not in over

    def test_an_agency_that_may_not_begin_a_discussion_is_not_offered_to(self, place: Place) -> None:
        client = place.client(MANAGER)
        starts = form_of(client.get(f"{NEW}?type=strategy"))["starts"]
        ref = calls(client, case=place.receives()["case"], when="later", starts=starts)
        assert "Begin the meeting" in text_of(client.get(f"/oakfield/meetings/{ref}"))
        assert "Begin the meeting" not in text_of(place.client(HEALTH).get(f"/oakfield/meetings/{ref}"))

    def test_whoever_takes_the_minutes_is_led_to_the_first_case_when_it_begins(self, place: Place) -> None:
        for _ in range(2):
            place.does(SCREENER, place.receives()["case"], Rate("child", "urgent"))
        client = place.client(MANAGER)
        starts = form_of(client.get(f"{NEW}?type=daily"))["starts"]
        ref = calls(client, "daily", when="later", starts=starts, minute_taker=MANAGER.id)
        presses(client, ref, act="roll", press="everyone")
        answer = presses(client, ref, act="begin", reason="A small day.")
        assert answer.headers["Location"].endswith(f"/meetings/{ref}/minutes/m1")
        assert the_meeting(place, ref).matters["m1"].state == "taken"
        presses(client, ref, act="leave", matter="m2", press="defer", reason="They are away.")
        shown = soup(client.get(f"/oakfield/meetings/{ref}"))
        assert [one.select_one("a").text for one in shown.select(".hw-person h3") if one.select_one("a")] == [
            the_meeting(place, ref).matters["m1"].case
        ]
        assert "Left for another time" in shown.select_one("main").text  # type: ignore[union-attr]

    def test_the_lists_of_today_to_come_and_past_show_each_meeting_once(self, place: Place) -> None:
        case = place.receives()["case"]
        client = place.client(MANAGER)
        ref = calls(client, case=case)
        assert len(soup(client.get("/oakfield/meetings")).find_all("a", string=ref)) == 1
        assert not soup(client.get("/oakfield/meetings?view=coming")).find_all("a", string=ref)
        assert ref in text_of(place.client(POLICE).get("/oakfield/meetings"))

    @pytest.mark.parametrize("act", ["", "fly", "take", "attend", "add", "leave", "chair"])
    def test_a_button_that_is_none_is_an_answer_and_no_error(self, place: Place, act: str) -> None:
        ref = calls(place.client(MANAGER), case=place.receives()["case"])
        assert presses(place.client(MANAGER), ref, act=act, matter="m99", person="p99").status_code == 422


class TestWhoSees:
    def test_another_hub_and_nobody_find_no_meeting(self, place: Place) -> None:
        ref = calls(place.client(MANAGER), case=place.receives()["case"])
        path = f"/oakfield/meetings/{ref}"
        for page in (path, f"{path}/pack"):
            assert place.client(ELSEWHERE).get(page).status_code in (302, 403, 404)
            assert place.client(NOWHERE).get(page).status_code in (302, 403, 404)
            assert place.client().get(page).status_code in (302, 403, 404)
        assert place.client(ELSEWHERE).get(f"/elmbridge/meetings/{ref}").status_code == 404

    def test_a_partner_has_a_pack_of_what_it_needs_and_neither_the_case_nor_the_referrer(self, place: Place) -> None:
        case = place.asked()
        ref = calls(place.client(MANAGER), case=case)
        police = place.client(POLICE)
        said = text_of(police.get(f"/oakfield/meetings/{ref}/pack"))
        assert "Mia Example" in said
        assert "What do you know?" in said
        assert "Jo Secret" not in said
        assert "jo@school.example" not in said
        page = police.get(f"/oakfield/meetings/{ref}")
        assert not soup(page).select(f"a[href$='/cases/{case}']")
        assert not soup(page).select("input[name=act][value=begin], input[name=act][value=end]")
        assert police.get(f"/oakfield/cases/{case}").status_code in (403, 404)
        assert presses_as(place, POLICE, ref, act="end").status_code == 422

    def test_an_agency_says_for_itself_that_it_cannot_come(self, place: Place) -> None:
        ref = calls(place.client(MANAGER), case=place.receives()["case"])
        people = {one.agency: one.id for one in the_meeting(place, ref).people.values()}
        presses_as(place, POLICE, ref, act="attend", person=people["police"], press="apologies")
        assert the_meeting(place, ref).people[people["police"]].state == "apologies"
        assert presses_as(place, POLICE, ref, act="attend", person=people["health"], press="sent").status_code == 422

    def test_a_case_that_somebody_is_shut_out_of_is_not_even_counted(self, place: Place) -> None:
        hidden, open_ = place.receives()["case"], place.receives()["case"]
        for case in (hidden, open_):
            place.does(SCREENER, case, Rate("child", "urgent"))
        ref = calls(place.client(MANAGER), "daily", when="now", reason="A test.")
        place.does(MANAGER, hidden, Exclude(SCREENER.id, SCREENER.name, "Her neighbour."))
        for page in ("", "/pack"):
            answer = place.client(SCREENER).get(f"/oakfield/meetings/{ref}{page}")
            assert open_ in answer.get_data(as_text=True)
            assert hidden not in answer.get_data(as_text=True)
            assert hidden in place.client(MANAGER).get(f"/oakfield/meetings/{ref}{page}").get_data(as_text=True)
        matter = the_meeting(place, ref).of_case(hidden)
        assert matter is not None
        answer = presses_as(place, SCREENER, ref, act="take", matter=matter.id)
        assert answer.status_code == 422
        assert the_meeting(place, ref).of_case(hidden).state == "waiting"  # type: ignore[union-attr]

    def test_whoever_reads_another_pathway_alone_sees_the_meeting_without_the_case(self, place: Place) -> None:
        case = place.receives()["case"]
        ref = calls(place.client(MANAGER), case=case)
        answer = place.client(ADULTS).get(f"/oakfield/meetings/{ref}")
        assert answer.status_code == 200
        assert case not in answer.get_data(as_text=True)

    def test_health_who_is_not_asked_about_a_check_reads_who_it_is_about(self, place: Place) -> None:
        ref = calls(place.client(MANAGER), case=place.receives()["case"])
        assert "Mia Example" in text_of(place.client(HEALTH).get(f"/oakfield/meetings/{ref}/pack"))


def presses_as(place: Place, actor: Any, ref: str, **typed: Any) -> Any:
    """Post to the meeting's page with a token of the reader's own."""
    client = place.client(actor)
    page = soup(client.get(f"/oakfield/meetings/{ref}"))
    token = page.select_one("input[name=csrf_token]")
    assert token is not None
    place.deeds += 1
    return client.post(
        f"/oakfield/meetings/{ref}", data={"csrf_token": token["value"], "deed": f"deed-{place.deeds}", **typed}
    )
