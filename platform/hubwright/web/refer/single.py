"""Questions with one box or one set of choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hubwright.domain.answers import shapes
from hubwright.domain.definitions.form import Question
from hubwright.domain.texts import Text
from hubwright.web.components import (
    Affix,
    CharacterCount,
    Checkboxes,
    Choice,
    Divider,
    Field,
    Fieldset,
    Label,
    Legend,
    Option,
    Radios,
    Select,
    TextInput,
)
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.refer.asking import INSTEAD, Ask, Maker, Reveals, key_of, states_of
from hubwright.web.refer.fields import name_of
from hubwright.web.refer.typed import Typed, one


def line(
    ask: Ask, *, type: str = "text", width: str = "", inputmode: str = "", spellcheck: bool | None = None
) -> Maker:
    """One line of text."""
    unit = ask.question.settings.get("unit")
    empty = TextInput(
        name=ask.name,
        id=ask.key,
        label=ask.label,
        hint=ask.hint,
        type=type,
        classes=width,
        inputmode=inputmode,
        autocomplete=ask.autocomplete,
        spellcheck=spellcheck,
        suffix=Affix(text(Text.of(unit))) if unit is not None else None,
    )
    return _filled(empty)


def _filled(empty: TextInput | CharacterCount) -> Maker:
    """A box as it is drawn once, made anew only where something was typed or is wrong: most boxes are empty."""
    shown = (empty,)

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        value = one(typed)
        return (replace(empty, value=value, error=error),) if value or error else shown

    return make


def short_text(ask: Ask) -> Maker:
    """A few words."""
    return line(ask)


def long_text(ask: Ask) -> Maker:
    """Many words, counted as they near the limit."""
    limit = int(ask.question.settings.get("max_length", shapes.LONG_TEXT))
    empty = CharacterCount(
        name=ask.name,
        id=ask.key,
        label=ask.label,
        hint=ask.hint,
        rows=int(ask.question.settings.get("lines", 5)),
        max_length=limit,
        threshold=80,
        autocomplete="off",
    )
    return _filled(empty)


def figures(ask: Ask) -> Maker:
    """A number."""
    decimal = ask.question.type == "decimal_number"
    return line(ask, width="govuk-input--width-5", inputmode="decimal" if decimal else "numeric")


def code(ask: Ask) -> Maker:
    """A number by which something is known elsewhere."""
    return line(ask, width="govuk-input--width-20 govuk-input--extra-letter-spacing", spellcheck=False)


def radios(ask: Ask, offered: Mapping[str, tuple[str, str]], *, name: str = "", part: str = "") -> Maker:
    """Radios over (value: (words, hint)), then what may be said instead."""
    states = () if part else states_of(ask.question)
    said = tuple(Choice(value=value, text=words, hint=hint) for value, (words, hint) in offered.items())
    instead = tuple(Choice(value=state, text=say(INSTEAD[state])) for state in states)
    items: tuple[Choice | Divider, ...] = (
        (*said, Divider(say("or")), *instead) if instead and len(said) > 2 else (*said, *instead)
    )
    empty = Radios(
        name=name or ask.name,
        id_prefix=key_of(ask.question, part),
        items=items,
        fieldset=ask.legend,
        hint=ask.hint,
        classes="govuk-radios--inline"
        if len(items) <= 3 and all(len(plain(words)) < 20 for words, _ in offered.values())
        else "",
    )
    shown = (empty,)

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        value = one(typed, part)
        if reveals:
            with_reveals = tuple(
                replace(item, reveal=reveals[item.value])
                if isinstance(item, Choice) and item.value in reveals
                else item
                for item in items
            )
            return (replace(empty, value=value, error=error, items=with_reveals, classes=""),)
        return (replace(empty, value=value, error=error),) if value or error else shown

    return make


def _options(question: Question) -> dict[str, tuple[str, str]]:
    return {option.id: (text(option.label), text(option.hint)) for option in question.options}


def choice(ask: Ask) -> Maker:
    """One of several options."""
    return radios(ask, _options(ask.question))


def yes_no(ask: Ask) -> Maker:
    """Yes, no, or not known."""
    return radios(ask, {"yes": (say("Yes"), ""), "no": (say("No"), "")})


def choices(ask: Ask) -> Maker:
    """Any of several options."""
    question = ask.question
    states = tuple(Choice(value=state, text=say(INSTEAD[state]), exclusive=True) for state in states_of(question))
    options = tuple(
        Choice(value=one.id, text=text(one.label), hint=text(one.hint), exclusive=one.exclusive)
        for one in question.options
    )
    items: tuple[Choice | Divider, ...] = (*options, Divider(say("or")), *states) if states else options
    empty = Checkboxes(
        name=ask.name,
        id_prefix=ask.key,
        items=items,
        fieldset=ask.legend,
        hint=ask.hint or say("Choose all that apply."),
    )
    shown = (empty,)

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        values = typed.get("", ())
        if reveals:
            with_reveals = tuple(
                replace(item, reveal=reveals[item.value])
                if isinstance(item, Choice) and item.value in reveals
                else item
                for item in items
            )
            return (replace(empty, values=frozenset(values), error=error, items=with_reveals),)
        return (replace(empty, values=frozenset(values), error=error),) if values or error else shown

    return make


def from_list(ask: Ask) -> Maker:
    """One of a long list, with room for what is not in it."""
    options = (
        Option(text=gettext("Choose"), value=""),
        *(Option(text=plain(one.label), value=one.id) for one in ask.question.options),
    )
    empty = Select(name=ask.name, id=ask.key, label=ask.label, hint=ask.hint, items=options)
    other = TextInput(name=f"{ask.name}_other", id=key_of(ask.question, "other"), label=Label(say("Something else")))
    has_other = bool(ask.question.settings.get("other"))

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        chosen = replace(empty, value=one(typed), error=error)
        return (chosen, replace(other, value=one(typed, "other"))) if has_other else (chosen,)

    return make


def declaration(ask: Ask) -> Maker:
    """A box to tick."""
    empty = Checkboxes(
        name=ask.name, id_prefix=ask.key, hint=ask.hint, items=(Choice(value="yes", text=ask.words),), fieldset=None
    )

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        return (replace(empty, values=frozenset(typed.get("", ())), error=error),)

    return make


def radios_part(question: Question, part: str, words: str, offered: Mapping[str, str]) -> Callable[[str], Radios]:
    """Radios for one part of a question."""
    empty = Radios(
        name=f"{name_of(question)}_{part}",
        id_prefix=key_of(question, part),
        fieldset=Fieldset(legend=Legend(words, "govuk-fieldset__legend--s")),
        items=tuple(Choice(value=value, text=say(label)) for value, label in offered.items()),
        classes="govuk-radios--small",
    )
    return lambda value: replace(empty, value=value) if value else empty
