"""The agenda of a meeting with its papers, printed for one who is asked to come, as far as they are given it."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.actions.documents import Asked, Made, put_asked, reader_in
from hubwright.actions.house import House, may_write
from hubwright.domain.access.meetings import meeting_view
from hubwright.domain.access.pack import Pack, pack_view
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.documents.agenda import KIND, agenda_pack
from hubwright.domain.documents.composing import Wanted
from hubwright.domain.documents.document import Document
from hubwright.domain.errors import NotFound
from hubwright.domain.hubs import HUB_STREAM, Seat, hub_of, today
from hubwright.domain.meetings import meeting_of
from hubwright.ports import Reading


def ask_for_pack(house: House, *, hub: str, actor: Actor, seat: Seat, deed: str, meeting: str, language: str) -> str:
    """Ask for the agenda and papers of a meeting; the id under which the document is found.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who asks; it is issued to them.
        seat: in which they do.
        deed: id of this deed; a repeat gets the first result.
        meeting: its reference.
        language: "en" or "cy".

    Raises:
        NotFound: there is no such meeting for them.
    """
    now = house.now()
    with house.store.work(hub, actor, deed=deed, now=now, command=[meeting, KIND, language]) as work:
        if (first := work.first_result()) is not None:
            return str(first["document"])
        may_write(work)
        asked = Asked("", meeting, actor.id, seat.id, now, language, Wanted(KIND, issued_to=seat.name))
        if _document(house, work, asked) is None:
            raise NotFound("There is no such meeting.")
        id = put_asked(house, work, asked)
        work.commit({"document": id})
        return id


def compose_pack(house: House, *, hub: str, asked: Asked) -> Made:
    """The pack as it is now, for whoever asked."""
    with house.store.reading(hub) as reading:
        if reader_in(reading, asked.user, asked.seat, house.now()) is None:
            return Made(why="seat_ended")
        document = _document(house, reading, asked)
    return Made(document) if document is not None else Made(why="not_seen")


def _document(house: House, reading: Reading, asked: Asked) -> Document | None:
    now = house.now()
    found = reader_in(reading, asked.user, asked.seat, now)
    state = meeting_of(reading.entries(f"meeting:{asked.case}"))
    if found is None or state is None or not state.type:
        return None
    reader, _ = found
    cases = {one.case: case_of(reading.entries(f"case:{one.case}")) for one in state.matters.values()}
    known = {ref: case for ref, case in cases.items() if case is not None}
    view = meeting_view(state, reader, now, known)
    if view is None:
        return None
    packs: Mapping[str, Pack | None] = {
        ref: pack_view(
            case,
            [one for each in case.contacts if (one := contact_of(reading.entries(f"contact:{each}"))) is not None],
            asked.case,
            reader,
            now,
        )
        for ref, case in known.items()
        if view.of_case(ref) is not None
    }
    hub = today(reading.hub_at(state.revision), hub_of(reading.entries(HUB_STREAM)))
    return agenda_pack(
        hub,
        view,
        {ref: pack for ref, pack in packs.items() if pack is not None},
        language=asked.language,
        issued_to=asked.wanted.issued_to,
        made=f"{now:%Y-%m-%dT%H:%MZ}",
    )
