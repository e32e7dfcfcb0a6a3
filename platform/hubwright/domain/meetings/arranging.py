"""The agenda by people's hands: what is added, in which order, what is left for another day, what is turned to."""

from __future__ import annotations

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings.agenda import new_matters, rearranged
from hubwright.domain.meetings.commands import AddMatter, Arrange, Defer, Drop, Finish, Rebuild, Take
from hubwright.domain.meetings.refusing import incomplete, not_open, runs, type_of, wrong_time, wrong_words
from hubwright.domain.meetings.room import Room
from hubwright.domain.meetings.state import Matter, MeetingState
from hubwright.domain.meetings.stream import meeting_fact


def add(state: MeetingState, command: AddMatter, context: Context, room: Room) -> list[Fact]:
    """Put a case on the agenda, at its end; one that was left may be put back.

    Raises:
        Refusal: there is no such case for whoever acts, it is there already, or the meeting is not for its pathway.
    """
    runs(context)
    not_open(state)
    if command.case not in room.cases:
        incomplete({"case": "Check the reference of the case; it has eight letters and digits."})
    known = state.of_case(command.case)
    if known is not None and known.state in ("waiting", "taken", "done"):
        incomplete({"case": "This case is on the agenda already."})
    type = type_of(state.type, context)
    if type is not None and type.pathways and not set(type.pathways) & set(room.cases[command.case]):
        incomplete({"case": "This kind of meeting is not for its pathway."})
    matters = [{"id": f"m{len(state.matters) + 1}", "case": command.case, "why": "added"}]
    return [meeting_fact(state.ref, "meeting.matters_added", {"matters": matters}, context)]


def rebuild(state: MeetingState, command: Rebuild, context: Context, room: Room) -> list[Fact]:
    """Add what the rule brings now and is not there yet; nothing is taken off."""
    runs(context)
    not_open(state)
    matters = new_matters(state, [one for one in command.cases if one in room.cases], "rule")
    return [meeting_fact(state.ref, "meeting.matters_added", {"matters": matters}, context)] if matters else []


def arrange(state: MeetingState, command: Arrange, context: Context, room: Room) -> list[Fact]:
    """Put the agenda in another order; what the order does not name keeps its place behind."""
    runs(context)
    not_open(state)
    order = rearranged(state.order, command.order)
    if order == state.order:
        return []
    return [meeting_fact(state.ref, "meeting.arranged", {"order": list(order)}, context)]


def defer(state: MeetingState, command: Defer, context: Context, room: Room) -> list[Fact]:
    """Leave a case for a later meeting. The reason stands on the case.

    Raises:
        Refusal: it is not there, is dealt with, or no reason is given.
    """
    wrong = dict(wrong_time(command.until, context, field="until")) if command.until else {}
    return _left(state, command, "deferred", wrong, context)


def drop(state: MeetingState, command: Drop, context: Context, room: Room) -> list[Fact]:
    """Take a case off the agenda. The reason stands on the case.

    Raises:
        Refusal: as for `defer`.
    """
    return _left(state, command, "dropped", {}, context)


def _left(state: MeetingState, command: Defer | Drop, how: str, wrong: dict[str, str], context: Context) -> list[Fact]:
    runs(context)
    not_open(state)
    matter = _known(state, command.matter)
    if not command.reason.strip():
        wrong["reason"] = "Say why."
    incomplete(wrong | dict(wrong_words(reason=command.reason)))
    if matter.state not in ("waiting", "taken"):
        raise Refusal(why="This case is dealt with here.", do="Look at the agenda again.", code="matter_done")
    until = moment(command.until) if isinstance(command, Defer) and command.until else None
    body = {"matter": matter.id, "how": how, "until": until}
    return [meeting_fact(state.ref, "meeting.matter_left", body, context)]


def take(state: MeetingState, command: Take, context: Context, room: Room) -> list[Fact]:
    """Turn to a case; the one before it is done with. One that was done or left may be turned to again.

    Raises:
        Refusal: the meeting has not begun, or the case is not on its agenda.
    """
    _held(state, context)
    matter = _known(state, command.matter)
    if matter.state == "taken":
        return []
    before = [one.id for one in state.matters.values() if one.state == "taken"]
    return [meeting_fact(state.ref, "meeting.matter_taken", {"matter": matter.id, "done": before}, context)]


def finish(state: MeetingState, command: Finish, context: Context, room: Room) -> list[Fact]:
    """A case has been dealt with; a briefing says which agency takes it.

    Raises:
        Refusal: the meeting has not begun, the case is not on its agenda, or there is no such agency.
    """
    _held(state, context)
    matter = _known(state, command.matter)
    if command.allocated and command.allocated not in {one.id for one in context.hub.agencies}:
        incomplete({"allocated": "Choose one of the agencies shown."})
    type = type_of(state.type, context)
    if command.allocated and type is not None and not type.allocates:
        incomplete({"allocated": "This kind of meeting gives no case to an agency."})
    body = {"matter": matter.id, "allocated": command.allocated}
    return [meeting_fact(state.ref, "meeting.matter_done", body, context)]


def _held(state: MeetingState, context: Context) -> None:
    runs(context)
    not_open(state)
    if state.begun is None:
        raise Refusal(why="This meeting has not begun.", do="Begin it first.", code="meeting_not_begun")


def _known(state: MeetingState, id: str) -> Matter:
    matter = state.matters.get(id)
    if matter is None or matter.state == "dropped":
        raise Refusal(
            why="This case is not on the agenda.",
            do="Put it on the agenda first.",
            code="not_on_agenda",
            fields=(("matter", "Put it on the agenda first."),),
        )
    return matter
