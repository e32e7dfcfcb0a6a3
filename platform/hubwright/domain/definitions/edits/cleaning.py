"""Taking something out with everything that names it: what changes with it, in sentences, as one change.

Nothing is guessed. Where something could go on in two ways, as a question whose only condition goes, it is asked; the
change can be made when everything asked is answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.edits.between import between
from hubwright.domain.definitions.edits.edit import Edit, Path
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.plugged import Declared, may
from hubwright.domain.definitions.templates.telling import name_of
from hubwright.domain.definitions.using.keeping import ASKED, LEAST, LINES, NEEDED, way_of
from hubwright.domain.definitions.using.plugins import least_of, stays
from hubwright.domain.definitions.using.references import Reference, uses_of
from hubwright.domain.definitions.using.saying import Telling, capital
from hubwright.domain.definitions.using.spots import Spot, as_words, at, held, listed, path_of, replaced
from hubwright.domain.definitions.using.things import Thing
from hubwright.domain.rules.dropping import Gone, without

ALSO, ALWAYS, NONE, INSTEAD = "also", "always", "none", "instead:"
"""Answers: take that out as well; let it hold always; leave it without; put something else there."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A decision that is needed first.

    Args:
        id: by which it is answered.
        sentence: what is to be decided.
        choices: each answer, and what it does.
        answer: what was decided, or "".
    """

    id: str
    sentence: str
    choices: tuple[tuple[str, str], ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What taking something out would do.

    Args:
        goes: each thing that is taken out, in words; the first is what was asked for.
        changes: what is changed with it, in sentences.
        asks: decisions, answered or not.
        stops: why it cannot be done, in sentences; empty where it can.
        after: the tree afterwards.
    """

    goes: tuple[str, ...]
    changes: tuple[str, ...]
    asks: tuple[Ask, ...]
    stops: tuple[str, ...]
    after: Mapping[str, Any]

    @property
    def ready(self) -> bool:
        """Everything that was asked is answered, and nothing stops it."""
        return not self.stops and all(one.answer for one in self.asks)

    def edits(self, tree: Mapping[str, Any]) -> list[Edit]:
        """The edits that do it, of the tree that it was worked out of."""
        return between(tree, self.after)


def cleaning(
    tree: Mapping[str, Any], path: Path, answers: Mapping[str, str], *, plugins: Declared | None = None
) -> Cleaning:
    """What taking an element out would do.

    Args:
        tree: a draft's.
        path: of the element.
        answers: to what was asked, by the id of each `Ask`; an answer that is not among its choices counts as none.
        plugins: of this installation, for what their options name.
    """
    doomed = [path]
    decided: dict[str, Ask] = {}
    while True:
        broom = _Broom(tree, doomed, answers, plugins or {})
        broom.sweep()
        more = [one for one in broom.also if one not in doomed]
        if not more:
            # What goes as well asks nothing any more; that it was asked and answered still has to be said.
            broom.asks = decided | broom.asks
            return broom.done()
        decided |= {id: one for id, one in broom.asks.items() if one.answer == ALSO}
        doomed += more


_Op = tuple[Spot, Any]


class _Broom:
    """Sweeps a tree of everything that names what goes."""

    def __init__(
        self, tree: Mapping[str, Any], doomed: list[Path], answers: Mapping[str, str], plugins: Declared
    ) -> None:
        self.tree, self.answers, self.plugins = tree, answers, plugins
        # What goes with something larger is not taken out by itself.
        self.doomed = [one for one in doomed if not any(one[: len(other)] == other for other in doomed if other != one)]
        self.telling = Telling(tree, plugins)
        self.also: list[Path] = []
        self.ops: list[_Op] = []
        self.changes: dict[str, None] = {}
        self.asks: dict[str, Ask] = {}
        self.stops: dict[str, None] = {}
        self.leaving: dict[Spot, list[Spot]] = {}
        self.leaves: Counter[Spot] = Counter()

    def sweep(self) -> None:
        found: dict[tuple[Spot, Thing, str], Reference] = {}
        for path in self.doomed:
            for one in uses_of(self.tree, path, self.plugins):
                if not any(one.spot[: len(other)] == other for other in self.doomed):
                    found[one.spot, one.thing, one.how] = one
        rules: dict[Spot, list[Reference]] = {}
        self.leaves = Counter(one.spot[:-1] for one in found.values() if one.how == "item")
        for one in found.values():
            if one.how == "rule":
                rules.setdefault(one.spot, []).append(one)
            else:
                self.plain(one)
        for spot, named in rules.items():
            self.rule(spot, named)
        for path in self.doomed:
            self.goes(path)
        self.counted()

    def done(self) -> Cleaning:
        after: Any = self.tree
        # The last of a list first, and what is inside before what holds it: no place moves before it is reached.
        for spot, to in sorted(
            self.ops, key=lambda op: [(isinstance(step, int), step) for step in op[0]], reverse=True
        ):
            if at(after, spot) is not MISSING:
                after = replaced(after, spot, to)
        for path in self.doomed:
            after = replaced(after, path, MISSING)
        return Cleaning(
            tuple(capital(self.telling.thing(one)) for one in self.doomed),
            tuple(self.changes),
            tuple(self.asks.values()),
            tuple(self.stops),
            after,
        )

    def change(self, said: str, spot: Spot, to: Any = MISSING) -> None:
        self.changes[capital(said)] = None
        self.ops.append((spot, to))

    def ask(self, spot: Spot, sentence: str, choices: Iterable[tuple[str, str]]) -> str:
        """The answer to a question about a place, or "" while there is none."""
        id, given = as_words(spot), tuple(choices)
        answer = self.answers.get(id, "")
        answer = answer if answer in [value for value, _ in given] else ""
        self.asks[id] = Ask(id, capital(sentence), given, answer)
        return answer

    def goes(self, path: Path) -> None:
        if isinstance(at(self.tree, path[:-1]), list):
            self.leaving.setdefault(path[:-1], []).append(path)

    def counted(self) -> None:
        """Stops where a list would hold fewer than it has to."""
        for above, leaving in self.leaving.items():
            least = self.least(above)
            there = at(self.tree, above)
            if isinstance(there, list) and len(there) - len(set(leaving)) < least:
                whose = self.telling.thing(above[:-1]) if len(above) > 1 else "the hub"
                self.stops[f"It is the last of {self.telling.thing(above)}: {whose} cannot be without any."] = None

    def least(self, spot: Spot) -> int:
        return LEAST.get(way_of(spot, LEAST), 0) or least_of(spot, self.plugins)

    def plain(self, one: Reference) -> None:
        sweeps: dict[str, Callable[[Reference], None]] = {
            "words": self.words,
            "answer": self.answer,
            "example": self.example,
            "key": self.key,
            "item": self.item,
        }
        sweeps.get(one.how, self.value)(one)

    def words(self, one: Reference) -> None:
        self.change("The hub's own words for it go.", one.spot)

    def answer(self, one: Reference) -> None:
        around = at(self.tree, one.spot[:-1]) if isinstance(one.spot[-1], int) else None
        alone = isinstance(around, list) and len(around) == 1
        spot = one.spot[:-1] if alone else one.spot
        self.change(f"{self.telling.example(one.spot)} answers it no more.", spot)

    def example(self, one: Reference) -> None:
        path = path_of(one.spot[:2])
        name = self.telling.example(one.spot)
        if self.ask(path, f"{name} tells of it.", [(ALSO, "Take the worked example out as well")]) == ALSO:
            self.also.append(path)

    def key(self, one: Reference) -> None:
        self.change(f"Its entry in {self.telling.thing(one.spot[:-1])} goes.", one.spot)

    def item(self, one: Reference) -> None:
        above = one.spot[:-1]
        there = at(self.tree, above)
        least = self.least(above)
        if one.spot[0] == "roles" and one.thing[0] == "plugins":
            what = may(there[int(one.spot[-1])], self.plugins)
            self.change(f"{self.telling.thing(one.spot[:2])} may no more: {what}.", one.spot)
            return
        if len(there) - self.leaves[above] >= least:
            last = len(there) == self.leaves[above] and one.spot[0] == "forms"
            more = " The form then no longer says which answers are enough to send it: name one." if last else ""
            self.change(f"It is taken out of {self.telling.thing(above)}.{more}", one.spot)
            return
        self.instead(one, frozenset(one for one in there if isinstance(one, str)))

    def value(self, one: Reference) -> None:
        spot = one.spot[:-1] if one.spot[-1] == "id" else one.spot
        if way_of(one.spot, LINES):
            line = one.spot[:-1]
            self.leaving.setdefault(line[:-1], []).append(path_of(line) if path_of(line) == line else line[:-1])
            self.change(f"{capital(self.telling.thing(line))} goes{self.which(line)}.", line)
        elif way_of(spot, NEEDED | ASKED) or stays(spot, self.plugins):
            self.instead(one, frozenset())
        else:
            self.change(f"There is no {self.telling.thing(spot).removeprefix('the ')} any more.", spot)

    def which(self, line: Spot) -> str:
        """Of a line that goes by nothing, which one."""
        return f" (line {line[-1] + 1})" if isinstance(line[-1], int) else ""

    def instead(self, one: Reference, there: frozenset[Any]) -> None:
        """Something else has to stand in its place, or what holds it goes too."""
        others = [(id, name) for id, name in self.others(one.thing) if id not in there]
        spot = one.spot[:-1] if one.how == "item" else one.spot
        above = path_of(spot[:-2] if one.spot[-1] == "id" else spot[:-1])
        choices = [(f"{INSTEAD}{id}", f"“{name}” instead") for id, name in others]
        if isinstance(at(self.tree, above[:-1]), list):
            choices.append((ALSO, f"Take {self.telling.thing(above)} out as well"))
        said = self.telling.thing(spot[:-1] if one.spot[-1] == "id" else spot)
        answer = self.ask(one.spot, f"What is to be {said}?", choices)
        if not choices:
            self.stops[f"{capital(said)} cannot be without it, and there is nothing else to put there."] = None
        if answer == ALSO:
            self.also.append(above)
        elif answer:
            id = answer.removeprefix(INSTEAD)
            self.change(f"{said} is “{dict(others)[id]}” instead.", one.spot, id)

    def others(self, thing: Thing) -> list[tuple[str, str]]:
        """What of the same sort stays: ids with names."""
        part, gone = thing[0], {one[-1] for one in self.doomed}
        if part in ("forms", "workflows"):
            there = [(id, held(one)) for id, one in held(self.tree.get(part)).items() if "@" not in id]
        elif part == "tiers":
            there = _by_id(self.telling.tiers())
        elif part == "stages":
            there = _by_id(listed(at(self.tree, ("workflows", thing[1], "stages"))))
        else:
            there = _by_id(listed(self.tree.get(part)))
        return [(id, name_of(one) or id) for id, one in there if id not in gone]

    def rule(self, spot: Spot, named: list[Reference]) -> None:
        rule, purpose = at(self.tree, spot), named[0].purpose
        left = without(rule, _gone(named, purpose))
        if left == rule:
            return
        before = self.telling.of_rule(spot, purpose, rule)
        if left is not None and purpose != "formula":
            form = str(named[0].thing[1]) if purpose not in ("transition", "proposal") else ""
            self.change(f"{before.removesuffix('.')}: this becomes “{self.telling.rule(left, form)}”.", spot, left)
        elif purpose == "check":
            self.change(f"{before} This check goes.", spot[:-1])
        elif purpose in ("suggestion", "strand"):
            self.change(f"{before} This goes.", spot[:-1])
        else:
            self.nothing_left(spot, purpose, before)

    def nothing_left(self, spot: Spot, purpose: str, before: str) -> None:
        """Nothing is left of a rule, and what becomes of its holder is for somebody to say."""
        holder = path_of(spot[:-2] if purpose == "formula" else spot[:-1])
        name = self.telling.thing(holder)
        also = (ALSO, f"Take {name} out as well")
        offers = {
            "danger": [(NONE, f"Leave {name} without an alarm, until another rule is made")],
            "formula": [also],
            "transition": [(ALWAYS, f"Let {name} be taken always"), also],
        }
        answer = self.ask(spot, before, offers.get(purpose, [(ALWAYS, f"Show {name} always"), also]))
        if answer == ALSO:
            self.also.append(holder)
        elif answer == NONE:
            self.change(f"{name} raises no alarm any more.", spot)
        elif answer == ALWAYS:
            self.change(f"{name} is {'taken' if purpose == 'transition' else 'shown'} always.", spot)


def _by_id(elements: Iterable[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(str(one["id"]), one) for one in elements if "id" in one]


def _gone(named: Iterable[Reference], purpose: str) -> Gone:
    """What a rule must not name any more."""
    facts = {"tiers": "tier", "kinds": "kind", "pathways": "pathway"}
    questions, options = set(), set()
    for one in named:
        if purpose == "transition":
            options.add((facts.get(one.thing[0], ""), one.thing[-1]))
        elif one.thing[0] == "questions":
            questions.add(one.thing[-1])
        else:
            options.add((one.thing[2], one.thing[3]))
    return Gone(questions, options)
