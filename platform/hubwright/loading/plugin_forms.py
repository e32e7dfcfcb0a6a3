"""The questions of a plugin's deeds, drawn as every form's are; those out of shape are refused at the start."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.form import Form
from hubwright.domain.errors import Broken
from hubwright.domain.plugins import Deed, Plugin
from hubwright.domain.problems import Problem
from hubwright.loading.shape import shape_problems

PAGE: Final = "asked"
_ELSEWHERE = ("file", "people", "rows")
"""Types of question that are answered on pages of their own."""
_KEPT = 200


def problems_of_deeds(plugin: Plugin) -> list[Problem]:
    """Everything that keeps the questions of a plugin's deeds from being asked."""
    found: list[Problem] = []
    for deed in plugin.deeds:
        if not deed.asks:
            continue
        document, file = _document(plugin, deed), f"{plugin.id}: {deed.id}"
        problems = shape_problems("form", document, file=file)
        found += problems or draw_form(document, file=file)[1]
        found += [
            Problem(
                file,
                f"/pages/0/questions/{number}",
                "A list or a file is answered on a page of its own, and a deed has one page.",
                "Ask for it in words, or as a deed of its own.",
                "deed-question",
            )
            for number, one in enumerate(deed.asks)
            if one.get("type") in _ELSEWHERE or one.get("rows")
        ]
    return found


def form_of(plugin: Plugin, deed: Deed) -> Form | None:
    """What a deed asks, as a form of one page; None for a deed that is a press.

    Raises:
        Broken: its questions are out of shape, which the start should have refused.
    """
    return _drawn(plugin.id, plugin.version, deed.id, _Asked(_document(plugin, deed))) if deed.asks else None


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
    form, problems = (
        (None, True) if shape_problems("form", asked.document, file=file) else draw_form(asked.document, file=file)
    )
    if form is None or problems:
        raise Broken(f"What {plugin} asks can no longer be drawn.")
    return form


def _document(plugin: Plugin, deed: Deed) -> dict[str, Any]:
    title: dict[str, str] = {"en": deed.words.en} | ({"cy": deed.words.cy} if deed.words.cy else {})
    return {
        "$schema": "https://hubwright.example/schemas/form.v1.json",
        "schema_version": 1,
        "id": f"{plugin.id}-{deed.id}".replace("_", "-"),
        "version": 1,
        "name": title,
        "owner": plugin.name.en,
        "pages": [{"id": PAGE, "title": title, "questions": [dict(one) for one in deed.asks]}],
    }
