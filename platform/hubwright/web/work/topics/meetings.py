"""A strategy discussion in two acts from the page of a case, at any stage: nothing waits for it (law 8)."""

from __future__ import annotations

from flask import url_for

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


TOPIC = WorkTopic(
    clocks={"meeting": mark("Meeting held")},
    panels=(Panel("start-a-meeting", mark("Discuss it now"), "acts", "starting_a_meeting.html", _starting),),
)
