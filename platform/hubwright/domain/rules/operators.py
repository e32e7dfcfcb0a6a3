"""The operators: their names, how many arguments each takes, and what may stand in each place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Place(Enum):
    """What may stand as an argument."""

    VALUE = "a rule, a text, a whole number, true or false"
    CONDITION = "a rule that gives yes or no"
    QUESTION = 'an answer, such as {"answer": ["the-question"]}'
    ID = "the id of a question, as text"
    LITERALS = "a list of option ids, texts or whole numbers"


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator.

    Args:
        name: as written in a rule.
        places: what may stand where; the last one repeats when there are more arguments.
        least, most: how many arguments.
        opens_rows: its last argument is asked of each row in turn.
    """

    name: str
    places: tuple[Place, ...]
    least: int
    most: int
    opens_rows: bool = False

    def place(self, index: int) -> Place:
        """What may stand at this index."""
        return self.places[min(index, len(self.places) - 1)]

    def arity(self) -> str:
        """How many arguments, in words."""
        if self.least == self.most:
            return f"exactly {self.least}"
        return f"{self.least} to {self.most}"


MANY = 100
_V, _C, _Q = Place.VALUE, Place.CONDITION, Place.QUESTION

OPERATORS = {
    operator.name: operator
    for operator in (
        Operator("answer", (Place.ID,), 1, 1),
        Operator("all", (_C,), 1, MANY),
        Operator("any", (_C,), 1, MANY),
        Operator("not", (_C,), 1, 1),
        Operator("is", (_V,), 2, 2),
        Operator("is not", (_V,), 2, 2),
        Operator("one of", (_V, Place.LITERALS), 2, 2),
        Operator("contains", (_V,), 2, 2),
        Operator("contains any of", (_V, Place.LITERALS), 2, 2),
        Operator("less than", (_V,), 2, 2),
        Operator("at most", (_V,), 2, 2),
        Operator("at least", (_V,), 2, 2),
        Operator("more than", (_V,), 2, 2),
        Operator("between", (_V,), 3, 3),
        Operator("before", (_V,), 2, 2),
        Operator("after", (_V,), 2, 2),
        Operator("is answered", (_Q,), 1, 1),
        Operator("is known", (_Q,), 1, 1),
        Operator("age in years", (_V,), 1, 1),
        Operator("years since", (_V,), 1, 1),
        Operator("months since", (_V,), 1, 1),
        Operator("days since", (_V,), 1, 1),
        Operator("today", (_V,), 0, 0),
        Operator("count rows", (_Q, _C), 1, 2, opens_rows=True),
        Operator("any row", (_Q, _C), 2, 2, opens_rows=True),
        Operator("every row", (_Q, _C), 2, 2, opens_rows=True),
        Operator("plus", (_V,), 2, MANY),
        Operator("minus", (_V,), 2, 2),
        Operator("times", (_V,), 2, MANY),
        Operator("length of text", (_V,), 1, 1),
        Operator("if", (_C, _V, _V), 3, 3),
    )
}
