"""The forty questions that every page of the bench asks: said once, so that all ask the same in the same words.

Sixteen short texts, six long ones, seven radios, four lists of twelve, four groups of boxes and three dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

FORM = "forty-questions"
PAGE = "all"


@dataclass(frozen=True)
class Asked:
    """One question, apart from any way to draw it.

    Args:
        kind: "short", "long", "radio", "list", "boxes" or "date".
        options: id and label of each choice.
    """

    id: str
    kind: str
    label: str
    hint: str = ""
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()


_SHORT = (
    "Full name of the child", "Name they like to be called", "Name of their school", "Class or year",
    "Language at home", "Their doctor's surgery", "Name of the mother or carer", "Name of the father or carer",
    "Who lives with them", "Your full name", "Your organisation", "Your post", "Name of your manager",
    "Name of the health visitor", "Name of a worker whom they trust", "Where the child is now",
)  # fmt: skip
_LONG = (
    "What are you worried about?", "What has happened before?", "What did the child say, in their own words?",
    "What is going well?", "What have you done so far?", "What else should we know?",
)  # fmt: skip
_RADIO = (
    "Is anyone in danger now?", "Has the child been hurt?", "Do the parents know that you are telling us?",
    "Does anyone in the home have a weapon?", "Is there another child in the home?", "Is the child seen by a doctor?",
    "Is it safe to ring you at work?",
)  # fmt: skip
_LISTS = {
    "Where do you know the child from?": ("Nursery", "Primary school", "Secondary school", "College", "Surgery",
        "Hospital", "Police", "Housing", "Youth work", "Sport", "Faith group", "Neighbourhood"),
    "What is their ethnic background?": ("White British", "White Irish", "Gypsy or Traveller", "Other white", "Indian",
        "Pakistani", "Bangladeshi", "Chinese", "Black African", "Black Caribbean", "Mixed", "Other"),
    "Which town do they live in?": tuple(f"{name}{end}" for name in ("Oak", "Elm", "Ash", "Thorn")
        for end in ("field", "bridge", "ford")),
    "How often do you see them?": ("Each day", "Each week", "Each fortnight", "Each month", "Each term", "Each year",
        "Twice so far", "Once so far", "By telephone", "Through others", "Never yet", "It differs"),
}  # fmt: skip
_BOXES = {
    "Which kinds of harm?": ("Hurt", "Neglect", "Feelings", "Sexual harm", "Online", "Exploitation"),
    "Who helps the family already?": ("School", "Nurse", "Social worker", "Police", "Charity", "Nobody"),
    "How may we reach you?": ("Telephone", "E-mail", "Letter", "Through the school"),
    "When may we reach you?": ("Mornings", "Afternoons", "Evenings", "Weekends", "At any time"),
}
_DATES = ("When did you last see the child?", "When did it happen?", "When was the child born?")


def forty() -> tuple[Asked, ...]:
    """All of them, in the order in which they are asked."""
    return tuple(_all())


def _all() -> Iterator[Asked]:
    for number, label in enumerate(_SHORT, 1):
        hint = "As far as you know it." if number % 2 else ""
        yield Asked(f"short-{number}", "short", label, hint, required=number in (1, 10))
    for number, label in enumerate(_LONG, 1):
        yield Asked(f"long-{number}", "long", label, "Your own words are best.", required=number == 1)
    for number, label in enumerate(_RADIO, 1):
        answers = (("yes", "Yes"), ("no", "No"), ("unknown", "I do not know"))
        yield Asked(f"radio-{number}", "radio", label, "Choose one.", options=answers)
    for number, (label, choices) in enumerate(_LISTS.items(), 1):
        yield Asked(f"list-{number}", "list", label, "Choose from the list.", options=_numbered(f"l{number}", choices))
    for number, (label, choices) in enumerate(_BOXES.items(), 1):
        yield Asked(
            f"boxes-{number}", "boxes", label, "Choose all that apply.", options=_numbered(f"b{number}", choices)
        )
    for number, label in enumerate(_DATES, 1):
        yield Asked(f"date-{number}", "date", label, "For example, 27 3 2021.")


def _numbered(prefix: str, choices: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{prefix}-{number}", label) for number, label in enumerate(choices, 1))


def typed_answer(asked: Asked) -> Any:
    """What a referrer says to a question: words, an option's id, a list of ids, or (day, month, year)."""
    match asked.kind:
        case "short":
            return f"Fictional {asked.id}"
        case "long":
            return "Bruises were seen on Monday, and again on Wednesday. " * 4
        case "radio":
            return "no"
        case "list":
            return asked.options[4][0]
        case "boxes":
            return [asked.options[0][0], asked.options[2][0]]
        case _:
            return ("14", "3", "2022")


def form_document() -> dict[str, Any]:
    """The forty questions as a form definition, in the shape of the published schema."""
    return {
        "$schema": "https://hubwright.example/schemas/form.v1.json",
        "schema_version": 1,
        "id": FORM,
        "version": 1,
        "name": {"en": "Forty questions"},
        "owner": "Hub manager",
        "note": "For the bench alone.",
        "languages": ["en"],
        "danger": {"is": [{"answer": ["radio-1"]}, "yes"]},
        "enough": ["short-1", "long-1", "short-10"],
        "pages": [{"id": PAGE, "title": {"en": "Forty questions"}, "questions": [_document(one) for one in forty()]}],
    }


_TYPES = {
    "short": "short_text",
    "long": "long_text",
    "radio": "choice",
    "list": "list",
    "boxes": "choices",
    "date": "date",
}
_MEANINGS = {
    "short-1": "subject.name", "short-10": "referrer.name", "long-1": "concern.what", "radio-1": "concern.danger_now",
}  # fmt: skip


def _document(asked: Asked) -> dict[str, Any]:
    document: dict[str, Any] = {"id": asked.id, "type": _TYPES[asked.kind], "label": {"en": asked.label}}
    if asked.id == "radio-1":
        document["type"] = "yes_no_unknown"
    elif asked.options:
        document["options"] = [{"id": id, "label": {"en": label}} for id, label in asked.options]
    if asked.hint:
        document["hint"] = {"en": asked.hint}
    if asked.required:
        document["required"] = True
    if asked.required or asked.id in _MEANINGS:
        document["not_known"] = True
    if asked.id in _MEANINGS:
        document["meaning"] = _MEANINGS[asked.id]
    return document
