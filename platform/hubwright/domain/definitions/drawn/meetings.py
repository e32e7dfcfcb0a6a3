"""Meetings, as a hub draws them: who is asked to come, when there are enough, what is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hubwright.domain.texts import Text

# What a type of meeting stands for, whatever the hub calls it.
STRATEGY = "strategy_discussion"


@dataclass(frozen=True, slots=True)
class AgendaRule:
    """What comes on the agenda by itself. Lists that are empty do not narrow it; of those given, each must hold.

    Args:
        when: "today" (rated or received today), "since_last" (since the last meeting of this type) or "open" (all).
        tiers: ids of tiers, of any scale, that the case's rating is one of.
        kinds: ids of kinds of contact, one of which it arrived as.
        concerns: ids of concerns, one of which is tagged.
    """

    when: str
    tiers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invited:
    """An agency that is asked to come.

    Args:
        role: the role of the seat that is asked, or None for whoever the agency sends.
        needed: its answer is chased; who does not come is on the record either way.
    """

    agency: str
    role: str | None = None
    needed: bool = True


@dataclass(frozen=True, slots=True)
class QuorumPart:
    """One of those without whom a meeting is not quorate. It is held all the same, with the reason on record (law 8).

    Args:
        agency: that has to be there; or
        any_of: agencies of which one has to be there.
        roles, qualification: of the person who is there for it: senior enough to decide for their agency.
        law: the law asks for it, not the hub alone (Working Together names three for a strategy discussion).
    """

    agency: str | None = None
    any_of: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    qualification: str | None = None
    law: bool = False

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies of which one has to be there."""
        return (self.agency,) if self.agency is not None else self.any_of


@dataclass(frozen=True, slots=True)
class MinutePart:
    """A part of the minutes of one case.

    Args:
        stands_for: "changed", "information", "risk", "protective", "unknown", "views", "analysis", "told", "withheld",
            "communication", "medical", "safety", "criminal", "next_meeting" or "note".
        per: "case" or "person".
        needed: asked for again, once, before the record is sealed; what is missing is then on the record as missing.
    """

    id: str
    label: Text
    stands_for: str
    per: str = "case"
    needed: bool = False
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class MeetingType:
    """A kind of meeting.

    Args:
        stands_for: "hub_meeting", "strategy_discussion", "conference_call", "briefing" or "panel".
        pathways: whose cases it is for; empty for all.
        agenda: what comes on it by itself, or None where people put it there.
        invited: who is asked to come.
        quorum: who has to be there for it to be quorate; empty asks for nobody.
        clock: by when it is held, where the case's tier names no `meeting_clock` of its own for this type.
        not_quorate_tells: id of the ladder told when it is held without a quorum, or None for the hub's managers.
        chairs, minute_takers: roles of whom one may be; empty for anybody who may call a meeting.
        modes: of "in_person", "video" and "telephone", the usual one first.
        minutes: what is asked of each case.
        minutes_each: how many minutes one case usually takes, or None.
        routes: ids of routes that it may decide; empty for all of the pathway.
        statement: what everybody who attends, and an observer above all, agrees to (confidentiality).
        circulation: agencies that the record goes to.
        record: id of the document that its record is set out as, or None where minutes stay minutes.
        allocates: it gives each case to an agency (a briefing).
    """

    id: str
    name: Text
    stands_for: str
    modes: tuple[str, ...]
    hint: Text | None = None
    pathways: tuple[str, ...] = ()
    agenda: AgendaRule | None = None
    invited: tuple[Invited, ...] = ()
    quorum: tuple[QuorumPart, ...] = ()
    clock: str | None = None
    not_quorate_tells: str | None = None
    chairs: tuple[str, ...] = ()
    minute_takers: tuple[str, ...] = ()
    minutes: tuple[MinutePart, ...] = ()
    minutes_each: int | None = None
    routes: tuple[str, ...] = ()
    statement: Text | None = None
    circulation: tuple[str, ...] = ()
    record: str | None = None
    allocates: bool = False


def held_today(pinned: tuple[MeetingType, ...], live: tuple[MeetingType, ...]) -> tuple[MeetingType, ...]:
    """The types of meeting at which a case of an earlier drawing is taken.

    A meeting is called as the hub draws it today, for cases that are pinned to earlier drawings too. So a case knows
    every type of today, and each part of the minutes that is asked for today; what its own drawing says of a type it
    keeps, so that its clocks and outcomes are those it has.

    Args:
        pinned: of the drawing that the case is pinned to.
        live: of the drawing that holds now.
    """
    today = {one.id: one for one in live}
    known = {one.id for one in pinned}
    return (
        *(_asking(one, today[one.id]) if one.id in today else one for one in pinned),
        *(one for one in live if one.id not in known),
    )


def _asking(pinned: MeetingType, live: MeetingType) -> MeetingType:
    known = {one.id for one in pinned.minutes}
    return replace(pinned, minutes=(*pinned.minutes, *(one for one in live.minutes if one.id not in known)))
