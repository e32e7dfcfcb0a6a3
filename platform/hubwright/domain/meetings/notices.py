"""The messages that follow from what is decided about a meeting: its reference and a link, never what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hubwright.domain.cases.addressing import addresses
from hubwright.domain.cases.entries import Actor, Fact
from hubwright.domain.cases.notice import Notice
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.meetings.state import MeetingState

TO_ALL = ("meeting.moved", "meeting.cancelled")
"""What everybody hears of who is asked to come; of being asked, only whoever is."""


def notices_of(facts: Iterable[Fact], after: MeetingState, hub: Hub, *, by: Actor, open_now: bool) -> Iterator[Notice]:
    """The notices that follow from facts about a meeting.

    Args:
        facts: as `decide` gave them; those of cases cause none here.
        after: the meeting as they make it.
        hub: the drawing, with today's addresses.
        by: who did it; nobody writes to themselves.
        open_now: whether the hub is open at this hour, which says who the duty holder is.
    """
    for fact in facts:
        if fact.type == "meeting.called":
            yield from _to(fact.body["people"], after, hub, by)
        elif fact.type == "meeting.asked":
            yield from _to([fact.body["person"]], after, hub, by)
        elif fact.type in TO_ALL:
            people = [{"user": one.user, "agency": one.agency, "state": one.state} for one in after.people.values()]
            yield from _to(people, after, hub, by)
        elif fact.type == "meeting.begun" and (tells := fact.body["tells"]) is not None:
            post = "duty" if tells["who"] == "duty" else f"role:{tells['role']}"
            for address in addresses(tells["who"], tells["role"] or None, hub, open_now):
                yield Notice("not_quorate", address, after.ref, "meeting", post=post)


def _to(people: Iterable[Mapping[str, Any]], after: MeetingState, hub: Hub, by: Actor) -> Iterator[Notice]:
    """One message to each person who has a seat here, else to the mailbox of their agency; once each."""
    asked = [one for one in people if one["state"] in ("invited", "observer")]
    for user in dict.fromkeys(one["user"] for one in asked if one["user"] and one["user"] != by.id):
        yield Notice("meeting", "", after.ref, "meeting", post="person", user=user)
    for agency in dict.fromkeys(one["agency"] for one in asked if one["agency"] and not one["user"]):
        if mailbox := hub.local.mailboxes.get(agency):
            yield Notice("meeting", mailbox, after.ref, "meeting", post=f"agency:{agency}")
