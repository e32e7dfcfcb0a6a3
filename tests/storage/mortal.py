"""Processes that write to a hub and are killed: run as `python -m tests.storage.mortal URL ROUNDS SEED`.

Each child is a fork that connects anew, does deeds and says the id of each one that is committed. First one
child after the other kills itself just before its first, second, third ... statement, until one lives through; then
ROUNDS children are killed from outside at a random moment. What each said comes out as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NoReturn

from hubwright.domain.cases.entries import Actor, Fact
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore
from sqlalchemy import event

from tests.storage.conftest import SECRET, small_projector

HUB = "bury"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LONGEST_LIFE = 0.25


def open_store(url: str) -> SqlStore:
    return SqlStore(url, sealer=KeySealer(SECRET), projector=small_projector, drawing=lambda documents: documents)


def streams_of(deed: str) -> tuple[str, ...]:
    """The streams that a deed writes to, the shared one last."""
    return f"contact:{deed}-contact", f"case:{deed}-case", "hub:all"


def receive(store: SqlStore, deed: str, committed: Callable[[], None]) -> None:
    """One deed over three streams and the outbox; the last stream is shared by all."""
    with store.work(HUB, Actor(id="referrer"), deed=deed, now=NOW, command=deed) as work:
        if work.first_result() is None:
            work.entries(streams_of(deed)[-1])
            facts = [Fact(stream, "contact.received", 1, {"words": deed}, NOW, NOW) for stream in streams_of(deed)]
            work.append(facts, revision="r1")
            work.put("outbox", id=deed, kind="notice", run_at=NOW, payload={"reference": deed})
            work.commit({"reference": deed})
            committed()


def live(store: SqlStore, name: str, voice: int, *, deeds: int | None, last_step: int | None) -> NoReturn:
    """Do deeds and say each one that is done; die before step `last_step`, or after `deeds` deeds, or when killed."""
    steps = 0

    def step(*_: Any) -> None:
        nonlocal steps
        steps += 1
        if steps == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(store.engines.write, moment, step)
    done = 0
    while deeds is None or done < deeds:
        deed = f"{name}-{done}"
        receive(store, deed, step)
        os.write(voice, f"{deed}\n".encode())
        done += 1
    os._exit(0)


def watch(
    store: SqlStore, name: str, *, deeds: int | None = None, last_step: int | None = None, life: float | None = None
) -> bool:
    """Let one child live and say what it said; whether it lived through."""
    ear, voice = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        live(store, name, voice, deeds=deeds, last_step=last_step)
    os.close(voice)
    if life is not None:
        time.sleep(life)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(ear, encoding="ascii") as heard:
        said = [line.strip() for line in heard if line.endswith("\n")]
    status = os.waitpid(child, 0)[1]
    survived = status == 0
    if not survived and not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
        raise RuntimeError(f"{name} ended by itself with status {status}")
    sys.stdout.write(json.dumps({"name": name, "said": said, "survived": survived}) + "\n")
    return survived


def main(url: str, rounds: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments to kill at, and the same again for the same seed
    store = open_store(url)
    receive(store, "warm-up", lambda: None)
    store.close()  # a child shares no connection, only what was compiled
    sys.stdout.write(json.dumps({"name": "warm-up", "said": ["warm-up"], "survived": True}) + "\n")
    point = 1
    while not watch(store, f"step{point}", deeds=2, last_step=point):
        point += 1
    for turn in range(rounds):
        watch(store, f"turn{turn}", life=chance.uniform(0.02, LONGEST_LIFE))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
