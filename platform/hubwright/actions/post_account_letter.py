"""A letter to somebody who signs in: a link to choose a password, and nothing about any case."""

from __future__ import annotations

from hubwright.actions.house import House
from hubwright.domain.cases.entries import OPERATOR


def post_account_letter(house: House, *, hub: str, to: str, link: str) -> None:
    """Put the letter into the outbox of the hub it was asked for in.

    Args:
        house: the ports.
        hub: id of the hub.
        to: the user's own address.
        link: where a password can be chosen, once.
    """
    with house.store.work(hub, OPERATOR, deed="", now=house.now()) as work:
        work.put(
            "outbox",
            id=house.ids.token(),
            kind="account_letter",
            run_at=work.now,
            payload={"to": to, "link": link},
        )
        work.commit()
