"""A protected address that somebody types into the minutes is noticed there, and kept from whoever may not see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.meetings import act_on_meeting, call_meeting
from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Decide, Rate, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.minuting import WriteLine
from hubwright.domain.cases.topics.protecting_words import protecting_of
from hubwright.domain.definitions.hub import Role
from hubwright.domain.meetings.commands import Begin, Call, End
from hubwright.testing.hubs import a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.unit.cases.recorded import a_meeting_hub
from tests.web import test_records
from tests.web.conftest import Place
from tests.web.test_documents_standing import data_of, printed, text_of

AT = {"kind": "uk", "lines": ["14 Zinnia Road"], "town": "Oakfield", "postcode": "ZZ9 4ZZ", "protected": True}
KIM = Subject("", "Kim Example", born={"year": 2015, "month": 3, "day": 1}, address=AT)
PLAIN, MISSPELT = "They are at 14 Zinnia Road now.", "She said 14 Zinia Rd again."
TONI = Actor("u-toni", "Toni Example", "care", frozenset({"plain"}), frozenset({"social_worker"}))


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield, where one may do all that a manager may and see nothing that is protected."""
    hub = a_meeting_hub()
    role = Role("plain", a_text("Cover"), frozenset(PERMISSIONS) - {"check.answer", "protected.read"})
    clock = Clock()
    hubwright = a_platform(sqlite_database.url, (replace(hub, roles=(*hub.roles, role)),), data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEALTH, TONI):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def test_it_is_noticed_and_stands_nowhere_for_who_may_not_see_it(place: Place, tmp_path: Path) -> None:
    case = place.receives(subjects=(KIM,))["case"]
    place.does(SCREENER, case, Rate("child", "urgent"))
    house = place.hubwright.house
    call = Call("strategy", cases=(case,), mode="video", chair=MANAGER.id, minute_taker=SCREENER.id)
    ref = call_meeting(house, hub="oakfield", actor=MANAGER, deed="call", command=call).result["meeting"]
    with house.store.reading("oakfield") as reading:
        begins = any(one.type == "meeting.begun" for one in reading.entries(f"meeting:{ref}"))
    if not begins:
        began = Begin("Nobody else could be reached.")
        act_on_meeting(house, hub="oakfield", actor=MANAGER, deed="begin", meeting=ref, command=began)
    place.does(SCREENER, case, WriteLine(ref, "told", "told", PLAIN))
    place.does(SCREENER, case, WriteLine(ref, "withheld", "withheld", MISSPELT))
    with house.store.reading("oakfield") as reading:
        state = case_of(reading.entries(f"case:{case}"))
    assert state is not None
    assert [one.reason for one in protecting_of(state).found.values()] == ["misspelt"]

    minutes = f"/oakfield/meetings/{ref}/minutes/m1"
    live = (minutes, f"{minutes}/lines", f"/oakfield/cases/{case}", f"/oakfield/cases/{case}/chronology")
    shown(place, live)
    place.does(MANAGER, case, Decide("p1", "child", "protect", "Bruises.", meeting=ref))
    act_on_meeting(house, hub="oakfield", actor=MANAGER, deed="end", meeting=ref, command=End())
    assert test_records.act(place, SCREENER, case, "draft-record", about=ref.lower()).status_code == 302
    assert test_records.act(place, MANAGER, case, "check-record", right="yes").status_code == 302
    assert test_records.act(place, MANAGER, case, "seal-record", reason=test_records.WHY).status_code == 302
    shown(place, (f"/oakfield/cases/{case}/records/r1",))
    for actor, whole in ((MANAGER, True), (TONI, False)):
        file = printed(place, case, tmp_path, actor, kind="meeting_record", of="record:r1:1")
        said = text_of(file) + json.dumps(data_of(file))
        assert ("14 Zinnia Road" in said, "14 Zinia Rd" in said) == (whole, whole), actor.name


def shown(place: Place, paths: tuple[str, ...]) -> None:
    """Each page is opened by both; one reads there where she lives, and the other does not."""
    for path in paths:
        said: dict[str, Any] = {}
        for actor in (MANAGER, TONI):
            answer = place.client(actor).get(path)
            assert answer.status_code == 200, (path, actor.name)
            said[actor.id] = answer.get_data(as_text=True)
        assert "Zinnia" in said[MANAGER.id], path
        assert [word for word in ("Zinnia", "Zinia") if word in said[TONI.id]] == [], path
