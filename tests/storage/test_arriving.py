"""Contacts joined and taken in on real databases: whole or not at all, once each, and nothing lost to somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.receive_contact import add_to_contact, receive_contact
from hubwright.actions.take_in import import_door, take_in, take_over
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import AddToContact, Assign, Note, Receive, Subject
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.cases.topics.joining import AnswerOffer, JoinTo, joining_of, open_offers
from hubwright.domain.errors import Refusal
from hubwright.loading.reports import read_report
from hubwright.testing.doors import with_doors
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, MONDAY, SCREENER
from hubwright.wiring import Hubwright
from sqlalchemy import event

from tests.databases import Database

HUB = "oakfield"
KIM = Subject("", "Kim Example", born={"year": 2015, "month": 3, "day": 1})


class Stopped(Exception):
    """The process ends here, as far as the database can tell."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hubwright(database: Database, tmp_path: Path, clock: Clock) -> Iterator[Hubwright]:
    made = a_platform(database.url, [with_doors()], data=tmp_path, clock=clock)
    seat(made, HUB, SCREENER)
    seat(made, HUB, MANAGER)
    yield made
    made.close()


def arrives(hubwright: Hubwright, deed: str, **parts: Any) -> dict[str, Any]:
    command = Receive(
        door="anyone", answers={}, subjects=(KIM,), referrer={"email": f"{deed}@school.example"}, what="Bruises.",
        received=MONDAY,
    )  # fmt: skip
    done = receive_contact(hubwright.house, hub=HUB, deed=deed, command=replace(command, **parts), revision="r1")
    return dict(done.result)


def does(hubwright: Hubwright, case: str, command: Any, deed: str = "", actor: Any = SCREENER) -> Any:
    return act_on_case(
        hubwright.house, hub=HUB, actor=actor, deed=deed or f"{case}-{command!r}"[:90], case=case, command=command
    )


def case(hubwright: Hubwright, ref: str) -> Any:
    with hubwright.store.reading(HUB) as reading:
        return case_of(reading.entries(f"case:{ref}"))


def rows(hubwright: Hubwright, table: str, **where: Any) -> list[dict[str, Any]]:
    with hubwright.store.reading(HUB) as reading:
        return [dict(row) for row in reading.rows(table, scope=Everything(), where=where)]


@contextmanager
def stopped_before(hubwright: Hubwright, statement: int) -> Iterator[list[int]]:
    """Everything ends just before the given statement that is sent to the database."""
    sent = [0]

    def count(*_: Any) -> None:
        sent[0] += 1
        if sent[0] == statement:
            raise Stopped

    engines = {hubwright.store.engines.read, hubwright.store.engines.write}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", count)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", count)


class TestJoining:
    def test_both_cases_and_the_contact_say_so_and_what_comes_later_finds_the_open_case(
        self, hubwright: Hubwright
    ) -> None:
        first, second = arrives(hubwright, "one"), arrives(hubwright, "two")
        does(hubwright, first["case"], Assign(SCREENER.id, SCREENER.name))
        does(hubwright, second["case"], JoinTo(first["case"], "The same event.", {"p1": "p1"}))
        opened, emptied = case(hubwright, first["case"]), case(hubwright, second["case"])
        assert set(opened.contacts) == {first["contact"], second["contact"]}
        assert emptied.settled
        assert joining_of(emptied).to == first["case"]
        assert rows(hubwright, "contact_row", contact_ref=second["contact"])[0]["case_ref"] == first["case"]
        assert rows(hubwright, "case_row", case_ref=second["case"])[0]["closed"] is not None
        more = AddToContact(second["contact"], {}, "One more thing.", received=MONDAY)
        assert add_to_contact(hubwright.house, hub=HUB, deed="more", command=more).result["case"] == first["case"]
        does(hubwright, first["case"], AnswerOffer(second["contact"], True))
        assert open_offers(case(hubwright, first["case"])) == ()
        assert hubwright.store.verify(HUB) == []

    def test_stopped_before_any_statement_it_is_whole_or_it_is_not(self, hubwright: Hubwright) -> None:
        first, second = arrives(hubwright, "one"), arrives(hubwright, "two")
        command = JoinTo(first["case"], "The same event.", {"p1": "p1"})
        before = [case(hubwright, one["case"]) for one in (first, second)]
        statement = 0
        while True:
            statement += 1
            with stopped_before(hubwright, statement) as sent:
                try:
                    does(hubwright, second["case"], command, deed="join")
                except Stopped:
                    pass
                else:
                    break
            assert [case(hubwright, one["case"]) for one in (first, second)] == before
            with hubwright.store.reading(HUB) as reading:
                contact = contact_of(reading.entries(f"contact:{second['contact']}"))
            assert contact is not None
            assert contact.case == second["case"]
        assert sent[0] > 10
        assert set(case(hubwright, first["case"]).contacts) == {first["contact"], second["contact"]}
        assert hubwright.store.verify(HUB) == []

    def test_the_same_deed_twice_joins_once(self, hubwright: Hubwright) -> None:
        first, second = arrives(hubwright, "one"), arrives(hubwright, "two")
        command = JoinTo(first["case"], "The same event.", {"p1": "p1"})
        one = does(hubwright, second["case"], command, deed="join")
        again = does(hubwright, second["case"], command, deed="join")
        assert again.repeated
        assert again.result == one.result

    def test_a_case_that_nobody_has_is_not_joined_to(self, hubwright: Hubwright) -> None:
        second = arrives(hubwright, "two")
        with pytest.raises(Refusal) as refusal:
            does(hubwright, second["case"], JoinTo("NOWHERE1", "The same.", {"p1": "p1"}))
        assert refusal.value.code == "no_case"

    def test_who_joins_and_who_writes_a_note_at_once_both_stand_on_record(self, hubwright: Hubwright) -> None:
        first = arrives(hubwright, "first")
        others = [arrives(hubwright, f"other-{number}") for number in range(4)]
        ready = Barrier(5)

        def join(one: dict[str, Any]) -> None:
            ready.wait()
            does(hubwright, one["case"], JoinTo(first["case"], "The same.", {"p1": "p1"}), deed=f"join-{one['case']}")

        def note() -> None:
            ready.wait()
            does(hubwright, first["case"], Note("The nurse rang."), deed="note", actor=MANAGER)

        with ThreadPoolExecutor(5) as threads:
            for done in [*(threads.submit(join, one) for one in others), threads.submit(note)]:
                done.result()
        assert len(case(hubwright, first["case"]).contacts) == 5
        with hubwright.store.reading(HUB) as reading:
            types = [entry.type for entry in reading.entries(f"case:{first['case']}")]
        assert types.count("case.noted") == 1
        assert types.count("case.contact_joined") == 4
        assert hubwright.store.verify(HUB) == []


def report(number: int) -> bytes:
    return f"Reference: ZZ/{number}\nSubject: Kim Example {number}\nCircumstances: Shouting at {number}.\n".encode()


class TestReportsThatArriveInNumbers:
    def test_forty_overnight_land_on_the_queue_unrated_each_with_its_first_look(self, hubwright: Hubwright) -> None:
        door = import_door(hubwright.house, hub=HUB, door="reports")
        for number in range(40):
            arrived = read_report(f"{number}.txt", report(number))
            take_in(hubwright.house, hub=HUB, door=door, arrived=arrived, actor=OPERATOR)
        found = rows(hubwright, "case_row")
        assert {row["kind"] for row in found} == {"report"}
        assert {(row["unread"], row["tier"]) for row in found} == {(True, None)}
        assert len({row["case_ref"] for row in found}) == 40
        running = rows(hubwright, "case_clock", state="running")
        assert sum(row["clock"].startswith("first_look:") for row in running) == 40

    def test_stopped_half_way_and_begun_again_each_is_there_once(self, hubwright: Hubwright) -> None:
        door = import_door(hubwright.house, hub=HUB, door="reports")
        for turn in (7, 23, 58, 10_000):
            try:
                with stopped_before(hubwright, turn):
                    for number in range(6):
                        arrived = read_report(f"{number}.txt", report(number))
                        take_in(hubwright.house, hub=HUB, door=door, arrived=arrived, actor=OPERATOR)
            except Stopped:
                continue
        assert len(rows(hubwright, "contact_row")) == 6
        assert hubwright.store.verify(HUB) == []

    def test_the_original_lies_sealed_beside_what_was_taken_from_it(
        self, hubwright: Hubwright, database: Database, tmp_path: Path
    ) -> None:
        door = import_door(hubwright.house, hub=HUB, door="reports")
        arrived = read_report("one.txt", report(1))
        taken = take_in(hubwright.house, hub=HUB, door=door, arrived=arrived, actor=OPERATOR)
        with hubwright.store.reading(HUB) as reading:
            contact = contact_of(reading.entries(f"contact:{taken.contact}"))
        assert contact is not None
        assert contact.original is not None
        assert contact.original["text"].encode() == report(1)
        if database.kind == "sqlite":
            assert b"Shouting at 1" not in b"".join(one.read_bytes() for one in tmp_path.glob("*.sqlite-journal"))

    def test_a_source_is_switched_on_on_a_day(self, database: Database, tmp_path: Path) -> None:
        hub = with_doors()
        doors = tuple(replace(one, opens_on="2026-06-09") if one.id == "reports" else one for one in hub.doors)
        clock = Clock()
        made = a_platform(database.url, [replace(hub, doors=doors)], data=tmp_path, clock=clock)
        with pytest.raises(Refusal) as refusal:
            import_door(made.house, hub=HUB, door="reports")
        assert refusal.value.code == "not_open"
        clock.later(hours=14)  # half past midnight in London, where summer time holds
        assert import_door(made.house, hub=HUB, door="reports").id == "reports"
        made.close()


class TestAnOldSystemsCases:
    def test_open_cases_come_over_with_their_true_times_people_and_owner_once(self, hubwright: Hubwright) -> None:
        door = import_door(hubwright.house, hub=HUB, door="reports")
        reads = {**door.reads, "Worker": "contact.owner", "Case": "contact.case"}
        shared = (("Case", "OLD-1"), ("Received", "01/06/2026 10:00"), ("Worker", "u-alex@oakfield.example"))
        listed = [
            (*shared, ("Subject", "Kim Example"), ("Address", "4 Sample Street"), ("Circumstances", "Open since May.")),
            (*shared, ("Subject", "Lee Example"), ("Address", "4 Sample Street"), ("Shoe size", "31")),
        ]

        def over() -> Any:
            way = replace(door, reads=reads)
            return take_over(hubwright.house, hub=HUB, door=way, reference="OLD-1", rows=listed, actor=OPERATOR)

        taken = over()
        state = case(hubwright, taken.case)
        assert [one.name for one in state.subjects.values()] == ["Kim Example", "Lee Example"]
        assert all(one.address for one in state.subjects.values())
        assert state.owner == SCREENER.id
        assert state.received.isoformat() == "2026-06-01T09:00:00+00:00"
        assert state.clocks[f"first_look:{taken.contact}"].starts == MONDAY
        assert taken.left == ("Shoe size: 31",)
        assert over().repeated
        assert len(rows(hubwright, "contact_row")) == 1


def test_a_case_is_given_to_nobody_without_a_place_in_the_hub(hubwright: Hubwright) -> None:
    first = arrives(hubwright, "one")
    with pytest.raises(Refusal) as refusal:
        does(hubwright, first["case"], Assign("u-nobody", "Nobody Example"))
    assert refusal.value.code == "no_seat"
