"""Files that a referrer hands in: written sealed under their draft before the draft names them, let go when removed.

A file that cannot be taken leaves its name with the answer, so that the hub learns that there was one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request

from hubwright.domain.answers.shapes import most_files
from hubwright.domain.cases.topics.filing import MEDIA, trouble_with
from hubwright.domain.definitions.form import Question
from hubwright.web.components import Button, Field, FileUpload, Label
from hubwright.web.language import mark, say, text
from hubwright.web.refer.asking import key_of
from hubwright.web.refer.blocks import Block, Files
from hubwright.web.refer.fields import name_of
from hubwright.web.refer.keeping import Kept, by_code
from hubwright.web.refer.screen import Screen
from hubwright.web.refer.typed import Document
from hubwright.web.uploads import Upload, uploads
from hubwright.web.visit import Visit

ADD, DROP = "hand-in", "drop-"
_TOO_MANY = "too_many"
REFUSED: Mapping[str, str] = {
    "too_large": mark("Too large: it was not kept. Send a smaller one, or ring the hub."),
    "type": mark("Not a kind of file that the hub can take. Send a picture, a PDF, a document or a recording."),
    "lies": mark("Not what its name says: it was not kept. Save it anew, or ring the hub."),
    "empty": mark("Empty: choose it again."),
    "too_many": mark("One file too many: it was not kept. Remove another one first."),
}


def handed_in() -> bool:
    """Whether this request carries files."""
    return any(one.filename for one in request.files.values())


def documents(visit: Visit, seen: Screen) -> dict[str, Document]:
    """The answers of the screen's file questions with what was handed in and let go, as answer documents.

    Args:
        visit: the request.
        seen: a screen whose draft is kept.
    """
    changed = {}
    for question in seen.questions:
        if question.type != "file" or seen.holder is not None:
            continue
        before = files_of(seen.kept.answers, question)
        after = _without_dropped(visit, seen.kept, question, before) + _taken(visit, seen.kept, question, len(before))
        if after != before:
            changed[question.id] = {"state": "answered", "value": after} if after else {"state": "not_answered"}
    return changed


def files_of(answers: Mapping[str, Any], question: Question) -> list[dict[str, Any]]:
    """The files that an answer holds, refused ones among them."""
    document = answers.get(question.id)
    value = document.get("value") if isinstance(document, Mapping) else None
    return [dict(one) for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _without_dropped(
    visit: Visit, kept: Kept, question: Question, before: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    question_id, _, place = request.form.get("act", "").removeprefix(DROP).rpartition(".")
    if not request.form.get("act", "").startswith(DROP) or question_id != question.id or not place.isdecimal():
        return before
    dropped = before[int(place) : int(place) + 1] if len(place) < 4 else []
    for one in dropped:
        if isinstance(one.get("file"), str):
            visit.house.store.files.remove(visit.hub.id, one["file"], draft=_lookup(visit, kept))
    return [one for one in before if one not in dropped]


def _taken(visit: Visit, kept: Kept, question: Question, already: int) -> list[dict[str, Any]]:
    room = most_files(question) - already
    given = uploads(name_of(question), most=max(room, 0) + 1)
    return [_taken_one(visit, kept, one, room - place) for place, one in enumerate(given)]


def _taken_one(visit: Visit, kept: Kept, given: Upload, room: int) -> dict[str, Any]:
    trouble = trouble_with(name=given.name, media=given.media, size=given.size, largest=kept.hub.files.largest)
    if trouble is not None or room <= 0:
        return {"name": given.name[:200], "refused": trouble[0] if trouble else _TOO_MANY}
    written = visit.house.store.files.keep(
        visit.hub.id,
        visit.house.ids.token(),
        given.content,
        name=given.name,
        media=given.media,
        at=visit.now,
        draft=_lookup(visit, kept),
    )
    return {"file": written.id, "name": written.name[:200], "media": written.media, "size": written.size}


def _lookup(visit: Visit, kept: Kept) -> str:
    """Where the draft lies; one that was begun by this very request is looked up once."""
    if kept.draft.lookup:
        return kept.draft.lookup
    found = by_code(visit, kept.code)
    return found.draft.lookup if found else ""


def block(seen: Screen, question: Question, beside: tuple[Field, ...], error: str) -> Block:
    """The question as a page shows it: what was handed in so far, and the way to add more."""
    given = files_of(seen.kept.answers, question)
    full = sum("file" in one for one in given) >= most_files(question)
    size = seen.kept.hub.files.largest
    empty = FileUpload(
        name=name_of(question),
        id=key_of(question),
        label=Label(text(question.label), "govuk-label--m"),
        hint=text(question.hint)
        or say("A picture, a PDF, a document or a recording, at most %(size)s MB each.", size=size),
        accept=",".join(f".{ending}" for endings in MEDIA.values() for ending in endings),
        multiple=most_files(question) > 1,
        error=error,
    )
    return Files(
        given=tuple(
            (str(one.get("name", "")), _refusal(one), _drop(question, place)) for place, one in enumerate(given)
        ),
        chooser=None if full else empty,
        legend=text(question.label),
        add=None
        if full
        else Button(text=say("Add this file"), name="act", value=ADD, classes="govuk-button--secondary"),
        fields=() if given else beside,
    )


def _refusal(one: Mapping[str, Any]) -> str:
    """Why a file was not taken, or ""."""
    return say(REFUSED[one["refused"]]) if one.get("refused") in REFUSED else ""


def _drop(question: Question, place: int) -> Button:
    return Button(
        text=say("Remove"), name="act", value=f"{DROP}{question.id}.{place}", classes="govuk-button--secondary"
    )
