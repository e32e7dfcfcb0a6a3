"""From a question to its boxes: what never changes is made once for each language, what was typed is put in later.

A maker is made by the function for its type while the page's language is being spoken; it keeps its labels, hints and
options, and hands out the same components again as long as nothing was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hubwright.domain.definitions.form import Question
from hubwright.web.components import Field
from hubwright.web.refer import several, single
from hubwright.web.refer.asking import Ask, Maker, Reveals, beside_maker
from hubwright.web.refer.typed import Typed


def maker_of(question: Question, *, small: bool = False) -> Maker:
    """The maker of a question's boxes, in the language being spoken.

    Args:
        question: not content, a calculated value or one with rows.
        small: it is revealed below another question: its label is smaller.
    """
    made = _MAKERS[question.type](Ask(question, small))

    def with_states(typed: Typed, error: str, reveals: Reveals) -> tuple[Field, ...]:
        return (*made(typed, error, reveals), *beside(typed))

    beside = beside_maker(question)
    return with_states


_MAKERS: Mapping[str, Callable[[Ask], Maker]] = {
    "short_text": single.short_text,
    "long_text": single.long_text,
    "whole_number": single.figures,
    "decimal_number": single.figures,
    "yes_no_unknown": single.yes_no,
    "date": several.date,
    "choice": single.choice,
    "choices": single.choices,
    "list": single.from_list,
    "person": several.person,
    "address": several.address,
    "telephone": several.reach,
    "email": several.reach,
    "safe_contact": several.safe_contact,
    "nhs_number": single.code,
    "upn": single.code,
    "consent": several.consent,
    "declaration": single.declaration,
}
