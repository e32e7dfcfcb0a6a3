"""When contacts come, and what they are: by hour, weekday and month, kinds and tiers by their shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hubwright.domain.cases.commands import Subject
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Door, Hub, Pathway
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions
from hubwright.domain.rehearsal.forecast.chance import Chances, picked

HOURS_A_MONTH: Final = 365.25 * 24 / 12


@dataclass(frozen=True, slots=True)
class Arrival:
    """One contact.

    Args:
        number: 1, 2, 3 ... of the run.
        at: seconds since the forecast began.
        door: by which it comes.
        subject: whom it is about.
        tiers: scale to the tier that a person will give it there.
        luck: numbers between 0 and 1 that later choices about it are made with, whoever works on it.
    """

    number: int
    at: float
    door: str
    subject: Subject
    tiers: Mapping[str, str]
    luck: Mapping[str, float]


def arrivals(
    hub: Hub, assumed: Assumptions, per_month: float, start: datetime, seconds: float, chances: Chances, run: int
) -> Iterator[Arrival]:
    """The contacts of one run, in the order in which they happen.

    Args:
        hub: the drawing.
        assumed: pattern and shares.
        per_month: contacts in a month of the year's mean length.
        start: UTC; a whole hour.
        seconds: how long the forecast is.
        chances: streams by name.
        run: its number.
    """
    doors = _doors(hub, assumed)
    tiers = {scale.id: _tiers(assumed, [tier.id for tier in scale.tiers]) for scale in hub.scales}
    for number, at in enumerate(_moments(assumed, per_month, start, seconds, chances, run), start=1):
        chance = chances(f"{run}/contact/{number}")
        door = picked(chance, doors)
        pathway = hub.find("pathways", picked(chance, _pathways(hub, door)))
        yield Arrival(
            number=number,
            at=at,
            door=door.id,
            subject=_somebody(pathway, start),
            tiers={scale: picked(chance, shares) for scale, shares in tiers.items()},
            luck={name: chance.random() for name in ("more", "sent_back", "route", "again")},
        )


def _moments(
    assumed: Assumptions, per_month: float, start: datetime, seconds: float, chances: Chances, run: int
) -> Iterator[float]:
    """Arrivals that know nothing of each other, at a rate that goes up and down with the hour."""
    if per_month <= 0:
        return
    chance = chances(f"{run}/arrivals")
    gap = chance.expovariate(1.0)
    weights = [[hour * day for hour in _evened(assumed.hours)] for day in _evened(assumed.weekdays)]
    months = _evened(assumed.months)
    passed, hours = 0.0, int(-(-seconds // 3600))
    for hour in range(hours):
        wall = local(start + timedelta(hours=hour))
        rate = per_month / HOURS_A_MONTH * weights[wall.weekday()][wall.hour] * months[wall.month - 1]
        while rate and gap <= passed + rate:
            at = (hour + (gap - passed) / rate) * 3600
            if at >= seconds:
                return
            yield at
            gap += chance.expovariate(1.0)
        passed += rate


def _evened(weights: tuple[float, ...]) -> list[float]:
    """Weights whose mean is 1."""
    total = sum(weights)
    return [weight * len(weights) / total for weight in weights]


def _doors(hub: Hub, assumed: Assumptions) -> list[tuple[Door, float]]:
    """Each door with its share: that of its kind, between the doors of that kind alike."""
    found = []
    for door in hub.doors:
        alike = sum(one.kind == door.kind for one in hub.doors)
        share = assumed.kinds.get(door.kind, 0.0) if assumed.kinds else 1.0
        found.append((door, share / alike))
    return found


def _tiers(assumed: Assumptions, tiers: list[str]) -> list[tuple[str, float]]:
    if said := [(tier, assumed.tiers[tier]) for tier in tiers if tier in assumed.tiers]:
        return said
    return [(tier, float(index)) for index, tier in enumerate(tiers, start=1)]


def _pathways(hub: Hub, door: Door) -> list[tuple[str, float]]:
    """The pathways that a contact at this door may open whatever it says, each alike."""
    ruled = {strand.pathway for strand in door.strands}
    of_kind: tuple[str, ...] = hub.find("kinds", door.kind).pathways
    return [(one, 1.0) for one in of_kind if one not in ruled] or [(one, 1.0) for one in of_kind]


def _somebody(pathway: Pathway, start: datetime) -> Subject:
    """A person whom the ages of a pathway take."""
    first, until = pathway.from_age or 0, pathway.until_age
    age = (first + until) // 2 if until is not None else first + 20
    return Subject("", "", born={"year": start.year - age})
