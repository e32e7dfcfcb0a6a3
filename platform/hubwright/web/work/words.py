"""The platform's own words for what the record holds: clocks, kinds of return, natures, deeds. Never a hub's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hubwright.domain.definitions.hub import Hub
from hubwright.web.language import gettext, mark, say, text

if TYPE_CHECKING:
    from hubwright.web.work.topics.topic import WorkTopic

CLOCKS: Mapping[str, str] = {
    "first_look": mark("first look"),
    "acknowledge": mark("acknowledgement"),
    "decision": mark("decision"),
    "return": mark("return"),
    "accept": mark("acceptance"),
    "feedback": mark("feedback"),
}

RETURNS: Mapping[str, str] = {
    "not_known": mark("Not known to us"),
    "known_nothing_relevant": mark("Known, nothing relevant"),
    "shared": mark("We hold something and share it"),
    "held_not_written": mark("We hold something that cannot be written"),
    "not_identified": mark("We could not be sure who this is"),
    "could_not_search": mark("We could not search"),
}

_KEPT_BACK = mark("Answered; shown once the rating is more urgent")

NATURES: Mapping[str, str] = {
    "fact": mark("Fact"),
    "witnessed": mark("Witnessed"),
    "hearsay": mark("Hearsay"),
    "opinion": mark("Opinion"),
}

PASSING_ON: Mapping[str, str] = {
    "ask_first": mark("Ask us first"),
    "hub_only": mark("No, it stays in the hub"),
    "to_these": mark("Only to the agencies we name"),
    "as_needed": mark("Yes, as needed to protect"),
}

CONSENTS: Mapping[str, str] = {
    "given": mark("Agreement was sought and given"),
    "refused": mark("Agreement was sought and refused"),
    "not_sought": mark("Agreement was not sought"),
}

TOLDS: Mapping[str, str] = {
    "told": mark("They are told first"),
    "not_told": mark("They are not told first"),
    "exempt": mark("They need not be told first: the law allows it here"),
}

TELLING: Mapping[str, str] = {
    "email": mark("By e-mail, with a link"),
    "text": mark("By text message, with a link"),
    "telephone": mark("By telephone"),
    "post": mark("By post"),
    "in_person": mark("In person"),
    "withheld": mark("Not told, for a reason"),
}

FILES: Mapping[str, str] = {
    "photograph": mark("Photograph"),
    "body_map": mark("Body map"),
    "report": mark("Report"),
    "chronology": mark("Chronology"),
    "letter": mark("Letter"),
    "other": mark("Other"),
}

VERDICTS: Mapping[str, str] = {
    "quarantined": mark("Being looked into; it can be opened in a few minutes"),
    "clean": mark("Looked into, nothing found"),
    "infected": mark("Malware was found in it: it stays closed"),
    "not_scanned": mark("Nobody has looked into it for malware"),
}

MOMENTS: Mapping[str, str] = {
    "initial": mark("first rating"),
    "interim": mark("on the way"),
    "final": mark("final rating"),
}

CONFIRMED: Mapping[bool | None, str] = {
    None: mark("provisional"),
    True: mark("confirmed by a second person"),
    False: mark("declined by a second person"),
}

THRESHOLD: Mapping[str, str] = {
    "met": mark("Met"),
    "not_met": mark("Not met"),
    "not_known": mark("Not known yet"),
}

VOTES: Mapping[str, str] = {"yes": mark("Yes"), "no": mark("No"), "silent": mark("No answer yet")}

ALARMS: Mapping[str, str] = {
    "danger": mark("An answer says that someone is in danger now"),
    "unread": mark("Nobody has read this within its time"),
    "late": mark("Past its time"),
    "soon": mark("Nearly past its time"),
}

ENTRIES: Mapping[str, str] = {
    "case.opened": mark("Received"),
    "case.contact_added_to": mark("The referrer sent more"),
    "case.read": mark("Read"),
    "case.assigned": mark("Given an owner"),
    "case.rated": mark("Rated"),
    "case.agencies_asked": mark("Agencies asked"),
    "case.return_recorded": mark("An agency answered"),
    "case.noted": mark("Note"),
    "case.acted_now": mark("Immediate action started"),
    "case.person_added": mark("Person added"),
    "case.decided": mark("Decided"),
    "case.route_answered": mark("The receiving service answered"),
    "case.referrer_told": mark("Referrer told"),
    "case.closed": mark("Closed"),
    "case.reopened": mark("Reopened"),
    "case.corrected": mark("Corrected"),
    "case.alarm_raised": mark("Alarm raised"),
    "case.alarm_told": mark("Alarm told"),
    "case.alarm_acknowledged": mark("Alarm taken on"),
    "case.clocks_moved": mark("Due times moved"),
}


def _topics() -> tuple[WorkTopic, ...]:
    """The topics, asked for when they are needed: what they show is said in the words above."""
    from hubwright.web.work.topics import TOPICS

    return TOPICS


def return_name(kind: str) -> str:
    """Which kind of answer an agency gave, as far as it is shown."""
    return say(RETURNS.get(kind, _KEPT_BACK))


def clock_name(id: str) -> str:
    """What a clock of a case is about ("decision"), from its id there."""
    first = id.split(":", 1)[0]
    return say(next((one.clocks[first] for one in _topics() if first in one.clocks), CLOCKS.get(first, id)))


def entry_name(type: str) -> str:
    """What a line of the record is called."""
    return say(next((one.entries[type] for one in _topics() if type in one.entries), ENTRIES.get(type, type)))


def alarm_name(why: str) -> str:
    """Why an alarm was raised."""
    return say(next((one.alarms[why] for one in _topics() if why in one.alarms), ALARMS.get(why, why)))


def people(who: str, hub: Hub, pathway: str) -> str:
    """The people of a strand as a list shows them; somebody without a name is called what they are.

    Args:
        who: names from the projection, those without one marked.
        hub: for what a subject is called.
        pathway: of the strand.
    """
    subject = text(hub.find("pathways", pathway).subject)
    said = []
    for name in who.split(" · "):
        if name == "~unborn":
            said.append(gettext("Unborn baby"))
        elif name.startswith("~"):
            role = name.removeprefix("~")
            said.append(
                gettext("%(subject)s, name not known", subject=str(subject).capitalize()) if role == "unnamed" else role
            )
        else:
            said.append(name)
    return ", ".join(said)
