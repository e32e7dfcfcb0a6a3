"""The outbox: an effect is carried out by one worker, once, and taken over when that worker dies."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.ports import Job
from hubwright.storage.store import SqlStore

from tests.storage.conftest import ANN, NOW

LEASE = timedelta(minutes=5)


def put(store: SqlStore, id: str, *, hub: str = "bury", wait: timedelta = timedelta()) -> None:
    with store.work(hub, ANN, deed=f"d-{id}", now=NOW) as work:
        work.put("outbox", id=id, kind="notice", run_at=NOW + wait, payload={"to": f"{id}@example.test"})
        work.commit()


def claim(store: SqlStore, *, after: timedelta = timedelta(), limit: int = 10) -> list[Job]:
    return list(store.claim("bury", now=NOW + after, lease=LEASE, limit=limit))


def state(store: SqlStore) -> list[tuple[str, str, object]]:
    with store.reading("bury") as reading:
        rows = reading.rows("outbox", scope=Everything(), order=["id"])
        return [(row["id"], row["status"], row["payload"]) for row in rows]


def test_an_effect_of_a_deed_that_was_undone_does_not_exist(store: SqlStore) -> None:
    with store.work("bury", ANN, deed="d", now=NOW) as work:
        work.put("outbox", id="j", kind="notice", run_at=NOW, payload={})
    assert claim(store) == []
    assert store.due_hubs(NOW) == []


def test_an_effect_is_taken_when_due_and_forgotten_when_done(store: SqlStore) -> None:
    put(store, "j", wait=timedelta(hours=1))
    assert store.due_hubs(NOW) == []
    assert claim(store) == []
    assert store.due_hubs(NOW + timedelta(hours=1)) == ["bury"]
    (job,) = claim(store, after=timedelta(hours=1))
    assert job == Job("bury", "j", "notice", 1, {"to": "j@example.test"})
    assert store.finish(job, now=NOW)
    assert state(store) == [("j", "done", None)]
    assert store.due_hubs(NOW + timedelta(days=9)) == []


def test_a_dead_workers_effect_is_taken_over_and_the_dead_cannot_finish_it(store: SqlStore) -> None:
    put(store, "j")
    (lost,) = claim(store)
    assert claim(store, after=LEASE - timedelta(seconds=1)) == []
    assert store.due_hubs(NOW + LEASE) == ["bury"]
    (taken,) = claim(store, after=LEASE)
    assert taken.attempt == 2
    assert not store.finish(lost, now=NOW)
    assert not store.put_off(lost, why="late", until=None)
    assert store.finish(taken, now=NOW)


def test_a_failed_effect_is_tried_again_and_in_the_end_given_up(store: SqlStore) -> None:
    put(store, "j")
    (job,) = claim(store)
    assert store.put_off(job, why="mail-refused", until=NOW + timedelta(hours=1))
    assert store.due_hubs(NOW) == []
    assert claim(store) == []
    (again,) = claim(store, after=timedelta(hours=1))
    assert store.put_off(again, why="mail-refused", until=None)
    assert claim(store, after=timedelta(days=99)) == []
    assert store.due_hubs(NOW + timedelta(days=99)) == []
    assert state(store) == [("j", "given_up", {"to": "j@example.test"})]


def test_four_workers_never_take_the_same_effect(store: SqlStore) -> None:
    with store.work("bury", ANN, deed="many", now=NOW) as work:
        for number in range(60):
            work.put("outbox", id=f"{number:03}", kind="notice", run_at=NOW, payload={})
        work.commit()

    def worker(_: int) -> list[str]:
        done: list[str] = []
        while jobs := claim(store, limit=3):
            done += [job.id for job in jobs if store.finish(job, now=NOW)]
        return done

    with ThreadPoolExecutor(4) as threads:
        done = sorted(id for ids in threads.map(worker, range(4)) for id in ids)
    # A worker may find nothing to take while another holds the rest; nothing is done twice, and nothing is lost.
    done += sorted(worker(0))
    assert sorted(done) == [f"{number:03}" for number in range(60)]


def test_what_an_effect_carries_lies_sealed(store: SqlStore, tamper: Callable[..., int]) -> None:
    put(store, "j")
    with store.engines.reading("bury") as connection:
        (sealed,) = connection.exec_driver_sql("SELECT payload FROM outbox").scalars()
    assert b"example.test" not in sealed
    put(store, "k")
    tamper("UPDATE outbox SET payload = (SELECT payload FROM outbox WHERE id = 'k') WHERE id = 'j'")
    with pytest.raises(Exception, match="sealed"):
        claim(store)
