"""Notices go into the outbox in the transaction of the deed that causes them; the worker sends them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from hubwright.actions.house import House
from hubwright.domain.cases.notice import Notice
from hubwright.ports import Work


def post(house: House, work: Work, notices: Iterable[Notice]) -> None:
    """Put notices into the outbox.

    Args:
        house: for fresh ids.
        work: the deed's transaction.
        notices: what follows from its facts.
    """
    for notice in notices:
        work.put("outbox", id=house.ids.token(), kind="notice", run_at=work.now, payload=asdict(notice))
