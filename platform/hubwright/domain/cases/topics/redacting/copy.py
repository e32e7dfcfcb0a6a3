"""A redacted copy on a case: what it was made of and for whom, what is left out and why, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import kept
from hubwright.domain.documents.document import Document
from hubwright.domain.documents.proposing import Recipient
from hubwright.domain.documents.reading import document_of
from hubwright.domain.documents.redacting import REASON, Withheld, Wording
from hubwright.domain.protection import NOTHING, Finder

NAME = "redacting"
BEGUN, CHECKING, BACK, CHECKED, MADE = "begun", "checking", "back", "checked", "made"


@dataclass(frozen=True, slots=True)
class Aids:
    """What a deed on a copy rests on beside the case's own stream; whoever does the deed lays it beside the command.

    Args:
        protected: finds what is protected on the case, and who sent its contacts.
        usual: why something is proposed (`documents.proposing.BECAUSE`) to the code of the reason that is usual for it.
        wordings: language to how a copy names the reasons; their codes are those that hold today.
    """

    protected: Finder = NOTHING
    usual: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    @property
    def reasons(self) -> frozenset[str]:
        """The codes of the reasons that hold today."""
        return frozenset(code for wording in self.wordings.values() for code in wording.reasons)


@dataclass(frozen=True, slots=True)
class BeginCopy(TopicCommand):
    """Begin a copy from which something is left out.

    Args:
        record: id of the sealed record that it is made of, or "" where it is made of another document.
        document: that document as whoever begins may see it (`documents.reading.kept`).
        recipient: whom it is for.
    """

    record: str
    document: Mapping[str, Any]
    recipient: Recipient
    aids: Aids = field(default=Aids(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Adds:
    """One more thing to leave out: a piece, a section, or words wherever they stand; with the code of its reason."""

    reason: str
    piece: str = ""
    section: str = ""
    words: str = ""
    shown: str = REASON
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChangeCopy(TopicCommand):
    """Decide about what is proposed, and leave out more.

    Args:
        keeps: id of something that would be left out, to the words why it stays in.
        drops: ids of what stayed in until now and is left out after all.
        reasons, shown: id to another reason, and to another way of showing that it is not there.
        adds: what is left out besides.
    """

    copy: str
    keeps: Mapping[str, str] = field(default_factory=dict)
    drops: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    adds: tuple[Adds, ...] = ()
    aids: Aids = field(default=Aids(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class SendToCheck(TopicCommand):
    """Ask a second person to check a copy."""

    copy: str


@dataclass(frozen=True, slots=True)
class CheckCopy(TopicCommand):
    """A second person has read both: it is right, or goes back with words."""

    copy: str
    right: bool | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class MakeCopy(TopicCommand):
    """Make the copy that was checked; `found`: why, although something in it may have to be kept back."""

    copy: str
    found: str = ""
    aids: Aids = field(default=Aids(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class KeepFrom(TopicCommand):
    """Write down what somebody must not learn; it is looked for in everything that is made for them.

    Args:
        subject: id of the person in the case, or "" for somebody who is named in `name`.
        what: the words that must not reach them.
        why: and who said so.
    """

    what: str
    why: str
    subject: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class EndKeepFrom(TopicCommand):
    """Say that they may learn it, and why."""

    kept: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that is left out, or was proposed and stays.

    Args:
        withheld: what, and how it shows.
        because: why it was proposed, of `documents.proposing.BECAUSE`; "" where a person added it.
        of: whose it is, by id.
        sure: of words that were found: they stand there as they were given.
        why: what the person said who added it, or who let it stay.
        stays: it is not left out.
        by: who last decided about it; "" as long as nobody did.
    """

    withheld: Withheld
    because: str = ""
    of: str = ""
    sure: bool = True
    why: str = ""
    stays: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy.

    Args:
        id: within the case ("k1").
        record, version: of the sealed record that it is made of; "" and 0 where it is made of something else.
        recipient: whom it is for.
        pathways: strands that it says something of; who does not read them all does not see it.
        content: the whole document, with the marks of what its pieces hold.
        choices: in the order in which they were proposed or added.
        state: "begun", "checking", "back", "checked" or "made".
        by, user, at: who made it what it is, and when.
        hands: ids of everybody who decided what is left out; none of them checks it.
        checked: who and when and their words, or None.
        made: the copy itself as JSON once it is made, else None; `digest` is its SHA-256.
        number: of the entry that last changed it.
    """

    id: str
    record: str
    version: int
    recipient: Recipient
    pathways: tuple[str, ...]
    content: Mapping[str, Any]
    choices: tuple[Choice, ...]
    state: str
    by: str
    user: str
    at: datetime
    number: int
    hands: frozenset[str] = frozenset()
    checked: Mapping[str, Any] | None = None
    made: Mapping[str, Any] | None = None
    digest: str = ""

    @property
    def document(self) -> Document:
        """The whole document."""
        return document_of(self.content)

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """What is left out."""
        return tuple(one.withheld for one in self.choices if not one.stays)


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that somebody must not learn."""

    id: str
    subject: str
    name: str
    what: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Redacting:
    """What a case holds of it: copies, and what somebody must not learn, both by id; `last` of each ever given."""

    copies: Mapping[str, Copy] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    last_kept: str = "n0"


def redacting_of(state: CaseState) -> Redacting:
    """What a case holds of copies; of a case cut down to a reader, what they may see of it."""
    found: Redacting = kept(state, NAME, Redacting())
    return found


def copies_of(state: CaseState) -> Mapping[str, Copy]:
    """The copies of a case by id, the earliest first."""
    return redacting_of(state).copies


def not_told(state: CaseState, subject: str, name: str = "") -> tuple[Kept, ...]:
    """What a person must not learn: somebody of the case by id, or somebody else by name."""
    wanted = name.strip().casefold()
    return tuple(
        one
        for one in redacting_of(state).kept.values()
        if (subject and one.subject == subject) or (not one.subject and wanted and one.name.casefold() == wanted)
    )
