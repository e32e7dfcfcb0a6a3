"""From the counts of several runs to one answer: each figure as the range from the 10th to the 90th of a hundred."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Any, Final

from hubwright.domain.clocks.calendar import WEEKDAYS
from hubwright.domain.rehearsal.forecast.chance import Chances
from hubwright.domain.rehearsal.forecast.counting import Counting, OfDesk
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.run import Run

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
Document = dict[str, Any]

_HOURS: Final = 1
_SHARE: Final = 3


def runs_of(plan: Plan, chances: Chances, runs: int, tell: Callable[[int], None]) -> list[Counting]:
    """So many runs of one plan, each with its own contacts; `tell` hears the number of each that is over."""
    counted = []
    for number in range(1, runs + 1):
        counted.append(Run(plan, chances, number).played())
        tell(number)
    return counted


def spread(values: Iterable[float | None], digits: int) -> Document | None:
    """The range of a figure over runs; runs in which there was none are left out, and None is none at all."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    names = zip(("least", "middle", "most"), (LOW, MIDDLE, HIGH), strict=True)
    return {name: round(_quantile(known, part), digits) for name, part in names}


def _quantile(known: Sequence[float], part: float) -> float:
    place = part * (len(known) - 1)
    below = int(place)
    above = min(below + 1, len(known) - 1)
    return known[below] + (known[above] - known[below]) * (place - below)


def answer(plan: Plan, counted: Sequence[Counting]) -> Document:
    """What a plan comes to, as plain JSON."""
    hub = plan.hub
    agencies = [
        {"id": one.id, "name": one.name.en, "fte": plan.fte(one), **_desk([run.agencies[one.id] for run in counted])}
        for one in hub.agencies
    ]
    deciders = [
        {
            "id": one.id,
            "name": one.name.en,
            "fte": plan.assumed.deciders.get(one.id, 1.0),
            **_desk([run.deciders[one.id] for run in counted]),
        }
        for one in hub.deciders
    ]
    return {
        "contacts": {
            name: spread((getattr(run, name) for run in counted), 0) for name in ("arrived", "closed", "open")
        },
        "again": {
            name: spread((float(run.rework[name]) for run in counted), 0)
            for name in sorted({name for run in counted for name in run.rework})
        },
        "stuck": {
            code: spread((float(run.stuck.get(code, 0)) for run in counted), 0)
            for code in sorted({code for run in counted for code in run.stuck})
        },
        "tiers": _tiers(plan, counted),
        "agencies": agencies,
        "deciders": deciders,
        "breaks_first": _first_break([*agencies, *deciders], len(counted)),
    }


def _tiers(plan: Plan, counted: Sequence[Counting]) -> list[Document]:
    known = [(tier.id, tier.label.en) for scale in plan.hub.scales for tier in scale.tiers]
    found = []
    for id, label in [*known, ("", "Not rated")]:
        runs = [run.tiers[id] for run in counted if id in run.tiers]
        if not runs:
            continue
        decided = [one.in_time + one.late for one in runs]
        found.append(
            {
                "id": id,
                "label": label,
                "in_time": spread((one.share for one in runs), _SHARE),
                "decided": spread(decided, 0),
                "not_decided_and_late": spread((one.overdue for one in runs), 0),
                "with_every_answer": spread(
                    (one.with_all / count if count else None for one, count in zip(runs, decided, strict=True)), _SHARE
                ),
                "hours": spread((median(one.hours) if one.hours else None for one in runs), _HOURS),
            }
        )
    return found


def _desk(runs: Sequence[OfDesk]) -> Document:
    weeks = max(len(one.queue) for one in runs)
    broke = [one.broke for one in runs if one.broke is not None]
    slow = [sorted(one.hours) for one in runs if one.hours]
    return {
        "busy": spread((one.busy for one in runs), _SHARE),
        "answered": spread((len(one.hours) for one in runs), 0),
        "hours": spread((median(one) for one in slow), _HOURS),
        "hours_of_the_slowest_tenth": spread((_quantile(one, HIGH) for one in slow), _HOURS),
        "left": spread((one.left for one in runs), 0),
        "broke": {"runs": len(broke), "week": spread(broke, 0)},
        "peak": _peak(runs),
        "weeks": [spread((one.queue[week] for one in runs if week < len(one.queue)), 1) for week in range(weeks)],
    }


def _peak(runs: Sequence[OfDesk]) -> Document | None:
    """The hour of the week at which most waits, over all runs together."""
    together = OfDesk()
    for one in runs:
        together.peak.update(one.peak)
        together.looks.update(one.looks)
    worst = together.worst_hour
    if worst is None:
        return None
    waits = together.peak[worst] / together.looks[worst]
    return {"weekday": WEEKDAYS[worst[0]], "hour": worst[1], "waiting": round(waits, 1)}


def _first_break(desks: Sequence[Document], runs: int) -> Document | None:
    """The desk that breaks in most runs, and of those the one that does so first."""
    broken = [one for one in desks if one["broke"]["runs"] * 2 > runs]
    if not broken:
        return None
    first = min(broken, key=lambda one: (one["broke"]["week"]["middle"], -one["broke"]["runs"]))
    return {"id": first["id"], "name": first["name"], **first["broke"], "of": runs}


def difference(before: Sequence[Counting], after: Sequence[Counting], plan: Plan) -> Document:
    """What a change comes to: run by run with the same contacts, so that chance is not taken for an effect."""
    pairs = list(zip(before, after, strict=True))
    tiers = [(tier.id, tier.label.en) for scale in plan.hub.scales for tier in scale.tiers] + [("", "Not rated")]
    return {
        "tiers": [
            {"id": id, "label": label, "in_time": changed}
            for id, label in tiers
            if (changed := spread((_minus(_share(one, id), _share(other, id)) for one, other in pairs), _SHARE))
        ],
        "agencies": [
            {
                "id": one.id,
                "name": one.name.en,
                "hours": spread((_minus(_hours(a.agencies[one.id]), _hours(b.agencies[one.id])) for a, b in pairs), 1),
                "left": spread((b.agencies[one.id].left - a.agencies[one.id].left for a, b in pairs), 0),
            }
            for one in plan.hub.agencies
        ],
    }


def _minus(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _share(run: Counting, tier: str) -> float | None:
    return run.tiers[tier].share if tier in run.tiers else None


def _hours(desk: OfDesk) -> float | None:
    return median(desk.hours) if desk.hours else None
