"""The forms of a draft: by which ways in they are used, a new one, and a copy of one."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.edits import Edit, fresh_id, put
from hubwright.domain.definitions.using import as_words
from hubwright.domain.errors import NotFound, Refusal
from hubwright.schemas import address
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.forms.places import FORMS, doors_of
from hubwright.web.studio.frame import page
from hubwright.web.studio.places import place_of
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit
from hubwright.web.work.asked import line


def show(visit: Visit) -> Response:
    """The forms."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    try:
        id, edits = _copy(found, request.form["of"]) if "of" in request.form else _new(found)
        change(found, "new form", edits)
    except Refusal as refusal:
        return _page(found, refusal)
    return make_response(redirect(url_for("studio.form", hub=visit.hub.id, form=id, done="1")))


def _new(found: Desk) -> tuple[str, list[Edit]]:
    name = request.form.get("name", "").strip()
    if not name:
        do = "Write what the form is called."
        raise Refusal(why="The form has no name.", do=do, code="form_unnamed", fields=(("name", do),))
    id = fresh_id(name, found.tree[FORMS], otherwise="form")
    document: dict[str, Any] = {
        "$schema": address("form"),
        "schema_version": 1,
        "id": id,
        "name": {"en": name},
        "owner": found.at("hub", "owner"),
        "pages": [
            {
                "id": "page-1",
                "title": {"en": gettext("First page")},
                "questions": [{"id": "question-1", "type": "long_text", "label": {"en": gettext("What worries you?")}}],
            }
        ],
    }
    return id, put(found.tree, (FORMS, id), document)


def _copy(found: Desk, of: str) -> tuple[str, list[Edit]]:
    there = found.tree[FORMS].get(of)
    if there is None:
        raise NotFound("There is no such record.")
    name = gettext("%(name)s (copy)", name=there["name"]["en"])
    id = fresh_id(name, found.tree[FORMS], otherwise="form")
    return id, put(found.tree, (FORMS, id), {**there, "id": id, "name": {"en": name}})


def _page(found: Desk, refusal: Refusal | None = None) -> Response:
    rows = [
        (key, shown(one["name"]), len(one["pages"]), sum(len(each["questions"]) for each in one["pages"]),
         doors_of(found, key), found.under(FORMS, key), as_words((FORMS, key)))
        for key, one in found.tree[FORMS].items()
    ]  # fmt: skip
    wrong = dict(refusal.fields) if refusal else {}
    fields = [line("name", say("What is the new form called?"), request.form, wrong)]
    return page(
        found, "studio/forms/all.html", current="forms", title=say("Forms"), refusal=refusal, fields=fields, rows=rows,
        doors=place_of(found.visit.hub.id, ("doors",)),
    )  # fmt: skip
