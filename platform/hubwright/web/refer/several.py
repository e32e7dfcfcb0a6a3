"""Questions of several boxes: dates, addresses, numbers with *is it safe?*, people."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.answers import shapes
from hubwright.domain.definitions.form import Question
from hubwright.web.answers_shown import ADDRESS_KINDS, CONSENT, PERSON_PARTS, WAYS
from hubwright.web.components import (
    Checkboxes,
    Choice,
    DateInput,
    DatePart,
    Field,
    Fieldset,
    Label,
    Legend,
    Textarea,
    TextInput,
)
from hubwright.web.language import mark, say
from hubwright.web.refer.asking import Ask, Maker, Reveals, about, key_of, kinds_of
from hubwright.web.refer.fields import name_of
from hubwright.web.refer.single import line, radios, radios_part
from hubwright.web.refer.typed import Typed, one

_DATE_PARTS = (("day", mark("Day"), 2), ("month", mark("Month"), 2), ("year", mark("Year"), 4))
_SAFE_CHOICES = {"yes": mark("Yes"), "no": mark("No"), "not_known": mark("I do not know")}


def date(ask: Ask) -> Maker:
    """Day, month and year, each of which may stay empty."""
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
        items=(Choice(value="yes", text=about(question, mark("This is my best guess"))),),
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


def address(ask: Ask) -> Maker:
    """An address, or that there is none."""
    return _address_maker(ask, "")


def _address_maker(ask: Ask, prefix: str) -> Maker:
    question, name = ask.question, ask.name
    kinds = kinds_of(question)
    kind = radios_part(
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


def reach(ask: Ask) -> Maker:
    """A telephone number or an e-mail address, and whether it is safe to use."""
    email = ask.question.type == "email"
    words_of = line(
        ask, type="email" if email else "tel", width="govuk-!-width-two-thirds", spellcheck=False if email else None
    )
    words = say("Is it safe to write to this address?") if email else say("Is it safe to ring this number?")
    safe = radios_part(ask.question, "safe", words, _SAFE_CHOICES)
    asks = bool(ask.question.settings.get("ask_safe"))

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        boxes = words_of(typed, error, reveals)
        return (*boxes, safe(one(typed, "safe"))) if asks or one(typed, "safe") else boxes

    return make


def safe_contact(ask: Ask) -> Maker:
    """Safe ways, times and words."""
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


def consent(ask: Ask) -> Maker:
    """Whether consent was given, refused or not sought, and why."""
    offered = {position: (say(words), "") for position, words in CONSENT.items()}
    position = radios(ask, offered)
    why = Textarea(
        name=f"{ask.name}_why", id=key_of(ask.question, "why"), label=Label(say("Why? Or anything to add")), rows=3
    )

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        return (*position(typed, error, reveals), replace(why, value=one(typed, "why")))

    return make


def person(ask: Ask) -> Maker:
    """One person: the parts that the definition asks for."""
    question = ask.question
    makers = [_person_part(ask, key) for key in shapes.person_keys(question)]

    def make(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        return tuple(box for maker in makers for box in maker(typed, "", reveals))

    return make


def _person_part(ask: Ask, key: str) -> Maker:
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
