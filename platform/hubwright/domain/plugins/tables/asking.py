"""A question in one line: how it is asked, what of its answer is kept, what is missing, what a record looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from hubwright.domain.plugins.asking import Asked
from hubwright.domain.plugins.views import CaseView

Options = Mapping[str, Any]
Choices = Callable[[CaseView, Options], Mapping[str, str]]
SHORT, LONG, MOST = 200, 4000, 60
_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)
NOBODY: Final = CaseView("", (), (), _FIRST, _FIRST)
"""No case, for what is asked and shown of the hub alone."""
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
        fixed: what can be chosen, id to words.
        choices: the same, where that hangs on the case or on the hub.
        words: of what was chosen the words are kept, as the hub may name its choices otherwise one day.
        settings: of the question.
    """

    id: str
    type: str
    label: str
    hint: str = ""
    needed: str = ""
    shown: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    choices: Choices | None = None
    words: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> str:
        """The property of the record."""
        return self.id.replace("-", "_")

    def offered(self, case: CaseView, options: Options) -> Mapping[str, str]:
        """What can be chosen, id to words."""
        return self.fixed if self.choices is None else self.choices(case, options)


def questions(asks: Iterable[Ask], case: CaseView, options: Options) -> tuple[Mapping[str, Any], ...]:
    """The questions of a deed; one whose every choice is kept from whoever is asked is left out."""
    drawn = (_question(one, one.offered(case, options)) for one in asks)
    return tuple(one for one in drawn if one.get("options", True))


def _question(one: Ask, offered: Mapping[str, str]) -> Mapping[str, Any]:
    drawn: dict[str, Any] = {"id": one.id, "type": one.type, "label": {"en": one.label}}
    # A question that a form requires may be answered with *I do not know*. Only where that is an answer here is it
    # offered; what else is needed is asked for again when the deed is done.
    drawn["required"] = bool(one.needed) and one.type == "yes_no_unknown"
    if one.hint:
        drawn["hint"] = {"en": one.hint}
    if one.type in _TEXTS:
        drawn["settings"] = {"max_length": _TEXTS[one.type]}
    elif one.settings or one.type == "date":
        drawn["settings"] = dict(one.settings or {"allow": ["full"]})
    if one.type in ("choice", "choices"):
        drawn["options"] = [{"id": id, "label": {"en": words}} for id, words in offered.items()]
    return drawn


def given(one: Ask, asked: Asked, options: Options) -> Any:
    """What of an answer is kept: "", [] or None where there is none."""
    if one.type == "yes_no_unknown":
        state = asked.answers.get(one.id, {}).get("state")
        said = asked.words(one.id)
        return "not_known" if state == "not_known" else said if said in ("yes", "no") else ""
    value = asked.value(one.id)
    if one.type == "date":
        return iso(value) if isinstance(value, Mapping) else ""
    if one.type == "whole_number":
        return value if isinstance(value, int) else None
    if one.type in _TEXTS:
        return asked.words(one.id)
    offered = one.offered(asked.case, options)
    if one.type == "choices":
        return [id for id in value if id in offered] if isinstance(value, list) else []
    said = asked.words(one.id)
    return (offered[said] if one.words else said) if said in offered else ""


def missing(asks: Iterable[Ask], body: Mapping[str, Any]) -> dict[str, str]:
    """What has to be said and was not: question to its message, all of them at once."""
    return {one.id: one.needed for one in asks if one.needed and body.get(one.at) in ("", [], None)}


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
    if one.type == "yes_no_unknown":
        return {"type": "string", "enum": ["", "yes", "no", "not_known"]}
    if one.type == "whole_number":
        return {"type": "integer", "minimum": 0, "maximum": 1000}
    if one.type == "choices":
        return listed(most=MOST)
    if one.fixed:
        return {"type": "string", "enum": ["", *one.fixed]}
    return text(10 if one.type == "date" else _TEXTS.get(one.type, SHORT))


def of_hub(option: str, instead: tuple[str, ...]) -> Choices:
    """What can be chosen of the hub's own words.

    Args:
        option: of the hub, a list of texts.
        instead: where the hub has not said.
    """
    return lambda _case, options: named(options.get(option) or instead)


def named(words: Iterable[str]) -> Mapping[str, str]:
    """An id for each of these words, made of the words: what is renamed is never taken for what it was."""
    made: dict[str, str] = {}
    for number, one in enumerate(words, start=1):
        id = "w-" + (re.sub(r"[^a-z0-9]+", "-", one.lower()).strip("-")[:50] or str(number))
        made[f"{id}-{number}" if id in made else id] = one
    return made


def people(case: CaseView, options: Options) -> Mapping[str, str]:
    """Everybody in the case whom the reader sees."""
    return {one.id: one.name or one.role or "Somebody whose name is kept" for one in case.people}


def agencies(case: CaseView, options: Options) -> Mapping[str, str]:
    """The agencies of the hub."""
    return case.agencies


def iso(value: Mapping[str, Any]) -> str:
    """A date as it was given, as far as it was given: "2027-03-01", "2027-03" or "2027"."""
    parts = [f"{int(value['year']):04}", *(f"{int(value[one]):02}" for one in ("month", "day") if one in value)]
    return "-".join(parts)
