"""From a schema-valid form document to its drawing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.form import Check, Form, Option, Page, Question
from hubwright.domain.definitions.languages import WELSH, in_english
from hubwright.domain.problems import Problem
from hubwright.domain.rules import Rule, parse
from hubwright.domain.texts import Text


def draw_form(document: Mapping[str, Any], *, file: str) -> tuple[Form, list[Problem]]:
    """The form in a schema-valid document, and the problems of its rules.

    A rule that cannot be read is left out of the drawing, so that the rest can still be looked at; a form with
    problems is not to be published. Of a form whose languages leave Welsh out only the English is drawn.

    Args:
        document: a form document that `loading` found in shape.
        file: its name, for the problems.
    """
    if WELSH not in document.get("languages", (WELSH,)):
        document = in_english(document)
    pen = _Pen(file)
    pages = tuple(pen.page(page, f"/pages/{index}") for index, page in enumerate(document["pages"]))
    form = Form(
        id=document["id"],
        version=document["version"],
        name=Text.of(document["name"]),
        owner=document["owner"],
        pages=pages,
        enough=tuple(document.get("enough", ())),
        danger=pen.rule(document, "danger", ""),
        unchecked=tuple(document.get("unchecked", ())),
        note=document.get("note", ""),
        first_page={id: Text.of(text) for id, text in document.get("first_page", {}).items()},
    )
    return form, pen.problems


class _Pen:
    """Draws the parts of one form and gathers what is wrong with its rules."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def page(self, document: Mapping[str, Any], pointer: str) -> Page:
        return Page(
            id=document["id"],
            title=Text.of(document["title"]),
            questions=self.questions(document["questions"], f"{pointer}/questions"),
            intro=_text(document, "intro"),
            show=self.rule(document, "show", pointer),
        )

    def questions(self, documents: list[Mapping[str, Any]], pointer: str) -> tuple[Question, ...]:
        return tuple(self.question(one, f"{pointer}/{index}") for index, one in enumerate(documents))

    def question(self, document: Mapping[str, Any], pointer: str) -> Question:
        settings = dict(document.get("settings", {}))
        if "formula" in settings:
            settings["formula"] = self.rule(settings, "formula", f"{pointer}/settings")
        checks = []
        for index, check in enumerate(document.get("checks", ())):
            rule = self.rule(check, "rule", f"{pointer}/checks/{index}")
            if rule is not None:
                checks.append(Check(rule=rule, message=Text.of(check["message"])))
        return Question(
            id=document["id"],
            type=document["type"],
            label=Text.of(document["label"]),
            hint=_text(document, "hint"),
            required=document.get("required", False),
            show=self.rule(document, "show", pointer),
            checks=tuple(checks),
            meaning=document.get("meaning"),
            sensitivity=document.get("sensitivity", "ordinary"),
            visible_to=tuple(document.get("visible_to", ())),
            options=tuple(_option(option) for option in document.get("options", ())),
            rows=self.questions(document.get("rows", []), f"{pointer}/rows"),
            row_name=_text(document, "row_name"),
            not_known=document.get("not_known", False),
            refusable=document.get("refusable", False),
            settings=settings,
        )

    def rule(self, document: Mapping[str, Any], key: str, pointer: str) -> Rule | None:
        if key not in document:
            return None
        drawn = parse(document[key], file=self.file, pointer=f"{pointer}/{key}")
        if isinstance(drawn, Rule):
            return drawn
        self.problems.extend(drawn)
        return None


def _option(document: Mapping[str, Any]) -> Option:
    return Option(
        id=document["id"],
        label=Text.of(document["label"]),
        hint=_text(document, "hint"),
        exclusive=document.get("exclusive", False),
    )


def _text(document: Mapping[str, Any], key: str) -> Text | None:
    return Text.of(document[key]) if key in document else None
