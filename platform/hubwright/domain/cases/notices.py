"""Which notices follow from facts just decided. A notice is a reference and a link, never case content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hubwright.domain.cases.addressing import addresses, safe_email, safe_telephone
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics import NOTICES
from hubwright.domain.definitions.hub import Hub


def notices_of(
    facts: Iterable[Fact],
    hub: Hub,
    *,
    contacts: Mapping[str, ContactState],
    open_now: bool,
    case: CaseState | None = None,
) -> list[Notice]:
    """The notices that follow from facts.

    Args:
        facts: as `decide` gave them.
        hub: the drawing, with today's addresses.
        contacts: by reference, for the referrers' addresses.
        open_now: whether the hub is open at this hour, which says who the duty holder is.
        case: as it was before them.
    """
    notices: list[Notice] = []
    for fact in facts:
        if fact.type == "case.agencies_asked":
            notices += _to_agencies(fact, hub)
        elif fact.type == "case.alarm_told":
            notices += _to_rung(fact, hub, open_now)
        elif fact.type == "case.referrer_told" and fact.body["how"] in ("email", "text"):
            notices += _to_referrer(fact, contacts)
        for notifies in NOTICES.get(fact.type, ()):
            notices += notifies(fact, Circumstances(hub, contacts, open_now, case))
    return notices


def _to_agencies(fact: Fact, hub: Hub) -> Iterator[Notice]:
    reference = fact.stream.removeprefix("case:")
    for ask in fact.body["asks"]:
        if mailbox := hub.local.mailboxes.get(ask["agency"]):
            yield Notice("ask", mailbox, f"{reference}-{ask['id']}", "check", post=f"agency:{ask['agency']}")


def _to_rung(fact: Fact, hub: Hub, open_now: bool) -> Iterator[Notice]:
    """The rung stands in the entry: the ladder is the case's own, pinned, while the addresses are today's."""
    rung = fact.body["rung"]
    if "email" in rung["by"]:
        post = "duty" if rung["who"] == "duty" else f"role:{rung.get('role')}"
        for address in addresses(rung["who"], rung.get("role"), hub, open_now):
            yield Notice("alarm", address, fact.stream.removeprefix("case:"), "case", post=post)


def _to_referrer(fact: Fact, contacts: Mapping[str, ContactState]) -> Iterator[Notice]:
    contact = contacts.get(fact.body["contact"])
    if contact is None:
        return
    how = fact.body["how"]
    to = safe_email(contact.referrer) if how == "email" else safe_telephone(contact.referrer)
    if to:
        yield Notice(fact.body["moment"], to, contact.ref, "contact", contact.language, channel=how, post="referrer")
