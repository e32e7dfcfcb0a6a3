"""Copies and records that wait for this person, for their page of work: theirs to check, to seal or to draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from hubwright.domain.access import scope
from hubwright.domain.cases import papers
from hubwright.ports import Reading
from hubwright.web.language import say
from hubwright.web.visit import Visit

_MOST = 200


def papers_waiting(visit: Visit, reading: Reading, *what: str) -> list[Mapping[str, Any]]:
    """The papers of these kinds that this person may take on, each once, the longest waiting first.

    Args:
        visit: whose.
        reading: of the hub.
        what: of the kinds in `domain.cases.papers`.
    """
    within = scope(visit.reader, "case_paper", visit.now)
    rows = reading.rows("case_paper", scope=within, where={"what": list(what)}, order=("since",), limit=_MOST)
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["case_ref"], row["paper"]), []).append(row)
    # Who does not read every strand of a paper cannot take it on.
    return [seen[0] for seen in found.values() if len(seen) == seen[0]["strands"] and _theirs(visit, seen)]


def _theirs(visit: Visit, rows: list[Mapping[str, Any]]) -> bool:
    pathways, row = [one["pathway"] for one in rows], rows[0]
    may = visit.reader.may_all
    if row["what"] == papers.COPY:
        return may("record.redact_check", pathways) and visit.actor.id not in row["hands"].split()
    if row["what"] == papers.CHECK:
        return bool(row["for_user"] == visit.actor.id)
    if row["what"] == papers.SEAL:
        return may("record.approve", pathways)
    recorded = {one.id for one in visit.hub.meeting_types if one.record is not None}
    return row["type"] in recorded and may("meeting.minute", pathways)


def lines(visit: Visit, rows: list[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """Each with where it is taken on and what is to be done."""
    hub = visit.hub.id
    for row in rows:
        ref, paper = row["case_ref"], row["paper"]
        if row["what"] == papers.COPY:
            yield url_for("work.copy", hub=hub, ref=ref, copy=paper), row, say("A copy to check before it is made")
        elif row["what"] == papers.CHECK:
            yield _deed(hub, ref, "check-record", paper), row, say("A record to check")
        elif row["what"] == papers.SEAL:
            yield _deed(hub, ref, "seal-record", paper), row, say("A record to seal")
        else:
            yield _deed(hub, ref, "draft-record", paper), row, say("A meeting without its record: draft it")


def _deed(hub: str, ref: str, deed: str, about: str) -> str:
    return url_for("work.act", hub=hub, ref=ref, deed=deed, about=about)
