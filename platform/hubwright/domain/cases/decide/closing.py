"""Telling the referrer, closing, and opening again. Only a named person closes (law 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hubwright.domain.cases.commands import TELLING, Close, Reopen, Tell
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import feedback_clocks, owed_clocks, return_clocks
from hubwright.domain.cases.decide.reaching import reached_by
from hubwright.domain.cases.decide.stages import gate, led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import fact, met, today, words_needed
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.wording import Written, letter_for, outcome_words, worded
from hubwright.domain.clocks.words import day_said
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
    if command.moment == "outcome" and state.undecided():
        raise Refusal(
            why="Not everybody in this case has a decision yet.",
            do="Decide for each person first, or acknowledge for now.",
            code="undecided",
        )
    reached_by(state.contacts[command.contact], command.how)
    words = command.words if command.words.strip() else own_words(state, command, context)
    if command.how == "withheld":
        words = words_needed(
            command.words,
            field="words",
            why="It does not say why the referrer is not told.",
            do="Say why it would not be safe or right to tell them.",
        )
    ends = [f"acknowledge:{command.contact}"]
    if command.moment == "outcome":
        # Of a consultation that was decided, hearing what was decided is the answer.
        ends += [f"feedback:{command.contact}", f"answer:{command.contact}"]
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
        **met(state, ends),
        **led_to(taken(state, after, "tell", context), state, context),
    }
    on_contact = replace(fact(state, "contact.told", said, context), stream=f"contact:{command.contact}")
    return [fact(state, "case.referrer_told", on_case, context), on_contact]


def own_words(state: CaseState, command: Tell, context: Context) -> str:
    """What a referrer reads where nobody writes other words: the hub's letter to referrers for this outcome, or what
    its route tells them.

    One contact may lead to several outcomes; each is told once, and those that a referrer may not hear are left out.
    """
    hub = context.hub
    said = []
    for route, meaning in _outcomes(state, context) if command.moment == "outcome" else [("", "")]:
        named = outcome_words(hub, route) if route else {}
        letter = letter_for(hub, "referrer", command.moment, meaning)
        tells = hub.find("routes", route).tells if route else None
        text = letter.body if letter is not None and (meaning in letter.meanings or tells is None) else tells
        if text is None:
            continue
        posts = {post.when: post.telephone for post in hub.local.duty}
        given = Written(
            reference=command.contact,
            hub=hub.name.said_in(command.language),
            telephone=posts.get("open", ""),
            date=day_said(today(context), command.language),
            **{part: words.said_in(command.language) for part, words in named.items()},
        )
        said.append(worded(text, given, command.language))
    return "\n\n".join(dict.fromkeys(said))


def _outcomes(state: CaseState, context: Context) -> list[tuple[str, str]]:
    """The routes that were decided for the people of a case, as far as a referrer may hear of them, each once."""
    pairs = ((subject.id, pathway) for subject in state.subjects.values() for pathway in subject.pathways)
    decided = [one for pair in pairs if (one := state.decision(*pair)) is not None]
    heard = [one for one in decided if context.hub.find("routes", one.route).hears == "outcome"]
    return list(dict.fromkeys((one.route, one.meaning) for one in heard))


def close(state: CaseState, command: Close, context: Context) -> list[Fact]:
    """Close the case once its workflow's requirements are met; nothing closes by itself."""
    _for_all_of_it("case.close", state.pathways, context)
    if state.closed is not None:
        raise Refusal(why="This case is closed already.", do="Reopen it if there is more to do.", code="closed")
    reason = words_needed(command.reason, field="reason", why="It does not say why.", do="Say why it is closed now.")
    if state.unread:
        raise Refusal(
            why="Something on this case has not been read yet.", do="Read it first, then close.", code="unread"
        )
    if state.alarmed:
        raise Refusal(
            why="An alarm on this case has not been taken on.",
            do="Take it on first, so that somebody has looked at why it was raised.",
            code="alarm_open",
        )
    transition = taken(state, state, "close", context)
    if transition is None and state.standing != "closed":
        raise Refusal(
            why="This case cannot be closed from where it stands.",
            do="Look at the next acts shown on the case.",
            code="cannot_close",
        )
    needed = gate(state, "close", context, transition)
    without = [*_second_person(state, command), *satisfied(needed, state, context, reason=command.reason_without)]
    body = {
        "reason": reason,
        "without": without,
        "reason_without": command.reason_without.strip() if without else "",
        # What still runs stops with the case, and says so: met clocks count, these do not.
        "replaced": [clock.id for clock in state.running()],
        **led_to(transition, state, context),
    }
    return [fact(state, "case.closed", body, context)]


def _second_person(state: CaseState, command: Close) -> list[str]:
    """Ask why it is closed while a lower rating waits for its second person; the reason stands in (law 8)."""
    waits = [pathway for pathway in state.pathways if (one := state.rating(pathway)) is not None and one.waits]
    if waits and not command.reason_without.strip():
        raise Refusal(
            why="A lower rating waits for a second person to confirm it.",
            do="Let them confirm or decline it, or say why it is closed without that.",
            code="needs_second_person",
            fields=(("reason_without", "Say why it is closed before a second person has confirmed the lower rating."),),
        )
    return ["second_person"] if waits else []


def reopen(state: CaseState, command: Reopen, context: Context) -> list[Fact]:
    """Open a closed case again; it keeps one history, and whatever was still owed runs again from when it was owed."""
    _for_all_of_it("case.close", state.pathways, context)
    if state.closed is None:
        raise Refusal(why="This case is open.", do="Go on with it.", code="open")
    reason = words_needed(command.reason, field="reason", why="It does not say why.", do="Say why it is reopened.")
    after = replace(state, closed=None)
    owed = owed_clocks(after, context) + feedback_clocks(after, context) + return_clocks(after, context)
    body = {"reason": reason, "clocks": owed, **led_to(taken(state, after, "reopen", context), state, context)}
    return [fact(state, "case.reopened", body, context)]


def _for_all_of_it(permission: str, pathways: Iterable[str], context: Context) -> None:
    """Stop unless the actor may do this for every strand: a case opens and closes as a whole."""
    for pathway in pathways:
        context.require(permission, pathway)
