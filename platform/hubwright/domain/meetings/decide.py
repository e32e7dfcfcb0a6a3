"""What follows from a command about a meeting: facts of its own stream, or a `Refusal`. Pure.

What it means for the cases on the agenda is put on their own records by the same deed (`cases.topics.minuting`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import arranging, attending, commands, holding
from hubwright.domain.meetings.commands import Command
from hubwright.domain.meetings.room import Room
from hubwright.domain.meetings.state import MeetingState


def decide(state: MeetingState, command: Command, context: Context, room: Room) -> list[Fact]:
    """The facts that a command makes of a meeting.

    Args:
        state: as replayed.
        command: what is asked to be done.
        context: everything from outside.
        room: the seats and cases around it.

    Raises:
        Refusal: it is not done yet; everything that stands in the way, at once.
    """
    if not state.type:
        raise Refusal(why="This record was lawfully destroyed.", do="Call another meeting.", code="destroyed")
    return _DEEDS[type(command)](state, command, context, room)


def on_agenda(state: MeetingState, case: str) -> None:
    """Stop where a decision or a line is for a case that this meeting is not about.

    Raises:
        Refusal: it is not on the agenda, was left for another meeting, or the meeting was cancelled.
    """
    matter = state.of_case(case)
    if matter is None or matter.state == "deferred" or state.cancelled is not None:
        raise Refusal(
            why="This case is not on the agenda of that meeting.",
            do="Put it on the agenda first, or write it on the case.",
            code="not_on_agenda",
            fields=(("meeting", "Put the case on the agenda first."),),
        )


_DEEDS: Mapping[type, Callable[[MeetingState, Any, Context, Room], list[Fact]]] = {
    commands.Ask: attending.ask,
    commands.Attend: attending.attend,
    commands.Roll: attending.roll,
    commands.Give: attending.give,
    commands.AddMatter: arranging.add,
    commands.Rebuild: arranging.rebuild,
    commands.Arrange: arranging.arrange,
    commands.Defer: arranging.defer,
    commands.Drop: arranging.drop,
    commands.Take: arranging.take,
    commands.Finish: arranging.finish,
    commands.Begin: holding.begin,
    commands.End: holding.end,
    commands.Move: holding.move,
    commands.Cancel: holding.cancel,
}
