"""A contact arrives: on record, with a case to work on it, before the sender is told that it was sent."""

from __future__ import annotations

from hubwright.actions.house import House, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.actions.tell_keepers import look_later
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import AddToContact, Receive
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import REFERRER
from hubwright.domain.errors import NotFound


def receive_contact(
    house: House, *, hub: str, deed: str, command: Receive, revision: str, draft: str | None = None
) -> Done:
    """Put a contact on record.

    Args:
        house: the ports.
        hub: id of the hub.
        deed: id of this deed; a doubled submission gets the first one's reference.
        command: the contact.
        revision: the one its draft was begun with, which holds for the whole case.
        draft: lookup of the draft it was written in; the draft remembers its contact, so that more can join it later.

    Returns:
        `{"contact": reference, "case": reference}`.
    """
    # A form sent twice may differ by a space; its draft says that it is the same one.
    with house.store.work(hub, REFERRER, deed=deed, now=house.now(), command=["receive", draft]) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        context = context_of(house, work, here, revision=revision)
        facts = decide(None, command, context)
        work.append(facts, revision=revision)
        contact = next(fact.body["contact"] for fact in facts if fact.type == "contact.received")
        case = next(fact.body["case"] for fact in facts if fact.type == "case.opened")
        if draft is not None:
            work.put("draft", draft=draft, sent_contact=contact)
        look_later(house, work, case)
        result = {"contact": contact, "case": case}
        work.commit(result)
        return Done(result)


def add_to_contact(house: House, *, hub: str, deed: str, command: AddToContact) -> Done:
    """Put more of a contact on record: it joins the same one, whatever became of the case.

    Args:
        house: the ports.
        hub: id of the hub.
        deed: id of this deed; a doubled submission counts once.
        command: what was added.

    Raises:
        NotFound: there is no such contact.
    """
    asked = ["add", command.contact, command.text]
    with house.store.work(hub, REFERRER, deed=deed, now=house.now(), command=asked) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        contact = contact_of(work.entries(f"contact:{command.contact}"))
        if contact is None:
            raise NotFound("There is no such contact in this hub.")
        state = case_of(work.entries(f"case:{contact.case}"))
        context = context_of(house, work, here, revision=contact.revision)
        work.append(decide(state, command, context), revision=contact.revision)
        result = {"contact": contact.ref, "case": contact.case}
        work.commit(result)
        return Done(result)
