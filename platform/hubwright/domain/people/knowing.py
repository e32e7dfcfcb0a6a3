"""The kinds of thing that may be known of a person, what each looks like, and what is wrong with one that is not so.

Words are never refused. What cannot be (a 31st of June, an address with no line) is; a wrong check digit is noted
beside the number, which is kept.

name            {"use": one of `USES`, "name": text}
born            {"state": one of `BIRTHS`, "date"?: a date}
expected        {"date": a date}: of a baby not yet born
sex             {"sex": one of `SEXES`}
identifier      {"scheme": one of `SCHEMES`, "value": text, "label"?: text, "fault"?: what its check digit says}
address         {"address": an address, "from"?, "to"?: "2026-06-08"}; "protected" stands in the address
contact         {"way": one of `WAYS`, "value": text, "safe": one of `SAFE`, "times"?, "words"?: text,
                "confirmed"?: "2026-06-08", "protected"?: true}
needs           {"need": one of `NEEDS`, "words": text}
responsibility  {"who": text, "holds": one of `HOLDS`, "person"?: reference}: parental responsibility
household       {"name": text, "with"?: text, "from"?, "to"?}
relationship    {"role": text, "to": text, "person"?: reference}: in the episode of the fact's case, never for life
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from hubwright.domain.answers.check_digits import nhs_number_fault, upn_fault
from hubwright.domain.answers.shapes import ADDRESS_KINDS, SAFE, is_date

USES = ("legal", "known_as", "alias", "previous", "transliteration")
BIRTHS = ("exact", "partial", "estimated", "unknown")
SEXES = ("female", "male", "other", "not_known")
SCHEMES = ("nhs", "upn", "other")
WAYS = ("telephone", "email", "other")
NEEDS = ("interpreter", "language", "communication")
HOLDS = ("yes", "no", "not_known")
LONGEST = 2_000

Fault = tuple[str, str]
"""The part it is about, and what to do."""

_CHECKS: Mapping[str, Callable[[str], str | None]] = {"nhs": nhs_number_fault, "upn": upn_fault}


def faults(kind: str, parts: Mapping[str, Any], today: date) -> list[Fault]:
    """Everything that stands in the way of recording this; empty where nothing does.

    Args:
        kind: one of `KINDS`.
        parts: in its shape.
        today: in London.
    """
    if kind not in KINDS:
        return [("kind", "Choose what you are recording.")]
    return list(KINDS[kind](parts, today))


def noted(kind: str, parts: Mapping[str, Any]) -> dict[str, Any]:
    """The fact as it is recorded: with what its check digit says, where it has one."""
    said = {key: value for key, value in parts.items() if value not in (None, "", {})}
    if kind == "identifier" and (check := _CHECKS.get(parts["scheme"])) and (fault := check(str(parts["value"]))):
        said["fault"] = fault
    return said


def _one_of(parts: Mapping[str, Any], key: str, choices: tuple[str, ...], do: str) -> Iterator[Fault]:
    if parts.get(key) not in choices:
        yield key, do


def _said(parts: Mapping[str, Any], key: str, do: str) -> Iterator[Fault]:
    value = parts.get(key)
    if not isinstance(value, str) or not value.strip():
        yield key, do
    elif len(value) > LONGEST:
        yield key, "Write this more briefly."


def _days(parts: Mapping[str, Any], *keys: str) -> Iterator[Fault]:
    """Whole days, where any are given; the last not before the first."""
    days = []
    for key in keys:
        if parts.get(key):
            try:
                days.append(date.fromisoformat(str(parts[key])))
            except ValueError:
                yield key, "Write a day that exists, with day, month and year."
    if len(days) > 1 and days != sorted(days):
        yield keys[-1], "This ends before it begins."


def _name(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    yield from _said(parts, "name", "Write the name.")
    yield from _one_of(parts, "use", USES, "Say what kind of name it is.")


def _born(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    yield from _one_of(parts, "state", BIRTHS, "Say how sure the date of birth is.")
    given = parts.get("date")
    if parts.get("state") == "unknown":
        if given:
            yield "date", "Leave the date empty, or say how sure it is."
    elif (first := _first_day(given)) is None:
        yield "date", "Write a date that exists, or as much of it as is known."
    elif parts.get("state") == "exact" and "day" not in (given or {}):
        yield "date", "An exact date has day, month and year."
    elif first > today:
        yield "date", "This date is still to come. For an unborn baby record the expected date."


def _first_day(given: Any) -> date | None:
    """The first day that a date allows, or None where there is no such day."""
    if not isinstance(given, Mapping) or not is_date(given):
        return None
    try:
        return date(given["year"], given.get("month", 1), given.get("day", 1))
    except ValueError:
        return None


def _expected(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    if _first_day(parts.get("date")) is None:
        yield "date", "Write a date that exists, or as much of it as is known."


def _identifier(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    yield from _one_of(parts, "scheme", SCHEMES, "Say which number it is.")
    yield from _said(parts, "value", "Write the number.")


def _address(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    address = parts.get("address")
    given = address if isinstance(address, Mapping) and address.get("kind") in ADDRESS_KINDS else {}
    if given.get("kind") != "no_fixed_abode" and not any(given.get(key) for key in ("lines", "town", "postcode")):
        yield "address", "Write the address, or say that there is no fixed one."
    yield from _days(parts, "from", "to")


def _contact(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    yield from _one_of(parts, "way", WAYS, "Say which way of reaching them this is.")
    yield from _said(parts, "value", "Write the number or address.")
    yield from _one_of(parts, "safe", SAFE, "Say whether it is safe to use.")
    yield from _days(parts, "confirmed")


def _needs(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    yield from _one_of(parts, "need", NEEDS, "Say what kind of need it is.")
    yield from _said(parts, "words", "Say what is needed.")


def _responsibility(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    yield from _said(parts, "who", "Say who.")
    yield from _one_of(parts, "holds", HOLDS, "Say whether they hold it, or that it is not known.")


def _household(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    yield from _said(parts, "name", "Say which household.")
    yield from _days(parts, "from", "to")


def _relationship(parts: Mapping[str, Any], today: date) -> Iterator[Fault]:
    yield from _said(parts, "role", "Say who they are to each other in this case.")
    yield from _said(parts, "to", "Say to whom.")


KINDS: Mapping[str, Callable[[Mapping[str, Any], date], Iterator[Fault]]] = {
    "name": _name,
    "born": _born,
    "expected": _expected,
    "sex": lambda parts, today: _one_of(parts, "sex", SEXES, "Choose one, or say that it is not known."),
    "identifier": _identifier,
    "address": _address,
    "contact": _contact,
    "needs": _needs,
    "responsibility": _responsibility,
    "household": _household,
    "relationship": _relationship,
}
