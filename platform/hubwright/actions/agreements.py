"""Deeds on the register of agreements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hubwright.actions.house import House, Seated, seated
from hubwright.actions.outcome import Done
from hubwright.domain.cases.entries import Actor, Fact
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import agreements as register
from hubwright.ports import Work


def keep_agreement(
    house: House,
    *,
    hub: str,
    actor: Actor,
    deed: str,
    act: str,
    agreement: str,
    on: date | None,
    agency: str = "",
    words: str = "",
    next: date | None = None,
) -> Done:
    """Write down a signature, a review or the end of an agreement.

    Args:
        house, hub, actor, deed: as for every deed.
        act: "sign", "review" or "end".
        agreement: its id.
        on: the day, in London.
        agency: of a signature.
        words: who signed, or why it ended.
        next: of a review: when it is looked at again.

    Raises:
        Refusal: the actor may not, or something is missing.
    """

    def facts(work: Work, here: Seated) -> list[Fact]:
        drawn = here.hub.agreements
        if act == "review":
            return register.looked_at(drawn, agreement, on=on, next=next, now=work.now)
        if act == "end":
            return register.end(drawn, here.state, agreement, on=on, why=words, now=work.now)
        return register.sign(drawn, agreement, agency, by=words, on=on, now=work.now)

    return _on_the_register(house, hub, actor, deed, [act, agreement, str(on), agency, words, str(next)], facts)


def _on_the_register(
    house: House, hub: str, actor: Actor, deed: str, said: list[str], facts: Callable[[Work, Seated], list[Fact]]
) -> Done:
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=said) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        if not here.reader.may("agreement.keep"):
            raise Refusal(
                why="Your membership of this hub does not include this act.",
                do="Ask the hub manager, or hand it to somebody whose role includes it.",
                code="no_authority",
            )
        work.append(facts(work, here), revision=here.revision)
        work.commit({})
        return Done({})
