"""The minute-taker's screen and an agency's own part: kept as typed, nothing written over, each sees what is theirs."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from hubwright.actions.meetings import act_on_meeting, call_meeting
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.actions import actions
from hubwright.domain.cases.topics.minuting import Line, meetings_of
from hubwright.domain.meetings.commands import AddMatter, Call
from hubwright.testing.platform import seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER

from tests.web.conftest import ADULTS, Place, form_of, soup
from tests.web.test_day_pages import text_of

TONI = Actor("u-toni", "Toni Example", "care", frozenset({"worker"}), frozenset({"social_worker"}))
HARD = "Siân O'Hara: «الطفلة بخير» \U0001f9f8 <b>bold</b>"


class Meeting:
    """A strategy discussion that has begun about one rated case."""

    def __init__(self, place: Place, type: str = "strategy") -> None:
        self.place = place
        self.case = place.asked()
        seat(place.hubwright, "oakfield", TONI)
        done = call_meeting(
            place.hubwright.house,
            hub="oakfield",
            actor=MANAGER,
            deed=uuid4().hex,
            command=Call(type, cases=(self.case,)),
        )
        self.ref = done.result["meeting"]
        self.path = f"/oakfield/meetings/{self.ref}/minutes/m1"

    @property
    def lines(self) -> dict[str, Line]:
        with self.place.hubwright.house.store.reading("oakfield") as reading:
            state = case_of(reading.entries(f"case:{self.case}"))
        assert state is not None
        return dict(meetings_of(state)[self.ref].lines)

    def keeps(self, client: FlaskClient, line: str, text: str, saw: int = 0, path: str = "", **more: Any) -> Any:
        """One box, as the script sends it."""
        address = path or self.path
        token = form_of(client.get(address))["csrf_token"]
        said = {"csrf_token": token, "deed": uuid4().hex, "line": line, "text": text, "saw": saw, **more}
        return client.post(f"{address}/line", data=said)


@pytest.fixture
def meeting(place: Place) -> Meeting:
    return Meeting(place)


def minutes_form(answer: Any) -> dict[str, Any]:
    """The form of the boxes."""
    page = soup(answer)
    form = page.select_one("form[data-minutes]")
    assert form is not None
    found = {one["name"]: one.get("value", "") for one in form.select("input[name]")}
    found |= {one["name"]: one.get_text() for one in form.select("textarea")}
    for one in form.select("select"):
        chosen = one.select_one("option[selected]")
        found[one["name"]] = chosen["value"] if chosen else ""
    return found


def test_one_form_and_one_button_keep_every_box(meeting: Meeting) -> None:
    client = meeting.place.client(SCREENER)
    form = minutes_form(client.get(meeting.path))
    form["told:text"], form["risk.p1:text"] = HARD, "Marks on both arms."
    form["known.p1.police:text"], form["known.p1.police:nature"] = "Two calls in May.", "fact"
    answer = client.post(meeting.path, data=form)
    assert answer.status_code == 302
    assert {id: (one.text, one.agency, one.nature) for id, one in meeting.lines.items()} == {
        "told": (HARD, "", ""),
        "risk.p1": ("Marks on both arms.", "", ""),
        "known.p1.police": ("Two calls in May.", "police", "fact"),
    }
    page = client.get(meeting.path)
    assert soup(page).select_one("#told").get_text() == HARD
    assert "&lt;b&gt;bold" in page.get_data(as_text=True)


def test_a_page_sent_again_unchanged_writes_nothing_and_writes_nobodys_words_back(meeting: Meeting) -> None:
    first, second = meeting.place.client(SCREENER), meeting.place.client(TONI)
    meeting.keeps(first, "told", "Her mother is told.")
    old = minutes_form(second.get(meeting.path))
    meeting.keeps(first, "told", "Her mother is told today.", saw=meeting.lines["told"].number)
    before = meeting.lines
    assert second.post(meeting.path, data=old).status_code == 302
    assert meeting.lines == before


def test_two_who_write_in_one_box_both_stand_and_somebody_chooses(meeting: Meeting) -> None:
    first, second = meeting.place.client(SCREENER), meeting.place.client(TONI)
    meeting.keeps(first, "told", "Tell her mother.")
    answer = meeting.keeps(second, "told", "Tell nobody yet.")
    assert [one["text"] for one in answer.json["versions"]] == ["Tell her mother.", "Tell nobody yet."]
    page = soup(second.get(meeting.path))
    assert page.select_one("#choose-told") is not None
    form = page.select_one("#text-told").find_parent("form")
    said = {one["name"]: one.get("value", "") for one in form.select("input")}
    assert second.post(meeting.path, data={**said, "text": "Tell nobody before the medical."}).status_code == 302
    line = meeting.lines["told"]
    assert (line.text, len(line.earlier)) == ("Tell nobody before the medical.", 2)


def test_what_somebody_else_wrote_is_told_to_a_page_that_looks_again(meeting: Meeting) -> None:
    first, second = meeting.place.client(SCREENER), meeting.place.client(TONI)
    meeting.keeps(first, "told", "One.")
    since = second.get(f"{meeting.path}/lines").json["since"]
    meeting.keeps(first, "risk.p1", "Two.")
    now = second.get(f"{meeting.path}/lines?since={since}").json
    assert [(one["id"], one["versions"][0]["by"]) for one in now["lines"]] == [("risk.p1", SCREENER.name)]
    assert second.get(f"{meeting.path}/lines?since=nonsense").status_code == 200


def test_a_decision_and_an_action_taken_on_the_screen_say_at_which_meeting(meeting: Meeting) -> None:
    client = meeting.place.client(MANAGER)
    form = form_of(client.get(f"{meeting.path}?do=add-action"))
    form |= {"what": "Ring the school", "owner_name": "The nurse", "act": "add-action", "told:text": "Her mother."}
    answer = client.post(meeting.path, data=form)
    assert answer.status_code == 302
    with meeting.place.hubwright.house.store.reading("oakfield") as reading:
        state = case_of(reading.entries(f"case:{meeting.case}"))
    assert [one.meeting for one in actions(state).values()] == [meeting.ref]
    assert meeting.lines["told"].text == "Her mother."
    assert "Ring the school" in text_of(client.get(meeting.path))


def test_what_a_deed_on_the_screen_lacks_is_said_there_and_what_was_typed_is_kept(meeting: Meeting) -> None:
    client = meeting.place.client(MANAGER)
    form = form_of(client.get(f"{meeting.path}?do=add-action")) | {"what": HARD, "act": "add-action"}
    answer = client.post(meeting.path, data=form)
    assert answer.status_code == 422
    page = soup(answer)
    assert "Say who does it." in page.get_text()
    assert HARD in [one.get("value") for one in page.select("input")] + [
        one.get_text() for one in page.select("textarea")
    ]


def test_a_box_that_this_page_does_not_have_is_not_written(meeting: Meeting) -> None:
    client = meeting.place.client(SCREENER)
    for line in ("nothing", "risk.p9", "known.p1.nobody", "", "x" * 500):
        assert meeting.keeps(client, line, "Words.").status_code == 404
    assert not meeting.lines


def test_what_is_too_long_is_refused_in_words_and_the_rest_is_written(meeting: Meeting) -> None:
    client = meeting.place.client(SCREENER)
    answer = meeting.keeps(client, "told", "x" * 20_001)
    assert (answer.status_code, bool(answer.json["why"])) == (422, True)
    form = minutes_form(client.get(meeting.path)) | {"told:text": "x" * 20_001, "risk.p1:text": "Kept."}
    answer = client.post(meeting.path, data=form)
    assert answer.status_code == 422
    assert meeting.lines["risk.p1"].text == "Kept."
    assert soup(answer).select_one("#told").get_text() == "x" * 20_001


def test_who_reads_another_pathway_finds_no_such_screen(meeting: Meeting) -> None:
    for path in (meeting.path, f"{meeting.path}/lines"):
        assert meeting.place.client(ADULTS).get(path).status_code in (403, 404)
    assert meeting.place.client(POLICE).get(meeting.path).status_code == 403
    assert meeting.place.client().get(meeting.path).status_code in (302, 401, 403)
    assert meeting.place.client(SCREENER).get(f"/oakfield/meetings/{meeting.ref}/minutes/m9").status_code == 404
    assert meeting.place.client(SCREENER).get("/oakfield/meetings/M0000000/minutes/m1").status_code == 404


class TestOurs:
    def test_an_agency_writes_its_own_lines_and_sees_no_others(self, meeting: Meeting) -> None:
        path = f"/oakfield/meetings/{meeting.ref}/ours/m1"
        meeting.keeps(meeting.place.client(SCREENER), "risk.p1", "Marks on both arms.")
        client = meeting.place.client(POLICE)
        page = client.get(path)
        assert page.status_code == 200, text_of(page)
        assert "Marks on both arms." not in page.get_data(as_text=True)
        form = minutes_form(page)
        form["known.p1.police:text"], form["known.p1.police:nature"] = "Two calls in May.", "fact"
        assert client.post(path, data=form).status_code == 302
        assert meeting.lines["known.p1.police"].versions[0].by == POLICE.name
        kept = meeting.keeps(client, "known.p1.police", "Three calls.", meeting.lines["known.p1.police"].number, path)
        assert (kept.status_code, meeting.lines["known.p1.police"].text) == (200, "Three calls.")
        seen = minutes_form(meeting.place.client(SCREENER).get(meeting.path))
        assert seen["known.p1.police:text"] == "Three calls."

    def test_nobody_writes_for_another_agency_or_sees_its_lines(self, meeting: Meeting) -> None:
        path = f"/oakfield/meetings/{meeting.ref}/ours/m1"
        police, health = meeting.place.client(POLICE), meeting.place.client(HEALTH)
        meeting.keeps(police, "known.p1.police", "Two calls in May.", path=path)
        assert "Two calls in May." not in health.get(path).get_data(as_text=True)
        assert meeting.keeps(health, "known.p1.police", "Changed.", path=path).status_code == 404
        assert meeting.lines["known.p1.police"].text == "Two calls in May."

    def test_who_is_asked_to_another_meeting_alone_finds_no_such_page(self, meeting: Meeting) -> None:
        other = Meeting(meeting.place, "daily")
        client = meeting.place.client(HEALTH)
        assert client.get(f"/oakfield/meetings/{other.ref}/ours/m9").status_code == 404
        assert client.get("/oakfield/meetings/M0000000/ours/m1").status_code == 404
        assert meeting.place.client(SCREENER).get(f"/oakfield/meetings/{other.ref}/ours/m9").status_code in (403, 404)


def test_the_next_case_is_turned_to_with_what_was_typed_kept(place: Place) -> None:
    first = Meeting(place, "daily")
    client = place.client(SCREENER)
    other = place.asked()
    act_on_meeting(
        place.hubwright.house, hub="oakfield", actor=MANAGER, deed=uuid4().hex, meeting=first.ref,
        command=AddMatter(other),
    )  # fmt: skip
    form = minutes_form(client.get(first.path)) | {"changed:text": "Nothing new.", "act": "next"}
    answer = client.post(first.path, data=form)
    assert answer.status_code == 302
    assert "/minutes/m2" in answer.headers["Location"]
    assert first.lines["changed"].text == "Nothing new."
    page = client.get(answer.headers["Location"])
    assert soup(page).select_one('[aria-current="page"]') is not None


def test_what_was_typed_is_kept_before_a_deed_is_turned_to(meeting: Meeting) -> None:
    client = meeting.place.client(MANAGER)
    form = minutes_form(client.get(meeting.path)) | {"told:text": "Half a sentence", "act": "to:add-action"}
    answer = client.post(meeting.path, data=form)
    assert answer.status_code == 302
    assert meeting.lines["told"].text == "Half a sentence"
    page = soup(client.get(answer.headers["Location"]))
    assert page.select_one("[name=what]") is not None
    assert page.select_one("#told").get_text() == "Half a sentence"


def test_an_earlier_text_typed_again_is_written_and_so_is_another_kind_of_knowledge(meeting: Meeting) -> None:
    client = meeting.place.client(SCREENER)
    for text in ("Two calls.", "Three calls.", "Two calls."):
        form = minutes_form(client.get(meeting.path)) | {"known.p1.police:text": text}
        assert client.post(meeting.path, data=form).status_code == 302
        assert meeting.lines["known.p1.police"].text == text
    for nature in ("hearsay", "fact", ""):
        form = minutes_form(client.get(meeting.path)) | {"known.p1.police:nature": nature}
        assert client.post(meeting.path, data=form).status_code == 302
        assert meeting.lines["known.p1.police"].nature == nature


def test_a_case_of_a_daily_meeting_takes_no_more_than_fifteen_acts(place: Place) -> None:
    """Rating, what changed, decision, who does what: each field filled and each button pressed is one."""
    meeting = Meeting(place, "daily")
    client, acts = place.client(MANAGER), 0
    answer = client.get(meeting.path)

    def does(act: str, **filled: str) -> None:
        nonlocal answer, acts
        sent = client.post(meeting.path, data=form_of(answer) | filled | {"act": act})
        assert sent.status_code == 302, text_of(sent)
        acts += len(filled) + 1
        answer = client.get(sent.headers["Location"])

    does("to:rate", **{"changed:text": "A second bruise was seen."})
    does("rate", tier="urgent", reason="A second bruise.")
    does("to:decide")
    does("decide", route="protect", reasons="Two bruises in a week.", reason_without="It cannot wait.")
    does("to:add-action")
    does("add-action", what="Ring the school", owner_name="The nurse")
    does("next")
    with place.hubwright.house.store.reading("oakfield") as reading:
        state = case_of(reading.entries(f"case:{meeting.case}"))
    assert state is not None
    assert [(one.route, one.meeting) for one in state.decisions] == [("protect", meeting.ref)]
    assert [(one.what, one.meeting) for one in actions(state).values()] == [("Ring the school", meeting.ref)]
    assert meeting.lines["changed"].text == "A second bruise was seen."
    assert acts <= 15, acts
