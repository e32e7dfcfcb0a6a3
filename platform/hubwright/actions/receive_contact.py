"""A contact arrives: on record, with a case to work on it, before the sender is told that it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hubwright.actions.house import House, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.actions.plugins_react import react_later
from hubwright.actions.post_notices import post
from hubwright.actions.tell_keepers import look_later
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import AddToContact, Receive
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import REFERRER, Actor
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.topics.challenging import RaiseChallenge
from hubwright.domain.cases.topics.protecting_words import noticed
from hubwright.domain.errors import NotFound
from hubwright.domain.protection.of_case import hits_of_contact
from hubwright.ports import Draft, Work


@dataclass(frozen=True, slots=True)
class Written:
    """A form that a caller may fill in later.

    Args:
        code: under which it is kept; only the caller gets it.
        form: id and version.
    """

    code: str
    form: tuple[str, int]


def _to_be_written(written: Written, door: str, contact: str, context: Context) -> Draft:
    """An empty form that is sent already: whatever is filled in joins the call."""
    return Draft(
        form=written.form,
        revision=context.revision,
        door=door,
        answers={"answers": {}, "asked": []},
        created=context.now,
        saved=context.now,
        ends=context.now + timedelta(days=context.hub.draft_days),
        sent_contact=contact,
    )


def receive_contact(
    house: House,
    *,
    hub: str,
    deed: str,
    command: Receive,
    revision: str | None = None,
    draft: str | None = None,
    actor: Actor = REFERRER,
    written: Written | None = None,
) -> Done:
    """Put a contact on record.

    Args:
        house: the ports.
        hub: id of the hub.
        deed: id of this deed; a doubled submission gets the first one's reference.
        command: the contact.
        revision: the one its draft was begun with, which holds for the whole case; None for the one that holds now.
        draft: lookup of the draft it was written in; the draft remembers its contact, so that more can join it later.
        actor: the referrer, the worker who took the call, or the operator who takes files in.
        written: a form for the caller to fill in later under a code: what they write joins this contact. None for none.

    Returns:
        `{"contact": reference, "case": reference}`.

    Raises:
        Refusal: a worker may not take contacts, or says a time that is still to come.
    """
    # A form sent twice may differ by a space; its draft says that it is the same one.
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=["receive", draft]) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        context = context_of(house, work, here, revision=revision)
        facts = decide(None, command, context)
        put = work.append(facts, revision=context.revision)
        react_later(house, work, here.hub, put)
        contact = next(fact.body["contact"] for fact in facts if fact.type == "contact.received")
        case = next(fact.body["case"] for fact in facts if fact.type == "case.opened")
        _look_through(work, case, contact, context)
        if draft is not None:
            work.put("draft", draft=draft, sent_contact=contact)
        if written is not None:
            work.keep_draft(written.code, _to_be_written(written, command.door, contact, context))
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
    return _from_the_referrer(house, hub=hub, deed=deed, asked=asked, contact=command.contact, command=command)


def challenge_as_referrer(house: House, *, hub: str, deed: str, command: RaiseChallenge) -> Done:
    """Put on record that whoever sent a contact disagrees with what became of it.

    Args:
        house, hub, deed: as for `add_to_contact`.
        command: with the contact; whoever calls this has seen its code, or that it is theirs.

    Raises:
        Refusal: the hub is not challenged in this way, or it is not said with what they disagree.
        NotFound: there is no such contact.
    """
    contact = command.contact or ""
    asked = ["challenge", contact, command.words]
    return _from_the_referrer(house, hub=hub, deed=deed, asked=asked, contact=contact, command=command)


def _from_the_referrer(
    house: House, *, hub: str, deed: str, asked: list[str], contact: str, command: AddToContact | RaiseChallenge
) -> Done:
    with house.store.work(hub, REFERRER, deed=deed, now=house.now(), command=asked) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        arrived = contact_of(work.entries(f"contact:{contact}"))
        if arrived is None:
            raise NotFound("There is no such contact in this hub.")
        state = case_of(work.entries(f"case:{arrived.case}"))
        # A contact that was joined to another case is worked on under that one's definitions.
        context = context_of(house, work, here, revision=state.revision if state else arrived.revision)
        facts = decide(state, command, context)
        work.append(facts, revision=context.revision)
        _look_through(work, arrived.case, arrived.ref, context)
        open_now = context.calendars[context.hub.calendar].is_open(work.now)
        post(house, work, notices_of(facts, here.hub, contacts={}, open_now=open_now, case=state))
        result = {"contact": arrived.ref, "case": arrived.case}
        work.commit(result)
        return Done(result)


def _look_through(work: Work, case: str, contact: str, context: Context) -> None:
    """Look for what is protected in what has just arrived; what may be it waits for a person to decide."""
    state, arrived = case_of(work.entries(f"case:{case}")), contact_of(work.entries(f"contact:{contact}"))
    if state is not None and arrived is not None:
        work.append(noticed(state, hits_of_contact(state, arrived), context), revision=state.revision)
