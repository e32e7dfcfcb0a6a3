"""Who takes part in a meeting, in words."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.meetings.state import Attender
from hubwright.web.language import gettext, mark, plain, say
from hubwright.web.meetings.taking import Taking

STATES = {
    "invited": mark("asked to come"),
    "present": mark("present"),
    "remote": mark("remote"),
    "sent": mark("sent information"),
    "apologies": mark("apologies"),
    "no_response": mark("no answer"),
    "observer": mark("observer"),
}
BY = {"video": mark("by video"), "telephone": mark("by telephone")}


@dataclass(frozen=True, slots=True)
class Present:
    """One agency or person: its name, how it takes part, and whether it does at all."""

    name: str
    state: str
    there: bool


def present(seen: Taking) -> list[Present]:
    """Everybody who was asked or came, those who take part first."""
    agencies = seen.seen.agencies()
    found = []
    for one in seen.meeting.people.values():
        agency = plain(agencies.get(one.agency, "")) or one.organisation
        name = ", ".join(part for part in (agency, one.name) if part)
        found.append(
            Present(name, state_at(one, over=seen.meeting.ended is not None), one.state in ("present", "remote"))
        )
    return sorted(found, key=lambda one: not one.there)


def state_of(person: Attender) -> str:
    """How somebody takes part."""
    said = plain(say(STATES[person.state]))
    by = plain(say(BY[person.by])) if person.by in BY else ""
    left = gettext("left") if person.left else ""
    return ", ".join(part for part in (said, by, left) if part)


def state_at(one: Attender, *, over: bool) -> str:
    """How somebody takes part; once the meeting is over, whoever was asked and never noted is not still to come."""
    if one.state == "invited" and over:
        return say("asked to come, and nothing was noted")
    return state_of(one) if one.state in STATES else one.state
