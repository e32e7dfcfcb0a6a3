"""Questions as a form has them, their answers as they were given, and the shapes in which records keep them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hubwright.api import Asked, CaseView

from hubwright_marac_links import days

Question = Mapping[str, Any]
SHORT, LONG, SOME = 200, 4000, 60
YES_NO: Mapping[str, str] = {"yes": "Yes", "no": "No", "not-known": "Not known"}
KEPT = "Somebody whose name is kept"


def text(id: str, label: str, hint: str = "", long: bool = False) -> Question:
    """A question that is answered in words."""
    kind, longest = ("long_text", LONG) if long else ("short_text", SHORT)
    return _asked(id, kind, label, hint) | {"settings": {"max_length": longest}}


def day(id: str, label: str, hint: str = "") -> Question:
    """A question for a whole day."""
    return _asked(id, "date", label, hint) | {"settings": {"allow": ["full"]}}


def one_of(id: str, label: str, offered: Mapping[str, str], hint: str = "") -> Question:
    """A question with one answer of several, id to words."""
    return _choice(id, "choice", label, offered, hint)


def some_of(id: str, label: str, offered: Mapping[str, str], hint: str = "") -> Question:
    """A question with any of several answers, id to words."""
    return _choice(id, "choices", label, offered, hint)


def drawn(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those that can be asked: one of which every answer is kept from whoever is asked is left out."""
    return tuple(one for one in questions if one.get("options", True))


def _choice(id: str, kind: str, label: str, offered: Mapping[str, str], hint: str) -> Question:
    # An id of a form has hyphens; the records keep the words of the schemas.
    return _asked(id, kind, label, hint) | {
        "options": [{"id": one, "label": {"en": words}} for one, words in offered.items()]
    }


def _asked(id: str, kind: str, label: str, hint: str) -> dict[str, Any]:
    # Nothing is "required" of the form, which would offer not to know it; a deed says itself what it cannot do without.
    made: dict[str, Any] = {"id": id, "type": kind, "label": {"en": label}}
    return made | ({"hint": {"en": hint}} if hint else {})


def picked(asked: Asked, id: str, offered: Iterable[str]) -> str:
    """What was chosen of what was offered, "" for nothing."""
    said = asked.words(id)
    return said if said in set(offered) else ""


def ticked(asked: Asked, id: str, offered: Iterable[str]) -> list[str]:
    """Everything that was chosen of what was offered, each once."""
    said, known = asked.value(id), set(offered)
    return [one for one in dict.fromkeys(said) if one in known] if isinstance(said, list) else []


def iso(asked: Asked, id: str) -> str:
    """A day, as a record keeps it; "" where none was given."""
    found = days.given(asked.value(id))
    return found.isoformat() if found else ""


def people(case: CaseView) -> dict[str, str]:
    """Everybody in the case whom the reader sees, id to words."""
    return {
        one.id: (f"{one.name} ({one.role})" if one.role and one.role != "subject" else one.name) or one.role or KEPT
        for one in case.people
    }


def name(case: CaseView, id: str) -> str:
    """Somebody as the reader knows them, with no name where it is kept from the reader."""
    found = case.person(id)
    return (found.name if found else "") or KEPT


def names(case: CaseView, ids: Iterable[str]) -> str:
    """Several people, as the reader knows them."""
    return ", ".join(name(case, one) for one in ids)


def words(longest: int = SHORT) -> Mapping[str, Any]:
    """The shape of a text in a record."""
    return {"type": "string", "maxLength": longest}


def among(offered: Iterable[str]) -> Mapping[str, Any]:
    """The shape of one answer of several in a record, "" for none."""
    return {"type": "string", "enum": ["", *offered]}


def ids(least: int = 0) -> Mapping[str, Any]:
    """The shape of a list of people or agencies in a record."""
    return {
        "type": "array",
        "items": {"type": "string", "maxLength": SOME, "minLength": 1},
        "minItems": least,
        "maxItems": 200,
    }


def record(required: tuple[str, ...], **properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """The JSON Schema of a record of a case about people, which refuses what it does not know."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {"case": words(SOME), "about": ids(1), "victim": words(SOME)} | properties,
        "required": ["case", "about", *required],
    }
