"""One condition of a rule: what is said of an answer, of comparisons that fit it, with a value of its own type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.using import as_words, from_words
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.rules import Type
from hubwright.domain.rules.building import (
    OF_ROWS,
    TODAY,
    Clause,
    Rows,
    Value,
    Where,
    added,
    alike,
    at,
    changed,
    rule_of,
)
from hubwright.domain.rules.kinds import Kind
from hubwright.domain.rules.offering import wanted
from hubwright.web.studio.desk import change
from hubwright.web.studio.frame import page
from hubwright.web.studio.rules.page import (
    WORDS,
    carried,
    elsewhere,
    here,
    kept,
    no_words,
    refused,
    shown,
    stands_said,
    title_of,
    unchanged,
    where_of,
    words_fields,
)
from hubwright.web.studio.rules.place import Place, on_later_page, place
from hubwright.web.studio.rules.values import first_values, row_fields, typed_values
from hubwright.web.studio.rules.words import NOT, comparisons
from hubwright.web.studio.texts import typed as typed_text
from hubwright.web.studio.using import now
from hubwright.web.visit import Visit

# Comparisons that the page offers turned round as well.
_EXPLICIT = ("is answered", "is known", "contains any of")
_BETWEEN_TWO = ("before", "after", "is", "is not", "less than", "at most", "at least", "more than")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition is about.

    Args:
        question: whose answer is compared: of entries, that of the column.
        holder: the question with the entries, where it is about one of theirs and does not stand within them.
        type: of the answer.
        where: the place of the condition that is changed, or of the group or entries that it is put into.
        old: the condition that is changed, or None for a new one.
        group: it begins a group: "all" or "any"; else "".
    """

    question: str
    holder: str
    type: Type
    where: Where
    old: Clause | None
    group: str


def do(visit: Visit, spot: str) -> Response:
    """Add a condition or change one; a question that cannot stand there is answered with the rule and why."""
    found = place(now(visit), from_words(spot), request.values)
    if request.method == "GET":
        asked = _asked(found)
        return shown(found, _unreadable()) if asked is None else _page(found, asked)
    try:
        unchanged(found)
    except Refusal as refusal:
        return _overtaken(found, refusal)
    asked = _asked(found)
    if asked is None:
        return shown(found, _unreadable())
    try:
        return _save(found, asked)
    except Refusal as refusal:
        return _page(found, asked, refusal)


def _unreadable() -> Refusal:
    return Refusal(
        why="That question cannot be read here: it is asked only afterwards, or is not of this form.",
        do="Choose one of the questions of the list.",
        code="wrong_rule",
    )


def _overtaken(found: Place, refusal: Refusal) -> Response:
    """What stands there now with what was typed; the rule alone where what it was typed for is gone."""
    try:
        asked = _asked(found)
    except NotFound:
        asked = None
    return shown(found, refusal) if asked is None else _page(found, asked, refusal)


def _asked(found: Place) -> Asked | None:
    rows, where = found.rows, where_of(request.values.get("where", ""))
    if rows is None:
        raise NotFound("There is no such record.")
    part = at(rows, where)
    if part is None:
        raise NotFound("There is no such record.")
    group = request.values.get("group", "") if isinstance(part, Rows) and not where else ""
    if request.values.get("act") == "change" and isinstance(part, Clause):
        outer = at(rows, where[:-1])
        type = _scope(found, outer).get(part.question)
        return None if type is None else Asked(part.question, "", type, where, part, "")
    question = request.values.get("question", "")
    scope = _scope(found, part) if isinstance(part, Clause) else found.readable()
    holder, _, column = question.rpartition("/")
    if holder and not isinstance(part, Clause):
        columns = dict(scope[holder].columns) if holder in scope else {}
        return Asked(column, holder, columns[column], where, None, group) if column in columns else None
    return Asked(question, "", scope[question], where, None, group) if question in scope else None


def _scope(found: Place, part: Any) -> dict[str, Type]:
    """What may be read within a part: of entries, their own questions as well."""
    scope = found.readable()
    if isinstance(part, Clause) and part.question in (found.scope or {}):
        return {**scope, **dict((found.scope or {})[part.question].columns)}
    return scope if isinstance(part, Clause) else {**(found.scope or {})}


def _page(found: Place, asked: Asked, refusal: Refusal | None = None, *, may_move: bool = False) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    values = request.form if request.method == "POST" else first_values(asked.old, asked.type)
    fields = row_fields(found, asked.question, asked.holder, asked.type, values, wrong)
    fields += words_fields(found, wrong) if found.new else []
    labels, _ = found.telling.labels(found.form)
    said = labels.get(asked.question, asked.question)
    return page(
        found.desk,
        "studio/rules/row.html",
        current="rules",
        title=f"{labels.get(asked.holder, asked.holder)}: {said}" if asked.holder else said,
        refusal=refusal,
        fields=fields,
        found=found,
        purpose=title_of(found),
        asked=asked,
        where=".".join(map(str, asked.where)),
        question=f"{asked.holder}/{asked.question}" if asked.holder else asked.question,
        may_move=may_move,
        stands=stands_said(found),
        stays=stays_turned(asked.old, asked.type),
        now=found.said_of(asked.old) if asked.old else "",
        carried=carried(found),
        also=[found.telling.thing(one[:-1]) for one in elsewhere(found)],
        back_to=here(found, **carried(found)),
    )  # fmt: skip


def _save(found: Place, asked: Asked) -> Response:
    clause = _clause(found, asked)
    holder = _message(found)
    rows = found.rows or Rows()
    if asked.old is not None:
        if alike(Rows(parts=(asked.old,)), Rows(parts=(clause,))):
            return make_response(redirect(here(found)))
        made = changed(rows, asked.where, clause)
    else:
        new: Clause | Rows = Rows(asked.group, (clause,), lone=True) if asked.group in ("all", "any") else clause
        made = added(rows, asked.where, new)
    rule = rule_of(made)
    wrong = found.wrong(rule)
    moved = on_later_page(found, rule) if {one.code for one in wrong} == {"reads-own-page"} else None
    if moved is not None and moved[2]:
        moved = None
    if moved is not None and request.form.get("later"):
        change(found.desk, "later page", moved[0])
        spot = as_words(moved[1])
        return make_response(redirect(url_for("studio.rule", hub=found.desk.visit.hub.id, spot=spot, done="1")))
    if wrong:
        return _page(found, asked, refused(found, wrong), may_move=moved is not None)
    return kept(found, "rule", rule, holder)


def _message(found: Place) -> dict[str, Any] | None:
    if not found.new or found.purpose not in WORDS:
        return None
    message = typed_text("message", None, request.form)
    if not isinstance(message, dict) or "en" not in message:
        raise no_words()
    return {WORDS[found.purpose]: message}


def _clause(found: Place, asked: Asked) -> Clause:
    """The condition that was typed.

    Raises:
        Refusal: it is none: no comparison that fits, or no value of the right type.
    """
    chosen = request.form.get("how", "")
    if chosen not in dict(comparisons(asked.type)):
        raise _not_chosen("how", "Choose one of these.")
    measure, _, how = chosen.partition("|")
    negated = how.startswith(NOT) and how != "not"
    how = how.removeprefix(NOT) if negated and how != "is not" else how
    old = asked.old
    if how in OF_ROWS:
        if old is None or old.inside is None:
            raise _not_chosen("how", "Choose what has to be so of the entries: one of their own questions.")
        clause = replace(old, how=how, negated=False)
    elif how.endswith(" today"):
        clause = Clause(asked.question, how.removesuffix(" today"), other=TODAY)
    elif (other := request.form.get("other", "")) and how in _BETWEEN_TWO:
        if not _comparable(found, asked, other):
            raise _not_chosen("other", "Choose one of these questions.")
        clause = Clause(asked.question, how, other=other, measure=measure)
    else:
        values = typed_values(wanted(asked.type, measure), how, request.form)
        how, values = _plainly(asked.type, how, values)
        clause = Clause(asked.question, how, values, "", measure)
    inside = old.inside if old is not None and measure == "count rows" else clause.inside
    if stays_turned(old, asked.type) and how not in (*_EXPLICIT, *OF_ROWS):
        negated = True
    clause = replace(clause, inside=inside, negated=negated)
    if not asked.holder:
        return clause
    quantity = request.form.get("entries", "")
    if quantity not in OF_ROWS:
        raise _not_chosen("entries", "Choose of how many entries this has to be so.")
    return Clause(asked.holder, quantity, inside=Rows(parts=(clause,)))


def stays_turned(old: Clause | None, type: Type) -> bool:
    """Whether a condition is turned round in a way that its comparisons do not say themselves."""
    if old is None or not old.negated:
        return False
    return old.how not in _EXPLICIT and not (type.kind is Kind.CHOICES and old.how == "contains")


def _plainly(type: Type, how: str, values: tuple[Value, ...]) -> tuple[str, tuple[Value, ...]]:
    """One of a list of options is said plainly."""
    if how == "one of" and len(values) == 1 and type.kind is Kind.CHOICE:
        return "is", values
    return how, values


def _comparable(found: Place, asked: Asked, other: str) -> bool:
    type = found.readable().get(other)
    return type is not None and type.kind is asked.type.kind and other != asked.question


def _not_chosen(field: str, words: str) -> Refusal:
    return Refusal(why="Something is not chosen yet.", do=words, code="not_chosen", fields=((field, words),))
