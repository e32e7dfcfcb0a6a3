"""Replay of a contact's stream: what arrived, what was added, and what the referrer was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.state import ContactState
from hubwright.domain.cases.written import instant
from hubwright.domain.errors import Broken


def contact_of(entries: Iterable[Entry]) -> ContactState | None:
    """The contact that these entries make, or None for an empty stream.

    Raises:
        Broken: the stream does not begin with a contact being received, or cannot be read by this release.
    """
    state: ContactState | None = None
    for entry in map(lifted, entries):
        state = _applied(state, entry)
    return state


def _applied(state: ContactState | None, entry: Entry) -> ContactState:
    if (state is None) != (entry.type == "contact.received"):
        raise Broken(f"Entry {entry.number} of {entry.stream} is a {entry.type}, which does not belong there.")
    if entry.destroyed is not None:
        left = state or _nothing_left(entry)
        return replace(left, head=entry.number, destroyed=(*left.destroyed, (entry.number, entry.destroyed)))
    if state is None:
        return _received(entry)
    match entry.type:
        case "contact.added_to":
            addition = {**entry.body, "received": entry.received.isoformat()}
            return replace(state, head=entry.number, additions=(*state.additions, addition))
        case "contact.told":
            return _told(state, entry)
        case "contact.claimed":
            claim = {**entry.body, "at": entry.happened.isoformat()}
            others = tuple(one for one in state.claims if one["user"] != claim["user"])
            return replace(state, head=entry.number, claims=(*others, claim))
        case "contact.joined":
            joined = {**entry.body, "by": entry.actor_name, "at": entry.happened.isoformat()}
            return replace(state, head=entry.number, case=entry.body["case"], joined=(*state.joined, joined))
        case _:
            raise Broken(f"Entry {entry.number} of {entry.stream} is a {entry.type}, which does not belong there.")


def _told(state: ContactState, entry: Entry) -> ContactState:
    telling = (*state.telling, {**entry.body, "by": entry.actor_name, "at": entry.happened.isoformat()})
    state = replace(state, head=entry.number, telling=telling)
    if entry.body["how"] == "withheld":
        return state
    told = state.told or (entry.happened if entry.body["moment"] == "outcome" else None)
    return replace(state, told=told, acknowledged=state.acknowledged or entry.happened)


def _nothing_left(entry: Entry) -> ContactState:
    """A contact whose first entry was destroyed: its reference, and nothing that could name anybody."""
    return ContactState(
        ref=entry.stream.removeprefix("contact:"),
        case="",
        revision=entry.revision,
        kind="",
        door="",
        source="",
        form=("", 0),
        received=entry.received,
        head=entry.number,
        answers={},
        hidden={},
        missing=(),
        referrer={},
        what="",
        view_of_risk="",
        danger=False,
        verified=True,
        language="en",
        draft=None,
    )


def _received(entry: Entry) -> ContactState:
    body = entry.body
    return ContactState(
        ref=body["contact"],
        case=body["case"],
        revision=entry.revision,
        kind=body["kind"],
        door=body["door"],
        source=body["source"],
        form=(body["form"]["id"], body["form"]["version"]),
        received=instant(body["received"]),
        head=entry.number,
        answers=body["answers"],
        hidden=body["hidden"],
        missing=tuple(body["missing"]),
        referrer=body["referrer"],
        what=body["what"],
        view_of_risk=body["view_of_risk"],
        danger=body["danger"],
        verified=body["verified"],
        language=body["language"],
        draft=body.get("draft"),
        call=body.get("call"),
        original=body.get("original"),
    )
