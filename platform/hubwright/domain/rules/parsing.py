"""From any JSON to a rule or to all its problems. What comes in may be hostile; nothing here raises."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from hubwright.domain.problems import Problem
from hubwright.domain.rules.operators import OPERATORS, Operator, Place
from hubwright.domain.rules.tree import Literal, Rule

LONGEST_TEXT = 500
LARGEST_NUMBER = 10**12


def parse(
    document: object, *, file: str, pointer: str, depth_limit: int = 12, size_limit: int = 200
) -> Rule | list[Problem]:
    """The rule in a JSON document, or everything that is wrong with its shape.

    Types are not looked at here: `check_types` does that when the questions are known.

    Args:
        document: `{operator: [arguments]}`; any JSON at all is taken and answered.
        file, pointer: where it stands, for the problems.
        depth_limit: how deep rules may stand within rules.
        size_limit: how many operators and literals there may be, those in lists included.
    """
    parser = _Parser(file, depth_limit, size_limit)
    rule = parser.rule(document, pointer, 1, in_row=False)
    return parser.problems if parser.problems or rule is None else rule


class _Parser:
    def __init__(self, file: str, depth_limit: int, size_limit: int) -> None:
        self.file, self.depth_limit, self.room = file, depth_limit, size_limit
        self.size_limit = size_limit
        self.problems: list[Problem] = []

    def problem(self, pointer: str, code: str, what: str, do: str, nearest: str | None = None) -> None:
        self.problems.append(Problem(self.file, pointer, what, do, code, nearest))

    def counted(self, pointer: str) -> bool:
        """Whether there is room for one more part; says so once when there is not."""
        self.room -= 1
        if self.room == -1:
            self.problem(
                pointer,
                "rule-too-large",
                f"The rule has more than {self.size_limit} parts.",
                "Split it, or let a calculated question work out a part of it.",
            )
        return self.room >= 0

    def rule(self, document: object, pointer: str, depth: int, *, in_row: bool) -> Rule | None:
        if not self.counted(pointer):
            return None
        if not isinstance(document, dict) or len(document) != 1:
            found = f"an object with {len(document)} names" if isinstance(document, dict) else said(document)
            self.problem(
                pointer,
                "rule-shape",
                f"A rule is one operator with a list of arguments, but this is {found}.",
                'Write {"operator": [arguments]}, such as {"is": [{"answer": ["hurt"]}, "yes"]}.',
            )
            return None
        ((name, arguments),) = document.items()
        operator = OPERATORS.get(name) if isinstance(name, str) else None
        if operator is None:
            self.problem(
                pointer,
                "rule-unknown-operator",
                f"There is no operator {quoted(name)}.",
                "Use one of the operators in the reference of rules.",
                nearest(name, OPERATORS),
            )
            return None
        return self.arguments(operator, arguments, f"{pointer}/{escaped(name)}", depth, in_row=in_row)

    def arguments(self, operator: Operator, found: object, pointer: str, depth: int, *, in_row: bool) -> Rule | None:
        if not isinstance(found, list):
            self.problem(
                pointer,
                "rule-shape",
                f"The arguments of {quoted(operator.name)} are a list, but this is {said(found)}.",
                "Put the arguments in square brackets.",
            )
            return None
        if not operator.least <= len(found) <= operator.most:
            self.problem(
                pointer,
                "rule-arguments",
                f"{quoted(operator.name)} takes {operator.arity()} arguments, but there are {len(found)}.",
                "Add what is missing or take away what is too much.",
            )
        if depth >= self.depth_limit and any(isinstance(part, dict) for part in found):
            self.problem(
                pointer,
                "rule-too-deep",
                f"Rules stand within rules more than {self.depth_limit} deep.",
                "Let a calculated question work out the inner part.",
            )
            return None
        if operator.opens_rows and len(found) > 1:
            if in_row:
                self.problem(
                    pointer,
                    "rule-rows-in-rows",
                    "A rule over rows stands inside another rule over rows.",
                    "Ask about each list of rows on its own and join the two with all or any.",
                )
            in_row = True
        parts: list[Rule | Literal] = []
        for index, part in enumerate(found):
            if self.room < 0:
                return None
            read = self.argument(operator.place(index), part, f"{pointer}/{index}", depth, in_row=in_row)
            if read is not None:
                parts.append(read)
        return Rule(operator.name, tuple(parts)) if len(parts) == len(found) else None

    def argument(self, place: Place, part: object, pointer: str, depth: int, *, in_row: bool) -> Rule | Literal | None:
        if place is Place.LITERALS:
            return self.literals(part, pointer)
        if isinstance(part, dict) and place is not Place.ID:
            rule = self.rule(part, pointer, depth + 1, in_row=in_row)
            if rule is not None and place is Place.QUESTION and rule.operator != "answer":
                self.misplaced(place, f"the operator {quoted(rule.operator)}", pointer)
                return None
            return rule
        if not self.counted(pointer):
            return None
        wanted = {Place.ID: (str,), Place.QUESTION: (), Place.CONDITION: (bool,)}.get(place, (str, int, bool))
        if not isinstance(part, wanted) or not isinstance(part, str | int):
            self.misplaced(place, said(part), pointer)
            return None
        return self.literal(part, pointer)

    def literals(self, part: object, pointer: str) -> tuple[str | int, ...] | None:
        if not isinstance(part, list) or not part:
            self.misplaced(Place.LITERALS, said(part), pointer)
            return None
        read: list[str | int] = []
        for index, item in enumerate(part):
            here = f"{pointer}/{index}"
            if not self.counted(here):
                return None
            if not isinstance(item, str | int) or isinstance(item, bool):
                self.misplaced(Place.LITERALS, f"a list that holds {said(item)}", here)
            elif (literal := self.literal(item, here)) is not None:
                read.append(literal)
        return tuple(read) if len(read) == len(part) else None

    def literal(self, part: str | int, pointer: str) -> str | int | None:
        if isinstance(part, str) and len(part) > LONGEST_TEXT:
            self.problem(
                pointer,
                "rule-literal",
                f"A text in a rule has {len(part)} characters; {LONGEST_TEXT} is the most.",
                "Shorten it.",
            )
            return None
        if isinstance(part, int) and abs(part) > LARGEST_NUMBER:
            self.problem(
                pointer, "rule-literal", "A number in a rule is beyond a million million.", "Use a smaller number."
            )
            return None
        return part

    def misplaced(self, place: Place, found: str, pointer: str) -> None:
        self.problem(
            pointer,
            "rule-argument",
            f"Here stands {found}, where {place.value} belongs.",
            "Decimals and dates are written as text; a question is read with answer.",
        )


def said(value: object) -> str:
    """What a piece of JSON is, in words, quoting no more than a little of it."""
    if isinstance(value, bool) or value is None:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if value == []:
        return "an empty list"
    return _SAID.get(type(value), "something that is not JSON")


_SAID = {int: "a whole number", float: "a number with a decimal point", list: "a list", dict: "an object"}


def quoted(value: object) -> str:
    """A name in quotation marks, cut at 60 characters."""
    text = value if isinstance(value, str) else type(value).__name__
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}..."'


def nearest(found: object, names: Iterable[str]) -> str | None:
    """The nearest of the names, when the found one looks like a misspelling of it."""
    if not isinstance(found, str) or len(found) > 60:
        return None
    close = difflib.get_close_matches(found.lower(), list(names), n=1)
    return close[0] if close else None


def escaped(name: str) -> str:
    """A name as one step of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
