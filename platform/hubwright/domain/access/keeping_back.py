"""What is kept back from a reader, and words that would give it away inside what they may read.

A thing kept back is left out, never blacked out. In free text the referrer's name and numbers, and a protected address,
are looked for however somebody wrote them (`domain.protection`) and taken out, until a person says that they are
something else. A person who is described, and not named, is not found; so protection never rests on free text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hubwright.domain.access.reader import Reader, shows
from hubwright.domain.answers.protected import is_protected
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.moving import TRACES, moved_of
from hubwright.domain.cases.topics.protecting_words import protecting_of
from hubwright.domain.protection import NOTHING, Finder, Known, finder
from hubwright.domain.protection.of_case import of_contacts, of_places, of_referrers, of_subject

# Stands where a protected address or number would be; who may see it is named by the policy, not guessed by a view.
WITHHELD: Mapping[str, Any] = {"withheld": True}


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader may see of one case.

    Args:
        seen: the strands they read.
        identity: they may know who the referrer is.
        hidden: they may see what was typed and then hidden.
        protected: they may see protected addresses in every strand of the case, and so anywhere on it.
        words: finds what is taken out of free text for them.
        moved: numbers of entries whose content stood on this case by mistake, and which they may not trace.
    """

    reader: Reader
    seen: frozenset[str]
    identity: bool
    hidden: bool
    protected: bool
    words: Finder = NOTHING
    moved: frozenset[int] = frozenset()

    def may(self, permission: str, pathway: str | None = None) -> bool:
        """Whether they hold a permission, for that strand where one is named."""
        return self.reader.may(permission, pathway)

    def sees(self, sensitivity: str, owner: str) -> bool:
        """Whether they see what an agency keeps at this level."""
        return self.reader.sees(sensitivity, owner)

    def shown(self, section: str) -> bool:
        """Whether this part of the case is shown to them in every strand that they read."""
        return self.reader.may_all(shows(section), self.seen)

    def text(self, text: str) -> str:
        """Free text without the words that are kept back."""
        return self.words.masked(text)

    def within(self, value: Any) -> Any:
        """JSON without the words that are kept back, at any depth; protected addresses and numbers are left out."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            if is_protected(value) and not self.protected:
                return WITHHELD
            return {key: self.within(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self.within(part) for part in value)
        return value

    def subject(self, subject: Subject) -> Subject:
        """A person with the strands that are seen, and without an address that is kept back."""
        address = WITHHELD if self._kept_back(subject.address, subject) else subject.address
        pathways = tuple(pathway for pathway in subject.pathways if pathway in self.seen)
        return Subject(
            id=subject.id,
            name=subject.name,
            born=subject.born,
            unborn=subject.unborn,
            expected=subject.expected,
            pathways=pathways,
            address=address,
            role=self.text(subject.role),
            known={key: WITHHELD if self._kept_back(value, subject) else value for key, value in subject.known.items()},
        )

    def _kept_back(self, value: Any, subject: Subject) -> bool:
        """Whether this is protected, and the reader may not see what is protected of this person."""
        return is_protected(value) and not self.reader.may_all("protected.read", subject.pathways)


def sight(
    reader: Reader, state: CaseState, contacts: Sequence[ContactState], subjects: Iterable[Subject]
) -> Sight | None:
    """What this reader may see of a case, or None where they read no strand of it.

    Args:
        reader: with today's grants.
        state: the case as it stands today.
        contacts: its contacts, whole.
        subjects: everybody it has ever been about, as they stood at each time, for the addresses to keep back.
    """
    seen = frozenset(pathway for pathway in state.pathways if reader.may("case.read", pathway))
    return sight_of(reader, seen, state, contacts, subjects) if seen else None


def _traces(reader: Reader, state: CaseState) -> bool:
    return all(reader.may_all(permission, state.pathways) for permission in TRACES)


def sight_of(
    reader: Reader,
    seen: frozenset[str],
    state: CaseState,
    contacts: Sequence[ContactState],
    subjects: Iterable[Subject],
) -> Sight:
    """What this reader may see of those strands that somebody has found they may see; the rest is as for `sight`."""
    identity = reader.may_any("referrer.identity", seen)
    protected = reader.may_all("protected.read", state.pathways)
    people = tuple(subjects)
    known: list[Known] = []
    if not identity:
        known += of_referrers(contacts, people)
    if not protected:
        known += [*of_contacts(contacts), *of_places(state)]
    for subject in people:
        if not reader.may_all("protected.read", subject.pathways):
            known += of_subject(subject)
    return Sight(
        reader=reader,
        moved=frozenset() if _traces(reader, state) else frozenset(moved_of(state)),
        seen=seen,
        identity=identity,
        hidden=reader.may_any("hidden_answers.read", seen),
        protected=protected,
        words=finder(known, protecting_of(state).cleared) if known else NOTHING,
    )
