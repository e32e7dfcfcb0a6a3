"""One form: its pages with their questions, moved, copied and taken out by buttons, beside the preview of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.edits import FIRST, Edit, Path, add, fresh_id, move, siblings, take
from hubwright.domain.definitions.using import Telling, as_words
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Field
from hubwright.web.language import gettext, say
from hubwright.web.look import with_frame
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.forms.copying import copied
from hubwright.web.studio.forms.kinds import TYPES, begun
from hubwright.web.studio.forms.places import FORMS, doors_of, form_of, ids_in, page_of, question_of, room_for
from hubwright.web.studio.frame import page
from hubwright.web.studio.places import place_of
from hubwright.web.studio.texts import shown
from hubwright.web.studio.using import used_by
from hubwright.web.visit import Visit
from hubwright.web.work.asked import line, listed

_QUESTION, _PAGE = "question", "page"
_MOST_BUTTONS = 300
"""Questions of a form up to which each has its buttons; of a longer one those of the page that is looked at."""


def show(visit: Visit, form: str) -> Response:
    """The form; a press of one of its buttons moves, copies, adds or takes out."""
    found = desk(visit)
    document = form_of(found, form)
    if request.method == "GET":
        return _page(found, form, document)
    act = request.form.get("act", "")
    try:
        edits, onward = _ACTS.get(act, _unknown)(found, form, document)
        change(found, act, edits)
    except Refusal as refusal:
        return _page(found, form, document, refusal)
    again = url_for("studio.form", hub=visit.hub.id, form=form, done="1", page=request.args.get("page"))
    return make_response(redirect(onward or again + _anchor()))


def _anchor() -> str:
    """Back to what was moved, so that whoever moves it again need not look for it."""
    id = request.form.get("id", "")
    return f"#at-{id}" if id.replace("-", "").isalnum() else ""


_Did = tuple[list[Edit], str]


def _unknown(found: Desk, form: str, document: Mapping[str, Any]) -> _Did:
    raise NotFound("There is no such record.")


def _here(found: Desk, form: str) -> Path:
    """The place of the page or question that a button belongs to."""
    id = request.form.get("id", "")
    return page_of(found, form, id)[0] if request.form.get("what") == _PAGE else question_of(found, form, id)[0]


def _up(found: Desk, form: str, document: Mapping[str, Any]) -> _Did:
    path = _here(found, form)
    there = siblings(found.tree, path[:-1])
    at = there.index(path[-1])
    return move(found.tree, path, after=there[at - 2] if at > 1 else FIRST), ""


def _down(found: Desk, form: str, document: Mapping[str, Any]) -> _Did:
    path = _here(found, form)
    there = siblings(found.tree, path[:-1])
    return move(found.tree, path, after=there[min(there.index(path[-1]) + 1, len(there) - 1)]), ""


def _behind(found: Desk, form: str, document: Mapping[str, Any]) -> _Did:
    """Put a question behind another of any page, or first on one: what dragging sends."""
    path, question = question_of(found, form, request.form.get("id", ""))
    to, held = page_of(found, form, request.form.get("page", ""))
    after = request.form.get("after", FIRST)
    there = siblings(found.tree, (*to, "questions"))
    if (after != FIRST and after not in there) or after == question["id"]:
        raise NotFound("There is no such record.")
    if path[:-1] == (*to, "questions"):
        return move(found.tree, path, after=after), ""
    room_for(document, held)
    return _carried(found, path, question, (*to, "questions"), after), ""


def _to_page(found: Desk, form: str, document: Mapping[str, Any]) -> _Did:
    path, question = question_of(found, form, request.form.get("id", ""))
    to, held = page_of(found, form, request.form.get("page", ""))
    last = held["questions"][-1]["id"] if held["questions"] else FIRST
    if path[:-1] == (*to, "questions"):
        return [], ""
    room_for(document, held)
    return _carried(found, path, question, (*to, "questions"), last), ""


def _carried(found: Desk, path: Path, question: Mapping[str, Any], to: Path, after: str) -> list[Edit]:
    if len(path) > 6:
        raise Refusal(
            why="This question belongs to an entry of a list.",
            do="Add it to the page anew, and take it out of the entry.",
            code="within_an_entry",
        )
    if len(siblings(found.tree, path[:-1])) == 1:
        raise Refusal(
            why="It is the only question of its page.",
            do="Move another one there first, or take the whole page out.",
            code="last_question",
        )
    return [*take(found.tree, path), *add(found.tree, to, dict(question), after=after)]


def _copy(found: Desk, form: str, document: Mapping[str, Any]) -> _Did:
    path = _here(found, form)
    held = page_of(found, form, path[-1])[1] if len(path) == 4 else question_of(found, form, path[-1])[1]
    if len(path) < 7:
        room_for(document, None if len(path) == 4 else page_of(found, form, path[3])[1])
    made = copied(held, ids_in(document))
    words = "title" if len(path) == 4 else "label"
    made[words] = {**made[words], "en": gettext("%(name)s (copy)", name=made[words]["en"])}
    return add(found.tree, path[:-1], made, after=path[-1]), ""


def _add_page(found: Desk, form: str, document: Mapping[str, Any]) -> _Did:
    taken = ids_in(document)
    title = request.form.get("title", "").strip()
    if not title:
        do = "Write what the page is called."
        raise Refusal(why="The page has no title.", do=do, code="page_untitled", fields=(("title", do),))
    room_for(document, None)
    id = fresh_id(title, taken, otherwise="page")
    question = begun("short_text", {"en": gettext("A question")}, {*taken, id})
    made = {"id": id, "title": {"en": title}, "questions": [question]}
    return add(found.tree, (FORMS, form, "pages"), made), ""


def _add_question(found: Desk, form: str, document: Mapping[str, Any]) -> _Did:
    """A new question of a type, last on its page; then its own page."""
    to, held = page_of(found, form, request.form.get("page", ""))
    room_for(document, held)
    type, label = request.form.get("type", ""), request.form.get("label", "").strip()
    if type not in TYPES or not label:
        wrong = [("label", "Write the question.")] if not label else []
        wrong += [("type", "Choose how it is answered.")] if type not in TYPES else []
        raise Refusal(
            why="The question is not complete.", do="Fill in what is marked.", code="question_incomplete",
            fields=tuple(wrong),
        )  # fmt: skip
    made = begun(type, {"en": label}, ids_in(document))
    onward = url_for("studio.question", hub=found.visit.hub.id, form=form, question=made["id"], done="1")
    return add(found.tree, (*to, "questions"), made), onward


_ACTS: Mapping[str, Callable[[Desk, str, Mapping[str, Any]], _Did]] = {
    "up": _up,
    "down": _down,
    "behind": _behind,
    "to_page": _to_page,
    "copy": _copy,
    "add_page": _add_page,
    "add_question": _add_question,
}


def _page(found: Desk, form: str, document: Mapping[str, Any], refusal: Refusal | None = None) -> Response:
    visit, telling = found.visit, Telling(found.tree)
    wrong = dict(refusal.fields) if refusal else {}
    pages = [
        (one["id"], shown(one["title"]), _rule(telling, form, one), as_words((FORMS, form, "pages", one["id"])),
         [_row(found, telling, form, one["id"], question) for question in one["questions"]])
        for one in document["pages"]
    ]  # fmt: skip
    at = request.args.get("page", "") or request.form.get("page", "")
    here = at if at in {one["id"] for one in document["pages"]} else document["pages"][0]["id"]
    type = listed("type", say("How is it answered?"), [(id, say(words)) for id, words in TYPES.items()], request.form,
                  wrong)  # fmt: skip
    fields: list[Field] = [line("label", say("The question"), request.form, wrong), type]
    title = line("title", say("What is the new page called?"), request.form, wrong)
    return with_frame(
        page(
            found,
            "studio/forms/one.html",
            current="forms",
            title=shown(document["name"]),
            refusal=refusal,
            fields=[*fields, title],
            form=form,
            pages=pages,
            long=sum(len(questions) for *_, questions in pages) > _MOST_BUTTONS,
            here=here,
            used_by_doors=doors_of(found, form),
            to_doors=place_of(visit.hub.id, ("doors",)),
            uses=used_by(found, (FORMS, form)),
            adding=fields,
            new_page=title,
            preview=url_for("studio.preview", hub=visit.hub.id, form=form, page=here),
            wide=(wide := "wide" in request.args),
            switch=url_for("studio.form", hub=visit.hub.id, form=form, page=here, wide=None if wide else "1"),
            wrong=found.under(FORMS, form),
        )
    )


def _rule(telling: Telling, form: str, held: Mapping[str, Any]) -> str:
    return telling.rule(held["show"], form) if "show" in held else ""


def _row(found: Desk, telling: Telling, form: str, page_id: str, question: Mapping[str, Any]) -> dict[str, Any]:
    """One question as a line of the list."""
    path = (FORMS, form, "pages", page_id, "questions", question["id"])
    return {
        "id": question["id"],
        "label": shown(question["label"]),
        "type": say(TYPES[question["type"]]),
        "options": [shown(one["label"]) for one in question.get("options", ())][:6],
        "more": max(len(question.get("options", ())) - 6, 0),
        "rows": [(row["id"], shown(row["label"]), say(TYPES[row["type"]])) for row in question.get("rows", ())],
        "rule": _rule(telling, form, question),
        "needed": question.get("required", False),
        "remove": as_words(path),
        "wrong": found.under(*path),
    }
