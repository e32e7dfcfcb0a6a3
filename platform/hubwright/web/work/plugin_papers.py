"""A paper of a plugin about one of its records: whom it is for is asked, and it is made as every document is."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions import documents
from hubwright.actions.plugins import records_of, switched_on
from hubwright.domain.access.plugins import handed, paper_of
from hubwright.domain.documents.composing import PAPER, Wanted
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.plugins import Plugin
from hubwright.web.components import Field
from hubwright.web.language import current_language, gettext, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, words
from hubwright.web.work.look import Look, look
from hubwright.web.work.people_shown import identity

_LONGEST, _LONGEST_WORDS = 200, 4000


def do(visit: Visit, ref: str, plugin: str, record: str) -> Response:
    """Ask whom it is for, or have it made.

    Raises:
        NotFound: there is no such case or record for this reader, or no papers of it.
    """
    seen = look(visit, ref)
    one = _plugin(seen, plugin, record)
    if request.method == "GET":
        return _page(seen, one)
    try:
        id = _ask(seen, plugin, record)
    except Refusal as refusal:
        return _page(seen, one, refusal)
    return make_response(redirect(url_for("documents.one", hub=visit.hub.id, ref=ref, id=id)))


def _plugin(seen: Look, id: str, record: str) -> Plugin:
    visit = seen.visit
    plugin = visit.house.plugins.declared().get(id) if id in switched_on(visit.house, visit.hub) else None
    if plugin is None:
        raise NotFound("There is no such record.")
    with visit.house.store.reading(visit.hub.id) as reading:
        kept = records_of(reading, visit.reader, [plugin], handed(seen.view, visit.now, visit.hub))[id]
    if not any(paper_of(kind, visit.reader.may) for one, kind in kept if one.ref == record):
        raise NotFound("There is no such record.")
    return plugin


def _ask(seen: Look, plugin: str, record: str) -> str:
    visit = seen.visit
    if visit.seat is None:
        raise NotFound("There is no such case.")
    language = str(current_language())
    return documents.ask(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        seat=visit.seat,
        deed=deed_id(),
        case=seen.case.ref,
        wanted=Wanted(
            PAPER,
            issued_to=request.form.get("issued_to", "").strip()[:_LONGEST],
            record=record,
            plugin=plugin,
            outside=True,
            found=request.form.get("found", "").strip()[:_LONGEST_WORDS],
        ),
        language=language if language in visit.hub.languages else visit.hub.languages[0],
    )


def _fields(values: Values, wrong: Wrong) -> list[Field]:
    return [
        line(
            "issued_to",
            say("Whom is it for?"),
            values,
            wrong,
            hint=say("The name stands on every page, so that each copy can be told from the others."),
        ),
        words(
            "found",
            say("Was it stopped before? Why may it go out all the same"),
            values,
            wrong,
            rows=2,
            hint=say("Leave it empty otherwise. What you write here is on the record, with what was found."),
        ),
    ]


def _page(seen: Look, plugin: Plugin, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(request.form, wrong)
    body = render_template(
        "work/plugin_paper.html",
        chrome=work_chrome(seen.visit, current="queue"),
        title=gettext("%(plugin)s: a document to take away", plugin=text(plugin.name)),
        heading=gettext("%(plugin)s: a document to take away", plugin=text(plugin.name)),
        identity=identity(seen),
        fields_of_deed=fields,
        errors=summary(refusal, wrong, fields),
        back=None,
        back_to=url_for("work.case", hub=seen.visit.hub.id, ref=seen.case.ref),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
