"""What the judge says: a stable code for machines, an English template for people, translated where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubwright.domain.texts import Text


def N_(words: str) -> str:  # noqa: N802  (the name by which translators' tools find what to translate)
    """Mark words for translation."""
    return words


MISSING = {
    "missing": N_("You have not answered this. If you do not know, say so."),
    "missing-rows": N_("You have told us about %(found)s. We asked about at least %(least)s."),
}

MALFORMED = {
    "unreadable": N_("We could not read this answer."),
    "unknown-question": N_("This form has no such question."),
    "not-text": N_("This should be text."),
    "too-long": N_("This is too long. The most is %(most)s characters."),
    "forbidden-characters": N_("This holds characters that cannot be stored."),
    "not-whole": N_("This should be a whole number, such as 3."),
    "not-decimal": N_("This should be a number, such as 2.5."),
    "number-too-large": N_("This number is too large."),
    "not-yes-or-no": N_("This should be yes or no."),
    "not-a-date": N_("This should be a date: a year, or a month and a year, or a day, a month and a year."),
    "not-an-option": N_("Choose one of the answers in the list."),
    "chosen-twice": N_("The same answer is chosen more than once."),
    "not-a-person": N_("We could not read this person's details."),
    "not-rows": N_("We could not read this list."),
    "too-many-rows": N_("This list is too long. The most is %(most)s."),
    "not-an-address": N_("We could not read this address."),
    "not-a-contact": N_("We could not read this telephone number or e-mail address."),
    "not-a-consent": N_("Say whether consent was given, was refused or was not sought."),
    "not-files": N_("We could not read these files."),
    "not-a-declaration": N_("Tick the box to make this declaration."),
    "not-asked-for": N_("This part was not asked for."),
}

WARNINGS = {
    "check": N_("Please check this answer."),
    "number-too-small-for-this": N_("This is less than we expected. The least is usually %(least)s."),
    "number-too-large-for-this": N_("This is more than we expected. The most is usually %(most)s."),
    "too-precise": N_("This has more decimal places than we expected (%(places)s)."),
    "date-impossible": N_("There is no such day in the calendar."),
    "date-in-future": N_("This date is in the future."),
    "date-in-past": N_("This date is in the past."),
    "date-long-ago": N_("This date is more than 130 years ago."),
    "date-partial": N_("If you know the day and the month as well, please add them."),
    "exclusive-together": N_("An answer that stands alone is chosen together with others."),
    "nhs-number-form": N_("An NHS number has 10 digits."),
    "nhs-number-check": N_("This NHS number has a digit wrong. Please check it."),
    "upn-form": N_("A unique pupil number is a letter and then 12 digits."),
    "upn-check": N_("This unique pupil number has something wrong. Please check it."),
    "postcode-unlikely": N_("This does not look like a UK postcode."),
    "telephone-unlikely": N_("This does not look like a telephone number."),
    "email-unlikely": N_("This does not look like an e-mail address."),
    "safe-not-said": N_("You have not said whether this is safe to use."),
}

_ALL = {**MISSING, **MALFORMED, **WARNINGS}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the judge found.

    Args:
        question: the question's id.
        code: stable slug, a key of `MISSING`, `MALFORMED` or `WARNINGS`.
        parameters: for the template.
        row: 0, 1, 2 ... when it is about one row of the question.
        column: the row's question that it is about.
        text: the author's own words, for a check.
    """

    question: str
    code: str
    parameters: Mapping[str, int | str] = field(default_factory=dict)
    row: int | None = None
    column: str | None = None
    text: Text | None = None

    @property
    def message(self) -> str:
        """The English template, with %(name)s for parameters; where `text` is given, show that instead."""
        return _ALL[self.code]

    @property
    def place(self) -> str:
        """Where it is, as a key: "children", "children/1" or "children/1/child-born", rows counted from 1."""
        parts = [self.question]
        if self.row is not None:
            parts.append(str(self.row + 1))
        if self.column is not None:
            parts.append(self.column)
        return "/".join(parts)
