"""The types of the rule language. There is no coercion: a mismatch is found when a definition is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a question's answer, or of what a rule gives.

    Args:
        kind: which.
        options: option ids, of a choice or a set of choices.
        columns: question id to type, of rows.
    """

    kind: Kind
    options: tuple[str, ...] = ()
    columns: tuple[tuple[str, Type], ...] = ()

    @property
    def is_number(self) -> bool:
        """Whole and decimal numbers compare with each other; nothing is lost by that."""
        return self.kind in (Kind.WHOLE, Kind.DECIMAL)

    def said(self) -> str:
        """The type in the words of a problem's sentence."""
        return _SAID[self.kind]


_SAID = {
    Kind.TEXT: "a text",
    Kind.WHOLE: "a whole number",
    Kind.DECIMAL: "a decimal number",
    Kind.YES_NO: "yes or no",
    Kind.DATE: "a date",
    Kind.CHOICE: "a choice",
    Kind.CHOICES: "a set of choices",
    Kind.PERSON: "a person",
    Kind.ROWS: "a list of rows",
}

TEXT = Type(Kind.TEXT)
WHOLE = Type(Kind.WHOLE)
DECIMAL = Type(Kind.DECIMAL)
YES_NO = Type(Kind.YES_NO)
DATE = Type(Kind.DATE)
PERSON = Type(Kind.PERSON)


def choice(options: Iterable[str]) -> Type:
    """One of these option ids."""
    return Type(Kind.CHOICE, options=tuple(options))


def choices(options: Iterable[str]) -> Type:
    """Any number of these option ids, none included."""
    return Type(Kind.CHOICES, options=tuple(options))


def rows(columns: Mapping[str, Type]) -> Type:
    """Repeating rows whose questions have these types."""
    return Type(Kind.ROWS, columns=tuple(columns.items()))
