"""What *unknown* means in each use of a rule. Every use has exactly one policy, and no rule is asked without one.

Show: unknown hides. Required: unknown does not require. Check: unknown passes. A risk rule that is unknown says what
is missing; it is never quietly green (law 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hubwright.domain.answers.answer import Answer
from hubwright.domain.rules.evaluation import evaluate
from hubwright.domain.rules.explaining import explain
from hubwright.domain.rules.kinds import Type
from hubwright.domain.rules.tree import Rule


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a risk rule says.

    Args:
        result: true, false, or None where it could not be assessed.
        missing: ids of the questions whose answers are missing, when it could not; else empty.
    """

    result: bool | None
    missing: tuple[str, ...] = ()


def shows(rule: Rule | None, answers: Mapping[str, Answer], *, scope: Mapping[str, Type], today: date) -> bool:
    """Whether something is shown: always without a rule, never while the rule is unknown."""
    return rule is None or evaluate(rule, answers, scope=scope, today=today) is True


def requires(rule: Rule | None, answers: Mapping[str, Answer], *, scope: Mapping[str, Type], today: date) -> bool:
    """Whether something is required: never without a rule, nor while the rule is unknown."""
    return rule is not None and evaluate(rule, answers, scope=scope, today=today) is True


def passes(rule: Rule | None, answers: Mapping[str, Answer], *, scope: Mapping[str, Type], today: date) -> bool:
    """Whether a check is content: it is unless its rule is false."""
    return rule is None or evaluate(rule, answers, scope=scope, today=today) is not False


def assess(rule: Rule, answers: Mapping[str, Answer], *, scope: Mapping[str, Type], today: date) -> Assessment:
    """A risk rule: yes, no, or could not be assessed and what is missing."""
    result = evaluate(rule, answers, scope=scope, today=today)
    if isinstance(result, bool):
        return Assessment(result)
    return Assessment(None, explain(rule, answers, scope=scope, today=today).missing())
