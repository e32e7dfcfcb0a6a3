"""Opening a hub to referrals, and closing it: acts of their own, so that nobody does either by publishing a draft.

What can be seen is looked at; what only people know is written down by name. A hub may be opened with a step undone:
then it says which, who opened it and why, on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hubwright.domain.cases.entries import Actor, Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.london import local, on
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.opened import Settled
from hubwright.domain.hubs.stream import HubState, hub_fact

WRITTEN = ("sharing_agreement", "impact_assessment", "number_rung", "first_signature", "second_signature")
"""Steps that only people can say are done, each with what they write."""
SEEN = ("privacy_page", "rota_filled", "messages_opened", "contacts_read")
"""Steps that are looked at."""
STEPS = ("sharing_agreement", "impact_assessment", "privacy_page", "rota_filled", "number_rung", "messages_opened",
         "contacts_read", "first_signature", "second_signature")  # fmt: skip
NOT_YET_OPEN, OPEN = "not_yet_open", "open"
ROTA_DAYS = 14
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the list.

    Args:
        settled: who said so and what they wrote, of a step that people say is done.
        missing: ids of agencies or kinds of contact, or hours, that a step which is looked at still lacks.
    """

    id: str
    done: bool
    settled: Settled | None = None
    missing: tuple[str, ...] = ()


def steps(hub: Hub, state: HubState, calendar: Calendar, read: Mapping[str, bool], now: datetime) -> tuple[Step, ...]:
    """The whole list.

    Args:
        hub: as it is drawn today, with its facts of the day.
        state: the hub's own stream, replayed.
        calendar: the hub's own hours, closures included.
        read: kind of contact to whether a person has read one test contact of it.
        now: UTC.
    """
    missing = {
        "privacy_page": () if "privacy" in hub.local.pages else ("privacy",),
        "rota_filled": unfilled(state, calendar, now),
        "messages_opened": tuple(
            one.id for one in hub.agencies if (tried := state.setting.tried.get(one.id)) is None or not tried.opened
        ),
        "contacts_read": tuple(kind.id for kind in hub.kinds if not read.get(kind.id)),
    }
    found = []
    for id in STEPS:
        if id in WRITTEN:
            settled = state.setting.steps.get(id)
            found.append(Step(id, settled is not None, settled))
        else:
            found.append(Step(id, not missing[id], None, missing[id]))
    return tuple(found)


def unfilled(state: HubState, calendar: Calendar, now: datetime) -> tuple[str, ...]:
    """The days of the next fortnight on which an hour has nobody on duty, as ISO dates in London.

    Whoever is on duty in the hours in which the hub is open holds its duty post then or is on call; so in the others.
    """
    posts = {"open": ("open", ""), "closed": ("closed", "")}
    found = []
    first = local(now).date()
    for day in (first + timedelta(days=number) for number in range(ROTA_DAYS)):
        begins, ends = _day(day)
        open_spans = [(max(a, begins), min(b, ends)) for a, b in calendar.spans(day)]
        spans = [("open", a, b) for a, b in open_spans if a < b]
        spans += [("closed", a, b) for a, b in _between(open_spans, begins, ends)]
        if any(not _covered(state, posts[when], max(a, now), b) for when, a, b in spans if b > now):
            found.append(day.isoformat())
    return tuple(found)


def _day(day: date) -> tuple[datetime, datetime]:
    return on(day, time(0)), on(day + timedelta(days=1), time(0))


def _between(
    spans: list[tuple[datetime, datetime]], begins: datetime, ends: datetime
) -> list[tuple[datetime, datetime]]:
    found, at = [], begins
    for first, last in spans:
        if at < first:
            found.append((at, first))
        at = max(at, last)
    return [*found, (at, ends)] if at < ends else found


def _covered(state: HubState, posts: tuple[str, ...], begins: datetime, ends: datetime) -> bool:
    at = begins
    for stint in sorted(state.rota.values(), key=lambda one: one.begins):
        if stint.post in posts and stint.begins <= at < stint.ends and stint.seat in state.seats:
            at = stint.ends
    return at >= ends


def settle(step: str, said: str, actor: Actor, *, now: datetime) -> list[Fact]:
    """Write down that a step is done.

    Raises:
        Refusal: there is no such step, or nothing is written.
    """
    if step not in WRITTEN:
        raise Refusal(why="There is no such step.", do="Choose one of those shown.", code="no_step")
    if not said.strip() or len(said) > _LONGEST:
        do = "Write it in at most 500 characters."
        raise Refusal(why="Nothing is written.", do=do, code="step_empty", fields=((step, do),))
    return [settled_fact(step, said, actor, now=now, done=True)]


def settled_fact(step: str, said: str, actor: Actor, *, now: datetime, done: bool) -> Fact:
    """That a step of either list is done, or is not after all."""
    body = {"step": step, "done": done, "said": said.strip(), "by": actor.name, "at": moment(now)}
    return hub_fact("hub.step_settled", body, now)


def sent_to(hub: Hub, digests: Mapping[str, str], *, now: datetime) -> list[Fact]:
    """Write down the test messages that are sent, each by the digest of what its link carries.

    Raises:
        Refusal: no agency has a mailbox.
    """
    found = [
        hub_fact("hub.message_tried", {"agency": agency, "digest": digest, "at": moment(now)}, now)
        for agency, digest in digests.items()
        if agency in hub.local.mailboxes
    ]
    if not found:
        raise Refusal(why="No agency has a mailbox.", do="Write the agencies' mailboxes down first.", code="no_mailbox")
    return found


def message_opened(state: HubState, digest: str, *, now: datetime) -> list[Fact]:
    """Write down that somebody pressed the button of a test message.

    Raises:
        Refusal: no message of this hub carries this, or a later one was sent.
    """
    for agency, one in state.setting.tried.items():
        if one.digest == digest:
            body = {"agency": agency, "at": moment(now)}
            return [] if one.opened else [hub_fact("hub.message_answered", body, now)]
    raise Refusal(why="This message is not the last one that was sent.", do="Open the latest one.", code="old_message")


def open_hub(hub: Hub, found: tuple[Step, ...], why: str, actor: Actor, *, now: datetime) -> list[Fact]:
    """Open the hub to referrals.

    Args:
        found: the list as it stands.
        why: the reason where a step is not done.

    Raises:
        Refusal: it is open, or a step is not done and no reason is given.
    """
    if hub.local.state == OPEN:
        raise Refusal(why="This hub is open to referrals.", do="Nothing is to be done.", code="open_already")
    without = [one.id for one in found if not one.done]
    if without and (not why.strip() or len(why) > _LONGEST):
        do = "Do what is missing, or say why the hub opens without it and who answers for that."
        raise Refusal(why="Not every step is done.", do=do, code="steps_missing", fields=(("why", do),))
    body = {"by": actor.name, "why": why.strip(), "without": without, "at": moment(now)}
    return [
        hub_fact("hub.opened", body, now),
        hub_fact("hub.fact_set", {"fact": "state", "value": OPEN}, now),
    ]


def close_hub(hub: Hub, why: str, actor: Actor, *, now: datetime) -> list[Fact]:
    """Close the hub to referrals: from now on it takes none, and its public pages say whom to ring.

    Raises:
        Refusal: it is not open, or it does not say why.
    """
    if hub.local.state != OPEN:
        raise Refusal(why="This hub is not open to referrals.", do="Nothing is to be done.", code="not_open")
    if not why.strip() or len(why) > _LONGEST:
        do = "Say why it closes, in at most 500 characters."
        raise Refusal(why="It does not say why.", do=do, code="why_missing", fields=(("close", do),))
    return [
        hub_fact("hub.closed", {"by": actor.name, "why": why.strip(), "at": moment(now)}, now),
        hub_fact("hub.fact_set", {"fact": "state", "value": "closed"}, now),
    ]


def opened_by_publishing(now: str, coming: str) -> Refusal | None:
    """What is said to whoever would open a hub by publishing; None where what comes does not.

    Args:
        now: how the hub stands, its facts of the day laid over what was published.
        coming: what the document says that is to be published.
    """
    if coming != OPEN or now == OPEN:
        return None
    return Refusal(
        why="The document says that the hub is open, and nobody has opened it.",
        do="Let it say what it said before. A hub is opened in the Studio, under Open to referrals.",
        code="opened_by_publishing",
    )
