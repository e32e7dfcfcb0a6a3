"""Documents on demand: somebody asks for one, the background work composes it as that person may see it, and keeps it.

Nothing of a case stands in the job: it names the row in which what was asked for lies sealed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hubwright.actions.documents_leaving import going, kept_from, leaves, shown
from hubwright.actions.house import House, context_of, may_write, seated
from hubwright.actions.plugins_papers import can_be_written, paper_asked
from hubwright.domain.access import Line, Reader, as_of_view, reader_of
from hubwright.domain.access.records import record_for
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import WORKER, Actor
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.letting_out import found_in, look_at
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.composing import COPY, PAPER, RECORD, Wanted, composed, wrong_with
from hubwright.domain.documents.document import Document, hashed, written
from hubwright.domain.documents.leaving import Found
from hubwright.domain.documents.reading import document_of as read_back
from hubwright.domain.documents.recording import document_of as record_document
from hubwright.domain.documents.said import Teller
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.hubs import HUB_STREAM, Seat, hub_of, today
from hubwright.domain.protection.of_case import looking
from hubwright.ports import Reading, Work
from hubwright.reference.provisions import provision_named

JOB = "document"
ASKED, MAKING, READY, FAILED = "asked", "making", "ready", "failed"
KEPT_FOR = timedelta(days=7)
"""How long a made document is kept: it is a copy, and what it is a copy of stands on the record."""

_TABLE = "made_document"


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that somebody asked for.

    Args:
        case: reference of the case, or of the meeting.
        user, seat: of whoever asked; only they have it, in that seat.
        state: "asked", "making", "ready" or "failed".
        why: for "failed": "seat_ended", "not_seen", "unclear", "stopped", "kept_from",
            "too_long", "too_big" or "broke_off".
        wanted: which document.
        found: what stopped it from leaving.
        file: id of the kept file, or "".
        reference, version, digest: of the document as it was made.
    """

    id: str
    case: str
    user: str
    seat: str
    at: datetime
    language: str
    wanted: Wanted
    state: str = ASKED
    why: str = ""
    found: tuple[Found, ...] = ()
    file: str = ""
    reference: str = ""
    version: int = 0
    digest: str = ""
    made: datetime | None = None

    @property
    def ends(self) -> datetime:
        """When it is removed."""
        return self.at + KEPT_FOR

    @property
    def settled(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in (READY, FAILED)


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as whoever asked may see it, with what the last look before leaving is taken with."""

    teller: Teller
    lines: Sequence[Line]
    state: CaseState
    contacts: Sequence[ContactState]
    reader: Reader
    name: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the composing: a document, or why there is none."""

    document: Document | None = None
    why: str = ""
    found: tuple[Found, ...] = field(default=())


def ask(
    house: House, *, hub: str, actor: Actor, seat: Seat, deed: str, case: str, wanted: Wanted, language: str
) -> str:
    """Ask for a document of a case; the id under which it is found.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who asks.
        seat: in which they do.
        deed: id of this deed; a repeat gets the first result.
        case: reference of the case.
        wanted: which document.
        language: "en" or "cy".

    Raises:
        NotFound: there is no such case, or this actor may not know of it.
        Refusal: they may make none, or it is not clear which.
    """
    now = house.now()
    with house.store.work(hub, actor, deed=deed, now=now, command=[case, repr(wanted), language]) as work:
        if (first := work.first_result()) is not None:
            return str(first["document"])
        may_write(work)
        seen = _seen(work, case, actor.id, seat.id, now, language, now)
        if seen is None:
            raise NotFound("There is no such case in this hub.")
        if not seen.reader.may("document.make"):
            raise Refusal(
                why="Your membership does not let you make documents.", do="Ask the hub manager.", code="no_permission"
            )
        if wanted.kind == PAPER:
            can_be_written(house, work, wanted, seen.teller, seen.reader, now, by=seen.name)
        elif wanted.kind in (RECORD, COPY):
            _stands_there(wanted, seen, now)
        elif (wrong := wrong_with(wanted, seen.teller)) is not None:
            raise wrong
        asked = Asked("", case, actor.id, seat.id, now, language, wanted)
        id = put_asked(house, work, asked)
        if wanted.found.strip() and leaves(wanted):
            _let_out(house, work, seen, replace(asked, id=id), now)
        work.commit({"document": id})
        return id


def put_asked(house: House, work: Work, asked: Asked) -> str:
    """Write down what is asked for, and the job that makes it; its id.

    Args:
        house: for a fresh id.
        work: of the deed that asks.
        asked: without an id.
    """
    id, wanted = house.ids.token(), asked.wanted
    work.put(
        _TABLE,
        id=id,
        case_ref=asked.case,
        kind=wanted.kind,
        language=asked.language,
        asked_by=asked.user,
        seat=asked.seat,
        asked_at=asked.at,
        state=ASKED,
        why="",
        wanted=asdict(wanted),
        reference="",
        version=0,
        digest="",
    )
    payload = {"document": id, "case": asked.case, "kind": wanted.kind, "user": asked.user, "layout": wanted.layout}
    work.put("outbox", id=f"{JOB}-{id}", kind=JOB, run_at=asked.at, payload=payload)
    return id


def asked(house: House, *, hub: str, user: str, case: str, id: str = "") -> Sequence[Asked]:
    """The documents of a case that somebody asked for, newest first.

    Args:
        house: the ports.
        hub: id of the hub.
        user: whose.
        case: reference of the case.
        id: of one of them, or "" for all.
    """
    with house.store.reading(hub) as reading:
        where = {"asked_by": user, "case_ref": case, **({"id": id} if id else {})}
        rows = reading.rows(_TABLE, scope=Everything(), where=where, order=("-asked_at",), limit=50)
    return [_asked(row) for row in rows]


def document_asked(house: House, *, hub: str, id: str) -> Asked | None:
    """The document with this id, for the background work."""
    with house.store.reading(hub) as reading:
        rows = reading.rows(_TABLE, scope=Everything(), where={"id": id})
    return _asked(rows[0]) if rows else None


def note(house: House, *, hub: str, id: str, **values: Any) -> None:
    """Write down what became of a document."""
    with house.store.work(hub, WORKER, deed="", now=house.now()) as work:
        work.put(_TABLE, id=id, **values)
        work.commit()


def remove_old(house: House, *, hub: str) -> int:
    """Forget documents whose days are over; their files are swept as those that nothing names."""
    now = house.now()
    with house.store.work(hub, WORKER, deed="", now=now) as work:
        rows = work.rows(_TABLE, scope=Everything(), where={"asked_at<": now - KEPT_FOR}, limit=100)
        for row in rows:
            work.drop(_TABLE, id=row["id"])
        if rows:
            work.commit()
    return len(rows)


def compose(house: House, *, hub: str, asked: Asked) -> Made:
    """The document as of when it was asked for, of what whoever asked may see today.

    Args:
        house: the ports.
        hub: id of the hub.
        asked: what was asked for, by whom.
    """
    now = house.now()
    with house.store.reading(hub) as reading:
        if reader_in(reading, asked.user, asked.seat, now) is None:
            return Made(why="seat_ended")
        seen = _seen(reading, asked.case, asked.user, asked.seat, asked.at, asked.language, now)
        if seen is None:
            return Made(why="not_seen")
        document = _document(house, reading, asked, seen, now)
    if document is None:
        return Made(why="unclear")
    if leaves(asked.wanted):
        if kept_from(document, asked.wanted, seen.state, seen.teller.hub):
            return Made(why="kept_from")
        found = found_in(seen.state, going(document, asked.wanted, asked.id), looking(seen.state, seen.contacts))
        if found:
            return Made(why="stopped", found=shown(found))
    return Made(document)


def _document(house: House, reading: Reading, asked: Asked, seen: Seen, now: datetime) -> Document | None:
    if asked.wanted.kind == PAPER:
        return paper_asked(house, reading, asked.wanted, seen.teller, seen.reader, now, by=seen.name)
    if asked.wanted.kind in (RECORD, COPY):
        return standing(asked.wanted, seen, now, at=asked.at)
    if wrong_with(asked.wanted, seen.teller) is not None:
        return None
    return composed(asked.wanted, seen.teller, seen.lines, by=seen.name, at=asked.at)


def _let_out(house: House, work: Work, seen: Seen, asked: Asked, now: datetime) -> None:
    """Put on record what goes out all the same, and why.

    Raises:
        Refusal: whoever gets it must not learn something that stands in it; no reason opens that.
    """
    document = _document(house, work, asked, seen, now)
    if document is None:
        return
    if kept_from(document, asked.wanted, seen.state, seen.teller.hub):
        raise Refusal(
            why="Something in it must not become known to them.",
            do="Make a copy for them, from which it is left out.",
            code="kept_from",
            fields=(("issued_to", "Something in it must not become known to them: make a copy."),),
        )
    context = context_of(house, work, seated(work), revision=seen.state.revision)
    finds = looking(seen.state, seen.contacts)
    facts = look_at(seen.state, going(document, asked.wanted, asked.id), finds, asked.wanted.found, context)
    if facts:
        work.append(facts, revision=seen.state.revision)


def standing(wanted: Wanted, seen: Seen, now: datetime, *, at: datetime) -> Document | None:
    """A version of a record, or a copy that was checked and made, as it stands on the case; None where there is none
    for this reader.

    Args:
        wanted: which one.
        seen: the case, as whoever asks may see it.
        now: UTC.
        at: from when the document says that it is, UTC.
    """
    if wanted.kind == COPY:
        copy = copies_of(seen.teller.case).get(wanted.copy)
        whole = copies_of(seen.state).get(wanted.copy)
        # It is printed as it was checked, or, for somebody who does not see all that stands in it, not at all.
        if copy is None or whole is None or not whole.made or copy.made != whole.made:
            return None
        return replace(read_back(whole.made), colour=seen.teller.hub.local.brand.colour)
    record = record_for(wanted.record, seen.state, seen.contacts, seen.reader, now)
    version = next((one for one in record.versions if one.number == wanted.version), None) if record else None
    if record is None or version is None:
        return None
    return record_document(
        seen.teller.hub,
        record,
        version,
        language=seen.teller.language,
        issued_to=wanted.issued_to.strip(),
        made=f"{at:%Y-%m-%dT%H:%MZ}",
        layout=wanted.layout,
        provision=provision_named(seen.teller.language),
    )


def _stands_there(wanted: Wanted, seen: Seen, now: datetime) -> None:
    """Refuse what is not there, or is for nobody."""
    wrong = []
    if wanted.kind == RECORD and not wanted.issued_to.strip():
        wrong.append(("issued_to", "Say whom it is for: the name stands on every page."))
    if standing(wanted, seen, now, at=now) is None:
        wrong.append(("of", "Choose one of those shown."))
    if wrong:
        raise Refusal(
            why="It is not clear which document is to be made.", do=wrong[0][1], code="document", fields=tuple(wrong)
        )


def digest_of(document: Document) -> str:
    """The hash of a document's content, by which two are told apart."""
    return hashed(written(document))


def _seat(reading: Reading, user: str, seat: str, now: datetime) -> tuple[Seat, Hub] | None:
    state = hub_of(reading.entries(HUB_STREAM))
    held = next((one for one in state.seats_of(user, now) if one.id == seat), None)
    return None if held is None else (held, today(reading.live()[1], state))


def reader_in(reading: Reading, user: str, seat: str, now: datetime) -> tuple[Reader, Seat] | None:
    """The reader that somebody is in a seat today, and the seat; None where it has ended."""
    found = _seat(reading, user, seat, now)
    if found is None:
        return None
    held, hub = found
    actor = Actor(held.user, held.name, held.agency, held.roles, held.qualifications)
    return reader_of(hub, actor, begins=held.begins, ends=held.ends, only=held.only), held


def _seen(reading: Reading, case: str, user: str, seat: str, at: datetime, language: str, now: datetime) -> Seen | None:
    """The case as it was known at a time, cut down to what somebody may see of it today."""
    found = reader_in(reading, user, seat, now)
    entries = reading.entries(f"case:{case}")
    state = case_of(entries)
    if found is None or state is None:
        return None
    reader, held = found
    hub_state = hub_of(reading.entries(HUB_STREAM))
    streams = [reading.entries(f"contact:{ref}") for ref in state.contacts]
    contacts = [one for stream in streams if (one := contact_of(stream)) is not None]
    revisions = dict.fromkeys([*(one.revision for one in contacts), state.revision])
    drawn = {one: today(reading.hub_at(one), hub_state) for one in revisions}
    forms = {use: form for one in drawn.values() for use, form in one.forms.items()}
    shown = as_of_view(entries, streams, forms, reader, now, at)
    if shown is None:
        return None
    view, lines = shown
    return Seen(Teller(drawn[state.revision], view, language), lines, state, contacts, reader, held.name)


def _asked(row: Mapping[str, Any]) -> Asked:
    return Asked(
        id=row["id"],
        case=row["case_ref"],
        user=row["asked_by"],
        seat=row["seat"],
        at=row["asked_at"],
        language=row["language"],
        wanted=Wanted(**row["wanted"]),
        state=row["state"],
        why=row["why"],
        found=tuple(Found(**one) for one in row["found"] or ()),
        file=row["file"] or "",
        reference=row["reference"],
        version=row["version"],
        digest=row["digest"],
        made=row["made_at"],
    )
