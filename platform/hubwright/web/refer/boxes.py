"""From a question to its boxes: what never changes is made once for each language, what was typed is put in later.

A maker is made by one of the functions of `_MAKERS` while the page's language is being spoken; it keeps its labels,
hints and options, and hands out the same components again as long as nothing was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from markupsafe import Markup, escape

from hubwright.domain.answers import shapes
from hubwright.domain.definitions.form import Question
from hubwright.web.answers_shown import ADDRESS_KINDS, CONSENT, PERSON_PARTS, SAFE, WAYS
from hubwright.web.components import (
    Affix,
    CharacterCount,
    Checkboxes,
    Choice,
    DateInput,
    DatePart,
    Divider,
    Field,
    Fieldset,
    Label,
    Legend,
    Option,
    Radios,
    Select,
    Textarea,
    TextInput,
)
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.refer.fields import name_of
from hubwright.web.refer.typed import NOT_KNOWN, REFUSED, Typed, one

Reveals: TypeAlias = Mapping[str, tuple[Field, ...]]
"""By option id, what choosing it asks."""
Maker: TypeAlias = Callable[[Typed, str, Reveals], tuple[Field, ...]]
"""What was typed, the error, and what options reveal, to the boxes of the question, the first carrying the error."""

LABEL, LEGEND = "govuk-label--m", "govuk-fieldset__legend--m"
_STATES = {NOT_KNOWN: mark("I do not know"), REFUSED: mark("I would rather not say")}
_DATE_PARTS = (("day", mark("Day"), 2), ("month", mark("Month"), 2), ("year", mark("Year"), 4))
_SAFE_CHOICES = {**{key: SAFE[key] for key in ("yes", "no")}, "not_known": mark("I do not know")}
_AUTOCOMPLETE = {
    "referrer.name": "name",
    "referrer.email": "email",
    "referrer.telephone": "tel",
    "referrer.organisation": "organization",
    "referrer.role": "organization-title",
}


def maker_of(question: Question, *, small: bool = False) -> Maker:
    """The maker of a question's boxes, in the language being spoken.

    Args:
        question: not content, a calculated value or one with rows.
        small: it is revealed below another question: its label is smaller.
    """
    made = _MAKERS[question.type](_Ask(question, small))

    def with_states(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        return (*made(typed, error, reveals), *beside(typed))

    beside = beside_maker(question)
    return with_states


def key_of(question: Question, part: str = "") -> str:
    """The id of a box. It ends with an underscore, which no question's id has, so that no two boxes share one."""
    return f"{name_of(question)}_{part}_" if part else f"{name_of(question)}_"


def first_key(question: Question) -> str:
    """The id of a question's first box, to which the list of errors links."""
    match question.type:
        case "date":
            return key_of(question, "day")
        case "address":
            return key_of(question, "kind" if len(_kinds(question)) > 1 else "lines")
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


class _Ask:
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


def states_of(question: Question) -> tuple[str, ...]:
    """What may be said instead of an answer. A required question always takes *I do not know*."""
    found = [NOT_KNOWN] if question.not_known or question.required else []
    return (*found, REFUSED) if question.refusable else tuple(found)


def beside_maker(question: Question) -> Callable[[Typed], tuple[Field, ...]]:
    """The boxes that stand beside a typed answer: *I do not know*, *I would rather not say*, and a note kept from
    before."""
    if question.type in ("choice", "choices", "yes_no_unknown", "consent", "declaration"):
        return _note_maker(question)
    offered = states_of(question)
    note = _note_maker(question)
    if not offered:
        return note
    box = Checkboxes(
        name=f"{name_of(question)}_state",
        id_prefix=key_of(question, "state"),
        classes="govuk-checkboxes--small",
        group_classes="hw-instead",
        items=tuple(Choice(value=state, text=_about(question, _STATES[state])) for state in offered),
    )
    empty = (box,)

    def make(typed: Typed) -> tuple[Field, ...]:
        ticked = typed.get("state")
        shown: tuple[Field, ...] = (replace(box, values=frozenset(ticked)),) if ticked else empty
        return (*shown, *note(typed))

    return make


def _about(question: Question, words: str) -> str:
    """Words of a box, with the question for those who hear one box at a time."""
    return escape(say(words)) + Markup('<span class="govuk-visually-hidden">: {}</span>').format(plain(question.label))


def _note_maker(question: Question) -> Callable[[Typed], tuple[Field, ...]]:
    label = Label(say("What you wrote beside it"))
    name, key = f"{name_of(question)}_note", key_of(question, "note")

    def make(typed: Typed) -> tuple[Field, ...]:
        words = one(typed, "note")
        return (Textarea(name=name, id=key, label=label, rows=2, value=words),) if words else ()

    return make


def _line(
    ask: _Ask, *, type: str = "text", width: str = "", inputmode: str = "", spellcheck: bool | None = None
) -> Maker:
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
        suffix=Affix(text(unit)) if unit is not None else None,
    )
    shown = (empty,)

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        value = one(typed)
        return (replace(empty, value=value, error=error),) if value or error else shown

    return make


def _short_text(ask: _Ask) -> Maker:
    return _line(ask)


def _long_text(ask: _Ask) -> Maker:
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
    shown = (empty,)

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        value = one(typed)
        return (replace(empty, value=value, error=error),) if value or error else shown

    return make


def _figures(ask: _Ask) -> Maker:
    decimal = ask.question.type == "decimal_number"
    return _line(ask, width="govuk-input--width-5", inputmode="decimal" if decimal else "numeric")


def _code(ask: _Ask) -> Maker:
    return _line(ask, width="govuk-input--width-20 govuk-input--extra-letter-spacing", spellcheck=False)


def _radios(ask: _Ask, offered: Mapping[str, tuple[str, str]], *, name: str = "", part: str = "") -> Maker:
    """Radios over (value: (words, hint)), then what may be said instead."""
    states = () if part else states_of(ask.question)
    said = tuple(Choice(value=value, text=words, hint=hint) for value, (words, hint) in offered.items())
    instead = tuple(Choice(value=state, text=say(_STATES[state])) for state in states)
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


def _choice(ask: _Ask) -> Maker:
    return _radios(ask, _options(ask.question))


def _yes_no(ask: _Ask) -> Maker:
    return _radios(ask, {"yes": (say("Yes"), ""), "no": (say("No"), "")})


def _choices(ask: _Ask) -> Maker:
    question = ask.question
    states = tuple(Choice(value=state, text=say(_STATES[state]), exclusive=True) for state in states_of(question))
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


def _list(ask: _Ask) -> Maker:
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


def _date(ask: _Ask) -> Maker:
    return _date_maker(ask.question, ask.legend, ask.hint, "", birth=False)


def _date_maker(question: Question, legend: Fieldset, hint: str, prefix: str, *, birth: bool) -> Maker:
    name = name_of(question)
    allowed = question.settings.get("allow", ("full", "partial", "estimated"))
    blank = tuple(
        DatePart(
            name=f"{name}_{prefix}{part}",
            id=key_of(question, f"{prefix}{part}"),
            label=say(words),
            classes=f"govuk-input--width-{width}",
        )
        for part, words, width in _DATE_PARTS
    )
    empty = DateInput(
        id=key_of(question, prefix),
        parts=blank,
        fieldset=replace(legend, role="group"),
        hint=hint
        or (say("For example, 27 3 2019. A year is enough if you know no more.") if "partial" in allowed else ""),
    )
    estimate = Checkboxes(
        name=f"{name}_{prefix}estimated",
        id_prefix=key_of(question, f"{prefix}estimated"),
        classes="govuk-checkboxes--small",
        group_classes="hw-instead",
        items=(Choice(value="yes", text=_about(question, mark("This is my best guess"))),),
    )
    guess = "estimated" in allowed

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        values = [one(typed, f"{prefix}{part}") for part, _, _ in _DATE_PARTS]
        shown = empty
        if error or any(values):
            wrong = " govuk-input--error" if error else ""
            parts = tuple(
                replace(part, value=value, classes=part.classes + wrong)
                for part, value in zip(blank, values, strict=True)
            )
            shown = replace(empty, parts=parts, error=error)
        if not guess:
            return (shown,)
        ticked = frozenset(typed.get(f"{prefix}estimated", ()))
        return (shown, replace(estimate, values=ticked) if ticked else estimate)

    return make


def _kinds(question: Question) -> tuple[str, ...]:
    offered = question.settings.get("kinds", (*shapes.ADDRESS_KINDS, "protected"))
    return tuple(kind for kind in shapes.ADDRESS_KINDS if kind in offered) or ("uk",)


def _address(ask: _Ask) -> Maker:
    return _address_maker(ask, "")


def _address_maker(ask: _Ask, prefix: str) -> Maker:
    question, name = ask.question, ask.name
    kinds = _kinds(question)
    kind = _radios_part(
        question, f"{prefix}kind", say("What kind of address is it?"), {one: ADDRESS_KINDS[one] for one in kinds}
    )
    lines = Textarea(
        name=f"{name}_{prefix}lines",
        id=key_of(question, f"{prefix}lines"),
        label=Label(say("House, street")),
        rows=3,
        autocomplete="off",
        spellcheck=False,
    )
    parts = [
        ("town", mark("Town or city"), "govuk-!-width-two-thirds"),
        ("postcode", mark("Postcode"), "govuk-input--width-10"),
    ]
    if "overseas" in kinds:
        parts.append(("country", mark("Country, if not the United Kingdom"), "govuk-!-width-two-thirds"))
    inputs = {
        part: TextInput(
            name=f"{name}_{prefix}{part}",
            id=key_of(question, f"{prefix}{part}"),
            label=Label(say(words)),
            classes=classes,
            autocomplete="off",
            spellcheck=False,
        )
        for part, words, classes in parts
    }
    keep = Checkboxes(
        name=f"{name}_{prefix}protected",
        id_prefix=key_of(question, f"{prefix}protected"),
        classes="govuk-checkboxes--small",
        items=(Choice(value="yes", text=say("Somebody must not learn this address")),),
    )
    keeps = "protected" in question.settings.get("kinds", ("protected",))

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        shown: list[Field] = [kind(one(typed, f"{prefix}kind"))] if len(kinds) > 1 else []
        shown.append(replace(lines, value=one(typed, f"{prefix}lines")))
        shown += [replace(box, value=one(typed, f"{prefix}{part}")) for part, box in inputs.items()]
        if keeps:
            shown.append(replace(keep, values=frozenset(typed.get(f"{prefix}protected", ()))))
        return tuple(shown)

    return make


def _radios_part(question: Question, part: str, words: str, offered: Mapping[str, str]) -> Callable[[str], Radios]:
    """Radios for one part of a question."""
    empty = Radios(
        name=f"{name_of(question)}_{part}",
        id_prefix=key_of(question, part),
        fieldset=Fieldset(legend=Legend(words, "govuk-fieldset__legend--s")),
        items=tuple(Choice(value=value, text=say(label)) for value, label in offered.items()),
        classes="govuk-radios--small",
    )
    return lambda value: replace(empty, value=value) if value else empty


def _reach(ask: _Ask) -> Maker:
    email = ask.question.type == "email"
    line = _line(
        ask, type="email" if email else "tel", width="govuk-!-width-two-thirds", spellcheck=False if email else None
    )
    words = say("Is it safe to write to this address?") if email else say("Is it safe to ring this number?")
    safe = _radios_part(ask.question, "safe", words, _SAFE_CHOICES)
    asks = bool(ask.question.settings.get("ask_safe"))

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        boxes = line(typed, error, reveals)
        return (*boxes, safe(one(typed, "safe"))) if asks or one(typed, "safe") else boxes

    return make


def _safe_contact(ask: _Ask) -> Maker:
    question, name = ask.question, ask.name
    offered = question.settings.get("ways", shapes.WAYS)
    ways = Checkboxes(
        name=f"{name}_ways",
        id_prefix=key_of(question, "ways"),
        fieldset=Fieldset(legend=Legend(say("Which ways are safe?"), "govuk-fieldset__legend--s")),
        items=tuple(Choice(value=way, text=say(WAYS[way])) for way in shapes.WAYS if way in offered),
        classes="govuk-checkboxes--small",
    )
    texts = {
        part: Textarea(
            name=f"{name}_{part}", id=key_of(question, part), label=Label(say(words), "govuk-label--s"), rows=2
        )
        for part, words in (
            ("times", mark("When is it safe?")),
            ("words", mark("What should we say if somebody else answers?")),
            ("do_not", mark("What should we not do?")),
        )
    }

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        boxes = tuple(replace(box, value=one(typed, part)) for part, box in texts.items())
        return (replace(ways, values=frozenset(typed.get("ways", ()))), *boxes)

    return make


def _consent(ask: _Ask) -> Maker:
    offered = {position: (say(words), "") for position, words in CONSENT.items()}
    position = _radios(ask, offered)
    why = Textarea(
        name=f"{ask.name}_why", id=key_of(ask.question, "why"), label=Label(say("Why? Or anything to add")), rows=3
    )

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        return (*position(typed, error, reveals), replace(why, value=one(typed, "why")))

    return make


def _declaration(ask: _Ask) -> Maker:
    empty = Checkboxes(
        name=ask.name, id_prefix=ask.key, hint=ask.hint, items=(Choice(value="yes", text=ask.words),), fieldset=None
    )

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        return (replace(empty, values=frozenset(typed.get("", ())), error=error),)

    return make


def _person(ask: _Ask) -> Maker:
    question = ask.question
    makers = [_person_part(ask, key) for key in shapes.person_keys(question)]

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        return tuple(box for maker in makers for box in maker(typed, "", reveals))

    return make


def _person_part(ask: _Ask, key: str) -> Maker:
    question = ask.question
    words = say(PERSON_PARTS[key])
    if key in ("born", "expected"):
        legend = Fieldset(legend=Legend(words, "govuk-fieldset__legend--s"))
        return _date_maker(question, legend, "", f"{key}_", birth=key == "born")
    if key == "address":
        return _address_maker(ask, "address_")
    name, id = f"{ask.name}_{key}", key_of(question, key)
    if key == "unborn":
        tick = Checkboxes(
            name=name, id_prefix=id, items=(Choice(value="yes", text=words),), classes="govuk-checkboxes--small"
        )
        return lambda typed, error, reveals: (replace(tick, values=frozenset(typed.get(key, ()))),)
    empty = TextInput(name=name, id=id, label=Label(words), autocomplete="off", spellcheck=False)
    return lambda typed, error, reveals: (replace(empty, value=one(typed, key)),)


_MAKERS: Mapping[str, Callable[[_Ask], Maker]] = {
    "short_text": _short_text,
    "long_text": _long_text,
    "whole_number": _figures,
    "decimal_number": _figures,
    "yes_no_unknown": _yes_no,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "list": _list,
    "person": _person,
    "address": _address,
    "telephone": _reach,
    "email": _reach,
    "safe_contact": _safe_contact,
    "nhs_number": _code,
    "upn": _code,
    "consent": _consent,
    "declaration": _declaration,
}
