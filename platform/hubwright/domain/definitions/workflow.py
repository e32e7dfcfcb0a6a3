"""The drawing of a workflow: stages, and which deed leads from one to another."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.rules import Rule
from hubwright.domain.texts import Text

DEEDS = (
    "receive",
    "read",
    "rate",
    "ask",
    "return",
    "note",
    "act_now",
    "add_person",
    "decide",
    "vote",
    "assess",
    "route",
    "tell",
    "close",
    "reopen",
)

# What a transition may ask for first. Nothing protective ever waits for one (law 8).
REQUIREMENTS = ("rating", "returns", "assessment", "decision_for_each", "plan", "accepted", "feedback")

VOTES = ("carried", "not_carried")
"""What a transition's rule may read of the vote that was concluded last."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage.

    Args:
        standing: what it is to the queue: "new", "working", "waiting", "deciding", "decided" or "closed".
    """

    id: str
    name: Text
    standing: str


@dataclass(frozen=True, slots=True)
class Transition:
    """After `deed`, from one of `sources`, the case stands at `target`.

    Args:
        when: over the case's facts (`tier`, `kind`, `pathway`, `vote`: choice; `returns_waiting`, `undecided`: whole
            number); None always. The first transition that holds is taken; none leaves the stage as it is.
        needs: of `REQUIREMENTS`; what is missing makes the deed *not done yet*.
        or_reason: a reason may stand in for what is missing.
    """

    id: str
    deed: str
    sources: tuple[str, ...]
    target: str
    when: Rule | None = None
    needs: tuple[str, ...] = ()
    or_reason: bool = False


@dataclass(frozen=True, slots=True)
class Workflow:
    """A published workflow; the first stage is where a case begins."""

    id: str
    version: int
    name: Text
    owner: str
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    note: str = ""
