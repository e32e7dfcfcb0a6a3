"""What a scenario does and sees on the hub's own records: who is there, what agencies have signed, decisions audited.

None of it belongs to one case. Everything is asked of the same functions as a running hub asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from hubwright.domain.audits import STREAM as AUDIT
from hubwright.domain.audits import Answer, AuditState, Candidate, Draw, Evaluate, Item, audit_of, begin, decide
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.clocks.london import local
from hubwright.domain.hubs import HUB_STREAM, DayCover, HubState, Seat, cover, hub_of, leaving, without_end
from hubwright.domain.hubs import agreements as register
from hubwright.domain.rehearsal.noticing import INCIDENT_DEEDS, noticed
from hubwright.domain.rehearsal.world import World

HUB_DEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "sign": ("agreement", "agency", "signed_by"),
    "draw_sample": ("purpose", "routes", "below_threshold", "how_many"),
    "audit": ("person", "verdict", "answers", "why"),
    "evaluate": ("months", "found"),
    **INCIDENT_DEEDS,
}
"""Deeds on the hub's own records, with what each is told with."""
_WARNED: Final = 14
MAY_BE_LEFT_OUT: Final = frozenset({"routes", "below_threshold", "how_many", "answers", "why"})


def happens_at_the_hub(world: World, do: str, by: str, given: Mapping[str, Any]) -> None:
    """A deed on the hub's own records.

    Args:
        world: the hub.
        do: of `HUB_DEEDS`.
        by: id of the post that does it.
        given: what it is told with.

    Raises:
        Refusal: it is not done yet.
        LookupError: something is named that is not there.
    """
    actor = world.actor(by)
    if do == "sign":
        world.context(actor).require("agreement.keep")
        agreement, agency, signed_by = given["agreement"], given["agency"], given["signed_by"]
        facts = register.sign(world.hub.agreements, agreement, agency, by=signed_by, on=_today(world), now=world.now)
    elif do == "draw_sample":
        facts = _drawn(world, by, given)
    elif do in INCIDENT_DEEDS:
        facts = noticed(world, do, by, given)
    else:
        facts = _audited(world, do, by, given)
    world.puts(facts, actor)


def _today(world: World) -> date:
    return local(world.now).date()


def _drawn(world: World, by: str, given: Mapping[str, Any]) -> list[Fact]:
    """A sample of everything decided in the scenario so far."""
    first = min((entries[0].recorded for entries in world.streams.values()), default=world.now)
    draw = Draw(
        purpose=given["purpose"],
        first=local(first).date(),
        last=_today(world),
        routes=tuple(given.get("routes", ())),
        below_threshold=bool(given.get("below_threshold", False)),
        how_many=given.get("how_many", 10),
    )
    found = [_candidate(case, one) for case in world.cases.values() for one in case.decisions]
    return begin(draw, found, world.context(world.actor(by)))


def _candidate(case: CaseState, one: Decision) -> Candidate:
    item = Item(case.ref, one.number, one.subject, one.pathway)
    return Candidate(item, "decision", one.route, one.threshold, one.user, one.at)


def _audited(world: World, do: str, by: str, given: Mapping[str, Any]) -> list[Fact]:
    state, context = audit(world), world.context(world.actor(by))
    if do == "evaluate":
        return decide(state, Evaluate(given["months"], given["found"]), context)
    for place, item in enumerate(state.sample, start=1):
        case = world.cases[item.case]
        if case.subjects[item.subject].name == given["person"]:
            decided = next(one for one in case.decisions if one.number == item.number)
            answer = Answer(place, given["verdict"], given.get("answers", {}), given.get("why", ""))
            return decide(state, answer, context, decided_by=decided.user)
    raise LookupError(f"No decision for {given['person']} is in the sample.")


def audit(world: World) -> AuditState:
    """The audit that was drawn last.

    Raises:
        LookupError: none was.
    """
    drawn = [stream for stream in world.streams if stream.startswith(f"{AUDIT}:")]
    found = audit_of(world.streams[drawn[-1]]) if drawn else None
    if found is None:
        raise LookupError("No decisions have been drawn yet.")
    return found


def sampled(world: World) -> list[str]:
    """The people whose decisions are in the sample."""
    return [world.cases[one.case].subjects[one.subject].name for one in audit(world).sample]


def audited(world: World) -> list[str]:
    """Those of them at whose decision as many have looked as the hub asks for."""
    done = audit(world).done
    return [name for place, name in enumerate(sampled(world), start=1) if done(place)]


def looked_at_again(world: World, months: str) -> str:
    """The day on which an audit is evaluated so many months on; "written" where it was, "never" where it is not."""
    state = audit(world)
    if any(one.months == int(months) for one in state.evaluations):
        return "written"
    due = state.due.get(int(months))
    return due.isoformat() if due else "never"


def there(world: World, agency: str) -> list[str]:
    """The halves of today in which somebody of an agency is there."""
    found = {half for _, halves in _cover(world).there.get(agency, ()) for half in halves}
    return [half for half in ("am", "pm") if half in found]


def reached(world: World, agency: str) -> list[str]:
    """The halves of today in which an agency is reached, in the room or by telephone."""
    return list(_cover(world).reached(agency))


def nobody_decides(world: World, decider: str) -> list[str]:
    """The halves of today in which nobody may decide as this decider."""
    return list(_cover(world).without(decider))


def _cover(world: World) -> DayCover:
    calendars = world.around.calendars
    (day,) = cover(world.hub, hub_state(world), calendars[world.hub.calendar], _today(world), 1, calendars)
    return day


def hub_state(world: World) -> HubState:
    """The hub's own stream, with a seat for each post of the scenario."""
    begins = min((entries[0].recorded for entries in world.streams.values()), default=world.now)
    # They worked here before the story begins: a story told from noon on has its morning.
    begins = min(begins, world.now) - timedelta(days=1)
    seats = {}
    for id, post in world.posts.items():
        actor = world.actor(id)
        seat = Seat(
            f"s-{id}",
            actor.id,
            actor.name,
            actor.agency or "",
            actor.roles,
            actor.qualifications,
            begins,
        )
        seats[seat.id] = replace(seat, sessions=dict(post.works), until=post.until)
    return replace(hub_of(world.streams.get(HUB_STREAM, ())), seats=seats)


def leaves(world: World, post: str) -> str | None:
    """The last day of somebody who leaves within fourteen days, or None."""
    ends = {seat.user: last for seat, last in leaving(hub_state(world), world.now, _today(world), _WARNED)}
    last = ends.get(world.actor(post).id)
    return last.isoformat() if last else None


def no_last_day(world: World) -> list[str]:
    """The posts that came in rotation and of whom nobody has said when they go back."""
    unsaid = {seat.user for seat in without_end(world.hub, hub_state(world), world.now)}
    return [post for post in world.posts if world.actor(post).id in unsaid]


def agreed(world: World, agreement: str) -> str:
    """How an agreement stands today."""
    return register.standings(world.hub.agreements, hub_state(world), _today(world)).get(agreement, "none")


def open_doors(world: World) -> list[str]:
    """The doors that are open today."""
    return [door.id for door in world.hub.doors if opens(door.opens_on, door.until, _today(world))]


def opens(first: str | None, last: str | None, day: date) -> bool:
    """Whether a door with these first and last days is open on a day."""
    return (first is None or first <= day.isoformat()) and (last is None or day.isoformat() <= last)
