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
