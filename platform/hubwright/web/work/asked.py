"""Small makers of questions for the hub's own forms: one line each where a page says what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from werkzeug.datastructures import MultiDict

from hubwright.web.components import (
    Checkboxes,
    Choice,
    Fieldset,
    Label,
    Legend,
    Option,
    Radios,
    Select,
    Textarea,
    TextInput,
)
from hubwright.web.language import say

Values = MultiDict[str, str]
Wrong = Mapping[str, str]


def one_of(
    name: str,
    question: str,
    options: Iterable[Choice],
    values: Values,
    wrong: Wrong,
    *,
    hint: str = "",
    chosen: str = "",
) -> Radios:
    """Choose one; `chosen` stands until somebody chooses otherwise."""
    return Radios(
        name=name,
        items=tuple(options),
        fieldset=Fieldset(Legend(question, "govuk-fieldset__legend--s")),
        hint=hint,
        value=values.get(name, chosen),
        error=say(wrong.get(name, "")) if name in wrong else "",
    )


def any_of(
    name: str,
    question: str,
    options: Iterable[Choice],
    values: Values,
    wrong: Wrong,
    *,
    hint: str = "",
    chosen: Iterable[str] = (),
    id: str = "",
) -> Checkboxes:
    """Choose any; `chosen` are ticked on a page that nobody has sent yet. Groups of one name need an `id` each."""
    sent = "csrf_token" in values
    return Checkboxes(
        name=name,
        id_prefix=id,
        items=tuple(options),
        fieldset=Fieldset(Legend(question, "govuk-fieldset__legend--s")),
        hint=hint,
        values=frozenset(values.getlist(name) if sent else chosen),
        error=say(wrong.get(name, "")) if name in wrong else "",
    )


def words(
    name: str, question: str, values: Values, wrong: Wrong, *, hint: str = "", rows: int = 4, given: str = ""
) -> Textarea:
    """Several lines, with `given` in them at first."""
    return Textarea(
        name=name,
        label=Label(question, "govuk-label--s"),
        hint=hint,
        rows=rows,
        value=values.get(name, given),
        error=say(wrong.get(name, "")) if name in wrong else "",
    )


def line(name: str, question: str, values: Values, wrong: Wrong, *, hint: str = "", given: str = "") -> TextInput:
    """One line."""
    return TextInput(
        name=name,
        label=Label(question, "govuk-label--s"),
        hint=hint,
        value=values.get(name, given),
        error=say(wrong.get(name, "")) if name in wrong else "",
    )


def listed(
    name: str,
    question: str,
    options: Iterable[tuple[str, str]],
    values: Values,
    wrong: Wrong,
    *,
    hint: str = "",
    chosen: str = "",
) -> Select:
    """Choose one of a list that drops down; `chosen` stands until somebody chooses otherwise."""
    return Select(
        name=name,
        label=Label(question, "govuk-label--s"),
        items=(Option(text="", value=""), *(Option(text=said, value=id) for id, said in options)),
        hint=hint,
        value=values.get(name, chosen),
        error=say(wrong.get(name, "")) if name in wrong else "",
    )
