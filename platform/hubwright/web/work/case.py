"""The page of a case: who, what was said, what is known, what was decided, and what must happen next."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from hubwright.web.language import text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work import clocks_shown, contacts_shown, next_acts, people_shown, story_shown
from hubwright.web.work.look import Look, look
from hubwright.web.work.owner_shown import owner
from hubwright.web.work.topics import TOPICS
from hubwright.web.work.topics.topic import PLACES, Panel


def show(visit: Visit, ref: str) -> Response:
    """The case as this visitor may see it."""
    return make_response(render_template("work/case.html", **page(look(visit, ref))))


def panels(seen: Look) -> dict[str, list[tuple[Panel, object]]]:
    """The parts of the page that topics add, by place: those that have something to show."""
    shown = [(panel, panel.show(seen)) for topic in TOPICS for panel in topic.panels]
    return {place: [(panel, what) for panel, what in shown if panel.place == place and what] for place in PLACES}


def page(seen: Look) -> dict[str, object]:
    """Everything that the template of a case shows."""
    case = seen.case
    return {
        "chrome": work_chrome(seen.visit, current="queue"),
        "title": case.ref,
        "case": case,
        "seen": seen,
        "identity": people_shown.identity(seen),
        "alarms": next_acts.alarms(seen),
        "people": people_shown.people(seen),
        "owner": owner(seen.visit, case.owner_name),
        "contacts": contacts_shown.contacts(seen),
        "checks": story_shown.checks(seen),
        "ratings": story_shown.ratings(seen),
        "decisions": story_shown.decisions(seen),
        "clocks": clocks_shown.clocks(seen),
        "acts": next_acts.acts(seen),
        "panels": panels(seen),
        "next_act": next_acts.next_act(seen),
        "timeline": story_shown.timeline(seen),
        "raised": next_acts.raised(seen),
        "stage": text(next_acts.stage(seen).name),
        "done": request.args.get("done", ""),
    }
