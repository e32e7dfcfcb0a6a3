"""What becomes of pieces of information on the record: steps, what each reader sees, what owners are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.items.deeds import (
    answer_release,
    ask_release,
    pass_on,
    record,
    shown,
    take_out,
)
from hubwright.domain.cases.topics.items.item import NAME, SECTION, Item, Kept, item_of, items_of, kept_of
from hubwright.domain.cases.topics.items.said import AnswerRelease, AskRelease, PassOn, RecordItem, TakeOut
from hubwright.domain.cases.topics.restricting import access_of
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping
from hubwright.domain.cases.written import instant


def _kept_item(state: CaseState, entry: Entry) -> CaseState:
    found, body = kept_of(state), entry.body["item"]
    parts: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in body.items()}
    item = Item(**parts, number=entry.number, at=entry.happened.isoformat())
    return _keep(state, replace(found, recorded={**found.recorded, item.id: item}))


def _keep(state: CaseState, found: Kept) -> CaseState:
    return replace(state, topics=keeping(state, NAME, found))


def _said(entry: Entry) -> dict[str, Any]:
    return {**entry.body, "by": entry.actor_name, "at": entry.happened.isoformat(), "number": entry.number}


def _release_asked(state: CaseState, entry: Entry) -> CaseState:
    found = kept_of(state)
    return _keep(state, replace(found, asked=(*found.asked, {**_said(entry), "answered": ""})))


def _release_answered(state: CaseState, entry: Entry) -> CaseState:
    found = kept_of(state)
    asked = tuple(
        {**one, "answered": entry.happened.isoformat(), "released": entry.body["released"]}
        if one["item"] == entry.body["item"] and not one["answered"]
        else one
        for one in found.asked
    )
    return _keep(state, replace(found, asked=asked, releases=(*found.releases, _said(entry))))


def _left(state: CaseState, entry: Entry) -> CaseState:
    found = kept_of(state)
    at = {"by": entry.actor_name, "at": entry.happened.isoformat(), "number": entry.number}
    pathway = entry.body["pathway"]
    return _keep(
        state,
        replace(found, left=(*found.left, *({**one, **at, "pathway": pathway} for one in entry.body["left"]))),
    )


def _cut(found: Kept, seeing: Seeing, state: CaseState) -> Kept:
    """What a reader sees: nothing of a piece that is kept from them, not even that it was asked for."""
    whole = {item.id: item for item in items_of(state)}
    seen = {
        id
        for id, item in whole.items()
        if item.pathway in seeing.seen
        and seeing.may(SECTION, item.pathway)
        and seeing.sees(item.sensitivity, item.owner)
        and shown(state, item)
    }
    return Kept(
        recorded={
            id: replace(
                item, text=seeing.text(item.text), source=seeing.text(item.source), handling=seeing.text(item.handling)
            )
            for id, item in found.recorded.items()
            if id in seen
        },
        asked=tuple(seeing.within(one) for one in found.asked if one["item"] in seen),
        releases=tuple(seeing.within(one) for one in found.releases if one["item"] in seen),
        left=tuple(seeing.within(one) for one in found.left if one["item"] in seen),
    )


def _seen_by(telling: Telling, item: str) -> bool:
    found = item_of(telling.state, item)
    return (
        found is not None
        and found.pathway in telling.seeing.seen
        and telling.seeing.may(SECTION, found.pathway)
        and telling.seeing.sees(found.sensitivity, found.owner)
        and shown(telling.state, found)
    )


def _tell_item(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "item", "why") if _seen_by(telling, body["item"]["id"]) else None


def _tell_release(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    keys = ("item", "owner", "to", "why", "released", "reason", "agreements")
    return telling.keep(body, *keys) if _seen_by(telling, body["item"]) else None


def _tell_left(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    left = [telling.seeing.within(one) for one in body["left"] if _seen_by(telling, one["item"])]
    return {"left": left} if left else None


def _rows(state: CaseState) -> Rows:
    """What owners have to look at: each request for release, and each piece that left to protect somebody."""
    found = kept_of(state)
    asked = [
        {
            "case_ref": state.ref,
            "release": one["id"],
            "stream": state.stream,
            "access": access_of(state).marked,
            "pathway": one["pathway"],
            "agency": one["owner"],
            "item": one["item"],
            "state": ("released" if one["released"] else "refused") if one["answered"] else "asked",
            "asked_at": instant(one["at"]),
            "answered_at": instant(one["answered"]) if one["answered"] else None,
        }
        for one in found.asked
    ]
    left = [
        {
            "case_ref": state.ref,
            "release": f"left{one['number']}-{one['item']}-{one['to']}",
            "stream": state.stream,
            "access": access_of(state).marked,
            "pathway": one["pathway"],
            "agency": one["owner"],
            "item": one["item"],
            "state": "left",
            "asked_at": instant(one["at"]),
            "answered_at": None,
        }
        for one in found.left
        if one["emergency"]
    ]
    return {"case_release": [*asked, *left]}


def _ask_owner(fact: Fact, here: Circumstances) -> Iterable[Notice]:
    if mailbox := here.hub.local.mailboxes.get(fact.body["owner"]):
        yield Notice(
            "release",
            mailbox,
            fact.stream.removeprefix("case:"),
            "release",
            post=f"agency:{fact.body['owner']}",
        )


def _tell_owner(fact: Fact, here: Circumstances) -> Iterable[Notice]:
    owners = dict.fromkeys(one["owner"] for one in fact.body["left"] if one["emergency"])
    for owner in owners:
        if mailbox := here.hub.local.mailboxes.get(owner):
            yield Notice("left", mailbox, fact.stream.removeprefix("case:"), "release", post=f"agency:{owner}")


TOPIC = Topic(
    name=NAME,
    deeds={
        RecordItem: record,
        AskRelease: ask_release,
        AnswerRelease: answer_release,
        PassOn: pass_on,
        TakeOut: take_out,
    },
    steps={
        "case.item_recorded": _kept_item,
        "case.item_copied": _kept_item,
        "case.release_asked": _release_asked,
        "case.release_answered": _release_answered,
        "case.items_left": _left,
    },
    tells={
        "case.item_recorded": _tell_item,
        "case.item_copied": _tell_item,
        "case.release_asked": _tell_release,
        "case.release_answered": _tell_release,
        "case.items_left": _tell_left,
    },
    cut=_cut,
    reads={PassOn: frozenset({"case.release_answered"}), TakeOut: frozenset({"case.return_recorded"})},
    rows=_rows,
    notices={"case.release_asked": _ask_owner, "case.items_left": _tell_owner},
)
