"""Keeping the record: owner, notes, people who came to light later, and putting things right."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.cases.commands import AddPerson, Assign, Correct, Note
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.receiving import fits
from hubwright.domain.cases.decide.stages import led_to, taken
from hubwright.domain.cases.decide.starting import clock, fact, running_ids, words_needed
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
    return [fact(state, "case.noted", {"text": text, "nature": command.nature}, context)]


def add_person(state: CaseState, command: AddPerson, context: Context) -> list[Fact]:
    """Somebody else the case is about: they get an outcome of their own, and the decision clock runs for them."""
    context.require("case.note")
    pathways = tuple(
        pathway
        for pathway in (command.subject.pathways or state.pathways)
        if pathway in state.pathways and fits(command.subject, context.hub.find("pathways", pathway), context.now)
    )
    if not pathways:
        raise Refusal(
            why="None of this case's pathways takes a person of that age.",
            do="Check the date of birth, or send a contact of their own.",
            code="no_pathway_for_person",
        )
    if not (command.subject.name.strip() or command.subject.unborn or command.subject.role.strip()):
        raise Refusal(
            why="Nothing says who this is.",
            do="Give a name, or say who they are (for example: older brother, name not known).",
            code="person_missing",
            fields=(("name", "Give a name, or say who they are."),),
        )
    subject = replace(command.subject, id=f"p{len(state.subjects) + 1}", pathways=pathways)
    after = replace(state, subjects={**state.subjects, subject.id: subject})
    clocks = []
    for pathway in pathways:
        id = f"decision:{pathway}"
        rule = _decision_rule(state, pathway, context)
        if rule and not running_ids(state, [id]):
            clocks.append(clock(id, rule, context, received=context.now, pathway=pathway))
    body = {
        "subject": person(subject),
        "why": command.why.strip(),
        "clocks": clocks,
        **led_to(taken(state, after, "add_person", context), state, context),
    }
    return [fact(state, "case.person_added", body, context)]


def _decision_rule(state: CaseState, pathway: str, context: Context) -> str | None:
    rating = state.rating(pathway)
    drawing = context.hub.find("pathways", pathway)
    if rating is None:
        return None if drawing.decision_clock is None else str(drawing.decision_clock)
    scale = context.hub.find("scales", rating.scale)
    return next((tier.decision_clock for tier in scale.tiers if tier.id == rating.tier), None)


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
    body: dict[str, object] = {"number": command.number, "text": text, "why": why}
    if command.subject is not None:
        known = state.subjects.get(command.subject.id)
        if known is None:
            raise Refusal(why="This person is not on the case.", do="Choose one of the people shown.", code="no_person")
        body["subject"] = person(replace(command.subject, pathways=known.pathways))
    return [fact(state, "case.corrected", body, context)]
