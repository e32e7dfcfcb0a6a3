"""Where messages may go: the duty holder of this hour, a role's mailboxes, and what a referrer said is safe to use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.definitions.hub import Hub

_MOBILE = re.compile(r"\+447\d{9}")


def addresses(who: str, role: str | None, hub: Hub, open_now: bool) -> tuple[str, ...]:
    """Where a rung's e-mails go: the duty holder of this hour, or the mailboxes of a role.

    An alarm is never told to nobody: a rung without an address goes to every duty holder, of whatever hour.
    """
    if who == "duty":
        when = "open" if open_now else "closed"
        found = [address for post in hub.local.duty if post.when == when for address in post.emails]
    else:
        found = list(hub.local.role_mailboxes.get(role or "", ()))
    everybody = [address for post in hub.local.duty for address in post.emails]
    return tuple(dict.fromkeys(found or everybody))


def to_duty(moment: str, reference: str, about: Circumstances, *, place: str = "case") -> Iterator[Notice]:
    """A notice for the duty holder of this hour, once for each of their addresses."""
    for address in addresses("duty", None, about.hub, about.open_now):
        yield Notice(moment, address, reference, place, post="duty")


def to_person(moment: str, user: str, reference: str) -> Notice:
    """A notice for somebody who signs in, who chooses how they hear of it."""
    return Notice(moment, "", reference, "case", post="person", user=user)


def safe_email(referrer: Mapping[str, Any]) -> str | None:
    """The referrer's address, unless they said that it is not safe to use."""
    email = referrer.get("email")
    if not email or referrer.get("email_safe") == "no":
        return None
    return str(email)


def safe_telephone(referrer: Mapping[str, Any]) -> str | None:
    """The referrer's number, unless they said that it is not safe to use."""
    number = referrer.get("telephone")
    if not number or referrer.get("telephone_safe") == "no":
        return None
    return str(number)


def mobile(number: str) -> str | None:
    """A number of a mobile telephone of this country as "+447...", or None where a text message could not reach it.

    Args:
        number: as somebody typed it.
    """
    kept = re.sub(r"[\s().-]", "", number)
    if kept.startswith("00"):
        kept = "+" + kept[2:]
    elif kept.startswith("0"):
        kept = "+44" + kept[1:]
    kept = kept.replace("+440", "+44", 1)
    return kept if _MOBILE.fullmatch(kept) else None
