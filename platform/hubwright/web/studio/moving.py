"""Moving open cases to what holds today: each before and after, and together only those that lose nothing by it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.move_cases import Behind, Waiting, behind, move_together
from hubwright.domain.errors import Refusal
from hubwright.web.components import Field
from hubwright.web.language import gettext, say
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import words
from hubwright.web.work.topics.redrawing import before_and_after


@dataclass(frozen=True, slots=True)
class Shown:
    """One case: its reference, what is what before and after, and why it is not moved with the others."""

    ref: str
    head: int
    lines: tuple[tuple[str, str, str], ...]
    why: tuple[str, ...]


def show(visit: Visit) -> Response:
    """The cases, and the button that moves those that can be moved together."""
    if request.method == "GET":
        return _page(visit)
    heads = {
        ref: int(head)
        for ref, _, head in (one.rpartition(":") for one in request.form.getlist("case"))
        if head.isdecimal() and len(head) < 10
    }
    try:
        done = move_together(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            cases=heads,
            live=request.form.get("live", ""),
            why=request.form.get("why", ""),
        )
    except Refusal as refusal:
        return _page(visit, refusal)
    moved, left = (len(done.result[key]) for key in ("moved", "left"))
    return make_response(redirect(url_for("studio.moving", hub=visit.hub.id, moved=moved, left=left)))


def _page(visit: Visit, refusal: Refusal | None = None) -> Response:
    found: Waiting = behind(visit.house, hub=visit.hub.id, actor=visit.actor)
    wrong = dict(refusal.fields) if refusal else {}
    fields: list[Field] = [words("why", say("Why are they moved?"), request.form, wrong, rows=3)]
    body = render_template(
        "studio/moving.html",
        chrome=work_chrome(visit, current="studio"),
        title=say("Move open cases"),
        heading=say("Move open cases"),
        hub=visit.hub.id,
        errors=summary(refusal, wrong, fields),
        fields_of_page=fields,
        together=[_shown(one) for one in found.cases if one.proposal.in_bulk],
        apart=[_shown(one) for one in found.cases if not one.proposal.in_bulk],
        kept_back=found.kept_back,
        live=found.live,
        moved=_count("moved"),
        left=_count("left"),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _count(name: str) -> int:
    said = request.args.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 7 else 0


def _shown(one: Behind) -> Shown:
    found, why = one.proposal, list(one.proposal.in_the_way)
    if found.to is None and not found.in_the_way:
        why.append(gettext("Its stage is not there any more."))
    elif found.to is not None and (found.to.id, found.to.standing) != (found.stage.id, found.stage.standing):
        why.append(gettext("Its stage means something else."))
    if any(tier.after is None for tier in found.tiers):
        why.append(gettext("Its rating is not there any more."))
    elif not all(tier.keeps for tier in found.tiers):
        why.append(gettext("Its rating means something else."))
    if any(clock.later for clock in found.clocks):
        why.append(gettext("A clock would give more time."))
    return Shown(one.ref, one.head, tuple(before_and_after(found)), tuple(why))
