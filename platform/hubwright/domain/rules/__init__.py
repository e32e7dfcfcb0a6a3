"""Rules: one small, typed, total, three-valued language in JSON. Its reference is docs/reference/rules.md.

A document becomes a `Rule` by `parse`, is held against the questions by `check_types`, and is asked by one of the
policies, each of which says what *unknown* means there: `shows`, `requires`, `passes` and `assess`.
"""

from __future__ import annotations

from hubwright.domain.rules.checking import check_types, type_of_rule
from hubwright.domain.rules.evaluation import evaluate
from hubwright.domain.rules.explaining import Part, explain
from hubwright.domain.rules.graph import Cycles, order
from hubwright.domain.rules.kinds import (
    DATE,
    DECIMAL,
    PERSON,
    TEXT,
    WHOLE,
    YES_NO,
    Kind,
    Type,
    choice,
    choices,
    rows,
)
from hubwright.domain.rules.operators import OPERATORS, Operator
from hubwright.domain.rules.parsing import parse
from hubwright.domain.rules.policy import Assessment, assess, passes, requires, shows
from hubwright.domain.rules.sentences import said_value, sentence
from hubwright.domain.rules.tree import Literal, Rule, answered_question, is_plain_reveal, reads
from hubwright.domain.rules.values import UNKNOWN, Unknown

__all__ = [
    "DATE",
    "DECIMAL",
    "OPERATORS",
    "PERSON",
    "TEXT",
    "UNKNOWN",
    "WHOLE",
    "YES_NO",
    "Assessment",
    "Cycles",
    "Kind",
    "Literal",
    "Operator",
    "Part",
    "Rule",
    "Type",
    "Unknown",
    "answered_question",
    "assess",
    "check_types",
    "choice",
    "choices",
    "evaluate",
    "explain",
    "is_plain_reveal",
    "order",
    "parse",
    "passes",
    "reads",
    "requires",
    "rows",
    "said_value",
    "sentence",
    "shows",
    "type_of_rule",
]
