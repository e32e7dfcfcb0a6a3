"""A question's markup, made once by the macros and cut where words go: a page of forty is put together, not rendered.

Only the markup of a definition is kept, never what anybody typed: words are put in per request, each escaped.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

from flask import current_app
from markupsafe import Markup, escape

from hubwright.domain.definitions.form import Question
from hubwright.web.components import Field
from hubwright.web.refer.asking import Maker
from hubwright.web.refer.blocks import One
from hubwright.web.refer.typed import Typed, one

# Made anew by each process, so that no definition can hold it.
_SLOT = f"slot{secrets.token_hex(12)}"
_CUT = re.compile(rf"{_SLOT}(\d+)s")
_MOST = 64
_LINE = frozenset({"", "note"})
_CHOSEN = frozenset({"note"})
_WRITTEN: Mapping[str, frozenset[str]] = {
    "short_text": _LINE,
    "long_text": _LINE,
    "whole_number": _LINE,
    "decimal_number": _LINE,
    "nhs_number": _LINE,
    "upn": _LINE,
    "yes_no_unknown": _CHOSEN,
    "choice": _CHOSEN,
    "choices": _CHOSEN,
    "declaration": _CHOSEN,
    "list": frozenset({"other", "note"}),
    "date": frozenset({"day", "month", "year", "note"}),
    "telephone": _LINE,
    "email": _LINE,
    "consent": frozenset({"why", "note"}),
}
"""By type, the parts that hold words; the other parts hold what was chosen. What is not here is rendered each time."""


class Cutting:
    """One question's markup.

    Args:
        question: which one.
        make: makes its boxes, in the language in which the markup is kept.
    """

    def __init__(self, question: Question, make: Maker) -> None:
        self._written = _WRITTEN[question.type]
        self._make = make
        self._kept: dict[tuple[Any, ...], tuple[str, ...]] = {}
        self._blank: Markup | None = None

    def html(self, typed: Typed) -> Markup:
        """The question with what was typed, and nothing wrong with it."""
        if not typed and self._blank is not None:
            return self._blank
        shape: list[Any] = []
        words: list[str] = []
        for part, texts in typed.items():
            if part not in self._written:
                shape.append((part, *texts))
            elif said := one(typed, part):
                shape.append(part)
                words.append(said)
        pieces = self._kept.get(tuple(shape))
        if pieces is None:
            pieces = self._cut(tuple(shape))
        whole = list(pieces)
        # Pieces alternate: markup, and which of the words stands between.
        for place in range(1, len(whole), 2):
            whole[place] = escape(words[int(whole[place])])
        made = Markup("".join(whole))  # noqa: S704 - the macros' markup, and words escaped one line above
        if not typed:
            self._blank = made
        return made

    def _cut(self, shape: tuple[Any, ...]) -> tuple[str, ...]:
        """The markup of a shape, cut at its words; kept unless somebody posted a choice that there is not."""
        typed: dict[str, list[str]] = {}
        slots = 0
        for part in shape:
            if isinstance(part, str):
                typed[part] = [f"{_SLOT}{slots}s"]
                slots += 1
            else:
                typed[part[0]] = list(part[1:])
        fields = self._make(typed, "", {})
        pieces = tuple(_CUT.split(_rendered(fields)))
        chosen = {text for part in shape if not isinstance(part, str) for text in part[1:]}
        if len(self._kept) < _MOST and chosen <= _offered(fields):
            self._kept[shape] = pieces
        return pieces


def cutting_of(question: Question, make: Maker) -> Cutting | None:
    """The cutting of a question, or None where its type is rendered each time."""
    return Cutting(question, make) if question.type in _WRITTEN else None


def _rendered(fields: tuple[Field, ...]) -> str:
    block: Any = current_app.jinja_env.get_template("refer/questions.html").module
    return "\n".join(str(block.block(One(field))) for field in fields)


def _offered(fields: tuple[Field, ...]) -> set[str]:
    """All values that one of these boxes can have by being chosen."""
    items = (item for field in fields for item in getattr(field, "items", ()))
    return {item.value for item in items if getattr(item, "value", None)}
