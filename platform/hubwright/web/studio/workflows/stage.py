"""One stage of a workflow: what it is called and what it is to the queue."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.domain.definitions.edits import Edit, fresh_id, put, siblings
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.texts import asked, shown, typed
from hubwright.web.studio.workflows.pages import added, workflow_of
from hubwright.web.studio.workflows.words import STANDINGS, all_said
from hubwright.web.visit import Visit
from hubwright.web.work.asked import Values, Wrong, one_of

NEW = "new-stage"


def do(visit: Visit, workflow: str, stage: str) -> Response:
    """Show a stage, or change it; `NEW` for one that is to be added."""
    found = desk(visit)
    before = _before(found, workflow, stage)
    if request.method == "GET":
        return _page(found, before, MultiDict(), workflow)
    try:
        change(found, "stage", _edits(found, workflow, stage, before))
    except Refusal as refusal:
        return _page(found, before, request.form, workflow, refusal)
    return make_response(redirect(url_for("studio.workflow", hub=visit.hub.id, workflow=workflow, done="1")))


def _before(found: Desk, workflow: str, stage: str) -> dict[str, Any]:
    stages = workflow_of(found, workflow)["stages"]
    if stage == NEW:
        return {}
    there = next((one for one in stages if one["id"] == stage), None)
    if there is None:
        raise NotFound("There is no such record.")
    return dict(there)


def _edits(found: Desk, workflow: str, stage: str, before: dict[str, Any]) -> list[Edit]:
    name, standing = typed("name", before.get("name"), request.form), request.form.get("standing", "")
    wrong = []
    if not isinstance(name, dict) or not name.get("en"):
        wrong.append(("name-en", "Write what this stage is called."))
    if standing not in STANDINGS:
        wrong.append(("standing", "Choose what it is to the queue."))
    if wrong:
        raise Refusal(
            why="This stage is not complete.",
            do="Fill in what is marked.",
            code="stage_incomplete",
            fields=tuple(wrong),
        )
    if not before:
        there = siblings(found.tree, ("workflows", workflow, "stages"))
        there += siblings(found.tree, ("workflows", workflow, "transitions"))
        element = {"id": fresh_id(name["en"], there, otherwise="stage"), "name": name, "standing": standing}
        return added(found, workflow, "stages", element)
    path = ("workflows", workflow, "stages", stage)
    return [*put(found.tree, (*path, "name"), name), *put(found.tree, (*path, "standing"), standing)]


def _fields(found: Desk, before: dict[str, Any], values: Values, wrong: Wrong) -> list[Field]:
    standings = [Choice(value=id, text=words) for id, words in all_said(STANDINGS, STANDINGS)]
    return [
        *asked(found, "name", say("What is this stage called?"), before.get("name"), values, wrong),
        one_of(
            "standing",
            say("What is a case that stands here?"),
            standings,
            values,
            wrong,
            chosen=str(before.get("standing", "")),
            hint=say("By this the queue, the wall and the figures know what to do with it, whatever it is called."),
        ),
    ]


def _page(
    found: Desk, before: dict[str, Any], values: Values, workflow: str, refusal: Refusal | None = None
) -> Response:
    fields = _fields(found, before, values, dict(refusal.fields) if refusal else {})
    return page(
        found,
        "studio/workflows/part.html",
        current="workflows",
        title=shown(before.get("name"), say("A new stage")),
        refusal=refusal,
        fields=fields,
        workflow=workflow,
    )
