"""The guided path: every decision with how it stands, a tick for each that is made, and what comes after them."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.drafting import act_on_draft
from hubwright.actions.gallery import gallery, note_use, template_of
from hubwright.actions.opening import decide_step
from hubwright.domain.definitions.templates.into_draft import begun_from
from hubwright.domain.definitions.templates.telling import said_text
from hubwright.domain.drafts import Change
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.places import part_named, place_of
from hubwright.web.studio.sharing.onto import onto
from hubwright.web.studio.start.decisions import DECISIONS
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id


def show(visit: Visit) -> Response:
    """The decisions; a press of a button says that one is made, or begins from another hub."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    try:
        if "from" in request.form:
            _begin(found, request.form["from"])
        else:
            _tick(visit)
    except Refusal as refusal:
        return _page(found, refusal)
    return make_response(redirect(url_for("studio.start", hub=visit.hub.id, done="1")))


def _tick(visit: Visit) -> None:
    step = request.form.get("step", "")
    if step not in {one.id for one in DECISIONS}:
        raise NotFound("There is no such record.")
    done = request.form.get("made") == "yes"
    decide_step(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), step=step, done=done)


def _begin(found: Desk, content: str) -> None:
    """Everything of the draft gives way to a shared hub, but for its name and what belongs to its place.

    Raises:
        Refusal: the hub is open, so that cases are worked on by what it has.
    """
    visit = found.visit
    if visit.hub.local.state != "not_yet_open":
        raise Refusal(
            why="This hub has begun to work.",
            do="Take the parts that you want; what cases are worked on with stays.",
            code="hub_has_begun",
        )
    template = template_of(visit.house, content)
    edits = begun_from(onto(found), template)
    act_on_draft(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        deed=deed_id(),
        command=Change("begin_from", tuple(edits)),
        keeping={template.about["content"]: template},
    )
    note_use(visit.house, hub=visit.hub.id, template=template)


def _page(found: Desk, refusal: Refusal | None = None) -> Response:
    visit = found.visit
    made = visit.state.setting.steps
    rows = [
        (
            one.id,
            say(one.question),
            say(one.hint),
            one.stands(found),
            [
                (part_named(path[0]), place_of(visit.hub.id, path))
                for path in one.places
                if place_of(visit.hub.id, path)
            ],
            made.get(f"start:{one.id}"),
        )
        for one in DECISIONS
    ]
    begins = [
        (one.about["content"], said_text(one.about["name"])) for one in gallery(visit.house) if not one.about["only"]
    ]
    return page(
        found,
        "studio/start/decisions.html",
        current="start",
        title=say("Set up this hub"),
        refusal=refusal,
        rows=rows,
        made=sum(1 for row in rows if row[-1] is not None),
        begins=begins if visit.hub.local.state == "not_yet_open" else [],
        state=visit.hub.local.state,
    )
