"""Where areas differ: a hub along the eight axes that the report's hubs vary on, in words and as a bare shape.

The shape holds no word that a hub chose, so that two hubs whose shapes are the same on every axis are one hub in two
wordings. What is compared is what a case would notice: how many tiers and what each causes, in what time, who decides,
who is taken, how agencies attend, what they are let into, and where people go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.hub import Hub, Pathway, Scale, Tier


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of one hub.

    Args:
        id: "scale", "clock", "effect", "decider", "remit", "attendance", "access" or "exit".
        says: what the hub does on it, in its own English words, the same order each time.
        shape: the same without any word of the hub's; equal shapes mean that the two work alike.
    """

    id: str
    says: tuple[str, ...]
    shape: Any


def axes(hub: Hub) -> tuple[Axis, ...]:
    """A hub along every axis, on which the case studies of the report vary (S:817-1843)."""
    return tuple(Axis(id, tuple(dict.fromkeys(says)), shape) for id, (says, shape) in _looked_at(hub))


def differences(one: Hub, other: Hub) -> tuple[str, ...]:
    """The axes on which two hubs work differently, whatever they call things; empty when only words differ."""
    theirs = {axis.id: axis.shape for axis in axes(other)}
    return tuple(axis.id for axis in axes(one) if axis.shape != theirs[axis.id])


Looked = tuple[Iterable[str], Any]


def _looked_at(hub: Hub) -> Iterable[tuple[str, Looked]]:
    looks: Mapping[str, Callable[[Hub], Looked]] = {
        "scale": _scale,
        "clock": _clock,
        "effect": _effect,
        "decider": _decider,
        "remit": _remit,
        "attendance": _attendance,
        "access": _access,
        "exit": _exit,
    }
    return ((id, look(hub)) for id, look in looks.items())


def _scale(hub: Hub) -> Looked:
    used = [(path, _scales_of(hub, path)) for path in hub.pathways]
    says = [", then ".join(_tiers_of(scale) for scale in scales) or "No rating" for _, scales in used]
    shape = sorted((path.stands_for, tuple(len(scale.tiers) for scale in scales)) for path, scales in used)
    return says, tuple(shape)


def _scales_of(hub: Hub, path: Pathway) -> list[Scale]:
    return [hub.find("scales", id) for id in (path.scale, *path.beside) if id]


def _tiers_of(scale: Scale) -> str:
    return " / ".join(tier.label.en for tier in scale.tiers)


def _clock(hub: Hub) -> Looked:
    asked: list[tuple[str, str | None]] = []
    for scale in hub.scales:
        for tier in scale.tiers:
            asked.append((f"{tier.label.en}, decision", tier.decision_clock))
            asked.append((f"{tier.label.en}, answer", tier.return_clock))
    asked += [(f"{path.name.en}, decision", path.decision_clock) for path in hub.pathways if path.scale is None]
    asked += [(type.name.en, type.clock) for type in hub.meeting_types]
    says = [f"{what}: {_time(hub, id)}" for what, id in asked if id]
    return says, tuple(_counted(hub, id) if id else None for _, id in asked)


def _time(hub: Hub, clock: str) -> str:
    rule = hub.find("clocks", clock)
    unit = rule.unit.replace("_", " ").removeprefix("elapsed ")
    return f"{rule.amount} {unit}{'' if rule.amount == 1 else 's'}"


def _counted(hub: Hub, clock: str) -> tuple[Any, ...]:
    rule = hub.find("clocks", clock)
    return rule.amount, rule.unit, rule.out_of_hours, rule.starts, rule.counted


def _effect(hub: Hub) -> Looked:
    tiers = [(path, tier) for path in hub.pathways for scale in _scales_of(hub, path) for tier in scale.tiers]
    says = [f"{tier.label.en}: {_caused(hub, path, tier)}" for path, tier in tiers]
    shape = [
        (
            path.stands_for,
            len(_asked(hub, path, tier)),
            tier.checks_when,
            bool(tier.meeting),
            tier.counted,
            len(tier.routes),
            tier.says,
            bool(tier.offers),
        )
        for path, tier in tiers
    ]
    return says or ["No tier causes anything"], tuple(shape)


def _asked(hub: Hub, path: Pathway, tier: Tier) -> set[str]:
    sets = [id for id in tier.checks if not path.checks or id in path.checks]
    return {ask.agency for id in sets for ask in hub.find("check_sets", id).asks}


def _caused(hub: Hub, path: Pathway, tier: Tier) -> str:
    asked = len(_asked(hub, path, tier))
    parts = [f"{asked} agencies asked {tier.checks_when} the decision" if asked else "nobody is asked"]
    parts += [hub.find("meeting_types", tier.meeting).name.en] if tier.meeting else []
    parts += [] if tier.counted else ["outside timeliness"]
    parts += ["some routes only"] if tier.routes else []
    return ", ".join(parts)


def _decider(hub: Hub) -> Looked:
    ids = [path.decider for path in hub.pathways]
    ids += [id for scale in hub.scales for tier in scale.tiers for id in tier.deciders.values()]
    ids += [scale.lowering_top_confirmed_by for scale in hub.scales if scale.lowering_top_confirmed_by]
    found = [hub.find("deciders", id) for id in dict.fromkeys(ids)]
    levels = hub.challenge.levels if hub.challenge else ()
    votes = [hub.find("votes", one.vote) for one in found if one.vote]
    says = [_decides(one.name.en, one.qualification, len(one.hears)) for one in found]
    says += [f"{vote.name.en}: {len(vote.agencies)} agencies" for vote in votes]
    shape = (
        tuple((len(one.roles), one.qualification, len(one.hears), bool(one.vote)) for one in found),
        tuple(len(vote.agencies) for vote in votes),
        len(levels),
    )
    return says, shape


def _decides(name: str, qualification: str | None, hears: int) -> str:
    needs = f", a qualified {qualification.replace('_', ' ')}" if qualification else ""
    return f"{name}{needs}{f', having heard {hears} agencies' if hears else ''}"


def _remit(hub: Hub) -> Looked:
    says = [f"{path.name.en}{_ages(path)}" for path in hub.pathways]
    councils = len(hub.local.councils)
    says += [f"for {councils} councils"] if councils > 1 else []
    endings = Counter(kind.ends_with for kind in hub.kinds)
    paths = sorted((path.stands_for, path.from_age or 0, path.until_age or 0, path.unborn) for path in hub.pathways)
    doors = sorted((door.source, door.who, bool(door.opens_on)) for door in hub.doors)
    proposals = sorted(one.act for kind in hub.kinds for one in kind.proposals)
    return says, (tuple(paths), councils, tuple(sorted(endings.items())), tuple(doors), tuple(proposals))


def _ages(path: Pathway) -> str:
    parts = [f"from {path.from_age}"] if path.from_age else []
    parts += [f"below {path.until_age}"] if path.until_age else []
    parts += ["and unborn"] if path.unborn else []
    return f" ({' '.join(parts)})" if parts else ""


def _attendance(hub: Hub) -> Looked:
    modes = Counter(agency.mode for agency in hub.agencies)
    says = [f"{count} {mode.replace('_', ' ')}" for mode, count in sorted(modes.items())]
    own = sum(1 for agency in hub.agencies if agency.calendar), sum(1 for one in hub.agencies if one.by_telephone)
    says += [f"{own[0]} with hours of their own"] if own[0] else []
    says += [f"{own[1]} by telephone besides"] if own[1] else []
    return says, (tuple(sorted(modes.items())), own)


def _access(hub: Hub) -> Looked:
    reads = [role for role in hub.roles if "case.read" in role.permissions]
    part = [role for role in reads if role.sections or role.pathways]
    answers = [role for role in hub.roles if "check.answer" in role.permissions and role not in reads]
    says = [f"{len(reads)} posts read cases"]
    says += [f"{len(part)} of them a part"] if part else []
    says += [f"{len(answers)} answer what they are asked and read nothing"] if answers else []
    says += [f"{len(hub.sensitivities)} levels of sensitivity"] if hub.sensitivities else []
    limits = tuple(sorted((len(role.sections), len(role.pathways)) for role in part))
    return says, (len(reads), limits, len(answers), len(hub.sensitivities))


def _exit(hub: Hub) -> Looked:
    says = [f"{route.name.en}{f' ({route.to.en})' if route.to else ''}" for route in hub.routes if not route.protective]
    return says, tuple(sorted(Counter(f"{route.meaning}/{bool(route.accept_clock)}" for route in hub.routes).items()))
