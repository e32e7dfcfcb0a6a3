"""Keeping the record: owner, notes, people who came to light later, and putting things right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.ages import fits
from hubwright.domain.cases.changes import with_person
from hubwright.domain.cases.commands import AddPerson, Assign, Correct, Note, Subject
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import feedback_clocks, owed_clocks, return_clocks
from hubwright.domain.cases.decide.stages import opened_again
from hubwright.domain.cases.decide.starting import fact, known_pathway, numbered, words_needed
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.written import person
from hubwright.domain.errors import Refusal

NATURES = ("fact", "witnessed", "hearsay", "opinion")


def assign(state: CaseState, command: Assign, context: Context) -> list[Fact]:
    """Give the case an owner; it always has one place on the queue, owned or not."""
    context.require("case.assign")
    if not command.owner:
        raise Refusal(why="Nobody was chosen.", do="Choose who will own this case.", code="owner_missing")
    return [fact(state, "case.assigned", {"owner": command.owner, "owner_name": command.owner_name}, context)]


def note(state: CaseState, command: Note, context: Context) -> list[Fact]:
    """Write a note, saying whether it is fact, witnessed, hearsay or opinion."""
    context.require("case.note")
    text = words_needed(command.text, field="text", why="The note is empty.", do="Write the note.")
    if command.nature not in NATURES:
        raise Refusal(
            why="It is not said what kind of note this is.",
            do="Say whether it is a fact, witnessed, hearsay or an opinion.",
            code="nature_missing",
            fields=(("nature", "Choose what kind of note this is."),),
        )
    mine = [pathway for pathway in state.pathways if context.authority.may("case.note", pathway)]
    strands = mine or list(state.pathways)
    if command.pathway is not None:
        known_pathway(state, command.pathway)
        context.require("case.note", command.pathway)
        strands = [command.pathway]
    return [fact(state, "case.noted", {"text": text, "nature": command.nature, "pathways": strands}, context)]


def add_person(state: CaseState, command: AddPerson, context: Context) -> list[Fact]:
    """Somebody else the case is about: they get an outcome of their own, and the decision clock runs for them.

    On a closed case this opens it again. A person whom none of the case's strands takes opens the strand that does,
    where the contact's kind has one.
    """
    context.require("case.note")
    _said_who(command.subject)
    subject = replace(
        command.subject,
        id=numbered("p", state.subjects),
        pathways=_strands_for(command.subject, state, context),
    )
    if not subject.pathways:
        raise Refusal(
            why="None of the pathways for this kind of contact takes a person of that age.",
            do="Check the date of birth; or write a note about them.",
            code="no_pathway_for_person",
            fields=(("born", "Check the date of birth."),),
        )
    after = replace(with_person(state, subject, context.now), closed=None)
    again = feedback_clocks(after, context) + return_clocks(after, context) if state.closed is not None else []
    body = {
        "subject": person(subject),
        "why": command.why.strip(),
        "clocks": owed_clocks(after, context) + again,
        **opened_again(state, after, "add_person", context),
    }
    return [fact(state, "case.person_added", body, context)]


def _said_who(subject: Subject) -> None:
    if not (subject.name.strip() or subject.unborn or subject.role.strip()):
        raise Refusal(
            why="Nothing says who this is.",
            do="Give a name, or say who they are (for example: older brother, name not known).",
            code="person_missing",
            fields=(("name", "Give a name, or say who they are."),),
        )


def _strands_for(subject: Subject, state: CaseState, context: Context) -> tuple[str, ...]:
    """The strands a person stands in: those that were chosen for them, or else those that fit, the case's own first."""
    possible = _possible(state, context)
    if chosen := tuple(pathway for pathway in possible if pathway in subject.pathways):
        return chosen
    fitting = tuple(one for one in possible if fits(subject, context.hub.find("pathways", one), context.now))
    return tuple(pathway for pathway in fitting if pathway in state.pathways) or fitting


def _possible(state: CaseState, context: Context) -> tuple[str, ...]:
    """The strands a case has, and those that the kinds of its contacts may open."""
    kinds = [context.hub.find("kinds", contact.kind) for contact in state.contacts.values()]
    return tuple(dict.fromkeys([*state.pathways, *(pathway for kind in kinds for pathway in kind.pathways)]))


def correct(state: CaseState, command: Correct, context: Context) -> list[Fact]:
    """Put something right by adding to the record. What was known when it was decided stays readable."""
    context.require("case.correct")
    if not 1 <= command.number <= state.head:
        raise Refusal(
            why="There is no such entry on this case.",
            do="Choose the entry on the record that is wrong.",
            code="no_entry",
        )
    text = words_needed(command.text, field="text", why="Nothing was written.", do="Write what is right.")
    why = words_needed(command.why, field="why", why="It does not say how we know.", do="Say how we know.")
    body: dict[str, Any] = {"number": command.number, "text": text, "why": why}
    if command.subject is not None:
        body |= _right_facts(state, command.subject, context)
    return [fact(state, "case.corrected", body, context)]


def _right_facts(state: CaseState, subject: Subject, context: Context) -> dict[str, Any]:
    """A person's facts put right. No strand is ever closed by that: who turns out to be older stands in both."""
    known = state.subjects.get(subject.id)
    if known is None or not any(context.authority.may("case.correct", pathway) for pathway in known.pathways):
        raise Refusal(why="This person is not on the case.", do="Choose one of the people shown.", code="no_person")
    _said_who(subject)
    hidden = known.address is not None and known.address.get("protected") and not _may_see_address(known, context)
    fitting = () if state.closed is not None else _strands_for(replace(subject, pathways=()), state, context)
    right = replace(
        subject,
        # Whoever cannot see a protected address cannot have meant to change it.
        address=known.address if hidden else subject.address,
        pathways=tuple(dict.fromkeys([*known.pathways, *fitting])),
    )
    after = with_person(state, right, context.now)
    searched = ("name", "born", "unborn", "expected", "address")
    return {
        "subject": person(right),
        "outdates_returns": any(getattr(right, part) != getattr(known, part) for part in searched),
        "clocks": owed_clocks(after, context) if state.closed is None else [],
    }


def _may_see_address(subject: Subject, context: Context) -> bool:
    return all(context.authority.may("protected.read", pathway) for pathway in subject.pathways)
