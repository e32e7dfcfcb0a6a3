"""Open cases that follow an earlier revision: each before and after, and moving together those that lose nothing by it.

Nothing is rated, decided or closed here. What somebody has to look at is moved by whoever works on the case, with the
deed on the case itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hubwright.actions.drafting import require
from hubwright.actions.house import House, Seated, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.redrawing import MoveToRevision, Proposal, proposed
from hubwright.domain.cases.topics.restricting import OPEN, access_of
from hubwright.domain.errors import Moved, Refusal
from hubwright.ports import Work

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Behind:
    """One open case that follows an earlier revision.

    Args:
        ref: its reference.
        head: number of its last entry, so that what came later is seen.
        proposal: before and after.
    """

    ref: str
    head: int
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Waiting:
    """All of them.

    Args:
        live: the revision that holds now.
        cases: those whose reference may be shown, in the order of their references.
        kept_back: how many only some may know of: whoever works on them moves them.
    """

    live: str
    cases: tuple[Behind, ...]
    kept_back: int


def behind(house: House, *, hub: str, actor: Actor) -> Waiting:
    """Every open case that follows an earlier revision, before and after. Nothing is written.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who looks.

    Raises:
        Refusal: they may not.
    """
    with house.store.work(hub, actor, deed="", now=house.now()) as work:
        here = seated(work)
        require(here.reader.may("hub.configure"), actor)
        found, kept_back = [], 0
        for state in _open(work, here):
            if access_of(state).level != OPEN:
                kept_back += 1
                continue
            pinned = context_of(house, work, here, revision=state.revision)
            found.append(Behind(state.ref, state.head, proposed(state, pinned, context_of(house, work, here))))
    return Waiting(here.revision, tuple(found), kept_back)


def move_together(
    house: House, *, hub: str, actor: Actor, deed: str, cases: dict[str, int], live: str, why: str
) -> Done:
    """Let cases go on by what holds now, those that lose nothing by it.

    Args:
        house, hub: as for `behind`.
        actor: who moves them; each case's record says so.
        deed: id of this deed.
        cases: reference to the last entry that was looked at.
        live: the revision that they were shown.
        why: the reason, for each record.

    Returns:
        the references of those that were `moved` and of those `left`: something came to them meanwhile.

    Raises:
        Refusal: the actor may not, something was published meanwhile, or it does not say why.
    """
    for attempt in range(_TRIES):
        try:
            command = ["move_together", sorted(cases), live, why]
            with house.store.work(hub, actor, deed=deed, now=house.now(), command=command) as work:
                if (first := work.first_result()) is not None:
                    return Done(first, repeated=True)
                here = seated(work)
                require(here.reader.may("hub.configure"), actor)
                if here.revision != live:
                    raise Refusal(
                        why="Something else was published meanwhile.",
                        do="Look at the cases again, then move them.",
                        code="published_meanwhile",
                    )
                result = _moved(house, work, here, cases, why)
                work.commit(result)
                return Done(result)
        except Moved:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _moved(house: House, work: Work, here: Seated, cases: dict[str, int], why: str) -> dict[str, list[str]]:
    moved, left = [], []
    there = context_of(house, work, here)
    for state in _open(work, here):
        if state.ref not in cases or access_of(state).level != OPEN:
            continue
        pinned = context_of(house, work, here, revision=state.revision)
        command = MoveToRevision(why, bulk=True, there=there)
        # What came to a case since the page was shown is read by somebody first.
        if state.head != cases[state.ref] or not proposed(state, pinned, there).in_bulk:
            left.append(state.ref)
            continue
        work.append(decide(state, command, pinned), revision=here.revision)
        moved.append(state.ref)
    return {"moved": moved, "left": left}


def _open(work: Work, here: Seated) -> Iterator[CaseState]:
    rows = work.tally("case_row", ("case_ref", "revision"), scope=Everything(), where={"closed": None})
    for (ref, revision), _ in rows:
        if revision == here.revision:
            continue
        state = case_of(work.entries(f"case:{ref}"))
        if state is not None and state.closed is None and state.pathways:
            yield state
