"""Who brings what to a hub, until when, what it costs, and who was told of it, as its local part says (S:738-812)."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in the hub, with the days on which their vetting and their contract run out (S:738-743).

    Args:
        name: as their seat has it, so that the two are shown together.
        vetting, contract: which, in words.
        vetted_until, contract_until: last day ("YYYY-MM-DD"), or None.
    """

    id: str
    agency: str
    name: str
    post: str = ""
    vetting: str = ""
    vetted_until: str | None = None
    contract: str = ""
    contract_until: str | None = None
    note: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a partner has agreed to give: what, when and for how long (S:804-807).

    Args:
        name: what, in words.
        gives_as: "staff", "money", "rooms", "equipment" or "training".
        begins, until: first and last day ("YYYY-MM-DD"), or None.
        pounds: of money, how much; of anything else, what it is worth; None where nobody has said.
        each: "year" or "once".
    """

    id: str
    agency: str
    name: Text
    gives_as: str
    begins: str | None = None
    until: str | None = None
    pounds: int | None = None
    each: str = "year"
    note: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """One line of the cost model (S:808-812).

    Args:
        phase: "developing", "setting_up" or "running".
        each: "year", "once", "full_time_post" (a year, for each full-time equivalent) or "contact".
        agency: who bears it; None for a cost of the hub as a whole. A cost of each post without an agency is one of the
            posts of every agency, beside those that the agency has of its own.
    """

    id: str
    name: Text
    phase: str
    pounds: int
    each: str
    agency: str | None = None
    note: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """Some whom the hub was made known to, so that they do not go round it (S:785-795).

    Args:
        name: who.
        circle: "inside" (the agencies of the hub), "outside" (other agencies, schools, health) or "everybody".
        owner: which post answers for it.
        told_on, tell_again: days ("YYYY-MM-DD"), or None.
        doors: the ways in that they were told of; empty for the hub as a whole.
    """

    id: str
    name: Text
    circle: str
    how: Text | None = None
    owner: str = ""
    told_on: str | None = None
    tell_again: str | None = None
    doors: tuple[str, ...] = ()
    note: str = ""
    assumed: str = ""
