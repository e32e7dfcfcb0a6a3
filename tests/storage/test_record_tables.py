"""Hand-overs, incidents, reviews and saved views on both databases: written with their deed, and rebuilt the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.incidents import act_on_incident, open_incident, record_review
from hubwright.actions.receive_contact import receive_contact
from hubwright.actions.saved_views import MOST, drop_view, save_view
from hubwright.domain.access.scope import Everything
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.commands import Receive, Subject
from hubwright.domain.cases.topics.on_duty import LeaveToDuty, WriteBack
from hubwright.domain.definitions.hub import IncidentKind
from hubwright.domain.errors import Refusal
from hubwright.domain.incidents import Add, Open
from hubwright.domain.reviews import Reviewed
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, SCREENER
from hubwright.wiring import Hubwright

from tests.databases import Database


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[Hubwright]:
    hub = replace(a_hub(), incidents=(IncidentKind("block", a_text("Barrier"), "barrier"),))
    hubwright = a_platform(database.url, (hub, a_hub(id="elmbridge")), data=tmp_path, clock=Clock())
    for actor in (SCREENER, MANAGER):
        seat(hubwright, "oakfield", actor)
    yield hubwright
    hubwright.close()


def rows(house: Hubwright, table: str, hub: str = "oakfield") -> list[dict[str, object]]:
    with house.store.reading(hub) as reading:
        return [dict(row) for row in reading.rows(table, scope=Everything())]


def test_what_the_journal_holds_gives_the_same_rows_again(house: Hubwright) -> None:
    answers = {"what": Answer(State.ANSWERED, "Bruises.")}
    command = Receive("anyone", answers, (Subject("", "Mia Example"),), {}, "Bruises.", house.house.now())
    case = receive_contact(house.house, hub="oakfield", deed="r", command=command, revision="r1").result["case"]
    for deed, doing in (("l", LeaveToDuty("child", "Watch.", "Sam")), ("w", WriteBack("h1", "Quiet."))):
        act_on_case(house.house, hub="oakfield", actor=SCREENER, deed=deed, case=case, command=doing)
    barrier = Open("block", "No way in.", house.house.now(), case=case, agency="health", who="IT", minutes=30)
    ref = open_incident(house.house, hub="oakfield", actor=MANAGER, deed="i", command=barrier).result["incident"]
    step = Add("lost", "Again.", minutes=30)
    act_on_incident(house.house, hub="oakfield", actor=MANAGER, deed="a", incident=ref, command=step)
    found = [Reviewed(SCREENER.id, case, "needed", "", house.house.now())]
    record_review(house.house, hub="oakfield", actor=MANAGER, deed="v", found=found)
    before = {table: rows(house, table) for table in ("case_hand_over", "incident_row", "review_row")}
    assert [len(one) for one in before.values()] == [1, 1, 1]
    assert before["incident_row"][0]["minutes"] == 60
    assert before["case_hand_over"][0]["state"] == "written"
    assert house.store.rebuild("oakfield") == []
    assert {table: rows(house, table) for table in before} == before
    assert house.store.verify("oakfield") == []


def test_a_deed_on_an_incident_sent_twice_is_done_once(house: Hubwright) -> None:
    barrier = Open("block", "No way in.", house.house.now(), agency="health", who="IT")
    first = open_incident(house.house, hub="oakfield", actor=MANAGER, deed="same", command=barrier)
    again = open_incident(house.house, hub="oakfield", actor=MANAGER, deed="same", command=barrier)
    assert (again.repeated, again.result) == (True, first.result)
    assert len(rows(house, "incident_row")) == 1


def test_saved_views_are_one_persons_in_one_hub_and_not_without_number(house: Hubwright) -> None:
    for number in range(MOST):
        save_view(house.house, hub="oakfield", actor=SCREENER, name=f"View {number}", query={"tier": "urgent"})
    with pytest.raises(Refusal):
        save_view(house.house, hub="oakfield", actor=SCREENER, name="One more", query={})
    save_view(house.house, hub="oakfield", actor=SCREENER, name="View 1", query={"tier": "soon"})
    save_view(house.house, hub="oakfield", actor=MANAGER, name="View 1", query={})
    drop_view(house.house, hub="oakfield", actor=SCREENER, name="View 2")
    kept = rows(house, "saved_view")
    assert len(kept) == MOST
    mine = {row["name"]: row["query"] for row in kept if row["user_id"] == SCREENER.id}
    assert mine["View 1"] == {"tier": "soon"}
    assert rows(house, "saved_view", "elmbridge") == []
    house.store.rebuild("oakfield")
    assert len(rows(house, "saved_view")) == MOST
