"""What somebody in a role would read of a case, shown on an invented one: a worked example of a draft, told to its end.

Whoever builds a hub reads no case. What is shown here was never a case of anybody: it is told afresh on the draft for
each look, and cut by the same policy that cuts a real one.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Response, request, url_for

from hubwright.domain.access import as_of_view, reader_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.hub import Hub
from hubwright.loading.rehearsing import left_by
from hubwright.web.components import Label, Option, Select
from hubwright.web.language import mark, plain, say, text
from hubwright.web.record.as_of import case_then
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit
from hubwright.web.work import people_shown
from hubwright.web.work.look import Look

_ASKED = {
    "role": mark("In which role?"),
    "agency": mark("From which agency?"),
    "example": mark("Which worked example?"),
}


def show(visit: Visit) -> Response:
    """The case that a worked example leaves behind, as far as somebody in the chosen role and agency would read it."""
    found = desk(visit)
    options = _options(found)
    chosen = {id: _chosen(request.args.get(id, ""), items) for id, items in options.items()}
    hub = found.drawn.hub
    told = hub is not None and all(chosen.values())
    look = _look(found, hub, **chosen) if hub is not None and told else None
    return page(
        found,
        "studio/shown_case.html",
        current="access",
        title=say("What they would read"),
        choices=[
            Select(name=id, label=Label(say(_ASKED[id]), "govuk-label--s"), items=items, id=id, value=chosen[id])
            for id, items in options.items()
        ],
        told=told,
        then=case_then(look) if look else None,
        who=", ".join(people_shown.name_of(one, look) for one in look.case.subjects.values()) if look else "",
        who_sees=url_for("studio.access", hub=visit.hub.id, role=chosen["role"]),
    )


def _options(found: Desk) -> dict[str, tuple[Option, ...]]:
    tree = found.tree
    examples = tuple(
        Option(text=document["name"], value=id)
        for id, document in found.drawn.scenarios.items()
        # One that does not fit may also be one that never ends.
        if _tells(document) and not any(one.stops for one in found.drawn.under(("scenarios", id)))
    )
    named = {part: tuple(Option(text=shown(one["name"]), value=one["id"]) for one in tree.get(part, ())) for part in
             ("roles", "agencies")}  # fmt: skip
    return {"role": named["roles"], "agency": named["agencies"], "example": examples}


def _tells(document: object) -> bool:
    return isinstance(document, dict) and "waits_for" not in document


def _chosen(typed: str, items: tuple[Option, ...]) -> str:
    """What was asked for, or the first there is: the page shows something at once."""
    values = [one.value or "" for one in items]
    return typed if typed in values else (values[0] if values else "")


def _look(found: Desk, hub: Hub, *, role: str, agency: str, example: str) -> Look | None:
    """The case as they would read it, or None where they would read nothing of it."""
    visit = found.visit
    world = left_by(found.drawn.scenarios[example], hub, visit.house.calendars)
    if not world.case:
        return None
    actor = Actor("u-shown", plain(text(hub.find("roles", role).name)), agency, frozenset({role}))
    reader = reader_of(hub, actor)
    streams = [world.streams[f"contact:{one}"] for one in world.state.contacts]
    seen = as_of_view(world.streams[f"case:{world.case}"], streams, hub.forms, reader, world.now, world.now)
    if seen is None:
        return None
    view, lines = seen
    # Its time is the example's, and its hub the draft: whatever a page of a case says is said of those.
    then = replace(visit, hub=hub, now=world.now, calendars=world.around.calendars)
    # An example may wait for days: what rang meanwhile would bury what people wrote, and keeps nothing from anybody.
    record = tuple(line for line in reversed(lines) if not line.type.startswith("case.alarm_"))
    return Look(visit=then, hub=hub, view=view, record=record, context=world.context(actor))
