"""Every rule reads as a sentence, so that who did not write it can say whether it is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hubwright.domain.rules.tree import Literal, Rule, answered_question
from hubwright.domain.rules.values import iso_date
from hubwright.domain.rules.wording import WORDINGS, Wording

_JOINED = ("all", "any", "if", "any row", "every row", "plus", "minus", "times")
_CONDITIONS = {"all", "any", "not"}


def sentence(
    rule: Rule,
    labels: Mapping[str, str],
    options: Mapping[str, Mapping[str, str]] | None = None,
    language: str = "en",
) -> str:
    """A rule in words: "Is anyone hurt? is Yes, and age in years of Date of birth is less than 18".

    Args:
        rule: from `parse`.
        labels: question id to label, in `language`; the id stands in for a label that is not there.
        options: question id to option id to label.
        language: "en" or "cy"; English for any other.
    """
    return _Speaker(labels, options or {}, WORDINGS.get(language, WORDINGS["en"])).condition(rule)


def said_value(value: object, language: str = "en") -> str:
    """A value that a rule gave, in words; an empty text where it has none."""
    wording = WORDINGS.get(language, WORDINGS["en"])
    if isinstance(value, bool):
        return wording.gave["yes" if value else "no"]
    if isinstance(value, date):
        return _day(value, wording)
    if isinstance(value, int | Decimal | str):
        return str(value)
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else ""


def _day(day: date, wording: Wording) -> str:
    return f"{day.day} {wording.months[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class _Speaker:
    labels: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    words: Wording

    def label(self, id: str) -> str:
        return self.labels.get(id) or id

    def condition(self, part: Rule | Literal) -> str:
        """A part as something that is so or is not."""
        if isinstance(part, Rule):
            id = answered_question(part)
            return self.whole(part) if id is None else self.put("is", [self.label(id), self.words.yes])
        return self.words.always if part is True else self.words.never

    def whole(self, rule: Rule) -> str:
        first = rule.arguments[0] if rule.arguments else True
        match rule.operator:
            case "answer":
                return self.label(answered_question(rule) or "")
            case "all" | "any":
                return self.words.conjunctions[rule.operator].join(map(self.inner, rule.arguments))
            case "not":
                return self.negated(first)
            case "plus" | "times":
                return self.chained(rule)
            case _:
                return self.template(rule).format(*self.parts(rule))

    def template(self, rule: Rule) -> str:
        counted = rule.operator == "count rows" and len(rule.arguments) > 1
        return self.words.where if counted else self.words.operators[rule.operator]

    def parts(self, rule: Rule) -> list[str]:
        asked = {"any row": 1, "every row": 1, "count rows": 1, "if": 0}.get(rule.operator)
        return [
            self.inner(part) if index == asked else self.value(part, rule) for index, part in enumerate(rule.arguments)
        ]

    def chained(self, rule: Rule) -> str:
        """ "a plus b plus c": one template serves however many there are."""
        said, *rest = (self.value(part, rule) for part in rule.arguments)
        for part in rest:
            said = self.put(rule.operator, [said, part])
        return said

    def put(self, operator: str, parts: list[str]) -> str:
        return self.words.operators[operator].format(*parts)

    def inner(self, part: Rule | Literal) -> str:
        return self.bracketed(self.condition(part), part)

    def bracketed(self, said: str, part: Rule | Literal) -> str:
        several = isinstance(part, Rule) and part.operator in _JOINED and len(part.arguments) > 1
        return f"({said})" if several else said

    def negated(self, part: Rule | Literal) -> str:
        if isinstance(part, Rule) and part.operator in self.words.negatives:
            id = answered_question(part) or answered_question(part.arguments[0]) or ""
            return self.words.negatives[part.operator].format(self.label(id), self.words.no)
        return self.words.negation.format(f"({self.condition(part)})")

    def value(self, part: Rule | Literal, beside: Rule) -> str:
        """A part as a value; a literal in the words of the question that it is compared with."""
        if isinstance(part, Rule):
            return self.bracketed(self.condition(part) if part.operator in _CONDITIONS else self.whole(part), part)
        if isinstance(part, tuple):
            *most, last = (self.literal(item, beside) for item in part)
            return self.words.conjunctions["last"].join([", ".join(most), last] if most else [last])
        return self.literal(part, beside)

    def literal(self, literal: str | int | bool, beside: Rule) -> str:
        if isinstance(literal, bool):
            return self.words.yes if literal else self.words.no
        if isinstance(literal, int):
            return str(literal)
        for id in filter(None, map(answered_question, beside.arguments)):
            if id in self.options:
                return self.options[id].get(literal, literal)
        day = iso_date(literal)
        if day is not None:
            return _day(day, self.words)
        return {"yes": self.words.yes, "no": self.words.no}.get(literal) or self.words.quote.format(literal)
