"""What the hub published, when, by whom and why, each difference as a sentence; and going back one step."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.drafting import ever_published
from hubwright.actions.rolling_back import Back, back, history, roll_back
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.impact import differences
from hubwright.domain.definitions.templates.sayings import Speaker
from hubwright.domain.errors import NotFound, Refusal
from hubwright.loading.publishing import in_the_way
from hubwright.ports import Reading
from hubwright.web.components import Field
from hubwright.web.language import say
from hubwright.web.studio.publishing import parts_of
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import words


def show(visit: Visit) -> Response:
    """Everything that was published, the newest first."""
    with visit.house.store.reading(visit.hub.id) as reading:
        told = history(reading)
    return _page(visit, "studio/history.html", say("What was published"), told=told, done=request.args.get("done", ""))


def show_one(visit: Visit, number: str) -> Response:
    """One publishing: what became different with it."""
    with visit.house.store.reading(visit.hub.id) as reading:
        one = next((one for one in history(reading) if str(one.number) == number), None)
        if one is None:
            raise NotFound("There is no such record.")
        parts = _between(visit, reading, one.before, one.revision) if one.before else ()
    return _page(visit, "studio/published.html", say("What was different"), one=one, parts=parts)


def go_back(visit: Visit) -> Response:
    """What going back one step changes, why, and its button."""
    if request.method == "GET":
        return _back(visit)
    try:
        roll_back(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            note=request.form.get("note", ""),
            seen=request.form.get("seen", ""),
            check=in_the_way,
        )
    except Refusal as refusal:
        return _back(visit, refusal)
    return make_response(redirect(url_for("studio.history", hub=visit.hub.id, done="back")))


def _back(visit: Visit, refusal: Refusal | None = None) -> Response:
    with visit.house.store.reading(visit.hub.id) as reading:
        live = reading.live()[0]
        found = back(reading, in_the_way)
        if found is None:
            raise NotFound("There is no such record.")
        now = ever_published(reading)[0][live]
        parts = _said(visit, now, found.documents)
    wrong = dict(refusal.fields) if refusal else {}
    fields: list[Field] = [words("note", say("Why do you go back?"), request.form, wrong, rows=3)]
    return _page(
        visit,
        "studio/back.html",
        say("Go back to what held before"),
        refusal=refusal,
        fields=fields,
        found=found,
        parts=parts,
        live=live,
        kept=_kept(found),
    )


def _kept(found: Back) -> list[str]:
    speaker = Speaker(tree_of(found.documents, {}))
    return [speaker.thing(f"{part}/{id}") for part, id in found.kept]


def _between(visit: Visit, reading: Reading, before: str, after: str) -> Any:
    revisions = ever_published(reading)[0]
    return _said(visit, revisions[before], revisions[after])


def _said(visit: Visit, before: Mapping[str, Any], after: Mapping[str, Any]) -> Any:
    return parts_of("", differences(tree_of(before, {}), tree_of(after, {}), plugins=visit.house.plugins.declared()))


def _page(
    visit: Visit, template: str, title: str, *, refusal: Refusal | None = None, fields: list[Field] | None = None,
    **more: Any,
) -> Response:  # fmt: skip
    wrong = dict(refusal.fields) if refusal else {}
    body = render_template(
        template,
        chrome=work_chrome(visit, current="studio"),
        title=title,
        heading=title,
        hub=visit.hub.id,
        errors=summary(refusal, wrong, fields or []),
        fields_of_page=fields or [],
        **more,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
