"""One document: how far it is, what to do where there will be none, and the file, to whoever asked and nobody else."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from urllib.parse import quote

from flask import Response, make_response, redirect, render_template, url_for

from hubwright.actions import documents
from hubwright.actions.documents import FAILED, READY, Asked
from hubwright.actions.packs import ask_for_pack
from hubwright.actions.papers_sent import ask_for_record
from hubwright.actions.taking_documents import taken_now
from hubwright.domain.documents.agenda import KIND as PACK
from hubwright.domain.documents.composing import RECORD
from hubwright.domain.errors import NotFound
from hubwright.ports import KeptFile
from hubwright.web.documents.words import DO, KINDS, PROTECTED, STATES, WHY
from hubwright.web.language import current_language, say
from hubwright.web.meetings.looking import meet
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.look import look

_DIGITS = 6
_ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def show(visit: Visit, ref: str, id: str) -> Response:
    """How far a document is. It asks for itself again until there is nothing more to wait for.

    Raises:
        NotFound: this reader asked for no such document.
    """
    return _page(visit, _own(visit, ref, id))


def _page(visit: Visit, asked: Asked) -> Response:
    ref, id = asked.case, asked.id
    body = render_template(
        "documents/one.html",
        chrome=work_chrome(visit, current="queue"),
        title=say(KINDS[asked.wanted.kind]),
        heading=say(KINDS[asked.wanted.kind]),
        asked=asked,
        state=say(STATES[asked.state]),
        waits=not asked.settled,
        ready=asked.state == READY,
        why=say(WHY.get(asked.why, WHY["broke_off"])) if asked.state == FAILED else "",
        do=say(DO.get(asked.why, DO["broke_off"])) if asked.state == FAILED else "",
        found=[(one.where, say(PROTECTED.get(one.kind, PROTECTED["place"])), one.words) for one in asked.found],
        file=url_for("documents.file", hub=visit.hub.id, ref=ref, id=id),
        all=_all(visit, asked),
    )
    return make_response(body)


def _all(visit: Visit, asked: Asked) -> str:
    """Where the other documents are, for whoever may make documents of the case."""
    if asked.wanted.kind == PACK or not (visit.reader.may("document.make") and visit.reader.may("case.read")):
        return ""
    return url_for("documents.of_case", hub=visit.hub.id, ref=asked.case)


def file(visit: Visit, ref: str, id: str) -> Response:
    """The file, or, where it holds more than this reader may see by now, why there is none any more.

    Raises:
        NotFound: there is none, it is not this reader's, or they may no longer see the case.
    """
    asked = _own(visit, ref, id)
    # What somebody may no longer see they do not take away as a file either. A record is asked about below: whoever it
    # goes to need not read the case that it is on.
    if asked.wanted.kind == PACK:
        meet(visit, ref)
    elif asked.wanted.kind != RECORD:
        look(visit, ref)
    if asked.state == READY:
        now = taken_now(visit.house, hub=visit.hub.id, asked=asked)
        if now.document is None:
            gone = _page(visit, replace(asked, state=FAILED, why=now.why, found=now.found))
            gone.status_code = HTTPStatus.GONE
            return gone
    known = next(iter(visit.house.store.files.about(visit.hub.id, [asked.file])), None) if asked.file else None
    if known is None:
        raise NotFound("There is no such file.")
    return as_file(visit, known)


def as_file(visit: Visit, known: KeptFile) -> Response:
    """A kept file, to be taken and not shown as a page of ours."""
    response = Response(visit.house.store.files.read(visit.hub.id, known.id), mimetype=known.media)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(known.name)}"
    response.headers["Content-Length"] = str(known.size)
    response.headers["Content-Security-Policy"] = _ALONE
    return response


def pack(visit: Visit, ref: str) -> Response:
    """Ask for the agenda and papers of a meeting.

    Raises:
        NotFound: there is no such meeting for this reader.
    """
    if visit.seat is None:
        raise NotFound("There is no such meeting.")
    id = ask_for_pack(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        seat=visit.seat,
        deed=deed_id(),
        meeting=ref,
        language=str(current_language()),
    )
    return make_response(redirect(url_for("documents.one", hub=visit.hub.id, ref=ref, id=id)))


def record(visit: Visit, ref: str, record: str, version: str) -> Response:
    """Ask for a sealed version of a record that goes to this reader, issued to them.

    Raises:
        NotFound: there is no such version for this reader.
    """
    if visit.seat is None or not (version.isascii() and version.isdecimal() and len(version) < _DIGITS):
        raise NotFound("There is no such record.")
    id = ask_for_record(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        seat=visit.seat,
        deed=deed_id(),
        case=ref,
        record=record,
        version=int(version),
        language=str(current_language()),
    )
    return make_response(redirect(url_for("documents.one", hub=visit.hub.id, ref=ref, id=id)))


def _own(visit: Visit, ref: str, id: str) -> Asked:
    """The document, where this reader asked for it in the seat that they hold now."""
    found = documents.asked(visit.house, hub=visit.hub.id, user=visit.actor.id, case=ref, id=id)
    if not found or visit.seat is None or found[0].seat != visit.seat.id:
        raise NotFound("There is no such document.")
    return found[0]
