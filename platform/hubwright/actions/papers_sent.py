"""The printed file of what was sent: for somebody of the hub whom a record goes to, and for whoever has a link to it.

Neither reads the case. What they are given is the one version that they may read on its page, issued to them by name;
it is worked out again when the file is taken, so that it ends when the way to the page does.
"""

from __future__ import annotations

from collections.abc import Sequence

from hubwright.actions.circulate import standing, what_it_shows
from hubwright.actions.documents import Asked, Made, put_asked, reader_in
from hubwright.actions.house import House, may_write
from hubwright.domain.access.records import record_for
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import LINK as BY_LINK
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.circulating import COPY, Sending, sendings_of
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.composing import COPY as A_COPY
from hubwright.domain.documents.composing import RECORD as A_RECORD
from hubwright.domain.documents.composing import Wanted
from hubwright.domain.documents.document import Document
from hubwright.domain.documents.recording import document_of
from hubwright.domain.errors import NotFound
from hubwright.domain.hubs import HUB_STREAM, Seat, hub_of, today
from hubwright.ports import Reading
from hubwright.reference.provisions import provision_named


def ask_for_record(
    house: House, *, hub: str, actor: Actor, seat: Seat, deed: str, case: str, record: str, version: int, language: str
) -> str:
    """Ask for a sealed version of a record that goes to whoever asks; the id under which the document is found.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who asks; it is issued to them.
        seat: in which they do.
        deed: id of this deed; a repeat gets the first result.
        case: reference of the case; record, version: of it.
        language: "en" or "cy".

    Raises:
        NotFound: there is no such sealed version for them.
    """
    now = house.now()
    command = [case, A_RECORD, record, version, language]
    with house.store.work(hub, actor, deed=deed, now=now, command=command) as work:
        if (first := work.first_result()) is not None:
            return str(first["document"])
        may_write(work)
        wanted = Wanted(A_RECORD, issued_to=seat.name, record=record, version=version)
        asked = Asked("", case, actor.id, seat.id, now, language, wanted)
        if _received(house, work, asked) is None:
            raise NotFound("There is no such record.")
        id = put_asked(house, work, asked)
        work.commit({"document": id})
        return id


def compose_received(house: House, *, hub: str, asked: Asked) -> Made:
    """The version of a record as whoever asked, who need not read the case, may read it now."""
    with house.store.reading(hub) as reading:
        if reader_in(reading, asked.user, asked.seat, house.now()) is None:
            return Made(why="seat_ended")
        document = _received(house, reading, asked)
    return Made(document) if document is not None else Made(why="not_seen")


def _received(house: House, reading: Reading, asked: Asked) -> Document | None:
    found = reader_in(reading, asked.user, asked.seat, house.now())
    state = case_of(reading.entries(f"case:{asked.case}"))
    if found is None or state is None:
        return None
    contacts = [one for ref in state.contacts if (one := contact_of(reading.entries(f"contact:{ref}"))) is not None]
    record = record_for(asked.wanted.record, state, contacts, found[0], house.now())
    number = asked.wanted.version
    version = next((one for one in record.versions if one.number == number and not one.open), None) if record else None
    if record is None or version is None:
        return None
    return document_of(
        _pinned(reading, state),
        record,
        version,
        language=asked.language,
        issued_to=asked.wanted.issued_to,
        made=f"{asked.at:%Y-%m-%dT%H:%MZ}",
        provision=provision_named(asked.language),
    )


def ask_by_link(house: House, *, hub: str, token: str, deed: str, language: str) -> str:
    """Ask for the printed file of what a link opens; whoever asks has given the code. The id of the document.

    Args:
        house: the ports.
        hub: id of the hub.
        token: from the address.
        deed: id of this deed.
        language: "en" or "cy", of a record; a copy is in the one it was made in.

    Raises:
        NotFound: the link has ended.
    """
    now = house.now()
    with house.store.work(hub, BY_LINK, deed=deed, now=now, command=["paper", token, language]) as work:
        if (first := work.first_result()) is not None:
            return str(first["document"])
        found = standing(house, work, token)
        if found is None or not found.opens:
            raise NotFound("This link has ended.")
        one = found.sending
        wanted = (
            Wanted(A_COPY, issued_to=one.to, copy=one.of)
            if one.what == COPY
            else Wanted(A_RECORD, issued_to=one.to, record=one.of, version=one.version)
        )
        id = put_asked(house, work, Asked("", found.case, BY_LINK.id, one.id, now, language, wanted))
        work.commit({"document": id})
        return id


def asked_by_link(found: Sequence[Asked], sending: Sending, language: str) -> Asked | None:
    """The latest file that was asked for by one link in one language.

    Args:
        found: what links asked for of the case, newest first.
        sending: what the link opens.
        language: "en" or "cy".
    """
    return next((one for one in found if one.seat == sending.id and one.language == language), None)


def compose_sent(house: House, *, hub: str, asked: Asked) -> Made:
    """What was sent, as its link opens it now; nothing where the link opens nothing any more."""
    with house.store.reading(hub) as reading:
        state = case_of(reading.entries(f"case:{asked.case}"))
        sending = sendings_of(state).get(asked.seat) if state is not None else None
        # Whoever knew a link before another one was made in its place has no way in any more.
        has_link = reading.count("check_link", scope=Everything(), where={"case_ref": asked.case, "ask": asked.seat})
        if state is None or sending is None or not has_link or not sending.opens(house.now()):
            return Made(why="not_seen")
        drawn = _pinned(reading, state)
    try:
        return Made(what_it_shows(state, sending, drawn, asked.language))
    except NotFound:
        return Made(why="not_seen")


def _pinned(reading: Reading, state: CaseState) -> Hub:
    return today(reading.hub_at(state.revision), hub_of(reading.entries(HUB_STREAM)))
