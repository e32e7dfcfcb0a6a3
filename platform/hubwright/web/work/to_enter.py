"""What is to be entered in the council's own case system: the list, and one decision with its text to paste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.leaving import kinds_in_the_way
from hubwright.actions.outcome import Stale
from hubwright.domain.access import row_view, scope
from hubwright.domain.cases.state import Decision
from hubwright.domain.cases.topics.entering import GiveToSystem, RecordEntered, handed
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.chrome import Link
from hubwright.web.components import SubNavigation
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.paging import pages
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import line
from hubwright.web.work.copy_words import FOUND_WORDS
from hubwright.web.work.entering_text import written
from hubwright.web.work.found_shown import found
from hubwright.web.work.look import Look, look
from hubwright.web.work.people_shown import name_of

PER_PAGE = 25
_ORDER: Mapping[str, tuple[str, ...]] = {"waiting": ("decided_at",), "entered": ("-entered_at",)}


@dataclass(frozen=True, slots=True)
class Line:
    """One decision of the list; whose it is stands on its own page."""

    href: str
    reference: str
    outcome: str
    decided_at: Any
    left_at: Any
    there: str


def show(visit: Visit) -> Response:
    """The decisions that nobody has entered there yet, oldest first, or those that somebody has."""
    view = "entered" if request.args.get("view") == "entered" else "waiting"
    within = scope(visit.reader, "case_to_enter", visit.now)
    wheres: dict[str, dict[str, Any]] = {"waiting": {"entered_at": None}, "entered": {"entered_at<=": visit.now}}
    with visit.house.store.reading(visit.hub.id) as reading:
        counts = {name: reading.count("case_to_enter", scope=within, where=where) for name, where in wheres.items()}
        page, pagination = pages(counts[view], PER_PAGE)
        rows = reading.rows(
            "case_to_enter",
            scope=within,
            where=wheres[view],
            order=_ORDER[view],
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )
        lines = []
        for row in rows:
            hub = visit.pinned(reading, row["revision"])
            lines.append(
                _line(
                    visit,
                    plain(text(hub.find("routes", row["route"]).name)),
                    row_view(row, "case_to_enter", visit.reader),
                )
            )
    tabs = {"waiting": say("Not entered yet"), "entered": say("Entered")}
    links = tuple(
        Link(said, url_for("work.to_enter", hub=visit.hub.id, view=name), current=name == view, count=counts[name])
        for name, said in tabs.items()
    )
    return make_response(
        render_template(
            "work/to_enter.html",
            chrome=work_chrome(visit, current="to_enter"),
            title=say("To enter elsewhere"),
            heading=say("To enter elsewhere"),
            system=text(visit.hub.handover.system) if visit.hub.handover else "",
            views=SubNavigation(links, gettext("Views of what is to be entered")),
            lines=lines,
            view=view,
            pagination=pagination,
        )
    )


def _line(visit: Visit, outcome: str, row: Mapping[str, Any]) -> Line:
    return Line(
        href=_href(visit, row["case_ref"], row["subject"], row["pathway"], row["number"]),
        reference=f"{row['case_ref']}-{row['subject']}",
        outcome=outcome,
        decided_at=row["decided_at"],
        left_at=row["left_at"],
        there=row["reference"] or "",
    )


def _href(visit: Visit, ref: str, subject: str, pathway: str, number: int) -> str:
    return url_for("work.entering", hub=visit.hub.id, ref=ref, subject=subject, pathway=pathway, number=number)


def one(visit: Visit, ref: str, subject: str, pathway: str, number: str) -> Response:
    """One decision: its text to paste, its file, and the reference that it got over there."""
    seen = look(visit, ref)
    decision = _decision(seen, subject, pathway, number)
    at = decision.number
    if request.method == "GET":
        return _page(seen, decision)
    gives = request.form.get("act", "") if request.form.get("act") in ("file", "copy") else ""
    command = (
        GiveToSystem(subject, pathway, at, gives, request.form.get("found", ""))
        if gives
        else RecordEntered(subject, pathway, at, request.form.get("reference", ""))
    )
    try:
        done = act_on_case(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), case=ref, command=command)
    except Refusal as refusal:
        return _page(seen, decision, refusal=refusal)
    if gives == "copy":
        return make_response(redirect(_href(visit, ref, subject, pathway, at)))
    if gives and not isinstance(done, Stale):
        # On record before a byte of it leaves.
        return _file(seen, decision)
    return make_response(redirect(url_for("work.to_enter", hub=visit.hub.id)))


def _decision(seen: Look, subject: str, pathway: str, number: str) -> Decision:
    """The decision, where this reader sees it.

    Raises:
        NotFound: there is none that they see.
    """
    for known in seen.case.decisions:
        same = (known.subject, known.pathway, str(known.number)) == (subject, pathway, number)
        if same and known.handover and seen.may("decision.enter", pathway):
            return known
    raise NotFound("There is no such decision.")


def _file(seen: Look, decision: Decision) -> Response:
    answer = make_response(written(seen, decision).encode())
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    name = f"{seen.case.ref}-{decision.subject}-{decision.number}.txt"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(seen: Look, decision: Decision, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    held = handed(seen.case).get((decision.subject, decision.pathway, decision.number))
    ways = seen.hub.handover.ways if seen.hub.handover else ()
    body = {"subject": decision.subject, "pathway": decision.pathway, "number": decision.number}
    # Nothing of the text is shown to be taken away before somebody has said why it may go.
    stops = kinds_in_the_way(
        seen.visit.house, hub=seen.visit.hub.id, case=seen.case.ref, type="case.given_to_system", body=body
    )
    asks = found(request.form, wrong or {"found": ""}) if stops else []
    field = line("reference", say("Its reference there"), request.form, wrong, given=held.reference if held else "")
    page = render_template(
        "work/entering.html",
        chrome=work_chrome(seen.visit, current="to_enter"),
        title=say("Enter a decision elsewhere"),
        heading=say("Enter a decision elsewhere"),
        seen=seen,
        case=seen.case,
        who=name_of(seen.case.subjects[decision.subject], seen),
        written=written(seen, decision),
        system=text(seen.hub.handover.system) if seen.hub.handover else "",
        copies="copy" in ways,
        files="file" in ways and not stops,
        files_there="file" in ways,
        stops=[say(FOUND_WORDS[one]) for one in stops],
        asks=asks,
        field=field,
        held=held,
        errors=summary(refusal, wrong, [*asks, field]),
    )
    return make_response(page, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
