"""The cost model of a hub as a page shows it: by agency and in all, each line with what it assumes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.hub import Cost, Hub
from hubwright.domain.hubs.costs import Model, model
from hubwright.web.language import ngettext, say, text
from hubwright.web.partnership.given import remarks
from hubwright.web.partnership.words import EACH, PHASES, number, pence, pounds
from hubwright.web.visit import Visit

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Shown:
    """The model for a page.

    Args:
        rows: agency, posts, its own costs a year, its money for the whole, both, what is paid once, and per contact.
        total: the same in all.
        lines: phase, what, how much, who bears it, and remarks.
        volume: how many contacts are counted on, and how that is known.
        sentences: what the sums come to.
    """

    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    lines: tuple[tuple[str, str, str, str, tuple[str, ...]], ...]
    volume: str
    sentences: tuple[str, ...]


def costed(visit: Visit, hub: Hub, today: date) -> Shown:
    """The model of a hub, a draft's or the one that holds.

    Args:
        visit: to count what arrived.
        hub: whose lines are added up.
        today: in London.
    """
    counted = received(visit)
    found = model(hub, today, contacts=hub.local.contacts_a_year if counted is None else counted)
    names = {one.id: text(one.name) for one in hub.agencies}
    rows = [
        _row(found, str(names[one.agency]), number(one.posts), one.own, one.money, one.bears, one.once)
        for one in found.sums
    ]
    if found.uncovered or found.uncovered_once:
        rest = (Fraction(), found.uncovered, Fraction(found.uncovered), found.uncovered_once)
        rows.append(_row(found, say("Nobody has said who pays"), "", *rest))
    posts = number(sum((one.posts for one in found.sums), Fraction()))
    own = sum((one.own for one in found.sums), Fraction())
    total = _row(found, say("In all"), posts, own, found.shared, found.a_year, found.once)
    lines = tuple(_line(one, names, say("The hub as a whole")) for one in hub.local.costs)
    return Shown(tuple(rows), total, lines, _volume(found, counted), _sentences(found))


def received(visit: Visit) -> int | None:
    """How many contacts became cases in the last year, or None where the hub has not been at work for one."""
    since = visit.now - _YEAR
    with visit.house.store.reading(visit.hub.id) as reading:
        # Counted, and nothing of any case is read.
        if not reading.count("case_row", scope=Everything(), where={"received<": since}):
            return None
        return len(reading.tally("case_row", ("case_ref",), scope=Everything(), where={"received>": since}))


def _row(found: Model, name: str, posts: str, own: Fraction, money: int, bears: Fraction, once: int) -> tuple[str, ...]:
    each = found.per_contact(bears)
    sums = (pounds(one) if one else "" for one in (own, money, bears, once))
    return (name, posts if posts != "0" else "", *sums, pence(each) if each else "")


def _line(one: Cost, names: dict[str, str], whole: str) -> tuple[str, str, str, str, tuple[str, ...]]:
    every = one.agency is None and one.each == "full_time_post"
    who = say("Every agency") if every else names.get(one.agency or "", whole)
    return say(PHASES[one.phase]), text(one.name), f"{pounds(one.pounds)} {say(EACH[one.each])}", who, remarks(one)


def _volume(found: Model, counted: int | None) -> str:
    if found.contacts is None:
        return say("Nobody has said how many contacts are expected in a year, so nothing is worked out for each.")
    if counted is None:
        return say("For each contact: %(number)s are expected in a year.", number=f"{found.contacts:,}")
    return ngettext(
        "For each contact: %(number)s came in the last 365 days.",
        "For each contact: %(number)s came in the last 365 days.",
        found.contacts,
    )


def _sentences(found: Model) -> tuple[str, ...]:
    """What the sums come to."""
    said = []
    if found.planned != found.a_year:
        said.append(
            say("Once the posts that are planned are filled it costs %(sum)s a year.", sum=pounds(found.planned))
        )
    if found.money > found.shared:
        more = pounds(found.money - found.shared)
        said.append(say("Agencies give %(more)s a year more than the hub as a whole costs.", more=more))
    return tuple(said)
