"""A scenario: an example and what should come of it, step by step and clock by clock, as a hub's people write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody in a scenario, by the post they hold.

    Args:
        id: what steps call them ("team-manager").
        role: id of a role of the hub.
        agency: id of their seat's agency.
        qualifications: professional qualifications they hold.
        works: weekday ("mon" ... "sun") to the halves of it that they work ("am", "pm"); of no weekday, whenever the
            hub is open.
        until: the last day of somebody who is here in rotation, or None.
    """

    id: str
    role: str
    agency: str
    qualifications: frozenset[str] = frozenset()
    works: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: time passes, then something happens or nothing does, then it is looked at.

    Args:
        number: from 1.
        says: the step in the practitioner's words.
        at: the wall's time in London at which it happens, or None.
        after: how long after the step before, or None. With neither, it follows at once.
        until: id of a clock; the step happens a minute after it was due.
        by: id of the post that acts, or "" where nobody of the hub does.
        do: what happens: "arrives", "rings", "adds", a deed on the case, or "" where only time passes.
        meets: what happens to a meeting: "call", or a deed on the one that was called last.
        given: what it is done with.
        case: what the case is called in this scenario; the last one where it is empty.
        refused: the code of the refusal that is expected; "" where it is done.
        then, never: what has to hold afterwards, and what must not: names of `expecting.LOOKS` to values.
    """

    number: int
    says: str
    at: datetime | None = None
    after: timedelta | None = None
    until: str = ""
    by: str = ""
    do: str = ""
    meets: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    case: str = ""
    refused: str = ""
    then: Mapping[str, Any] = field(default_factory=dict)
    never: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """An example with what should come of it.

    Args:
        hub: id of the hub it is told on.
        rows: names of the acceptance rows it shows ("SAN-1"); empty for a council's own.
        waits_for: what it cannot be run without and is not there yet, in words; "" for one that is run.
        begins: the wall's time in London.
        posts: by id.
    """

    id: str
    hub: str
    name: str
    note: str
    begins: datetime
    posts: Mapping[str, Post]
    steps: tuple[Step, ...]
    rows: tuple[str, ...] = ()
    waits_for: str = ""


def draw_scenario(document: Mapping[str, Any]) -> Scenario:
    """The scenario of a document in the shape of its schema.

    Args:
        document: plain JSON, valid against `scenario.v1`.
    """
    return Scenario(
        id=document["id"],
        hub=document["hub"],
        name=document["name"],
        note=document.get("note", ""),
        begins=datetime.fromisoformat(document["begins"]),
        posts={one["id"]: _post(one) for one in document["posts"]},
        steps=tuple(_step(number, one) for number, one in enumerate(document["steps"], start=1)),
        rows=tuple(document.get("rows", ())),
        waits_for=document.get("waits_for", ""),
    )


def _post(one: Mapping[str, Any]) -> Post:
    works = {day: tuple(halves) for day, halves in one.get("works", {}).items()}
    until = date.fromisoformat(one["until"]) if "until" in one else None
    return Post(one["id"], one["role"], one["agency"], frozenset(one.get("qualifications", ())), works, until)


def _step(number: int, one: Mapping[str, Any]) -> Step:
    return Step(
        number=number,
        says=one["says"],
        at=datetime.fromisoformat(one["at"]) if "at" in one else None,
        after=timedelta(**one["after"]) if "after" in one else None,
        until=one.get("until", ""),
        by=one.get("by", ""),
        do=one.get("do", ""),
        meets=one.get("meets", ""),
        given=one.get("with", {}),
        case=one.get("case", ""),
        refused=one.get("refused", ""),
        then=one.get("then", {}),
        never=one.get("never", {}),
    )
