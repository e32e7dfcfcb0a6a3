"""Changes of a case that a deed foresees and replay makes: one place for both, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState


def with_look(state: CaseState, looked: Mapping[str, Any] | None) -> CaseState:
    """The case once a person has read contacts and late returns, for the strands that they may read.

    Args:
        looked: the part of an entry's body with `contacts`, `asks` and `pathways`, or None.
    """
    if not looked:
        return state
    contacts = dict(state.contacts)
    for ref in (ref for ref in looked["contacts"] if ref in contacts):
        seen = contacts[ref].seen | set(looked["pathways"])
        contacts[ref] = replace(contacts[ref], seen=seen, read=seen >= set(state.pathways))
    late = {ask: number for ask, number in state.come_late.items() if ask not in looked["asks"]}
    return replace(state, contacts=contacts, come_late=late)


def with_person(state: CaseState, subject: Subject, at: datetime) -> CaseState:
    """The case with a person added, or with their facts put right; a strand that is theirs alone is opened."""
    opened = tuple(pathway for pathway in subject.pathways if pathway not in state.pathways)
    owed = {(subject.id, pathway): at for pathway in subject.pathways}
    return replace(
        state,
        subjects={**state.subjects, subject.id: subject},
        pathways=(*state.pathways, *opened),
        owed={**owed, **state.owed},
    )


def with_lowering(state: CaseState, number: int, *, confirmed: bool, said: Mapping[str, str]) -> CaseState:
    """The case once a second person has confirmed or declined the lower rating of that entry."""
    ratings = tuple(
        replace(one, confirmed=confirmed, answer=said) if one.number == number and one.waits else one
        for one in state.ratings
    )
    return replace(state, ratings=ratings)


def with_answer(state: CaseState, body: Mapping[str, Any], at: datetime) -> CaseState:
    """The case once the receiving side has answered: accepted, or returned, and then a decision is owed again."""
    pair = (body["subject"], body["pathway"])
    current = state.decision(*pair)
    decisions = tuple(
        replace(one, accepted=body["accepted"], answer=body["reason"]) if one is current else one
        for one in state.decisions
    )
    if body["accepted"] or current is None:
        return replace(state, decisions=decisions)
    return replace(state, decisions=decisions, owed={**state.owed, pair: at}, closed=None)
