"""Refusals that the deeds on meetings share, and who may do them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from hubwright.domain.cases.context import Context
from hubwright.domain.definitions.drawn.meetings import STRATEGY, MeetingType
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings.state import MeetingState

LONGEST = 500
"""Characters of a name, place or title; a reason may have ten times as many."""

# A minute or two pass while a form is filled in; a year ahead is a slip of the keyboard.
_LATE = timedelta(minutes=10)
_FAR = timedelta(days=366)


def incomplete(wrong: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
    """Stop where anything is wrong, and say all of it at once.

    Raises:
        Refusal: with each field.
    """
    found = dict(wrong)
    if found:
        raise Refusal(
            why="This is not complete.",
            do="Put right what is marked; everything else is kept.",
            code="meeting_incomplete",
            fields=tuple(found.items()),
        )


def not_open(state: MeetingState) -> None:
    """Stop where a meeting is over.

    Raises:
        Refusal: it has ended or is cancelled.
    """
    if state.ended is not None or state.cancelled is not None:
        raise Refusal(
            why="This meeting is over.",
            do="Call another. What is still to be said of a case can be noted on the case.",
            code="meeting_over",
        )


def runs(context: Context) -> None:
    """Stop unless whoever acts may run a meeting: call it, or take its minutes.

    Raises:
        Refusal: they may not.
    """
    if not context.authority.may("meeting.minute"):
        context.require("meeting.call")


def starts_it(context: Context, stands_for: str) -> None:
    """Stop unless whoever acts may call or begin this; a strategy discussion, whoever may act at once too (law 8).

    Raises:
        Refusal: they may not.
    """
    if stands_for != STRATEGY or not context.authority.may("case.act_now"):
        context.require("meeting.call")


def type_of(id: str, context: Context) -> MeetingType | None:
    """The type of meeting of that id, or None where the hub has it no longer."""
    return next((one for one in context.hub.meeting_types if one.id == id), None)


def wrong_time(at: datetime, context: Context, *, field: str = "starts") -> Iterable[tuple[str, str]]:
    """What is wrong with the time of something that is still to come."""
    if at < context.now - _LATE:
        yield field, "Choose a time that is still to come."
    elif at > context.now + _FAR:
        yield field, "Choose a time within a year."


def wrong_words(**words: str) -> Iterable[tuple[str, str]]:
    """Which of these are too long for a name or a place."""
    for field, text in words.items():
        if len(text) > (10 * LONGEST if field == "reason" else LONGEST):
            yield field, "Write less here."
