"""What a hub costs, by agency and in all, as its own lines say: whole pounds, without a fraction lost on the way.

A model, not an account: each sum can be read back to the lines it came from, and each line says what it assumes
(S:808-812).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hubwright.domain.definitions.drawn.partnership import Contribution, Cost
from hubwright.domain.definitions.hub import Hub

YEAR, ONCE, POST, CONTACT = "year", "once", "full_time_post", "contact"
MONEY, STAFF = "money", "staff"


@dataclass(frozen=True, slots=True)
class Sum:
    """What one agency bears.

    Args:
        agency: id.
        posts: full-time equivalents that are counted.
        own: pounds a year: its own lines, its posts, and what else than money it gives is worth.
        planned: the same once the posts that are planned are filled.
        money: pounds a year that it gives towards what the hub as a whole costs.
        once: pounds that are paid once, what it gives once among them.
    """

    agency: str
    posts: Fraction
    own: Fraction
    planned: Fraction
    money: int
    once: int

    @property
    def bears(self) -> Fraction:
        """Everything that it bears in a year."""
        return self.own + self.money


@dataclass(frozen=True, slots=True)
class Model:
    """The whole of it.

    Args:
        sums: by agency, in the hub's order.
        shared, shared_once: what the hub as a whole costs, in pounds a year and once.
        given_once: money that is given once towards that.
        contacts: a year, or None where nobody knows.
    """

    sums: tuple[Sum, ...]
    shared: int
    shared_once: int
    given_once: int
    contacts: int | None

    @property
    def a_year(self) -> Fraction:
        """What everything costs in a year."""
        return sum((one.own for one in self.sums), Fraction(self.shared))

    @property
    def planned(self) -> Fraction:
        """The same once planned posts are filled."""
        return sum((one.planned for one in self.sums), Fraction(self.shared))

    @property
    def money(self) -> int:
        """Money that agencies give in a year towards what the hub as a whole costs."""
        return sum(one.money for one in self.sums)

    @property
    def uncovered(self) -> int:
        """What the hub as a whole costs in a year and nobody has said that they pay."""
        return max(self.shared - self.money, 0)

    @property
    def uncovered_once(self) -> int:
        """The same of what is paid once."""
        return max(self.shared_once - self.given_once, 0)

    @property
    def once(self) -> int:
        """What is paid once, in all."""
        return sum(one.once for one in self.sums) + self.uncovered_once

    def per_contact(self, pounds: Fraction | int) -> Fraction | None:
        """Pounds for each contact, or None where nobody knows how many there are."""
        return Fraction(pounds) / self.contacts if self.contacts else None


def model(hub: Hub, today: date, *, contacts: int | None) -> Model:
    """The cost model of a hub.

    Args:
        hub: as it is drawn today.
        today: in London; what an agency gives counts while it lasts.
        contacts: a year, as counted or as the hub expects them; None where nobody knows.
    """
    lines, given = hub.local.costs, [one for one in hub.local.contributions if holds(one, today)]
    whole = [one for one in lines if one.agency is None and one.each != POST]
    return Model(
        tuple(
            _sum(
                one.id,
                # A cost of each post that names no agency is one of the posts of every agency.
                [line for line in lines if line.agency == one.id or (line.agency is None and line.each == POST)],
                [gift for gift in given if gift.agency == one.id],
                Fraction(one.fte or 0),
                Fraction(one.fte_planned or one.fte or 0),
                contacts or 0,
            )
            for one in hub.agencies
        ),
        _pounds(whole, YEAR) + _pounds(whole, CONTACT) * (contacts or 0),
        _pounds(whole, ONCE),
        _worth(given, ONCE, MONEY),
        contacts,
    )


def holds(one: Contribution, today: date) -> bool:
    """Whether something is given on a day."""
    return (one.begins or "") <= today.isoformat() <= (one.until or "9999")


def _sum(
    agency: str, lines: Sequence[Cost], given: Sequence[Contribution], posts: Fraction, planned: Fraction, contacts: int
) -> Sum:
    price = _pounds(lines, POST)
    # People whose posts have a price here are not counted a second time as what they are worth.
    twice = (MONEY, STAFF) if price and posts else (MONEY,)
    steady = _pounds(lines, YEAR) + _pounds(lines, CONTACT) * contacts + _worth_but(given, YEAR, twice)
    return Sum(
        agency,
        posts,
        steady + price * posts,
        steady + price * planned,
        _worth(given, YEAR, MONEY),
        _pounds(lines, ONCE) + _worth_but(given, ONCE, ()),
    )


def _pounds(lines: Iterable[Cost], each: str) -> int:
    return sum(one.pounds for one in lines if one.each == each)


def _worth(given: Iterable[Contribution], each: str, kind: str) -> int:
    return sum(one.pounds or 0 for one in given if one.each == each and one.gives_as == kind)


def _worth_but(given: Iterable[Contribution], each: str, kinds: Sequence[str]) -> int:
    return sum(one.pounds or 0 for one in given if one.each == each and one.gives_as not in kinds)
