"""What the record makes of restrictions: replay, who sees what of them, rows and messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.addressing import to_person
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.restricting.knowing import NAME, OPEN, Access, Broken, Somebody, access_of
from hubwright.domain.cases.topics.topic import Rows, Seeing, Step, Tell, Telling, keeping
from hubwright.domain.cases.written import instant


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


def cut(access: Access, seeing: Seeing, state: CaseState) -> Access:
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


def rows(state: CaseState) -> Rows:
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


def glass_notice(fact: Fact, circumstances: Circumstances) -> Iterator[Notice]:
    """Whoever is named, and the managers whom the hub tells; where it tells none, everybody on duty: never nobody."""
    reference = fact.stream.removeprefix("case:")
    yield from (to_person("glass", user, reference) for user in fact.body["named"])
    local = circumstances.hub.local
    told = [box for role in circumstances.hub.guarding.glass_tells for box in local.role_mailboxes.get(role, ())]
    told = told or [box for post in local.duty for box in post.emails]
    for box in dict.fromkeys(told):
        yield Notice("glass", box, reference, "case")


STEPS: Mapping[str, Step] = {
    "case.restricted": _on_restricted,
    "case.named": _on_named,
    "case.unnamed": _on_unnamed,
    "case.restriction_lifted": _on_lifted,
    "case.excluded": _on_excluded,
    "case.readmitted": _on_readmitted,
    "case.glass_broken": _on_broken,
}
TELLS: Mapping[str, Tell] = {
    "case.restricted": lambda telling, body: telling.keep(body, "level", "reason", "named", "roles"),
    "case.named": lambda telling, body: telling.keep(body, "name", "reason"),
    "case.unnamed": lambda telling, body: telling.keep(body, "name", "reason"),
    "case.restriction_lifted": lambda telling, body: telling.keep(body, "reason"),
    "case.excluded": _tell_conflict,
    "case.readmitted": _tell_conflict,
    "case.glass_broken": lambda telling, body: telling.keep(body, "reason", "until"),
}
