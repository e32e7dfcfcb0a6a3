"""The types of questions in an author's words, and what each type alone has, asked question by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.edits import fresh_id
from hubwright.schemas import schema
from hubwright.web.language import mark

TYPES: Mapping[str, str] = {
    "short_text": mark("A few words"),
    "long_text": mark("Several lines"),
    "yes_no_unknown": mark("Yes, no or not known"),
    "choice": mark("One of several"),
    "choices": mark("Any of several"),
    "list": mark("One of a long list, found by typing"),
    "date": mark("Date"),
    "whole_number": mark("Whole number"),
    "decimal_number": mark("Number with decimals"),
    "person": mark("A person"),
    "people": mark("People, one after the other"),
    "rows": mark("Other entries, one after the other"),
    "address": mark("Address"),
    "telephone": mark("Telephone number"),
    "email": mark("E-mail address"),
    "safe_contact": mark("How to reach somebody safely"),
    "nhs_number": mark("NHS number"),
    "upn": mark("Unique pupil number"),
    "consent": mark("Consent, and why not"),
    "declaration": mark("Declaration"),
    "file": mark("Files"),
    "calculated": mark("Worked out from other answers"),
    "content": mark("Words without a question"),
}
"""In the order in which they are offered: what is used most stands first."""

WITH_OPTIONS = ("choice", "choices", "list")
WITH_ROWS = ("people", "rows")
NOT_ASKED = ("content", "calculated")

SETTINGS: Mapping[str, str] = {
    "max_length": mark("At most so many characters"),
    "lines": mark("Height in lines"),
    "least": mark("At least"),
    "most": mark("At most"),
    "places": mark("Places after the point"),
    "unit": mark("Unit, as it stands behind the number"),
    "allow": mark("Which dates may be given?"),
    "not_after_today": mark("Not after today"),
    "not_before_today": mark("Not before today"),
    "other": mark("Something that is not in the list may be typed"),
    "parts": mark("What is asked about the person?"),
    "kinds": mark("Which kinds of address?"),
    "ask_safe": mark("Ask whether it is safe to use"),
    "ways": mark("Which ways are offered?"),
    "whose": mark("Whose consent?"),
    "statement": mark("What is declared"),
    "gives": mark("What it gives"),
    "body": mark("The words"),
    "shown_as": mark("How they are shown"),
}
"""What a setting asks, in words; the rule of a calculated question has a page of its own."""

CHOICES: Mapping[str, str] = {
    "full": mark("The whole date"),
    "partial": mark("A year, or a month and year"),
    "estimated": mark("About then"),
    "uk": mark("In the United Kingdom"),
    "overseas": mark("Overseas"),
    "no_fixed_abode": mark("No fixed abode"),
    "protected": mark("Must be kept from somebody"),
    "telephone": mark("Telephone"),
    "text": mark("Text message, or plain words"),
    "email": mark("E-mail"),
    "post": mark("Letter"),
    "in_person": mark("In person"),
    "through_somebody": mark("Through somebody"),
    "parent": mark("A parent's"),
    "child": mark("The child's"),
    "adult": mark("The adult's"),
    "self": mark("Their own"),
    "whole_number": mark("A whole number"),
    "decimal_number": mark("A number with decimals"),
    "yes_no": mark("Yes or no"),
    "choice": mark("One of its options"),
    "date": mark("A date"),
    "inset": mark("Set in"),
    "warning": mark("As a warning"),
    "details": mark("Folded, to be opened"),
    "name": mark("Name"),
    "other_names": mark("Other names"),
    "born": mark("Date of birth"),
    "unborn": mark("Not born yet"),
    "sex": mark("Sex"),
    "gender": mark("Gender"),
    "ethnicity": mark("Ethnicity"),
    "language": mark("Language"),
    "interpreter": mark("Interpreter"),
    "disability": mark("Disability"),
    "relationship": mark("Relationship"),
    "address": mark("Address"),
    "school": mark("School or nursery"),
    "nhs_number": mark("NHS number"),
    "upn": mark("Unique pupil number"),
    "role": mark("Their part in this"),
    "whereabouts": mark("Where they are now"),
}
"""What may be chosen of a setting, in words."""

SENSITIVITIES: Mapping[str, str] = {
    "ordinary": mark("Ordinary"),
    "sensitive": mark("Sensitive"),
    "protected": mark("Protected: kept from whoever must not know it"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a type.

    Args:
        kind: "number", "decimal", "text" (words in both languages), "yes", "one" or "any".
        least, most: of a number.
        options: ids, of "one" and "any".
        needed: it cannot be left out.
    """

    name: str
    kind: str
    least: int | None = None
    most: int | None = None
    options: tuple[str, ...] = ()
    needed: bool = False


def settings_of(type: str) -> tuple[Setting, ...]:
    """What a type alone has, read from its schema, so that none is forgotten."""
    drawn = schema("form")["$defs"].get(f"settings-{type.replace('_', '-')}", {})
    needed = drawn.get("required", ())
    return tuple(
        _setting(name, parts, name in needed)
        for name, parts in drawn.get("properties", {}).items()
        if name != "formula"
    )


def _setting(name: str, parts: Mapping[str, Any], needed: bool) -> Setting:
    if parts.get("type") == "integer":
        return Setting(name, "number", parts.get("minimum"), parts.get("maximum"), needed=needed)
    if parts.get("type") == "boolean":
        return Setting(name, "yes", needed=needed)
    if "enum" in parts:
        return Setting(name, "one", options=tuple(parts["enum"]), needed=needed)
    if parts.get("type") == "array":
        return Setting(name, "any", options=tuple(parts["items"]["enum"]), needed=needed)
    return Setting(name, "decimal" if parts["$ref"].endswith("/decimal") else "text", needed=needed)


def begun(type: str, label: Mapping[str, str], taken: set[str]) -> dict[str, Any]:
    """A new question of a type with what it cannot be without: so it is drawn at once, and the rest comes later.

    Args:
        type: one of `TYPES`.
        label: in the languages that were typed.
        taken: ids that its form has already.
    """
    id = fresh_id(label["en"], taken, otherwise="question")
    made: dict[str, Any] = {"id": id, "type": type, "label": dict(label)}
    if type in WITH_OPTIONS:
        made["options"] = [
            {"id": "first", "label": {"en": "First choice"}},
            {"id": "second", "label": {"en": "Second"}},
        ]
    if type in WITH_ROWS:
        inner = fresh_id(f"{id} name", {*taken, id})
        made |= {"row_name": {"en": "entry"}, "rows": [{"id": inner, "type": "short_text", "label": {"en": "Name"}}]}
    needs = {
        "content": {"body": {"en": "Write here."}},
        "declaration": {"statement": {"en": "Write here what is declared."}},
        "calculated": {"gives": "whole_number", "formula": {"plus": [0, 0]}},
    }
    if type in needs:
        made["settings"] = needs[type]
    return made
