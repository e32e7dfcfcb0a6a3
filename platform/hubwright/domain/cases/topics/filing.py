"""Files on a case: photographs, body maps, reports, a chronology that a school already has.

The file itself lies sealed elsewhere; the record names it, says who gave it and what was found in it. What software
found inside decides only whether a file is opened, never anything about a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway
from hubwright.domain.cases.entries import WORKER, Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

NAME = "files"
KINDS = ("photograph", "body_map", "report", "chronology", "letter", "other")
VERDICTS = ("clean", "infected", "not_scanned")

# What may be kept: what people hand in, and nothing that runs. By content, never by name.
MEDIA: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg", "jfif", "jpe"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
    "image/tiff": ("tif", "tiff"),
    "application/pdf": ("pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "text/rtf": ("rtf",),
    "text/plain": ("txt", "text", "csv", "eml", "md", "log"),
    "message/rfc822": ("eml", "txt"),
    "audio/mpeg": ("mp3",),
    "audio/wav": ("wav",),
    "video/mp4": ("mp4", "m4a", "m4v", "mov"),
    "video/quicktime": ("mov", "qt"),
}
IMAGES = frozenset(media for media in MEDIA if media.startswith("image/"))
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class AddFile(TopicCommand):
    """Put a file on the case; it has been written, sealed, before.

    Args:
        file: its id.
        name: as it was given.
        media: its type by content, "" where nothing was recognised.
        size: in bytes.
        digest: keyed, of the content.
        kind: one of `KINDS`.
        about: what it shows, in words.
        given_by: who gave it.
        pathway: the strand it is about; None for the whole case.
    """

    file: str
    name: str
    media: str
    size: int
    digest: str
    kind: str
    about: str = ""
    given_by: str = ""
    pathway: str | None = None


@dataclass(frozen=True, slots=True)
class RecordScan(TopicCommand):
    """The worker says what was found in a file: one of `VERDICTS`."""

    file: str
    verdict: str
    scanner: str


@dataclass(frozen=True, slots=True)
class FileState:
    """A file on a case.

    Args:
        pathways: the strands it is about: whoever reads all of them sees it.
        verdict: of `VERDICTS`, or "" while it is in quarantine.
    """

    file: str
    name: str
    media: str
    size: int
    kind: str
    about: str
    given_by: str
    pathways: tuple[str, ...]
    by: str
    agency: str | None
    at: datetime
    number: int
    verdict: str = ""


def files_of(state: CaseState) -> Mapping[str, FileState]:
    """The files of a case by id; of a case cut down to a reader, those that they see."""
    found: Mapping[str, FileState] = kept(state, NAME, {})
    return found


def trouble_with(*, name: str, media: str, size: int, largest: int) -> tuple[str, str, str] | None:
    """Why a file cannot be taken: (code, why, what to do), or None. Its name and the rest are kept whatever it is.

    Args:
        name: as it was given.
        media: its type by content.
        size: in bytes; one more than the limit where it was cut off.
        largest: in megabytes.
    """
    if size == 0:
        return "empty", "This file is empty.", "Choose the file again, or ring the hub."
    if size > largest * 1_000_000:
        return (
            "too_large",
            f"This file is larger than {largest} MB.",
            "Send a smaller one, or ring the hub: they can tell you how to get it to them.",
        )
    if media not in MEDIA:
        return (
            "type",
            "This is not a kind of file that the hub can take.",
            "Send a picture, a PDF, a document, a recording or plain text.",
        )
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    known = {one for endings in MEDIA.values() for one in endings}
    if ending in known and ending not in MEDIA[media]:
        return (
            "lies",
            f"This file is called .{ending}, but what is in it is something else.",
            "Save it anew from the program it was made with and send that, or ring the hub.",
        )
    return None


def add_file(state: CaseState, command: AddFile, context: Context) -> list[Fact]:
    """Put a file on the case, also on a closed one: information is never too late."""
    context.require("case.note")
    rules = context.hub.files
    name = command.name.strip()[:_LONGEST_NAME]
    found = trouble_with(name=name, media=command.media, size=command.size, largest=rules.largest)
    no_kind = (("kind", "Choose what kind of file this is."),) if command.kind not in KINDS else ()
    if found is not None:
        code, why, do = found
        raise Refusal(why=why, do=do, code=f"file_{code}", fields=(("file", f"{why} {do}"), *no_kind))
    if no_kind:
        raise Refusal(
            why="It is not said what kind of file this is.",
            do="Choose what kind of file this is.",
            code="kind_missing",
            fields=no_kind,
        )
    if command.file in files_of(state):
        raise Refusal(why="This file is on the case already.", do="Look at the case's files.", code="file_known")
    strands = [one for one in state.pathways if context.authority.may("case.note", one)] or list(state.pathways)
    if command.pathway is not None:
        known_pathway(state, command.pathway)
        context.require("case.note", command.pathway)
        strands = [command.pathway]
    body = {
        "file": command.file,
        "name": name or "file",
        "media": command.media,
        "size": command.size,
        "digest": command.digest,
        "kind": command.kind,
        "about": command.about.strip(),
        "given_by": command.given_by.strip(),
        "pathways": strands,
    }
    return [fact(state, "case.file_added", body, context)]


def record_scan(state: CaseState, command: RecordScan, context: Context) -> list[Fact]:
    """Put on record what a scanner found. Only the background work does, and only once for each file."""
    if context.actor != WORKER:
        raise Refusal(
            why="Files are looked into by the hub's background work.", do="Wait a minute.", code="no_authority"
        )
    if command.verdict not in VERDICTS:
        raise Refusal(why="This is no verdict on a file.", do="Look again.", code="no_verdict")
    known = files_of(state).get(command.file)
    if known is not None and known.verdict:
        return []
    body = {"file": command.file, "verdict": command.verdict, "scanner": command.scanner}
    return [fact(state, "case.file_scanned", body, context)]


def _added(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    added = FileState(
        file=body["file"],
        name=body["name"],
        media=body["media"],
        size=body["size"],
        kind=body["kind"],
        about=body["about"],
        given_by=body["given_by"],
        pathways=tuple(body["pathways"]),
        by=entry.actor_name,
        agency=entry.agency,
        at=entry.happened,
        number=entry.number,
    )
    return replace(state, topics=keeping(state, NAME, {**files_of(state), added.file: added}))


def _scanned(state: CaseState, entry: Entry) -> CaseState:
    files = files_of(state)
    known = files.get(entry.body["file"])
    if known is None:  # handed in by a referrer: it is named by their contact
        return state
    seen = replace(known, verdict=entry.body["verdict"])
    return replace(state, topics=keeping(state, NAME, {**files, known.file: seen}))


def _cut(files: Mapping[str, FileState], seeing: Seeing, state: CaseState) -> dict[str, FileState]:
    """The files of which a reader reads every strand, their words without what is kept back."""
    return {
        id: replace(one, name=seeing.text(one.name), about=seeing.text(one.about), given_by=seeing.text(one.given_by))
        for id, one in files.items()
        if one.pathways and set(one.pathways) <= seeing.seen
    }


def _tell_added(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    about = set(body["pathways"])
    if not about or not about <= telling.seeing.seen:
        return None
    return telling.keep(body, "file", "name", "kind", "about", "given_by", "size")


def _tell_scanned(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    known = files_of(telling.state).get(body["file"])
    if known is not None and not set(known.pathways) <= telling.seeing.seen:
        return None
    return telling.keep(body, "verdict", "scanner")


def _rows(state: CaseState) -> Rows:
    return {
        "file_row": [{"file": id, "named_by": state.stream, "case_ref": state.ref} for id in files_of(state)],
    }


TOPIC = Topic(
    name=NAME,
    deeds={AddFile: add_file, RecordScan: record_scan},
    steps={"case.file_added": _added, "case.file_scanned": _scanned},
    tells={"case.file_added": _tell_added, "case.file_scanned": _tell_scanned},
    cut=_cut,
    rows=_rows,
)
