"""What comparisons are called on the pages of the rule builder, and what a rule of each purpose does."""

from __future__ import annotations

from hubwright.domain.rules.kinds import Kind, Type
from hubwright.domain.rules.offering import offered
from hubwright.web.language import gettext

NOT = "not "
"""Stands before a comparison that is turned round."""


def purpose_said(purpose: str, thing: str) -> str:
    """The heading of a rule's page."""
    said = {
        "danger": gettext("When %(thing)s raises the alarm", thing=thing),
        "show": gettext("When %(thing)s is shown", thing=thing),
        "check": gettext("A check of %(thing)s", thing=thing),
        "formula": gettext("How %(thing)s is worked out", thing=thing),
        "suggestion": gettext("When %(thing)s suggests its rating", thing=thing),
        "strand": gettext("When %(thing)s opens a pathway", thing=thing),
        "proposal": gettext("When %(thing)s is made", thing=thing),
    }
    return said[purpose]


def holds_said(purpose: str, rule: str) -> str:
    """What a rule does, as one sentence."""
    said = {
        "danger": gettext("The alarm is raised when %(rule)s.", rule=rule),
        "show": gettext("It is shown when %(rule)s.", rule=rule),
        "check": gettext("It warns unless %(rule)s.", rule=rule),
        "formula": gettext("It is worked out as: %(rule)s.", rule=rule),
        "suggestion": gettext("It is suggested when %(rule)s.", rule=rule),
        "strand": gettext("It is opened when %(rule)s.", rule=rule),
        "proposal": gettext("It is proposed when %(rule)s.", rule=rule),
    }
    return said[purpose]


def without_said(purpose: str) -> str:
    """What holds where there is no rule."""
    if purpose == "show":
        return gettext("It is always shown.")
    if purpose == "danger":
        return gettext("No answer of this form raises the alarm.")
    return gettext("There is no rule yet.")


def comparisons(type: Type) -> list[tuple[str, str]]:
    """What may be said of an answer of a type: each with its words, those that need no value last."""
    made: list[tuple[str, str]] = []
    for measure, how in offered(type):
        key = f"{measure}|{how}"
        if type.kind is Kind.CHOICE and how == "is":
            continue
        if type.kind is Kind.CHOICES and how == "contains":
            continue
        made.append((key, _said(type, measure, how)))
        if how in ("is answered", "is known", "contains any of"):
            made.append((f"{measure}|{NOT}{how}", _turned(how)))
        if how in ("before", "after"):
            made.append((f"{measure}|{how} today", gettext("is before today") if how == "before" else
                         gettext("is after today")))  # fmt: skip
    return made


def _said(type: Type, measure: str, how: str) -> str:
    words = {
        "is": gettext("is"),
        "is not": gettext("is not"),
        "one of": gettext("is one of these"),
        "contains": gettext("has these words in it"),
        "contains any of": gettext("includes one of these"),
        "less than": gettext("is less than"),
        "at most": gettext("is this or less"),
        "at least": gettext("is this or more"),
        "more than": gettext("is more than"),
        "between": gettext("is from this to that"),
        "before": gettext("is before"),
        "after": gettext("is after"),
        "is answered": gettext("has been answered"),
        "is known": gettext("is known"),
        "any row": gettext("at least one entry is such that ..."),
        "every row": gettext("every entry is such that ..."),
        "no row": gettext("no entry is such that ..."),
    }
    measured = {
        "age in years": gettext("the age in years"),
        "years since": gettext("the whole years since then"),
        "months since": gettext("the whole months since then"),
        "days since": gettext("the days since then"),
        "length of text": gettext("the number of characters"),
        "count rows": gettext("the number of entries"),
    }
    return f"{measured[measure]} {words[how]}" if measure else words[how]


def _turned(how: str) -> str:
    return {
        "is answered": gettext("has not been answered"),
        "is known": gettext("is not known"),
        "contains any of": gettext("includes none of these"),
    }[how]


def quantities() -> list[tuple[str, str]]:
    """Of how many entries something has to be so."""
    return [
        ("any row", gettext("at least one entry")),
        ("every row", gettext("every entry")),
        ("no row", gettext("no entry")),
    ]
