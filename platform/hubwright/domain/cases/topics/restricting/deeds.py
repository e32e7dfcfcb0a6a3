"""Restricting, naming, noting a conflict of interest, and breaking glass: what may be done, and what then follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, words_needed
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.restricting.knowing import LEVELS, OPEN, SEALED, Access, access_of
from hubwright.domain.cases.written import moment
from hubwright.domain.errors import Refusal

# A sealed case is opened to nobody from outside, so an absence must not lock it for good.
_LEAST_ON_SEALED = 2


@dataclass(frozen=True, slots=True)
class Restrict(TopicCommand):
    """Show the case to named people only.

    Args:
        level: one of `LEVELS`.
        reason: why.
        named: user id to name; whoever restricts is named as well.
    """

    level: str
    reason: str
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Name(TopicCommand):
    """Let somebody more know of a restricted case."""

    user: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unname(TopicCommand):
    """Take somebody off the list of a restricted case."""

    user: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lift(TopicCommand):
    """Open a restricted case again to everybody whose role reads it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Exclude(TopicCommand):
    """A conflict of interest: somebody must not know of this case. Anybody may exclude themselves."""

    user: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Readmit(TopicCommand):
    """A conflict of interest is over, or never was; somebody else says so."""

    user: str
    reason: str


@dataclass(frozen=True, slots=True)
class BreakGlass(TopicCommand):
    """Read a restricted case for a short time, because somebody must, and a manager is told."""

    reason: str


def restrict(state: CaseState, command: Restrict, context: Context) -> list[Fact]:
    """Restrict or seal; whoever does it is on the list, and a case once sealed is not merely restricted again."""
    _may_restrict(state, context)
    reason = _reason(command.reason, do="Say why only named people may know of this case.")
    if command.level not in LEVELS:
        raise Refusal(
            why="It is not said how closely this case is kept.",
            do="Choose restricted or sealed.",
            code="level_missing",
            fields=(("level", "Choose restricted or sealed."),),
        )
    access = access_of(state)
    named = {context.actor.id: context.actor.name, **dict(command.named)}
    shut = [user for user in named if user in access.excluded]
    if shut:
        raise Refusal(
            why=f"{_listed(named[user] for user in shut)} may not know of this case: a conflict of interest is noted.",
            do="Choose somebody else, or have the conflict of interest looked at first.",
            code="named_excluded",
            fields=(("named", "Choose somebody without a conflict of interest."),),
        )
    everybody = {**{user: one.name for user, one in access.named.items()}, **named}
    if command.level == SEALED and len(everybody) < _LEAST_ON_SEALED and not access.roles:
        raise Refusal(
            why="A sealed case needs a second named person: nobody from outside can open it again.",
            do="Name somebody else as well.",
            code="sealed_alone",
            fields=(("named", "Name somebody else as well."),),
        )
    body = {
        "case": state.ref,
        "level": command.level,
        "reason": reason,
        "named": [{"user": user, "name": name} for user, name in everybody.items()],
        "roles": sorted(access.roles),
    }
    return [fact(state, "case.restricted", body, context)]


def name(state: CaseState, command: Name, context: Context) -> list[Fact]:
    """Name somebody; who is excluded is let in by nobody."""
    _may_restrict(state, context)
    access = _restricted(state)
    reason = _reason(command.reason, do="Say why they need to know.")
    user = _chosen(command.user)
    if user in access.excluded:
        raise Refusal(
            why=f"A conflict of interest is noted for {command.name}.",
            do="Choose somebody else, or have the conflict of interest looked at first.",
            code="named_excluded",
            fields=(("user", "Choose somebody without a conflict of interest."),),
        )
    if user in access.named:
        raise Refusal(why=f"{command.name} is named on this case already.", do="Go on.", code="named_already")
    return [fact(state, "case.named", {"user": user, "name": command.name, "reason": reason}, context)]


def unname(state: CaseState, command: Unname, context: Context) -> list[Fact]:
    """Take somebody off the list; never the last one, and of a sealed case never the last but one."""
    _may_restrict(state, context)
    access = _restricted(state)
    reason = _reason(command.reason, do="Say why they need not know any longer.")
    known = access.named.get(_chosen(command.user))
    if known is None:
        raise Refusal(why="They are not named on this case.", do="Choose one of the names shown.", code="not_named")
    left = len(access.named) - 1
    if not access.roles and left < (_LEAST_ON_SEALED if access.level == SEALED else 1):
        raise Refusal(
            why="Nobody would be left who could open this case to others.",
            do="Name somebody else first, or lift the restriction.",
            code="last_named",
        )
    return [fact(state, "case.unnamed", {"user": known.user, "name": known.name, "reason": reason}, context)]


def lift(state: CaseState, command: Lift, context: Context) -> list[Fact]:
    """Open the case again to everybody whose role reads it."""
    _may_restrict(state, context)
    _restricted(state)
    reason = _reason(command.reason, do="Say why the restriction is lifted.")
    return [fact(state, "case.restriction_lifted", {"reason": reason}, context)]


def exclude(state: CaseState, command: Exclude, context: Context) -> list[Fact]:
    """Shut somebody out; oneself at once, others by whoever may restrict."""
    user = _chosen(command.user)
    if user != context.actor.id:
        _may_restrict(state, context)
    elif not context.authority.may("check.answer"):
        context.require("case.read")
    access = access_of(state)
    reason = _reason(command.reason, do="Say what the conflict of interest is.")
    if user in access.excluded:
        raise Refusal(why="This is noted already.", do="Nothing more is to be done.", code="excluded_already")
    if access.level != OPEN and set(access.named) <= {user, *access.excluded} and not access.roles:
        raise Refusal(
            why="Nobody would be left who may know of this case.",
            do="Name somebody else first.",
            code="last_named",
        )
    return [fact(state, "case.excluded", {"user": user, "name": command.name, "reason": reason}, context)]


def readmit(state: CaseState, command: Readmit, context: Context) -> list[Fact]:
    """Take a conflict of interest back; nobody does that for themselves (they could not open the case anyway)."""
    _may_restrict(state, context)
    known = access_of(state).excluded.get(_chosen(command.user))
    reason = _reason(command.reason, do="Say why there is no conflict of interest any longer.")
    if known is None:
        raise Refusal(why="No conflict of interest is noted for them.", do="Nothing is to be done.", code="no_conflict")
    return [fact(state, "case.readmitted", {"user": known.user, "name": known.name, "reason": reason}, context)]


def break_glass(state: CaseState, command: BreakGlass, context: Context) -> list[Fact]:
    """Open a restricted case to oneself for the hub's hours; on record, and a manager is told."""
    for pathway in state.pathways:
        if context.authority.may("case.break_glass", pathway):
            break
    else:
        context.require("case.break_glass", state.pathways[0])
    reason = _reason(command.reason, do="Say why you must see this case now.")
    until = context.now + timedelta(hours=context.hub.guarding.glass_hours)
    named = sorted(access_of(state).named)
    return [fact(state, "case.glass_broken", {"reason": reason, "until": moment(until), "named": named}, context)]


def _may_restrict(state: CaseState, context: Context) -> None:
    for pathway in state.pathways:
        context.require("case.restrict", pathway)


def _restricted(state: CaseState) -> Access:
    access = access_of(state)
    if access.level == OPEN:
        raise Refusal(
            why="This case is not restricted.", do="Restrict it first, if only some may know.", code="not_restricted"
        )
    return access


def _reason(text: str, *, do: str) -> str:
    return words_needed(text, field="reason", why="It does not say why.", do=do)


def _chosen(user: str) -> str:
    if not user:
        raise Refusal(
            why="Nobody was chosen.", do="Choose a person.", code="user_missing", fields=(("user", "Choose a person."),)
        )
    return user


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
