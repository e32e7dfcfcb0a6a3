"""Types are checked when a definition is saved, so that nothing is left to go wrong while a form is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hubwright.domain.problems import Problem
from hubwright.domain.rules.kinds import DATE, DECIMAL, TEXT, WHOLE, YES_NO, Kind, Type
from hubwright.domain.rules.parsing import escaped, nearest, quoted, said
from hubwright.domain.rules.tree import Literal, Rule, answered_question
from hubwright.domain.rules.values import decimal_of, iso_date

_COMPARED = (Kind.TEXT, Kind.WHOLE, Kind.DECIMAL, Kind.YES_NO, Kind.DATE, Kind.CHOICE)
_NUMBERS = (Kind.WHOLE, Kind.DECIMAL)


def check_types(
    rule: Rule, scope: Mapping[str, Type], *, file: str, pointer: str, wants: Type | None = YES_NO
) -> list[Problem]:
    """Everything in a rule that does not fit the questions it reads.

    Args:
        rule: from `parse`.
        scope: the type of each question it may read; within a row, the row's own as well.
        file, pointer: where the rule stands.
        wants: what the rule must give; None takes anything (a calculated value).
    """
    checker = _Checker(file, scope)
    given = checker.given(rule, pointer)
    if given is not None and wants is not None and not _fits(given, wants):
        checker.mismatch(pointer, given, (wants.kind,))
    return checker.problems


def type_of_rule(rule: Rule, scope: Mapping[str, Type]) -> Type | None:
    """The type of what a rule gives, or None when its types do not hold together."""
    checker = _Checker("", scope)
    given = checker.given(rule, "")
    return None if checker.problems else given


def _fits(given: Type, wants: Type) -> bool:
    return given.kind is wants.kind or (given.kind is Kind.WHOLE and wants.kind is Kind.DECIMAL)


class _Checker:
    def __init__(self, file: str, scope: Mapping[str, Type]) -> None:
        self.file, self.scope = file, scope
        self.problems: list[Problem] = []

    def problem(self, pointer: str, code: str, what: str, do: str, near: str | None = None) -> None:
        self.problems.append(Problem(self.file, pointer, what, do, code, near))

    def mismatch(self, pointer: str, given: Type, wanted: tuple[Kind, ...]) -> None:
        names = " or ".join(dict.fromkeys(Type(kind).said() for kind in wanted))
        self.problem(
            pointer,
            "rule-type",
            f"Here stands {given.said()}, where {names} belongs.",
            "Read another question, or compare it with something first.",
        )

    def given(self, rule: Rule, pointer: str) -> Type | None:
        """The type of what the rule gives; None when a problem hides it."""
        here = f"{pointer}/{escaped(rule.operator)}"
        return _CHECKS[rule.operator](self, rule, here)

    def part(
        self, part: Rule | Literal, pointer: str, kinds: tuple[Kind, ...], like: Type | None = None
    ) -> Type | None:
        """The type of an argument, which must be one of `kinds`; a literal is read as `like`, where that is known."""
        if not isinstance(part, Rule):
            return self.literal(part, pointer, like, kinds)
        given = self.given(part, pointer)
        if given is not None and given.kind not in kinds:
            self.mismatch(pointer, given, kinds)
            return None
        return given

    def literal(self, part: Literal, pointer: str, like: Type | None, kinds: tuple[Kind, ...]) -> Type | None:
        if like is None:
            found = YES_NO if isinstance(part, bool) else WHOLE if isinstance(part, int) else TEXT
            if found.kind not in kinds:
                self.mismatch(pointer, found, kinds)
                return None
            return found
        if _READS[like.kind](part, like):
            return like
        if like.options and isinstance(part, str):
            self.problem(
                pointer,
                "unknown-option",
                f"The question has no option {quoted(part)}.",
                "Name one of the ids of its options.",
                nearest(part, like.options),
            )
            return None
        self.problem(
            pointer,
            "rule-literal",
            f"{said(part)[:1].upper()}{said(part)[1:]} cannot be compared with {like.said()}.",
            _DO.get(like.kind, "Write a value of the same type."),
        )
        return None

    def pair(self, rule: Rule, pointer: str, kinds: tuple[Kind, ...]) -> None:
        """All arguments are of one type among `kinds`; literals are read as the first rule's type."""
        types = {
            index: self.part(part, f"{pointer}/{index}", kinds)
            for index, part in enumerate(rule.arguments)
            if isinstance(part, Rule)
        }
        like = next((type for type in types.values() if type is not None), None)
        for index, part in enumerate(rule.arguments):
            if not isinstance(part, Rule) and (like is not None or not types):
                self.part(part, f"{pointer}/{index}", kinds, like)
        for index, type in types.items():
            if like is not None and type is not None and not _comparable(like, type):
                self.mismatch(f"{pointer}/{index}", type, (like.kind,))

    def numbers(self, rule: Rule, pointer: str) -> Type | None:
        found = [
            self.part(part, f"{pointer}/{index}", _NUMBERS, DECIMAL if isinstance(part, str) else None)
            for index, part in enumerate(rule.arguments)
        ]
        if any(type is None for type in found):
            return None
        return DECIMAL if any(type is not None and type.kind is Kind.DECIMAL for type in found) else WHOLE

    def inside(self, rule: Rule, pointer: str) -> None:
        """The list of rows, and what is asked of each row."""
        type = self.part(rule.arguments[0], f"{pointer}/0", (Kind.ROWS,))
        if len(rule.arguments) == 1 or type is None:
            return
        outer = self.scope
        self.scope = {**outer, **dict(type.columns)}
        self.part(rule.arguments[1], f"{pointer}/1", (Kind.YES_NO,))
        self.scope = outer


def _comparable(a: Type, b: Type) -> bool:
    return a.kind is b.kind or (a.is_number and b.is_number)


def _answer(checker: _Checker, rule: Rule, pointer: str) -> Type | None:
    id = answered_question(rule) or ""
    type = checker.scope.get(id)
    if type is None:
        checker.problem(
            f"{pointer}/0",
            "unknown-question",
            f"There is no question {quoted(id)} that this rule may read.",
            "Name a question of the same form; one of a row can be read only within any row, every row or count rows.",
            nearest(id, checker.scope),
        )
    return type


def _conditions(checker: _Checker, rule: Rule, pointer: str) -> Type:
    for index, part in enumerate(rule.arguments):
        checker.part(part, f"{pointer}/{index}", (Kind.YES_NO,))
    return YES_NO


def _comparison(*kinds: Kind) -> _Check:
    def check(checker: _Checker, rule: Rule, pointer: str) -> Type:
        checker.pair(rule, pointer, kinds)
        return YES_NO

    return check


def _one_of(checker: _Checker, rule: Rule, pointer: str) -> Type:
    value, items = rule.arguments
    type = checker.part(value, f"{pointer}/0", _COMPARED)
    _items(checker, items, type, f"{pointer}/1")
    return YES_NO


def _contains(checker: _Checker, rule: Rule, pointer: str) -> Type:
    value, sought = rule.arguments
    type = checker.part(value, f"{pointer}/0", (Kind.CHOICES, Kind.TEXT))
    if isinstance(sought, Rule):
        checker.part(sought, f"{pointer}/1", (Kind.CHOICE, Kind.TEXT))
    elif isinstance(sought, tuple):
        _items(checker, sought, type, f"{pointer}/1")
    elif type is not None:
        checker.literal(sought, f"{pointer}/1", type, ())
    return YES_NO


def _items(checker: _Checker, items: Rule | Literal, type: Type | None, pointer: str) -> None:
    if type is None or not isinstance(items, tuple):
        return
    for index, item in enumerate(items):
        checker.literal(item, f"{pointer}/{index}", type, ())


def _unary(kinds: tuple[Kind, ...], gives: Type, like: Type | None = None) -> _Check:
    def check(checker: _Checker, rule: Rule, pointer: str) -> Type:
        for index, part in enumerate(rule.arguments):
            checker.part(part, f"{pointer}/{index}", kinds, like)
        return gives

    return check


def _rows(gives: Type) -> _Check:
    def check(checker: _Checker, rule: Rule, pointer: str) -> Type:
        checker.inside(rule, pointer)
        return gives

    return check


def _if(checker: _Checker, rule: Rule, pointer: str) -> Type | None:
    condition, then, otherwise = rule.arguments
    checker.part(condition, f"{pointer}/0", (Kind.YES_NO,))
    first, second = (checker.part(part, f"{pointer}/{index}", _COMPARED) for index, part in ((1, then), (2, otherwise)))
    if first is None or second is None:
        return None
    if not _comparable(first, second):
        checker.mismatch(f"{pointer}/2", second, (first.kind,))
        return None
    return DECIMAL if Kind.DECIMAL in (first.kind, second.kind) else first


_Check = Callable[[_Checker, Rule, str], Type | None]
_ANYTHING = tuple(Kind)
_ORDERED = _comparison(Kind.WHOLE, Kind.DECIMAL)
_DATED = _comparison(Kind.DATE)
_SINCE = _unary((Kind.DATE,), WHOLE, DATE)

_CHECKS: Mapping[str, _Check] = {
    "answer": _answer,
    "all": _conditions,
    "any": _conditions,
    "not": _conditions,
    "is": _comparison(*_COMPARED),
    "is not": _comparison(*_COMPARED),
    "one of": _one_of,
    "contains": _contains,
    "contains any of": _contains,
    "less than": _ORDERED,
    "at most": _ORDERED,
    "at least": _ORDERED,
    "more than": _ORDERED,
    "between": _comparison(Kind.WHOLE, Kind.DECIMAL, Kind.DATE),
    "before": _DATED,
    "after": _DATED,
    "is answered": _unary(_ANYTHING, YES_NO),
    "is known": _unary(_ANYTHING, YES_NO),
    "age in years": _unary((Kind.DATE, Kind.PERSON), WHOLE, DATE),
    "years since": _SINCE,
    "months since": _SINCE,
    "days since": _SINCE,
    "today": _unary((), DATE),
    "count rows": _rows(WHOLE),
    "any row": _rows(YES_NO),
    "every row": _rows(YES_NO),
    "plus": _Checker.numbers,
    "minus": _Checker.numbers,
    "times": _Checker.numbers,
    "length of text": _unary((Kind.TEXT,), WHOLE),
    "if": _if,
}

_READS: Mapping[Kind, Callable[[Literal, Type], bool]] = {
    Kind.TEXT: lambda part, _type: isinstance(part, str),
    Kind.WHOLE: lambda part, _type: isinstance(part, int) and not isinstance(part, bool),
    Kind.DECIMAL: lambda part, _type: (
        (isinstance(part, int) and not isinstance(part, bool)) or decimal_of(part) is not None
    ),
    Kind.YES_NO: lambda part, _type: isinstance(part, bool) or part in ("yes", "no"),
    Kind.DATE: lambda part, _type: iso_date(part) is not None,
    Kind.CHOICE: lambda part, type: part in type.options,
    Kind.CHOICES: lambda part, type: part in type.options,
    Kind.PERSON: lambda _part, _type: False,
    Kind.ROWS: lambda _part, _type: False,
}

_DO = {
    Kind.DATE: 'Write the date as text: "2026-01-31".',
    Kind.DECIMAL: 'Write the decimal as text: "2.50".',
    Kind.YES_NO: 'Write "yes" or "no".',
    Kind.WHOLE: "Write a whole number without quotation marks.",
    Kind.TEXT: "Write a text in quotation marks.",
}
