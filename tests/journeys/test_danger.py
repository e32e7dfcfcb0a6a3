"""Somebody is in danger now: whoever is on duty hears of it at once, and it stands there until a person takes it on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import people, referrer
from tests.journeys.conftest import Running, running
from tests.journeys.referrer import NAMES
from tests.journeys.walking import somebody

pytestmark = pytest.mark.journey

DUTY = ("duty@bury-hub.example", "nights@bury-hub.example")
ALARM = "An answer says that someone is in danger now"


def test_danger_now_rings_the_duty_desk_and_stays_until_a_person_takes_it_on(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        with somebody(browser, hub, "danger-teacher") as teacher:
            referrer.refers_a_child(teacher, "Mia Example", danger="Yes")
            teacher.sees("If 999 has not been rung, ring it now.")
        link = _the_letter_to_whoever_is_on_duty(hub)
        with somebody(browser, hub, "danger-duty") as duty:
            duty.follows_url(link)
            people.gives_a_password(duty, "nico")
            duty.sees(ALARM)
            people.reads_it(duty)
            duty.sees(ALARM)
            duty.goes("queue")
            duty.sees("Danger now")
            duty.follows_url(link)
            duty.presses("I take this on")
            assert ALARM not in duty.alerts()
            duty.sees("Alarm taken on", "Nico Nightshift")


def _the_letter_to_whoever_is_on_duty(hub: Running) -> str:
    """By day to the desk, by night to the night team; it names nobody."""
    address, title, words = people.first_letter(hub, DUTY, "Alarm")
    assert address in DUTY
    for secret in (*NAMES, "bruise"):
        assert secret not in title + words
    return people.link_in(words)
