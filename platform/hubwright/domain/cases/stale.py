"""Whether what happened since a page was drawn touches what the deed on it reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hubwright.domain.cases import commands
from hubwright.domain.cases.commands import Command
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.topics import READS as OF_TOPICS

_PEOPLE = frozenset({"case.person_added", "case.corrected", "case.contact_added_to"})
_WHOLE = _PEOPLE | {"case.rated", "case.return_recorded", "case.decided", "case.route_answered", "case.acted_now"}
_STANDING = frozenset({"case.closed", "case.reopened"})
_SAID = frozenset({"case.noted", "case.contact_added_to"})

# What each deed reads. A deed that is not listed adds to the record and reads nothing that could mislead:
# a note, a return or immediate action is never turned back. (What a page did not show yet is not counted as read by
# `Rate`, `Read` and `ActNow`: they carry the number that their page was drawn from.)
READS: Mapping[type, frozenset[str]] = {
    commands.Rate: _PEOPLE | _STANDING | {"case.rated", "case.acted_now"},
    commands.AnswerLowering: _STANDING | {"case.rated", "case.lowering_answered"},
    commands.Ask: _PEOPLE | _STANDING | {"case.rated", "case.agencies_asked"},
    commands.Decide: _WHOLE | _STANDING | _SAID,
    commands.DecideTogether: _WHOLE | _STANDING | _SAID,
    commands.AnswerRoute: frozenset({"case.decided", "case.route_answered"}),
    commands.Tell: frozenset({"case.decided", "case.referrer_told", "case.route_answered", "case.acted_now"}),
    commands.Close: _WHOLE | _STANDING | _SAID | {"case.agencies_asked", "case.referrer_told"},
    commands.Reopen: _STANDING,
    commands.Assign: frozenset({"case.assigned"}),
    commands.AddPerson: frozenset({"case.person_added"}),
    commands.Correct: frozenset({"case.corrected"}),
    **OF_TOPICS,
}


def touching(command: Command, since: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries made since a page was drawn that touch what its deed reads.

    Args:
        command: the deed about to be done.
        since: the stream's entries after the number the page was drawn from.
    """
    reads = READS.get(type(command), frozenset())
    return tuple(entry for entry in since if entry.type in reads)
