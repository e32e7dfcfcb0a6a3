"""The fields of one condition: comparisons, the value as its question would ask for it, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from werkzeug.datastructures import MultiDict

from hubwright.domain.errors import Refusal
from hubwright.domain.rules import Type
from hubwright.domain.rules.building import ALONE, OF_ROWS, SEVERAL, TODAY, Clause, Value
from hubwright.domain.rules.kinds import Kind
from hubwright.domain.rules.offering import literal
from hubwright.domain.rules.values import iso_date
from hubwright.web.components import Choice, DateInput, Field, Label, Legend, Option, Select
from hubwright.web.language import gettext, say
from hubwright.web.studio.rules.place import Place
from hubwright.web.studio.rules.words import NOT, comparisons, quantities
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import Values, Wrong, any_of, line, one_of

_CHOSEN = (Kind.CHOICE, Kind.CHOICES)
_NUMBERS = (Kind.WHOLE, Kind.DECIMAL)
_FEW = 12


def row_fields(found: Place, question: str, holder: str, type: Type, values: Values, wrong: Wrong) -> list[Field]:
    """What is asked for a condition on an answer of a type."""
    fields: list[Field] = []
    if holder:
        entries = [Choice(value=id, text=said) for id, said in quantities()]
        fields.append(one_of("entries", say("Of how many entries must it be so?"), entries, values, wrong,
                             chosen="any row"))  # fmt: skip
    offers = [(key, said) for key, said in comparisons(type) if not (type.kind is Kind.ROWS and _of_rows(key, values))]
    fields.append(_comparison(offers, values, wrong))
    fields += _value_fields(found, question, type, values, wrong)
    return fields


def _comparison(offers: list[tuple[str, str]], values: Values, wrong: Wrong) -> Field:
    """Which comparison: one beside the other where they are few, else in a list that drops down."""
    if len(offers) <= _FEW:
        items = [Choice(value=key, text=said) for key, said in offers]
        return one_of("how", say("What must be so"), items, values, wrong, chosen=offers[0][0])
    return Select(
        name="how",
        label=Label(say("What must be so"), "govuk-label--s"),
        items=tuple(Option(text=said, value=key) for key, said in offers),
        value=values.get("how", offers[0][0]),
        error=say(wrong["how"]) if "how" in wrong else "",
    )


def _of_rows(key: str, values: Values) -> bool:
    """Whether a comparison over entries is not for this page: it is made of one of their own questions."""
    return key.partition("|")[2] in OF_ROWS and values.get("how", "").partition("|")[2] not in OF_ROWS


def _value_fields(found: Place, question: str, type: Type, values: Values, wrong: Wrong) -> list[Field]:
    _, options = found.telling.labels(found.form)
    fields: list[Field] = []
    if type.kind in _CHOSEN:
        said = options.get(question, {})
        items = [Choice(value=id, text=said.get(id, id)) for id in type.options]
        fields.append(any_of("value", say("Which"), items, values, wrong, chosen=values.getlist("value")))
    elif type.kind is Kind.YES_NO:
        items = [Choice(value="yes", text=say("Yes")), Choice(value="no", text=say("No"))]
        fields.append(one_of("value", say("Which"), items, values, wrong, chosen="yes"))
    elif type.kind is Kind.DATE:
        fields.append(_day("day", say("The day, for comparisons with a day"), values, wrong))
        fields.append(_day("day2", say("The last day, where there are two"), values, wrong))
    elif type.kind is Kind.TEXT:
        fields.append(line("text", say("The words"), values, wrong))
    if type.kind not in (*_CHOSEN, Kind.YES_NO):
        fields.append(line("number", say("The number"), values, wrong, hint=_number_hint(type)))
        if type.kind is not Kind.TEXT:
            fields.append(line("number2", say("The last number, where there are two"), values, wrong))
    others = _others(found, question, type)
    if others:
        fields.append(
            Select(
                name="other",
                label=Label(say("Or compare it with another answer"), "govuk-label--s"),
                items=(Option(text="", value=""), *others),
                value=values.get("other", ""),
                error=say(wrong["other"]) if "other" in wrong else "",
            )
        )
    return fields


def _number_hint(type: Type) -> str:
    if type.kind is Kind.DATE:
        return say("For ages and for times since then.")
    if type.kind is Kind.TEXT:
        return say("For the number of characters.")
    return ""


def _others(found: Place, question: str, type: Type) -> list[Option]:
    if type.kind not in (*_NUMBERS, Kind.DATE):
        return []
    labels, _ = found.telling.labels(found.form)
    return [
        Option(text=labels.get(id, id)[:90], value=id)
        for id, one in found.readable().items()
        if one.kind is type.kind and id != question
    ]


def _day(name: str, words: str, values: Values, wrong: Wrong) -> DateInput:
    given = {part: values.get(f"{name}-{part}", "") for part in ("day", "month", "year")}
    return DateInput.of(name, Legend(words, "govuk-fieldset__legend--s"), given,
                        error=say(wrong[name]) if name in wrong else "")  # fmt: skip


# What a page says in one way where a rule may say it in two.
_SAME = {(Kind.CHOICE, "is"): "one of", (Kind.CHOICES, "contains"): "contains any of"}


def first_values(old: Clause | None, type: Type) -> Values:
    """What the fields hold at first: what a condition that is changed says.

    Args:
        old: the condition, or None for a new one.
        type: of the answer that it is about.
    """
    if old is None:
        return MultiDict()
    how = "is" if old.how == "answer" else _SAME.get((type.kind, old.how), old.how)
    texts = [("yes" if one else "no") if isinstance(one, bool) else str(one) for one in old.values]
    texts = ["yes"] if old.how == "answer" else texts
    made: list[tuple[str, str]] = []
    if old.other == TODAY:
        how = f"{how} today"
    elif old.other:
        made.append(("other", old.other))
    turned = old.negated and how in (*ALONE, "contains any of")
    made.append(("how", f"{old.measure}|{NOT if turned else ''}{how}"))
    made += [("value", one) for one in texts]
    for name, one in zip(("day", "day2"), texts, strict=False):
        made += _parts(name, one)
    made += list(zip(("number", "number2"), texts, strict=False))
    made.append(("text", texts[0] if texts else ""))
    return MultiDict(made)


def _parts(name: str, text: str) -> list[tuple[str, str]]:
    day = iso_date(text)
    if day is None:
        return []
    return [(f"{name}-day", str(day.day)), (f"{name}-month", str(day.month)), (f"{name}-year", str(day.year))]


def typed_values(type: Type, how: str, form: Mapping[str, str] | Values) -> tuple[Value, ...]:
    """What a comparison is made with, of the right type.

    Args:
        type: of what is compared.
        how: the comparison.
        form: as it was sent.

    Raises:
        Refusal: there is none, or it is of another type.
    """
    if how in ALONE:
        return ()
    count = 2 if how == "between" else 1
    if type.kind is Kind.DATE:
        return tuple(_typed_day(name, form) for name in ("day", "day2")[:count])
    if type.kind in (*_CHOSEN, Kind.YES_NO):
        return _ticked(type, how, form)
    names = ("text",) if type.kind is Kind.TEXT else ("number", "number2")[:count]
    return tuple(_typed(name, type, form) for name in names)


def _ticked(type: Type, how: str, form: Mapping[str, str] | Values) -> tuple[Value, ...]:
    ticked = form.getlist("value") if isinstance(form, MultiDict) else [form.get("value", "")]
    found = [literal(type, one) for one in ticked]
    values = tuple(one for one in found if one is not None)
    if not values or len(values) < len(found):
        raise _bad("value", "Choose one of the options.")
    if how not in SEVERAL and len(values) > 1:
        raise _bad("value", "Choose one only, or say that it is one of several.")
    return values


def _typed(name: str, type: Type, form: Mapping[str, str] | Values) -> Value:
    found = literal(type, form.get(name, ""))
    if found is None:
        said = {
            Kind.WHOLE: gettext("Write a whole number, as 18."),
            Kind.DECIMAL: gettext("Write a number, as 18 or 2.50."),
        }
        raise _bad(name, said.get(type.kind, gettext("Write the words to compare it with.")))
    return found


def _typed_day(name: str, form: Mapping[str, str] | Values) -> Value:
    parts = date_typed(MultiDict(form), name)
    if parts is None or len(parts) < 3:
        raise _bad(name, "Write a whole date such as 27 3 2015.")
    return date(parts["year"], parts["month"], parts["day"]).isoformat()


def _bad(name: str, words: str) -> Refusal:
    return Refusal(why="The value does not fit.", do=words, code="bad_value", fields=((name, words),))
