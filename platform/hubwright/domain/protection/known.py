"""What is protected, taken apart so that it can be found: an address, a number, a name, or words as they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hubwright.domain.answers.protected import is_protected, texts
from hubwright.domain.protection.words import WAYS, WITHIN, Token, tokens

PROTECTED, REFERRER = "protected", "referrer"
_BESIDE = {"kind", "town", "country", "safe", "protected"}
_DIGITS = 6
"""Fewer figures than this are no telephone number: they would be found in every date."""


@dataclass(frozen=True, slots=True)
class Street:
    """A house in a street.

    Args:
        number: of the house ("14", "14a"), or "" where none is known.
        name: the words of the street's name.
        way: what kind of way it is ("road"), or "".
    """

    number: str
    name: tuple[str, ...]
    way: str


@dataclass(frozen=True, slots=True)
class Known:
    """One thing to look for; only the parts that it has are filled.

    Args:
        kind: "address", "number", "email", "name", "place" or "words".
        streets: of an address.
        phrases: words that stand together: names of houses, refuges, schools.
        postcode: without its space, lower case, "" for none.
        digits: of a telephone number, as dialled in this country.
        name: the words of a person's name, the surname last.
        alone: the surname alone gives them away: nobody else in the case has it.
        literal: text that is looked for as it stands, folded.
        of: whose secret it is: "protected" (an address, number or place) or "referrer" (who the referrer is).
    """

    kind: str
    streets: tuple[Street, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    postcode: str = ""
    digits: str = ""
    name: tuple[str, ...] = ()
    alone: bool = False
    literal: str = ""
    of: str = PROTECTED


def known_in(value: Any) -> Iterator[Known]:
    """Every protected address, number or other fact in this JSON, at any depth.

    The town and the country are left out: they stand in too many harmless sentences.
    """
    if is_protected(value):
        yield from _fact(value)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from known_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from known_in(part)


def known_identity(referrer: Mapping[str, Any], others: Collection[str]) -> Iterator[Known]:
    """What would say who a referrer is: name, e-mail address, telephone number, address.

    Args:
        referrer: as a contact keeps them.
        others: names of everybody in the case; a surname that one of them has gives nobody away.
    """
    for one in _identity(referrer, others):
        yield replace(one, of=REFERRER)


def _identity(referrer: Mapping[str, Any], others: Collection[str]) -> Iterator[Known]:
    for text in texts(referrer.get("name")):
        yield from known_names(text, others)
    for text in texts(referrer.get("email")):
        yield Known("email", literal=_plain(text))
    for text in texts(referrer.get("telephone")):
        yield from _number(text)
    address = referrer.get("address")
    if isinstance(address, Mapping):
        yield from _fact({**address, "protected": True})
    else:
        for text in texts(address):
            yield from _address((text,), "")


def known_names(name: str, others: Collection[str] = ()) -> Iterator[Known]:
    """A person's name, in whatever order and spelling.

    Args:
        name: as given.
        others: names of other people, whose surnames are not looked for alone.
    """
    words = tuple(token.text for token in tokens(name) if token.text not in _TITLES)
    if len(words) == 1 and len(words[0]) > 2:
        yield Known("words", literal=_plain(name))
    elif len(words) > 1:
        shared = {token.text for one in others for token in tokens(one)}
        yield Known("name", name=words, alone=words[-1] not in shared and len(words[-1]) > 4)


def known_place(text: str) -> Iterator[Known]:
    """A place that must not be given away, as somebody wrote it: a line of an address, or what it is called."""
    yield from _address(tuple(text.replace("\n", ",").split(",")), "", kind="place")


_TITLES = {"mr", "mrs", "ms", "miss", "dr", "mx", "prof", "rev", "sir"}


def _fact(value: Mapping[str, Any]) -> Iterator[Known]:
    if value.get("lines") or value.get("postcode"):
        lines = tuple(one for line in texts(value.get("lines")) for one in line.replace("\n", ",").split(","))
        yield from _address(lines, "".join(texts(value.get("postcode"))))
    for key, part in value.items():
        if key in _BESIDE or key in ("lines", "postcode"):
            continue
        for text in texts(part):
            if key in ("number", "telephone"):
                yield from _number(text)
            elif "@" in text:
                yield Known("email", literal=_plain(text))
            elif len(_plain(text)) > 2:
                yield Known("words", literal=_plain(text))


def _plain(text: str) -> str:
    return " ".join(token.text for token in tokens(text))


def _number(text: str) -> Iterator[Known]:
    digits = dialled(text)
    if len(digits) >= _DIGITS:
        yield Known("number", digits=digits)
    elif len(_plain(text)) > 2:
        yield Known("words", literal=_plain(text))


def dialled(text: str) -> str:
    """The figures of a telephone number as they are dialled in this country."""
    digits = "".join(one for one in text if one.isdecimal() and one.isascii())
    digits = digits.removeprefix("00") if digits.startswith("0044") else digits
    return "0" + digits[2:].removeprefix("0") if digits.startswith("44") and len(digits) > 10 else digits


def _address(lines: Iterable[str], postcode: str, *, kind: str = "address") -> Iterator[Known]:
    streets: list[Street] = []
    phrases: list[tuple[str, ...]] = []
    number = ""
    for line in lines:
        words = list(tokens(line))
        if len(words) == 1 and words[0].text[0].isdigit():
            # "14" on a line of its own belongs to the street of the next.
            number = words[0].text
            continue
        street = _street(words, number)
        if street is not None:
            streets.append(street)
            number = ""
        elif not all(word.full in WITHIN.values() or word.text.isdigit() for word in words):
            # "Flat 2" alone would be found everywhere; so would two letters.
            phrases += [tuple(word.text for word in words)] if len("".join(one.text for one in words)) > 2 else []
    found = postcode.replace(" ", "").lower()
    if streets or phrases or found:
        yield Known(kind, streets=tuple(streets), phrases=tuple(phrases), postcode=found)


def _street(words: list[Token], number: str) -> Street | None:
    """The street that a line names, or None for a line that names something else."""
    rest = list(words)
    while len(rest) > 1 and rest[0].full in WITHIN.values() and rest[1].text[0].isdigit():
        rest = rest[2:]
    if len(rest) > 1 and rest[0].text[0].isdigit():
        number, rest = rest[0].text, rest[1:]
    way = ""
    if len(rest) > 1 and rest[-1].text in WAYS:
        way, rest = rest[-1].full, rest[:-1]
    if not rest or not (way or number) or any(one.text[0].isdigit() for one in rest):
        return None
    return Street(number, tuple(one.text for one in rest), way)
