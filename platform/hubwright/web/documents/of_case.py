"""The documents of a case that this reader asked for, and the form by which they ask for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.actions import documents
from hubwright.actions.documents import Asked
from hubwright.domain.documents.composing import ABOUT_A_CASE, Wanted
from hubwright.domain.documents.layout import layout_of
from hubwright.domain.documents.sections import FOR_OUTSIDE
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.documents.words import KINDS, STATES
from hubwright.web.language import current_language, gettext, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import short_instant
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of, words
from hubwright.web.work.look import Look, look
from hubwright.web.work.people_shown import identity, name_of

_LONGEST = 200
_LONGEST_WORDS = 4000


def do(visit: Visit, ref: str) -> Response:
    """The documents and the form; or one more is asked for.

    Raises:
        NotFound: there is no such case for this reader.
    """
    seen = look(visit, ref)
    if request.method == "GET":
        return _page(seen, MultiDict())
    try:
        id = _ask(seen)
    except Refusal as refusal:
        return _page(seen, request.form, refusal)
    return make_response(redirect(url_for("documents.one", hub=visit.hub.id, ref=ref, id=id)))


def _ask(seen: Look) -> str:
    visit = seen.visit
    if visit.seat is None:
        raise NotFound("There is no such case.")
    given = {
        part: request.form.get(part, "").strip()[:_LONGEST] for part in ("kind", "issued_to", "subject", "ask", "to")
    }
    more = request.form.get("words", "").replace("\r\n", "\n").strip()[:_LONGEST_WORDS]
    return documents.ask(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        seat=visit.seat,
        deed=deed_id(),
        case=seen.case.ref,
        wanted=Wanted(**given, words=more),
        language=request.form.get("language") or str(current_language()),
    )


def _fields(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    kinds = [Choice(value=id, text=_kind(seen, id), hint=_hint(id)) for id in ABOUT_A_CASE]
    people = [(one.id, str(name_of(one, seen))) for one in seen.case.subjects.values()]
    answered = [
        (one.ask, f"{seen.agencies().get(one.agency, one.agency)}, {short_instant(one.asked)}")
        for one in seen.case.checks.values()
        if one.answer
    ]
    languages = [Choice(value="en", text=say("English")), Choice(value="cy", text=say("Welsh"))]
    return [
        one_of("kind", say("Which document?"), kinds, values, wrong),
        line(
            "issued_to",
            say("Whom is it for?"),
            values,
            wrong,
            hint=say("The name stands on every page, so that each copy can be told from the others."),
        ),
        listed("subject", say("About one person? A summary for a conference always is."), people, values, wrong),
        *([listed("ask", say("Which answer, where it shows one?"), answered, values, wrong)] if answered else []),
        listed(
            "to",
            say("To which agency, where it leaves the hub?"),
            sorted((id, str(name)) for id, name in seen.agencies().items()),
            values,
            wrong,
        ),
        words("words", say("Anything to add, where it is a letter"), values, wrong, rows=3),
        *(
            [one_of("language", say("In which language?"), languages, values, wrong, chosen="en")]
            if "cy" in seen.visit.hub.languages
            else []
        ),
    ]


def _kind(seen: Look, kind: str) -> str:
    """What the hub calls a kind of document, or else what we do."""
    layout = layout_of(seen.hub, kind)
    return text(layout.name) if layout.id != kind else say(KINDS[kind])


def _hint(kind: str) -> str:
    return say("It leaves the hub: what is protected or not released stays out of it.") if kind in FOR_OUTSIDE else ""


def _page(seen: Look, values: Values, refusal: Refusal | None = None) -> Response:
    visit, wrong = seen.visit, dict(refusal.fields) if refusal else {}
    fields = _fields(seen, values, wrong)
    body = render_template(
        "documents/of_case.html",
        chrome=work_chrome(visit, current="queue"),
        title=say("Documents"),
        heading=say("Documents"),
        identity=identity(seen),
        case=seen.case,
        fields_of_deed=fields,
        errors=summary(refusal, wrong, fields),
        made=_made(seen, documents.asked(visit.house, hub=visit.hub.id, user=visit.actor.id, case=seen.case.ref)),
        back_to=url_for("work.case", hub=visit.hub.id, ref=seen.case.ref),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _made(seen: Look, found: Sequence[Asked]) -> list[Mapping[str, object]]:
    return [
        {
            "kind": _kind(seen, one.wanted.kind),
            "href": url_for("documents.one", hub=seen.visit.hub.id, ref=seen.case.ref, id=one.id),
            "said": gettext(
                "%(state)s, asked for %(at)s, for %(who)s",
                state=say(STATES[one.state]),
                at=short_instant(one.at),
                who=one.wanted.issued_to,
            ),
        }
        for one in found
    ]
