"""Bring in a file of answers: pasted or chosen, looked over whole, and recorded once its mistakes are known."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import Response, make_response, render_template, request

from hubwright.actions.bring_in_returns import Coming, looked_over, record_all
from hubwright.domain.cases.returns_file import COLUMNS, Row, read
from hubwright.domain.errors import Refusal
from hubwright.web.components import ErrorLink, ErrorSummary, FileUpload, Label
from hubwright.web.language import say
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import words
from hubwright.web.work.words import RETURNS, return_name

_LARGEST = 1024 * 1024


def do(visit: Visit) -> Response:
    """Ask for the file, say what is wrong with it, or record what is right."""
    if request.method == "GET":
        return _page(visit)
    try:
        deed = deed_id()
    except Refusal as refusal:
        return _page(visit, text=request.form.get("file_text", ""), wrong=say(refusal.do))
    text, wrong = _text()
    if wrong:
        return _page(visit, text=text, wrong=wrong)
    with visit.house.store.reading(visit.hub.id) as reading:
        coming = Coming(visit.actor, visit.reader, visit.calendars, visit.now)
        rows = looked_over(visit.house, reading, read(text), coming)
    bad = [row for row in rows if row.command is None]
    if bad and request.form.get("act") != "right":
        return _page(visit, text=text, rows=rows)
    done, left = record_all(visit.house, rows, hub=visit.hub.id, actor=visit.actor, deed=deed)
    return _page(visit, text=text if bad or left else "", rows=[*bad, *left], done=done)


def _text() -> tuple[str, str]:
    """What was pasted, or stands in the chosen file; and what is wrong with that."""
    pasted = request.form.get("file_text", "")
    chosen = request.files.get("file")
    if pasted.strip() or chosen is None or not chosen.filename:
        return pasted, "" if pasted.strip() else say("Choose a file, or paste what stands in it.")
    content = chosen.stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        return "", say("This file is too large. Send at most one megabyte at a time.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding), ""
        except UnicodeDecodeError:
            continue
    return "", say("This file holds no text that can be read. Save it as CSV or JSON.")


def _page(
    visit: Visit, *, text: str = "", wrong: str = "", rows: list[Row] | None = None, done: int | None = None
) -> Response:
    good = [row for row in rows or () if row.command is not None]
    bad = [row for row in rows or () if row.command is None]
    errors = [ErrorLink(wrong, "#file_text")] if wrong else []
    box = words(
        "file_text",
        say("Or paste it here"),
        request.form,
        {},
        rows=8,
        hint=say("A table whose first line names its columns, or a list in JSON."),
    )
    body = render_template(
        "work/bring_in.html",
        chrome=work_chrome(visit, current="checks"),
        title=say("Bring in a file of answers"),
        heading=say("Bring in a file of answers"),
        errors=ErrorSummary(tuple(errors), title=say("Not done yet")) if errors else None,
        file=FileUpload(name="file", label=Label(say("A file of answers")), hint=say("CSV or JSON, one answer a row.")),
        box=replace(box, value=text),
        columns=COLUMNS,
        kinds=[(id, return_name(id)) for id in RETURNS],
        good=good,
        bad=bad,
        done=done,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if wrong or (bad and done is None) else HTTPStatus.OK)
