"""Which notices follow from facts just decided. A notice is a reference and a link, never case content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.definitions.hub import Hub, Rung


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


def notices_of(
    facts: Iterable[Fact],
    hub: Hub,
    *,
    case: CaseState | None,
    contacts: Mapping[str, ContactState],
    open_now: bool,
) -> list[Notice]:
    """The notices that follow from facts.

    Args:
        facts: as `decide` gave them.
        hub: the drawing, with today's addresses.
        case: as it stood before, or None when it is being opened.
        contacts: by reference, for the referrers' addresses.
        open_now: whether the hub is open at this hour, which says who the duty holder is.
    """
    notices: list[Notice] = []
    for fact in facts:
        if fact.type == "case.agencies_asked":
            notices += _to_agencies(fact, hub)
        elif fact.type == "case.alarm_told" and case is not None:
            notices += _to_rung(fact, hub, case, open_now)
        elif fact.type == "case.referrer_told" and fact.body["how"] == "email":
            notices += _to_referrer(fact, contacts)
    return notices


def _to_agencies(fact: Fact, hub: Hub) -> Iterator[Notice]:
    reference = fact.stream.removeprefix("case:")
    for ask in fact.body["asks"]:
        if mailbox := hub.local.mailboxes.get(ask["agency"]):
            yield Notice("ask", mailbox, f"{reference}-{ask['id']}", "check")


def _to_rung(fact: Fact, hub: Hub, case: CaseState, open_now: bool) -> Iterator[Notice]:
    alarm = case.alarms[fact.body["alarm"]]
    rung: Rung = hub.find("ladders", alarm.ladder).rungs[fact.body["rung"]]
    if "email" in rung.by:
        for address in addresses(rung, hub, open_now):
            yield Notice("alarm", address, case.ref, "case")


def addresses(rung: Rung, hub: Hub, open_now: bool) -> tuple[str, ...]:
    """Where a rung's e-mails go: the duty holder of this hour, or the mailboxes of a role."""
    if rung.who == "duty":
        when = "open" if open_now else "closed"
        return tuple(address for post in hub.local.duty if post.when == when for address in post.emails)
    return tuple(hub.local.role_mailboxes.get(rung.role or "", ()))


def _to_referrer(fact: Fact, contacts: Mapping[str, ContactState]) -> Iterator[Notice]:
    contact = contacts[fact.body["contact"]]
    email = safe_email(contact.referrer)
    if email:
        yield Notice(fact.body["moment"], email, contact.ref, "contact", contact.language)


def safe_email(referrer: Mapping[str, Any]) -> str | None:
    """The referrer's address, unless they said that it is not safe to use."""
    email = referrer.get("email")
    if not email or referrer.get("email_safe") == "no":
        return None
    return str(email)
