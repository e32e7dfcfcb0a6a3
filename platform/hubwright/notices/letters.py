"""Fills a hub's letters. A letter can carry a reference, a link and how to reach the hub: there is no field for more,
so no case content can leave by one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from hubwright.domain.definitions.hub import Letter
from hubwright.domain.errors import Refusal
from hubwright.domain.problems import Problem
from hubwright.domain.texts import Text

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_NOT_KNOWN = {"en": "(not known)", "cy": "(ddim yn hysbys)"}


@dataclass(frozen=True, slots=True)
class Merge:
    """Everything that a letter may be filled with. Left empty, a field is said to be not known.

    Args:
        reference: of the contact, case or check.
        link: where to read on, behind sign-in or code.
        hub: its name, in the letter's language.
        telephone: for this hour.
        due: by when, in words.
    """

    reference: str = ""
    link: str = ""
    hub: str = ""
    telephone: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter ready to be sent."""

    subject: str
    body: str


FIELDS = tuple(field.name for field in fields(Merge))


def filled(letter: Letter, merge: Merge, language: str) -> Filled:
    """The letter in a language, its fields filled once: what is filled in is never looked into for further fields.

    Raises:
        Refusal: the letter names a field that there is not, or its subject is more than one line.
    """
    wrong = letter_problems(letter)
    if wrong:
        raise Refusal(
            why=f"The hub's letter for this cannot be filled. {wrong[0].what}", do=wrong[0].do, code="bad_letter"
        )
    return Filled(*(_fill(text.said_in(language), merge, language) for text in (letter.subject, letter.body)))


def letter_problems(letter: Letter, file: str = "hub.json", pointer: str = "") -> list[Problem]:
    """Everything wrong with a letter's wording, in all its languages.

    Args:
        file, pointer: where the letter stands, for the problems to name.
    """
    found: list[Problem] = []
    for part in ("subject", "body", "text"):
        for language, words in _wordings(getattr(letter, part)):
            place = f"{pointer}/{part}/{language}"
            found += _unknown_fields(words, file, place)
            if part == "subject" and len(words.splitlines()) > 1:
                found.append(
                    Problem(
                        file,
                        place,
                        "The subject is more than one line.",
                        "Write it on one line.",
                        "letter-subject-lines",
                    )
                )
    return found


def _unknown_fields(words: str, file: str, place: str) -> Iterator[Problem]:
    do = f"Use only {', '.join('{{' + name + '}}' for name in FIELDS)}."
    for match in _FIELD.finditer(words):
        name = match[1].strip()
        if name not in FIELDS:
            nearest = difflib.get_close_matches(name, FIELDS, n=1)
            what = f"There is no field {{{{{name[:40]}}}}} for letters."
            yield Problem(file, place, what, do, "unknown-letter-field", nearest[0] if nearest else None)
    if re.search(r"\{\{|\}\}", _FIELD.sub("", words)):
        yield Problem(
            file, place, "A field is opened and not closed, or closed and not opened.", do, "broken-letter-field"
        )


def _wordings(text: Text | None) -> Iterator[tuple[str, str]]:
    if text is None:
        return
    yield "en", text.en
    if text.cy is not None:
        yield "cy", text.cy


def _fill(words: str, merge: Merge, language: str) -> str:
    unknown = _NOT_KNOWN.get(language, _NOT_KNOWN["en"])
    return _FIELD.sub(lambda match: getattr(merge, match[1].strip()) or unknown, words)
