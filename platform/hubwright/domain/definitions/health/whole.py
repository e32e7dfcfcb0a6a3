"""Everything that could be better in a draft beyond what its documents promise one another: the thorough look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.drafting import LOCAL
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.health.acting import nobody_acts
from hubwright.domain.definitions.health.asked import check_asked
from hubwright.domain.definitions.health.finding import Finding
from hubwright.domain.definitions.health.naming import Names
from hubwright.domain.definitions.health.readability import LONGEST_SENTENCE, Hard, hardest
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.languages import PUBLIC_PARTS, Said, texts_in
from hubwright.domain.definitions.using.spots import held, listed
from hubwright.domain.definitions.workflow import Workflow
from hubwright.domain.rules import Rule, parse
from hubwright.domain.rules.parsing import quoted

_SHOWN = 70
Meanings = Mapping[str, tuple[str, frozenset[str]]]


def looked_over(
    tree: Mapping[str, Any],
    forms: Mapping[str, Form],
    workflows: Mapping[str, Workflow],
    hub: Hub | None,
    *,
    seated: frozenset[str] | None,
    meanings: Meanings,
) -> tuple[Finding, ...]:
    """What could be better in a draft; none of it stands in the way of publishing.

    Args:
        tree: the draft.
        forms, workflows: those in shape, by their key in the tree.
        hub: the drawing, or None while it is out of shape.
        seated: agencies of which somebody has a membership; None where nobody knows.
        meanings: of the vocabulary, by id: what each is called, and the kinds of questions that may mean it.
    """
    found: list[Finding] = []
    doors = [one for one in listed(tree.get("doors")) if one.get("who", "public") == "public"]
    public = {held(one.get("form")).get("id") for one in doors}
    for key, form in forms.items():
        id = key.partition("@")[0]
        others = tuple(_reading(tree, id))
        found += check_asked(key, form, others=others, meanings=meanings, public=id in public)
    found += _hard(tree)
    found += _place(tree)
    if hub is not None:
        found += nobody_acts(hub, workflows)
    if hub is not None and seated is not None:
        found += _without_seat(hub, seated)
    return tuple(found)


def _reading(tree: Mapping[str, Any], form: str) -> Iterator[Rule]:
    """The rules of the hub that read a form."""
    documents = [
        one.get("rule")
        for scale in listed(tree.get("scales"))
        for one in listed(scale.get("suggestions"))
        if one.get("form") == form
    ]
    for door in listed(tree.get("doors")):
        if held(door.get("form")).get("id") == form:
            documents += [strand.get("when") for strand in listed(door.get("strands"))]
    for document in documents:
        if isinstance(rule := parse(document, file="", pointer=""), Rule):
            yield rule


def _hard(tree: Mapping[str, Any]) -> Iterator[Finding]:
    """Of each text that the public reads its hardest sentence."""
    for part in PUBLIC_PARTS:
        for text in texts_in(tree, (part,)) if part in tree else ():
            if (one := hardest(text.en)) is not None:
                yield Finding(text.path, False, *_said(tree, text, one), "hard-sentence")


def _said(tree: Mapping[str, Any], text: Said, one: Hard) -> tuple[str, str]:
    line = one.sentence if len(one.sentence) <= _SHOWN else f"{one.sentence[: _SHOWN - 3]}..."
    where = Names(tree).thing(text.path)
    if one.too_long:
        return (
            f"A sentence of {where} has {one.words} words: “{line}”",
            f"Make two of it: up to {LONGEST_SENTENCE} words are read with ease.",
        )
    return (
        f"A sentence of {where} is hard to read, with {one.long} long words among {one.words}: “{line}”",
        "Say it in shorter words.",
    )


def _place(tree: Mapping[str, Any]) -> Iterator[Finding]:
    """A hub that is made anew has its own name where the councils and the areas stand, until somebody says them."""
    name, place = held(tree.get("hub")).get("name"), held(tree.get(LOCAL))
    left = [field for field, stands in (("councils", [name]), ("areas", name)) if name and place.get(field) == stands]
    if left:
        said = " and ".join({"councils": "the council", "areas": "the area"}[one] for one in left)
        yield Finding(
            (LOCAL, left[0]),
            False,
            f"Nobody has said yet whom the hub serves: its own name stands as {said}.",
            "Write the councils, and the areas in words.",
            "place-not-said",
        )


def _without_seat(hub: Hub, seated: frozenset[str]) -> Iterator[Finding]:
    asked = {ask.agency for one in hub.check_sets for ask in one.asks}
    left = [one for one in hub.agencies if one.id in asked and one.id not in seated]
    if left:
        names = ", ".join(quoted(one.name.en) for one in left)
        yield Finding(
            ("agencies",),
            False,
            f"Nobody has a membership for agencies that are asked: {names}.",
            "Invite somebody of each, and somebody who stands in.",
            "asked-without-seat",
            None,
            tuple(one.id for one in left),
        )
