"""Stages from which nobody in the hub may lead a case on: every way needs what no role of the strand holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.health.finding import Finding
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.workflow import Stage, Workflow
from hubwright.domain.rules.parsing import quoted

# What somebody has to hold for the deed that a way follows; what arrives by itself, or may be done in several ways,
# is not here and holds nobody up.
_HOLDS = {
    "read": "case.rate",
    "rate": "case.rate",
    "ask": "case.ask",
    "return": "check.answer",
    "note": "case.note",
    "act_now": "case.act_now",
    "add_person": "case.note",
    "decide": "case.decide",
    "assess": "case.note",
    "route": "case.note",
    "tell": "case.tell",
    "close": "case.close",
}


def nobody_acts(hub: Hub, workflows: Mapping[str, Workflow]) -> Iterator[Finding]:
    """Each stage of each strand at which a case stands still, because nobody may do what leads on.

    Args:
        hub: the drawing.
        workflows: by their key in the tree.
    """
    for strand in hub.pathways:
        may = {
            permission
            for role in hub.roles
            if not role.pathways or strand.id in role.pathways
            for permission in role.permissions
        }
        for key, flow in workflows.items():
            if flow.id != strand.workflow[0]:
                continue
            for stage in flow.stages:
                needed = _needed(flow, stage)
                if needed and not needed & may:
                    said = " or ".join(PERMISSIONS[one].partition(",")[0] for one in sorted(needed))
                    yield Finding(
                        ("workflows", key, "stages", stage.id),
                        False,
                        f"Nobody who works on the strand {quoted(strand.name.en)} may lead a case on from the stage "
                        f"{quoted(stage.name.en)}: no role there may {said}.",
                        "Let a role do it, or add a way that somebody may take.",
                        "nobody-acts",
                        None,
                        tuple(sorted(needed)),
                    )


def _needed(flow: Workflow, stage: Stage) -> set[str]:
    """What the ways on from a stage need; nothing where one of them needs nobody in particular."""
    if stage.standing == "closed":
        return set()
    deeds = {one.deed for one in flow.transitions if stage.id in one.sources and one.target != stage.id}
    return {_HOLDS[one] for one in deeds} if deeds <= _HOLDS.keys() else set()
