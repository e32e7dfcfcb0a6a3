"""Files of a case: handed in on one page, opened one by one, each opening on record before its first byte."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.domain.cases.topics.filing import KINDS, MEDIA, AddFile, trouble_with
from hubwright.domain.errors import NotFound, Refusal
from hubwright.ports import KeptFile
from hubwright.web.components import Choice, Field, FileUpload, Label
from hubwright.web.language import mark, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.uploads import Upload, uploads
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, line, one_of, words
from hubwright.web.work.files_shown import may_be_opened, seen_files
from hubwright.web.work.look import Look, look
from hubwright.web.work.people_shown import identity
from hubwright.web.work.words import FILES

# What a browser may show in itself; everything else is handed over to be saved.
_SHOWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/plain"})
_FIELD = "file"
_ALONE = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def add(visit: Visit, ref: str) -> Response:
    """The form for a file, or the file put on the case."""
    seen = look(visit, ref)
    if request.method == "GET":
        return _form(seen)
    try:
        _keep(visit, seen)
    except Refusal as refusal:
        return _form(seen, refusal=refusal)
    return make_response(redirect(url_for("work.case", hub=visit.hub.id, ref=ref, done="add-file")))


def _keep(visit: Visit, seen: Look) -> None:
    deed = deed_id()
    given = next(iter(uploads(_FIELD)), None)
    if given is None:
        raise Refusal(
            why="No file was chosen.",
            do="Choose a file.",
            code="file_missing",
            fields=((_FIELD, mark("No file was chosen. Choose a file.")),),
        )
    found = trouble_with(name=given.name, media=given.media, size=given.size, largest=seen.hub.files.largest)
    # What will be refused is not written: only its name stays, on the page that says why.
    kept = _written(visit, given) if found is None and request.form.get("kind") in KINDS else None
    act_on_case(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        deed=deed,
        case=seen.case.ref,
        command=AddFile(
            file=kept.id if kept else "",
            name=given.name,
            media=given.media,
            size=given.size,
            digest=kept.digest if kept else "",
            kind=request.form.get("kind", ""),
            about=request.form.get("about", ""),
            given_by=request.form.get("given_by", ""),
            pathway=request.form.get("pathway") or None,
        ),
    )


def _written(visit: Visit, given: Upload) -> KeptFile:
    """The file, sealed in the database before anything names it."""
    return visit.house.store.files.keep(
        visit.hub.id,
        visit.house.ids.token(),
        given.content,
        name=given.name,
        media=given.media,
        at=visit.now,
    )


def _fields(seen: Look, values: Values, wrong: Mapping[str, str]) -> list[Field]:
    kinds = [Choice(value=kind, text=say(FILES[kind])) for kind in KINDS]
    whole = Choice(value="", text=say("The whole case"))
    strands = [Choice(value=id, text=text(seen.hub.find("pathways", id).name)) for id in seen.case.pathways]
    largest = seen.hub.files.largest
    return [
        FileUpload(
            name=_FIELD,
            label=Label(say("Which file?"), "govuk-label--s"),
            hint=say("At most %(size)s MB: a picture, a PDF, a document, a recording or plain text.", size=largest),
            accept=",".join(f".{ending}" for endings in MEDIA.values() for ending in endings),
            error=say(wrong[_FIELD]) if _FIELD in wrong else "",
        ),
        one_of("kind", say("What kind of file is it?"), kinds, values, wrong),
        words("about", say("What does it show?"), values, wrong, rows=3),
        line("given_by", say("Who gave it?"), values, wrong),
        *(
            [one_of("pathway", say("What is it about?"), [whole, *strands], values, wrong, chosen="")]
            if len(strands) > 1
            else []
        ),
    ]


def _form(seen: Look, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(seen, request.form, wrong)
    body = render_template(
        "work/add_file.html",
        chrome=work_chrome(seen.visit, current="queue"),
        title=say("Add a file"),
        heading=say("Add a file"),
        identity=identity(seen),
        seen=seen,
        case=seen.case,
        fields_of_deed=fields,
        errors=summary(refusal, wrong, fields),
        chosen=next((one.filename for one in request.files.getlist(_FIELD)), "") if refusal else "",
        back=None,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def show(visit: Visit, ref: str, file: str) -> Response:
    """The content of one file, to whoever may see what names it, once it has been looked into."""
    seen = look(visit, ref)
    known = next((one for one in seen_files(seen) if one.id == file), None)
    if known is None or not may_be_opened(known, seen):
        raise NotFound("There is no such file.")
    response = Response(visit.house.store.files.read(visit.hub.id, file), mimetype=known.media)
    where = "inline" if known.media in _SHOWN else "attachment"
    response.headers["Content-Disposition"] = f"{where}; filename*=UTF-8''{quote(known.name)}"
    response.headers["Content-Length"] = str(known.size)
    # Whatever is in it, it runs nothing here and reaches nothing of ours.
    response.headers["Content-Security-Policy"] = _ALONE
    return response
