"""The case as it will stand once facts are on record: for one act that makes several entries, each decided after the
other."""

from __future__ import annotations

from collections.abc import Iterable

from hubwright.domain.cases.apply import apply
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState


def foreseen(state: CaseState, facts: Iterable[Fact], context: Context) -> CaseState:
    """The case after these facts, as replay will make it; facts of other streams change nothing here.

    Args:
        state: the case before them.
        facts: as `decide` gave them.
        context: says who acts, and when.
    """
    for one in facts:
        if one.stream == state.stream:
            state = apply(state, _entry(one, state.head + 1, context))
    return state


def _entry(fact: Fact, number: int, context: Context) -> Entry:
    return Entry(
        stream=fact.stream,
        number=number,
        type=fact.type,
        version=fact.version,
        body=fact.body,
        happened=fact.happened,
        received=fact.received,
        recorded=context.now,
        actor=context.actor.id,
        actor_name=context.actor.name,
        agency=context.actor.agency,
        revision=context.revision,
        deed="",
    )
