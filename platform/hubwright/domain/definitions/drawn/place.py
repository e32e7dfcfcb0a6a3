"""What belongs to one place and never travels in a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubwright.domain.definitions.drawn.partnership import Contribution, Cost, Person, Telling
from hubwright.domain.definitions.drawn.time import DutyPost
from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Brand:
    """The hub's own look: colours as "#rrggbb"."""

    colour: str
    text: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class Place:
    """A council area, by its postcodes.

    Args:
        postcodes: beginnings, as they are written ("BL9", "M25 1"); the longest that fits counts.
        served: the hub serves it; False for a neighbour to whom contacts are passed on.
        email: where the neighbour takes them, or "".
        telephone: the same by voice, or "".
    """

    id: str
    name: Text
    postcodes: tuple[str, ...]
    served: bool = True
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class OnCall:
    """A named person of an agency who can be rung, though they do not sit in the hub.

    Args:
        when: at which hours, in words.
    """

    agency: str
    name: str
    telephone: str
    when: Text | None = None


@dataclass(frozen=True, slots=True)
class Local:
    """What belongs to one place and never travels in a template. All of it is live.

    Args:
        nation: "england", "wales", "scotland" or "northern_ireland": whose bank holidays hold.
        state: "not_yet_open", "open" or "closed".
        mailboxes: agency id to the address that its checks are announced to.
        role_mailboxes: role id to the addresses that alarms for it go to.
        on_call: whom to ring at an agency.
        closures: extra closed days, "YYYY-MM-DD".
        handover_url: where decisions are handed to the council's case system by machine; "" for nowhere.
        pages: texts of the public pages by slug: "accessibility", "privacy", "complaints".
        places: council areas that the hub serves, and those of its neighbours.
        contacts_a_year: how many are expected, or None.
        warn_days: so many days before one of these days runs out it is pointed at.
    """

    nation: str
    state: str
    councils: tuple[Text, ...]
    areas: Text
    duty: tuple[DutyPost, ...]
    brand: Brand
    mailboxes: Mapping[str, str] = field(default_factory=dict)
    role_mailboxes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closures: tuple[str, ...] = ()
    pages: Mapping[str, Text] = field(default_factory=dict)
    on_call: tuple[OnCall, ...] = ()
    data_protection_contact: str = ""
    places: tuple[Place, ...] = ()
    handover_url: str = ""
    people: tuple[Person, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    costs: tuple[Cost, ...] = ()
    contacts_a_year: int | None = None
    told_of_us: tuple[Telling, ...] = ()
    warn_days: int = 60
