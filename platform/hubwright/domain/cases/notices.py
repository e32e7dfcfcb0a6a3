"""Which notices follow from facts just decided. A notice is a reference and a link, never case content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import ContactState
from hubwright.domain.cases.topics import NOTICES
from hubwright.domain.definitions.hub import Hub


def notices_of(
    facts: Iterable[Fact],
    hub: Hub,
    *,
    contacts: Mapping[str, ContactState],
    open_now: bool,
) -> list[Notice]:
    """The notices that follow from facts.

    Args:
        facts: as `decide` gave them.
        hub: the drawing, with today's addresses.
        contacts: by reference, for the referrers' addresses.
        open_now: whether the hub is open at this hour, which says who the duty holder is.
    """
    notices: list[Notice] = []
    for fact in facts:
        if fact.type == "case.agencies_asked":
            notices += _to_agencies(fact, hub)
        elif fact.type == "case.alarm_told":
            notices += _to_rung(fact, hub, open_now)
        elif fact.type == "case.referrer_told" and fact.body["how"] == "email":
            notices += _to_referrer(fact, contacts)
        elif fact.type in NOTICES:
            notices += NOTICES[fact.type](fact, Circumstances(hub, contacts, open_now))
    return notices


def _to_agencies(fact: Fact, hub: Hub) -> Iterator[Notice]:
    reference = fact.stream.removeprefix("case:")
    for ask in fact.body["asks"]:
        if mailbox := hub.local.mailboxes.get(ask["agency"]):
            yield Notice("ask", mailbox, f"{reference}-{ask['id']}", "check")


def _to_rung(fact: Fact, hub: Hub, open_now: bool) -> Iterator[Notice]:
    """The rung stands in the entry: the ladder is the case's own, pinned, while the addresses are today's."""
    rung = fact.body["rung"]
    if "email" in rung["by"]:
        for address in addresses(rung["who"], rung.get("role"), hub, open_now):
            yield Notice("alarm", address, fact.stream.removeprefix("case:"), "case")


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


def _to_referrer(fact: Fact, contacts: Mapping[str, ContactState]) -> Iterator[Notice]:
    contact = contacts.get(fact.body["contact"])
    email = safe_email(contact.referrer) if contact else None
    if contact and email:
        yield Notice(fact.body["moment"], email, contact.ref, "contact", contact.language)


def safe_email(referrer: Mapping[str, Any]) -> str | None:
    """The referrer's address, unless they said that it is not safe to use."""
    email = referrer.get("email")
    if not email or referrer.get("email_safe") == "no":
        return None
    return str(email)
