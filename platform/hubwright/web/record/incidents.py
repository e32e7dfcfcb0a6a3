"""What went wrong in the work itself: the list, and writing one down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound as NoPage

from hubwright.actions.incidents import open_incident
from hubwright.domain.access import row_view, scope
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import IncidentKind
from hubwright.domain.errors import Refusal
from hubwright.domain.incidents import Open
from hubwright.web.chrome import Link
from hubwright.web.components import ClockFace, Field, SubNavigation
from hubwright.web.components import Label as Title
from hubwright.web.components.fields import TextInput
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.paging import pages
from hubwright.web.record.as_of import moment_typed
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, listed, words

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class IncidentShown:
    """One line of the list."""

    href: str
    reference: str
    kind: str
    what: str
    noticed: datetime
    clock: ClockFace | None
    agency: str
    hours: str
    closed: bool


def show(visit: Visit) -> Response:
    """What is open, or closed, of one kind or of all; what waits longest for its time stands first."""
    kinds = {kind.id: kind for kind in visit.hub.incidents}
    wanted = request.args.get("kind", "")
    closed = request.args.get("view") == "closed"
    where: dict[str, Any] = {"closed>": datetime.min.replace(tzinfo=visit.now.tzinfo)} if closed else {"closed": None}
    if wanted in kinds:
        where["kind"] = wanted
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "incident_row", visit.now)
        total = reading.count("incident_row", scope=within, where=where)
        page, pagination = pages(total, PER_PAGE)
        rows = reading.rows(
            "incident_row",
            scope=within,
            where=where,
            order=("-closed", "-noticed") if closed else ("due_at", "-noticed"),
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )
    lines = [_line(visit, kinds, row_view(row, "incident_row", visit.reader)) for row in rows]
    return make_response(
        render_template(
            "record/incidents.html",
            chrome=work_chrome(visit, current="incidents"),
            title=say("What went wrong"),
            heading=say("What went wrong"),
            views=_views(visit, kinds, wanted, closed),
            kinds=[
                (text(kind.name), text(kind.hint), url_for("record.new_incident", hub=visit.hub.id, kind=id))
                for id, kind in kinds.items()
            ]
            if visit.reader.may("incident.record") or visit.reader.may("incident.read")
            else [],
            lines=lines,
            pagination=pagination,
            lost=hours_said(sum(row["minutes"] for row in rows)),
        )
    )


def _views(visit: Visit, kinds: Mapping[str, IncidentKind], wanted: str, closed: bool) -> SubNavigation:
    def where(**parts: str) -> str:
        return url_for("record.incidents", hub=visit.hub.id, **parts)  # type: ignore[arg-type]

    links = [Link(say("All open"), where(), current=not closed and wanted not in kinds)]
    links += [Link(text(kind.name), where(kind=id), current=not closed and wanted == id) for id, kind in kinds.items()]
    links.append(Link(say("Closed"), where(view="closed"), current=closed))
    return SubNavigation(tuple(links), gettext("Views of the list"))


def _line(visit: Visit, kinds: Mapping[str, IncidentKind], row: Mapping[str, Any]) -> IncidentShown:
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    kind = kinds.get(row["kind"])
    return IncidentShown(
        href=url_for("record.incident", hub=visit.hub.id, ref=row["incident_ref"]),
        reference=row["incident_ref"],
        kind=text(kind.name) if kind else "",
        what=row["what"] if len(row["what"]) <= 160 else f"{row['what'][:160].rsplit(' ', 1)[0]} …",
        noticed=row["noticed"],
        clock=ClockFace(what=say("to be seen to"), due=row["due_at"], now=visit.now)
        if row["due_at"] and row["closed"] is None
        else None,
        agency=agencies.get(row["agency"] or "", ""),
        hours=hours_said(row["minutes"]),
        closed=row["closed"] is not None,
    )


def hours_said(minutes: int) -> str:
    """Lost time in hours, "1.5 h"; "" for none."""
    return gettext("%(hours)s h", hours=f"{minutes / 60:.2f}".rstrip("0").rstrip(".")) if minutes else ""


def minutes_typed(typed: str) -> int:
    """Minutes of typed hours; -1 where that is no number."""
    try:
        return round(float(typed.replace(",", ".")) * 60) if typed.strip() else 0
    except (ValueError, OverflowError):
        return -1


def new(visit: Visit, kind: str) -> Response:
    """Write one down: the form, or doing it."""
    drawn = next((one for one in visit.hub.incidents if one.id == kind), None)
    if drawn is None:
        raise NoPage
    if request.method == "GET":
        return _form(visit, drawn)
    try:
        done = open_incident(
            visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), command=_command(drawn, visit)
        )
    except Refusal as refusal:
        return _form(visit, drawn, refusal=refusal)
    return make_response(
        redirect(url_for("record.incident", hub=visit.hub.id, ref=done.result["incident"], done="opened"))
    )


def _command(kind: IncidentKind, visit: Visit) -> Open:
    form = request.form
    noticed = moment_typed(form.get("noticed", ""), whole_minute=False)
    if noticed is None:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="incident_incomplete",
            fields=(("noticed", "Write a day and a time that exist."),),
        )
    return Open(
        kind=kind.id,
        what=form.get("what", ""),
        noticed=min(noticed, visit.now) if (noticed - visit.now).total_seconds() < 60 else noticed,
        case=form.get("case", ""),
        agency=form.get("agency", ""),
        who=form.get("who", ""),
        whose=form.get("whose", ""),
        how=form.get("how", ""),
        minutes=minutes_typed(form.get("hours", "")),
    )


_HOW = {"near_miss": mark("What stopped it?"), "disclosure": mark("By which way did it leave?")}
_WHO = {"disclosure": mark("Whom did it reach?"), "barrier": mark("Who must take it away?")}


def _fields(visit: Visit, kind: IncidentKind, values: Values, wrong: Wrong) -> list[Field]:
    now = local(visit.now).strftime("%Y-%m-%dT%H:%M")
    agencies = [(agency.id, str(text(agency.name))) for agency in visit.hub.agencies]
    fields: list[Field] = [
        words("what", say("What happened?"), values, wrong, hint=say("Leave out names where a reference will do."))
        if kind.stands_for != "barrier"
        else words("what", say("What stands in the way?"), values, wrong),
        TextInput(
            name="noticed",
            label=Title(say("When did somebody here notice?"), "govuk-label--s"),
            hint=say("The time to see to it runs from then."),
            type="datetime-local",
            value=values.get("noticed", now),
            classes="govuk-input--width-20",
            error=say(wrong["noticed"]) if "noticed" in wrong else "",
        ),
    ]
    if kind.stands_for in _WHO:
        fields.append(line("who", say(_WHO[kind.stands_for]), values, wrong))
    if kind.stands_for == "disclosure":
        fields.append(line("whose", say("Whose information was it?"), values, wrong))
    if kind.stands_for in _HOW:
        fields.append(line("how", say(_HOW[kind.stands_for]), values, wrong))
    fields.append(listed("agency", say("Which agency does it concern?"), agencies, values, wrong))
    if kind.stands_for == "barrier":
        fields.append(line("hours", say("Hours of work lost so far"), values, wrong))
    none = say("Leave it empty where there is none.")
    fields.append(line("case", say("Reference of a case it is about"), values, wrong, hint=none))
    return fields


def _form(visit: Visit, kind: IncidentKind, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(visit, kind, request.form, wrong)
    body = render_template(
        "record/new_incident.html",
        chrome=work_chrome(visit, current="incidents"),
        title=text(kind.name),
        heading=text(kind.name),
        hint=text(kind.hint),
        fields_of_incident=fields,
        errors=summary(refusal, wrong, fields),
        back_to=url_for("record.incidents", hub=visit.hub.id),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
