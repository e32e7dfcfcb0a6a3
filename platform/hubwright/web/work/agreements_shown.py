"""Agreements that something leans on and that do not hold, in words: beside a form today, and on a case as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

from hubwright.domain.cases.topics.basis import not_holding
from hubwright.domain.clocks.london import local
from hubwright.domain.hubs.agreements import standings
from hubwright.web.language import mark, plain, say, text
from hubwright.web.visit import Visit

_SAID: Mapping[str, str] = {
    "waits": mark("not every agency has signed it"),
    "expired": mark("its review is overdue"),
    "ended": mark("it has ended"),
}


def unheld(visit: Visit, check_sets: Set[str], agencies: Set[str]) -> list[str]:
    """A sentence for each agreement that something would lean on and that does not hold today; it stops nothing.

    Args:
        visit: in the hub.
        check_sets: ids of the check sets that it is about.
        agencies: ids of the agencies that give or get something.
    """
    drawn = visit.hub.agreements
    today = standings(drawn, visit.state, local(visit.now).date())
    return agreements_said(not_holding(drawn, today, check_sets, agencies), visit)


def agreements_said(found: Iterable[Mapping[str, Any]], visit: Visit) -> list[str]:
    """A sentence for each agreement that did not hold, as an entry wrote it.

    Args:
        found: with the `id` and the `state` of each.
        visit: in the hub.
    """
    names = {one.id: plain(text(one.name)) for one in visit.hub.agreements}
    return [
        say(
            "It leans on an agreement that does not hold: %(name)s (%(why)s).",
            name=names.get(one["id"], one["id"]),
            why=say(_SAID[one["state"]]) if one["state"] in _SAID else one["state"],
        )
        for one in found
    ]
