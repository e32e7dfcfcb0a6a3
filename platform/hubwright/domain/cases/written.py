"""How moments, people, answers and clocks are written into an entry's body, and read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from hubwright.domain.answers.answer import Answer
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import ClockState, LinkedContact


def moment(at: datetime) -> str:
    """An instant as ISO 8601 in UTC."""
    return at.astimezone(UTC).isoformat()


def instant(text: str) -> datetime:
    """The instant written by `moment`."""
    return datetime.fromisoformat(text).astimezone(UTC)


def person(subject: Subject) -> dict[str, Any]:
    """A subject as JSON, empty parts left out."""
    parts: dict[str, Any] = {"id": subject.id, "name": subject.name, "pathways": list(subject.pathways)}
    for key in ("born", "expected", "address"):
        if (value := getattr(subject, key)) is not None:
            parts[key] = dict(value)
    if subject.unborn:
        parts["unborn"] = True
    if subject.role:
        parts["role"] = subject.role
    if subject.known:
        parts["known"] = dict(subject.known)
    return parts


def subject_of(parts: Mapping[str, Any]) -> Subject:
    """The subject written by `person`."""
    return Subject(
        id=parts["id"],
        name=parts["name"],
        born=parts.get("born"),
        unborn=parts.get("unborn", False),
        expected=parts.get("expected"),
        pathways=tuple(parts["pathways"]),
        address=parts.get("address"),
        role=parts.get("role", ""),
        known=parts.get("known", {}),
    )


def answers_written(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Answers as JSON, by question id."""
    return {id: answer.document() for id, answer in answers.items()}


def clock_of(parts: Mapping[str, Any]) -> ClockState:
    """A clock that an entry started."""
    return ClockState(
        id=parts["id"],
        rule=parts["rule"],
        starts=instant(parts["starts"]),
        due=instant(parts["due"]),
        steps=tuple(parts["steps"]),
        pathway=parts.get("pathway"),
        calendar=parts.get("calendar"),
        counted=parts.get("counted", True),
        warns=instant(parts["warns"]) if "warns" in parts else None,
    )


def linked(contact: LinkedContact) -> dict[str, Any]:
    """A contact as an entry of the case that works on it writes it."""
    return {
        "ref": contact.ref,
        "kind": contact.kind,
        "source": contact.source,
        "received": moment(contact.received),
        "can_be_told": contact.can_be_told,
        "by_email": contact.by_email,
        "by_text": contact.by_text,
        "not_by": list(contact.not_by),
        "acknowledged": contact.acknowledged,
        "told": contact.told,
    }


def linked_of(parts: Mapping[str, Any], number: int) -> LinkedContact:
    """The contact written by `linked`, arrived with the entry of this number."""
    return LinkedContact(
        ref=parts["ref"],
        kind=parts["kind"],
        source=parts["source"],
        received=instant(parts["received"]),
        arrived=number,
        can_be_told=parts["can_be_told"],
        by_email=parts["by_email"],
        by_text=parts.get("by_text", False),
        not_by=tuple(parts["not_by"]),
        acknowledged=parts.get("acknowledged", False),
        told=parts.get("told", False),
    )
