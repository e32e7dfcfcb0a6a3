"""Reading answers that may be damaged or hostile: whatever comes in, an answer comes out."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.answers.answer import NOT_ANSWERED, STATES, Answer, State


def read_answer(document: object) -> Answer:
    """The answer in a piece of JSON; *not answered* where there is none to be read.

    Args:
        document: what `Answer.document` makes, or anything else at all.
    """
    if isinstance(document, Answer):
        return document
    # Nearly every answer is a plain dict, which is known at once; to ask whether it is some Mapping takes longer.
    if type(document) is not dict and not isinstance(document, Mapping):
        return NOT_ANSWERED
    state = document.get("state")
    if not isinstance(state, str) or state not in STATES:
        return NOT_ANSWERED
    at = document.get("at")
    return Answer(
        state=State(state),
        value=document.get("value"),
        note=_text(document.get("note")),
        by=_text(document.get("by")),
        at=at if isinstance(at, str) else None,
    )


def read_row(document: object) -> dict[str, Answer]:
    """The answers of one row, by question id; empty where the row cannot be read."""
    if not isinstance(document, Mapping):
        return {}
    return {id: read_answer(answer) for id, answer in document.items() if isinstance(id, str)}


def read_rows(value: object) -> list[dict[str, Answer]]:
    """The rows in the value of a "people" or "rows" answer; empty where it is not a list."""
    return [read_row(row) for row in value] if isinstance(value, list | tuple) else []


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""
