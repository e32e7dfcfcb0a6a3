"""Whoever sent a contact challenges a rating or decision, goes on with it, or lets it rest: their side, on record."""

from __future__ import annotations

from hubwright.actions.house import House, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import REFERRER
from hubwright.domain.cases.topics.challenging import (
    ClimbChallenge,
    Disagreement,
    RaiseChallenge,
    SettleChallenge,
    of_contact,
)
from hubwright.domain.errors import NotFound
from hubwright.ports import Reading

Said = RaiseChallenge | ClimbChallenge | SettleChallenge


def challenge_as_referrer(house: House, *, hub: str, deed: str, contact: str, command: Said) -> Done:
    """Put what the sender of a contact says about a rating or decision on record.

    Whether they may is asked where they come in: by their reference and code, or by their own account.

    Args:
        house: the ports.
        hub: id of the hub.
        deed: id of this deed; a doubled submission counts once.
        contact: theirs; `command.contact` has to be the same.
        command: what they say.

    Raises:
        NotFound: there is no such contact.
        Refusal: it is not done yet.
    """
    if command.contact != contact:
        raise NotFound("There is no such contact in this hub.")
    with house.store.work(hub, REFERRER, deed=deed, now=house.now(), command=[contact, repr(command)]) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        theirs = contact_of(work.entries(f"contact:{contact}"))
        state = case_of(work.entries(f"case:{theirs.case}")) if theirs is not None else None
        if theirs is None or state is None:
            raise NotFound("There is no such contact in this hub.")
        context = context_of(house, work, here, revision=state.revision)
        work.append(decide(state, command, context), revision=state.revision)
        result = {"contact": contact, "case": state.ref}
        work.commit(result)
        return Done(result)


def challenged_by(reading: Reading, contact: str) -> tuple[Disagreement, ...]:
    """What the sender of a contact has challenged; of the hub's answers they read `back` and nothing else."""
    theirs = contact_of(reading.entries(f"contact:{contact}"))
    state = case_of(reading.entries(f"case:{theirs.case}")) if theirs is not None else None
    return of_contact(state, contact) if state is not None else ()
