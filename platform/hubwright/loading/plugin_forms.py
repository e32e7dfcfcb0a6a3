"""The questions of a plugin's deeds, drawn as every form's are; those out of shape are refused at the start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.form import Form
from hubwright.domain.errors import Broken
from hubwright.domain.plugins import Deed, Plugin
from hubwright.domain.problems import Problem
from hubwright.loading.shape import shape_problems

Questions = Sequence[Mapping[str, Any]]
PAGE: Final = "asked"
_ELSEWHERE = ("file", "people", "rows")
"""Types of question that are answered on pages of their own."""
_KEPT = 200


def problems_of_deeds(plugin: Plugin) -> list[Problem]:
    """Everything that keeps the questions of a plugin's deeds from being asked."""
    return [one for deed in plugin.deeds if deed.asks for one in _problems(plugin, deed, deed.asks)]


def _problems(plugin: Plugin, deed: Deed, asks: Questions) -> list[Problem]:
    document, file = _document(plugin, deed, asks), f"{plugin.id}: {deed.id}"
    found = shape_problems("form", document, file=file) or draw_form(document, file=file)[1]
    return found + [
        Problem(
            file,
            f"/pages/0/questions/{number}",
            "A list or a file is answered on a page of its own, and a deed has one page.",
            "Ask for it in words, or as a deed of its own.",
            "deed-question",
        )
        for number, one in enumerate(asks)
        if one.get("type") in _ELSEWHERE or one.get("rows")
    ]


def form_of(plugin: Plugin, deed: Deed, asks: Questions | None = None) -> Form | None:
    """What a deed asks, as a form of one page; None for a deed that is a press.

    Args:
        plugin, deed: whose questions they are.
        asks: what the plugin asks instead, for one case; None where it says nothing of that.

    Raises:
        Broken: its questions are out of shape; for those that it declares, the start should have refused it.
    """
    questions = deed.asks if asks is None else asks
    if not questions:
        return None
    return _drawn(plugin.id, plugin.version, deed.id, _Asked(_document(plugin, deed, questions)))


class _Asked:
    """A document that stands for itself alone, so that its drawing can be kept."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.document == self.document

    def __hash__(self) -> int:
        return hash(self.document["id"])


@lru_cache(maxsize=_KEPT)
def _drawn(plugin: str, version: str, deed: str, asked: _Asked) -> Form:
    file = f"{plugin}: {deed}"
    if shape_problems("form", asked.document, file=file):
        raise Broken(f"What {plugin} asks can no longer be drawn.")
    form, problems = draw_form(asked.document, file=file)
    if form is None or problems or any(one.type in _ELSEWHERE or one.rows for one in form.questions()):
        raise Broken(f"What {plugin} asks can no longer be drawn.")
    return form


def _document(plugin: Plugin, deed: Deed, asks: Questions) -> dict[str, Any]:
    title: dict[str, str] = {"en": deed.words.en} | ({"cy": deed.words.cy} if deed.words.cy else {})
    return {
        "$schema": "https://hubwright.example/schemas/form.v1.json",
        "schema_version": 1,
        "id": f"{plugin.id}-{deed.id}".replace("_", "-"),
        "version": 1,
        "name": title,
        "owner": plugin.name.en,
        "pages": [{"id": PAGE, "title": title, "questions": [dict(one) for one in asks]}],
    }
