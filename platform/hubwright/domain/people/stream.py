"""A person's own stream, replayed. Nothing is overwritten: what was put right stays, with what put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.written import instant
from hubwright.domain.errors import Broken
from hubwright.domain.people.state import SAME, Known, Matched, Mention, PersonState

CURRENT: Mapping[str, int] = {
    "person.begun": 1,
    "person.facts_recorded": 1,
    "person.fact_withdrawn": 1,
    "person.mention_answered": 1,
    "person.linked_to": 1,
    "person.joined_by": 1,
    "person.unlinked": 1,
    "person.left_by": 1,
    "person.sealed": 1,
    "person.unsealed": 1,
    "person.matched": 1,
}

# (type, version) to the function that makes the body of version + 1; never deleted (law 3).
LIFTS: Mapping[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}


def person_of(entries: Iterable[Entry]) -> PersonState | None:
    """The person that these entries make, or None for an empty stream.

    Raises:
        Broken: the stream does not begin with a person, or cannot be read by this release.
    """
    state: PersonState | None = None
    for entry in (lifted(one, current=CURRENT, lifts=LIFTS) for one in entries):
        if (state is None) != (entry.type == "person.begun"):
            raise Broken(f"Entry {entry.number} of {entry.stream} is a {entry.type}, which does not belong there.")
        if entry.destroyed is not None:
            left = state or PersonState(entry.stream.partition(":")[2], entry.revision, entry.number, entry.recorded)
            state = replace(left, destroyed=(*left.destroyed, (entry.number, entry.destroyed)))
        elif state is None:
            state = _begun(entry)
        else:
            state = _STEPS[entry.type](state, entry)
        state = replace(state, head=entry.number)
    return state


def _begun(entry: Entry) -> PersonState:
    body = entry.body
    state = PersonState(
        ref=body["person"],
        revision=entry.revision,
        head=entry.number,
        begun=entry.recorded,
        pathways=tuple(body["pathways"]),
    )
    state = _recorded(state, entry)
    return _answered(state, entry, body["mention"]) if "mention" in body else state


def _recorded(state: PersonState, entry: Entry) -> PersonState:
    known = dict(state.known)
    for told in entry.body.get("facts", ()):
        wrong = told.get("replaces")
        if wrong in known:
            known[wrong] = replace(known[wrong], replaced_by=told["id"])
        known[told["id"]] = Known(
            id=told["id"],
            kind=told["kind"],
            parts=told["parts"],
            case=told.get("case", ""),
            by=entry.actor_name,
            at=entry.recorded,
            number=entry.number,
            why=told.get("why", ""),
        )
    return replace(state, known=known)


def _withdrawn(state: PersonState, entry: Entry) -> PersonState:
    wrong = state.known.get(entry.body["fact"])
    if wrong is None:  # it stood in an entry that was lawfully destroyed
        return state
    return replace(state, known={**state.known, wrong.id: replace(wrong, replaced_by="")})


def _answered(state: PersonState, entry: Entry, said: Mapping[str, Any]) -> PersonState:
    mention = (said["case"], said["subject"])
    before = state.mentions.get(mention)
    answered = Mention(
        case=said["case"],
        subject=said["subject"],
        pathways=tuple(said["pathways"]),
        answer=said["answer"],
        why=said.get("why", ""),
        by=entry.actor_name,
        at=entry.recorded,
        number=entry.number,
        earlier=(*before.earlier, replace(before, earlier=())) if before else (),
    )
    matches = dict(state.matches)
    if mention in matches:
        matches[mention] = replace(matches[mention], answered=entry.recorded)
    grown = dict.fromkeys((*state.pathways, *(said["pathways"] if said["answer"] == SAME else ())))
    return replace(state, mentions={**state.mentions, mention: answered}, matches=matches, pathways=tuple(grown))


def _mention_answered(state: PersonState, entry: Entry) -> PersonState:
    return _answered(_recorded(state, entry), entry, entry.body)


def _linked(state: PersonState, entry: Entry) -> PersonState:
    return replace(state, linked_to=entry.body["person"], link_why=entry.body["why"])


def _unlinked(state: PersonState, entry: Entry) -> PersonState:
    return replace(state, linked_to=None, link_why="")


def _joined(state: PersonState, entry: Entry) -> PersonState:
    return replace(state, followers=(*state.followers, entry.body["person"]))


def _left(state: PersonState, entry: Entry) -> PersonState:
    return replace(state, followers=tuple(one for one in state.followers if one != entry.body["person"]))


def _matched(state: PersonState, entry: Entry) -> PersonState:
    body = entry.body
    matched = Matched(
        case=body["case"],
        subject=body["subject"],
        reasons=tuple(body["reasons"]),
        due=instant(body["clock"]["due"]),
        at=entry.recorded,
    )
    return replace(state, matches={**state.matches, (matched.case, matched.subject): matched})


_STEPS: Mapping[str, Callable[[PersonState, Entry], PersonState]] = {
    "person.facts_recorded": _recorded,
    "person.fact_withdrawn": _withdrawn,
    "person.mention_answered": _mention_answered,
    "person.linked_to": _linked,
    "person.unlinked": _unlinked,
    "person.joined_by": _joined,
    "person.left_by": _left,
    "person.sealed": lambda state, entry: replace(state, keepers=frozenset(entry.body["keepers"])),
    "person.unsealed": lambda state, entry: replace(state, keepers=frozenset()),
    "person.matched": _matched,
}
