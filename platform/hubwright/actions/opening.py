"""Deeds that lead to a hub's first referral: steps written down, test messages, opening; and closing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from hubwright.actions.house import House, Seated, seated
from hubwright.actions.outcome import Done
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import LINK, Actor, Fact
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.hubs import HUB_STREAM, hub_of
from hubwright.domain.hubs.opening import (
    Step,
    close_hub,
    message_opened,
    open_hub,
    sent_to,
    settle,
    settled_fact,
    steps,
)
from hubwright.domain.training import training_id
from hubwright.ports import Work

PASSED = "passed:"
"""What the step begins with under which a hub remembers a version that it does not want; its content follows."""


def opening_steps(house: House, here: Seated) -> tuple[Step, ...]:
    """The check list of a hub as it stands.

    Args:
        house: the ports.
        here: the hub's day.
    """
    now = house.now()
    calendars = house.calendars(here.hub, here.state.closures, now.date())
    return steps(here.hub, here.state, calendars[here.hub.calendar], tested(house, here), now)


def tested(house: House, here: Seated) -> Mapping[str, bool]:
    """Kind of contact to whether somebody with a seat in the hub has read one of it in its hub for training."""
    people = {seat.user for seat in here.state.seats.values()}
    found: dict[str, bool] = {}
    with house.store.installation.reading() as installation:
        there = installation.one("installation_hub", id=training_id(here.hub.id)) is not None
    if not there:
        return {}
    with house.store.reading(training_id(here.hub.id)) as reading:
        for row in reading.rows("case_row", scope=Everything(), where={"unread": False}):
            entries = reading.entries(f"case:{row['case_ref']}")
            if not found.get(row["kind"]) and any(one.actor in people for one in entries):
                found[row["kind"]] = True
    return found


def settle_step(house: House, *, hub: str, actor: Actor, deed: str, step: str, said: str) -> Done:
    """Write down that a step of the check list is done.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who says so.
        deed: id of this deed.
        step: one of `opening.WRITTEN`.
        said: a reference, who answered, who signs.

    Raises:
        Refusal: the actor may not, there is no such step, or nothing is written.
    """
    return _done(house, hub, actor, deed, [step, said], lambda work, _: settle(step, said, actor, now=work.now))


def decide_step(house: House, *, hub: str, actor: Actor, deed: str, step: str, done: bool) -> Done:
    """Write down that a decision of the guided path is made, or is open after all.

    Args:
        house, hub, actor, deed: as for `settle_step`.
        step: id of the decision.

    Raises:
        Refusal: the actor may not.
    """

    def facts(work: Work, _: Seated) -> list[Fact]:
        return [settled_fact(f"start:{step}", "", actor, now=work.now, done=done)]

    return _done(house, hub, actor, deed, [step, done], facts)


def pass_over(house: House, *, hub: str, actor: Actor, deed: str, content: str, done: bool) -> Done:
    """Write down that the later version of a template is not wanted, or is to be looked at after all.

    An even later version has another content, and so it is told of again.

    Args:
        house, hub, actor, deed: as for `settle_step`.
        content: the hash of that version.
        done: whether it is passed over.

    Raises:
        Refusal: the actor may not.
    """

    def facts(work: Work, _: Seated) -> list[Fact]:
        return [settled_fact(f"{PASSED}{content}", "", actor, now=work.now, done=done)]

    return _done(house, hub, actor, deed, [f"{PASSED}{content}", done], facts)


def send_test_messages(house: House, *, hub: str, actor: Actor, deed: str, base_url: str) -> Done:
    """Send each agency's mailbox a message with a link of its own.

    Args:
        house, hub, actor, deed: as for `settle_step`.
        base_url: of this installation.

    Raises:
        Refusal: the actor may not, or no agency has a mailbox.
    """

    def facts(work: Work, here: Seated) -> list[Fact]:
        boxes = here.hub.local.mailboxes
        tokens = {one.id: house.ids.token() for one in here.hub.agencies if one.id in boxes}
        made = sent_to(here.hub, {agency: _digest(token) for agency, token in tokens.items()}, now=work.now)
        for agency, token in tokens.items():
            payload = {"to": boxes[agency], "link": f"{base_url}/{hub}/test-message/{token}"}
            work.put("outbox", id=house.ids.token(), kind="test_message", run_at=work.now, payload=payload)
        return made

    return _done(house, hub, actor, deed, "test messages", facts)


def open_test_message(house: House, *, hub: str, deed: str, token: str) -> None:
    """Note that somebody at an agency pressed the button of its test message.

    Raises:
        Refusal: it is not the last one that was sent.
    """
    with house.store.work(hub, LINK, deed=deed, now=house.now(), command=["test message", _digest(token)]) as work:
        if work.first_result() is not None:
            return
        state = hub_of(work.entries(HUB_STREAM))
        work.append(message_opened(state, _digest(token), now=work.now), revision=work.live()[0])
        work.commit({})


def known_test_message(house: House, *, hub: str, token: str) -> bool:
    """Whether a link belongs to the last test message of some agency."""
    with house.store.reading(hub) as reading:
        state = hub_of(reading.entries(HUB_STREAM))
    return any(one.digest == _digest(token) for one in state.setting.tried.values())


def open_to_referrals(house: House, *, hub: str, actor: Actor, deed: str, why: str) -> Done:
    """Open the hub: from now on whoever is worried can write to it.

    Args:
        house, hub, actor, deed: as for `settle_step`.
        why: the reason where a step of the list is not done.

    Raises:
        Refusal: the actor may not, it is open, or a step is not done and no reason is given.
    """

    def facts(work: Work, here: Seated) -> list[Fact]:
        return open_hub(here.hub, opening_steps(house, here), why, actor, now=work.now)

    return _done(house, hub, actor, deed, ["open", why], facts)


def close_to_referrals(house: House, *, hub: str, actor: Actor, deed: str, why: str) -> Done:
    """Close the hub: from now on it takes no referrals. Its work goes on, and it can be opened again.

    Args:
        house, hub, actor, deed: as for `settle_step`.
        why: the reason, for the hub's record.

    Raises:
        Refusal: the actor may not, it is not open, or no reason is given.
    """

    def facts(work: Work, here: Seated) -> list[Fact]:
        return close_hub(here.hub, why, actor, now=work.now)

    return _done(house, hub, actor, deed, ["close", why], facts)


def _done(
    house: House, hub: str, actor: Actor, deed: str, command: object, facts: Callable[[Work, Seated], list[Fact]]
) -> Done:
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=command) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        if not here.reader.may("hub.configure"):
            raise Refusal(
                why="Your membership of this hub does not include this act.",
                do="Ask whoever keeps the hub's definitions.",
                code="no_authority",
            )
        if here.state.training_of:
            raise NotFound("There is no such record.")
        work.append(facts(work, here), revision=here.revision)
        work.commit({})
        return Done({})


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
