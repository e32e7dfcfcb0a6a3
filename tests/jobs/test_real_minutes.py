"""Minutes that really pass, with the worker in a process of its own, killed once on the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.receive_contact import receive_contact
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.cli.opening import opened
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import AcknowledgeAlarm, Receive, Subject
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.cases.state import Alarm
from hubwright.domain.hubs import Seat
from hubwright.wiring import Hubwright, machine_now

REPOSITORY = Path(__file__).parents[2]
KEY = "a secret for tests only, long enough to be one"
PATIENCE = 240  # seconds: a rung's minute, or the two of a lease that a killed worker still holds


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation with Bury in it; each rung of its first ladder follows after a minute."""
    for root in ("form_definitions", "workflow_definitions"):
        shutil.copytree(REPOSITORY / root, tmp_path / root)
    hub = json.loads((REPOSITORY / "tenant_configs" / "bury" / "hub.json").read_text("utf-8"))
    for ladder in hub["shareable"]["ladders"]:
        for rung in ladder["rungs"][1:]:
            rung["after"] = 1
    (tmp_path / "tenant_configs" / "bury").mkdir(parents=True)
    (tmp_path / "tenant_configs" / "bury" / "hub.json").write_text(json.dumps(hub), "utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUBWRIGHT_")}
    found = kept | {"HUBWRIGHT_DATA": str(tmp_path / "data"), "HUBWRIGHT_SECRET_KEY": KEY}
    subprocess.run([*HUBWRIGHT, "hub", "import", tmp_path], env=found, check=True, stdout=subprocess.DEVNULL)
    return found


HUBWRIGHT = (sys.executable, "-m", "hubwright")


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([*HUBWRIGHT, "worker", "--every", "0.5"], env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until it is so, for a while."""
    ends = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < ends, "it did not come in time"
        time.sleep(0.25)


def received(hubwright: Hubwright) -> str:
    """A contact whose first look is missed twenty seconds from now; its case's reference."""
    with hubwright.house.store.reading("bury") as reading:
        revision, hub = reading.live()
    assert hub.find("clocks", "first-look").amount == 2
    then = machine_now() - timedelta(hours=2) + timedelta(seconds=20)
    command = Receive("for-everybody", {}, (Subject("", "Somebody Madeup"),), {}, "A worry.", then)
    house = replace(hubwright.house, now=lambda: then)
    done = receive_contact(house, hub="bury", deed="soak-contact", command=command, revision=revision)
    return str(done.result["case"])


@pytest.mark.soak
def test_a_ladder_climbs_through_real_minutes_although_the_worker_is_killed(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        if name.startswith("HUBWRIGHT_"):
            monkeypatch.setenv(name, value)
    mail = Path(environment["HUBWRIGHT_DATA"]) / "mail"
    with opened() as hubwright:
        case = received(hubwright)

        def alarms() -> list[Alarm]:
            with hubwright.house.store.reading("bury") as reading:
                state = case_of(reading.entries(f"case:{case}"))
            assert state is not None
            return list(state.alarms.values())

        with worker(environment):
            time.sleep(5)
            assert alarms() == [], "it is not yet late"
            wait_for(lambda: [alarm.told for alarm in alarms()] == [1])
            # Killed here, without a word, before the next rung is due.
        time.sleep(10)
        assert [alarm.told for alarm in alarms()] == [1]
        with worker(environment):
            wait_for(lambda: [alarm.told for alarm in alarms()] == [2])
            (alarm,) = alarms()
            acknowledge(hubwright, case, alarm.id)
            told = alarm.told
            # What the killed worker may have had in hand is sent as well, once its lease has run out.
            wait_for(lambda: written_to(mail, "@bury-hub.example") == 2)
            time.sleep(75)
        assert [alarm.told for alarm in alarms()] == [told], "once somebody acknowledged, nobody else is told"
        assert written_to(mail, "@bury-hub.example") == 2
        assert written_to(mail, "team-manager@bury-hub.example") == 1
        assert hubwright.store.verify("bury") == []


def written_to(mail: Path, address: str) -> int:
    """How many letters went to an address that ends like this."""
    return sum(f"{address}\nSubject" in path.read_text("utf-8") for path in mail.glob("*.eml"))


def acknowledge(hubwright: Hubwright, case: str, alarm: str) -> None:
    worker_of_the_hub = Actor("u-sam", "Sam Example", "childrens-services", frozenset({"social-worker"}))
    seat = Seat("s1", "u-sam", "Sam Example", "childrens-services", worker_of_the_hub.roles, frozenset(), machine_now())
    give_a_seat(hubwright.house, hub="bury", actor=OPERATOR, deed="soak-seat", seat=seat)
    act_on_case(
        hubwright.house,
        hub="bury",
        actor=worker_of_the_hub,
        deed="soak-acknowledge",
        case=case,
        command=AcknowledgeAlarm(alarm),
    )
