"""One message, and what it is addressed with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.definitions.hub import Hub


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to be sent by the worker.

    Args:
        moment: which of the hub's letters.
        to: an e-mail address or a telephone number; "" where `user` says whose.
        reference: the reference it carries.
        place: where its link leads: "case", "check", "contact", "person", "incident", "meeting" or
            "studio".
        language: "en" or "cy".
        channel: "email" or "text".
        post: whom it is for, without saying who that is: "referrer", "agency:<id>", "duty", "role:<id>" or "person".
        user: id of somebody who signs in; their own choice says which way it goes, and when.
    """

    moment: str
    to: str
    reference: str
    place: str
    language: str = "en"
    channel: str = "email"
    post: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a message is addressed with.

    Args:
        hub: the drawing, with today's addresses.
        contacts: by reference, for the referrers' addresses.
        open_now: whether the hub is open at this hour, which says who the duty holder is.
        case: as it was before.
    """

    hub: Hub
    contacts: Mapping[str, ContactState]
    open_now: bool
    case: CaseState | None = None
