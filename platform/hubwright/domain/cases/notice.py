"""One message, and what it is addressed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.domain.cases.state import ContactState
from hubwright.domain.definitions.hub import Hub


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to be sent by the worker.

    Args:
        moment: which of the hub's letters.
        to: an e-mail address.
        reference: the reference it carries.
        place: where its link leads: "case", "check" or "contact".
        language: "en" or "cy".
    """

    moment: str
    to: str
    reference: str
    place: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a message is addressed with.

    Args:
        hub: the drawing, with today's addresses.
        contacts: by reference, for the referrers' addresses.
        open_now: whether the hub is open at this hour, which says who the duty holder is.
    """

    hub: Hub
    contacts: Mapping[str, ContactState]
    open_now: bool
