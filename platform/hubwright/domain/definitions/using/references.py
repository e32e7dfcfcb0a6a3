"""Everything in a draft's tree that names something else: by id, in a list, as a name, in a rule, by answering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.checks.references import LEADS, NAMES, PLACED
from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.elements import OBJECT
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.using.examples import in_examples
from hubwright.domain.definitions.using.plugins import in_plugins
from hubwright.domain.definitions.using.rules import named_in, rules_in
from hubwright.domain.definitions.using.spots import Spot, at, path_of, places
from hubwright.domain.definitions.using.things import Thing, things_in

WAYS: Mapping[str, str] = {
    **LEADS,
    **PLACED,
    "check_sets/*/from_tier": "tiers",
    "doors/*/form/id": "forms",
    "meeting_types/*/agenda/tiers/*": "tiers",
    "pathways/*/workflow/id": "workflows",
    "scales/*/suggestions/*/form": "forms",
    "scales/*/suggestions/*/tier": "tiers",
}
"""The way to each id that a hub writes as a value, and the part that it leads to."""

KEYS: Mapping[str, str] = {
    **{way.removeprefix("shareable/"): part for way, part in NAMES.items()},
    "words/forms": "forms",
    "words/workflows": "workflows",
}
"""The way to each object whose names are ids."""

_STAGES = ("workflows/*/transitions/*/sources/*", "workflows/*/transitions/*/target")
_IN_WORDS = {"pages": "pages", "questions": "questions", "rows": "questions", "options": "options", "stages": "stages"}


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that names something.

    Args:
        spot: where it is named.
        thing: what is.
        how: "value" of a field, "item" of a list, "key" of an object, "rule", "words" of the hub's own laid over it,
            "answer" of a worked example, or "example" for anything else that one tells.
        purpose: of a rule, as `rules.RULES` has it; else "".
    """

    spot: Spot
    thing: Thing
    how: str
    purpose: str = ""

    @property
    def path(self) -> Path:
        """The nearest place that an edit reaches."""
        return path_of(self.spot)


def references(tree: Mapping[str, Any], plugins: Declared | None = None) -> Iterator[Reference]:
    """Everything in a tree that names something.

    Args:
        tree: a draft's.
        plugins: of this installation: what their options name, their own schemas say.
    """
    for way, part in WAYS.items():
        how = "item" if way.endswith("/*") else "value"
        for spot, id in places(tuple(way.split("/")), tree):
            if isinstance(id, str):
                in_list = how == "item" and isinstance(at(tree, spot[:-1]), list)
                yield Reference(spot, (part, id), "item" if in_list else "value")
    for way, part in KEYS.items():
        for spot, held in places(tuple(way.split("/")), tree):
            for id in held if isinstance(held, OBJECT) else ():
                yield Reference((*spot, id), (part, id), "key")
    yield from _of_stages(tree)
    yield from _of_questions(tree)
    for standing in rules_in(tree):
        for thing in sorted(named_in(standing)):
            yield Reference(standing.spot, thing, "rule", standing.purpose)
    for spot, thing, how in (*in_plugins(tree, plugins or {}), *in_examples(tree)):
        yield Reference(spot, thing, how)


def uses_of(tree: Mapping[str, Any], path: Path, plugins: Declared | None = None) -> list[Reference]:
    """Everything outside an element that names it, or something within it.

    Args:
        tree: a draft's.
        path: of the element.
        plugins: of this installation.
    """
    things = frozenset(things_in(path, at(tree, path)))
    return [one for one in references(tree, plugins) if one.thing in things and one.spot[: len(path)] != path]


def _of_stages(tree: Mapping[str, Any]) -> Iterator[Reference]:
    for way in _STAGES:
        for spot, id in places(tuple(way.split("/")), tree):
            flow = str(spot[1]).partition("@")[0]
            if isinstance(id, str):
                yield Reference(spot, ("stages", flow, id), "item" if way.endswith("*") else "value")


def _of_questions(tree: Mapping[str, Any]) -> Iterator[Reference]:
    for spot, id in places(("forms", "*", "enough", "*"), tree):
        if isinstance(id, str):
            yield Reference(spot, ("questions", str(spot[1]).partition("@")[0], id), "item")
    for kind in ("forms", "workflows"):
        for spot, _ in places(("words", kind, "*", "*"), tree):
            yield from (Reference(spot, thing, "words") for thing in _laid_over(str(spot[2]), str(spot[3])))


def _laid_over(document: str, words: str) -> Iterator[Thing]:
    """What the hub's own words at a path within a document are laid over, and whatever that stands in."""
    steps = words.split("/")
    question = ""
    for part, id in zip(steps[0::2], steps[1::2], strict=False):
        if part not in _IN_WORDS:
            return
        if part == "options":
            yield ("options", document, question, id)
            continue
        question = id if part in ("questions", "rows") else ""
        yield (_IN_WORDS[part], document, id)
