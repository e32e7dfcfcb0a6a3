"""What a queue may be narrowed by: the questions beside it, what was chosen, and the rows that this leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from hubwright.domain.access import Predicate, scope
from hubwright.domain.access.scope import All, OneOf, Related
from hubwright.domain.clocks.london import local, on
from hubwright.web.chrome import Link
from hubwright.web.components import Filter, FilterGroup, Label, Option, Select
from hubwright.web.language import gettext, mark, plain, say
from hubwright.web.visit import Visit

NAMES = ("tier", "kind", "pathway", "stage", "agency", "owner", "source", "unread", "due", "sort")
URGENT = ("-danger", "due_at", "tier_position", "received")
SORTS: Mapping[str, tuple[str, ...]] = {
    "due": URGENT,
    "rating": ("tier_position", "due_at"),
    "newest": ("-received",),
    "oldest": ("received",),
}
_DUE = {
    "late": mark("Late"),
    "hour": mark("Within an hour"),
    "today": mark("Today"),
    "week": mark("Within a week"),
}
NOBODY = "-"


def chosen() -> dict[str, str]:
    """What stands in the address, "" for what does not."""
    return {name: request.args.get(name, "") for name in NAMES}


def narrowed(visit: Visit, picked: Mapping[str, str]) -> dict[str, Any]:
    """The conditions on rows that what was chosen makes; a choice that the hub does not have narrows to nothing."""
    where: dict[str, Any] = {}
    for name in ("tier", "pathway", "kind", "stage", "source", "owner"):
        if picked[name]:
            where[name] = None if picked[name] == NOBODY else picked[name]
    if picked["unread"] == "yes":
        where["unread"] = True
    if picked["due"] in _DUE:
        where["due_at<="] = _until(picked["due"], visit.now)
    return where


def _until(due: str, now: datetime) -> datetime:
    ends = {"late": now, "hour": now + timedelta(hours=1), "week": now + timedelta(days=7)}
    # The end of the day in London, whatever hour that is in UTC.
    return ends[due] if due in ends else on(local(now).date() + timedelta(days=1), time(0)).astimezone(UTC)


def waited_for(visit: Visit, agency: str) -> tuple[Predicate, ...]:
    """Only cases that wait for this agency, by questions that this reader may know of."""
    if not agency:
        return ()
    known = scope(visit.reader, "case_check", visit.now)
    waiting = All((known, OneOf("agency", frozenset({agency})), OneOf("state", frozenset({"waiting"}))))
    return (Related("case_check", waiting),)


def selects(visit: Visit, picked: Mapping[str, str]) -> tuple[Select, ...]:
    """The questions beside the queue."""
    hub = visit.hub
    tiers = {tier.id: plain(tier.label) for scale in hub.scales for tier in scale.tiers}
    stages = {one.id: plain(one.name) for flow in hub.workflows.values() for one in flow.stages}
    owners = {seat.user: seat.name for seat in visit.colleagues("case.read")}
    sources = {door.source: door.source for door in hub.doors}
    sorts = {"rating": gettext("Rating"), "newest": gettext("Newest first"), "oldest": gettext("Oldest first")}
    return (
        _select("tier", say("Rating"), picked, {NOBODY: gettext("Not rated"), **tiers}),
        _select("due", say("Due"), picked, {id: gettext(said) for id, said in _DUE.items()}),
        _select("owner", say("Owner"), picked, {NOBODY: gettext("Nobody yet"), **owners}),
        _select("agency", say("Waiting for"), picked, {one.id: plain(one.name) for one in hub.agencies}),
        _select("kind", say("Kind"), picked, {one.id: plain(one.name) for one in hub.kinds}),
        _select("pathway", say("Pathway"), picked, {one.id: plain(one.name) for one in hub.pathways}),
        _select("stage", say("Stage"), picked, stages),
        _select("source", say("Who sent it"), picked, sources),
        _select("unread", say("Read"), picked, {"yes": gettext("Not read yet")}),
        _select("sort", say("Sort by"), picked, sorts, anything=gettext("Due first")),
    )


def _select(
    name: str, label: str, picked: Mapping[str, str], options: Mapping[str, str], *, anything: str = ""
) -> Select:
    items = (
        Option(text=anything or gettext("Any"), value=""),
        *(Option(text=said, value=id) for id, said in options.items()),
    )
    return Select(name=name, label=Label(label), items=items, value=picked[name])


def shown(visit: Visit, picked: Mapping[str, str]) -> Filter:
    """The filter with what is chosen by now, each with a link that takes it away."""
    groups = []
    for select in selects(visit, picked):
        if not picked[select.name] or select.name == "sort":
            continue
        said = next(
            (option.text for option in select.items if option.value == picked[select.name]), picked[select.name]
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


def kept(picked: Mapping[str, str], view: str) -> dict[str, str]:
    """What a saved view keeps: the view and what was chosen."""
    return {"view": view, **{name: value for name, value in picked.items() if value}}
