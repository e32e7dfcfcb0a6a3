"""What is kept back from a reader, and words that would give it away inside what they may read.

A thing kept back is left out, never blacked out. In free text the referrer's name and numbers, and the lines of a
protected address, are taken out where they stand as they were given. That catches the plain case, not a person who is
described; so free text is never the place where protection rests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.access.reader import Reader
from hubwright.domain.answers.protected import is_protected, pattern, protected_words, taken_out, texts
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import ContactState

# Stands where a protected address or number would be; who may see it is named by the policy, not guessed by a view.
WITHHELD: Mapping[str, Any] = {"withheld": True}

_IDENTITY = ("name", "email", "telephone", "address")


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader may see of one case.

    Args:
        seen: the strands they read.
        identity: they may know who the referrer is.
        hidden: they may see what was typed and then hidden.
        protected: they may see protected addresses in every strand of the case, and so anywhere on it.
        words: what is taken out of free text for them.
    """

    reader: Reader
    seen: frozenset[str]
    identity: bool
    hidden: bool
    protected: bool
    words: re.Pattern[str] | None = None

    def may(self, permission: str, pathway: str | None = None) -> bool:
        """Whether they hold a permission, for that strand where one is named."""
        return self.reader.may(permission, pathway)

    def sees(self, sensitivity: str, owner: str) -> bool:
        """Whether they see what an agency keeps at this level."""
        return self.reader.sees(sensitivity, owner)

    def text(self, text: str) -> str:
        """Free text without the words that are kept back."""
        return taken_out(self.words, text)

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
    reader: Reader, pathways: Iterable[str], contacts: Iterable[ContactState], subjects: Iterable[Subject]
) -> Sight | None:
    """What this reader may see of a case, or None where they read no strand of it.

    Args:
        reader: with today's grants.
        pathways: the strands of the case.
        contacts: its contacts, whole.
        subjects: everybody it has ever been about, as they stood at each time, for the addresses to keep back.
    """
    strands = tuple(pathways)
    seen = frozenset(pathway for pathway in strands if reader.may("case.read", pathway))
    return sight_of(reader, seen, strands, contacts, subjects) if seen else None


def sight_of(
    reader: Reader,
    seen: frozenset[str],
    pathways: Iterable[str],
    contacts: Iterable[ContactState],
    subjects: Iterable[Subject],
) -> Sight:
    """What this reader may see of those strands that somebody has found they may see; the rest is as for `sight`."""
    strands = tuple(pathways)
    identity = reader.may_any("referrer.identity", seen)
    protected = reader.may_all("protected.read", strands)
    words: set[str] = set()
    for contact in contacts:
        if not identity:
            words |= _identity_words(contact.referrer)
        if not protected:
            answers = [contact.answers, contact.hidden, *(one["answers"] for one in contact.additions)]
            words |= {word for answer in answers for word in protected_words(answer)}
    for subject in subjects:
        if not reader.may_all("protected.read", subject.pathways):
            words |= set(protected_words([subject.address, subject.known]))
    return Sight(
        reader=reader,
        seen=seen,
        identity=identity,
        hidden=reader.may_any("hidden_answers.read", seen),
        protected=protected,
        words=pattern(words),
    )


def _identity_words(referrer: Mapping[str, Any]) -> set[str]:
    return {word for key in _IDENTITY for word in texts(referrer.get(key))}
