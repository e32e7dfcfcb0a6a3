"""Rows of the queue as lines of a page: the same on the queue, in one's own work and wherever cases are listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from hubwright.domain.access import row_view
from hubwright.domain.cases.project import WHAT
from hubwright.domain.definitions.hub import Hub
from hubwright.ports import Reading
from hubwright.web.components import AgencyMark, ClockFace, TierBadge
from hubwright.web.language import text
from hubwright.web.visit import Visit
from hubwright.web.work.owner_shown import owner
from hubwright.web.work.tiers import badge
from hubwright.web.work.words import clock_name, people


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    href: str
    reference: str
    pathway: str
    tier: TierBadge
    clock: ClockFace | None
    who: str
    what: str
    source: str
    kind: str
    stage: str
    agencies: tuple[AgencyMark, ...]
    owner: str
    unread: bool
    danger: bool
    alarmed: bool


def queue_line(visit: Visit, reading: Reading, found: Mapping[str, Any]) -> QueueRow:
    """A row of `case_row` as this visitor may see it."""
    row = row_view(found, "case_row", visit.reader)
    hub = visit.pinned(reading, row["revision"])
    return QueueRow(
        href=url_for("work.case", hub=visit.hub.id, ref=row["case_ref"], pathway=row["pathway"]),
        reference=row["case_ref"],
        pathway=row["pathway"],
        tier=badge(hub, row["scale"], row["tier"], unread=row["unread"]),
        clock=ClockFace(what=clock_name(row["due_clock"]), due=row["due_at"], now=visit.now) if row["due_at"] else None,
        who=people(row["who"], hub, row["pathway"]),
        what=_beginning(row["what"] or ""),
        source=row["source"] or "",
        kind=text(hub.find("kinds", row["kind"]).name),
        stage=text(_stage(hub, row["pathway"], row["stage"])),
        agencies=_agencies(hub, row),
        owner=str(owner(visit, row["owner_name"])),
        unread=row["unread"],
        danger=row["danger"],
        alarmed=row["alarmed"],
    )


def _beginning(words: str) -> str:
    """The beginning of what was written, cut between words."""
    if len(words) < WHAT:
        return words
    return f"{words[:WHAT].rsplit(' ', 1)[0]} …"


def _stage(hub: Hub, pathway: str, stage: str) -> Any:
    # A case follows one workflow, which need not be that of each of its strands.
    own = hub.workflows[hub.find("pathways", pathway).workflow]
    stages = [*own.stages, *(one for workflow in hub.workflows.values() for one in workflow.stages)]
    return next((one.name for one in stages if one.id == stage), stage)


def _agencies(hub: Hub, row: Mapping[str, Any]) -> tuple[AgencyMark, ...]:
    names = {agency.id: text(agency.name) for agency in hub.agencies}
    waiting = [AgencyMark(names.get(id, id), "waiting") for id in (row["waiting_agencies"] or "").split()]
    return (*waiting, *(AgencyMark(names.get(id, id), "replied") for id in (row["answered_agencies"] or "").split()))
