"""Every place of a draft's tree where a rule may stand, and what each rule names there.

A rule of a form, a suggestion and a door's strand read questions and name their options; a rule of a workflow reads
facts of a case and names tiers, kinds and pathways; a proposal reads facts that a worker looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.elements import OBJECT
from hubwright.domain.definitions.using.spots import Spot, at, places
from hubwright.domain.definitions.using.things import Thing

_QUESTION = ("forms/*/pages/*/questions/*", "forms/*/pages/*/questions/*/rows/*")
RULES: Mapping[str, str] = {
    "forms/*/danger": "danger",
    "forms/*/pages/*/show": "show",
    **{f"{way}/show": "show" for way in _QUESTION},
    **{f"{way}/checks/*/rule": "check" for way in _QUESTION},
    **{f"{way}/settings/formula": "formula" for way in _QUESTION},
    "scales/*/suggestions/*/rule": "suggestion",
    "doors/*/strands/*/when": "strand",
    "kinds/*/proposals/*/when": "proposal",
    "workflows/*/transitions/*/when": "transition",
}
"""The way to each rule, and what it is for."""

_FACTS = {"tier": "tiers", "kind": "kinds", "pathway": "pathways"}
_LITERAL = ("is", "is not", "one of", "contains", "contains any of")


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule where it stands.

    Args:
        spot: where.
        purpose: one of the values of `RULES`.
        form: the key in the tree of the form whose questions it reads, or "".
        rule: as JSON.
    """

    spot: Spot
    purpose: str
    form: str
    rule: Any


def rules_in(tree: Mapping[str, Any]) -> Iterator[Standing]:
    """Every rule of a tree."""
    for way, purpose in RULES.items():
        for spot, rule in places(tuple(way.split("/")), tree):
            yield Standing(spot, purpose, form_read(tree, spot, purpose), rule)


def form_read(tree: Mapping[str, Any], spot: Spot, purpose: str) -> str:
    """The key of the form whose questions a rule at a spot reads; "" where it reads none."""
    if purpose in ("show", "check", "formula", "danger"):
        return str(spot[1])
    if purpose == "suggestion":
        return str(at(tree, (*spot[:-1], "form")))
    if purpose == "strand":
        form = at(tree, (*spot[:2], "form", "id"))
        return form if isinstance(form, str) else ""
    return ""


def purpose_of(spot: Spot) -> str:
    """What a rule at a spot is for; "" where no rule may stand."""
    for way, purpose in RULES.items():
        wanted = way.split("/")
        if len(wanted) == len(spot) and all(one in ("*", step) for one, step in zip(wanted, spot, strict=True)):
            return purpose
    return ""


def named_in(standing: Standing) -> frozenset[Thing]:
    """What a rule names."""
    form = standing.form.partition("@")[0]
    return frozenset(_named(standing.rule, form, workflow=standing.purpose == "transition"))


def _named(rule: Any, form: str, *, workflow: bool) -> Iterator[Thing]:
    if not isinstance(rule, OBJECT):
        return
    for operator, arguments in rule.items():
        held = arguments if isinstance(arguments, list) else []
        if operator == "answer" and form:
            yield from (("questions", form, one) for one in held if isinstance(one, str))
        asked = [id for one in held if (id := question_of(one))]
        if operator in _LITERAL and asked:
            for literal in _literals(held):
                if form:
                    yield ("options", form, asked[0], literal)
                elif workflow and asked[0] in _FACTS:
                    yield (_FACTS[asked[0]], literal)
        for one in held:
            yield from _named(one, form, workflow=workflow)


def question_of(part: Any) -> str:
    """The question that a part of a rule is the answer of; "" where it is something else."""
    if isinstance(part, OBJECT) and isinstance(held := part.get("answer"), list) and len(held) == 1:
        return str(held[0])
    return ""


def _literals(arguments: list[Any]) -> Iterator[str]:
    for one in arguments:
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            yield from (literal for literal in one if isinstance(literal, str))
