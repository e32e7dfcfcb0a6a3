"""A hub with marks planted wherever something might slip through, and readers from each of whom some are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hubwright.actions.meetings import act_on_meeting, call_meeting
from hubwright.domain.access import PERMISSIONS
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics import restricting as r
from hubwright.domain.cases.topics.actions import AddAction
from hubwright.domain.cases.topics.marking import PutMarker
from hubwright.domain.cases.topics.minuting import WriteLine
from hubwright.domain.cases.topics.recording import CheckRecord, DraftRecord, SealRecord
from hubwright.domain.definitions.hub import Role
from hubwright.domain.meetings.commands import Call, End
from hubwright.domain.meetings.commands import Command as MeetingCommand
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MONDAY
from hubwright.web.app import create_app

from tests.databases import Database
from tests.web.conftest import Place

STREET, POSTCODE = "14 Zebrafinch Row", "ZZ99 3VZ"
HOME = {"kind": "uk", "lines": [STREET], "town": "Oakfield", "postcode": POSTCODE, "protected": True}
REFERRER = {"name": "Jo Quillfeather", "email": "jo@quill.example", "telephone": "01632 960987"}

# Marks of what is kept back, by the permission without which none of them may leave in any form.
MARKS = {
    "protected.read": ("zebrafin", "zebrafich", "zz99", "14 row"),
    "referrer.identity": ("quillfeather", "quilfeather", "quill.example", "960987", "960 987"),
}
# Of the two cases that only some may know of: names, words and anything else that says that they are there.
RESTRICTED_MARKS = ("wigglesworth", "xylophone", "marmaduke")
SEALED_MARKS = ("thistlethwaite", "bassoon")

_ALL = frozenset(PERMISSIONS)
_NOT_PARTNER = _ALL - {"check.answer"}
ROLES = (
    Role("everything", a_text("Everything"), _NOT_PARTNER),
    Role("no-referrers", a_text("No referrers"), _NOT_PARTNER - {"referrer.identity", "audit.restricted"}),
    Role("no-homes", a_text("No homes"), _NOT_PARTNER - {"protected.read", "audit.restricted"}),
    Role("neither", a_text("Neither"), _ALL - {"referrer.identity", "protected.read", "audit.restricted"}),
    Role("parts", a_text("Parts"), _NOT_PARTNER - {"audit.restricted"}, sections=frozenset({"checks"})),
    Role("audits", a_text("Audits"), frozenset({"audit.read"})),
    Role("reads", a_text("Reads"), frozenset({"case.read", "people.read"})),
)


def _actor(name: str, role: str, agency: str = "care") -> Actor:
    return Actor(f"u-{name.lower()}", f"{name} Example", agency, frozenset({role}), frozenset({"social_worker"}))


KEEPER = _actor("Keeper", "everything")
SECOND = _actor("Second", "everything")
OUTSIDERS = {
    "everything": _actor("Outside", "everything"),
    "no-referrers": _actor("Noref", "no-referrers"),
    "no-homes": _actor("Nohome", "no-homes"),
    "neither": _actor("Neither", "neither"),
    "parts": _actor("Parts", "parts"),
    "audits": _actor("Audit", "audits"),
    "reads": _actor("Reads", "reads"),
    "partner": _actor("Partner", "partner", "police"),
}


@dataclass
class Planted:
    """The hub with its marks.

    Args:
        open, restricted, sealed: references of the three cases.
        meetings: references of two: about the open case alone, and about all three.
    """

    place: Place
    open: str
    restricted: str = ""
    sealed: str = ""
    contacts: dict[str, str] = field(default_factory=dict)
    meetings: tuple[str, ...] = ()


def _received(place: Place, name: str, words: str, **parts: Any) -> dict[str, str]:
    subject = Subject("", name, born={"year": 2017}, address=parts.get("address"))
    return place.receives(words=words, subjects=(subject,), referrer=parts.get("referrer", REFERRER))


def _told(place: Place, case: str) -> None:
    """Everything that people write on a case, each with the marks in it, in every spelling."""
    place.does(KEEPER, case, c.Rate("child", "urgent", f"Seen at {STREET}."))
    place.does(KEEPER, case, c.Ask("child", shared=f"{REFERRER['name']} saw bruises at 14 Zebrafinch Rw."))
    place.does(KEEPER, case, c.Note("Mrs Quilfeather rang from 01632 960 987, near the Zebrafich Row shops."))
    place.does(KEEPER, case, c.Note(f"Moved to Row 14,\nZebra-\nfinch. {POSTCODE.replace(' ', '')}", "hearsay"))
    place.does(OUTSIDERS["partner"], case, c.Return("q1", "shared", text=f"Called twice to 14, {POSTCODE}."))
    place.does(KEEPER, case, PutMarker("dogs", "warning", None, "Quillfeather, Jo", MONDAY.date(), f"At {STREET}."))
    place.does(
        KEEPER,
        case,
        c.Decide("p1", "child", "advice", f"As {REFERRER['email']} says.", "Stay at zebra finch row.", "", {}, "Now."),
    )


@pytest.fixture
def empty(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """The hub with its readers, before anything arrives."""
    clock = Clock()
    hub = a_hub()
    hub = replace(
        hub, roles=(*hub.roles, *ROLES), deciders=(replace(hub.deciders[0], roles=frozenset({"everything"})),)
    )
    hubwright = a_platform(sqlite_database.url, (hub,), data=tmp_path, clock=clock)
    for actor in (KEEPER, SECOND, *OUTSIDERS.values()):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def _acts(place: Place, meeting: str, command: MeetingCommand) -> None:
    deed = uuid4().hex
    act_on_meeting(place.hubwright.house, hub="oakfield", actor=KEEPER, deed=deed, meeting=meeting, command=command)


def _called(place: Place, type: str, *cases: str) -> str:
    """A meeting about these cases, which begins at once."""
    command = Call(type, cases=cases, there=("police", "health"), reason="It cannot wait.")
    done = call_meeting(place.hubwright.house, hub="oakfield", actor=KEEPER, deed=uuid4().hex, command=command)
    return str(done.result["meeting"])


def _discussed(place: Place, case: str) -> str:
    """A strategy discussion whose minutes, actions and sealed record have the marks in them."""
    meeting = _called(place, "strategy", case)
    for line, part, subject, text in (
        ("told", "told", "", f"{REFERRER['name']} is not to be named; the aunt lives at {STREET}."),
        ("risk.p1", "risk", "p1", f"He knows 14 Zebrafinch Rw, {POSTCODE}."),
    ):
        place.does(KEEPER, case, WriteLine(meeting, line, part, text, subject))
    place.does(OUTSIDERS["partner"], case, WriteLine(meeting, "known.p1.police", "known", "Called.", "p1", "police"))
    place.does(KEEPER, case, AddAction("child", f"Visit {STREET}", f"{REFERRER['name']}", meeting=meeting))
    _acts(place, meeting, End())
    place.does(KEEPER, case, DraftRecord(meeting, ("p1",), referral=f"{REFERRER['name']} saw bruises near {STREET}."))
    place.does(SECOND, case, CheckRecord("r1", right=True))
    place.does(SECOND, case, SealRecord("r1", f"Nobody went to {STREET}."))
    return meeting


@pytest.fixture
def planted(empty: Place) -> Planted:
    """One open case with marks everywhere, a restricted one and a sealed one, all three on an agenda."""
    first = _received(empty, "Kim Example", f"I am {REFERRER['name']}, her teacher. She is at {STREET}.", address=HOME)
    found = Planted(empty, first["case"])
    _told(empty, found.open)
    found.restricted = hide(empty, "restricted", "Petronella Wigglesworth", "Xylophone lessons.", "Marmaduke")
    found.sealed = hide(empty, "sealed", "Algernon Thistlethwaite", "Bassoon lessons.", "Marmaduke")
    daily = _called(empty, "daily", found.open, found.restricted, found.sealed)
    for case, words in ((found.restricted, "Xylophone lessons."), (found.sealed, "Bassoon lessons.")):
        empty.does(KEEPER, case, WriteLine(daily, "changed", "changed", words))
    found.meetings = (_discussed(empty, found.open), daily)
    return found


def hide(place: Place, level: str, name: str, words: str, referrer: str) -> str:
    """A case that arrives, is worked on, and then is shown to the keepers alone."""
    case = _received(place, name, words, referrer={"name": f"{referrer} Secret", "email": "m@secret.example"})["case"]
    place.does(KEEPER, case, c.Rate("child", "urgent"))
    place.does(KEEPER, case, c.Ask("child", shared=words))
    place.does(KEEPER, case, c.Note(words))
    place.does(KEEPER, case, r.Restrict(level, "A colleague is named.", ((SECOND.id, SECOND.name),)))
    return case


def forbidden(planted: Planted, who: str) -> tuple[str, ...]:
    """What must not reach this reader in any form, in lower case."""
    granted = {"partner": frozenset({"check.answer"})} | {one.id: one.permissions for one in ROLES}
    marks = [mark for permission, some in MARKS.items() if permission not in granted[who] for mark in some]
    hidden = (*RESTRICTED_MARKS, *SEALED_MARKS, planted.restricted.lower(), planted.sealed.lower())
    # Who is shown checks alone reads nothing of what was said or why it was decided.
    parts = ("her teacher", "near the", "stay at") if who == "parts" else ()
    return (*marks, *hidden, *parts)


_CHANGES = re.compile(r'(name="(?:csrf_token|deed)" value=")[^"]*|(nonce[-=]"?)[A-Za-z0-9_-]+|\d+ (?:h|min)[^<]*left')


def plain(answer: Any, *references: str) -> str:
    """A page without what differs from one request to the next, and without these references."""
    text = _CHANGES.sub(r"\1\2", answer.get_data(as_text=True))
    for one in references:
        text = text.replace(one, "REFERENCE")
    return text
