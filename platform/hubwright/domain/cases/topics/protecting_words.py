"""Words of a case that may give a protected address, number or person away, until a person says what they are.

What is looked for is what people protected in answers and about persons, and places that a worker adds here. What is
found unsure (misspelt, shortened, in another order) waits for somebody who may see it; it is kept from everybody else
meanwhile, and afterwards unless they say that it is something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Authority, Context
from hubwright.domain.cases.decide.starting import fact, numbered, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal
from hubwright.domain.protection.finding import Hit
from hubwright.domain.protection.known import PROTECTED, REFERRER

NAME = "protecting_words"
PERMISSION = {PROTECTED: "protected.read", REFERRER: "referrer.identity"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place, number or name that must not be given away, as a worker wrote it down."""

    id: str
    text: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """Words that may give something away.

    Args:
        words: folded, as `protection.Hit` has them.
        kind, reason, of: as there.
        number: of the entry after which they were noticed.
        is_it: what a person said, or None as long as nobody did.
    """

    words: str
    kind: str
    reason: str
    of: str
    number: int
    is_it: bool | None = None
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Protecting:
    """What a case holds of it.

    Args:
        places: by id.
        found: by the words.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    found: Mapping[str, Found] = field(default_factory=dict)

    @property
    def cleared(self) -> frozenset[str]:
        """Words that a person said are something else."""
        return frozenset(one.words for one in self.found.values() if one.is_it is False)

    @property
    def waiting(self) -> tuple[Found, ...]:
        """Words that nobody has decided about, the earliest first."""
        return tuple(one for one in self.found.values() if one.is_it is None)


@dataclass(frozen=True, slots=True)
class ProtectPlace(TopicCommand):
    """Say that a place, a number or a name must not be given away."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenPlace(TopicCommand):
    """Say that it may be known again."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class JudgeWords(TopicCommand):
    """Say whether words are what they may be.

    Args:
        words: as they were noticed.
        is_it: True keeps them back, False shows them to everybody who reads the case.
    """

    words: str
    is_it: bool | None


def protecting_of(state: CaseState) -> Protecting:
    """What a case holds of it; of a case cut down to a reader, what they may decide about."""
    found: Protecting = kept(state, NAME, Protecting())
    return found


def protect_place(state: CaseState, command: ProtectPlace, context: Context) -> list[Fact]:
    """Keep a place back from now on, and in everything that was written before."""
    _entitled(state, PROTECTED, context)
    text = words_needed(
        command.text, field="text", why="It does not say what to keep back.", do="Write it as it is known to you."
    )
    reason = words_needed(
        command.reason, field="reason", why="It does not say why.", do="Say who would be in danger, and from whom."
    )
    places = protecting_of(state).places
    if len("".join(text.split())) < 4:
        raise Refusal(
            why="So few letters would be found everywhere.",
            do="Write the whole line of the address, or the whole name or number.",
            code="too_short",
            fields=(("text", "Write the whole line, name or number."),),
        )
    body = {"place": numbered("w", places), "place_text": text, "reason": reason}
    return [fact(state, "case.place_protected", body, context)]


def open_place(state: CaseState, command: OpenPlace, context: Context) -> list[Fact]:
    """Stop keeping a place back."""
    _entitled(state, PROTECTED, context)
    if command.place not in protecting_of(state).places:
        raise Refusal(why="This is not kept back on this case.", do="Choose one of those shown.", code="no_place")
    reason = words_needed(
        command.reason, field="reason", why="It does not say why.", do="Say why it may be known again."
    )
    return [fact(state, "case.place_opened", {"place": command.place, "reason": reason}, context)]


def judge_words(state: CaseState, command: JudgeWords, context: Context) -> list[Fact]:
    """Decide about words; whoever decides must be allowed to see what they may be."""
    found = protecting_of(state).found.get(command.words)
    if found is None:
        raise Refusal(
            why="Nothing was noticed about these words.", do="Choose from those that wait.", code="not_noticed"
        )
    _entitled(state, found.of, context)
    if command.is_it is None:
        raise Refusal(
            why="It is not said what these words are.",
            do="Say whether they give it away.",
            code="verdict_missing",
            fields=(("is_it", "Say whether they give it away."),),
        )
    body = {"words": found.words, "of": found.of, "is_it": command.is_it}
    return [fact(state, "case.words_judged", body, context)]


def noticed(state: CaseState, hits: Iterable[Hit], context: Context) -> list[Fact]:
    """What a deed that is being done adds to the record where its words may give something away.

    Args:
        state: the case as it stood before.
        hits: in everything that the deed writes; what is plainly the protected thing needs nobody to decide.
        context: of the deed.
    """
    known = protecting_of(state).found
    new = {one.words: one for one in hits if not one.sure and one.words not in known}
    if not new:
        return []
    found = [{"words": one.words, "kind": one.kind, "reason": one.reason, "of": one.of} for one in new.values()]
    return [fact(state, "case.words_noticed", {"found": found}, context)]


def entitled(state: CaseState, of: str, authority: Authority) -> bool:
    """Whether somebody may see what is protected anywhere on a case."""
    return all(authority.may(PERMISSION[of], pathway) for pathway in state.pathways)


def _entitled(state: CaseState, of: str, context: Context) -> None:
    for pathway in state.pathways:
        context.require(PERMISSION[of], pathway)


def _keep(state: CaseState, changed: Protecting) -> CaseState:
    awaiting = state.awaiting | {NAME} if changed.waiting else state.awaiting - {NAME}
    return replace(state, topics=keeping(state, NAME, changed), awaiting=awaiting)


def _on_protected(state: CaseState, entry: Entry) -> CaseState:
    known, body = protecting_of(state), entry.body
    place = Place(body["place"], body["place_text"], body["reason"], entry.actor_name, entry.happened)
    return _keep(state, replace(known, places={**known.places, place.id: place}))


def _on_opened(state: CaseState, entry: Entry) -> CaseState:
    known = protecting_of(state)
    left = {id: one for id, one in known.places.items() if id != entry.body["place"]}
    return _keep(state, replace(known, places=left))


def _on_noticed(state: CaseState, entry: Entry) -> CaseState:
    known = protecting_of(state)
    new = {one["words"]: Found(**one, number=entry.number) for one in entry.body["found"]}
    return _keep(state, replace(known, found={**new, **known.found}))


def _on_judged(state: CaseState, entry: Entry) -> CaseState:
    known, body = protecting_of(state), entry.body
    before = known.found.get(body["words"])
    if before is None:  # the entry that noticed them was destroyed
        before = Found(body["words"], "", "", body["of"], entry.number)
    judged = replace(before, is_it=body["is_it"], by=entry.actor_name, at=entry.happened)
    return _keep(state, replace(known, found={**known.found, judged.words: judged}))


def _cut(known: Protecting, seeing: Seeing, state: CaseState) -> Protecting:
    """For whoever may see what is protected; to everybody else even the words that wait would say where it stands."""
    places = known.places if entitled(state, PROTECTED, seeing) else {}
    found = {words: one for words, one in known.found.items() if entitled(state, one.of, seeing)}
    return Protecting(places, found)


def _tell_place(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if not entitled(telling.state, PROTECTED, telling.seeing):
        return None
    return telling.keep(body, "place", "place_text", "reason")


def _tell_noticed(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    seen = [one for one in body["found"] if entitled(telling.state, one["of"], telling.seeing)]
    return {"found": seen} if seen else None


def _tell_judged(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return dict(body) if entitled(telling.state, body["of"], telling.seeing) else None


TOPIC = Topic(
    name=NAME,
    deeds={ProtectPlace: protect_place, OpenPlace: open_place, JudgeWords: judge_words},
    steps={
        "case.place_protected": _on_protected,
        "case.place_opened": _on_opened,
        "case.words_noticed": _on_noticed,
        "case.words_judged": _on_judged,
    },
    tells={
        "case.place_protected": _tell_place,
        "case.place_opened": _tell_place,
        "case.words_noticed": _tell_noticed,
        "case.words_judged": _tell_judged,
    },
    cut=_cut,
    reads={JudgeWords: frozenset({"case.words_judged"})},
)
