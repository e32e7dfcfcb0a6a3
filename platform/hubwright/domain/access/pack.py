"""What somebody who is invited to a meeting is given beforehand: of each case what they need to speak about it.

Whoever reads a case finds it on the case. A partner finds who it is about, why it is on the agenda, what their own
agency was asked and said, what others let out to them, and what to mind. No address that is protected, no referrer,
and nothing of the case beyond that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from hubwright.domain.access.keeping_back import Sight, sight_of
from hubwright.domain.access.meetings import is_invited, reads_case
from hubwright.domain.access.reader import Reader
from hubwright.domain.access.views import check_view
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState, CheckState, ContactState
from hubwright.domain.cases.topics.items import Item, items_of, may_leave, releases_of
from hubwright.domain.cases.topics.marking import Marker, markers_about
from hubwright.domain.cases.topics.minuting.state import meetings_of


@dataclass(frozen=True, slots=True)
class Pack:
    """A case as one who is invited finds it in their pack.

    Args:
        people: with name, age and strands; without protected addresses or numbers.
        why: what the hub is worried about, without the words that are kept back; "" for a partner whom nobody has told.
        checks: what their own agency was asked, with its own answers.
        items: pieces of information that are their agency's own, or were released to it.
        markers: what to mind, for workers.
        reads: they read the case itself, and find the rest there.
    """

    case_ref: str
    revision: str
    pathways: tuple[str, ...]
    people: tuple[Subject, ...]
    why: tuple[str, ...]
    checks: tuple[CheckState, ...]
    items: tuple[Item, ...]
    markers: tuple[Marker, ...]
    reads: bool


def pack_view(
    state: CaseState, contacts: Iterable[ContactState], meeting: str, reader: Reader, now: datetime
) -> Pack | None:
    """What this reader is given of a case for a meeting, or None where they are given nothing.

    Args:
        state: the case, whole, as it stands today.
        contacts: of the case, whole, so that what names the referrer is taken out.
        meeting: the meeting's reference.
        reader: with today's grants.
        now: UTC.
    """
    at = meetings_of(state).get(meeting)
    if at is None or not reader.seated(now):
        return None
    reads = reads_case(state, reader, now)
    if not (reads or is_invited(state, meeting, reader, now)):
        return None
    permission = "case.read" if reads else "meeting.attend"
    seen = frozenset(one for one in at.pathways if reader.may(permission, one))
    if not seen:
        return None
    known = tuple(contacts)
    seeing = sight_of(reader, seen, state, known, state.subjects.values())
    people = tuple(
        replace(seeing.subject(one), known={}) for one in state.subjects.values() if seen & set(one.pathways)
    )
    views = (check_view(state, one.ask, reader, now, known) for one in state.checks.values())
    checks = tuple(one.check for one in views if one is not None and one.check.agency == reader.agency)
    about = markers_about(state, *(one.id for one in people))
    return Pack(
        case_ref=state.ref,
        revision=state.revision,
        pathways=tuple(one for one in at.pathways if one in seen),
        people=people,
        why=_why(state, seen, seeing, checks, reads=reads),
        checks=checks,
        items=tuple(
            replace(one, text=seeing.text(one.text), source=seeing.text(one.source), searcher="")
            for one in items_of(state)
            if one.pathway in seen and _let_out_to(state, one, reader)
        ),
        markers=tuple(replace(one, source=seeing.text(one.source), note=seeing.text(one.note)) for one in about),
        reads=reads,
    )


def _why(
    state: CaseState, seen: frozenset[str], seeing: Sight, checks: Iterable[CheckState], *, reads: bool
) -> tuple[str, ...]:
    """What the hub is worried about: what it wrote to the agency, or why it was rated as it is.

    The referrer's own words say who they are more often than not, so they are for who may know that.
    """
    words = [state.what] if reads and seeing.identity and seeing.shown("contacts") else []
    words += [one.shared for one in checks]
    words += [one.reason for one in map(state.rating, sorted(seen)) if one is not None]
    return tuple(dict.fromkeys(seeing.text(one) for one in words if one.strip()))


def _let_out_to(state: CaseState, item: Item, reader: Reader) -> bool:
    """Whether a piece is the reader's agency's own, or may go to it, at a level that they see."""
    return (
        reader.agency is not None
        and reader.sees(item.sensitivity, item.owner)
        and may_leave(item, reader.agency, releases_of(state, item.id))
    )
