"""The documents of a case that this reader asked for, and the form by which they ask for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.actions import documents
from hubwright.actions.documents import Asked
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.documents.composing import ABOUT_A_CASE, COPY, RECORD, Wanted
from hubwright.domain.documents.layout import layout_of
from hubwright.domain.documents.sections import FOR_OUTSIDE, SECTIONS
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

HUB, OUTSIDE = "hub", "outside"
_PARTS = ("kind", "issued_to", "subject", "ask", "to")
_LONGEST = 200
_LONGEST_WORDS = 4000


def do(visit: Visit, ref: str) -> Response:
    """The documents and the form; or one more is asked for.

    Raises:
        NotFound: there is no such case for this reader.
    """
    seen = look(visit, ref)
    if request.method == "GET":
        return _page(seen, _given(seen))
    try:
        id = _ask(seen)
    except Refusal as refusal:
        return _page(seen, request.form, refusal)
    return make_response(redirect(url_for("documents.one", hub=visit.hub.id, ref=ref, id=id)))


def _given(seen: Look) -> Values:
    """What the page before says: which sealed record. A link chooses among what there is; it puts no words in."""
    of = f"record:{request.args.get('record', '')}:{request.args.get('version', '')}"
    known = {id for id, _ in _standing(seen)}
    return MultiDict({"kind": RECORD, "of": of} if of in known else {})


def _ask(seen: Look) -> str:
    visit = seen.visit
    if visit.seat is None:
        raise NotFound("There is no such case.")
    if request.form.get("for", "") not in (HUB, OUTSIDE):
        raise Refusal(
            why="It is not said whether it stays in the hub.",
            do="Say whether it is for somebody of the hub.",
            code="for_whom",
            fields=(("for", "Say whether it is for somebody of the hub."),),
        )
    given: dict[str, Any] = {part: request.form.get(part, "").strip()[:_LONGEST] for part in _PARTS}
    given.update(_of(request.form.get("of", ""), given["kind"]))
    more = request.form.get("words", "").replace("\r\n", "\n").strip()[:_LONGEST_WORDS]
    return documents.ask(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        seat=visit.seat,
        deed=deed_id(),
        case=seen.case.ref,
        wanted=Wanted(
            **given,
            words=more,
            outside=request.form.get("for", "") == OUTSIDE,
            found=request.form.get("found", "").strip()[:_LONGEST_WORDS],
        ),
        language=_language(seen),
    )


def _language(seen: Look) -> str:
    """The language that was chosen, or else that of the page; one that the hub does not serve is neither."""
    chosen = request.form.get("language") or str(current_language())
    return chosen if chosen in seen.visit.hub.languages else seen.visit.hub.languages[0]


def _of(typed: str, kind: str) -> dict[str, Any]:
    """Which record or copy was chosen: "record:r1:2" or "copy:c1"."""
    parts = typed.split(":")
    if kind == RECORD and parts[0] == "record" and len(parts) == 3 and parts[2].isascii() and parts[2].isdecimal():
        return {"record": parts[1], "version": int(parts[2][:6])}
    return {"copy": parts[1]} if kind == COPY and parts[0] == "copy" and len(parts) == 2 else {}


def _standing(seen: Look) -> list[tuple[str, str]]:
    """The sealed records and the copies of a case, for the list that one of them is chosen from."""
    records = [
        (f"record:{id}:{version.number}", gettext("Record %(id)s, version %(number)s", id=id, number=version.number))
        for id, record in records_of(seen.case).items()
        for version in record.versions
        if not version.open
    ]
    copies = [
        (f"copy:{id}", gettext("Copy for %(name)s", name=copy.recipient.name))
        for id, copy in copies_of(seen.case).items()
        if copy.made
    ]
    return [*records, *copies]


def _fields(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    standing = _standing(seen)
    there = [
        kind
        for kind, begins in ((RECORD, "record:"), (COPY, "copy:"))
        if any(id.startswith(begins) for id, _ in standing)
    ]
    kinds = [Choice(value=id, text=_kind(seen, id), hint=_hint(id)) for id in (*ABOUT_A_CASE, *there)]
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
        one_of(
            "for",
            say("Are they of the hub?"),
            [
                Choice(value=HUB, text=say("Somebody of the hub")),
                Choice(
                    value=OUTSIDE,
                    text=say("Somebody outside"),
                    hint=say("It is looked through for what is protected or not released before it is made."),
                ),
            ],
            values,
            wrong,
        ),
        *([listed("of", say("Which record or copy, where it is one?"), standing, values, wrong)] if standing else []),
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
        words(
            "found",
            say("Was it stopped before? Why may it go out all the same"),
            values,
            wrong,
            rows=2,
            hint=say("Leave it empty otherwise. What you write here is on the record, with what was found."),
        ),
        *(
            [one_of("language", say("In which language?"), languages, values, wrong, chosen="en")]
            if "cy" in seen.visit.hub.languages
            else []
        ),
    ]


def _kind(seen: Look, kind: str) -> str:
    """What the hub calls a kind of document, or else what we do."""
    if kind not in SECTIONS:
        return say(KINDS[kind])
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
