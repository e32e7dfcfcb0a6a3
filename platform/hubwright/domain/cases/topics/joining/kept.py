"""What is asked when cases are joined, and what a case keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import kept

NAME = "joining"


@dataclass(frozen=True, slots=True)
class JoinTo(TopicCommand):
    """Join this case's contacts to a case that is open already. A deed on both cases: see `join`.

    Args:
        case: reference of the open case.
        why: why it is about the same.
        same: for each person of this case, the id of the same person there, or "" for somebody who is added there.
        drawn_from: as for `commands.Read`.
    """

    case: str
    why: str
    same: Mapping[str, str] = field(default_factory=dict)
    drawn_from: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerOffer(TopicCommand):
    """The worker of the case, or who manages them, takes the new contact on, or gives it back with a reason."""

    contact: str
    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A contact that was joined, as it is offered to the worker of the case.

    Args:
        came_from: the case that it opened.
        people: who it was about there, to who that is here.
        accepted: True once somebody has it; None or False (given back) until then, and the hub owns it.
    """

    contact: str
    came_from: str
    why: str
    by: str
    at: datetime
    people: Mapping[str, str]
    accepted: bool | None = None
    answered_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Joining:
    """What a case keeps of joinings.

    Args:
        offers: contacts that were joined to it, by reference.
        to: the case that its own contacts were joined to, or "".
        contacts: which those were.
        why: of the joining to another case.
    """

    offers: Mapping[str, Offer] = field(default_factory=dict)
    to: str = ""
    contacts: tuple[str, ...] = ()
    why: str = ""


def joining_of(state: CaseState) -> Joining:
    """What a case keeps of joinings."""
    found: Joining = kept(state, NAME, Joining())
    return found


def open_offers(state: CaseState) -> tuple[Offer, ...]:
    """The joined contacts that nobody has taken on yet: the hub owns them."""
    return tuple(one for one in joining_of(state).offers.values() if not one.accepted)
