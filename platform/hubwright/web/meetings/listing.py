"""The meetings of a hub: today's, those to come and those that were; one's own first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from hubwright.domain.access import row_view, scope
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.drawn.meetings import STRATEGY
from hubwright.web.chrome import Link
from hubwright.web.components import SubNavigation
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit

MODES: Mapping[str, str] = {
    "in_person": mark("In person"),
    "video": mark("By video"),
    "telephone": mark("By telephone"),
}
STANDING: Mapping[str, str] = {
    "called": mark("Called"),
    "begun": mark("Going on"),
    "ended": mark("Held"),
    "cancelled": mark("Cancelled"),
}
_MOST = 100


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """One line of the list."""

    href: str
    reference: str
    name: str
    title: str
    starts: datetime
    mode: str
    standing: str
    mine: bool


def show(visit: Visit) -> Response:
    """Today's meetings, those to come or those that were."""
    view = request.args.get("view", "")
    view = view if view in ("coming", "past") else "today"
    rows = _rows(visit, view)
    lines = sorted((_line(visit, row, mine) for row, mine in rows), key=lambda one: not one.mine)
    body = render_template(
        "meetings/list.html",
        chrome=work_chrome(visit, current="meetings"),
        title=say("Meetings"),
        heading=say("Meetings"),
        views=_views(visit, view),
        lines=lines,
        new=[
            (text(one.name), text(one.hint), url_for("meetings.new", hub=visit.hub.id, type=one.id))
            for one in visit.hub.meeting_types
            if visit.reader.may("meeting.call") or (one.stands_for == STRATEGY and visit.reader.may("case.act_now"))
        ],
    )
    return make_response(body)


def _views(visit: Visit, view: str) -> SubNavigation:
    names = (("today", say("Today")), ("coming", say("To come")), ("past", say("Past")))
    links = tuple(
        Link(words, url_for("meetings.all", hub=visit.hub.id, view=name), current=name == view) for name, words in names
    )
    return SubNavigation(links, gettext("Views of the list"))


def _rows(visit: Visit, view: str) -> Iterable[tuple[Mapping[str, Any], bool]]:
    """Each meeting once, and whether the visitor, or their agency, is asked to come."""
    began = local(visit.now)
    midnight = visit.now - timedelta(hours=began.hour, minutes=began.minute, seconds=began.second)
    tomorrow = midnight + timedelta(days=1)
    where: dict[str, Any] = {"starts>=": midnight, "starts<": tomorrow}
    if view == "coming":
        where = {"starts>=": tomorrow}
    elif view == "past":
        where = {"starts<": midnight}
    order = ("-starts",) if view == "past" else ("starts",)
    with visit.house.store.reading(visit.hub.id) as reading:
        found: dict[str, tuple[Mapping[str, Any], bool]] = {}
        for table in ("meeting_row", "meeting_person"):
            within = scope(visit.reader, table, visit.now)
            for row in reading.rows(table, scope=within, where=where, order=order, limit=_MOST):
                seen = row_view(row, table, visit.reader)
                mine = table == "meeting_person" and visit.actor.id == row["user_id"]
                known = found.get(row["meeting_ref"])
                found[row["meeting_ref"]] = (known[0] if known else seen, mine or bool(known and known[1]))
    return found.values()


def _line(visit: Visit, row: Mapping[str, Any], mine: bool) -> MeetingShown:
    names = {one.id: text(one.name) for one in visit.hub.meeting_types}
    return MeetingShown(
        href=url_for("meetings.show", hub=visit.hub.id, ref=row["meeting_ref"]),
        reference=row["meeting_ref"],
        name=names.get(row["type"], row["type"]),
        title=row["title"],
        starts=row["starts"],
        mode=say(MODES.get(row["mode"], row["mode"])),
        standing=say(STANDING[row["standing"]]),
        mine=mine,
    )
