"""Deeds on pieces of information: record, ask for release, release, pass on, take parts out. Only owners release."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hubwright.domain.cases.commands import NATURES, PASSING_ON, Ask
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway, numbered
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.basis import not_holding
from hubwright.domain.cases.topics.items.item import SECTION, Item, item_of, kept_of
from hubwright.domain.cases.topics.items.leaving import asked_of, may_leave, releases_of
from hubwright.domain.cases.topics.items.said import AnswerRelease, AskRelease, PassOn, RecordItem, TakeOut
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
        or not context.authority.may(SECTION, item.pathway)
        or not context.authority.sees(item.sensitivity, item.owner)
        or not shown(state, item)
    ):
        raise Refusal(
            why="There is no such piece of information on this case.", do="Choose one of those shown.", code="no_item"
        )
    return item


def shown(state: CaseState, item: Item) -> bool:
    """Whether the rating is such that the answer it came with may be shown."""
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
        **(_leaning(state, item, command.to, context) if command.released else {}),
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
        **_leaning(state, item, (to,), context),
    }


def _leaning(state: CaseState, item: Item, to: Iterable[str], context: Context) -> dict[str, Any]:
    """The agreements that a piece leaves under and that do not hold today; said on record, and never a stop."""
    found = not_holding(
        context.hub.agreements, context.agreements, check_sets_of(state, item), {item.owner, *filter(None, to)}
    )
    return {"agreements": found} if found else {}


def check_sets_of(state: CaseState, item: Item) -> frozenset[str]:
    """The check set of the question that a piece came with; empty where it came with none."""
    check = state.checks.get(item.ask)
    return frozenset({check.set}) if check and check.set else frozenset()


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
    if command.seen is not None and command.seen != item.text:
        raise Refusal(
            why="Some words of this are kept from you, or it was answered again since.",
            do="Open it again, or let somebody make the copy who may see all of it.",
            code="not_all_seen",
        )
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
