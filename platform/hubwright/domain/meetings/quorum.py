"""Whether enough of those are there whom a type of meeting asks for, and who is missing. It never stops a meeting.

Working Together to Safeguard Children asks for children's social care, the police and health at a strategy discussion;
Sandwell asks for the same three of its meeting (S:1439-1441). Whoever takes part from afar counts as there (S:1041).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hubwright.domain.definitions.drawn.meetings import MeetingType, QuorumPart
from hubwright.domain.meetings.state import THERE, Attender


def missing(type: MeetingType, people: Iterable[Attender], at: datetime) -> tuple[QuorumPart, ...]:
    """The parts of a quorum for which nobody takes part at an instant.

    Args:
        type: of the meeting.
        people: of the meeting; who came later than `at`, or had left, is not there for it.
        at: UTC.
    """
    there = [one for one in people if there_at(one, at)]
    return tuple(part for part in type.quorum if not any(fills(one, part) for one in there))


def there_at(person: Attender, at: datetime) -> bool:
    """Whether somebody took part at an instant (UTC)."""
    return (
        person.state in THERE
        and (person.came is None or person.came <= at)
        and (person.left is None or at < person.left)
    )


def fills(person: Attender, part: QuorumPart) -> bool:
    """Whether somebody is one of those whom a part asks for."""
    return (
        (not part.agencies or person.agency in part.agencies)
        and (not part.roles or bool(set(part.roles) & set(person.roles)))
        and (part.qualification is None or part.qualification in person.qualifications)
    )


def written(type: MeetingType, people: Iterable[Attender], at: datetime) -> dict[str, Any]:
    """The quorum at an instant as an entry writes it: `met`, and what is missing by agencies, roles, qualification."""
    lacking = missing(type, people, at)
    return {"met": not lacking, "missing": [_part(one) for one in lacking]}


def _part(part: QuorumPart) -> dict[str, Any]:
    return {
        "agencies": list(part.agencies),
        "roles": list(part.roles),
        "qualification": part.qualification,
        "law": part.law,
    }
