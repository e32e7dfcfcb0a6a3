"""The words of a form and of one of its pages: names, intros, the first page, and what is enough to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.domain.definitions.edits import Edit, Path, put
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.using import as_words
from hubwright.domain.errors import Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.forms.kinds import NOT_ASKED
from hubwright.web.studio.forms.places import FORMS, form_of, page_of
from hubwright.web.studio.frame import page
from hubwright.web.studio.texts import asked, shown, typed
from hubwright.web.visit import Visit
from hubwright.web.work.asked import any_of, line, words

_MOST_ENOUGH = 3


def of_page(visit: Visit, form: str, page_id: str) -> Response:
    """A page's title and intro."""
    found = desk(visit)
    path, held = page_of(found, form, page_id)
    if request.method == "POST":
        try:
            change(found, "page words", _page_edits(found, path, held))
            return make_response(redirect(url_for("studio.form", hub=visit.hub.id, form=form, page=page_id, done="1")))
        except Refusal as refusal:
            return _of_page(found, form, path, held, request.form, refusal)
    return _of_page(found, form, path, held, MultiDict())


def _page_edits(found: Desk, path: Path, held: Mapping[str, Any]) -> list[Edit]:
    title = typed("title", held["title"], request.form)
    if title is MISSING or not title.get("en"):
        do = "Write what the page is called."
        raise Refusal(why="The page has no title.", do=do, code="page_untitled", fields=(("title-en", do),))
    intro = typed("intro", held.get("intro"), request.form)
    return [*put(found.tree, (*path, "title"), title), *put(found.tree, (*path, "intro"), intro)]


def _of_page(
    found: Desk, form: str, path: Path, held: Mapping[str, Any], values: Any, refusal: Refusal | None = None
) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields: list[Field] = [
        *asked(found, "title", say("What is this page called?"), held["title"], values, wrong),
        *asked(found, "intro", say("A sentence before the questions"), held.get("intro"), values, wrong, rows=3),
    ]
    return page(
        found, "studio/forms/words.html", current="forms", title=shown(held["title"]), refusal=refusal, fields=fields,
        form=form, rule=as_words((*path, "show")), remove=as_words(path),
    )  # fmt: skip


def of_form(visit: Visit, form: str) -> Response:
    """A form's name, who answers for it, and which questions are enough to send it."""
    found = desk(visit)
    document = form_of(found, form)
    if request.method == "POST":
        try:
            change(found, "form words", _form_edits(found, form, document))
            return make_response(redirect(url_for("studio.form", hub=visit.hub.id, form=form, done="1")))
        except Refusal as refusal:
            return _of_form(found, form, document, request.form, refusal)
    return _of_form(found, form, document, MultiDict())


def _askable(document: Mapping[str, Any]) -> list[Choice]:
    return [
        Choice(value=one["id"], text=shown(one["label"]))
        for held in document["pages"]
        for one in held["questions"]
        if one["type"] not in NOT_ASKED
    ]


def _form_edits(found: Desk, form: str, document: Mapping[str, Any]) -> list[Edit]:
    values, wrong = request.form, []
    name = typed("name", document["name"], values)
    owner = values.get("owner", "").strip()
    enough = [one.value for one in _askable(document) if one.value in values.getlist("enough")]
    if name is MISSING or not name.get("en"):
        wrong.append(("name-en", "Write what the form is called."))
    if not owner:
        wrong.append(("owner", "Write the post that answers for it."))
    if len(enough) > _MOST_ENOUGH:
        wrong.append(("enough", "Choose at most three: whoever is in a hurry answers no more."))
    if wrong:
        raise Refusal(
            why="This is not complete.", do="Put right what is marked.", code="form_incomplete", fields=tuple(wrong)
        )
    path = (FORMS, form)
    note = values.get("note", "").strip()
    return [
        *put(found.tree, (*path, "name"), name),
        *put(found.tree, (*path, "owner"), owner),
        *put(found.tree, (*path, "enough"), enough or MISSING),
        *put(found.tree, (*path, "note"), note or MISSING),
    ]


def _of_form(
    found: Desk, form: str, document: Mapping[str, Any], values: Any, refusal: Refusal | None = None
) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields: list[Field] = [
        *asked(found, "name", say("What is this form called?"), document["name"], values, wrong),
        line("owner", say("Which post answers for it?"), values, wrong, given=document["owner"]),
        any_of("enough", say("After which answers may somebody send what they have?"), _askable(document), values,
               wrong, chosen=document.get("enough", ()), hint=say("At most three. Every page then offers it.")),
        words("note", say("A note for whoever changes it next"), values, wrong, rows=2,
              given=document.get("note", "")),
    ]  # fmt: skip
    return page(
        found, "studio/forms/words.html", current="forms", title=shown(document["name"]), refusal=refusal,
        fields=fields, form=form, rule=as_words((FORMS, form, "danger")), remove="",
    )  # fmt: skip
