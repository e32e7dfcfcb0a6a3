"""A question in one line: how it is asked, what of its answer is kept, what is missing, and what a record looks like.

Everything that this plugin asks stands in tables of `Ask`; the questions of a deed, the body of its entry and the
schema of the record are all made of them, so that they cannot part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.api import Asked, CaseView

Options = Mapping[str, Any]
Choices = Callable[[CaseView], Mapping[str, str]]
SHORT, LONG, MOST = 200, 4000, 60
_TEXTS: Mapping[str, int] = {"short_text": SHORT, "long_text": LONG}


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, and the property of the record that holds its answer.

    Args:
        id: of the question; the property has "_" for "-".
        type: of question, as a form has them.
        label, hint: as it is asked.
        needed: what is said where the answer is missing; "" where it may stay empty.
        shown: short label under which the answer stands afterwards; "" where it is not shown by itself.
        choices: what can be chosen, id to words, as far as whoever is asked sees it.
    """

    id: str
    type: str
    label: str
    hint: str = ""
    needed: str = ""
    shown: str = ""
    choices: Choices | None = None

    @property
    def at(self) -> str:
        """The property of the record."""
        return self.id.replace("-", "_")

    def offered(self, case: CaseView) -> Mapping[str, str]:
        """What can be chosen, id to words."""
        return {} if self.choices is None else self.choices(case)


def questions(asks: Iterable[Ask], case: CaseView) -> tuple[Mapping[str, Any], ...]:
    """The questions of a deed; one whose every choice is kept from whoever is asked is left out."""
    drawn = (_question(one, one.offered(case)) for one in asks)
    return tuple(one for one in drawn if one.get("options", True))


def _question(one: Ask, offered: Mapping[str, str]) -> Mapping[str, Any]:
    # What a form requires may be answered with *I do not know*, which would be refused here: what is needed is asked
    # for again when the deed is done.
    drawn: dict[str, Any] = {"id": one.id, "type": one.type, "label": {"en": one.label}}
    if one.hint:
        drawn["hint"] = {"en": one.hint}
    if one.type in _TEXTS:
        drawn["settings"] = {"max_length": _TEXTS[one.type]}
    if one.type == "date":
        drawn["settings"] = {"allow": ["full"]}
    if one.type in ("choice", "choices"):
        drawn["options"] = [{"id": id, "label": {"en": words}} for id, words in offered.items()]
    return drawn


def given(one: Ask, asked: Asked) -> Any:
    """What of an answer is kept: "" or [] where there is none."""
    value = asked.value(one.id)
    if one.type == "date":
        return iso(value) if isinstance(value, Mapping) else ""
    if one.type in _TEXTS:
        return asked.words(one.id)
    offered = one.offered(asked.case)
    if one.type == "choices":
        return [id for id in value if id in offered] if isinstance(value, list) else []
    said = asked.words(one.id)
    return said if said in offered else ""


def missing(asks: Iterable[Ask], body: Mapping[str, Any]) -> dict[str, str]:
    """What has to be said and was not: question to its message, all of them at once."""
    return {one.id: one.needed for one in asks if one.needed and body.get(one.at) in ("", [])}


def schema(asks: Iterable[Ask], required: tuple[str, ...], **more: Mapping[str, Any]) -> Mapping[str, Any]:
    """The JSON Schema of a record that holds the answers to these questions, and more that is not asked."""
    return {
        "type": "object",
        "properties": {one.at: _shape(one) for one in asks} | more,
        "required": list(required),
        "additionalProperties": False,
    }


def text(longest: int = SHORT) -> Mapping[str, Any]:
    """The shape of a text in a record."""
    return {"type": "string", "maxLength": longest}


def listed(longest: int = MOST, most: int = 200) -> Mapping[str, Any]:
    """The shape of a list of texts in a record."""
    return {"type": "array", "items": text(longest), "maxItems": most}


def _shape(one: Ask) -> Mapping[str, Any]:
    if one.type == "choices":
        return listed(most=MOST)
    return text(10 if one.type == "date" else _TEXTS.get(one.type, SHORT))


def people(case: CaseView) -> Mapping[str, str]:
    """Everybody in the case whom the reader sees."""
    return {one.id: one.name or one.role or "Somebody whose name is kept" for one in case.people}


def agencies(case: CaseView) -> Mapping[str, str]:
    """The agencies of the hub."""
    return case.agencies


def iso(value: Mapping[str, Any]) -> str:
    """A date as far as it was given: "2027-03-01"."""
    parts = [f"{int(value['year']):04}", *(f"{int(value[one]):02}" for one in ("month", "day") if one in value)]
    return "-".join(parts)
