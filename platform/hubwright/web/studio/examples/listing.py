"""The worked examples of a draft: how each goes today, its name, and what becomes of one that goes otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.edits import Edit, fresh_id, put, take
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.rehearsal.observing import as_found
from hubwright.domain.rehearsal.rehearse import FAILED, WAITS, Report
from hubwright.domain.rehearsal.rehearse import Told as ToldStep
from hubwright.loading.rehearsing import told
from hubwright.web.components import TextInput
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.rehearsing.rehearsals import CAME
from hubwright.web.studio.rehearsing.words import Looked, Names, looked
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit
from hubwright.web.work.asked import line

_UNSEEN = "unseen"
"""How an example stands that nobody can tell while the draft has problems."""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example for the page.

    Args:
        id, name: of it.
        came: as `Report.came`, or `_UNSEEN`.
        steps: what happens in it, in words.
        otherwise: the step that went otherwise, in words, or "".
        looks: what was expected there and what was seen.
        now: it can be made to say what happens now.
        rename: the box with its name.
    """

    id: str
    name: str
    came: str
    steps: tuple[str, ...]
    otherwise: str
    looks: tuple[Looked, ...]
    now: bool
    rename: TextInput


def show(visit: Visit) -> Response:
    """The list; a press changes one of them."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    try:
        change(found, *_wanted(found))
    except Refusal as refusal:
        return _page(found, refusal)
    return make_response(redirect(url_for("studio.examples", hub=visit.hub.id, done="1")))


def _wanted(found: Desk) -> tuple[str, list[Edit]]:
    """What a press asks for.

    Raises:
        NotFound: the example is not there.
        Refusal: it would have no name.
    """
    id, act = request.form.get("example", ""), request.form.get("act", "")
    path = ("scenarios", id)
    document = found.tree.get("scenarios", {}).get(id)
    if not isinstance(document, Mapping):
        raise NotFound("There is no such record.")
    if act == "take":
        return "take out", take(found.tree, path)
    if act == "copy":
        name = gettext("%(name)s: a copy", name=document["name"])
        copy = fresh_id(name, found.tree["scenarios"])
        return "copy", put(found.tree, ("scenarios", copy), {**document, "id": copy, "name": name})
    if act == "now":
        report = _reports(found).get(id)
        return "change", put(found.tree, path, _as_it_goes(document, report)) if report else []
    name = request.form.get(f"name-{id}", "").strip()
    if not name:
        words = "Say in a few words what it is an example of."
        raise Refusal(why="It has no name.", do=words, code="no_name", fields=((f"name-{id}", words),))
    return "rename", put(found.tree, (*path, "name"), name)


def _reports(found: Desk) -> dict[str, Report]:
    """How each goes on the draft; nothing while the draft cannot run."""
    if found.drawn.hub is None or found.drawn.problems:
        return {}
    return dict(zip(found.drawn.scenarios, told(found.drawn, found.visit.house.calendars), strict=True))


def _as_it_goes(document: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """The example with what was seen in place of what it expected; what may never be stays as it was written."""
    steps = list(document["steps"])
    for one in report.steps:
        written = steps[one.step.number - 1]
        seen = {each.what: each.found for each in one.seen if not each.never and each.what != "refused"}
        if "then" in written:
            steps[one.step.number - 1] = {**written, "then": as_found(written["then"], seen)}
    return {**document, "steps": steps}


def _first(report: Report | None) -> ToldStep | None:
    steps = report.steps if report is not None and report.came == FAILED else ()
    return next((one for one in steps if not one.holds), None)


def _page(found: Desk, refusal: Refusal | None = None) -> Response:
    reports, wrong = _reports(found), dict(refusal.fields) if refusal else {}
    examples = []
    for id, document in found.tree.get("scenarios", {}).items():
        report, values = reports.get(id), request.form
        one, names = _first(report), Names(found.tree, document)
        bad = [each for each in one.seen if not each.holds] if one else []
        looks = tuple(looked(_written(each), names, found.visit.hub.id) for each in bad)
        box = line(f"name-{id}", say("What is it called?"), values, wrong, given=document["name"])
        examples.append(
            Example(
                id,
                document["name"],
                report.came if report else WAITS if document.get("waits_for") else _UNSEEN,
                tuple(step["says"] for step in document["steps"]),
                one.step.says if one else "",
                looks,
                bool(bad) and not any(each.never or each.what == "refused" for each in bad),
                box,
            )
        )
    return page(
        found,
        "studio/examples/all.html",
        current="examples",
        title=say("Worked examples"),
        refusal=refusal,
        fields=[one.rename for one in examples],
        examples=examples,
        came={**CAME, _UNSEEN: say("Not told while the draft has problems")},
        forms=[(id, shown(one["name"])) for id, one in found.tree["forms"].items()],
    )


def _written(seen: Any) -> dict[str, Any]:
    return {name: getattr(seen, name) for name in ("what", "never", "expected", "found", "holds", "why")}
