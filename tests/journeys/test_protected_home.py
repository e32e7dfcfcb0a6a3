"""A mother who fled: her address, which the police wrote down as well, is learnt by nobody who must not have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Ask, Note, Rate, Read, Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

STREET, POSTCODE = "14 Zebrafinch Row", "ZZ99 3VZ"
HOME = {"kind": "uk", "lines": [STREET], "town": "Bury", "postcode": POSTCODE, "protected": True}
NARRATIVE = f"Called at night to {STREET}, {POSTCODE}. She left him and moved there with Mia."
MARKS = ("Zebrafinch", "zebrafinch", "ZZ99")


def test_a_protected_home_stays_unknown_to_everyone_who_must_not_have_it(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        mia = Subject("", "Mia Example", born={"year": 2019}, address=HOME)
        case = deeds.arrives(hub, mia, what=NARRATIVE)
        deeds.does(hub, "sam", case, Read(), Rate("child", "amber"), Note(f"She is at 14, {POSTCODE}."))
        deeds.does(hub, "sam", case, Ask("child", shared=f"Violence at 14 Zebrafinch Rw, {POSTCODE}."))
        with somebody(browser, hub, "may-know") as worker:
            people.signs_in(worker, "sam")
            worker.goes(f"cases/{case}")
            worker.sees("Zebrafinch Row")
        with somebody(browser, hub, "may-not-know") as support:
            people.signs_in(support, "toni")
            _looks_everywhere(support, case)
        with somebody(browser, hub, "asked") as partner:
            people.signs_in(partner, "pat")
            for address in ("checks", f"checks/{case}/q1", f"agency/{case}"):
                partner.goes(address)
                partner.sees_nothing_of(*MARKS)
            partner.is_kept_out_of(f"cases/{case}")
        people.letter(hub, "police@bury-hub.example", "asks you something")
        for message in hub.post.messages:
            assert not [mark for mark in MARKS if mark in "".join(message)], message


def _looks_everywhere(support: Walk, case: str) -> None:
    pages = ("queue?view=open", "contacts", f"cases/{case}", f"cases/{case}/chronology", f"cases/{case}/as-of", "work")
    for address in pages:
        support.goes(address)
        support.sees_nothing_of(*MARKS)
    for wanted in ("Zebrafinch", "Mia Example"):
        support.goes("people")
        support.writes("Name", wanted)
        support.presses("Search")
        assert not [mark for mark in MARKS[2:] if mark in support.text]
    assert "Zebrafinch" not in support.text
