"""Whether a workflow can be walked: from its first stage to a closed one, through every stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hubwright.domain.definitions.checks.findings import Findings
from hubwright.domain.definitions.workflow import VOTES, Workflow
from hubwright.domain.rules import WHOLE, Rule, Type, check_types, choice

PROTECTIVE = frozenset({"act_now", "add_person", "note", "return", "receive"})
"""Deeds that nothing may delay: what protects, and information, which is never too late (laws 6 and 8)."""


def check_workflow(workflow: Workflow, *, file: str) -> Findings:
    """What is wrong with a workflow by itself, whatever hub uses it."""
    findings = Findings(file)
    _ids(workflow, findings)
    _rules(workflow, findings)
    _order(workflow, findings)
    _ways(workflow, findings)
    return findings


def _ids(workflow: Workflow, findings: Findings) -> None:
    places: dict[str, str] = {}
    named = [(f"/stages/{index}/id", one.id) for index, one in enumerate(workflow.stages)]
    named += [(f"/transitions/{index}/id", one.id) for index, one in enumerate(workflow.transitions)]
    for pointer, id in named:
        if id in places:
            findings.twice(pointer, id, places[id])
        places.setdefault(id, pointer)
    stages = {one.id for one in workflow.stages}
    for index, one in enumerate(workflow.transitions):
        leads = [(f"/transitions/{index}/sources/{at}", source) for at, source in enumerate(one.sources)]
        for pointer, stage in [*leads, (f"/transitions/{index}/target", one.target)]:
            if stage not in stages:
                findings.unknown(pointer, "a stage", stage, stages)


def _rules(workflow: Workflow, findings: Findings) -> None:
    for index, one in enumerate(workflow.transitions):
        pointer = f"/transitions/{index}"
        if one.when is not None:
            findings.problems += check_types(
                one.when, facts_scope(one.when), file=findings.file, pointer=f"{pointer}/when"
            )
        if one.needs and one.deed in PROTECTIVE:
            findings.problem(
                f"{pointer}/needs",
                "protection-waits",
                f"The deed {one.deed!r} would wait for something, and protection and information never do.",
                "Take the needs away from this transition.",
            )


def facts_scope(rule: Rule, known: Mapping[str, Type] | None = None) -> dict[str, Type]:
    """The types of what a transition's rule may read.

    Args:
        rule: read for the options it names, where no hub says which there are.
        known: the types of a certain hub, which win.
    """
    named = tuple(sorted(set(_texts(rule))))
    scope = {name: choice(named) for name in ("tier", "kind", "pathway")}
    return {**scope, "returns_waiting": WHOLE, "undecided": WHOLE, "vote": choice(VOTES), **(known or {})}


def _texts(rule: Rule) -> Iterator[str]:
    for argument in rule.arguments:
        if isinstance(argument, Rule):
            yield from _texts(argument)
        elif isinstance(argument, tuple):
            yield from (part for part in argument if isinstance(part, str))
        elif isinstance(argument, str) and rule.operator != "answer":
            yield argument


def _order(workflow: Workflow, findings: Findings) -> None:
    """A transition that stands behind one without a condition is never taken."""
    settled: dict[tuple[str, str], str] = {}
    for index, one in enumerate(workflow.transitions):
        hidden = [source for source in one.sources if (one.deed, source) in settled]
        if hidden and len(hidden) == len(one.sources):
            findings.problem(
                f"/transitions/{index}",
                "never-taken",
                f"This is never taken: {settled[one.deed, hidden[0]]!r} stands before it and always holds.",
                "Put it first, or give the other a condition.",
            )
        if one.when is None:
            for source in one.sources:
                settled.setdefault((one.deed, source), one.id)


def _ways(workflow: Workflow, findings: Findings) -> None:
    reached = {workflow.stages[0].id}
    grew = True
    while grew:
        more = {one.target for one in workflow.transitions if reached & set(one.sources)} - reached
        grew = bool(more)
        reached |= more
    closed = {one.id for one in workflow.stages if one.standing == "closed"}
    if not closed & reached:
        findings.problem(
            "/stages",
            "never-closes",
            "No closed stage can be reached from the first stage.",
            'Add a stage whose standing is "closed" and a transition that leads to it.',
        )
    for index, stage in enumerate(workflow.stages):
        leaves = any(stage.id in one.sources and one.target != stage.id for one in workflow.transitions)
        if stage.id not in reached:
            findings.problem(
                f"/stages/{index}",
                "unreachable-stage",
                f"No way leads from the first stage to {stage.id!r}.",
                "Add a transition to it, or take it out.",
            )
        elif stage.id not in closed and not leaves:
            findings.problem(
                f"/stages/{index}",
                "dead-end",
                f"A case that stands at {stage.id!r} never leaves it.",
                "Add a transition that leads on.",
            )
