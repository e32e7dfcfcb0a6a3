"""What a case would be like on another revision of its hub: its stage, its ratings and its clocks, before and after.

Nothing here decides anything: what is not the same in both drawings is laid open, for a person to choose or to leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import decision_rule, owed_clocks
from hubwright.domain.cases.state import CaseState, ClockState
from hubwright.domain.cases.written import moment
from hubwright.domain.clocks import due
from hubwright.domain.definitions.hub import Hub, Tier
from hubwright.domain.definitions.templates.parts import singular
from hubwright.domain.definitions.workflow import Stage
from hubwright.domain.rules.parsing import quoted
from hubwright.domain.texts import Text

# What a person maps, or what a contact keeps of its own drawing: its absence stops no case.
_MAPPED = ("tiers", "stages", "transitions", "forms", "workflows", "letters", "suggestions", "local")
# Parts of a case that name stages, tiers and the rules of running clocks, which the proposal goes through one by one.
_WALKED_APART = ("stage", "workflow", "ratings", "suggestions", "clocks", "revision")

Chosen = Mapping[tuple[str, str], str]
"""(scale, tier) of the earlier drawing to the tier of the same scale that stands for it in the other."""


@dataclass(frozen=True, slots=True)
class TierMove:
    """One rating's tier in both drawings.

    Args:
        scale: its id.
        before: as the case was rated.
        after: what stands for it, or None where somebody has to choose.
        position: of `after` on its scale; 0 is most urgent.
        choices: all tiers of the scale in the other drawing.
    """

    scale: str
    before: Tier
    after: Tier | None
    position: int
    choices: tuple[Tier, ...]
    keeps: bool


@dataclass(frozen=True, slots=True)
class ClockMove:
    """One running clock in both drawings.

    Args:
        rule: of the other drawing.
        before, after: when it is due, UTC; before is None for one that the other drawing starts.
        steps: how `after` was worked out.
        warns: when somebody is told that its time comes, or None.
        written: of one that begins: as an entry writes it.
    """

    id: str
    rule: str
    name: Text
    before: datetime | None
    after: datetime
    steps: tuple[Mapping[str, Any], ...]
    warns: datetime | None
    counted: bool
    written: Mapping[str, Any] = field(default_factory=dict)

    @property
    def later(self) -> bool:
        """Whether it would give more time than there is."""
        return self.before is not None and self.after > self.before


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case before and after.

    Args:
        stage: where it stands.
        to: where it would stand, or None where somebody has to choose.
        stages: to choose from.
        workflow: that it would follow.
        tiers: those that its ratings name.
        clocks: those that run, and those that would begin.
        in_the_way: why it cannot be moved at all, in sentences.
    """

    stage: Stage
    to: Stage | None
    stages: tuple[Stage, ...]
    workflow: tuple[str, int]
    tiers: tuple[TierMove, ...]
    clocks: tuple[ClockMove, ...]
    in_the_way: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be chosen and nothing stands in the way."""
        return not self.in_the_way and self.to is not None and all(one.after is not None for one in self.tiers)

    @property
    def in_bulk(self) -> bool:
        """Whether nobody has to look at this case by itself: its stage and ratings keep their meaning, and no clock
        gets later."""
        return (
            self.complete
            and self.to is not None
            and (self.to.id, self.to.standing) == (self.stage.id, self.stage.standing)
            and all(one.keeps for one in self.tiers)
            and not any(one.later for one in self.clocks)
        )


def proposed(state: CaseState, here: Context, there: Context, *, stage: str = "", chosen: Chosen | None = None
             ) -> Proposal:  # fmt: skip
    """What a case would be like.

    Args:
        state: the case, which is open.
        here, there: of the revision that it is pinned to, and of the other.
        stage: id of the stage that somebody chose, or "".
        chosen: the tiers that somebody chose.
    """
    stages = here.hub.workflows[state.workflow].stages
    stands = next(one for one in stages if one.id == state.stage)
    in_the_way = tuple(_gone(state, here.hub, there.hub))
    if in_the_way:
        return Proposal(stands, None, (), state.workflow, (), (), in_the_way)
    workflow = there.hub.find("pathways", state.pathways[0]).workflow
    others = there.hub.workflows[workflow].stages
    wanted = stage if stage in [one.id for one in others] else stands.id
    to = next((one for one in others if one.id == wanted), None)
    tiers = tuple(_tier(scale, tier, here.hub, there.hub, chosen or {}) for scale, tier in _rated(state))
    if any(one.after is None for one in tiers):
        return Proposal(stands, to, others, workflow, tiers, (), ())
    after = with_tiers(state, [(one.scale, one.before.id, one.after.id, one.position) for one in tiers if one.after])
    rules = {one.id: _rule(one, after, there) for one in state.running()}
    known = {one.id for one in there.hub.clocks}
    if lost := [one for one in rules.values() if one not in known]:
        said = tuple(_without("clocks", here.hub.find("clocks", one).name.en) for one in dict.fromkeys(lost))
        return Proposal(stands, to, others, workflow, tiers, (), said)
    clocks = tuple(_clock(one, rules[one.id], here, there) for one in state.running())
    return Proposal(stands, to, others, workflow, tiers, (*clocks, *_new(after, there)), ())


def with_tiers(state: CaseState, tiers: list[tuple[str, str, str, int]]) -> CaseState:
    """The case with its ratings in the words of another drawing: (scale, tier, tier there, place there)."""
    there = {(scale, tier): (to, position) for scale, tier, to, position in tiers}
    ratings = []
    for one in state.ratings:
        to, position = there.get((one.scale, one.tier), (one.tier, one.position))
        ratings.append(replace(one, tier=to, position=position))
    suggestions = [
        {**one, "tier": there[one["scale"], one["tier"]][0]} if (one.get("scale"), one.get("tier")) in there else one
        for one in state.suggestions
    ]
    return replace(state, ratings=tuple(ratings), suggestions=tuple(suggestions))


def _rated(state: CaseState) -> list[tuple[str, str]]:
    pairs = [(one.scale, one.tier) for one in state.ratings]
    pairs += [(one["scale"], one["tier"]) for one in state.suggestions if one.get("scale") and one.get("tier")]
    return list(dict.fromkeys(pairs))


def _tier(scale: str, tier: str, here: Hub, there: Hub, chosen: Chosen) -> TierMove:
    old, new = here.find("scales", scale).tiers, there.find("scales", scale).tiers
    at = next(at for at, one in enumerate(old) if one.id == tier)
    wanted = chosen.get((scale, tier), tier)
    to = next((at for at, one in enumerate(new) if one.id == wanted), None)
    if to is None:
        return TierMove(scale, old[at], None, 0, new, keeps=False)
    return TierMove(scale, old[at], new[to], to, new, keeps=_means(old, at) == _means(new, to))


def _means(tiers: tuple[Tier, ...], at: int) -> tuple[Any, ...]:
    """What a tier says to whoever reads it: its id and words, how many are more urgent, and whether it counts."""
    one = tiers[at]
    return one.id, one.label.en, one.means.en, at, one.counted


def _rule(clock: ClockState, after: CaseState, there: Context) -> str:
    """The rule that a running clock has in the other drawing: that of a decision follows from the rating."""
    if clock.id.startswith("decision:") and clock.pathway is not None:
        return decision_rule(after, clock.pathway, there) or clock.rule
    return clock.rule


def _clock(clock: ClockState, rule_id: str, here: Context, there: Context) -> ClockMove:
    rule = there.hub.find("clocks", rule_id)
    calendar = clock.calendar or rule.calendar
    same = (
        rule_id == clock.rule and rule == here.hub.find("clocks", clock.rule) and _counts_alike(calendar, here, there)
    )
    if same:
        return ClockMove(clock.id, clock.rule, rule.name, clock.due, clock.due, clock.steps, clock.warns, clock.counted)
    worked_out = due(rule, clock.starts, there.calendars[calendar])
    warns = max(clock.starts, worked_out.at - timedelta(minutes=rule.warn)) if rule.warn is not None else None
    return ClockMove(
        clock.id, rule_id, rule.name, clock.due, worked_out.at, tuple(worked_out.document()), warns, rule.counted
    )


def _counts_alike(calendar: str, here: Context, there: Context) -> bool:
    return bool(here.hub.find("calendars", calendar) == there.hub.find("calendars", calendar))


def _new(after: CaseState, there: Context) -> Iterator[ClockMove]:
    for one in owed_clocks(after, there):
        rule = there.hub.find("clocks", one["rule"])
        warns = datetime.fromisoformat(one["warns"]) if "warns" in one else None
        at = datetime.fromisoformat(one["due"])
        yield ClockMove(one["id"], one["rule"], rule.name, None, at, tuple(one["steps"]), warns, rule.counted, one)


def as_moved(clock: ClockMove) -> dict[str, Any]:
    """A running clock as the entry of a move writes it."""
    return {
        "id": clock.id,
        "rule": clock.rule,
        "due": moment(clock.after),
        "steps": list(clock.steps),
        "warns": moment(clock.warns) if clock.warns else "",
        "counted": clock.counted,
    }


def _gone(state: CaseState, here: Hub, there: Hub) -> Iterator[str]:
    """What the case names, anywhere in it, and the other drawing does not have."""
    ours, theirs = dict(_named(here)), dict(_named(there))
    missing = {id: (part, said) for (part, id), said in ours.items() if (part, id) not in theirs}
    # What both scales and clocks of a case name is found by what the case keeps of them.
    walked = {one for one in _strings(state) if one in missing}
    walked |= {one.scale for one in state.ratings if one.scale in missing}
    walked |= {one.rule for one in state.clocks.values() if one.rule in missing and not one.id.startswith("decision:")}
    for id in sorted(walked):
        part, said = missing[id]
        yield _without(part, said)


def _without(part: str, said: str) -> str:
    return f"The {singular(part).replace('_', ' ')} {quoted(said)} stands in this case and is not there any more."


def _named(hub: Hub) -> Iterator[tuple[tuple[str, str], str]]:
    for part in fields(hub):
        if part.name not in _MAPPED:
            yield from _ids(part.name, getattr(hub, part.name))


def _ids(part: str, value: Any) -> Iterator[tuple[tuple[str, str], str]]:
    if isinstance(value, tuple):
        for one in value:
            yield from _ids(part, one)
    elif is_dataclass(value) and not isinstance(value, type):
        id = getattr(value, "id", None)
        if isinstance(id, str):
            name = getattr(value, "name", None) or getattr(value, "label", None)
            yield (part, id), name.en if isinstance(name, Text) else id
        for inner in fields(value):
            if inner.name not in _MAPPED:
                yield from _ids(inner.name, getattr(value, inner.name))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _strings(key)
            yield from _strings(inside)
    elif isinstance(value, tuple | list | frozenset | set):
        for inside in value:
            yield from _strings(inside)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            if not (isinstance(value, CaseState) and part.name in _WALKED_APART):
                yield from _strings(getattr(value, part.name))
