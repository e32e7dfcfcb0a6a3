"""Pages of questions, made of what somebody said the pasted lines are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.edits import fresh_id
from hubwright.domain.definitions.pasting.kinds import type_of_column
from hubwright.domain.definitions.pasting.reading import LEFT, NAME, PAGE

ON_A_PAGE = 40
"""A page holds no more questions; what comes after goes onto a page that continues it."""

_NO_HINT = ("content",)
_CHOSEN = ("choice", "choices", "list")
_IN_ROWS = ("people", "rows")


@dataclass(frozen=True, slots=True)
class Kept:
    """One guess as it was corrected.

    Args:
        kind: a type of question that can be made of words alone, or `PAGE`; `LEFT` and `NAME` make nothing.
        words: of the question or page; what has none makes nothing.
        hint: a line below it.
        options: what can be chosen, or what one entry of a table asks.
        meaning: in the shared vocabulary, or "".
    """

    kind: str
    words: str
    hint: str = ""
    options: tuple[str, ...] = ()
    meaning: str = ""


def pages_of(kept: Iterable[Kept], taken: Collection[str], *, first: str, entry: str, continued: str) -> list[Any]:
    """The pages that these make; a page without questions is none.

    Args:
        kept: in the order of the paper.
        taken: ids that the form has already.
        first: title of the page for what stands before every heading.
        entry: what one entry of a table is called.
        continued: what stands behind the title of a page that goes on on the next.
    """
    ids = set(taken)
    pages: list[dict[str, Any]] = []
    title, number = first, 0
    fresh = True
    for one in kept:
        words = one.words.strip()
        if one.kind in (LEFT, NAME) or not words:
            continue
        if one.kind == PAGE:
            title, number, fresh = words, 0, True
            continue
        if fresh or number == ON_A_PAGE:
            said = title if fresh else f"{title} {continued}"
            pages.append({"id": _id(said, ids, "page"), "title": {"en": said}, "questions": []})
            fresh, number = False, 0
        pages[-1]["questions"].append(_question(one, words, ids, entry))
        number += 1
    return pages


def _id(words: str, ids: set[str], otherwise: str) -> str:
    made = fresh_id(words, ids, otherwise=otherwise)
    ids.add(made)
    return made


def _question(one: Kept, words: str, ids: set[str], entry: str) -> dict[str, Any]:
    made: dict[str, Any] = {"id": _id(words, ids, "question"), "type": one.kind, "label": {"en": words}}
    if one.hint.strip() and one.kind not in _NO_HINT:
        made["hint"] = {"en": one.hint.strip()}
    if one.meaning:
        made["meaning"] = one.meaning
    if one.kind in _CHOSEN:
        made["options"] = _options(one.options)
    if one.kind in _IN_ROWS:
        made["row_name"] = {"en": entry}
        made["rows"] = [
            {"id": _id(f"{made['id'][:25]} {name}", ids, "entry"), "type": type_of_column(name), "label": {"en": name}}
            for name in one.options[:30]
        ]
    if one.kind == "declaration":
        made["settings"] = {"statement": {"en": words}}
    if one.kind == "content":
        made["settings"] = {"body": {"en": words}}
    return made


def _options(labels: Iterable[str]) -> list[dict[str, Any]]:
    ids: set[str] = set()
    return [{"id": _id(label, ids, "option"), "label": {"en": label}} for label in labels][:500]
