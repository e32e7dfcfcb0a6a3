"""What is counted in one run, and nothing else is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from hubwright.domain.cases.state import CaseState
from hubwright.domain.rehearsal.forecast.desk import Desk
from hubwright.domain.rehearsal.forecast.plan import Plan

if TYPE_CHECKING:
    from hubwright.domain.rehearsal.forecast.run import Case

WEEK = 7 * 86400.0


@dataclass
class OfTier:
    """Decisions with one rating.

    Args:
        in_time, late: decided; overdue: not decided, and its time is past; open: not decided, time is left.
        with_all: of those decided, with the answer of everybody who was asked.
        hours: from receipt to the decision.
    """

    in_time: int = 0
    late: int = 0
    overdue: int = 0
    open: int = 0
    with_all: int = 0
    hours: list[float] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """Decided in time, of all whose time has come; None where it came for nobody."""
        due = self.in_time + self.late + self.overdue
        return self.in_time / due if due else None


@dataclass
class OfDesk:
    """One desk.

    Args:
        queue: mean number of pieces that wait, by week.
        peak: (weekday, hour) to the pieces that waited then, added up, while people were there; `looks` to how often
            somebody looked.
        broke: the first week at whose end more work waits than its people do in a week, or None.
        busy: the part of their hours in which its people worked on this.
        hours: from being asked to the answer.
        left: pieces that still wait at the end.
    """

    queue: list[float] = field(default_factory=list)
    peak: Counter[tuple[int, int]] = field(default_factory=Counter)
    looks: Counter[tuple[int, int]] = field(default_factory=Counter)
    broke: int | None = None
    busy: float = 0.0
    hours: list[float] = field(default_factory=list)
    left: int = 0
    _sum: float = 0.0
    _times: int = 0

    def look(self, wall: datetime, waiting: int, *, there: bool) -> None:
        """Somebody looks how much waits; a peak is one while people are there, whom others could join."""
        self._sum += waiting
        self._times += 1
        if there:
            self.peak[wall.weekday(), wall.hour] += waiting
            self.looks[wall.weekday(), wall.hour] += 1

    def week_over(self) -> None:
        """Put down the week's mean."""
        if self._times:
            self.queue.append(self._sum / self._times)
        self._sum, self._times = 0.0, 0

    @property
    def worst_hour(self) -> tuple[int, int] | None:
        """The weekday and hour at which most waits on the mean; None where nothing ever waited."""
        means = {when: self.peak[when] / self.looks[when] for when in self.looks}
        worst = max(means, key=lambda when: (means[when], (-when[0], -when[1])), default=None)
        return worst if worst is not None and means[worst] > 0 else None


class Counting:
    """The counts of one run."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.arrived = self.closed = self.open = self.asked = 0
        self.tiers: dict[str, OfTier] = {}
        self.agencies = {agency.id: OfDesk() for agency in plan.hub.agencies}
        self.deciders = {decider.id: OfDesk() for decider in plan.hub.deciders}
        self.rework: Counter[str] = Counter()
        self.stuck: Mapping[str, int] = {}
        self._weeks = 0

    def received(self) -> None:
        """A contact arrived."""
        self.arrived += 1

    def over(self, more: int) -> None:
        """So many more cases are closed, with nothing left to do on them."""
        self.closed += more

    def reworked(self, why: str) -> None:
        """Something has to be looked at, or decided, again."""
        self.rework[why] += 1

    def answered(self, agency: str, asked: float, at: float) -> None:
        """An agency answered; times in seconds."""
        self.agencies[agency].hours.append((at - asked) / 3600)

    def decided(self, before: CaseState, after: CaseState, pathway: str) -> None:
        """A strand was decided, where that was the last of its people; the first time counts."""
        clock = after.clocks.get(f"decision:{pathway}")
        if clock is None or clock.state == "running" or before.clocks[clock.id].state != "running":
            return
        if sum(one.pathway == pathway for one in before.decisions) and any(
            one.accepted is False for one in before.decisions
        ):
            return
        tier = self._tier(after, pathway)
        if clock.state == "met":
            tier.in_time += 1
        else:
            tier.late += 1
        tier.with_all += not after.waiting(pathway)
        at = after.updated or after.received
        tier.hours.append((at - after.received).total_seconds() / 3600)

    def _tier(self, state: CaseState, pathway: str) -> OfTier:
        rating = state.rating(pathway)
        return self.tiers.setdefault(rating.tier if rating else "", OfTier())

    def hour(self, wall: datetime, at: float, desks: Mapping[str, Desk], deciding: Mapping[str, Desk]) -> None:
        """The hourly look at every desk; at the end of a week also whether it broke."""
        pairs = [(self.agencies[id], desk) for id, desk in desks.items()]
        pairs += [(self.deciders[id], desk) for id, desk in deciding.items()]
        for kept, desk in pairs:
            kept.look(wall, len(desk), there=any(one.next(at) == at for one in desk.staff))
        if at and at % WEEK == 0:
            self._weeks += 1
            for kept, desk in pairs:
                kept.week_over()
                there = sum(one.between(at - WEEK, at) for one in desk.staff) / 60
                if kept.broke is None and desk.backlog > max(there, 1.0):
                    kept.broke = self._weeks

    def ends(
        self, cases: Sequence[Case], desks: Mapping[str, Desk], deciding: Mapping[str, Desk], stuck: Mapping[str, int]
    ) -> None:
        """The span is over: count what is left."""
        end = self.plan.end
        for case in cases:
            if case.state.closed is not None:
                self.closed += 1
            else:
                self.open += 1
            for pathway in case.state.pathways:
                clock = case.state.clocks.get(f"decision:{pathway}")
                if clock is None or clock.state != "running" or case.state.decisions:
                    continue
                tier = self._tier(case.state, pathway)
                if clock.due < end:
                    tier.overdue += 1
                else:
                    tier.open += 1
        pairs = [(self.agencies[id], desk) for id, desk in desks.items()]
        pairs += [(self.deciders[id], desk) for id, desk in deciding.items()]
        for kept, desk in pairs:
            kept.week_over()
            there = sum(one.between(0, self.plan.seconds) for one in desk.staff) / 60
            kept.busy = desk.busy / there if there else 0.0
            kept.left = len(desk)
        self.stuck = dict(stuck)
