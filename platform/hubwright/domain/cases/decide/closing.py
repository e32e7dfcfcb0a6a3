"""Telling the referrer, closing, and opening again. Only a named person closes (law 5)."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.cases.commands import TELLING, Close, Reopen, Tell
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.stages import led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import fact, running_ids, words_needed
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.errors import Refusal

MOMENTS = ("acknowledge", "outcome")


def tell(state: CaseState, command: Tell, context: Context) -> list[Fact]:
    """Record that the referrer was told, on the case and on their contact; withholding needs its reason."""
    context.require("case.tell")
    if command.contact not in state.contacts:
        raise Refusal(why="This case has no such contact.", do="Choose one of those shown.", code="no_contact")
    if command.how not in TELLING or command.moment not in MOMENTS:
        raise Refusal(
            why="It is not said how they were told.",
            do="Choose how, or that it is withheld.",
            code="how_missing",
            fields=(("how", "Choose how the referrer was told."),),
        )
    if command.moment == "outcome" and state.undecided() and command.how != "withheld":
        raise Refusal(
            why="Not everybody in this case has a decision yet.",
            do="Decide for each person first, or acknowledge for now.",
            code="undecided",
        )
    if command.how == "email" and not state.contacts[command.contact].by_email:
        raise Refusal(
            why="This referrer left no e-mail address that is safe to use.",
            do="Choose another way to tell them.",
            code="no_safe_email",
            fields=(("how", "There is no safe e-mail address: choose another way."),),
        )
    words = command.words
    if command.how == "withheld":
        words = words_needed(
            words,
            field="words",
            why="It does not say why the referrer is not told.",
            do="Say why it would not be safe or right to tell them.",
        )
    met = [f"acknowledge:{command.contact}"]
    if command.moment == "outcome":
        met.append(f"feedback:{command.contact}")
    contact = replace(
        state.contacts[command.contact],
        acknowledged=True,
        told=state.contacts[command.contact].told or command.moment == "outcome",
    )
    after = replace(state, contacts={**state.contacts, contact.ref: contact})
    said = {
        "contact": command.contact,
        "moment": command.moment,
        "how": command.how,
        "words": words.strip(),
    }
    on_case = {
        **said,
        "met": running_ids(state, met),
        **led_to(taken(state, after, "tell", context), state, context),
    }
    on_contact = replace(fact(state, "contact.told", said, context), stream=f"contact:{command.contact}")
    return [fact(state, "case.referrer_told", on_case, context), on_contact]


def close(state: CaseState, command: Close, context: Context) -> list[Fact]:
    """Close the case once its workflow's requirements are met; nothing closes by itself."""
    context.require("case.close")
    if state.closed is not None:
        raise Refusal(why="This case is closed already.", do="Reopen it if there is more to do.", code="closed")
    reason = words_needed(command.reason, field="reason", why="It does not say why.", do="Say why it is closed now.")
    if any(alarm.acknowledged is None for alarm in state.alarms.values()):
        raise Refusal(
            why="An alarm on this case has not been taken on.",
            do="Take it on first, so that somebody has looked at why it was raised.",
            code="alarm_open",
        )
    transition = taken(state, state, "close", context)
    if transition is None:
        raise Refusal(
            why="This case cannot be closed from where it stands.",
            do="Look at the next acts shown on the case.",
            code="cannot_close",
        )
    satisfied(transition, state)
    body = {
        "reason": reason,
        # What still runs stops with the case, and says so: met clocks count, these do not.
        "replaced": [clock.id for clock in state.running()],
        **led_to(transition, state, context),
    }
    return [fact(state, "case.closed", body, context)]


def reopen(state: CaseState, command: Reopen, context: Context) -> list[Fact]:
    """Open a closed case again; it keeps one history."""
    context.require("case.close")
    if state.closed is None:
        raise Refusal(why="This case is open.", do="Go on with it.", code="open")
    reason = words_needed(command.reason, field="reason", why="It does not say why.", do="Say why it is reopened.")
    after = replace(state, closed=None)
    return [
        fact(
            state,
            "case.reopened",
            {"reason": reason, **led_to(taken(state, after, "reopen", context), state, context)},
            context,
        )
    ]
