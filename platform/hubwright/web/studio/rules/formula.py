"""How a calculated question is worked out: a count, an age, a time since, a sum, or whether something is so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hubwright.domain.errors import Refusal
from hubwright.domain.rules.kinds import Kind
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, say
from hubwright.web.studio.rules.place import Place
from hubwright.web.work.asked import Values, Wrong, any_of, listed

_DATED = ("age in years", "years since", "months since", "days since")
_NUMBERS = (Kind.WHOLE, Kind.DECIMAL)


def formula_fields(found: Place, wrong: Wrong) -> list[Field]:
    """What a calculated question can be worked out as; nothing for any other rule."""
    if found.purpose != "formula":
        return []
    values: Values = Values()
    made: list[Field] = [
        listed("formula", say("Work it out as"), [(id, said) for id, said, _, _ in _ready(found)], values, wrong)
    ]
    numbers = _numbers(found)
    if len(numbers) > 1:
        items = [Choice(value=id, text=said) for id, said, _ in numbers]
        made.append(any_of("sum", say("Or as the sum of these"), items, values, wrong))
    return made


def formula_typed(found: Place, form: Values) -> tuple[dict[str, Any], str]:
    """The formula that was chosen, and what it gives.

    Raises:
        Refusal: none was, or one that cannot be.
    """
    numbers = {id: kind for id, _, kind in _numbers(found)}
    summed = [one for one in form.getlist("sum") if one in numbers]
    if len(summed) > 1:
        gives = "decimal_number" if any(numbers[one] is Kind.DECIMAL for one in summed) else "whole_number"
        return {"plus": [{"answer": [one]} for one in summed]}, gives
    for id, _, formula, gives in _ready(found):
        if id == form.get("formula"):
            return formula, gives
    words = "Choose one of the list."
    raise Refusal(
        why="It does not say how it is worked out.", do=words, code="no_formula", fields=(("formula", words),)
    )


def _ready(found: Place) -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Each formula that fits a question: by what it is chosen, its words, itself, and what it gives."""
    for id, type in (found.scope or {}).items():
        answer = {"answer": [id]}
        if id == found.spot[-3]:
            continue
        made: list[tuple[str, dict[str, Any], str]] = []
        if type.kind is Kind.ROWS:
            made.append(("count rows", {"count rows": [answer]}, "whole_number"))
        elif type.kind is Kind.DATE:
            made += [(one, {one: [answer]}, "whole_number") for one in _DATED]
        elif type.kind is Kind.PERSON:
            made.append(("age in years", {"age in years": [answer]}, "whole_number"))
        elif type.kind is Kind.YES_NO:
            made.append(("is", {"is": [answer, "yes"]}, "yes_no"))
        for name, formula, gives in made:
            said = found.said(formula)
            said = gettext("Whether %(condition)s", condition=said) if gives == "yes_no" else said
            yield f"{name}|{id}", said[:1].upper() + said[1:], formula, gives


def _numbers(found: Place) -> list[tuple[str, str, Kind]]:
    labels, _ = found.telling.labels(found.form)
    return [
        (id, labels.get(id, id), type.kind)
        for id, type in (found.scope or {}).items()
        if type.kind in _NUMBERS and id != found.spot[-3]
    ]
