"""From a schema-valid workflow document to its drawing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.workflow import Stage, Transition, Workflow
from hubwright.domain.problems import Problem
from hubwright.domain.rules import Rule, parse
from hubwright.domain.texts import Text


def draw_workflow(document: Mapping[str, Any], *, file: str) -> tuple[Workflow, list[Problem]]:
    """The workflow in a schema-valid document, and the problems of its rules.

    Args:
        document: a workflow document that `loading` found in shape.
        file: its name, for the problems.
    """
    problems: list[Problem] = []
    transitions = []
    for index, one in enumerate(document["transitions"]):
        when = None
        if "when" in one:
            drawn = parse(one["when"], file=file, pointer=f"/transitions/{index}/when")
            if isinstance(drawn, Rule):
                when = drawn
            else:
                problems.extend(drawn)
        transitions.append(
            Transition(
                id=one["id"],
                deed=one["deed"],
                sources=tuple(one["sources"]),
                target=one["target"],
                when=when,
                needs=tuple(one.get("needs", ())),
                or_reason=one.get("or_reason", False),
            )
        )
    stages = tuple(
        Stage(id=one["id"], name=Text.of(one["name"]), standing=one["standing"]) for one in document["stages"]
    )
    drawn_workflow = Workflow(
        id=document["id"],
        version=document["version"],
        name=Text.of(document["name"]),
        owner=document["owner"],
        stages=stages,
        transitions=tuple(transitions),
        note=document.get("note", ""),
    )
    return drawn_workflow, problems
