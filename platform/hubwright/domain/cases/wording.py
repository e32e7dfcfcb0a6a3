"""Fills the letters that are written for a person. What they may be filled with is a short list, and nothing else is.

Other than a notice, such a letter may name the outcome: it is never sent by e-mail. It lies behind a link and a code,
or it is printed and posted or handed over, and recorded as sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from hubwright.domain.definitions.hub import Hub, Letter
from hubwright.domain.texts import Text

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
AUDIENCES = ("referrer", "family", "adult", "young_person", "agency")
"""For whom a letter is written, in the words that suit them. Without one it is a notice: a reference and a link."""


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that a letter written for a person may be filled with.

    Args:
        reference: of the contact or the case.
        hub: its name.
        telephone: for these hours.
        date: of today, in words.
        addressed: to whom it is addressed, as the worker wrote it ("Ms Example").
        person: whom it is about, as the hub knows them.
        outcome: what was decided, in the hub's words for its route.
        receiver: who takes it on, in the hub's words.
        words: what the worker wants to add.
    """

    reference: str = ""
    hub: str = ""
    telephone: str = ""
    date: str = ""
    addressed: str = ""
    person: str = ""
    outcome: str = ""
    receiver: str = ""
    words: str = ""


FIELDS = tuple(field.name for field in fields(Written))


def letter_for(hub: Hub, audience: str, moment: str, meaning: str = "") -> Letter | None:
    """The hub's letter for somebody at a moment: one written for this outcome, or else one that is for any."""
    fitting = [one for one in hub.letters if (one.audience, one.moment) == (audience, moment)]
    special = (one for one in fitting if meaning and meaning in one.meanings)
    return next(special, next((one for one in fitting if not one.meanings), None))


def worded(text: Text, given: Written, language: str) -> str:
    """The words in a language, filled once: what is filled in is never looked into for further fields.

    What is left empty leaves no gap that reads as a mistake: its line goes where nothing else stands on it.
    """
    said = text.said_in(language)
    lines = [line for line in said.split("\n") if not _empty(line, given)]
    return _FIELD.sub(lambda match: str(getattr(given, match[1].strip(), "")), "\n".join(lines)).strip()


def _empty(line: str, given: Written) -> bool:
    """Whether a line holds nothing but one field, and that is empty."""
    match = _FIELD.fullmatch(line.strip())
    return match is not None and not getattr(given, match[1].strip(), "")


def unknown_fields(words: str) -> list[str]:
    """The fields named in a wording that there are not."""
    return [name for match in _FIELD.finditer(words) if (name := match[1].strip()) not in FIELDS]


def outcome_words(hub: Hub, route: str) -> Mapping[str, Text]:
    """What a route is called and who receives: `outcome` and, where somebody does, `receiver`."""
    drawn = hub.find("routes", route)
    return {"outcome": drawn.name, **({"receiver": drawn.to} if drawn.to is not None else {})}
