"""Reviews on record: by somebody else, with an answer for each finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.written import instant, moment
from hubwright.domain.errors import Broken, Refusal

STREAM = "review"
CURRENT: Mapping[str, int] = {"review.made": 1}
# (type, version) to the function that makes the body of version + 1; never deleted (law 3).
LIFTS: Mapping[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}

ANSWERS = ("needed", "asked", "raised")
"""It was needed for the work; the person has been asked; it was raised with whoever must know."""
_LONGEST = 4000
_MOST = 200


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found of one person's reads of one case.

    Args:
        until: the latest read that was looked at, UTC.
    """

    user: str
    case: str
    answer: str
    note: str
    until: datetime


def review(found: Sequence[Reviewed], context: Context) -> list[Fact]:
    """Put a review on record.

    Raises:
        Refusal: the actor may not, looks at their own reads, or something is missing; nothing is on record.
    """
    context.require("audit.review")
    if not found:
        raise Refusal(
            why="Nothing was chosen.", do="Choose an answer for at least one of the reads shown.", code="nothing_chosen"
        )
    if any(one.user == context.actor.id for one in found):
        raise Refusal(why="These are your own reads.", do="Leave them to somebody else who reviews.", code="own_reads")
    wrong = dict(_wrong(found, context))
    if wrong:
        raise Refusal(
            why="This review is not complete.",
            do="Put right what is marked; everything else is kept.",
            code="review_incomplete",
            fields=tuple(wrong.items()),
        )
    parts = [
        {"user": one.user, "case": one.case, "answer": one.answer, "note": one.note.strip(), "until": moment(one.until)}
        for one in found
    ]
    ref = next(context.ids)
    body = {"review": ref, "found": parts}
    return [Fact(f"{STREAM}:{ref}", "review.made", CURRENT["review.made"], body, context.now, context.now)]


def _wrong(found: Sequence[Reviewed], context: Context) -> Iterable[tuple[str, str]]:
    if len(found) > _MOST or len({(one.user, one.case) for one in found}) < len(found):
        yield "answer", "Answer each of the reads shown once."
    for one in found:
        here = f"{one.user}/{one.case}"
        if one.answer not in ANSWERS:
            yield f"answer:{here}", "Choose one of those shown."
        if one.answer != "needed" and not one.note.strip():
            yield f"note:{here}", "Say what was asked or raised, and with whom."
        if len(one.note) > _LONGEST:
            yield f"note:{here}", "Write less."
        if one.until > context.now:
            yield f"answer:{here}", "Look at the reads again."


def review_of(entries: Iterable[Entry]) -> tuple[Entry, tuple[Reviewed, ...]] | None:
    """The entry of a review and what was found, nothing of it where its words were lawfully destroyed; None for an
    empty stream.

    Raises:
        Broken: the stream holds something else.
    """
    current = [lifted(one, current=CURRENT, lifts=LIFTS) for one in entries]
    if not current:
        return None
    if len(current) > 1:
        raise Broken(f"Entry {current[1].number} of {current[1].stream} is more than a review.")
    (entry,) = current
    if entry.destroyed is not None:
        return entry, ()
    found = tuple(
        Reviewed(one["user"], one["case"], one["answer"], one["note"], instant(one["until"]))
        for one in entry.body["found"]
    )
    return entry, found


def project_review(entries: Sequence[Entry]) -> Mapping[str, list[dict[str, Any]]]:
    """A row for each finding of a review."""
    made = review_of(entries)
    if made is None:
        return {}
    entry, found = made
    return {
        "review_row": [
            {
                "review": entry.stream.partition(":")[2],
                "stream": entry.stream,
                "user_id": one.user,
                "case_ref": one.case,
                "answer": one.answer,
                "note": one.note,
                "by_user": entry.actor,
                "by_name": entry.actor_name,
                "at": entry.recorded,
                "until": one.until,
            }
            for one in found
        ]
    }
