"""Deeds on pieces of information: record, ask for release, release, pass on, take parts out. Only owners release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from hubwright.domain.cases.commands import NATURES, PASSING_ON, Ask
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway, numbered
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.items.item import NAME, Item, Kept, item_of, items_of, kept_of
from hubwright.domain.cases.topics.items.leaving import asked_of, may_leave, releases_of
from hubwright.domain.cases.topics.items.said import AnswerRelease, AskRelease, PassOn, RecordItem, TakeOut
from hubwright.domain.cases.topics.restricting import access_of
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping
from hubwright.domain.cases.written import instant
from hubwright.domain.definitions.hub import Agency
from hubwright.domain.errors import Refusal

TAKEN_OUT = "[...]"
"""Stands in a copy where something was taken out; nothing of the words is left under it."""


def record(state: CaseState, command: RecordItem, context: Context) -> list[Fact]:
    """Write down what an agency said, with whose it is and who said it."""
    known_pathway(state, command.pathway)
    context.require("case.ask", command.pathway)
    agencies = {one.id: one for one in context.hub.agencies}
    problems = []
    if command.owner not in agencies:
        problems.append(("owner", "Choose the agency whose information it is."))
    if not command.said_by.strip():
        problems.append(("said_by", "Say who said it."))
    if not command.text.strip():
        problems.append(("text", "Write down what was said."))
    if command.nature not in ("", *NATURES):
        problems.append(("nature", "Choose what kind of knowledge this is."))
    if command.passing_on not in ("", *PASSING_ON):
        problems.append(("passing_on", "Say whether the hub may pass this on."))
    if command.sensitivity and command.sensitivity not in {one.id for one in context.hub.sensitivities}:
        problems.append(("sensitivity", "Choose one of the hub's own levels."))
    if command.happened is not None and command.happened > context.now:
        problems.append(("happened", "Say when it was said: that time is still to come."))
    if set(command.release_to) - set(agencies):
        problems.append(("release_to", "Choose from the agencies shown."))
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="item_incomplete", fields=tuple(problems))
    owner: Agency = agencies[command.owner]
    item = {
        "id": numbered("i", _recorded_ids(state)),
        "owner": command.owner,
        "pathway": command.pathway,
        "text": command.text.strip(),
        "searcher": command.said_by.strip(),
        "nature": command.nature or owner.nature,
        "passing_on": command.passing_on or owner.passing_on,
        "sensitivity": command.sensitivity or owner.sensitivity or "",
        "release_to": list(command.release_to),
        "source": command.source.strip(),
        "handling": command.handling.strip(),
    }
    return [fact(state, "case.item_recorded", {"item": item}, context, happened=command.happened)]


def _recorded_ids(state: CaseState) -> list[str]:
    return list(kept_of(state).recorded)


def _seen(state: CaseState, id: str, context: Context) -> Item:
    """The piece, where this actor may see it.

    Raises:
        Refusal: there is none for them.
    """
    item = item_of(state, id)
    if (
        item is None
        or not context.authority.may("case.read", item.pathway)
        or not context.authority.sees(item.sensitivity, item.owner)
        or not _shown(state, item)
    ):
        raise Refusal(
            why="There is no such piece of information on this case.", do="Choose one of those shown.", code="no_item"
        )
    return item


def _shown(state: CaseState, item: Item) -> bool:
    check = state.checks.get(item.ask)
    return check is None or not below(state, check.pathway, check.shown_from)


def below(state: CaseState, pathway: str, limit: int | None) -> bool:
    """Whether the rating that holds is less urgent than the place on the scale from which something is shown."""
    rating = state.rating(pathway)
    return limit is not None and (rating is None or rating.position > limit)


def ask_release(state: CaseState, command: AskRelease, context: Context) -> list[Fact]:
    """Ask the owner whether a piece may leave the hub."""
    item = _seen(state, command.item, context)
    context.require("case.ask", item.pathway)
    problems = []
    if set(command.to) - {one.id for one in context.hub.agencies}:
        problems.append(("to", "Choose from the agencies shown."))
    if not command.why.strip():
        problems.append(("why", "Say what it is needed for."))
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="release_incomplete", fields=tuple(problems))
    body = {
        "id": numbered("r", (one["id"] for one in kept_of(state).asked)),
        "item": item.id,
        "owner": item.owner,
        "pathway": item.pathway,
        "to": list(command.to),
        "why": command.why.strip(),
    }
    return [fact(state, "case.release_asked", body, context)]


def answer_release(state: CaseState, command: AnswerRelease, context: Context) -> list[Fact]:
    """The owner's people release a piece, or refuse to; nobody else can."""
    item = item_of(state, command.item)
    own = item is not None and context.actor.agency == item.owner
    if item is None or not (own or context.authority.may("case.read", item.pathway)):
        raise Refusal(
            why="There is no such piece of information of your agency.",
            do="Open it again from your list of checks.",
            code="no_item",
        )
    if not own or not context.authority.may("check.answer", item.pathway):
        raise Refusal(
            why="Only the agency that owns this can release it.",
            do="Ask it for its release. If somebody must be protected now, pass it on with the reason.",
            code="not_the_owner",
        )
    problems = []
    if set(command.to) - {one.id for one in context.hub.agencies}:
        problems.append(("to", "Choose from the agencies shown."))
    if not command.released and not command.reason.strip():
        problems.append(("reason", "Say why not, so that the hub can find another way."))
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="release_incomplete", fields=tuple(problems))
    asked = asked_of(state, item.id)
    body = {
        "item": item.id,
        "owner": item.owner,
        "pathway": item.pathway,
        "released": command.released,
        "to": list(command.to),
        "reason": command.reason.strip(),
        **({"asked": asked["id"]} if asked else {}),
    }
    return [fact(state, "case.release_answered", body, context)]


def pass_on(state: CaseState, command: PassOn, context: Context) -> list[Fact]:
    """Record that a piece leaves, where its owner let it, or somebody must be protected now and the owner is told."""
    item = _seen(state, command.item, context)
    if not command.protect.strip() or not context.authority.may("case.act_now", item.pathway):
        context.require("case.ask", item.pathway)
    problems = []
    if command.to and command.to not in {one.id for one in context.hub.agencies}:
        problems.append(("to", "Choose from the agencies shown."))
    if not command.to and not command.receiver.strip():
        problems.append(("receiver", "Say to whom it goes."))
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="leaving_incomplete", fields=tuple(problems))
    left = _leaving(state, item, command.to, context, how=command.how, protect=command.protect, field="protect")
    if command.receiver.strip():
        left["receiver"] = command.receiver.strip()
    return [fact(state, "case.items_left", {"pathway": item.pathway, "left": [left]}, context)]


def _leaving(
    state: CaseState, item: Item, to: str, context: Context, *, how: str, protect: str, field: str
) -> dict[str, Any]:
    """One piece going to one receiver, as an entry writes it.

    Raises:
        Refusal: its owner has not let it go, and nobody has to be protected now.
    """
    free = may_leave(item, to, releases_of(state, item.id))
    if not free and not protect.strip():
        owner = context.hub.find("agencies", item.owner).name.en
        raise Refusal(
            why="The agency that owns this has not released it.",
            do="Ask it for its release, or say why it cannot wait: somebody must be protected now.",
            code="not_released",
            fields=((field, f"It belongs to {owner}, which has not released it."),),
        )
    return {
        "item": item.id,
        "owner": item.owner,
        "to": to,
        "how": how.strip(),
        "emergency": not free,
        "reason": protect.strip(),
    }


@dataclass(frozen=True, slots=True)
class Along:
    """What other agencies let go along with a question.

    Args:
        items: the pieces.
        facts: that they left.
    """

    items: tuple[Item, ...] = ()
    facts: tuple[Fact, ...] = ()

    def sent(self, agency: str) -> list[dict[str, Any]]:
        """What one agency gets, as the question writes it; its own it has already."""
        return [
            {"item": one.id, "owner": one.owner, "nature": one.nature, "handling": one.handling, "text": one.text}
            for one in self.items
            if one.owner != agency
        ]


def going_along(state: CaseState, ids: Sequence[str], agencies: Iterable[str], context: Context, command: Ask) -> Along:
    """The pieces that go along with a question to these agencies, each with its owner's release.

    Raises:
        Refusal: one is not there, or may not leave.
    """
    if not ids:
        return Along()
    chosen = tuple(_seen(state, id, context) for id in dict.fromkeys(ids))
    protect = command.reason.strip() if command.urgent else ""
    left = [
        _leaving(state, item, agency, context, how="check", protect=protect, field="items")
        for item in chosen
        for agency in dict.fromkeys(agencies)
        if agency != item.owner
    ]
    body = {"pathway": command.pathway, "left": left}
    return Along(chosen, (fact(state, "case.items_left", body, context),) if left else ())


def take_out(state: CaseState, command: TakeOut, context: Context) -> list[Fact]:
    """Make a copy with parts taken out: a new piece, with its source, and its owner's release asked for anew."""
    item = _seen(state, command.item, context)
    context.require("case.ask", item.pathway)
    spans = sorted({(start, end) for start, end in command.spans if 0 <= start < end <= len(item.text)})
    problems = []
    if not spans or len(spans) != len(set(command.spans)):
        problems.append(("spans", "Choose what to take out of the words shown."))
    if not command.why.strip():
        problems.append(("why", "Say for whom the copy is made, and why without these words."))
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="copy_incomplete", fields=tuple(problems))
    copy = {
        **{key: value for key, value in asdict(item).items() if key not in ("id", "number", "at")},
        "id": numbered("i", _recorded_ids(state)),
        "text": without(item.text, spans),
        "derived_from": item.id,
        # What its owner said about the whole was not said about the copy.
        "passing_on": "ask_first",
        "release_to": [],
    }
    body = {"item": copy, "taken_out": len(spans), "why": command.why.strip()}
    return [fact(state, "case.item_copied", body, context)]


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these spans (sorted) gone for good; spans that touch leave one mark."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        if start > at or not parts:
            parts.append(text[at:start])
            parts.append(TAKEN_OUT)
        at = max(at, end)
    return "".join([*parts, text[at:]])


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
        if item.pathway in seeing.seen and seeing.sees(item.sensitivity, item.owner) and _shown(state, item)
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
        and telling.seeing.sees(found.sensitivity, found.owner)
        and _shown(telling.state, found)
    )


def _tell_item(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "item", "why") if _seen_by(telling, body["item"]["id"]) else None


def _tell_release(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    keys = ("item", "owner", "to", "why", "released", "reason")
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
