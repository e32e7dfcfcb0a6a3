"""Where a form, a page and a question stand in the draft, and what their ids are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.edits import Path
from hubwright.domain.errors import NotFound, Refusal
from hubwright.schemas import schema
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.places import place_of
from hubwright.web.studio.texts import shown

FORMS = "forms"


def form_of(desk: Desk, form: str) -> dict[str, Any]:
    """A form of the draft.

    Raises:
        NotFound: there is none of that key.
    """
    document = desk.tree[FORMS].get(form)
    if document is None:
        raise NotFound("There is no such record.")
    return dict(document)


def doors_of(desk: Desk, form: str) -> list[tuple[str, str]]:
    """The ways in that lead to a form: the name of each, and the page on which it is changed."""
    return [
        (shown(one["name"]), place_of(desk.visit.hub.id, ("doors", one["id"])))
        for one in desk.tree.get("doors", ())
        if one.get("form", {}).get("id") == form.partition("@")[0]
    ]


def page_of(desk: Desk, form: str, page: str) -> tuple[Path, dict[str, Any]]:
    """A page's place and the page.

    Raises:
        NotFound: the form has none of that id.
    """
    for one in form_of(desk, form)["pages"]:
        if one["id"] == page:
            return (FORMS, form, "pages", page), dict(one)
    raise NotFound("There is no such record.")


def questions(document: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every question of a form with its place within the form; those of a row follow the question that holds it."""
    for page in document["pages"]:
        for question in page["questions"]:
            place = ("pages", page["id"], "questions", question["id"])
            yield place, question
            for row in question.get("rows", ()):
                yield (*place, "rows", row["id"]), row


def question_of(desk: Desk, form: str, question: str) -> tuple[Path, dict[str, Any]]:
    """A question's place in the draft and the question, wherever in the form it stands.

    Raises:
        NotFound: the form has none of that id.
    """
    for place, one in questions(form_of(desk, form)):
        if one["id"] == question:
            return (FORMS, form, *place), dict(one)
    raise NotFound("There is no such record.")


def ids_in(document: Mapping[str, Any]) -> set[str]:
    """Every id of a form: pages, questions and those of rows share one space."""
    return {page["id"] for page in document["pages"]} | {one["id"] for _, one in questions(document)}


def room_for(document: Mapping[str, Any], page: Mapping[str, Any] | None) -> None:
    """Holds a form to what can be drawn of it, before something is added.

    Args:
        document: the form.
        page: that a question is added to, or None where a page is added.

    Raises:
        Refusal: there is no room for one more.
    """
    most = schema("form")["properties"]["pages"]["maxItems"]
    if page is None and len(document["pages"]) >= most:
        raise Refusal(
            why=f"The form has {most} pages, and cannot have more.",
            do="Take out a page, or make a form of its own of some of them.",
            code="form_full",
        )
    most = schema("form")["$defs"]["page"]["properties"]["questions"]["maxItems"]
    if page is not None and len(page["questions"]) >= most:
        raise Refusal(
            why=f"The page has {most} questions, and cannot have more.",
            do="Add a page, and move some of its questions there.",
            code="page_full",
        )
