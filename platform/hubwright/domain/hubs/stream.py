"""The hub's own stream, replayed and added to. What it holds is live: it counts for old cases from today on (law 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.written import instant, moment
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.drawn.auditing import TimeBox
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.agreed import KeptAgreement, agreed
from hubwright.domain.hubs.opened import Setting, settled, tried, was_closed, was_opened

HUB_STREAM = "hub"

CURRENT: Mapping[str, int] = {
    "hub.published": 1,
    "hub.seat_given": 1,
    "hub.seat_ended": 1,
    "hub.closure_declared": 1,
    "hub.fact_set": 1,
    "hub.seat_arranged": 1,
    "hub.duty_given": 1,
    "hub.duty_ended": 1,
    "hub.made_for_training": 1,
    "hub.lists_locked": 1,
    "hub.agreement_signed": 1,
    "hub.agreement_reviewed": 1,
    "hub.agreement_ended": 1,
    "hub.step_settled": 1,
    "hub.message_tried": 1,
    "hub.message_answered": 1,
    "hub.opened": 1,
    "hub.closed": 1,
}

# (type, version) to the function that makes the body of version + 1; never deleted (law 3).
LIFTS: Mapping[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in one agency of this hub.

    Args:
        id: of the seat.
        user: the user's id in the installation.
        name: as shown on the record.
        roles, qualifications: ids.
        begins, ends: UTC; `ends` is None while it holds.
        fte: full-time equivalents as a decimal string, "" where nobody has said.
        sessions: weekday ("mon" ... "sun") to the halves of it that they work, "am" and "pm"; of no weekday at all
            where nobody has said, and then it is whenever the hub is open.
        until: the last day of a rotation or secondment, or None. It opens and ends nothing: `ends` does.
        line_manager: in words; whoever that is, it gives nobody authority over a case.
        home: the organisation that somebody seconded here belongs to, in words.
        purpose, invited_by: of somebody who looks in for a time: what for, and the name of who asked them.
        only: the cases that they see and no others; None where the seat does not say.
    """

    id: str
    user: str
    name: str
    agency: str
    roles: frozenset[str]
    qualifications: frozenset[str]
    begins: datetime
    ends: datetime | None = None
    fte: str = ""
    sessions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    until: date | None = None
    line_manager: str = ""
    home: str = ""
    purpose: str = ""
    invited_by: str = ""
    only: frozenset[str] | None = None

    def holds(self, at: datetime) -> bool:
        """Whether the seat is held at an instant (UTC)."""
        return self.begins <= at and (self.ends is None or at < self.ends)


@dataclass(frozen=True, slots=True)
class Stint:
    """A time for which somebody is on duty, or on call for their agency.

    Args:
        id: of the stint ("d3").
        seat: whose.
        begins, ends: UTC.
        telephone: under which they are reached then.
        post: "open" or "closed" where they hold the hub's duty post of those hours, "" where they are on call for
            their agency.
    """

    id: str
    seat: str
    begins: datetime
    ends: datetime
    telephone: str
    post: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether they are on duty at an instant (UTC)."""
        return self.begins <= at < self.ends


@dataclass(frozen=True, slots=True)
class HubState:
    """The hub as its own stream has it.

    Args:
        revision: the one that holds, or "" before the first is published.
        seats: by id.
        closures: day to why.
        facts: what was set over the published local part, by name.
        training_of: the hub that this one is for training of, or "" for a real one. Once said it is never unsaid.
        lock: under which the lists for a day without network are written; empty where nobody has set a passphrase.
        rota: who is on duty when, by id, in the order in which it was said.
        given: how many stints were ever given, so that no id is used twice.
        agreements: what is on record of each agreement, by its id.
        setting: how far setting it up and opening it have come.
    """

    revision: str = ""
    seats: Mapping[str, Seat] = field(default_factory=dict)
    closures: Mapping[date, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    training_of: str = ""
    lock: Mapping[str, Any] = field(default_factory=dict)
    rota: Mapping[str, Stint] = field(default_factory=dict)
    given: int = 0
    agreements: Mapping[str, KeptAgreement] = field(default_factory=dict)
    setting: Setting = field(default_factory=Setting)

    def seats_of(self, user: str, now: datetime) -> tuple[Seat, ...]:
        """The seats that this user holds at this instant (UTC)."""
        return tuple(seat for seat in self.seats.values() if seat.user == user and seat.holds(now))


def hub_of(entries: Iterable[Entry]) -> HubState:
    """The state that these entries make.

    Raises:
        Broken: an entry cannot be read by this release.
    """
    state = HubState()
    for entry in (lifted(one, current=CURRENT, lifts=LIFTS) for one in entries):
        if entry.destroyed is None:
            state = _applied(state, entry)
    return state


def _applied(state: HubState, entry: Entry) -> HubState:
    return _STEPS[entry.type](state, entry.body)


def _given(state: HubState, body: Mapping[str, Any]) -> HubState:
    seat = _seat(body)
    return replace(state, seats={**state.seats, seat.id: seat})


def _ended(state: HubState, body: Mapping[str, Any]) -> HubState:
    held = state.seats.get(body["seat"])
    if held is None:
        return state
    return replace(state, seats={**state.seats, held.id: replace(held, ends=instant(body["ends"]))})


def _on_rota(state: HubState, body: Mapping[str, Any]) -> HubState:
    stint = _stint(body)
    return replace(state, rota={**state.rota, stint.id: stint}, given=state.given + 1)


def _seat(body: Mapping[str, Any]) -> Seat:
    return Seat(
        id=body["seat"],
        user=body["user"],
        name=body["name"],
        agency=body["agency"],
        roles=frozenset(body["roles"]),
        qualifications=frozenset(body["qualifications"]),
        begins=instant(body["begins"]),
        ends=instant(body["ends"]) if body.get("ends") else None,
        purpose=body.get("purpose", ""),
        invited_by=body.get("invited_by", ""),
        only=frozenset(body["only"]) if "only" in body else None,
    )


def _arranged(state: HubState, body: Mapping[str, Any]) -> HubState:
    held = state.seats.get(body["seat"])
    if held is None:
        return state
    changed = replace(
        held,
        fte=body["fte"],
        sessions={day: tuple(halves) for day, halves in body["sessions"].items()},
        until=date.fromisoformat(body["until"]) if body["until"] else None,
        line_manager=body["line_manager"],
        home=body["home"],
    )
    return replace(state, seats={**state.seats, held.id: changed})


def _stint(body: Mapping[str, Any]) -> Stint:
    return Stint(
        id=body["stint"],
        seat=body["seat"],
        begins=instant(body["begins"]),
        ends=instant(body["ends"]),
        telephone=body["telephone"],
        post=body["post"],
    )


def _agreed(state: HubState, body: Mapping[str, Any]) -> HubState:
    kept = agreed(state.agreements.get(body["agreement"], KeptAgreement()), body)
    return replace(state, agreements={**state.agreements, body["agreement"]: kept})


_STEPS: Mapping[str, Callable[[HubState, Mapping[str, Any]], HubState]] = {
    "hub.published": lambda state, body: replace(state, revision=body["revision"]),
    "hub.seat_given": _given,
    "hub.seat_ended": _ended,
    "hub.closure_declared": lambda state, body: replace(
        state, closures={**state.closures, date.fromisoformat(body["day"]): body["why"]}
    ),
    "hub.fact_set": lambda state, body: replace(state, facts={**state.facts, body["fact"]: body["value"]}),
    "hub.seat_arranged": _arranged,
    "hub.duty_given": _on_rota,
    "hub.duty_ended": lambda state, body: replace(
        state, rota={id: one for id, one in state.rota.items() if id != body["stint"]}
    ),
    "hub.lists_locked": lambda state, body: replace(state, lock=body["lock"]),
    "hub.agreement_signed": _agreed,
    "hub.agreement_reviewed": _agreed,
    "hub.agreement_ended": _agreed,
    "hub.step_settled": lambda state, body: replace(state, setting=settled(state.setting, body)),
    "hub.message_tried": lambda state, body: replace(state, setting=tried(state.setting, body)),
    "hub.message_answered": lambda state, body: replace(state, setting=tried(state.setting, body)),
    "hub.opened": lambda state, body: replace(state, setting=was_opened(state.setting, body)),
    "hub.closed": lambda state, body: replace(state, setting=was_closed(state.setting, body)),
    "hub.made_for_training": lambda state, body: replace(state, training_of=body["of"]),
}


def hub_fact(type: str, body: Mapping[str, Any], now: datetime) -> Fact:
    """A fact of the hub's own stream, happening now."""
    return Fact(stream=HUB_STREAM, type=type, version=CURRENT[type], body=body, happened=now, received=now)


def publish(revision: str, *, note: str, now: datetime) -> list[Fact]:
    """From now on this revision holds for what begins."""
    return [hub_fact("hub.published", {"revision": revision, "note": note}, now)]


def give_seat(
    state: HubState,
    seat: Seat,
    *,
    agencies: Iterable[str],
    roles: Iterable[str],
    now: datetime,
    boxed: Mapping[str, TimeBox] | None = None,
) -> list[Fact]:
    """Give a person a place in an agency of the hub.

    Args:
        boxed: roles that are held for a time only.

    Raises:
        Refusal: the agency or a role is not this hub's, or the seat's id is taken.
    """
    _require_box(seat, [box for role, box in (boxed or {}).items() if role in seat.roles])
    if seat.ends is not None and seat.ends <= seat.begins:
        raise Refusal(
            why="This membership would end before it begins.",
            do="Choose a later end, or leave it open.",
            code="seat_never",
            fields=(("ends", "Choose a later end, or leave it open."),),
        )
    unknown = seat.roles - set(roles)
    if seat.agency not in set(agencies) or unknown:
        raise Refusal(
            why="This hub has no such agency or role.", do="Choose from the hub's own.", code="unknown_agency_or_role"
        )
    if seat.id in state.seats:
        raise Refusal(why="This membership exists already.", do="Change that one.", code="seat_taken")
    body = {
        "seat": seat.id,
        "user": seat.user,
        "name": seat.name,
        "agency": seat.agency,
        "roles": sorted(seat.roles),
        "qualifications": sorted(seat.qualifications),
        "begins": moment(seat.begins),
        **({"ends": moment(seat.ends)} if seat.ends else {}),
        **({"purpose": seat.purpose, "invited_by": seat.invited_by} if seat.purpose or seat.invited_by else {}),
        **({"only": sorted(seat.only)} if seat.only is not None else {}),
    }
    return [hub_fact("hub.seat_given", body, now)]


def _require_box(seat: Seat, boxes: Sequence[TimeBox]) -> None:
    """Somebody who looks in from outside has an end, a purpose and somebody who asked them.

    Raises:
        Refusal: one of them is missing.
    """
    if not boxes:
        return
    most = min(box.most_days for box in boxes)
    wrong = []
    if seat.ends is None or seat.ends > seat.begins + timedelta(days=most):
        wrong.append(("ends", f"Choose a day at most {most} days ahead."))
    if not seat.purpose.strip():
        wrong.append(("purpose", "Say what they look in for."))
    if not seat.invited_by.strip():
        wrong.append(("invited_by", "Say who asked them."))
    if not seat.only and any(box.only_sampled for box in boxes):
        wrong.append(("audit", "Choose the audit whose cases they see."))
    if wrong:
        raise Refusal(
            why="A membership with this role is for a time, for a purpose and on somebody's invitation.",
            do=wrong[0][1],
            code="time_box",
            fields=tuple(wrong),
        )


def end_seat(state: HubState, seat: str, *, why: str, now: datetime) -> list[Fact]:
    """End a membership at once: a leaver reads nothing more from this instant.

    Raises:
        Refusal: there is no such seat, or it has ended.
    """
    held = state.seats.get(seat)
    if held is None or (held.ends is not None and held.ends <= now):
        raise Refusal(why="This membership has ended already.", do="Nothing more is to be done.", code="no_seat")
    return [hub_fact("hub.seat_ended", {"seat": seat, "ends": moment(now), "why": why}, now)]


def declare_closure(state: HubState, day: date, *, why: str, now: datetime) -> list[Fact]:
    """Close the hub on a day; open clocks that the day touches are moved by the same deed.

    Raises:
        Refusal: the day is past, closed already, or no reason is given.
    """
    if day < local(now).date():
        raise Refusal(
            why="That day is past: a closure cannot move clocks that have run.",
            do="Choose today or a later day.",
            code="closure_past",
            fields=(("day", "Choose today or a later day."),),
        )
    if day in state.closures:
        raise Refusal(why="The hub is closed on that day already.", do="Choose another day.", code="closure_known")
    if not why.strip():
        raise Refusal(
            why="It does not say why the hub is closed.",
            do="Say why; it is shown beside each due time it moves.",
            code="why_missing",
            fields=(("why", "Say why the hub is closed."),),
        )
    return [hub_fact("hub.closure_declared", {"day": day.isoformat(), "why": why.strip()}, now)]


def project_hub(entries: Sequence[Entry]) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of the hub's stream: its seats and closures."""
    state = hub_of(entries)
    return {
        "seat_row": [
            {
                "seat": seat.id,
                "stream": HUB_STREAM,
                "user_id": seat.user,
                "name": seat.name,
                "agency": seat.agency,
                "roles": " ".join(sorted(seat.roles)),
                "qualifications": " ".join(sorted(seat.qualifications)),
                "from_at": seat.begins,
                "to_at": seat.ends,
            }
            for seat in state.seats.values()
        ],
        "closure_row": [
            {"day": day.isoformat(), "stream": HUB_STREAM, "why": why} for day, why in state.closures.items()
        ],
    }
