"""Take reports in that arrive as files, one contact each, and open cases of an old system; each with what was left."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hubwright.actions.accounts import account_by_email
from hubwright.actions.house import House
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.taking import NEXT, Arrived, taken_from
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Door
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HUB_STREAM, Seat, hub_of


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one report.

    Args:
        name: of the file, or the old system's reference.
        contact, case: references.
        people: how many people it was taken to be about.
        left: what was not understood, in the sender's words.
        repeated: it was here already, and nothing was added.
    """

    name: str
    contact: str
    case: str
    people: int
    left: tuple[str, ...]
    repeated: bool


def import_door(house: House, *, hub: str, door: str) -> Door:
    """The door by which files come in, open today.

    Raises:
        Refusal: there is none of that name, it takes no files, or it is not open.
    """
    with house.store.reading(hub) as reading:
        _, drawing = reading.live()
    found = next((one for one in drawing.doors if one.id == door and one.who == "import"), None)
    if found is None:
        names = ", ".join(one.id for one in drawing.doors if one.who == "import")
        raise Refusal(
            why="This hub takes no files by that door.",
            do=f"Use one of: {names}." if names else 'Draw a door whose who is "import" first.',
            code="no_door",
        )
    if not found.open_on(local(house.now()).date()):
        raise Refusal(
            why="This source is not switched on today.",
            do="Look at opens_on and until of the door, and publish the hub again if they are wrong.",
            code="not_open",
        )
    return found


def take_in(house: House, *, hub: str, door: Door, arrived: Arrived, actor: Actor) -> TakenIn:
    """One report becomes one contact, unrated, with its first-look clock; the same file again adds nothing.

    Args:
        house: the ports.
        hub: id of the hub.
        door: as `import_door` gives it.
        arrived: the report.
        actor: who takes it in.

    Raises:
        Refusal: the actor may not.
    """
    taken = taken_from(arrived, door.reads, door=door.id, now=house.now())
    done = receive_contact(
        house, hub=hub, deed=f"import-{door.id}-{arrived.digest}", command=taken.command, actor=actor
    )
    return TakenIn(
        name=arrived.name,
        contact=done.result["contact"],
        case=done.result["case"],
        people=len(taken.command.subjects),
        left=taken.left,
        repeated=done.repeated,
    )


def take_over(
    house: House,
    *,
    hub: str,
    door: Door,
    reference: str,
    rows: Sequence[tuple[tuple[str, str], ...]],
    actor: Actor,
) -> TakenIn:
    """An open case of an old system becomes one here, from its own times on; the same reference again adds nothing.

    Its clocks count from when the hub received it in truth, but for the first look: whoever looked at it there looks
    again here. Ratings are not taken over: a rating is an act of a person; the words of one stay with the original.

    Args:
        house: the ports.
        hub: id of the hub.
        door: as `import_door` gives it.
        reference: the old system's own; "" for a row without one.
        rows: its rows, one for each person: labels and values.
        actor: who takes it over.
    """
    now = house.now()
    text = "\n".join("; ".join(f"{label}: {value}" for label, value in row if value.strip()) for row in rows)
    digest = hashlib.sha256((reference or text).encode()).hexdigest()
    arrived = Arrived(name=reference, media="text/csv", text=text, digest=digest, pairs=_once(rows, door.reads))
    taken = taken_from(arrived, door.reads, door=door.id, now=now)
    owner, left = _owner(house, hub, taken.owner), list(taken.left)
    if taken.owner and owner is None:
        left.append(taken.owner)
    original = {**(taken.command.original or {}), "left": left}
    command = replace(
        taken.command,
        happened=taken.command.received,
        look_from=now,
        original=original,
        owner=owner.user if owner else None,
        owner_name=owner.name if owner else "",
    )
    done = receive_contact(house, hub=hub, deed=f"take-over-{door.id}-{digest}", command=command, actor=actor)
    return TakenIn(
        name=reference or "a row without a reference",
        contact=done.result["contact"],
        case=done.result["case"],
        people=len(command.subjects),
        left=tuple(left),
        repeated=done.repeated,
    )


def _once(rows: Sequence[tuple[tuple[str, str], ...]], reads: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The rows of one case, person after person; what each of them repeats about the case itself is said once."""
    people = {label.casefold() for label, meaning in reads.items() if meaning.startswith("subject.")}
    pairs: list[tuple[str, str]] = []
    for row in rows:
        pairs.append((NEXT, ""))
        pairs += [pair for pair in row if pair[0].casefold() in people or pair not in pairs]
    return tuple(pairs)


def _owner(house: House, hub: str, email: str) -> Seat | None:
    """The place in the hub today of whoever has this address."""
    user = account_by_email(house, email) if email else None
    if user is None:
        return None
    with house.store.reading(hub) as reading:
        seats = hub_of(reading.entries(HUB_STREAM)).seats_of(user.id, house.now())
    return next(iter(seats), None)
