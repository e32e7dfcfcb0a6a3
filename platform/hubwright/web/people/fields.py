"""The questions of each kind of fact, and the fact that their answers make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hubwright.domain.errors import Refusal
from hubwright.domain.people.commands import Told
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import say
from hubwright.web.people.words import ADDRESSES, BIRTHS, HOLDS, NEEDS, SAFE, SCHEMES, SEXES, USES, WAYS
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import Values, Wrong, any_of, line, one_of, words

Parts = dict[str, Any]


def day_of(values: Values, name: str) -> str | None:
    """A whole day, as it is written on the record; None where no box has anything."""
    typed = date_typed(values, name)
    if typed is None:
        return None
    if not {"year", "month", "day"} <= set(typed):
        do = "Write a day that exists, with day, month and year."
        raise Refusal(why="That is not a whole date.", do=do, code="bad_date", fields=((name, do),))
    return f"{typed['year']:04d}-{typed['month']:02d}-{typed['day']:02d}"


def date_boxes(name: str, question: str, values: Values, wrong: Wrong, *, hint: str = "") -> DateInput:
    """A date in three boxes."""
    return DateInput.of(
        name,
        Legend(question, "govuk-fieldset__legend--s"),
        {part: values.get(f"{name}-{part}", "") for part in ("day", "month", "year")},
        hint=hint,
        error=say(wrong[name]) if name in wrong else "",
    )


def _choices(table: Mapping[str, str]) -> list[Choice]:
    return [Choice(value=id, text=say(said)) for id, said in table.items()]


def _name(values: Values, wrong: Wrong) -> list[Field]:
    return [
        line("name", say("Name"), values, wrong),
        one_of("use", say("What kind of name is it?"), _choices(USES), values, wrong, chosen="known_as"),
    ]


def _born(values: Values, wrong: Wrong) -> list[Field]:
    hint = say("Whole, or as much of it as is known: a month and year, or a year.")
    return [
        date_boxes("date", say("Date of birth"), values, wrong, hint=hint),
        one_of("state", say("How sure is it?"), _choices(BIRTHS), values, wrong),
    ]


def _expected(values: Values, wrong: Wrong) -> list[Field]:
    return [date_boxes("date", say("When is the baby expected?"), values, wrong)]


def _sex(values: Values, wrong: Wrong) -> list[Field]:
    return [one_of("sex", say("Sex"), _choices(SEXES), values, wrong)]


def _identifier(values: Values, wrong: Wrong) -> list[Field]:
    return [
        one_of("scheme", say("Which number is it?"), _choices(SCHEMES), values, wrong),
        line("value", say("Number"), values, wrong),
        line("label", say("What is the other number?"), values, wrong, hint=say("For another number only.")),
    ]


def _address(values: Values, wrong: Wrong) -> list[Field]:
    protect = [Choice(value="yes", text=say("This address is to be protected"))]
    return [
        one_of("address", say("Where is it?"), _choices(ADDRESSES), values, wrong, chosen="uk"),
        words("lines", say("House and street"), values, wrong, rows=3),
        line("town", say("Town"), values, wrong),
        line("postcode", say("Postcode"), values, wrong),
        date_boxes("from", say("Since when?"), values, wrong, hint=say("Leave empty if it is not known.")),
        date_boxes("to", say("Until when?"), values, wrong, hint=say("Leave empty if they live there now.")),
        any_of("protected", say("Protection"), protect, values, wrong),
    ]


def _contact(values: Values, wrong: Wrong) -> list[Field]:
    protect = [Choice(value="yes", text=say("This is to be protected"))]
    return [
        one_of("way", say("Which way of reaching them is it?"), _choices(WAYS), values, wrong),
        line("value", say("Number or address"), values, wrong),
        one_of("safe", say("Is it safe to use?"), _choices(SAFE), values, wrong),
        line("times", say("Safe times"), values, wrong),
        line("words", say("What to say"), values, wrong, hint=say("The name to give, or the reason for the call.")),
        date_boxes("confirmed", say("When was this last confirmed?"), values, wrong),
        any_of("protected", say("Protection"), protect, values, wrong),
    ]


def _needs(values: Values, wrong: Wrong) -> list[Field]:
    return [
        one_of("need", say("What kind of need is it?"), _choices(NEEDS), values, wrong),
        line("words", say("What is needed?"), values, wrong),
    ]


def _responsibility(values: Values, wrong: Wrong) -> list[Field]:
    return [
        line("who", say("Who?"), values, wrong),
        one_of("holds", say("Do they hold parental responsibility?"), _choices(HOLDS), values, wrong),
    ]


def _household(values: Values, wrong: Wrong) -> list[Field]:
    return [
        line("name", say("Which household?"), values, wrong),
        line("with", say("With whom?"), values, wrong),
        date_boxes("from", say("Since when?"), values, wrong),
        date_boxes("to", say("Until when?"), values, wrong),
    ]


def _relationship(values: Values, wrong: Wrong) -> list[Field]:
    return [
        line("role", say("Who are they in this case?"), values, wrong, hint=say("For example: younger sister")),
        line("to", say("To whom?"), values, wrong),
    ]


QUESTIONS: Mapping[str, Callable[[Values, Wrong], list[Field]]] = {
    "name": _name,
    "born": _born,
    "expected": _expected,
    "sex": _sex,
    "identifier": _identifier,
    "address": _address,
    "contact": _contact,
    "needs": _needs,
    "responsibility": _responsibility,
    "household": _household,
    "relationship": _relationship,
}

_WORDS = ("name", "use", "state", "sex", "scheme", "value", "label", "way", "safe", "times", "words", "need", "who")
_MORE = ("holds", "with", "role", "to")


def fields_of(kind: str, values: Values, wrong: Wrong, *, right: bool) -> list[Field]:
    """The questions of a kind of fact, with where it comes from and, where it puts something right, why.

    Args:
        kind: a key of `QUESTIONS`.
        values: what was typed.
        wrong: what is wrong with it.
        right: it puts something right.
    """
    hint = (
        say("Needed: it holds in that case, and not for life.") if kind == "relationship" else say("If a case told it.")
    )
    why = say("How do we know?") if right else say("How do we know? (if it matters)")
    return [
        *QUESTIONS[kind](values, wrong),
        line("case", say("Reference of the case"), values, wrong, hint=hint),
        words("why", why, values, wrong, rows=2),
    ]


def told(kind: str, values: Values) -> Told:
    """The fact that a filled-in form tells.

    Raises:
        Refusal: a date is no date.
    """
    return Told(
        kind=kind,
        parts=_parts(kind, values),
        case=values.get("case", "").strip().upper(),
        replaces=values.get("replaces") or None,
        why=values.get("why", ""),
    )


def _parts(kind: str, values: Values) -> Parts:
    days = {name: day for name in _days(kind) if (day := day_of(values, name))}
    if kind in ("born", "expected"):
        date = date_typed(values, "date")
        state = values.get("state", "")
        if date and state == "estimated":
            date = {**date, "estimated": True}
        return {**({"state": state} if kind == "born" else {}), **({"date": date} if date else {})}
    if kind == "address":
        address: Parts = {"kind": values.get("address", "")}
        lines = [one.strip() for one in values.get("lines", "").splitlines() if one.strip()]
        address |= {"lines": lines} if lines else {}
        address |= {key: values[key].strip() for key in ("town", "postcode") if values.get(key, "").strip()}
        address |= {"protected": True} if values.get("protected") == "yes" else {}
        return {"address": address, **days}
    said = {key: values.get(key, "").strip() for key in _texts(kind) if values.get(key, "").strip()}
    return {**said, **days, **({"protected": True} if kind == "contact" and values.get("protected") == "yes" else {})}


def _days(kind: str) -> Iterable[str]:
    return {"address": ("from", "to"), "household": ("from", "to"), "contact": ("confirmed",)}.get(kind, ())


def _texts(kind: str) -> Iterable[str]:
    return (one for one in (*_WORDS, *_MORE) if not (one == "to" and kind == "household"))
