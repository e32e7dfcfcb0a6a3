"""What follows from a command: facts to put on record, or a `Refusal` that says what to do next. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubwright.domain.cases import commands
from hubwright.domain.cases.commands import Command
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide import (
    alarming,
    asking,
    closing,
    deciding_at_once,
    growing,
    keeping,
    protecting,
    rating,
    receiving,
    returning,
    routing,
)
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics import DEEDS, TOPICS, marking
from hubwright.domain.errors import Refusal


def decide(state: CaseState | None, command: Command, context: Context) -> list[Fact]:
    """The facts that a command makes of a case.

    Args:
        state: the case as replayed, or None before there is one.
        command: what a person asks to be done.
        context: everything from outside.

    Returns:
        Facts in the order in which they are to be recorded; they may belong to several streams.

    Raises:
        Refusal: it is not done yet; why, and what to do next. Nothing is on record.
    """
    if isinstance(command, commands.Receive):
        return receiving.receive(command, context)
    if state is None:
        raise Refusal(
            why="There is no such case in this hub.",
            do="Check the reference; it has eight letters and digits.",
            code="no_case",
        )
    if not state.pathways:
        raise Refusal(
            why="The record of this case was lawfully destroyed.",
            do="Send a new contact if there is something to be done.",
            code="destroyed",
        )
    if isinstance(command, commands.Close):
        _may_be_closed(state, context)
    above = marking.overridden(state, command, context)
    facts = [*_DEEDS[type(command)](state, command, context), *above]
    return facts + [
        one for topic in TOPICS if topic.follows is not None for one in topic.follows(state, facts, context)
    ]


def _may_be_closed(state: CaseState, context: Context) -> None:
    """Stop where a topic still has something open that must not end with the case."""
    for topic in TOPICS:
        held = topic.holds_open(state, context) if topic.holds_open else None
        if held is not None:
            raise held


_DEEDS: Mapping[type, Callable[[CaseState, Any, Context], list[Fact]]] = {
    commands.AddToContact: growing.add_to_contact,
    commands.Read: growing.read,
    commands.Assign: keeping.assign,
    commands.Rate: rating.rate,
    commands.AnswerLowering: rating.answer_lowering,
    commands.Ask: asking.ask,
    commands.AskAgain: asking.ask_again,
    commands.Return: returning.record_return,
    commands.Note: keeping.note,
    commands.ActNow: protecting.act_now,
    commands.AddPerson: keeping.add_person,
    commands.Decide: deciding_at_once.decide_at_once,
    commands.DecideTogether: deciding_at_once.decide_together,
    commands.AnswerRoute: routing.answer_route,
    commands.Tell: closing.tell,
    commands.Close: closing.close,
    commands.Reopen: closing.reopen,
    commands.Correct: keeping.correct,
    commands.RaiseAlarm: alarming.raise_alarm,
    commands.TellRung: alarming.tell_rung,
    commands.AcknowledgeAlarm: alarming.acknowledge,
    commands.MoveClocks: alarming.move_clocks,
    **DEEDS,
}

COMMANDS: tuple[type, ...] = tuple(_DEEDS)
"""Every command there is on a case that exists."""
