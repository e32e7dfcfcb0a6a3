"""What a deed on a meeting means for each case on its agenda: the facts that stand on the case's own record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting import at_meetings
from hubwright.domain.cases.written import moment
from hubwright.domain.definitions.hub import MeetingType
from hubwright.domain.meetings.state import Matter, MeetingState


def on_case(
    case: CaseState,
    context: Context,
    type: MeetingType,
    before: MeetingState | None,
    after: MeetingState,
    facts: Iterable[Fact],
    *,
    reason: str = "",
) -> Iterator[Fact]:
    """The facts of one case that go on record together with those of the meeting.

    Args:
        case: as it stands.
        context: of the case's own revision.
        type: of the meeting, as the hub draws it today.
        before: the meeting before the deed, or None where it was called by it.
        after: the meeting after it.
        facts: of the meeting, as decided.
        reason: why a case was left, in the words of whoever left it.
    """
    matter, was = after.of_case(case.ref), before.of_case(case.ref) if before else None
    types = {fact.type for fact in facts}
    if matter is None or matter.state in ("deferred", "dropped"):
        yield from _gone(case, context, after, matter, was, reason)
        return
    invited, users = _asked(after)
    # A case that was left for another day, and is turned to all the same, is at this meeting again.
    fresh = was is None or was.id != matter.id or was.state == "deferred"
    if fresh:
        parts: dict[str, Any] = {"invited": invited, "users": users}
        yield at_meetings.called(case, context, meeting=after.ref, type=type, starts=after.starts, **parts)
    elif before is not None and (_asked(before) != (invited, users) or before.starts != after.starts):
        yield at_meetings.moved(case, context, meeting=after.ref, starts=after.starts, invited=invited, users=users)
    if after.begun is not None and (fresh or "meeting.begun" in types):
        yield at_meetings.begun(case, context, meeting=after.ref, type=type)
    if "meeting.cancelled" in types:
        yield at_meetings.left(case, context, meeting=after.ref, how="cancelled", reason=after.reason)
    if "meeting.ended" in types:
        if matter.state == "waiting" and len(after.agenda()) > 1:
            yield at_meetings.left(case, context, meeting=after.ref, how="deferred", reason="")
            yield from at_meetings.owed_again(case, context, meeting=after.ref)
        else:
            yield at_meetings.ended(case, context, meeting=after.ref, held=held(after))


def _gone(
    case: CaseState, context: Context, after: MeetingState, matter: Matter | None, was: Matter | None, reason: str
) -> Iterator[Fact]:
    """A case that was deferred or taken off: what it was left for, and that it is owed its meeting still."""
    if was is None or was.state not in ("waiting", "taken"):
        return
    how, until = ("deferred", matter.until) if matter is not None else ("dropped", None)
    yield at_meetings.left(case, context, meeting=after.ref, how=how, reason=reason, until=until)
    if was.state == "waiting":
        yield from at_meetings.owed_again(case, context, meeting=after.ref)


def _asked(state: MeetingState) -> tuple[list[str], list[str]]:
    """Agencies and users who are asked to come and speak; an observer learns nothing beforehand."""
    people = [one for one in state.people.values() if one.state != "observer"]
    agencies = list(dict.fromkeys(one.agency for one in people if one.agency))
    return agencies, list(dict.fromkeys(one.user for one in people if one.user))


def held(state: MeetingState) -> dict[str, Any]:
    """What a meeting's own record says of it, for each case that was taken there.

    Args:
        state: the meeting, begun.
    """

    def name(id: str) -> str:
        return state.people[id].name if id in state.people else ""

    return {
        "began": moment(state.begun) if state.begun else None,
        "ended": moment(state.ended) if state.ended else None,
        "mode": state.mode,
        "chair": name(state.chair),
        "minute_taker": name(state.minute_taker),
        # Of two people of one name, these say which.
        "chair_person": state.chair,
        "minute_taker_person": state.minute_taker,
        "next": moment(state.next) if state.next else None,
        "attendance": [
            {
                "id": one.id,
                "user": one.user,
                "role": one.role,
                "agency": one.agency,
                "organisation": one.organisation,
                "name": one.name,
                "state": one.state,
                "by": one.by,
                "came": moment(one.came) if one.came else None,
                "left": moment(one.left) if one.left else None,
            }
            for one in state.people.values()
        ],
        "quorum": dict(state.quorum),
    }
