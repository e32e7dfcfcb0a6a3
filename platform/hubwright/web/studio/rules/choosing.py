"""What can be chosen on a rule's page: the questions that it may read, and the other rules of its form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import MultiDict

from hubwright.domain.definitions.using import as_words, rules_in
from hubwright.domain.rules import Rule, parse, reads
from hubwright.domain.rules.building import Clause, Where, at
from hubwright.domain.rules.kinds import Kind
from hubwright.web.components import Choice, Label, Option, Select
from hubwright.web.language import say
from hubwright.web.studio.rules.place import Place
from hubwright.web.work.asked import one_of

_LONGEST = 90


def question_field(found: Place, name: str = "question", within: Where = ()) -> Select | None:
    """Which question a new condition is about; None where there is none to read.

    Args:
        within: the condition on entries that it is to stand in: of those, and of what lies around them.
    """
    items = list(_questions(found, within))
    if not items:
        return None
    return Select(
        name=name,
        label=Label(say("Which answer is it about?"), "govuk-label--s"),
        items=tuple(Option(text=said, value=id) for id, said in items),
    )


def _questions(found: Place, within: Where) -> Iterator[tuple[str, str]]:
    labels, _ = found.telling.labels(found.form)
    rows = found.rows
    held = at(rows, within) if rows is not None and within else None
    columns: dict[str, Any] = {}
    if isinstance(held, Clause):
        columns = dict((found.scope or {})[held.question].columns) if held.question in (found.scope or {}) else {}
        yield from ((id, _short(labels.get(id, id))) for id, type in columns.items() if type.kind is not Kind.ROWS)
    for id, type in found.readable().items():
        if id in columns:
            continue
        inside = isinstance(held, Clause)
        if not (inside and type.kind is Kind.ROWS):
            yield id, _short(labels.get(id, id))
        if type.kind is Kind.ROWS and not inside and "rows" not in found.spot:
            for column, _ in type.columns:
                yield f"{id}/{column}", _short(f"{labels.get(id, id)}: {labels.get(column, column)}")


def join_field(name: str, chosen: str) -> Any:
    """Whether all conditions have to hold or any."""
    return one_of(
        name,
        say("What has to hold"),
        [
            Choice(value="all", text=say("All of these")),
            Choice(value="any", text=say("At least one of these")),
        ],
        MultiDict(),
        {},
        chosen=chosen,
    )


def others(found: Place) -> Iterator[tuple[str, Any, str]]:
    """The other rules that read the same form, each once: a rule may be used where another stands."""
    seen = {found.said(found.rule)} if found.rule is not None else set()
    for one in rules_in(found.desk.tree):
        if one.form == found.form and one.purpose in ("show", "danger", "suggestion", "strand") and found.form:
            said = found.said(one.rule)
            if said not in seen and one.spot != found.spot:
                seen.add(said)
                yield as_words(one.spot), one.rule, said


def same_field(found: Place) -> Select | None:
    """Another rule to be used here as well; None where there is none."""
    readable = set(found.readable())
    items = [
        Option(text=_short(said), value=id)
        for id, rule, said in others(found)
        if (drawn := parse(rule, file="", pointer="")) and isinstance(drawn, Rule) and reads(drawn) <= readable
    ]
    if not items or found.purpose not in ("show", "danger", "suggestion", "strand"):
        return None
    return Select(name="same", label=Label(say("Which rule?"), "govuk-label--s"), items=tuple(items))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
