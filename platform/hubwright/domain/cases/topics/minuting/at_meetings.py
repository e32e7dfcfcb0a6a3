"""The case's own side of a meeting: called, moved, left, begun, ended; and the clock by which one is to be held.

The clock of a meeting waits for it to be held, not to be called. It starts with a rating whose tier names a time for
the meeting, and a meeting of that type that begins meets it (Sandwell S:1439-1441, Bury S:1160-1161).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import clock, fact, met, running_ids
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting.state import NAME, AtMeeting, meetings_of
from hubwright.domain.cases.topics.topic import Seeing, Step, Tell, Telling, keeping
from hubwright.domain.cases.written import instant, moment
from hubwright.domain.definitions.drawn.meetings import MeetingType
from hubwright.domain.definitions.hub import Tier

OPEN = ("called", "begun")
"""States of a meeting that this case is still to be taken at."""
HELD = ("begun", "ended")


def clock_id(type: str, pathway: str) -> str:
    """The clock of a strand that waits for a type of meeting; "" where any meeting about the case will do."""
    return f"meeting:{type}:{pathway}"


def strands_of(state: CaseState, type: MeetingType) -> tuple[str, ...]:
    """The strands of a case that a type of meeting is about."""
    return tuple(one for one in state.pathways if not type.pathways or one in type.pathways)


def called(
    state: CaseState,
    context: Context,
    *,
    meeting: str,
    type: MeetingType,
    starts: datetime,
    invited: Iterable[str],
    users: Iterable[str],
) -> Fact:
    """This case is on the agenda of a meeting.

    Args:
        state: the case.
        context: of the deed.
        meeting: its reference.
        type: of the meeting.
        starts: when it is to begin, UTC.
        invited, users: ids of the agencies and users who are asked to come.
    """
    strands = strands_of(state, type)
    waiting = running_ids(state, _clocks_of(type.id, strands))
    body = {
        "meeting": meeting,
        "type": type.id,
        "stands_for": type.stands_for,
        "starts": moment(starts),
        "pathways": list(strands),
        "invited": list(dict.fromkeys(invited)),
        "users": list(dict.fromkeys(users)),
        "clock": waiting[0] if waiting else None,
    }
    return fact(state, "case.meeting_called", body, context)


def moved(
    state: CaseState,
    context: Context,
    *,
    meeting: str,
    starts: datetime,
    invited: Iterable[str] | None = None,
    users: Iterable[str] | None = None,
) -> Fact:
    """The meeting is to be at another time, or others are asked to come."""
    body = {
        "meeting": meeting,
        "starts": moment(starts),
        **({"invited": list(dict.fromkeys(invited))} if invited is not None else {}),
        **({"users": list(dict.fromkeys(users))} if users is not None else {}),
    }
    return fact(state, "case.meeting_moved", body, context)


def left(
    state: CaseState, context: Context, *, meeting: str, how: str, reason: str, until: datetime | None = None
) -> Fact:
    """This case will not be taken at a meeting: `how` is "deferred", "dropped" or "cancelled", with the reason."""
    body = {"meeting": meeting, "how": how, "reason": reason, "until": moment(until) if until else None}
    return fact(state, "case.meeting_left", body, context)


def begun(state: CaseState, context: Context, *, meeting: str, type: MeetingType) -> Fact:
    """The meeting began with this case on its agenda: whatever clock waited for it is met."""
    body = {"meeting": meeting, **met(state, _clocks_of(type.id, strands_of(state, type)))}
    return fact(state, "case.meeting_begun", body, context)


def ended(state: CaseState, context: Context, *, meeting: str, held: Mapping[str, Any]) -> Fact:
    """The meeting ended; `held` is what its own record says of it, as in `AtMeeting`."""
    return fact(state, "case.meeting_ended", {"meeting": meeting, "held": dict(held)}, context)


def owed_again(state: CaseState, context: Context, *, meeting: str) -> list[Fact]:
    """What is owed to a case that a meeting began with and never came to: the clock that its beginning met runs again.

    Args:
        state: the case before it was left.
        context: of the deed.
        meeting: that left it.
    """
    at = meetings_of(state).get(meeting)
    if at is None or at.state != "begun":
        return []
    without = _with(state, replace(at, state="left"))
    ratings = [held for strand in at.pathways if (held := state.strictest(strand)) is not None]
    return [fact for one in ratings for fact in _owed_by(without, one.pathway, one.scale, one.tier, context)]


def _clocks_of(type: str, strands: Sequence[str]) -> list[str]:
    return [clock_id(one, strand) for strand in strands for one in (type, "")]


def owed(state: CaseState, facts: list[Fact], context: Context) -> list[Fact]:
    """What a rating, or a confirmed lowering, means for the meeting that its tier asks for."""
    found = []
    for one in facts:
        if one.stream != state.stream or one.body.get("beside"):
            continue
        if one.type == "case.rated" and not one.body.get("provisional"):
            found += _owed_by(state, one.body["pathway"], one.body["scale"], one.body["tier"], context)
        elif one.type == "case.lowering_answered" and one.body["confirmed"]:
            held = state.rating(one.body["pathway"])
            if held is not None:
                found += _owed_by(state, held.pathway, held.scale, held.tier, context)
    return found


def _owed_by(state: CaseState, pathway: str, scale: str, tier_id: str, context: Context) -> list[Fact]:
    tier = next(one for one in context.hub.find("scales", scale).tiers if one.id == tier_id)
    rule, type = _rule(tier, context)
    running = [one for one in state.running() if one.id.startswith("meeting:") and one.pathway == pathway]
    if rule is None:
        # A lower rating, which nobody has still to confirm, asks for no meeting any more.
        stopped = [one.id for one in running]
        return [_fact(state, pathway, type, [], stopped, context)] if stopped else []
    since = state.owed_since(pathway)
    if since is None or _held_since(state, type, since):
        return []
    id = clock_id(type, pathway)
    new = clock(id, rule, context, received=since, pathway=pathway)
    same = next((one for one in running if one.id == id), None)
    if same is not None and (same.rule == rule or same.due <= instant(new["due"])):
        return []
    return [_fact(state, pathway, type, [new], [one.id for one in running if one.id != id], context)]


def _rule(tier: Tier, context: Context) -> tuple[str | None, str]:
    """The clock that a tier sets for a meeting, and the type of meeting; "" where it names none."""
    if tier.meeting is None:
        return tier.meeting_clock, ""
    named = next((one for one in context.hub.meeting_types if one.id == tier.meeting), None)
    return tier.meeting_clock or (named.clock if named else None), tier.meeting


def _held_since(state: CaseState, type: str, since: datetime) -> bool:
    return any(
        one.state in HELD and type in ("", one.type) and one.began is not None and one.began >= since
        for one in meetings_of(state).values()
    )


def _fact(
    state: CaseState, pathway: str, type: str, clocks: list[dict[str, Any]], replaced: list[str], context: Context
) -> Fact:
    body = {"pathway": pathway, "type": type, "clocks": clocks, "replaced": replaced}
    return fact(state, "case.meeting_owed", body, context)


def _called(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    before = meetings_of(state).get(body["meeting"])
    one = AtMeeting(
        meeting=body["meeting"],
        type=body["type"],
        stands_for=body["stands_for"],
        state="called",
        starts=instant(body["starts"]),
        called=entry.happened,
        by=entry.actor_name,
        clock=body["clock"],
        pathways=tuple(body["pathways"]),
        invited=tuple(body["invited"]),
        users=tuple(body["users"]),
        # Taken off and put back: what was written stays.
        lines=before.lines if before else {},
    )
    return _with(state, one)


def _moved(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = meetings_of(state).get(body["meeting"])
    if one is None:
        return state
    changed = replace(
        one,
        starts=instant(body["starts"]),
        invited=tuple(body.get("invited", one.invited)),
        users=tuple(body.get("users", one.users)),
    )
    return _with(state, changed)


def _left(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = meetings_of(state).get(body["meeting"])
    if one is None:
        return state
    how = "cancelled" if body["how"] == "cancelled" else "left"
    until = instant(body["until"]) if body["until"] else None
    return _with(state, replace(one, state=how, reason=body["reason"], until=until))


def _begun(state: CaseState, entry: Entry) -> CaseState:
    one = meetings_of(state).get(entry.body["meeting"])
    return state if one is None else _with(state, replace(one, state="begun", began=entry.happened))


def _ended(state: CaseState, entry: Entry) -> CaseState:
    one = meetings_of(state).get(entry.body["meeting"])
    return state if one is None else _with(state, replace(one, state="ended", held=dict(entry.body["held"])))


def _owed(state: CaseState, entry: Entry) -> CaseState:
    """The clocks of the entry are seen to for every entry."""
    return state


def _with(state: CaseState, one: AtMeeting) -> CaseState:
    return replace(state, topics=keeping(state, NAME, {**meetings_of(state), one.meeting: one}))


STEPS: Mapping[str, Step] = {
    "case.meeting_owed": _owed,
    "case.meeting_called": _called,
    "case.meeting_moved": _moved,
    "case.meeting_left": _left,
    "case.meeting_begun": _begun,
    "case.meeting_ended": _ended,
}


def sees(one: AtMeeting, seeing: Seeing) -> bool:
    """Whether somebody who reads the case learns that this meeting is held."""
    return bool(seeing.seen & set(one.pathways))


def cut_meeting(one: AtMeeting, seeing: Seeing) -> AtMeeting:
    """A meeting on a case without the words that are kept back. Without its lines: those are added by whoever may say
    which of them this reader sees.
    """
    return replace(
        one,
        lines={},
        reason=seeing.text(one.reason),
        pathways=tuple(strand for strand in one.pathways if strand in seeing.seen),
        held=seeing.within(dict(one.held)),
    )


def _tells(*keys: str) -> Tell:
    def tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
        one = meetings_of(telling.state).get(body["meeting"])
        return telling.keep(body, *keys) if one is not None and sees(one, telling.seeing) else None

    return tell


def _tell_owed(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    return {**telling.keep(body, "pathway", "type"), "clocks": telling.clocks(body["clocks"])}


TELLS: Mapping[str, Tell] = {
    "case.meeting_owed": _tell_owed,
    "case.meeting_called": _tells("meeting", "type", "starts"),
    "case.meeting_moved": _tells("meeting", "starts"),
    "case.meeting_left": _tells("meeting", "how", "reason", "until"),
    "case.meeting_begun": _tells("meeting"),
    "case.meeting_ended": _tells("meeting", "held"),
}
