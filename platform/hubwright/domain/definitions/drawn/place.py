"""What belongs to one place and never travels in a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubwright.domain.definitions.drawn.time import DutyPost
from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Brand:
    """The hub's own look: colours as "#rrggbb"."""

    colour: str
    text: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class Local:
    """What belongs to one place and never travels in a template. All of it is live.

    Args:
        nation: "england", "wales", "scotland" or "northern_ireland": whose bank holidays hold.
        state: "not_yet_open", "open" or "closed".
        mailboxes: agency id to the address that its checks are announced to.
        role_mailboxes: role id to the addresses that alarms for it go to.
        closures: extra closed days, "YYYY-MM-DD".
        pages: texts of the public pages by slug: "accessibility", "privacy", "complaints".
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
    data_protection_contact: str = ""
