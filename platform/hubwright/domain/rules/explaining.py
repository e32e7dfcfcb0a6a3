"""Why a rule gave what it gave: each part, its result, and for an answer that gave nothing, what is in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.rules.evaluation import Plain, Reckoner, plainly
from hubwright.domain.rules.kinds import Type
from hubwright.domain.rules.sentences import said_value, sentence
from hubwright.domain.rules.tree import Rule, answered_question, reads
from hubwright.domain.rules.values import Span, Unknown
from hubwright.domain.rules.wording import WORDINGS


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule, explained.

    Args:
        rule: the part.
        gave: what it gave.
        why: for an answer that gave nothing or too little: its state ("not_known", "not_answered", ...), "partial"
            for a date of which only a part is known, "unreadable" for a value out of shape; else "".
        parts: the parts within it, in order; those asked of rows once for each row.
        row: 1, 2, 3 ... when it was asked of that row, else None.
    """

    rule: Rule
    gave: Plain | Unknown
    why: str
    parts: tuple[Part, ...] = ()
    row: int | None = None

    def lines(
        self,
        labels: Mapping[str, str],
        options: Mapping[str, Mapping[str, str]] | None = None,
        language: str = "en",
    ) -> list[tuple[int, str]]:
        """The explanation as lines: how far to indent, and the words ("Is anyone hurt? is Yes: unknown")."""
        gave = WORDINGS.get(language, WORDINGS["en"]).gave
        lines = []
        for depth, part in self.walk():
            row = f"{gave['row'].format(part.row)}: " if part.row else ""
            id = answered_question(part.rule)
            said = (labels.get(id) or id) if id else sentence(part.rule, labels, options, language)
            value = part.gave
            result = gave["unknown"] if isinstance(value, Unknown) else said_value(value, language)
            if id and isinstance(value, str) and options:
                result = options.get(id, {}).get(value, result)
            lines.append((depth, f"{row}{said}: {gave.get(part.why, result)}"))
        return lines

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Part]]:
        """This part and those within it, each with how deep it stands."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)

    def missing(self) -> tuple[str, ...]:
        """The questions whose answers are in the way, in the order of the rule; empty unless this part is unknown."""
        return tuple(dict.fromkeys(self._missing()))

    def _missing(self) -> Iterator[str]:
        if not isinstance(self.gave, Unknown):
            return
        open_parts = [part for part in self._that_mattered() if isinstance(part.gave, Unknown)]
        if open_parts:
            for part in open_parts:
                yield from part._missing()
        else:
            yield from sorted(reads(self.rule))

    def _that_mattered(self) -> tuple[Part, ...]:
        """The parts that had a say: of `if`, not the branch that was not taken."""
        if self.rule.operator != "if" or not self.parts:
            return self.parts
        condition, then, otherwise = self.rule.arguments
        gave = self.parts[0].gave if self.parts[0].rule is condition else condition
        if not isinstance(gave, bool):
            return self.parts
        return tuple(part for part in self.parts if part.rule is (then if gave else otherwise))


def explain(rule: Rule, answers: Mapping[str, Answer], *, scope: Mapping[str, Type], today: date) -> Part:
    """What each part of a rule gave, and why. Takes what `evaluate` takes."""
    return _explained(rule, Reckoner(answers, scope, today))


def _explained(rule: Rule, reckoner: Reckoner, row: int | None = None) -> Part:
    value = reckoner.value(rule)
    if rule.operator == "answer":
        id = answered_question(rule) or ""
        return Part(rule, plainly(value), _why(reckoner.answer(id), value), (), row)
    parts = [_explained(part, reckoner) for part in rule.rules()]
    if rule.operator in {"any row", "every row", "count rows"}:
        parts = list(_rows(rule, reckoner))
    return Part(rule, plainly(value), "", tuple(parts), row)


def _rows(rule: Rule, reckoner: Reckoner) -> Iterator[Part]:
    question = rule.arguments[0]
    rows = reckoner.rows(rule)
    if isinstance(rows, Unknown):
        if isinstance(question, Rule):
            yield _explained(question, reckoner)
        return
    condition = rule.arguments[-1]
    if len(rule.arguments) > 1 and isinstance(condition, Rule):
        for number, row in enumerate(rows, start=1):
            yield _explained(condition, row, number)


def _why(answer: Answer, value: object) -> str:
    if answer.state is not State.ANSWERED:
        return answer.state.value
    if isinstance(value, Unknown):
        return "unreadable"
    return "partial" if isinstance(value, Span) and not value.point else ""
