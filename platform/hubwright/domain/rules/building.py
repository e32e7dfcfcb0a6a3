"""Between a rule and the rows of a page on which somebody who never wrote one builds it.

A rule is shown as rows only where the rows make the very same rule again; any other is shown as its sentence, and is
kept as it is until somebody takes it away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

TODAY = ":today"
"""Stands for the day on which the rule is asked, where a question would stand."""
NO_ROW = "no row"
SEVERAL = ("one of", "contains any of")
ALONE = ("answer", "is answered", "is known")
OF_ROWS = ("any row", "every row", NO_ROW)
MEASURES = ("age in years", "years since", "months since", "days since", "length of text", "count rows")
_COMPARED = (
    "is",
    "is not",
    "contains",
    "less than",
    "at most",
    "at least",
    "more than",
    "before",
    "after",
)

Value: TypeAlias = str | int | bool
Where: TypeAlias = tuple[int, ...]
"""Which row: (2,) the third, (2, 0) the first of those within the third."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One row: what is said of the answer to one question.

    Args:
        question: its id.
        how: a comparison: one of `ALONE`, of `OF_ROWS`, or an operator that compares.
        values: what it is compared with, as the rule has it; two of "between".
        other: the question that it is compared with instead, or `TODAY`.
        measure: what of the answer is compared: one of `MEASURES`, or "" for the answer itself.
        inside: what is asked of each entry, of a comparison over entries and of a count of them.
        negated: it is so that this is not so.
    """

    question: str
    how: str
    values: tuple[Value, ...] = ()
    other: str = ""
    measure: str = ""
    inside: Rows | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of which all, or any, must hold.

    Args:
        join: "all" or "any".
        parts: at the top clauses and groups of clauses; within a group and within entries clauses alone.
        negated: it is so that this is not so.
        lone: it is written as a group though it has one part.
    """

    join: str = "all"
    parts: tuple[Clause | Rows, ...] = ()
    negated: bool = False
    lone: bool = False


def rows_of(rule: Any) -> Rows | None:
    """The rows that make a rule; None where no rows do.

    Args:
        rule: as JSON, or None for no rule, which no rows make.
    """
    if rule is None:
        return Rows()
    found = _group(rule, groups=True, entries=True)
    if found is None and (part := _part(rule, groups=True, entries=True)) is not None:
        found = part if isinstance(part, Rows) else Rows(parts=(part,))
    return found if found is not None and _equal(rule_of(found), rule) else None


def rule_of(rows: Rows) -> dict[str, Any] | None:
    """The rule that rows make, as JSON; None where there are no rows."""
    if not rows.parts:
        return None
    made = [_made(part) for part in rows.parts]
    whole = made[0] if len(made) == 1 and not rows.lone else {rows.join: made}
    return {"not": [whole]} if rows.negated else whole


def at(rows: Rows, where: Where) -> Clause | Rows | None:
    """The row at a place, or None; `()` is all of them."""
    found: Clause | Rows | None = rows
    for step in where:
        held = found.inside if isinstance(found, Clause) else found
        if held is None or not 0 <= step < len(held.parts):
            return None
        found = held.parts[step]
    return found


def changed(rows: Rows, where: Where, to: Clause | Rows | None) -> Rows:
    """The rows with another at a place, or with none there; a group that is left empty goes with its last row.

    Args:
        rows: of which `at` finds one at this place.
    """
    if not where:
        return to if isinstance(to, Rows) else Rows()
    step, rest = where[0], where[1:]
    held = rows.parts[step]
    made = _within(held, rest, to) if rest else to
    parts = (*rows.parts[:step], *(() if made is None else (made,)), *rows.parts[step + 1 :])
    return replace(rows, parts=parts)


def added(rows: Rows, where: Where, clause: Clause | Rows) -> Rows:
    """The rows with one more: at the top, or last in the group or among what is asked of entries at a place."""
    held = at(rows, where)
    if isinstance(held, Clause):
        inside = held.inside or Rows()
        return changed(rows, where, replace(held, inside=replace(inside, parts=(*inside.parts, clause))))
    if held is None:
        return rows
    return changed(rows, where, replace(held, parts=(*held.parts, clause)))


def _within(held: Clause | Rows, rest: Where, to: Clause | Rows | None) -> Clause | Rows | None:
    if isinstance(held, Rows):
        made = changed(held, rest, to)
        return made if made.parts else None
    if held.inside is None:
        return held
    inside = changed(held.inside, rest, to)
    # A count may do without a condition; what is said of entries is nothing without one.
    if not inside.parts:
        return replace(held, inside=None) if held.measure else None
    return replace(held, inside=inside)


_ONE_OF_ONE = {"one of": "is", "contains any of": "contains"}


def alike(one: Rows, other: Rows) -> bool:
    """Whether two say the same, however yes, no and one of one option are written in the rule."""
    return _plain(one) == _plain(other)


def _plain(part: Clause | Rows) -> Clause | Rows:
    if isinstance(part, Rows):
        return replace(part, parts=tuple(map(_plain, part.parts)))
    if part.how == "answer":
        return replace(part, how="is", values=("yes",))
    values = tuple(("yes" if one else "no") if isinstance(one, bool) else one for one in part.values)
    how = _ONE_OF_ONE.get(part.how, part.how) if len(values) == 1 else part.how
    inside = _plain(part.inside) if part.inside is not None else None
    return replace(part, how=how, values=values, inside=inside if isinstance(inside, Rows) else None)


def _made(part: Clause | Rows) -> dict[str, Any]:
    if isinstance(part, Rows):
        whole: dict[str, Any] = {part.join: [_made(one) for one in part.parts]}
        return {"not": [whole]} if part.negated else whole
    made = _said(part)
    return {"not": [made]} if part.negated else made


def _said(clause: Clause) -> dict[str, Any]:
    answer = {"answer": [clause.question]}
    if clause.how == "answer":
        return answer
    if clause.how in ALONE:
        return {clause.how: [answer]}
    inside = None if clause.inside is None else rule_of(clause.inside)
    if clause.how in OF_ROWS:
        asked = [answer, inside]
        return {"not": [{"any row": asked}]} if clause.how == NO_ROW else {clause.how: asked}
    left = {clause.measure: [answer] if inside is None else [answer, inside]} if clause.measure else answer
    if clause.other:
        return {clause.how: [left, {"today": []} if clause.other == TODAY else {"answer": [clause.other]}]}
    return {clause.how: [left, list(clause.values)] if clause.how in SEVERAL else [left, *clause.values]}


def _split(rule: Any) -> tuple[str, list[Any]]:
    """A rule as its operator and its arguments; "" where it is not in shape."""
    if isinstance(rule, Mapping) and len(rule) == 1:
        ((operator, arguments),) = rule.items()
        if isinstance(operator, str) and isinstance(arguments, list):
            return operator, arguments
    return "", []


def _group(rule: Any, *, groups: bool, entries: bool) -> Rows | None:
    operator, arguments = _split(rule)
    if operator == "not" and len(arguments) == 1:
        found = _group(arguments[0], groups=groups, entries=entries)
        return None if found is None or found.negated else replace(found, negated=True)
    if operator not in ("all", "any") or not arguments:
        return None
    parts = [_part(one, groups=groups, entries=entries) for one in arguments]
    if any(one is None for one in parts):
        return None
    return Rows(operator, tuple(one for one in parts if one is not None), lone=len(parts) == 1)


def _part(rule: Any, *, groups: bool, entries: bool) -> Clause | Rows | None:
    if (found := _clause(rule, entries=entries)) is not None:
        return found
    operator, arguments = _split(rule)
    if operator == "not" and len(arguments) == 1:
        clause = _clause(arguments[0], entries=entries)
        if clause is not None and not clause.negated:
            return replace(clause, negated=True)
    return _group(rule, groups=False, entries=entries) if groups else None


def _clause(rule: Any, *, entries: bool) -> Clause | None:
    operator, arguments = _split(rule)
    if operator == "not" and len(arguments) == 1 and _split(arguments[0])[0] == "any row":
        found = _clause(arguments[0], entries=entries)
        return None if found is None else replace(found, how=NO_ROW)
    if operator in ("any row", "every row") and entries and len(arguments) == 2:
        id, inside = _asked(arguments[0]), _inside(arguments[1])
        return Clause(id, operator, inside=inside) if id and inside is not None else None
    if operator == "answer":
        return Clause(_asked(rule), "answer") if _asked(rule) else None
    if operator in ALONE and len(arguments) == 1:
        return Clause(_asked(arguments[0]), operator) if _asked(arguments[0]) else None
    if operator in (*_COMPARED, *SEVERAL, "between") and len(arguments) >= 2:
        return _comparison(operator, arguments, entries=entries)
    return None


def _comparison(operator: str, arguments: list[Any], *, entries: bool) -> Clause | None:
    left, right = arguments[0], arguments[1:]
    id, measure, inside = _asked(left), "", None
    if not id:
        measure, measured = _split(left)
        if measure not in MEASURES or not measured or (measure == "count rows" and not entries):
            return None
        id = _asked(measured[0])
        if len(measured) == 2 and measure == "count rows":
            inside = _inside(measured[1])
        if not id or (len(measured) > 1 and inside is None):
            return None
    if operator in SEVERAL and len(right) == 1 and isinstance(right[0], list):
        right = right[0]
    elif operator in SEVERAL:
        return None
    if len(right) == 1 and operator not in SEVERAL:
        other = _asked(right[0]) or (TODAY if _split(right[0]) == ("today", []) and right[0] else "")
        if other:
            return Clause(id, operator, other=other, measure=measure, inside=inside)
    if not all(isinstance(one, str | int) for one in right):
        return None
    return Clause(id, operator, values=tuple(right), measure=measure, inside=inside)


def _inside(rule: Any) -> Rows | None:
    """What is asked of each entry: clauses alone."""
    found = _group(rule, groups=False, entries=False)
    if found is not None:
        return found
    part = _part(rule, groups=False, entries=False)
    return Rows(parts=(part,)) if isinstance(part, Clause) else None


def _asked(rule: Any) -> str:
    operator, arguments = _split(rule)
    return arguments[0] if operator == "answer" and len(arguments) == 1 and isinstance(arguments[0], str) else ""


def _equal(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    return type(one) is type(other) and bool(one == other)
