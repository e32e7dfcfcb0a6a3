"""The record of a meeting, read whole: each of its versions, what changed between two, and how far it is.

Whoever reads the strands of its people reads it; whoever came to the meeting for an agency that it goes to reads what
was sealed, without reading the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import Response, make_response, render_template, request, url_for

from hubwright.domain.access.records import record_for
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.topics.recording import Record, RecordVersion
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.comparing import Difference, differences
from hubwright.domain.documents.document import Document, Facts, Points, Table
from hubwright.domain.documents.recording import document_of
from hubwright.domain.documents.recording_words import STATES
from hubwright.domain.errors import NotFound
from hubwright.reference.provisions import provision_named
from hubwright.web.chrome import Link
from hubwright.web.components import SubNavigation
from hubwright.web.language import current_language, gettext, say
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.look import look
from hubwright.web.work.topics.cards import Way
from hubwright.web.work.topics.recording import grouped, names_said, steps


def show(visit: Visit, ref: str, record: str) -> Response:
    """One version of a record, the latest unless another is asked for, and what another says otherwise.

    Raises:
        NotFound: there is no such record for this reader.
    """
    found, hub = _record(visit, ref, record)
    versions = {one.number: one for one in found.versions}
    version = versions.get(_number("version"), found.latest)
    other = versions.get(_number("compare"))
    document = _document(visit, hub, found, version)
    body = render_template(
        "work/record.html",
        chrome=work_chrome(visit, current="queue"),
        title=document.title,
        heading=document.title,
        document=document,
        kinds=_kind,
        state=STATES[version.state].said_in(current_language()),
        version=version,
        open=version.open,
        hash=grouped(version.digest),
        ways=_ways(visit, ref, found, version),
        compared=other.number if other and other is not version else 0,
        changes=_changes(visit, hub, found, other, version),
        verify=url_for("public.verify", hub=visit.hub.id),
        make=_make(visit, ref, found),
        **_next(visit, ref, found, version),
        done=request.args.get("done", ""),
        why=version.why,
        what=version.what,
    )
    return make_response(body, HTTPStatus.OK)


def _record(visit: Visit, ref: str, id: str) -> tuple[Record, Hub]:
    with visit.house.store.reading(visit.hub.id) as reading:
        state = case_of(reading.entries(f"case:{ref}"))
        if state is None:
            raise NotFound("There is no such record.")
        contacts = [one for ref in state.contacts if (one := contact_of(reading.entries(f"contact:{ref}"))) is not None]
        found = record_for(id, state, contacts, visit.reader, visit.now)
        if found is None:
            raise NotFound("There is no such record.")
        return found, visit.pinned(reading, state.revision)


def _make(visit: Visit, ref: str, record: Record) -> str:
    """Where it is made as a file to send or to keep, for whoever may make documents of the case."""
    may = visit.reader.may("document.make") and visit.reader.may_all("case.read", record.pathways)
    if not may or record.standing is None:
        return ""
    return url_for("documents.of_case", hub=visit.hub.id, ref=ref, record=record.id, version=record.standing.number)


def _next(visit: Visit, ref: str, record: Record, version: RecordVersion) -> dict[str, Sequence[Way] | Sequence[str]]:
    """What is to be done with the latest version next, and which names to look at, for whoever reads the case."""
    if version is not record.latest or not visit.reader.may_all("case.read", record.pathways):
        return {"steps": (), "named": ()}
    seen = look(visit, ref)
    return {"steps": steps(record, version, seen), "named": names_said(record, seen)}


def _number(name: str) -> int:
    typed = request.args.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0


def _document(visit: Visit, hub: Hub, record: Record, version: RecordVersion) -> Document:
    language = current_language()
    return document_of(
        hub,
        record,
        version,
        language=language,
        issued_to=visit.seat.name if visit.seat else "",
        made=f"{visit.now:%Y-%m-%dT%H:%MZ}",
        provision=provision_named(language),
    )


def _changes(
    visit: Visit, hub: Hub, record: Record, before: RecordVersion | None, version: RecordVersion
) -> tuple[Difference, ...]:
    if before is None or before is version:
        return ()
    return differences(_document(visit, hub, record, before), _document(visit, hub, record, version))


def _kind(block: object) -> str:
    """What the page draws a block as."""
    if isinstance(block, Facts):
        return "facts"
    if isinstance(block, Table):
        return "table"
    return "points" if isinstance(block, Points) else "paragraph"


def _ways(visit: Visit, ref: str, record: Record, version: RecordVersion) -> SubNavigation:
    """The case, where this reader reads it, each version, and what changed in this one."""

    def at(number: int, compare: int | None = None) -> str:
        return url_for("work.record", hub=visit.hub.id, ref=ref, record=record.id, version=number, compare=compare)

    links = []
    if visit.reader.may_all("case.read", record.pathways):
        links.append(Link(say("The case"), url_for("work.case", hub=visit.hub.id, ref=ref)))
    links += [
        Link(gettext("Version %(number)s", number=one.number), at(one.number), one is version)
        for one in record.versions
    ]
    before = [one.number for one in record.versions if one.number < version.number]
    if before:
        said = gettext("What changed since version %(number)s", number=before[-1])
        links.append(Link(said, at(version.number, before[-1])))
    return SubNavigation(tuple(links), gettext("Pages of the record"))
