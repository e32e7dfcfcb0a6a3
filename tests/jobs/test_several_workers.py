"""Workers die, and several work at once: nothing is lost, and nothing is told twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Event, Thread

import pytest
from hubwright.actions.accounts import last_beat
from hubwright.jobs import Worker, run, turn
from hubwright.jobs.sending import LEASE
from hubwright.storage.store import SqlStore

from tests.jobs.conftest import Town


class Killed(BaseException):
    """What stops a process without asking: no `except Exception` sees it."""


class MailOfTheDying:
    """Hands nothing over: the worker is killed between the claim and the send."""

    def send(self, *, to: str, subject: str, body: str, message_id: str) -> None:
        raise Killed


def test_a_worker_killed_between_claim_and_send_loses_nothing(town: Town) -> None:
    town.receives()
    town.clock.later(hours=1)
    with pytest.raises(Killed):
        turn(town.worker(mail=MailOfTheDying()))
    other = town.worker()
    assert turn(other).sent == 0, "the lease of the dead worker still runs"
    town.clock.later(seconds=LEASE.total_seconds())
    assert turn(other).sent == 1
    assert town.receivers() == ["night@oakfield.example"]


def test_workers_at_the_same_moment_tell_once(town: Town, open_store: Callable[[], SqlStore]) -> None:
    cases = [town.receives() for _ in range(3)]
    town.clock.later(hours=1)
    start, done = Barrier(3), []

    def work(worker: Worker) -> None:
        start.wait()
        done.append(turn(worker))

    stores = [open_store() for _ in range(3)]
    workers = [town.worker(house=replace(town.house, store=store), outbox=store) for store in stores]
    threads = [Thread(target=work, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    turn(town.worker())
    for case in cases:
        types = [entry.type for entry in town.entries(case)]
        assert types.count("case.alarm_raised") == 1
        assert types.count("case.alarm_told") == 1
    assert len(town.room.taken) == 3
    assert sum(one.sent for one in done) <= 3


def test_a_worker_gives_a_sign_of_life_in_every_turn_and_stops_when_told(town: Town) -> None:
    stop, seen = Event(), []

    def watch() -> None:
        seen.append(town.clock.at)
        stop.set()

    class Watched(Event):
        """Says when the loop begins to wait, and is the stop itself."""

        def wait(self, timeout: float | None = None) -> bool:
            watch()
            self.set()
            return True

    assert last_beat(town.house) is None
    run(town.worker(), Watched(), every=0)
    assert last_beat(town.house) == town.clock.at
    assert len(seen) == 1
    assert stop.is_set()


def test_a_turn_that_breaks_off_is_followed_by_the_next(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[int] = []

    def breaks_first(_worker: Worker) -> None:
        turns.append(1)
        if len(turns) == 1:
            raise OSError("the database is away")

    class Twice(Event):
        def wait(self, timeout: float | None = None) -> bool:
            if len(turns) == 2:
                self.set()
            return self.is_set()

    monkeypatch.setattr("hubwright.jobs.running.turn", breaks_first)
    run(town.worker(), Twice(), every=0)
    assert len(turns) == 2
