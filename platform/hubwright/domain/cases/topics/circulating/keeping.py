"""What the case keeps of what was sent, and who is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.circulating.deeds import circulate, note_opened, taken_back, withdraw
from hubwright.domain.cases.topics.circulating.sending import (
    NAME,
    Circulate,
    NoteOpened,
    Sending,
    Withdraw,
    sendings_of,
)
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping
from hubwright.domain.cases.written import instant


def _keep(state: CaseState, sendings: Mapping[str, Sending]) -> CaseState:
    return replace(state, topics=keeping(state, NAME, sendings))


def _circulated(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    sending = Sending(
        id=body["sending"],
        what=body["what"],
        of=body["id"],
        version=body["version"],
        agency=body["agency"],
        to=body["to"],
        how=body["how"],
        ends=instant(body["ends"]) if body["ends"] else None,
        pathways=tuple(body["pathways"]),
        by=entry.actor_name,
        at=entry.happened,
        number=entry.number,
    )
    return _keep(state, {**sendings_of(state), sending.id: sending})


def _withdrawn(state: CaseState, entry: Entry) -> CaseState:
    by: dict[str, Any] = {
        "withdrawn": entry.happened,
        "withdrawn_by": entry.actor_name,
        "reason": entry.body["reason"],
        "because": entry.body.get("because", ""),
    }
    back = set(entry.body["sendings"])
    return _keep(state, {id: replace(one, **by) if id in back else one for id, one in sendings_of(state).items()})


def _opened(state: CaseState, entry: Entry) -> CaseState:
    known = dict(sendings_of(state))
    one = known.get(entry.body["sending"])
    if one is not None:
        known[one.id] = replace(one, opened=(*one.opened, entry.happened))
    return _keep(state, known)


def _cut(sendings: Mapping[str, Sending], seeing: Seeing, state: CaseState) -> dict[str, Sending]:
    return {
        id: replace(one, to=seeing.text(one.to), reason=seeing.text(one.reason))
        for id, one in sendings.items()
        if set(one.pathways) <= seeing.seen
    }


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if not set(body["pathways"]) <= telling.seeing.seen:
        return None
    return telling.keep(body, "sending", "what", "id", "version", "agency", "to", "how", "ends")


def _tell_of(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    known = [sendings_of(telling.state).get(id) for id in body.get("sendings", [body.get("sending")])]
    seen = [one for one in known if one is not None and set(one.pathways) <= telling.seeing.seen]
    if not seen:
        return None
    return telling.keep({**body, "to": [one.to for one in seen]}, "to", "reason", "because")


TOPIC = Topic(
    name=NAME,
    deeds={Circulate: circulate, Withdraw: withdraw, NoteOpened: note_opened},
    follows=taken_back,
    steps={
        "case.circulated": _circulated,
        "case.circulation_withdrawn": _withdrawn,
        "case.circulation_opened": _opened,
    },
    tells={
        "case.circulated": _tell,
        "case.circulation_withdrawn": _tell_of,
        "case.circulation_opened": _tell_of,
    },
    cut=_cut,
    reads={Withdraw: frozenset({"case.circulation_withdrawn"})},
)
