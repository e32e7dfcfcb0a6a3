"""A strategy discussion in two acts from the page of a case, at any stage: nothing waits for it (law 8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics.minuting import meetings_of
from hubwright.domain.definitions.drawn.meetings import STRATEGY
from hubwright.web.language import mark, plain, text
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _starting(seen: Look) -> list[dict[str, str]] | None:
    """The discussions that can be called for this case now, closed or not: the one press that leads to the form."""
    pathways = set(seen.case.pathways)
    found = [
        {
            "name": plain(text(one.name)),
            "href": url_for("meetings.new", hub=seen.visit.hub.id, type=one.id, case=seen.case.ref),
        }
        for one in seen.visit.hub.meeting_types
        if one.stands_for == STRATEGY
        and (not one.pathways or pathways & set(one.pathways))
        and (seen.may("meeting.call") or seen.may("case.act_now"))
    ]
    return found or None


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    """Which kind of meeting, and why it was left for another time."""
    at = meetings_of(seen.case).get(body.get("meeting", ""))
    id = at.type if at is not None else body.get("type", "")
    name = next((plain(text(one.name)) for one in seen.hub.meeting_types if one.id == id), "")
    return [one for one in (name, body.get("reason", "")) if one]


_ENTRIES: Mapping[str, str] = {
    "case.meeting_owed": mark("A meeting is owed, or no longer owed"),
    "case.meeting_called": mark("Put on the agenda of a meeting"),
    "case.meeting_moved": mark("Meeting moved"),
    "case.meeting_left": mark("Left for another meeting, or taken off the agenda"),
    "case.meeting_begun": mark("Meeting begun"),
    "case.meeting_ended": mark("Meeting ended"),
}


TOPIC = WorkTopic(
    entries=_ENTRIES,
    lines=dict.fromkeys(_ENTRIES, _line),
    clocks={"meeting": mark("Meeting held")},
    panels=(Panel("start-a-meeting", mark("Discuss it now"), "now", "starting_a_meeting.html", _starting),),
)
