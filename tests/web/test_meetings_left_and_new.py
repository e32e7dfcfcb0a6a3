"""Meetings at their edges: a case left and taken again, a kind of meeting newer than its case, a day of 25 hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hubwright.actions.meetings import act_on_meeting, call_meeting
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.cases.topics.minuting import AtMeeting, meetings_of
from hubwright.domain.definitions.drawn.meetings import MeetingType, MinutePart, held_today
from hubwright.domain.hubs import HUB_STREAM, publish
from hubwright.domain.meetings.commands import Call, Defer, Take
from hubwright.domain.meetings.stream import meeting_of
from hubwright.storage.revisions import Drawings
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.web.conftest import Place, form_of, soup
from tests.web.test_minutes import TONI, Meeting, minutes_form


def at_meeting(meeting: Meeting) -> AtMeeting:
    with meeting.place.hubwright.house.store.reading("oakfield") as reading:
        state = case_of(reading.entries(f"case:{meeting.case}"))
    assert state is not None
    return meetings_of(state)[meeting.ref]


def does(meeting: Meeting, command) -> None:
    house = meeting.place.hubwright.house
    act_on_meeting(house, hub="oakfield", actor=MANAGER, deed=uuid4().hex, meeting=meeting.ref, command=command)


def test_a_case_that_was_left_and_is_turned_to_again_is_at_the_meeting_and_keeps_what_was_written(place: Place):
    meeting = Meeting(place)
    client = place.client(SCREENER)
    meeting.keeps(client, "risk.p1", "He may be hurt again.")
    written = dict(meeting.lines)
    does(meeting, Defer("m1", "The nurse is on her way."))
    assert at_meeting(meeting).state == "left"
    does(meeting, Take("m1"))
    assert at_meeting(meeting).state == "begun"
    assert written
    assert meeting.lines == written
    assert meeting.keeps(client, "risk.p1", "She came.", saw=99).status_code == 200


@pytest.fixture
def growing(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Oakfield before it held strategy discussions; what it publishes as "r2" has them."""
    types = a_hub().meeting_types
    whole = replace(a_hub(), meeting_types=tuple(replace(one, record="strategy-record") for one in types))
    clock = Clock()
    before = replace(whole, meeting_types=tuple(one for one in whole.meeting_types if one.id != "strategy"))
    hubwright = a_platform(sqlite_database.url, (before,), data=tmp_path, clock=clock)
    drawn = {"r1": before, "r2": whole}
    monkeypatch.setattr(Drawings, "_drawn", lambda self, connection, hub, revision: drawn[revision])
    for actor in (SCREENER, MANAGER, POLICE, HEALTH):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def test_a_kind_of_meeting_newer_than_the_case_takes_minutes_of_it_and_gives_a_record(growing: Place):
    case = growing.asked()
    house = growing.hubwright.house
    with house.store.work("oakfield", OPERATOR, deed="publish-r2", now=house.now(), command=["publish", "r2"]) as work:
        assert work.entries(HUB_STREAM)
        work.publish("r2", {"id": "oakfield"})
        work.append(publish("r2", note="We hold discussions.", now=work.now), revision="r2")
        work.commit({})
    seat(growing.hubwright, "oakfield", TONI)
    called = call_meeting(
        house, hub="oakfield", actor=MANAGER, deed="call", command=Call("strategy", cases=(case,), reason="At once.")
    )
    meeting = called.result["meeting"]
    client = growing.client(SCREENER)
    path = f"/oakfield/meetings/{meeting}/minutes/m1"
    page = client.get(path)
    assert page.status_code == 200
    typed = minutes_form(page)
    (box,) = (name for name in typed if name.startswith("told") and name.endswith(":text"))
    assert client.post(path, data={**typed, box: "Her mother is told."}).status_code == 302
    answer = client.get(f"/oakfield/cases/{case}/draft-record?about={meeting.lower()}")
    assert answer.status_code == 200
    form = {**form_of(answer), "subjects": "p1", "referral": "Bruises."}
    assert client.post(f"/oakfield/cases/{case}/draft-record", data=form).status_code == 302
    read = client.get(f"/oakfield/cases/{case}/records/r1")
    assert read.status_code == 200
    assert "Her mother is told." in soup(read).text


def test_a_case_keeps_what_its_own_drawing_says_of_a_meeting_and_is_asked_what_is_asked_today():
    earlier = MeetingType(
        "daily",
        a_text("Daily"),
        "hub_meeting",
        ("video",),
        clock="day",
        minutes=(MinutePart("a", a_text("A"), "risk"),),
    )
    parts = (MinutePart("b", a_text("B"), "views"), MinutePart("a", a_text("Another A"), "note"))
    later = replace(earlier, clock="hour", minutes=parts)
    panel = replace(earlier, id="panel")
    first, second = held_today((earlier,), (later, panel))
    assert (first.clock, [(one.id, one.stands_for) for one in first.minutes]) == (
        "day",
        [("a", "risk"), ("b", "views")],
    )
    assert second == panel
    assert held_today((earlier, panel), (later,))[1] == panel


def test_what_was_rated_in_the_first_hour_of_the_day_on_which_an_hour_comes_twice_is_on_the_agenda(place: Place):
    place.clock.now = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    case = place.asked()
    place.clock.now = datetime(2026, 10, 25, 10, 0, tzinfo=UTC)
    house = place.hubwright.house
    starts = place.clock() + timedelta(hours=1)
    called = call_meeting(house, hub="oakfield", actor=MANAGER, deed="call", command=Call("daily", starts=starts))
    with house.store.reading("oakfield") as reading:
        state = meeting_of(reading.entries(f"meeting:{called.result['meeting']}"))
    assert state is not None
    assert [one.case for one in state.matters.values()] == [case]
