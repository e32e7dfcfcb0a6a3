"""Drafts tried out in the background: a process of its own, progress on the way, and an answer that stays."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.drafting import act_on_draft, current, open_draft
from hubwright.actions.trials import (
    FAILED,
    FORECAST,
    READY,
    REHEARSAL,
    RUNNING,
    Trial,
    ask_trial,
    composed,
    trial,
    trials,
)
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.definitions.edits import put
from hubwright.domain.drafts import Change
from hubwright.domain.errors import TrialFailed
from hubwright.insight.apart import ApartTrier
from hubwright.jobs import Worker, turn
from hubwright.settings import Settings
from hubwright.testing.platform import Clock
from hubwright.wiring import Hubwright, RandomIds, open_hubwright

from tests.databases import Database
from tests.web.studio.conftest import HUB, publish_shipped

ASSUMED = {"fte": {"childrens-social-care": 4}}
WANTED: Mapping[str, Any] = {
    "months": 0.25, "per_month": 40, "seed": 7, "runs": 2, "begins": "2026-12-01", "staffing": "today",
    "assume": ASSUMED, "seen": {}, "sources": {"fte": "given"}, "tries": ["childrens-social-care=+1"],
}  # fmt: skip


class Crystal:
    """A trier that gives what it is told to, as soon as it may."""

    def __init__(self, fails: str = "") -> None:
        self.fails, self.given = fails, list[Mapping[str, Any]]()
        self.begun, self.may = threading.Event(), threading.Event()

    def tried(self, asked: Mapping[str, Any], tell: Any) -> Mapping[str, Any]:
        self.given.append(asked)
        tell(1, 3)
        self.begun.set()
        self.may.wait(20)
        if self.fails:
            raise TrialFailed(self.fails)
        tell(3, 3)
        return {"scenarios": []}


@pytest.fixture
def hub(sqlite_database: Database, tmp_path: Path) -> Iterator[Hubwright]:
    settings = Settings(
        data=tmp_path,
        database_url=sqlite_database.url,
        database_owner_url="",
        secret_key="a key for tests, and for nothing else at all",
        mail_url=f"folder:{tmp_path / 'mail'}",
        base_url="http://hubs.example",
    )
    hubwright = open_hubwright(settings, now=Clock())
    publish_shipped(hubwright, HUB)
    open_draft(hubwright.house, hub=HUB, actor=OPERATOR, deed="open")
    yield hubwright
    hubwright.close()


def worker(hub: Hubwright, trier: Any) -> Worker:
    return replace(hub.worker(), trier=trier, printer=None)


def asks(hub: Hubwright, kind: str = REHEARSAL, **parts: Any) -> str:
    deed = RandomIds().token()
    return ask_trial(hub.house, hub=HUB, actor=OPERATOR, deed=deed, kind=kind, **{"wanted": {}, **parts})


def became(hub: Hubwright, id: str) -> Trial:
    found = trial(hub.house, hub=HUB, id=id)
    assert found is not None
    return found


def test_a_trial_says_how_far_it_is_and_keeps_its_answer(hub: Hubwright) -> None:
    id, crystal = asks(hub), Crystal()
    other = asks(hub)
    by = worker(hub, crystal)
    turn(by)
    assert crystal.begun.wait(20)
    turn(by)
    first, second = became(hub, id), became(hub, other)
    if second.state == RUNNING:  # asked in the same moment: either may come first
        first, second = second, first
    assert (first.state, first.done, first.steps) == (RUNNING, 1, 3)
    assert second.state == "asked"
    crystal.may.set()
    for trying in by.trying.values():
        trying.thread.join(20)
    assert turn(by).tried == 1
    found = became(hub, first.id)
    assert (found.state, found.answer, found.done) == (READY, {"scenarios": []}, 3)
    assert {one.id for one in trials(hub.house, hub=HUB, kind=REHEARSAL)} == {id, other}


def test_a_trial_that_cannot_be_says_why(hub: Hubwright) -> None:
    id, crystal = asks(hub), Crystal("too_long")
    crystal.may.set()
    by = worker(hub, crystal)
    turn(by)
    for trying in by.trying.values():
        trying.thread.join(20)
    turn(by)
    assert (became(hub, id).state, became(hub, id).why) == (FAILED, "too_long")
    assert turn(by).tried == 0


def test_what_is_tried_is_the_draft_as_it_stood_when_somebody_asked(hub: Hubwright) -> None:
    id = asks(hub)
    with hub.house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    edits = tuple(put(found.tree, ("hub", "name", "en"), "Another name"))
    act_on_draft(hub.house, hub=HUB, actor=OPERATOR, deed="rename", command=Change("rename", edits))
    assert composed(hub.house, hub=HUB, asked=became(hub, id))["tree"]["hub"]["name"]["en"] == "Starter hub"
    later = became(hub, asks(hub))
    assert composed(hub.house, hub=HUB, asked=later)["tree"]["hub"]["name"]["en"] == "Another name"


@pytest.mark.soak
def test_another_process_rehearses_and_forecasts_the_same_for_the_same_seed(hub: Hubwright) -> None:
    told = list[tuple[int, int]]()
    seen = ApartTrier().tried(composed(hub.house, hub=HUB, asked=became(hub, asks(hub))), lambda *on: told.append(on))
    assert {one["came"] for one in seen["scenarios"]} == {"passed"}
    assert told[-1] == (len(seen["scenarios"]), len(seen["scenarios"]))
    given = composed(hub.house, hub=HUB, asked=became(hub, asks(hub, FORECAST, wanted=WANTED)))
    told.clear()
    first = ApartTrier().tried(given, lambda *on: told.append(on))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert first == ApartTrier().tried(given, lambda *on: None)
    assert first["what_if"][0]["says"].endswith("+1 full-time equivalents")
    assert any(one["source"] == "given" for one in first["rests_on"])
    broken = {**given, "wanted": {**WANTED, "assume": {}}}
    with pytest.raises(TrialFailed) as failed:
        ApartTrier().tried(broken, lambda *on: None)
    assert failed.value.code == "no_people"
