"""What a finding can be mended with in one press: each mend is sound by itself, and says in words what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.checks.colour import READABLE, contrast
from hubwright.domain.definitions.checks.words import WHITE
from hubwright.domain.definitions.drafting import LOCAL
from hubwright.domain.definitions.edits import Edit, Path, between, find
from hubwright.domain.definitions.elements import MISSING, OBJECT
from hubwright.domain.definitions.health.finding import Finding
from hubwright.domain.definitions.health.naming import Names
from hubwright.domain.definitions.using.spots import Spot, at, listed, replaced
from hubwright.domain.definitions.using.things import questions_of
from hubwright.domain.rules.parsing import quoted

Tree = Mapping[str, Any]

SYMBOLS = ("square", "triangle", "circle", "diamond", "bar", "cross")
_AGAIN_AFTER = 30
_DARKER = 0.92
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Mend:
    """One way out.

    Args:
        id: unique among those of its finding.
        words: what is on its button.
        edits: of the draft.
    """

    id: str
    words: str
    edits: tuple[Edit, ...]


def mends(finding: Finding, tree: Tree) -> tuple[Mend, ...]:
    """Everything with which a finding can be mended in one press; nothing where somebody has to think.

    Args:
        finding: as it was said.
        tree: the draft.
    """
    made: dict[str, Mend] = {}
    mend = _example if finding.path[:1] == ("scenarios",) else _MENDS.get(finding.code, _none)
    for words, after in mend(finding, tree):
        if edits := tuple(between(tree, after)):
            made.setdefault(words, Mend(str(len(made)), words, edits))
    return tuple(made.values())


_Made = Iterator[tuple[str, Tree]]


def _none(finding: Finding, tree: Tree) -> _Made:
    yield from ()


def _clock(field: str) -> Callable[[Finding, Tree], _Made]:
    """The clock of the nearest rating that is more urgent: nobody waits longer than for that one."""

    def mend(finding: Finding, tree: Tree) -> _Made:
        if finding.path[:1] != ("scales",) or len(finding.path) < 4:
            return
        names, tiers = Names(tree), listed(find(tree, finding.path[:3]))
        above: list[Mapping[str, Any]] = []
        for tier in tiers:
            if tier.get("id") == finding.path[3]:
                break
            above.insert(0, tier)
        for tier in above:
            if field in tier:
                clock = quoted(names.called("clocks", tier[field]))
                words = f"Give it the clock {clock}, as {quoted(names.name(tier))} has"
                yield words, replaced(tree, (*finding.path[:4], field), tier[field])
                return

    return mend


def _counted(finding: Finding, tree: Tree) -> _Made:
    yield from _clock("decision_clock")(finding, tree)
    yield "Say that it does not count in timeliness", replaced(tree, (*finding.path[:4], "counted"), False)


def _rule(finding: Finding, tree: Tree) -> _Made:
    """A rule that decides only what is shown can go: then it is always shown."""
    path = finding.path
    if "show" in path:
        spot: Spot = path[: path.index("show") + 1]
        thing = Names(tree).thing(path)
        yield f"Take the rule away: {thing} is always shown", replaced(tree, spot, MISSING)


def _circle(finding: Finding, tree: Tree) -> _Made:
    form = find(tree, finding.path[:2])
    if not isinstance(form, OBJECT):
        return
    places: list[tuple[str, Path]] = [
        (str(one.get("id")), ("pages", str(one.get("id")))) for one in listed(form.get("pages"))
    ]
    places += [(str(one.get("id")), path) for path, one in questions_of(form)]
    for id, inside in places:
        spot: Path = (*finding.path[:2], *inside, "show")
        if id in finding.names and find(tree, spot) is not MISSING:
            yield f"Take the rule of {Names(tree).thing(spot)} away", replaced(tree, spot, MISSING)


def _darker(finding: Finding, tree: Tree) -> _Made:
    colour, holder = find(tree, finding.path), find(tree, finding.path[:-1])
    if not isinstance(colour, str) or not isinstance(holder, OBJECT):
        return
    beside = holder.get("text", WHITE) if finding.path[:1] == (LOCAL,) else WHITE
    if (darker := darkened(colour, beside)) is not None:
        yield "Make the colour darker until it can be read", replaced(tree, finding.path, darker)


def darkened(colour: str, beside: str) -> str | None:
    """The same colour, only so much darker that it can be read beside another; None where no darkness helps.

    Args:
        colour, beside: "#rrggbb".
    """
    for _ in range(_STEPS):
        if contrast(colour, beside) >= READABLE:
            return colour
        parts = (int(int(colour[at : at + 2], 16) * _DARKER) for at in (1, 3, 5))
        colour = "#" + "".join(f"{part:02x}" for part in parts)
    return None


def _shape(finding: Finding, tree: Tree) -> _Made:
    if finding.path[-1] != "symbol":
        return
    used = {tier.get("symbol") for tier in listed(find(tree, finding.path[:3]))}
    for symbol in SYMBOLS:
        if symbol not in used:
            yield f"Give it the {symbol}, which no other has", replaced(tree, finding.path, symbol)
            return


def _may(permission: str) -> Callable[[Finding, Tree], _Made]:
    """The role that was named gets what it needs for what it was named for."""

    def mend(finding: Finding, tree: Tree) -> _Made:
        names = Names(tree)
        for id in finding.names[:1]:
            spot = ("roles", id, "permissions")
            held = at(tree, spot)
            if isinstance(held, list) and permission not in held:
                words = f"Let {quoted(names.called('roles', id))} {names.any(permission)}"
                yield words, replaced(tree, spot, [*held, permission])
            yield from _without(id, finding.path, tree, words=f"Take {quoted(names.called('roles', id))} out")

    return mend


def _without(id: str, path: Spot, tree: Tree, *, words: str) -> _Made:
    """A list of ids without one, where others stay."""
    held = at(tree, path)
    if isinstance(held, list) and id in held and len(held) > 1:
        yield words, replaced(tree, path, [one for one in held if one != id])


def _decider(finding: Finding, tree: Tree) -> _Made:
    if finding.path[:1] == ("deciders",):
        yield from _may("case.decide")(finding, tree)


def _gone(finding: Finding, tree: Tree) -> _Made:
    for id in finding.names[:1]:
        yield from _without(id, finding.path, tree, words="Take it out")


def _rungs(finding: Finding, tree: Tree) -> Iterator[tuple[Path, list[Any]]]:
    for ladder in listed(tree.get("ladders")):
        path = ("ladders", str(ladder.get("id")), "rungs")
        if finding.path[:1] == (LOCAL,) or finding.path[:2] == path[:2]:
            yield path, list(ladder.get("rungs", ()))


def _on_screen(finding: Finding, tree: Tree) -> _Made:
    """A role without a mailbox is told on the screen, save by the last step: that one has to reach a person."""
    if finding.path != (LOCAL, "role_mailboxes"):
        return
    after, left = tree, False
    for path, rungs in _rungs(finding, tree):
        made = []
        for number, rung in enumerate(rungs):
            mine = rung.get("role") in finding.names and "email" in rung.get("by", ())
            left = left or (mine and number == len(rungs) - 1)
            made.append({**rung, "by": ["screen"]} if mine and number < len(rungs) - 1 else rung)
        after = replaced(after, path, made)
    if not left:
        yield "Tell it on the screen only", after


def _last_rung(finding: Finding, tree: Tree) -> _Made:
    for path, rungs in _rungs(finding, tree):
        if rungs and "email" not in rungs[-1]["by"]:
            made = {**rungs[-1], "by": [*rungs[-1]["by"], "email"]}
            yield "Let the last step tell by e-mail as well", replaced(tree, path, [*rungs[:-1], made])


def _pause(finding: Finding, tree: Tree) -> _Made:
    for path, rungs in _rungs(finding, tree):
        if rungs and not rungs[-1]["after"]:
            words = f"Let {_AGAIN_AFTER} minutes pass before the last step, and each time it repeats"
            yield words, replaced(tree, path, [*rungs[:-1], {**rungs[-1], "after": _AGAIN_AFTER}])


def _same_rung(finding: Finding, tree: Tree) -> _Made:
    for path, rungs in _rungs(finding, tree):
        made = [rung for number, rung in enumerate(rungs) if not number or rung["after"] or rungs[number - 1] != rung]
        yield "Take the step out that repeats", replaced(tree, path, made)


def _put(field: str, value: Any, words: str, *, up: int = 0) -> Callable[[Finding, Tree], _Made]:
    """A field of the place, or of what holds it, gets the one value that mends it."""

    def mend(finding: Finding, tree: Tree) -> _Made:
        path = finding.path[: len(finding.path) - up]
        if isinstance(find(tree, path), OBJECT):
            yield words, replaced(tree, (*path, field), value)

    return mend


def _exchange(finding: Finding, tree: Tree) -> _Made:
    settings = find(tree, finding.path[:-1])
    if isinstance(settings, OBJECT) and {"least", "most"} <= set(settings):
        made = {**settings, "least": settings["most"], "most": settings["least"]}
        yield "Exchange the two", replaced(tree, finding.path[:-1], made)


def _marks(finding: Finding, tree: Tree) -> _Made:
    options = find(tree, finding.path)
    if isinstance(options, list):
        made = [{key: one for key, one in option.items() if key != "exclusive"} for option in options]
        yield "Take the mark away", replaced(tree, finding.path, made)


def _example(finding: Finding, tree: Tree) -> _Made:
    if len(finding.path) > 1:
        yield "Take the example out", replaced(tree, finding.path[:2], MISSING)


def _meaning(finding: Finding, tree: Tree) -> _Made:
    for id in finding.names[1:2]:
        yield "Say so", replaced(tree, (*finding.path, "meaning"), id)


_MENDS: Mapping[str, Callable[[Finding, Tree], _Made]] = {
    "cannot-acknowledge": _may("alarm.acknowledge"),
    "circle": _circle,
    "decider-cannot-decide": _decider,
    "exclusive-alone": _marks,
    "household-not-asked": _put("asks_household", True, "Have it asked"),
    "least-above-most": _exchange,
    "must-be-answered": _put("not_known", True, "Let it be answered with I do not know"),
    "never-shown": _rule,
    "no-channel": _on_screen,
    "no-decision-clock": _counted,
    "no-return-clock": _clock("return_clock"),
    "nobody-at-the-end": _last_rung,
    "protected-for-all": _put(
        "visible_to", ["protected.read"], "Show it to those alone who may read what is protected"
    ),
    "reads-later-page": _rule,
    "reads-own-page": _rule,
    "repeats-at-once": _pause,
    "rule-type": _rule,
    "rule-literal": _rule,
    "runs-while-closed": _put("out_of_hours", "waits", "Let it wait until the hub opens", up=1),
    "same-rung": _same_rung,
    "tiers-look-alike": _shape,
    "too-little-contrast": _darker,
    "unknown-option": _rule,
    "unknown-question": _rule,
    "unknown-reference": _gone,
    "without-meaning": _meaning,
    **dict.fromkeys(
        ("rule-argument", "rule-arguments", "rule-shape", "rule-unknown-operator", "rule-rows-in-rows"), _rule
    ),
}
