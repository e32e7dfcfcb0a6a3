"""The workflows of a draft, and one of them: its picture, its stages and the ways between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from markupsafe import Markup

from hubwright.domain.definitions.edits import FIRST, Edit, add, fresh_id, move, put, siblings, take
from hubwright.domain.errors import NotFound, Refusal
from hubwright.insight.workflow_picture import Arrow, Stop, picture
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.texts import shown
from hubwright.web.studio.workflows.words import STANDINGS, way_said
from hubwright.web.visit import Visit

LISTS = ("stages", "transitions")


def show_all(visit: Visit) -> Response:
    """The workflows, each with the strands that follow it; a copy of one is where a new one begins."""
    found = desk(visit)
    if request.method == "POST":
        return _copied(found, request.form.get("of", ""))
    used: dict[str, list[str]] = {}
    for strand in found.tree.get("pathways", ()):
        used.setdefault(strand["workflow"]["id"], []).append(shown(strand["name"]))
    rows = [
        (id, shown(one["name"]), len(one["stages"]), used.get(id, []), found.under("workflows", id))
        for id, one in found.tree["workflows"].items()
    ]
    return page(found, "studio/workflows/all.html", current="workflows", title=say("How cases go on"), rows=rows)


def _copied(found: Desk, of: str) -> Response:
    there = found.tree["workflows"]
    if of not in there:
        raise NotFound("There is no such record.")
    name = gettext("%(name)s (copy)", name=there[of]["name"]["en"])
    id = fresh_id(name, there)
    edits = put(found.tree, ("workflows", id), {**there[of], "id": id, "name": {"en": name}})
    change(found, "copy", edits)
    return _to(found, id)


def show(visit: Visit, workflow: str) -> Response:
    """One workflow; a press of one of its buttons moves something or takes it out."""
    found = desk(visit)
    document = workflow_of(found, workflow)
    if request.method == "GET":
        return _page(found, workflow, document)
    try:
        change(found, request.form.get("act", ""), _pressed(found, workflow, document))
    except Refusal as refusal:
        return _page(found, workflow, document, refusal)
    return _to(found, workflow)


def workflow_of(found: Desk, workflow: str) -> dict[str, Any]:
    """A workflow of the draft.

    Raises:
        NotFound: there is none of that id.
    """
    document = found.tree["workflows"].get(workflow)
    if document is None:
        raise NotFound("There is no such record.")
    return dict(document)


def _to(found: Desk, workflow: str) -> Response:
    return make_response(redirect(url_for("studio.workflow", hub=found.visit.hub.id, workflow=workflow, done="1")))


def _pressed(found: Desk, workflow: str, document: Mapping[str, Any]) -> list[Edit]:
    part, id, act = (request.form.get(name, "") for name in ("part", "id", "act"))
    path = ("workflows", workflow, part)
    there = siblings(found.tree, path)
    if part not in LISTS or id not in there or act not in _ACTS:
        raise NotFound("There is no such record.")
    if act == "take" and part == "stages":
        return _stage_out(found, path, id, document)
    return _ACTS[act](found.tree, path, id, there)


def _up(tree: Any, path: tuple[str, ...], id: str, there: list[str]) -> list[Edit]:
    at = there.index(id)
    return move(tree, (*path, id), after=there[at - 2] if at > 1 else FIRST)


def _down(tree: Any, path: tuple[str, ...], id: str, there: list[str]) -> list[Edit]:
    at = there.index(id)
    return move(tree, (*path, id), after=there[min(at + 1, len(there) - 1)])


def _out(tree: Any, path: tuple[str, ...], id: str, there: list[str]) -> list[Edit]:
    return take(tree, (*path, id))


_ACTS: Mapping[str, Callable[[Any, tuple[str, ...], str, list[str]], list[Edit]]] = {
    "up": _up,
    "down": _down,
    "take": _out,
}


def _stage_out(found: Desk, path: tuple[str, ...], id: str, document: Mapping[str, Any]) -> list[Edit]:
    """A stage with the ways that lead to it or begin there alone; from other ways it is left out.

    Raises:
        Refusal: it is the only one.
    """
    if len(document["stages"]) == 1:
        raise Refusal(
            why="A workflow has one stage at least.",
            do="Add another stage before you take this one out.",
            code="last_stage",
        )
    ways = (*path[:-1], "transitions")
    edits: list[Edit] = []
    tree = found.tree
    # From the last to the first, so that each names a neighbour that is still there.
    for way in reversed(document["transitions"]):
        left = [one for one in way["sources"] if one != id]
        if way["target"] == id or not left:
            edits += take(tree, (*ways, way["id"]))
        elif left != way["sources"]:
            edits += put(tree, (*ways, way["id"], "sources"), left)
    return [*edits, *take(tree, (*path, id))]


def _page(found: Desk, workflow: str, document: Mapping[str, Any], refusal: Refusal | None = None) -> Response:
    stages = document["stages"]
    wrong = {one["id"]: found.under("workflows", workflow, "stages", one["id"]) for one in stages}
    ways = [
        (
            number,
            way["id"],
            way_said(found, document, way),
            found.under("workflows", workflow, "transitions", way["id"]),
        )
        for number, way in enumerate(document["transitions"], 1)
    ]
    return page(
        found,
        "studio/workflows/one.html",
        current="workflows",
        title=shown(document["name"]),
        refusal=refusal,
        workflow=workflow,
        stages=[(one["id"], shown(one["name"]), say(STANDINGS[one["standing"]]), wrong[one["id"]]) for one in stages],
        ways=ways,
        picture=Markup(_drawn(document, wrong)),  # noqa: S704 - the picture escapes every word itself
    )


def _drawn(document: Mapping[str, Any], wrong: Mapping[str, Any]) -> str:
    places = {one["id"]: at for at, one in enumerate(document["stages"])}
    stops = [
        Stop(str(shown(one["name"], one["id"])), gettext(STANDINGS[one["standing"]]), one["standing"] == "closed",
             gettext("needs a look") if any(found.stops for found in wrong[one["id"]]) else "")
        for one in document["stages"]
    ]  # fmt: skip
    arrows = [
        Arrow(number, places[source], places[way["target"]])
        for number, way in enumerate(document["transitions"], 1)
        for source in way["sources"]
        if source in places and way["target"] in places
    ]
    title = gettext("Stages and the ways between them")
    described = gettext("Each way has the number under which it stands in words on this page.")
    return picture("flow", title, described, stops, arrows)


def added(found: Desk, workflow: str, part: str, element: Mapping[str, Any]) -> list[Edit]:
    """Put a new stage or way at the end of its list."""
    return add(found.tree, ("workflows", workflow, part), dict(element))
