"""A contact grows and is read: what the referrer adds joins it, and a person's look is put on record."""

from __future__ import annotations

from typing import Any

from hubwright.domain.cases.changes import with_look
from hubwright.domain.cases.commands import AddToContact, Read
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.receiving import danger_fact
from hubwright.domain.cases.decide.stages import led_to, taken
from hubwright.domain.cases.decide.starting import clock, fact, met, numbered
from hubwright.domain.cases.entries import REFERRER, Fact
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.written import answers_written
from hubwright.domain.definitions.hub import Kind
from hubwright.domain.errors import Refusal


def add_to_contact(state: CaseState, command: AddToContact, context: Context) -> list[Fact]:
    """Take more from the referrer: the same contact, to be read again, also on a closed case (law 6)."""
    if context.actor != REFERRER:
        context.require("case.note")
    if command.contact not in state.contacts:
        raise Refusal(
            why="This case has no such contact.",
            do="Use the link you were given when you sent it.",
            code="no_contact",
        )
    kind: Kind = context.hub.find("kinds", state.contacts[command.contact].kind)
    body = {
        "contact": command.contact,
        "danger": command.danger,
        "clocks": _another_look(state, command, kind, context),
        **led_to(taken(state, state, "receive", context), state, context),
    }
    added = fact(state, "case.contact_added_to", body, context, received=command.received)
    said = Fact(
        stream=f"contact:{command.contact}",
        type="contact.added_to",
        version=CURRENT["contact.added_to"],
        body={
            "answers": answers_written(command.answers),
            "text": command.text,
            "danger": command.danger,
            **({"form": {"id": command.form[0], "version": command.form[1]}} if command.form else {}),
        },
        happened=context.now,
        received=command.received,
    )
    alarm = [danger_fact(state.stream, numbered("a", state.alarms), kind, context)] if command.danger else []
    return [added, *alarm, said]


def _another_look(state: CaseState, command: AddToContact, kind: Kind, context: Context) -> list[dict[str, Any]]:
    """The clock of a fresh look; where one is owed already and not yet missed, that is the stricter and keeps running.

    One that was missed has raised its alarm, and somebody may have taken that on before this arrived: it would stay
    silent about what is new.
    """
    look = f"first_look:{command.contact}"
    owed = state.clocks.get(look)
    if owed is not None and owed.state == "running" and owed.due > context.now:
        return []
    return [clock(look, kind.first_look, context, received=command.received)]


def read(state: CaseState, command: Read, context: Context) -> list[Fact]:
    """A person has read what arrived; an unread alarm falls silent because a person is there."""
    if not context.authority.may("alarm.acknowledge"):
        context.require("case.rate")
    looked = looked_at(state, context, drawn_from=command.drawn_from, contact=command.contact)
    if not (looked["looked"]["contacts"] or looked["looked"]["asks"]):
        raise Refusal(
            why="Everything on this case has been read already.", do="Go on with the next act.", code="already_read"
        )
    after = with_look(state, looked["looked"])
    body = {**looked, **led_to(taken(state, after, "read", context), state, context)}
    return [fact(state, "case.read", body, context)]


def looked_at(
    state: CaseState, context: Context, *, drawn_from: int | None = None, contact: str | None = None
) -> dict[str, Any]:
    """The parts of a body that say a person has looked: what they read, first-look clocks met, their alarms quiet.

    A person of one strand reads for that strand only: the other's people have still to look, and the clock runs on.

    Args:
        state: the case.
        context: who looks.
        drawn_from: number of the entry their page was drawn from; what arrived later they have not read.
        contact: only this one.
    """
    strands = [pathway for pathway in state.pathways if _may_look(pathway, context)]
    page = state.head if drawn_from is None else drawn_from
    refs = [
        one.ref
        for one in state.contacts.values()
        if contact in (None, one.ref) and not one.read and one.arrived <= page and set(strands) - one.seen
    ]
    asks = [
        ask
        for ask, number in state.come_late.items()
        if contact is None and number <= page and state.checks[ask].pathway in strands
    ]
    look = {"contacts": refs, "asks": asks, "pathways": strands}
    after = with_look(state, look)
    done = [ref for ref in refs if after.contacts[ref].read] + asks
    return {"looked": look, **met(state, [f"first_look:{one}" for one in done])}


def _may_look(pathway: str, context: Context) -> bool:
    return any(context.authority.may(one, pathway) for one in ("alarm.acknowledge", "case.rate", "case.act_now"))
