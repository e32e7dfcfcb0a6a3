"""The duty rota: named people at named hours. Who holds the hub's duty post, and who is on call for an agency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.stream import HubState, Stint, hub_fact

POSTS = ("open", "closed", "")
LONGEST = timedelta(days=31)
_LONGEST_NUMBER = 40


def give_duty(state: HubState, stint: Stint, *, now: datetime) -> list[Fact]:
    """Put somebody on the rota.

    Args:
        state: the hub's stream, replayed.
        stint: with any id; the next free one is given here.
        now: UTC.

    Raises:
        Refusal: everything that stands in the way, at once.
    """
    wrong = dict(_wrong(state, stint, now))
    if wrong:
        raise Refusal(
            why="This time on duty cannot stand on the rota.",
            do="Put right what is marked; everything else is kept.",
            code="duty_wrong",
            fields=tuple(wrong.items()),
        )
    body = {
        "stint": f"d{state.given + 1}",
        "seat": stint.seat,
        "begins": moment(stint.begins),
        "ends": moment(stint.ends),
        "telephone": stint.telephone.strip(),
        "post": stint.post,
    }
    return [hub_fact("hub.duty_given", body, now)]


def _wrong(state: HubState, stint: Stint, now: datetime) -> Iterable[tuple[str, str]]:
    seat = state.seats.get(stint.seat)
    if seat is None:
        yield "seat", "Choose somebody with a membership of this hub."
    elif seat.begins > stint.begins or (seat.ends is not None and seat.ends < stint.ends):
        yield "seat", "Their membership does not hold for all of this time."
    if stint.ends <= stint.begins:
        yield "ends", "Choose an end after the beginning."
    elif stint.ends <= now:
        yield "ends", "This time is over. Choose one that is not."
    elif stint.ends - stint.begins > LONGEST:
        yield "ends", "Write at most a month at a time."
    if not 3 <= len(stint.telephone.strip()) <= _LONGEST_NUMBER:
        yield "telephone", "Write the number under which they are reached then."
    if stint.post not in POSTS:
        yield "post", "Choose one of those shown."


def end_duty(state: HubState, stint: str, *, why: str, now: datetime) -> list[Fact]:
    """Take somebody off the rota: a swap, an illness. What was on the rota before stays in the hub's stream.

    Raises:
        Refusal: there is no such stint, or no reason is given.
    """
    if stint not in state.rota:
        raise Refusal(why="This time on duty is on the rota no longer.", do="Look at the rota again.", code="no_duty")
    if not why.strip():
        raise Refusal(
            why="It does not say why.",
            do="Say why, in a few words.",
            code="why_missing",
            fields=(("why", "Say why, in a few words."),),
        )
    return [hub_fact("hub.duty_ended", {"stint": stint, "why": why.strip()}, now)]


def on_duty(state: HubState, at: datetime) -> tuple[Stint, ...]:
    """Whoever is on duty or on call at an instant (UTC) and still holds their seat; who began first stands first."""
    return tuple(
        sorted(
            (one for one in state.rota.values() if one.holds(at) and _seated(state, one, at)),
            key=lambda one: (one.begins, one.id),
        )
    )


def _seated(state: HubState, stint: Stint, at: datetime) -> bool:
    """A stint outlives neither its seat nor an entry about it that was destroyed."""
    seat = state.seats.get(stint.seat)
    return seat is not None and seat.holds(at)


def coming(state: HubState, now: datetime, *, until: datetime) -> tuple[Stint, ...]:
    """The stints that have not ended and begin before `until`, in their order."""
    found = [one for one in state.rota.values() if now < one.ends and one.begins < until and one.seat in state.seats]
    return tuple(sorted(found, key=lambda one: (one.begins, one.id)))
