"""Each use of a thing as a sentence that whoever keeps the hub reads, with the place that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.elements import OBJECT
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.sayings import Speaker
from hubwright.domain.definitions.templates.telling import name_of
from hubwright.domain.definitions.using.references import Reference, uses_of
from hubwright.domain.definitions.using.rules import form_read
from hubwright.domain.definitions.using.spots import Spot, at, held, listed, path_of
from hubwright.domain.definitions.using.things import questions_of
from hubwright.domain.rules import Rule, parse, sentence

_RULES = {
    "danger": "{form} raises the alarm when {rule}.",
    "show": "{holder} is shown when {rule}.",
    "check": "A check of {holder} reads it: it warns unless {rule}.",
    "formula": "{holder} is worked out from it: {rule}.",
    "suggestion": "{tier} is suggested when {rule}.",
    "strand": "{holder} opens {pathway} when {rule}.",
    "proposal": "{holder} proposes something when {rule}.",
    "transition": "{holder} is taken when {rule}.",
}
_FACTS = {
    "known": "the person is known already",
    "lives_here": "the address is in the area",
    "found_here": "they are in the area now",
    "danger": "somebody is in danger now",
    "source": "where it came from",
    "tier": "the rating",
    "kind": "the kind of contact",
    "pathway": "the pathway",
    "returns_waiting": "the number of answers still awaited",
    "undecided": "the number of people without a decision",
    "vote": "the vote",
}


# Fields that say whom or what their element is about: the element itself is said.
_NAMED_BY = ("agency", "role", "form", "pathway", "tier")


# Fields whose own names would not be said.
_PLAINLY = {
    "the between of ": "the parties of ",
    'the invited "': 'the invitation of "',
    'the quorum "': 'the part of the quorum for "',
}


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a thing.

    Args:
        reference: where it is named, and how.
        sentence: in English.
    """

    reference: Reference
    sentence: str

    @property
    def path(self) -> Path:
        """The place in the draft's tree that it leads to."""
        return self.reference.path


class Telling:
    """Says what uses what in one tree.

    Args:
        tree: a draft's.
        plugins: of this installation, for what their options name.
    """

    def __init__(self, tree: Mapping[str, Any], plugins: Declared | None = None) -> None:
        self.tree = tree
        self.plugins = plugins
        self.speaker = Speaker(tree, plugins=plugins)
        self.words: dict[str, tuple[dict[str, str], dict[str, dict[str, str]]]] = {}

    def uses(self, path: Path) -> list[Use]:
        """Everything outside an element that uses it, each said once."""
        found: dict[tuple[Spot, str], Use] = {}
        for one in uses_of(self.tree, path, self.plugins):
            said = self.said(one)
            whole = one.spot if one.how == "rule" else path_of(one.spot)
            found.setdefault((whole, said), Use(one, said))
        return list(found.values())

    def said(self, one: Reference) -> str:
        """One use as a sentence."""
        said: dict[str, Callable[[], str]] = {
            "rule": lambda: self.of_rule(one.spot, one.purpose, at(self.tree, one.spot)),
            "words": lambda: "The hub has its own words for it.",
            "answer": lambda: f"{self.example(one.spot)} answers it.",
            "example": lambda: f"{self.example(one.spot)} tells of it.",
            "key": lambda: f"It has an entry in {self.thing(one.spot[:-1])}.",
            "item": lambda: self.of_item(one.spot),
        }
        return said.get(one.how, lambda: self.of_value(one.spot))()

    def of_item(self, spot: Spot) -> str:
        """What a list does that names it."""
        if spot[0] == "roles" and spot[2] == "permissions":
            return f"{capital(self.thing(spot[:2]))} may do what it permits."
        if spot[0] == "forms":
            return f"{capital(self.thing(spot[:2]))} can be sent once it is dealt with."
        return f"It is one of {self.thing(spot[:-1])}."

    def of_value(self, spot: Spot) -> str:
        """What a field does that names it."""
        if spot[-1] == "id":
            return f"{capital(self.thing(spot[:-2]))} leads to it."
        if spot[-1] in _NAMED_BY:
            return f"{capital(self.thing(spot[:-1]))} names it."
        return f"It is {self.thing(spot)}."

    def of_rule(self, spot: Spot, purpose: str, rule: Any) -> str:
        """What a rule at a spot does, with the rule in words."""
        return capital(
            _RULES[purpose].format(
                form=self.thing(spot[:2]),
                holder=self.holder(spot, purpose),
                rule=self.rule(rule, form_read(self.tree, spot, purpose)),
                tier=self.named("tiers", at(self.tree, (*spot[:-1], "tier"))),
                pathway=self.named("pathways", at(self.tree, (*spot[:-1], "pathway"))),
            )
        )

    def rule(self, rule: Any, form: str) -> str:
        """A rule in words.

        Args:
            rule: as JSON.
            form: the key of the form whose questions it reads, or "" for a rule about a case.
        """
        drawn = parse(rule, file="", pointer="")
        labels, options = self.labels(form)
        return sentence(drawn, labels, options) if isinstance(drawn, Rule) else "something that cannot be read"

    def labels(self, form: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """What the questions that a rule may read and their options are called."""
        if form not in self.words:
            self.words[form] = self._of_form(form) if form else self._of_case()
        return self.words[form]

    def _of_form(self, form: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        document = held(held(self.tree.get("forms")).get(form))
        questions = {str(one.get("id")): one for _, one in questions_of(document)}
        return {id: name_of(one) or id for id, one in questions.items()}, {
            id: {str(option.get("id")): name_of(option) for option in listed(one["options"])}
            for id, one in questions.items()
            if isinstance(one.get("options"), list)
        }

    def _of_case(self) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        tiers = self.tiers()
        named = {"tier": tiers, "kind": self.tree.get("kinds", ()), "pathway": self.tree.get("pathways", ())}
        return dict(_FACTS), {fact: _names(elements) for fact, elements in named.items()}

    def holder(self, spot: Spot, purpose: str) -> str:
        """What a rule belongs to, in words."""
        steps = {"show": 1, "check": 3, "formula": 2, "suggestion": 1, "strand": 3, "transition": 1, "proposal": 3}
        return self.thing(spot[: -steps.get(purpose, 1)])

    def thing(self, spot: Spot) -> str:
        """What stands at a spot, in words."""
        path = path_of(spot)
        if path[:1] == ("plugins",):
            return self.speaker.thing("/".join(map(str, spot)))
        if path[:1] == ("scenarios",):
            return self.example(spot)[0].lower() + self.example(spot)[1:]
        if path[:1] == ("local",):
            element = held(at(self.tree, path))
            named = element.get("name", "")
            if name := named if isinstance(named, str) else name_of(element):
                return f"the entry “{name}” of the place"
            return f"the {str(path[-1]).replace('_', ' ')} of the place"
        if path[:1] == ("forms",) and len(path) > 3:
            # Its page says enough: a form is named only where something of another form could be meant.
            return self.speaker.thing("/".join(path)).partition(" of the page ")[0]
        said = self.speaker.thing("/".join(path))
        for clumsy, plain in _PLAINLY.items():
            said = said.replace(clumsy, plain, 1)
        return said

    def example(self, spot: Spot) -> str:
        """A worked example, in words."""
        scenario = at(self.tree, spot[:2])
        name = scenario.get("name", spot[1]) if isinstance(scenario, OBJECT) else spot[1]
        return f"The worked example “{name}”"

    def tiers(self) -> list[Any]:
        """The tiers of every scale."""
        return [tier for scale in listed(self.tree.get("scales")) for tier in listed(scale.get("tiers"))]

    def named(self, part: str, id: Any) -> str:
        """An element that something names, in words."""
        elements = self.tiers() if part == "tiers" else listed(self.tree.get(part))
        noun = "rating" if part == "tiers" else part.removesuffix("s")
        return f"the {noun} “{_names(elements).get(id, id)}”"


def capital(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def _names(elements: Iterable[Any]) -> dict[str, str]:
    return {str(one.get("id")): name_of(one) or str(one.get("id")) for one in elements if isinstance(one, OBJECT)}
