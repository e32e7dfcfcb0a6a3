"""Audits of decisions: a sample that anybody can draw again, what others found, and what came of it months later.

Each audit has a stream of its own, `audit:<REFERENCE>`. It holds references and numbers of decisions and never what
they say: that is read on the case, by whoever may.
"""

from hubwright.domain.audits.commands import Answer, Command, Draw, Evaluate
from hubwright.domain.audits.decide import VERDICTS, begin, decide
from hubwright.domain.audits.rates import Rate, agreement, rates
from hubwright.domain.audits.sampling import Candidate, Item, drawn_from, eligible, size_of
from hubwright.domain.audits.state import Answered, AuditState, Evaluation
from hubwright.domain.audits.stream import CURRENT, STREAM, audit_of, project_audit

__all__ = [
    "CURRENT",
    "STREAM",
    "VERDICTS",
    "Answer",
    "Answered",
    "AuditState",
    "Candidate",
    "Command",
    "Draw",
    "Evaluate",
    "Evaluation",
    "Item",
    "Rate",
    "agreement",
    "audit_of",
    "begin",
    "decide",
    "drawn_from",
    "eligible",
    "project_audit",
    "rates",
    "size_of",
]
