"""What the index of people says in words: kinds of names and facts, reasons for a match, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubwright.domain.people.state import Known
from hubwright.web.answers_shown import address_words
from hubwright.web.dates_shown import date_words
from hubwright.web.language import gettext, mark, say

KINDS: Mapping[str, str] = {
    "name": mark("Name"),
    "born": mark("Date of birth"),
    "expected": mark("Expected date of birth"),
    "sex": mark("Sex"),
    "identifier": mark("Number"),
    "address": mark("Address"),
    "contact": mark("How to reach them"),
    "needs": mark("What they need"),
    "responsibility": mark("Parental responsibility"),
    "household": mark("Household"),
    "relationship": mark("Part in a case"),
}

USES: Mapping[str, str] = {
    "legal": mark("Legal name"),
    "known_as": mark("Known as"),
    "alias": mark("Alias"),
    "previous": mark("Previous name"),
    "transliteration": mark("The name in another script"),
}

BIRTHS: Mapping[str, str] = {
    "exact": mark("Exact"),
    "partial": mark("Known in part"),
    "estimated": mark("Estimated"),
    "unknown": mark("Not known"),
}

SEXES: Mapping[str, str] = {
    "female": mark("Female"),
    "male": mark("Male"),
    "other": mark("Other"),
    "not_known": mark("Not known"),
}

SCHEMES: Mapping[str, str] = {
    "nhs": mark("NHS number"),
    "upn": mark("Unique pupil number"),
    "other": mark("Another number"),
}

WAYS: Mapping[str, str] = {
    "telephone": mark("Telephone"),
    "email": mark("E-mail"),
    "other": mark("Another way"),
}

SAFE: Mapping[str, str] = {
    "yes": mark("Safe to use"),
    "no": mark("Not safe to use"),
    "not_known": mark("Not known whether it is safe"),
}

NEEDS: Mapping[str, str] = {
    "interpreter": mark("Interpreter"),
    "language": mark("Language"),
    "communication": mark("Communication"),
}

HOLDS: Mapping[str, str] = {
    "yes": mark("Holds it"),
    "no": mark("Does not hold it"),
    "not_known": mark("Not known"),
}

ADDRESSES: Mapping[str, str] = {
    "uk": mark("In the United Kingdom"),
    "overseas": mark("Overseas"),
    "no_fixed_abode": mark("No fixed abode"),
}

ANSWERS: Mapping[str, str] = {
    "same": mark("The same person"),
    "not_same": mark("Not the same"),
    "cannot_tell": mark("Cannot tell"),
}

REASONS: Mapping[str, str] = {
    "same_number": mark("the same NHS or pupil number"),
    "same_name": mark("the same name"),
    "alike_name": mark("a name that is alike"),
    "same_born": mark("the same date of birth"),
    "near_born": mark("a date of birth that may be the same"),
    "same_expected": mark("the same expected date"),
    "same_address": mark("the same address"),
    "same_telephone": mark("the same telephone number"),
}

WARNINGS: Mapping[str, str] = {
    "other_born": mark("Another date of birth"),
    "other_sex": mark("Another sex"),
    "other_number": mark("Another NHS or pupil number"),
}

STRENGTHS: Mapping[str, tuple[str, str]] = {
    "strong": (mark("Strong match"), "govuk-tag--green"),
    "likely": (mark("Likely match"), "govuk-tag--blue"),
    "possible": (mark("Possible match"), "govuk-tag--grey"),
}

FAULTS: Mapping[str, str] = {
    "nhs-number-form": mark("an NHS number has ten digits"),
    "nhs-number-check": mark("its check digit does not fit: look again"),
    "upn-form": mark("a pupil number has a letter and twelve digits"),
    "upn-check": mark("its check letter does not fit: look again"),
}


def label(kind: str, parts: Mapping[str, Any]) -> str:
    """What a fact is called where it is shown: a legal name, an NHS number."""
    for table, part in ((USES, "use"), (SCHEMES, "scheme"), (WAYS, "way"), (NEEDS, "need")):
        if str(parts.get(part)) in table:
            return say(table[str(parts[part])])
    return say(KINDS.get(kind, kind))


def fact_lines(known: Known) -> list[str]:
    """One fact, in lines a person reads; the first says it, the others what there is to know beside it."""
    parts = known.parts
    lines = [_said(known.kind, parts)]
    if known.kind == "contact":
        lines += [say(SAFE[parts["safe"]])] if parts.get("safe") in SAFE else []
        lines += [f"{say('Safe times')}: {parts['times']}"] if parts.get("times") else []
        lines += [f"{say('What to say')}: {parts['words']}"] if parts.get("words") else []
        lines += [gettext("Last confirmed %(day)s", day=_day(parts["confirmed"]))] if parts.get("confirmed") else []
        lines += [say("Protected")] if parts.get("protected") else []
    if known.kind == "identifier" and parts.get("fault") in FAULTS:
        lines.append(say(FAULTS[parts["fault"]]))
    if known.kind in _LASTING and (parts.get("from") or parts.get("to")):
        lines.append(_span(parts))
    return lines


def _said(kind: str, parts: Mapping[str, Any]) -> str:
    teller = _TELLERS.get(kind)
    if teller is not None:
        return teller(parts)
    key = next((one for one in ("name", "value", "words") if one in parts), "")
    beside = [str(parts[one]) for one in ("with",) if parts.get(one)]
    return ", ".join([str(parts.get(key, "")), *beside])


def _date(parts: Mapping[str, Any]) -> str:
    said = date_words(parts.get("date")) or say("Not known")
    return f"{said} ({say(BIRTHS[parts['state']])})" if parts.get("state") in ("partial", "estimated") else said


def _number(parts: Mapping[str, Any]) -> str:
    return f"{parts['label']}: {parts['value']}" if parts.get("label") else str(parts["value"])


_LASTING = ("address", "household")

_TELLERS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "born": _date,
    "expected": _date,
    "sex": lambda parts: say(SEXES.get(parts["sex"], parts["sex"])),
    "address": lambda parts: address_words(parts.get("address")),
    "identifier": _number,
    "responsibility": lambda parts: f"{parts['who']}: {say(HOLDS.get(parts['holds'], parts['holds']))}",
    "relationship": lambda parts: gettext("%(role)s of %(who)s", role=parts["role"], who=parts["to"]),
}


def _span(parts: Mapping[str, Any]) -> str:
    begins, ends = parts.get("from"), parts.get("to")
    if begins and ends:
        return gettext("from %(begins)s to %(ends)s", begins=_day(begins), ends=_day(ends))
    return gettext("since %(day)s", day=_day(begins)) if begins else gettext("until %(day)s", day=_day(ends))


def _day(iso: Any) -> str:
    year, month, day = str(iso).split("-")
    return date_words({"year": int(year), "month": int(month), "day": int(day)}) or str(iso)


def said_day(day: str | None) -> str:
    """A date as the index has it ("2019-03-12", "~2019"), in words; empty where it is not known."""
    if not day:
        return ""
    numbers = [int(part) for part in day.removeprefix("~").split("-")]
    shape: dict[str, Any] = dict(zip(("year", "month", "day"), numbers, strict=False))
    if day.startswith("~"):
        shape["estimated"] = True
    return date_words(shape) or ""
