"""Somebody with a membership takes what they sent into "my referrals", for themselves or for their organisation too."""

from __future__ import annotations

from hubwright.actions.house import House, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.referring import claim
from hubwright.domain.errors import NotFound


def claim_referral(house: House, *, hub: str, actor: Actor, deed: str, contact: str, shared: bool) -> Done:
    """Claim a contact.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: with their seat; whoever calls this has seen the code, or has just sent it for them.
        deed: id of this deed.
        contact: its reference.
        shared: their organisation may follow it too.

    Raises:
        Refusal: their membership is not for this.
        NotFound: there is no such contact.
    """
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=["claim", contact, shared]) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        state = contact_of(work.entries(f"contact:{contact}"))
        if state is None:
            raise NotFound("There is no such contact in this hub.")
        facts = claim(state, shared=shared, context=context_of(house, work, here, revision=state.revision))
        work.append(facts, revision=state.revision)
        result = {"contact": contact}
        work.commit(result)
        return Done(result)
