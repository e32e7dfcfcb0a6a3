"""How decisions are audited, and who looks in from outside for a time, as a hub draws them."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """One step of the scale that a question of the audit form is answered on."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """One question of the audit form; "cannot tell" is always among its answers.

    Args:
        answers: its scale, the best first.
    """

    id: str
    label: Text
    answers: tuple[AuditAnswer, ...]
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class DecisionAudit:
    """How a sample of decisions is looked at again, by somebody who did not make them.

    Args:
        questions: of the audit form; whether the auditor agrees is always asked beside them.
        auditors: how many people look at each decision.
        months: after how many months somebody looks whether it has changed anything.
        told: agencies that hear what is to be learned.
    """

    questions: tuple[AuditQuestion, ...]
    auditors: int = 1
    months: tuple[int, ...] = (3, 6, 12)
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeBox:
    """A role that is held for a time and reads alone: a board, a peer review, an inspector.

    Args:
        most_days: a membership with it ends at the latest so many days after it begins.
        only_sampled: it sees the cases of one audit's sample and no others.
    """

    most_days: int
    only_sampled: bool = False
