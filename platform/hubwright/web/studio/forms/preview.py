"""One page of a draft's form exactly as a referrer is shown it, in a frame of its own that can send nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, render_template, request

from hubwright.domain.answers.judge import check
from hubwright.domain.definitions.canonical import address_of
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.edits import Overtaken, applied_all
from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.errors import NotFound, Refusal
from hubwright.loading.shape import shape_problems
from hubwright.web.components import Button
from hubwright.web.language import say, text
from hubwright.web.look import framed_by_us
from hubwright.web.refer.asking import key_of
from hubwright.web.refer.blocks import Block, Rows
from hubwright.web.refer.drawing import plan
from hubwright.web.refer.keeping import today_of
from hubwright.web.studio.desk import desk
from hubwright.web.studio.forms.asking import edits_of
from hubwright.web.studio.forms.places import form_of, question_of
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit


def show(visit: Visit, form: str, page: str) -> Response:
    """The page, every question of it that no rule hides from the start."""
    found = desk(visit)
    document, drawing = form_of(found, form), found.drawn.forms.get(form)
    body = render_template(
        "studio/forms/preview.html",
        chrome=public_chrome(visit),
        title=say("Preview"),
        **_drawn(visit, drawing, page, address_of(document)),
    )
    return framed_by_us(make_response(body))


def live(visit: Visit, form: str, question: str) -> Response:
    """The page with what stands in the question's boxes and is not saved; what cannot be drawn so is drawn as saved."""
    found = desk(visit)
    path, held = question_of(found, form, question)
    tree = found.tree
    try:
        edits, _ = edits_of(found, path, held, request.form)
        tree = applied_all(tree, edits)
    except (Refusal, Overtaken):
        pass
    document = {**tree["forms"][form], "version": 1}
    drawing = None if shape_problems("form", document, file=form) else draw_form(document, file=form)[0]
    body = render_template(
        "studio/forms/preview.html",
        chrome=public_chrome(visit),
        title=say("Preview"),
        **_drawn(visit, drawing, path[path.index("pages") + 1], address_of(document)),
    )
    return framed_by_us(make_response(body))


def _drawn(visit: Visit, drawing: Form | None, page: str, address: str) -> Mapping[str, Any]:
    if drawing is None:
        return {"broken": True, "heading": say("Preview"), "blocks": (), "intro": ""}
    drawn = next((one for one in drawing.pages if one.id == page), None)
    if drawn is None:
        raise NotFound("There is no such record.")
    judgement = check(drawing, {}, today_of(visit))
    blocks = plan(("preview", visit.hub.id, address, page), drawn.questions).draw(
        shown=frozenset(judgement.questions) & {one.id for one in drawn.questions}
        or {one.id for one in drawn.questions if one.show is None},
        typed={},
        errors={},
        rows=_nothing_yet,
    )
    hidden = [one for one in drawn.questions if one.show is not None and one.id not in judgement.questions]
    return {
        "broken": False,
        "heading": text(drawn.title),
        "intro": text(drawn.intro),
        "blocks": blocks,
        "hidden": [text(one.label) for one in hidden],
    }


def _nothing_yet(question: Question, beside: Any, error: str) -> Block:
    noun = text(question.row_name) if question.row_name else say("entry")
    return Rows(
        key=key_of(question),
        legend=text(question.label),
        hint=text(question.hint),
        error=error,
        lists=(),
        empty=say("Nobody yet.") if question.type == "people" else say("Nothing yet."),
        add=Button(text=say("Add %(row)s", row=noun), type="button", disabled=True),
        fields=beside,
    )
