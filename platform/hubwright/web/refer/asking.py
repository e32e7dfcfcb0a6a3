"""What the boxes of all questions share: their names and ids, and what may be said instead of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from markupsafe import Markup, escape

from hubwright.domain.answers import shapes
from hubwright.domain.definitions.form import Question
from hubwright.web.components import Checkboxes, Choice, Field, Fieldset, Label, Legend, Textarea
from hubwright.web.language import mark, plain, say, text
from hubwright.web.refer.fields import name_of
from hubwright.web.refer.typed import NOT_KNOWN, REFUSED, Typed, one

Reveals: TypeAlias = Mapping[str, tuple[Field, ...]]
"""By option id, what choosing it asks."""
Maker: TypeAlias = Callable[[Typed, str, Reveals], tuple[Field, ...]]
"""What was typed, the error, and what options reveal, to the boxes of the question, the first carrying the error."""

LABEL, LEGEND = "govuk-label--m", "govuk-fieldset__legend--m"
INSTEAD = {NOT_KNOWN: mark("I do not know"), REFUSED: mark("I would rather not say")}
_AUTOCOMPLETE = {
    "referrer.name": "name",
    "referrer.email": "email",
    "referrer.telephone": "tel",
    "referrer.organisation": "organization",
    "referrer.role": "organization-title",
}


class Ask:
    """What all boxes of one question share."""

    def __init__(self, question: Question, small: bool) -> None:
        self.question = question
        self.name = name_of(question)
        self.key = key_of(question)
        self.words = text(question.label)
        self.hint = text(question.hint)
        self.label = Label(self.words, "govuk-label--s" if small else LABEL)
        self.legend = Fieldset(legend=Legend(self.words, "govuk-fieldset__legend--s" if small else LEGEND))
        self.autocomplete = _AUTOCOMPLETE.get(question.meaning or "", "off")


def key_of(question: Question, part: str = "") -> str:
    """The id of a box. It ends with an underscore, which no question's id has, so that no two boxes share one."""
    return f"{name_of(question)}_{part}_" if part else f"{name_of(question)}_"


def first_key(question: Question) -> str:
    """The id of a question's first box, to which the list of errors links."""
    match question.type:
        case "date":
            return key_of(question, "day")
        case "address":
            return key_of(question, "kind" if len(kinds_of(question)) > 1 else "lines")
        case "person":
            return key_of(question, shapes.person_keys(question)[0])
        case "safe_contact":
            return key_of(question, "ways")
        case "people" | "rows":
            return key_of(question)
        case _:
            return key_of(question)


def is_group(question: Question) -> bool:
    """Whether its boxes need a frame with the question as its legend."""
    return question.type in ("address", "person", "safe_contact")


def kinds_of(question: Question) -> tuple[str, ...]:
    """The kinds of address that are offered, in the order in which they are asked."""
    offered = question.settings.get("kinds", (*shapes.ADDRESS_KINDS, "protected"))
    return tuple(kind for kind in shapes.ADDRESS_KINDS if kind in offered) or ("uk",)


def states_of(question: Question) -> tuple[str, ...]:
    """What may be said instead of an answer. A required question takes *I do not know*, and so does yes or no."""
    found = [NOT_KNOWN] if question.not_known or question.required or question.type == "yes_no_unknown" else []
    return (*found, REFUSED) if question.refusable else tuple(found)


def beside_maker(question: Question) -> Callable[[Typed], tuple[Field, ...]]:
    """The boxes that stand beside a typed answer: *I do not know*, *I would rather not say*, and a note kept from
    before."""
    if question.type in ("choice", "choices", "yes_no_unknown", "consent", "declaration"):
        return note_maker(question)
    offered = states_of(question)
    note = note_maker(question)
    if not offered:
        return note
    box = Checkboxes(
        name=f"{name_of(question)}_state",
        id_prefix=key_of(question, "state"),
        classes="govuk-checkboxes--small",
        group_classes="hw-instead",
        items=tuple(Choice(value=state, text=about(question, INSTEAD[state])) for state in offered),
    )
    empty = (box,)

    def make(typed: Typed) -> tuple[Field, ...]:
        ticked = typed.get("state")
        shown: tuple[Field, ...] = (replace(box, values=frozenset(ticked)),) if ticked else empty
        return (*shown, *note(typed))

    return make


def about(question: Question, words: str) -> str:
    """Words of a box, with the question for those who hear one box at a time."""
    return escape(say(words)) + Markup('<span class="govuk-visually-hidden">: {}</span>').format(plain(question.label))


def note_maker(question: Question) -> Callable[[Typed], tuple[Field, ...]]:
    """The box for a note kept from before; it is drawn only where there is one."""
    label = Label(say("What you wrote beside it"))
    name, key = f"{name_of(question)}_note", key_of(question, "note")

    def make(typed: Typed) -> tuple[Field, ...]:
        words = one(typed, "note")
        return (Textarea(name=name, id=key, label=label, rows=2, value=words),) if words else ()

    return make
