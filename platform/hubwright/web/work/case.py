"""The page of a case: who, what was said, what is known, what was decided, and what must happen next."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from hubwright.web.language import text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work import case_parts as parts
from hubwright.web.work.look import Look, look


def show(visit: Visit, ref: str) -> Response:
    """The case as this visitor may see it."""
    return make_response(render_template("work/case.html", **page(look(visit, ref))))


def page(seen: Look) -> dict[str, object]:
    """Everything that the template of a case shows."""
    case = seen.case
    return {
        "chrome": work_chrome(seen.visit, current="queue"),
        "title": case.ref,
        "case": case,
        "seen": seen,
        "identity": parts.identity(seen),
        "alarms": parts.alarms(seen),
        "people": parts.people(seen),
        "contacts": parts.contacts(seen),
        "checks": parts.checks(seen),
        "ratings": parts.ratings(seen),
        "decisions": parts.decisions(seen),
        "clocks": parts.clocks(seen),
        "acts": parts.acts(seen),
        "next_act": parts.next_act(seen),
        "timeline": parts.timeline(seen),
        "raised": parts.raised(seen),
        "stage": text(parts.stage(seen).name),
        "done": request.args.get("done", ""),
    }
