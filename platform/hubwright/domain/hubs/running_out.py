"""Days that run out: vetting, contracts, secondments, what an agency gives, and who is to be told again (S:738-807).

Nothing stops on such a day by itself. It is pointed at before it comes, and until somebody has written a later one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hubwright.domain.definitions.drawn.place import Local
from hubwright.domain.hubs.stream import HubState
from hubwright.domain.texts import Text

VETTING, CONTRACT, SECONDMENT, GIVES, TELLING = "vetting", "contract", "secondment", "gives", "telling"
_PEOPLE, _GIVEN, _TOLD = ("local", "people"), ("local", "contributions"), ("local", "told_of_us")


@dataclass(frozen=True, slots=True)
class RunsOut:
    """One day that runs out.

    Args:
        what: `VETTING`, `CONTRACT`, `SECONDMENT`, `GIVES` or `TELLING`.
        whose: a person's name; of what an agency gives, and of whom is told, what that is called.
        until: the last day on which it holds.
        over: that day is past.
        agency: id, or "".
        path: where in the hub's definitions it is written; empty for a seat, which is a fact of the day.
    """

    what: str
    whose: Text
    until: date
    over: bool
    agency: str = ""
    path: tuple[str, ...] = ()


def running_out(local: Local, state: HubState, today: date) -> tuple[RunsOut, ...]:
    """What has run out or does so soon, the earliest first.

    Args:
        local: as the hub draws it today; it says how many days before something is pointed at.
        state: the hub's own stream, replayed.
        today: in London.
    """
    soon = today + timedelta(days=local.warn_days)
    return tuple(sorted((one for one in _days(local, state, today) if one.until <= soon), key=lambda one: one.until))


def _days(local: Local, state: HubState, today: date) -> Iterator[RunsOut]:
    for person in local.people:
        for what, day in ((VETTING, person.vetted_until), (CONTRACT, person.contract_until)):
            if day is not None:
                yield _on(day, what, Text(person.name), today, person.agency, (*_PEOPLE, person.id))
    for given in local.contributions:
        if given.until is not None:
            yield _on(given.until, GIVES, given.name, today, given.agency, (*_GIVEN, given.id))
    for told in local.told_of_us:
        if told.tell_again is not None:
            yield _on(told.tell_again, TELLING, told.name, today, "", (*_TOLD, told.id))
    for seat in state.seats.values():
        if seat.until is not None and seat.ends is None:
            yield RunsOut(SECONDMENT, Text(seat.name), seat.until, seat.until < today, seat.agency)


def _on(day: str, what: str, whose: Text, today: date, agency: str, path: tuple[str, ...]) -> RunsOut:
    until = date.fromisoformat(day)
    return RunsOut(what, whose, until, until < today, agency, path)
