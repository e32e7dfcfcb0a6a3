"""Documents made in the background: as whoever asked may see the case, kept sealed, never in the way of the rest."""

from __future__ import annotations

import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hubwright.actions import documents
from hubwright.actions.documents import ASKED, FAILED, MAKING, READY, Asked
from hubwright.actions.run_the_hub import end_a_seat
from hubwright.actions.taking_documents import told_by
from hubwright.documents.apart import ApartPrinter
from hubwright.domain.access import Reader, reader_of
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Note, Rate
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.documents.composing import Wanted
from hubwright.domain.documents.document import Document
from hubwright.domain.documents.redacting import all_texts
from hubwright.domain.errors import NotFound, PrintFailed, Refusal
from hubwright.domain.hubs import Seat
from hubwright.jobs import Worker, turn
from hubwright.testing.platform import seat
from hubwright.testing.stories import MANAGER
from hubwright.wiring import Hubwright, RandomIds

from tests.jobs.conftest import NAME, SCREENER, Town


class Press:
    """A printer that prints nothing but what it was given, as soon as it may.

    Args:
        fails: why it prints nothing.
    """

    def __init__(self, fails: str = "") -> None:
        self.fails, self.given = fails, list[Document]()
        self.may = threading.Event()
        self.may.set()

    def pdf(self, document: Document) -> bytes:
        self.may.wait(20)
        self.given.append(document)
        if self.fails:
            raise PrintFailed(self.fails)
        return b"%PDF-1.7 " + document.title.encode()


def manager(town: Town) -> Seat:
    """The manager, who may make documents, in their seat."""
    seat(cast(Hubwright, SimpleNamespace(store=town.store, house=town.house)), "oakfield", MANAGER)
    return held(town, MANAGER.id)


def held(town: Town, user: str) -> Seat:
    with town.store.reading("oakfield") as reading:
        state = documents.hub_of(reading.entries(documents.HUB_STREAM))
    return state.seats_of(user, town.clock.at)[0]


def ask(town: Town, case: str, by: Seat, kind: str = "chronology", **parts: str) -> str:
    return documents.ask(
        town.house,
        hub="oakfield",
        actor=MANAGER if by.user == MANAGER.id else SCREENER,
        seat=by,
        deed=RandomIds().token(),
        case=case,
        wanted=Wanted(kind, **{"issued_to": "Ms Example", **parts}),
        language="en",
    )


def become(town: Town, id: str) -> Asked:
    found = documents.document_asked(town.house, hub="oakfield", id=id)
    assert found is not None
    return found


def work(worker: Worker) -> None:
    """Turn until nothing is being printed any more."""
    for _ in range(3):
        turn(worker)
        for printing in list(worker.printing.values()):
            printing.thread.join(60)
    turn(worker)


def content(town: Town, asked: Asked) -> bytes:
    return b"".join(town.store.files.read("oakfield", asked.file))


def test_a_document_is_printed_kept_and_named_after_the_case_and_nobody(town: Town) -> None:
    case, who = town.receives(), manager(town)
    id, press = ask(town, case, who), Press()
    assert become(town, id).state == ASKED
    work(town.worker(printer=press))
    found = become(town, id)
    assert (found.state, found.reference, found.version) == (READY, case, 0)
    assert content(town, found) == b"%PDF-1.7 Chronology"
    (file,) = town.store.files.about("oakfield", [found.file])
    assert (file.name, file.state, file.scanner) == (f"{case}-chronology.pdf", "clean", "made here")
    assert found.digest == told_by(press.given[0])
    assert NAME in "\n".join(all_texts(press.given[0]))


def test_the_job_names_ids_and_no_word_of_the_case_or_of_whom_it_is_for(town: Town) -> None:
    case, who = town.receives(), manager(town)
    id = ask(town, case, who, issued_to="Rumpelstilt")
    taken = town.store.claim("oakfield", now=town.clock.at, lease=documents.KEPT_FOR)
    (job,) = [one for one in taken if one.kind == documents.JOB]
    assert dict(job.payload) == {
        "document": id,
        "case": case,
        "kind": "chronology",
        "user": MANAGER.id,
        "layout": "",
    }
    with town.store.engines.reading("oakfield") as connection:
        rows = connection.exec_driver_sql("SELECT * FROM made_document").all()
    assert "Rumpelstilt" not in repr(rows)


def test_it_says_what_was_known_when_it_was_asked_for(town: Town) -> None:
    case, who = town.receives(), manager(town)
    ask(town, case, who)
    town.clock.later(minutes=1)
    town.does(case, Note("Pomegranate was said afterwards."))
    press = Press()
    work(town.worker(printer=press))
    assert "Pomegranate" not in "\n".join(all_texts(press.given[0]))


def test_whoever_has_left_since_gets_no_document(town: Town) -> None:
    case, who = town.receives(), manager(town)
    id = ask(town, case, who)
    town.clock.later(minutes=1)
    end_a_seat(town.house, hub="oakfield", actor=OPERATOR, deed="ends", seat=who.id, why="Left.")
    town.clock.later(minutes=1)
    press = Press()
    work(town.worker(printer=press))
    assert (become(town, id).state, become(town, id).why, press.given) == (FAILED, "seat_ended", [])


def test_who_may_not_make_documents_is_told_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*given: Any, **times: Any) -> Reader:
        found = reader_of(*given, **times)
        return replace(found, grants={one: on for one, on in found.grants.items() if one != "document.make"})

    case, who = town.receives(), manager(town)
    monkeypatch.setattr(documents, "reader_of", without)
    with pytest.raises(Refusal, match="does not let you make documents"):
        ask(town, case, who)


def test_there_is_no_document_of_no_case_or_for_nobody(town: Town) -> None:
    case, who = town.receives(), manager(town)
    with pytest.raises(NotFound):
        ask(town, "00000000", who)
    with pytest.raises(Refusal) as refused:
        ask(town, case, who, issued_to=" ")
    assert [field for field, _ in refused.value.fields] == ["issued_to"]


def test_what_is_protected_stops_what_would_leave_the_hub_and_is_shown_to_whoever_asked(town: Town) -> None:
    case, who = town.receives(), manager(town)
    town.does(case, Rate("child", "urgent", reason="Jo Example rang again."))
    id, press = ask(town, case, who, "conference_summary", subject="p1"), Press()
    work(town.worker(printer=press))
    found = become(town, id)
    assert (found.state, found.why, press.given) == (FAILED, "stopped", [])
    assert ("Risk and grounds for the referral", "Jo Example") in {(one.where, one.words) for one in found.found}


def test_the_rest_of_the_work_goes_on_while_a_document_is_printed(town: Town) -> None:
    case, who = town.receives(), manager(town)
    first, second = ask(town, case, who), ask(town, case, who, "decision_record")
    press = Press()
    press.may.clear()
    worker = town.worker(printer=press)
    turn(worker)
    assert sorted(become(town, one).state for one in (first, second)) == [ASKED, MAKING]
    town.receives()
    town.clock.later(hours=2)
    assert turn(worker).raised > 0
    assert sorted(become(town, one).state for one in (first, second)) == [ASKED, MAKING]
    press.may.set()
    for _ in range(3):
        work(worker)
        town.clock.later(minutes=1)
    assert [become(town, one).state for one in (first, second)] == [READY, READY]


def test_what_a_worker_that_died_was_printing_is_taken_again(town: Town) -> None:
    case, who = town.receives(), manager(town)
    id, stuck = ask(town, case, who), Press()
    stuck.may.clear()
    turn(town.worker(printer=stuck))
    assert become(town, id).state == MAKING
    press = Press()
    other = town.worker(printer=press)
    work(other)
    assert press.given == []
    town.clock.later(minutes=3)
    work(other)
    assert become(town, id).state == READY
    stuck.may.set()


@pytest.mark.parametrize("why", ["too_long", "too_big", "broke_off"])
def test_why_there_is_no_document_is_written_down(town: Town, why: str) -> None:
    case, who = town.receives(), manager(town)
    id = ask(town, case, who)
    work(town.worker(printer=Press(why)))
    assert (become(town, id).state, become(town, id).why) == (FAILED, why)
    with town.store.reading("oakfield") as reading:
        statuses = [row["status"] for row in reading.rows("outbox", scope=Everything(), where={"kind": "document"})]
    assert statuses == ["done"]


def test_after_a_week_neither_the_document_nor_its_file_is_there(town: Town) -> None:
    case, who = town.receives(), manager(town)
    id = ask(town, case, who)
    worker = town.worker(printer=Press())
    work(worker)
    file = become(town, id).file
    town.clock.later(days=2)
    turn(worker)
    assert len(town.store.files.about("oakfield", [file])) == 1
    town.clock.later(days=6)
    turn(worker)
    town.clock.later(hours=1)
    turn(worker)
    assert documents.document_asked(town.house, hub="oakfield", id=id) is None
    assert town.store.files.about("oakfield", [file]) == []


def test_the_same_page_sent_twice_asks_once(town: Town) -> None:
    case, who = town.receives(), manager(town)
    given: dict[str, Any] = {"hub": "oakfield", "actor": MANAGER, "seat": who, "deed": "one-page", "case": case}
    wanted = Wanted("chronology", "Ms Example")
    first = documents.ask(town.house, **given, wanted=wanted, language="en")
    assert documents.ask(town.house, **given, wanted=wanted, language="en") == first
    with pytest.raises(Refusal):
        documents.ask(town.house, **given, wanted=replace(wanted, kind="decision_record"), language="en")


def test_a_process_of_its_own_prints_and_keeps_its_limits(town: Town) -> None:
    case, who = town.receives(), manager(town)
    id = ask(town, case, who)
    work(town.worker(printer=ApartPrinter()))
    found = become(town, id)
    assert found.state == READY
    assert content(town, found).startswith(b"%PDF-1.7")
