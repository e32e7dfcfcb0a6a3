"""What is protected on a case, gathered from its people, its contacts and what workers added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.protecting_words import protecting_of
from hubwright.domain.protection.finding import Finder, Hit, finder
from hubwright.domain.protection.known import Known, known_identity, known_in, known_place


def of_contacts(contacts: Iterable[ContactState]) -> Iterator[Known]:
    """Protected addresses and numbers in answers, whenever they were given."""
    for contact in contacts:
        yield from known_in(contact.answers)
        yield from known_in(contact.hidden)
        for addition in contact.additions:
            yield from known_in(addition["answers"])


def of_subject(subject: Subject) -> Iterator[Known]:
    """What is protected of one person."""
    yield from known_in([subject.address, subject.known])


def of_referrers(contacts: Iterable[ContactState], subjects: Iterable[Subject]) -> Iterator[Known]:
    """Who sent the contacts: names, numbers, addresses."""
    others = [one.name for one in subjects]
    for contact in contacts:
        yield from known_identity(contact.referrer, others)


def of_places(state: CaseState) -> Iterator[Known]:
    """What workers said must not be given away."""
    for place in protecting_of(state).places.values():
        yield from known_place(place.text)


def looking(state: CaseState, contacts: Sequence[ContactState]) -> Finder:
    """What finds everything that is protected on a case, for the last look before something leaves.

    Args:
        state: the case, whole.
        contacts: its contacts, whole.
    """
    subjects = tuple(state.subjects.values())
    known = [
        *(one for subject in subjects for one in of_subject(subject)),
        *of_contacts(contacts),
        *of_referrers(contacts, subjects),
        *of_places(state),
    ]
    return finder(known, protecting_of(state).cleared)


def newly_found(
    state: CaseState, contacts: Sequence[ContactState], entries: Iterable[Entry], facts: Sequence[Fact]
) -> list[Hit]:
    """Hits in every free text of facts that are about to be recorded.

    Where the facts themselves protect something more, what was written before is looked through again for that.

    Args:
        state: the case as it stood before, whole.
        contacts: its contacts, whole.
        entries: of the case's stream until now.
        facts: what a deed is about to add.
    """
    bodies = [one.body for one in facts]
    more = [*known_in(bodies), *(one for body in bodies for one in known_place(str(body.get("place_text", ""))))]
    before = looking(state, contacts)
    cleared = protecting_of(state).cleared
    hits = _hits(bodies, finder((*before.known, *more), cleared) if more else before)
    if more:
        earlier: list[Any] = [one.body for one in entries if one.destroyed is None]
        for contact in contacts:
            earlier += [contact.answers, contact.hidden, contact.what, list(contact.additions)]
        hits += _hits(earlier, finder(more, cleared))
    return hits


def hits_of_contact(state: CaseState, contact: ContactState) -> list[Hit]:
    """Hits in a contact that has just arrived, or been added to."""
    written = [contact.answers, contact.hidden, contact.what, contact.view_of_risk, list(contact.additions)]
    return _hits(written, looking(state, (contact,)))


def _hits(bodies: Iterable[Any], finds: Finder) -> list[Hit]:
    return [hit for body in bodies for text in _free(body) for hit in finds.find(text)] if finds else []


def _free(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        if value.get("protected") is True:
            return
        for key, part in value.items():
            if key not in _NOT_FREE:
                yield from _free(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _free(part)


# Where the protected things themselves stand, and what holds no words of anybody.
_NOT_FREE = frozenset({"referrer", "call", "steps", "clocks", "id", "ref", "contact", "pathway", "found", "place_text"})
