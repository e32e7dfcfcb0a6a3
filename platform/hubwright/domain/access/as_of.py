"""A case as it was known at a time, shown to whoever may see it today.

What may be seen is decided by today's record: an address that was protected later is kept back then as well, and a
case that somebody may no longer know of has no past for them either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hubwright.domain.access.keeping_back import sight
from hubwright.domain.access.reader import Reader
from hubwright.domain.access.record import Line, record
from hubwright.domain.access.views import CaseView, case_view, view_through
from hubwright.domain.answers.protected import is_protected
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.definitions.form import Form


def as_of_view(
    entries: Sequence[Entry],
    contacts: Iterable[Sequence[Entry]],
    forms: Mapping[tuple[str, int], Form],
    reader: Reader,
    now: datetime,
    at: datetime,
) -> tuple[CaseView, tuple[Line, ...]] | None:
    """The case as its record stood at a time, and the lines of the record until then; None where there is nothing.

    Args:
        entries: of the case's stream, all of them.
        contacts: the entries of each contact of the case, all of them.
        forms: the forms that they were written in.
        reader: with today's grants.
        now: UTC.
        at: UTC; what was recorded by then counts, whenever it happened.
    """
    state = case_of(entries)
    then = case_of([entry for entry in entries if entry.recorded <= at])
    streams = [list(stream) for stream in contacts]
    today = [one for one in map(contact_of, streams) if one is not None]
    if state is None or then is None or case_view(state, today, forms, reader, now) is None:
        return None
    subjects = [*_as_protected_as(then, state), *state.subjects.values()]
    seeing = sight(reader, state, today, subjects)
    if seeing is None or not seeing.seen & set(then.pathways):
        return None
    before = replace(then, subjects={one.id: one for one in _as_protected_as(then, state)})
    shown = view_through(before, _contacts_then(today, streams, at), forms, seeing)
    lines = [line for line in record(entries, today, reader, now) if line.number <= then.head]
    known = [replace(line, corrected_by=tuple(one for one in line.corrected_by if one <= then.head)) for line in lines]
    return shown, tuple(known)


def _as_protected_as(then: CaseState, today: CaseState) -> list[Subject]:
    """The people of then, with every address of somebody whose address is protected today protected as well."""
    protected = {one.id for one in today.subjects.values() if is_protected(one.address)}
    return [
        replace(one, address={**one.address, "protected": True}) if one.address and one.id in protected else one
        for one in then.subjects.values()
    ]


def _contacts_then(
    today: Iterable[ContactState], streams: Iterable[Sequence[Entry]], at: datetime
) -> Iterable[ContactState]:
    """The contacts that had arrived by then, without what was added or told later."""
    arrived = {
        one.ref: one for stream in streams if (one := contact_of([each for each in stream if each.recorded <= at]))
    }
    for contact in today:
        if (then := arrived.get(contact.ref)) is not None:
            yield replace(
                contact,
                additions=contact.additions[: len(then.additions)],
                telling=contact.telling[: len(then.telling)],
                acknowledged=then.acknowledged,
                told=then.told,
                head=then.head,
            )
