"""Agencies, roles and deciders, as a hub draws them."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.definitions.drawn.asking import Body
from hubwright.domain.definitions.drawn.auditing import TimeBox
from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation's part in the hub.

    Args:
        mode: "co_located", "virtual", "part_time", "on_call", "weekly", "sessional", "single_contact" or "rotational".
        fte: full-time equivalents as a decimal string, or None where nobody has said.
        fte_planned: those it is to have ("increasing to 15"), likewise; today's hold until then.
        calendar: the calendar of its own hours, or None for the hub's; its returns are counted in it.
        by_telephone: the calendar of the hours in which it answers by telephone though nobody of it is in the room, or
            None.
        bodies: parts of it that it asks itself, answering once for all.
        systems: what it usually searches.
        nature, passing_on, sensitivity: what holds for what it shares where it does not say otherwise.
    """

    id: str
    name: Text
    mode: str
    fte: str | None = None
    calendar: str | None = None
    by_telephone: str | None = None
    bodies: tuple[Body, ...] = ()
    systems: tuple[Text, ...] = ()
    nature: str = "fact"
    passing_on: str = "ask_first"
    sensitivity: str | None = None
    fte_planned: str | None = None


SECTIONS = ("contacts", "checks", "decisions", "rest")
"""Parts of a case that a role may be shown alone: what was said, what agencies know, what was decided, and the rest."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a seat may do.

    Args:
        permissions: names from `domain.access.PERMISSIONS`.
        pathways: limits case permissions to these pathways; empty means all.
        sections: limits what `case.read` shows to these of `SECTIONS`; empty means all. Who is limited reads in the
            record what happened and not what was said; people, ratings, clocks and markers are always shown.
        line_manages: agencies whose people it manages as staff; that gives no authority over any case.
        time_boxed: held for a time, with which nothing can be written; None for an ordinary role.
    """

    id: str
    name: Text
    permissions: frozenset[str]
    pathways: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    line_manages: frozenset[str] = frozenset()
    time_boxed: TimeBox | None = None


@dataclass(frozen=True, slots=True)
class Decider:
    """Who may decide: a seat with one of these roles and, where named, this qualification.

    Args:
        hears: agencies whose view is heard before they decide; one that was not heard is put on record.
        vote: id of the vote that is taken first, or None. Silence and disagreement are outcomes of it, never a stop.
    """

    id: str
    name: Text
    roles: frozenset[str]
    qualification: str | None = None
    hears: tuple[str, ...] = ()
    vote: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A question to which several agencies each say yes or no.

    Args:
        question: what they are asked, in words ("Does this go to the second stage?").
        agencies: those who are asked.
        clock: by when each has answered.
    """

    id: str
    name: Text
    question: Text
    agencies: tuple[str, ...]
    clock: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the ladder that a professional challenge climbs.

    Args:
        roles, qualification: who answers there, as for a decider.
        clock: by when.
    """

    id: str
    name: Text
    roles: frozenset[str]
    clock: str
    qualification: str | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """How a rating or decision is challenged.

    Args:
        levels: the lowest first.
        referrers: whoever sent a contact may challenge too.
    """

    levels: tuple[Level, ...]
    referrers: bool = True


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern that any agency may tag on a case, whoever owns it."""

    id: str
    name: Text
