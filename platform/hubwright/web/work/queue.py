"""The queue: everything that waits for somebody, most pressing first, within what this reader may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, make_response, render_template, request, url_for

from hubwright.domain.access import Predicate, row_view, scope
from hubwright.domain.access.scope import All, OneOf, Related
from hubwright.domain.cases.project import WHAT
from hubwright.domain.definitions.hub import Hub
from hubwright.ports import Reading
from hubwright.web.chrome import Link
from hubwright.web.components import (
    AgencyMark,
    ClockFace,
    Filter,
    FilterGroup,
    Label,
    Option,
    Select,
    SubNavigation,
    TierBadge,
)
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.operators import worker_silent
from hubwright.web.paging import pages
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.tiers import badge
from hubwright.web.work.words import clock_name, people

PER_PAGE = 25

# Each view of the queue: which rows, and in which order.
_OPEN = ("new", "working", "waiting", "deciding", "decided")
_URGENT = ("-danger", "due_at", "tier_position", "received")
SORTS: Mapping[str, tuple[str, ...]] = {
    "due": _URGENT,
    "rating": ("tier_position", "due_at"),
    "newest": ("-received",),
    "oldest": ("received",),
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    href: str
    reference: str
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


def show(visit: Visit) -> Response:
    """The queue, filtered, sorted and paged by what stands in the address."""
    view = request.args.get("view", "open")
    chosen = {name: request.args.get(name, "") for name in ("tier", "pathway", "agency", "kind", "sort")}
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "case_row", visit.now)
        counts = {name: reading.count("case_row", scope=within, where=where) for name, where in _views(visit).items()}
        where = _where(visit, view, chosen)
        narrowed = All((within, *_waited_for(visit, chosen["agency"])))
        total = reading.count("case_row", scope=narrowed, where=where)
        page, pagination = pages(total, PER_PAGE)
        rows = reading.rows(
            "case_row",
            scope=narrowed,
            where=where,
            order=SORTS.get(chosen["sort"], _URGENT),
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )
        lines = [_line(visit, reading, row_view(row, "case_row", visit.reader)) for row in rows]
    return make_response(
        render_template(
            "work/queue.html",
            chrome=work_chrome(visit, current="queue"),
            title=say("Queue"),
            views=_tabs(visit, view, counts),
            lines=lines,
            total=total,
            pagination=pagination,
            filter=_filter(visit, chosen),
            fields_of_filter=_selects(visit, chosen),
            view=view,
            may_break=url_for("work.glass", hub=visit.hub.id) if visit.reader.may("case.break_glass") else "",
            silent=worker_silent(current_app.extensions["hubwright"]),
        )
    )


def _views(visit: Visit) -> dict[str, dict[str, Any]]:
    return {
        "open": {"standing": list(_OPEN)},
        "mine": {"owner": visit.actor.id, "closed": None},
        "unread": {"unread": True},
        "waiting": {"standing": "waiting"},
        "undecided": {"undecided>": 0, "closed": None},
        "closed": {"standing": "closed"},
    }


def _where(visit: Visit, view: str, chosen: Mapping[str, str]) -> dict[str, Any]:
    views = _views(visit)
    where = dict(views.get(view, views["open"]))
    for name in ("tier", "pathway", "kind"):
        if chosen[name]:
            where[name] = None if chosen[name] == "-" else chosen[name]
    return where


def _waited_for(visit: Visit, agency: str) -> tuple[Predicate, ...]:
    """Only cases that wait for this agency, by questions that this reader may know of."""
    if not agency:
        return ()
    known = scope(visit.reader, "case_check", visit.now)
    waiting = All((known, OneOf("agency", frozenset({agency})), OneOf("state", frozenset({"waiting"}))))
    return (Related("case_check", waiting),)


def _tabs(visit: Visit, view: str, counts: Mapping[str, int]) -> SubNavigation:
    words = {
        "open": say("All open"),
        "mine": say("My work"),
        "unread": say("Unread"),
        "waiting": say("Waiting for agencies"),
        "undecided": say("To be decided"),
        "closed": say("Closed"),
    }
    links = tuple(
        Link(said, url_for("work.queue", hub=visit.hub.id, view=name), current=name == view, count=counts[name])
        for name, said in words.items()
    )
    return SubNavigation(links, gettext("Views of the queue"))


def _selects(visit: Visit, chosen: Mapping[str, str]) -> tuple[Select, ...]:
    hub = visit.hub
    tiers = {tier.id: tier.label for scale in hub.scales for tier in scale.tiers}
    return (
        _select(
            "tier", say("Rating"), chosen, {"-": gettext("Not rated"), **{id: plain(one) for id, one in tiers.items()}}
        ),
        _select("kind", say("Kind"), chosen, {one.id: plain(one.name) for one in hub.kinds}),
        _select("pathway", say("Pathway"), chosen, {one.id: plain(one.name) for one in hub.pathways}),
        _select("agency", say("Waiting for"), chosen, {one.id: plain(one.name) for one in hub.agencies}),
        _select(
            "sort",
            say("Sort by"),
            chosen,
            {"rating": gettext("Rating"), "newest": gettext("Newest first"), "oldest": gettext("Oldest first")},
            anything=gettext("Due first"),
        ),
    )


def _select(
    name: str, label: str, chosen: Mapping[str, str], options: Mapping[str, str], *, anything: str = ""
) -> Select:
    items = (
        Option(text=anything or gettext("Any"), value=""),
        *(Option(text=said, value=id) for id, said in options.items()),
    )
    return Select(name=name, label=Label(label), items=items, value=chosen[name])


def _filter(visit: Visit, chosen: Mapping[str, str]) -> Filter:
    """The filter with what is chosen by now, each with a link that takes it away."""
    groups = []
    for select in _selects(visit, chosen):
        if not chosen[select.name] or select.name == "sort":
            continue
        said = next(
            (option.text for option in select.items if option.value == chosen[select.name]), chosen[select.name]
        )
        rest = {name: value for name, value in request.args.items() if name not in (select.name, "page")}
        groups.append(FilterGroup(select.label.text, (Link(said, _address(visit, rest)),)))
    clear = Link(say("Show everything"), url_for("work.queue", hub=visit.hub.id, view=request.args.get("view", "open")))
    return Filter(
        heading=say("Filter"),
        submit=say("Show these"),
        selected_heading=say("Chosen"),
        selected=tuple(groups),
        clear=clear if groups else None,
    )


def _address(visit: Visit, rest: Mapping[str, str]) -> str:
    here = url_for("work.queue", hub=visit.hub.id)
    return f"{here}?{urlencode(rest)}" if rest else here


def _line(visit: Visit, reading: Reading, row: Mapping[str, Any]) -> QueueRow:
    hub = visit.pinned(reading, row["revision"])
    return QueueRow(
        href=url_for("work.case", hub=visit.hub.id, ref=row["case_ref"], pathway=row["pathway"]),
        reference=row["case_ref"],
        tier=badge(hub, row["scale"], row["tier"], unread=row["unread"]),
        clock=ClockFace(what=clock_name(row["due_clock"]), due=row["due_at"], now=visit.now) if row["due_at"] else None,
        who=people(row["who"], hub, row["pathway"]),
        what=_beginning(row["what"] or ""),
        source=row["source"] or "",
        kind=text(hub.find("kinds", row["kind"]).name),
        stage=text(_stage(hub, row["pathway"], row["stage"])),
        agencies=_agencies(hub, row),
        owner=row["owner_name"] or say("Nobody yet"),
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
    waiting = [AgencyMark(names.get(id, id), "waiting") for id in row["waiting_agencies"].split()]
    return (*waiting, *(AgencyMark(names.get(id, id), "replied") for id in row["answered_agencies"].split()))
