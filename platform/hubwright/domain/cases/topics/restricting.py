"""Who may know of a case at all: restricted and sealed cases with named people, conflicts of interest, broken glass.

A restricted case is there for nobody but the people and roles named on it. A sealed one cannot be reached by breaking
glass either: the accused may be a user of this very system. A conflict of interest shuts one person out of a case
whatever else they hold. The policy that reads this lies in `domain.access.entering`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.cases.addressing import to_person
from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping, kept
from hubwright.domain.cases.written import instant, moment
from hubwright.domain.errors import Refusal

NAME = "restricting"
OPEN, GUARDED, RESTRICTED, SEALED = "open", "guarded", "restricted", "sealed"
LEVELS = (RESTRICTED, SEALED)

# A sealed case is opened to nobody from outside, so an absence must not lock it for good.
_LEAST_ON_SEALED = 2


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person on one of a case's lists: who put them there, when and why."""

    user: str
    name: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """Glass broken by a person: they may read the case until then (UTC)."""

    user: str
    name: str
    at: datetime
    until: datetime
    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Access:
    """Who may know of a case.

    Args:
        level: "open", "restricted" or "sealed".
        reason, by, at: of the last restriction; empty for one that the hub's own rule made on receipt.
        named: by user id.
        roles: role ids whose holders count as named, where the kind of contact says so.
        excluded: by user id; they may not know of the case, whatever else is said.
        broken: every time that glass was broken, the last one last.
    """

    level: str = OPEN
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    named: Mapping[str, Somebody] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    excluded: Mapping[str, Somebody] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()

    @property
    def marked(self) -> str:
        """The word that rows of lists carry: "guarded" is open but for the people who are excluded."""
        return GUARDED if self.level == OPEN and self.excluded else self.level

    def lets_in(self, user: str, roles: Iterable[str], now: datetime) -> bool:
        """Whether somebody with these roles may know of the case at this instant."""
        if user in self.excluded:
            return False
        if self.level == OPEN or user in self.named or not self.roles.isdisjoint(roles):
            return True
        return any(one.user == user and now < one.until for one in self.broken)


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


def access_of(state: CaseState) -> Access:
    """Who may know of a case; an open one for whoever reads its strands."""
    found: Access = kept(state, NAME, Access())
    return found


def keepers_of(state: CaseState) -> frozenset[str]:
    """The roles named on a case by the hub's own rule, for messages that must reach somebody who may open it."""
    return access_of(state).roles


def on_receipt(case: str, level: str, roles: Iterable[str]) -> dict[str, Any] | None:
    """The body of `case.restricted` with which a kind of contact opens, or None where it opens for everybody.

    Args:
        case: the reference, only to say that it is this case.
        level: what the kind says: "open" or one of `LEVELS`.
        roles: whose holders are named.
    """
    if level not in LEVELS:
        return None
    return {"case": case, "level": level, "reason": "", "named": [], "roles": sorted(roles)}


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


def _keep(state: CaseState, access: Access) -> CaseState:
    return replace(state, topics=keeping(state, NAME, access))


def _somebody(parts: Mapping[str, Any], entry: Entry, reason: str) -> Somebody:
    return Somebody(parts["user"], parts["name"], entry.actor_name, entry.happened, reason)


def _on_restricted(state: CaseState, entry: Entry) -> CaseState:
    body, access = entry.body, access_of(state)
    named = {one["user"]: _somebody(one, entry, body["reason"]) for one in body["named"]}
    changed = replace(
        access,
        level=body["level"],
        reason=body["reason"],
        by=entry.actor_name,
        at=entry.happened,
        named={**named, **access.named},
        roles=frozenset(body["roles"]),
    )
    return _keep(state, changed)


def _on_named(state: CaseState, entry: Entry) -> CaseState:
    access = access_of(state)
    added = _somebody(entry.body, entry, entry.body["reason"])
    return _keep(state, replace(access, named={**access.named, added.user: added}))


def _on_unnamed(state: CaseState, entry: Entry) -> CaseState:
    access, user = access_of(state), entry.body["user"]
    # Whoever is taken off the list has not kept a way round it.
    broken = tuple(
        replace(one, until=min(one.until, entry.happened)) if one.user == user else one for one in access.broken
    )
    named = {id: one for id, one in access.named.items() if id != user}
    return _keep(state, replace(access, named=named, broken=broken))


def _on_lifted(state: CaseState, entry: Entry) -> CaseState:
    return _keep(state, replace(access_of(state), level=OPEN, named={}, roles=frozenset()))


def _on_excluded(state: CaseState, entry: Entry) -> CaseState:
    access = access_of(state)
    shut = _somebody(entry.body, entry, entry.body["reason"])
    return _keep(state, replace(access, excluded={**access.excluded, shut.user: shut}))


def _on_readmitted(state: CaseState, entry: Entry) -> CaseState:
    access = access_of(state)
    excluded = {id: one for id, one in access.excluded.items() if id != entry.body["user"]}
    return _keep(state, replace(access, excluded=excluded))


def _on_broken(state: CaseState, entry: Entry) -> CaseState:
    access = access_of(state)
    broken = Broken(
        user=entry.actor,
        name=entry.actor_name,
        at=entry.happened,
        until=instant(entry.body["until"]),
        reason=entry.body["reason"],
        number=entry.number,
    )
    return _keep(state, replace(access, broken=(*access.broken, broken)))


def _cut(access: Access, seeing: Seeing, state: CaseState) -> Access:
    """Who is on the lists is for everybody who sees the case; why somebody is shut out, for whoever may restrict."""
    if seeing.may("case.restrict"):
        return _worded(access, seeing)
    shut = {id: replace(one, reason="") for id, one in access.excluded.items()}
    return _worded(replace(access, excluded=shut), seeing)


def _worded(access: Access, seeing: Seeing) -> Access:
    def words(people: Mapping[str, Somebody]) -> dict[str, Somebody]:
        return {id: replace(one, reason=seeing.text(one.reason)) for id, one in people.items()}

    broken = tuple(replace(one, reason=seeing.text(one.reason)) for one in access.broken)
    reason = seeing.text(access.reason)
    return replace(access, reason=reason, named=words(access.named), excluded=words(access.excluded), broken=broken)


def _tell_conflict(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any]:
    reason = ("reason",) if telling.seeing.may("case.restrict") else ()
    return telling.keep(body, "name", *reason)


def _rows(state: CaseState) -> Rows:
    """One row for each way in or out: "shut" is for all but "named", "role" and "glass"; "excluded" shuts out."""
    access = access_of(state)
    found: dict[tuple[str, str], datetime | None] = {("named", user): None for user in access.named}
    found |= {("shut", ""): None} if access.level != OPEN else {}
    found |= {("role", role): None for role in access.roles}
    found |= {("excluded", user): None for user in access.excluded}
    if access.level != OPEN:
        for one in access.broken:
            found["glass", one.user] = max(one.until, found.get(("glass", one.user)) or one.until)
    return {
        "case_named": [
            {"case_ref": state.ref, "stream": state.stream, "how": how, "who": who, "until": until}
            for (how, who), until in sorted(found.items())
        ],
        "case_glass": [
            {
                "case_ref": state.ref,
                "stream": state.stream,
                "number": one.number,
                "user_id": one.user,
                "name": one.name,
                "at": one.at,
                "until": one.until,
            }
            for one in access.broken
        ],
    }


def _glass_notice(fact: Fact, circumstances: Circumstances) -> Iterator[Notice]:
    """Whoever is named, and the managers whom the hub tells; where it tells none, everybody on duty: never nobody."""
    reference = fact.stream.removeprefix("case:")
    yield from (to_person("glass", user, reference) for user in fact.body["named"])
    local = circumstances.hub.local
    told = [box for role in circumstances.hub.guarding.glass_tells for box in local.role_mailboxes.get(role, ())]
    told = told or [box for post in local.duty for box in post.emails]
    for box in dict.fromkeys(told):
        yield Notice("glass", box, reference, "case")


_LISTS = frozenset({"case.restricted", "case.named", "case.unnamed", "case.restriction_lifted", "case.excluded"})

TOPIC = Topic(
    name=NAME,
    deeds={
        Restrict: restrict,
        Name: name,
        Unname: unname,
        Lift: lift,
        Exclude: exclude,
        Readmit: readmit,
        BreakGlass: break_glass,
    },
    steps={
        "case.restricted": _on_restricted,
        "case.named": _on_named,
        "case.unnamed": _on_unnamed,
        "case.restriction_lifted": _on_lifted,
        "case.excluded": _on_excluded,
        "case.readmitted": _on_readmitted,
        "case.glass_broken": _on_broken,
    },
    tells={
        "case.restricted": lambda telling, body: telling.keep(body, "level", "reason", "named", "roles"),
        "case.named": lambda telling, body: telling.keep(body, "name", "reason"),
        "case.unnamed": lambda telling, body: telling.keep(body, "name", "reason"),
        "case.restriction_lifted": lambda telling, body: telling.keep(body, "reason"),
        "case.excluded": _tell_conflict,
        "case.readmitted": _tell_conflict,
        "case.glass_broken": lambda telling, body: telling.keep(body, "reason", "until"),
    },
    cut=_cut,
    reads={
        Restrict: _LISTS,
        Name: _LISTS,
        Unname: _LISTS,
        Lift: _LISTS,
        Readmit: _LISTS | {"case.readmitted"},
    },
    rows=_rows,
    notices={"case.glass_broken": _glass_notice},
)
