"""What sharing keeps beside the journal, on both databases: rows of releases and reminders, and digests of links."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.check_links import make_link, open_link
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.access import case_view, reader_of, release_view, scope
from hubwright.domain.access.scope import Everything
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Command, Receive, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics import items
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.wiring import Hubwright

from tests.databases import Database
from tests.unit.cases.sharing import sharing_hub


@pytest.fixture
def place(database: Database, tmp_path: Path) -> tuple[Hubwright, str]:
    """A hub with a case on which the police shared something, and its reference."""
    hub = sharing_hub(remind=(60,))
    hubwright = a_platform(database.url, (hub, a_hub(id="elmbridge")), data=tmp_path, clock=Clock())
    for actor in (SCREENER, MANAGER, POLICE, HEALTH):
        seat(hubwright, "oakfield", actor)
    command = Receive(
        door="anyone", answers={"what": Answer(State.ANSWERED, "Bruises.")},
        subjects=(Subject("", "Mia Example", born={"year": 2019}),), referrer={}, what="Bruises.",
        received=hubwright.house.now(),
    )  # fmt: skip
    case = receive_contact(hubwright.house, hub="oakfield", deed="r1", command=command, revision="r1").result["case"]
    for number, (actor, deed) in enumerate(
        (
            (SCREENER, c.Rate("child", "urgent")),
            (SCREENER, c.Ask("child")),
            (POLICE, c.Return("q1", "shared", text="Two calls.", searched=("Records",), period="two years")),
        )
    ):
        does(hubwright, case, actor, deed, f"d{number}")
    yield hubwright, case
    hubwright.close()


def does(hubwright: Hubwright, case: str, actor: Actor, command: Command, deed: str) -> None:
    act_on_case(hubwright.house, hub="oakfield", actor=actor, deed=deed, case=case, command=command)


def test_a_release_is_listed_for_its_owner_alone_exactly_where_its_view_is_not_empty(place):
    hubwright, case = place
    with hubwright.store.reading("oakfield") as reading:
        item = items.items_of(case_of(reading.entries(f"case:{case}")))[0].id
    does(hubwright, case, SCREENER, items.AskRelease(item, ("health",), "They see her."), "ask")
    does(hubwright, case, SCREENER, items.PassOn(item, "health", protect="Now."), "pass")
    hub, now = sharing_hub(), hubwright.house.now()
    with hubwright.store.reading("oakfield") as reading:
        state = case_of(reading.entries(f"case:{case}"))
        for actor in (SCREENER, MANAGER, POLICE, HEALTH):
            reader = reader_of(hub, actor)
            rows = reading.rows("case_release", scope=scope(reader, "case_release", now))
            assert bool(rows) == (release_view(state, item, reader, now) is not None) == (actor is POLICE)
        whole = reading.rows("case_release", scope=Everything(), order=("release",))
        assert [row["state"] for row in whole] == ["left", "asked"]
    with hubwright.store.reading("elmbridge") as reading:
        assert reading.rows("case_release", scope=Everything()) == []


def test_the_row_of_a_check_remembers_what_was_searched_and_when_to_remind(place):
    hubwright, case = place
    with hubwright.store.reading("oakfield") as reading:
        first, second = reading.rows("case_check", scope=Everything(), where={"case_ref": case}, order=("ask",))
    assert (first["searched"], first["period"], first["late"], first["remind_at"]) == (
        "Records",
        "two years",
        False,
        None,
    )
    assert second["remind_at"] == second["due_at"] - timedelta(minutes=60)


def test_a_link_opens_its_question_in_its_own_hub_with_its_own_code(place):
    hubwright, case = place
    house = hubwright.house
    made = make_link(house, hub="oakfield", actor=SCREENER, deed="l1", case=case, ask="q2", to="The manager")
    assert open_link(house, hub="elmbridge", token=made.token, code=made.code) is None
    assert open_link(house, hub="oakfield", token=made.token, code="WRONGONE") is None
    assert open_link(house, hub="oakfield", token="another", code=made.code) is None
    opened = open_link(house, hub="oakfield", token=made.token, code=f" {made.code[:4].lower()}-{made.code[4:]} ")
    assert opened is not None
    assert (opened.case, opened.ask) == (case, "q2")
    again = make_link(house, hub="oakfield", actor=SCREENER, deed="l1", case=case, ask="q2", to="The manager")
    assert (again.repeated, again.code) == (True, "")
    newer = make_link(house, hub="oakfield", actor=SCREENER, deed="l2", case=case, ask="q2", to="Her deputy")
    assert open_link(house, hub="oakfield", token=made.token, code=made.code) is None, "the newer link is the only one"
    assert open_link(house, hub="oakfield", token=newer.token, code=newer.code) is not None


def test_two_agencies_answering_at_once_lose_nothing(place):
    hubwright, case = place
    does(hubwright, case, HEALTH, c.Return("q2", "not_known"), "h1")
    does(hubwright, case, POLICE, c.Return("q1", "shared", text="And one in May."), "p2")
    with hubwright.store.reading("oakfield") as reading:
        state = case_of(reading.entries(f"case:{case}"))
    view = case_view(state, [], {}, reader_of(sharing_hub(), MANAGER), hubwright.house.now())
    assert [one.text for one in items.items_of(view.case)] == ["Two calls.", "And one in May."]
