"""A strategy discussion about three siblings: one agency disagrees, one joins late, and its sealed record is a file."""

from __future__ import annotations

import io
import json
import re
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from hubwright.actions.meetings import act_on_meeting
from hubwright.domain.cases.commands import Rate, Read, Subject
from hubwright.domain.cases.topics.minuting import WriteLine
from hubwright.domain.cases.topics.recording import CheckRecord, DraftRecord, SealRecord
from hubwright.domain.documents.document import hashed
from hubwright.domain.meetings.commands import End
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import Running, running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

FAMILY = (
    Subject("", "Mia O'Neill", born={"year": 2019}),
    Subject("", "Siân O'Neill", born={"year": 2021}),
    Subject("", "Leo O'Neill", born={"year": 2023}),
)
_PATIENCE = 60.0  # seconds: the background work takes a turn every five


def marks(walk: Walk, how: str, who: str) -> None:
    """How somebody takes part is chosen beside their name, and noted."""
    walk.acts += 1
    walk.page.get_by_label(re.compile(rf"How do they take part\? .*{who}")).select_option(label=how)
    walk.presses("Note who is there")


def types(walk: Walk, box: str, words: str) -> None:
    """Write into one box of the minutes."""
    walk.acts += 1
    walk.page.locator(f'textarea[id="{box}"]').fill(words)


def decides(walk: Walk, screen: str, child: str, route: str, why: str, *, dissent: tuple[str, str] = ("", "")) -> None:
    """A decision for one child, taken on the minute-taker's screen."""
    walk.goes(f"{screen}?do=decide#deed")
    walk.chooses("For whom?", child)
    if walk.page.get_by_role("group", name=people.HOUSEHOLD).count():
        walk.chooses(people.HOUSEHOLD, "It is not known")
    walk.chooses("What happens next for them?", route)
    walk.writes("Why?", why)
    if dissent[0]:
        walk.picks("Which agency disagrees, if any?", dissent[0])
        walk.writes("Who disagrees, and why?", dissent[1])
    walk.presses("Record the decision")
    walk.sees("It is on record.")


def waits_for_the_file(walk: Walk, hub: Running) -> bytes:
    """Stay on the page that shows how far it is, until there is a file; then take it."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        link = walk.page.get_by_role("button", name="Take the PDF file").or_(
            walk.page.get_by_role("link", name="Take the PDF file")
        )
        if link.count():
            address = link.first.get_attribute("href")
            answer = walk.page.request.get(f"{hub.base}{address}")
            assert answer.headers["content-type"] == "application/pdf"
            return answer.body()
        walk.page.wait_for_timeout(500)
        walk.page.reload()
    raise AssertionError(walk.text)


def makes_a_file(walk: Walk, hub: Running) -> tuple[str, bytes]:
    """From the page of a sealed record: printed in the background, for one named reader; its hash, and the file."""
    digest = walk.page.locator(".hw-code").last.inner_text().strip()
    # Which record is chosen already.
    walk.follows("Make it as a file")
    walk.chooses("Are they of the hub?", "Somebody of the hub")
    walk.writes("Whom is it for?", "Morgan Makebelieve, Children's Services")
    walk.presses("Make it")
    return digest, waits_for_the_file(walk, hub)


def confirms(browser: Browser, hub: Running, reference: str, digest: str) -> None:
    """Anybody who holds it can have it confirmed."""
    with somebody(browser, hub, "a-reader") as reader:
        reader.goes("verify")
        reader.writes("Reference", reference)
        reader.writes("Version", "1")
        reader.writes("Hash", digest)
        reader.presses("Confirm it")
        reader.sees("Confirmed. This is what was sealed, and it holds.")


def test_a_sealed_record_is_made_a_file_and_confirmed_by_its_reader(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "bury") as hub:
        case = deeds.arrives(hub, *FAMILY, what="A bruise on Mia's arm, the shape of a hand.")
        deeds.does(hub, "sam", case, Read(), Rate("child", "red"))
        meeting = deeds.meets(hub, "morgan", "strategy", case)
        deeds.does(hub, "toni", case, WriteLine(meeting, "risk.p1", "risk", "Marks that nobody explains.", "p1"))
        act_on_meeting(
            hub.hubwright.house,
            hub=hub.hub,
            actor=deeds.actor(hub, "morgan"),
            deed=uuid4().hex,
            meeting=meeting,
            command=End(),
        )
        deeds.does(hub, "toni", case, DraftRecord(meeting, ("p1",)))
        deeds.does(hub, "morgan", case, CheckRecord("r1", right=True), SealRecord("r1", "The rest is being found out."))
        with somebody(browser, hub, "morgan") as morgan:
            people.signs_in(morgan, "morgan")
            morgan.goes(f"cases/{case}/records/r1")
            digest, file = makes_a_file(morgan, hub)
        confirms(browser, hub, f"{case}-R1", digest)
        assert attached(file)["sealed"] == digest


@pytest.mark.soak
def test_three_siblings_a_dissent_a_late_joiner_and_a_sealed_file(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "bury") as hub:
        case = deeds.arrives(hub, *FAMILY, what="A bruise on Mia's arm, the shape of a hand.")
        deeds.does(hub, "sam", case, Read(), Rate("child", "red"))
        with somebody(browser, hub, "morgan") as morgan, somebody(browser, hub, "toni") as toni:
            people.signs_in(morgan, "morgan")
            people.signs_in(toni, "toni")

            # Two acts from the case, whatever its stage.
            morgan.goes(f"cases/{case}")
            before = morgan.acts
            morgan.presses("Start: Strategy discussion")
            morgan.presses("Call this meeting")
            assert morgan.acts - before == 2
            meeting = morgan.page.url.split("/meetings/")[1].split("?")[0]
            marks(morgan, "By telephone", "Health safeguarding")
            morgan.sees("Not quorate")

            # The minute-taker writes; each box is kept.
            screen = f"meetings/{meeting}/minutes/m1"
            toni.goes(screen)
            for box, words in (
                ("information.p1.health", "Seen at the walk-in centre twice in May."),
                ("risk.p1", "Marks that nobody explains."),
                ("views.p1", "\N{LEFT DOUBLE QUOTATION MARK}I do not want to go home.\N{RIGHT DOUBLE QUOTATION MARK}"),
                ("analysis.p1", "Both agencies saw marks of the same kind."),
                ("safety.p1", "She stays with her aunt tonight."),
                ("told", "The nurse tells their mother after the medical."),
            ):
                types(toni, box, words)
            toni.presses("Save")
            toni.sees("It is on record.")

            decides(morgan, screen, "Mia O'Neill", "Section 47 enquiry", "Marks that nobody explains.")
            # Police join late: what was decided before was decided without them, and the record says so.
            deeds.time_passes(hub, minutes=6)
            morgan.goes(f"meetings/{meeting}")
            marks(morgan, "Present", "Police")
            decides(
                morgan, screen, "Siân O'Neill", "Child and family assessment", "She shares the room.",
                dissent=("Police", "We would begin an enquiry for her too."),
            )  # fmt: skip
            decides(morgan, screen, "Leo O'Neill", "Child and family assessment", "He shares the home.")
            toni.goes(f"{screen}?do=add-action#deed")
            toni.writes("What is to be done?", "Medical at the hospital")
            toni.writes("Or who else does it?", "The paediatrician")
            toni.presses("Agree it")
            morgan.goes(f"meetings/{meeting}")
            morgan.presses("End the meeting")
            morgan.sees("Held")

            # Drafted by one, checked and sealed by the chair.
            toni.goes(f"cases/{case}/draft-record")
            toni.presses("Draft it")
            morgan.goes(f"cases/{case}")
            morgan.follows("Check it")
            morgan.chooses("You have read it whole. Is it right?", "It is right")
            morgan.presses("Say so")
            morgan.follows("Seal it")
            morgan.writes("Why is it sealed with something missing?", "What is not known is being found out.")
            morgan.presses("Seal it")
            # Each step leads back to the record.
            morgan.sees(
                "We would begin an enquiry for her too.",
                "Medical at the hospital",
                "not there when it was decided for Mia O'Neill",
            )
            digest, file = makes_a_file(morgan, hub)
        confirms(browser, hub, f"{case}-R1", digest)
        _holds(file, digest)


def attached(file: bytes) -> dict[str, Any]:
    """The document that a file carries; the file is tagged and says its language."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        (one,) = pdf.attachments.values()
        document: dict[str, Any] = json.loads(one.get_file().read_bytes())
    return document


def _holds(file: bytes, digest: str) -> None:
    """The file carries what was sealed, and its words."""
    document = attached(file)
    assert document["sealed"] == digest
    assert hashed({"a": 1}) != digest
    words = json.dumps(document, ensure_ascii=False)
    for said in (
        "We would begin an enquiry for her too.",
        "Siân O'Neill",
        "Seen at the walk-in centre",
        "aunt tonight",
    ):
        assert said in words
