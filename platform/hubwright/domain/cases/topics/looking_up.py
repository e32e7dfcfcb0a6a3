"""What a worker found out before anything else: whether the hub's services know them already, and where they are now.

From this, from where they live and from what was said follow proposals, each with its reason. A person acts on one or
does not (law 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from hubwright.domain.answers.answer import NOT_ANSWERED, Answer, State
from hubwright.domain.cases.commands import Subject, TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.definitions.drawn.ways import proposal_scope
from hubwright.domain.definitions.hub import Hub, Kind, Place, Proposal
from hubwright.domain.errors import Refusal
from hubwright.domain.rules import Assessment, assess

NAME = "looking_up"
KNOWN = ("yes", "no", "cannot_tell")
HERE = ("yes", "no", "not_known")


@dataclass(frozen=True, slots=True)
class LookUp(TopicCommand):
    """Record what was found out.

    Args:
        known: of `KNOWN`: whether somebody it is about is known to the hub's services already; "" leaves it open.
        found_here: of `HERE`: whether they are in the area now; "" leaves it open.
        words: where was looked, and who knows them.
    """

    known: str
    found_here: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found out, last."""

    known: str
    found_here: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as it stands for a case.

    Args:
        holds: True, or None where it could not be worked out.
        missing: facts that have to be found out for that: of `proposal_scope`.
        place: the place where they live, where that is why, or None.
    """

    proposal: Proposal
    holds: bool | None
    missing: tuple[str, ...] = ()
    place: Place | None = None


def looked_up(state: CaseState) -> LookedUp | None:
    """What was found out about a case, or None before somebody has looked."""
    found: LookedUp | None = kept(state, NAME, None)
    return found


def place_of(subject: Subject, places: Iterable[Place]) -> Place | None:
    """The council area in which somebody's address lies, by its postcode; None where that cannot be told.

    Args:
        subject: with an address shape or none.
        places: of the hub; the longest beginning of a postcode that fits counts.
    """
    postcode = _spaced((subject.address or {}).get("postcode"))
    fitting = [(len(start), one) for one in places for start in one.postcodes if _begins(postcode, start)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _spaced(written: Any) -> str:
    """A postcode with its gap where it belongs, however it was typed."""
    bare = "".join(str(written or "").split()).upper()
    return f"{bare[:-3]} {bare[-3:]}" if len(bare) > 4 else bare


def _begins(postcode: str, start: str) -> bool:
    """Whether a postcode lies in an area: "M2" begins "M2 1AA" and not "M25 1AA"; "BL" begins "BL9 0AA"."""
    if not postcode.startswith(start):
        return False
    rest = postcode[len(start) :]
    return " " in start or not rest or (not rest[0].isdigit() if start[-1].isdigit() else not rest[0].isalpha())


def facts_of(state: CaseState, hub: Hub) -> dict[str, Answer]:
    """What the rules of proposals may read of a case, as answers (`definitions.drawn.ways.proposal_scope`)."""
    found = looked_up(state)
    places = [place_of(one, hub.local.places) for one in state.subjects.values()]
    lives = None if not places or None in places else all(one.served for one in places if one)
    source = next((one.source for one in state.contacts.values()), None)
    return {
        "known": _said(found.known if found else ""),
        "found_here": _said(found.found_here if found else ""),
        "lives_here": NOT_ANSWERED if lives is None else _said("yes" if lives else "no"),
        "danger": _said("yes" if state.danger else "no"),
        "source": Answer(State.ANSWERED, source) if source else NOT_ANSWERED,
    }


def _said(word: str) -> Answer:
    return Answer(State.ANSWERED, word) if word in ("yes", "no") else NOT_ANSWERED


def proposed(state: CaseState, hub: Hub, today: date) -> tuple[Proposed, ...]:
    """What a worker is proposed, and what has to be found out first; what does not hold is left out.

    Args:
        state: the case, cut down to what the reader sees: what is kept from them reasons nothing.
        hub: the pinned drawing with today's places.
        today: the day in London.
    """
    kind: Kind = hub.find("kinds", state.kind)
    facts, scope = facts_of(state, hub), proposal_scope(hub.doors)
    elsewhere = [one for subject in state.subjects.values() if (one := place_of(subject, hub.local.places))]
    place = next((one for one in elsewhere if not one.served), None)
    shown = []
    for proposal in kind.proposals:
        said = assess(proposal.when, facts, scope=scope, today=today) if proposal.when else Assessment(False)
        if said.result is not False:
            shown.append(Proposed(proposal, said.result, said.missing, place if said.result else None))
    return tuple(shown)


def look_up(state: CaseState, command: LookUp, context: Context) -> list[Fact]:
    """Record what was found out; the last that was said holds, and the record keeps what was said before."""
    context.require("case.note")
    if command.known not in ("", *KNOWN) or command.found_here not in ("", *HERE) or not _says(command):
        raise Refusal(
            why="It is not said what was found out.",
            do="Say whether they are known; not being able to tell is an answer.",
            code="known_missing",
            fields=(("known", "Say whether they are known, or that you cannot tell."),),
        )
    body = {"known": command.known, "found_here": command.found_here, "words": command.words.strip()}
    return [fact(state, "case.looked_up", body, context)]


def _says(command: LookUp) -> bool:
    return bool(command.known or command.found_here)


def _looked_up(state: CaseState, entry: Entry) -> CaseState:
    before, body = looked_up(state), entry.body
    found = LookedUp(
        known=body["known"] or (before.known if before else ""),
        found_here=body["found_here"] or (before.found_here if before else ""),
        words=body["words"],
        by=entry.actor_name,
        at=entry.happened,
    )
    return replace(state, topics=keeping(state, NAME, found))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "known", "found_here", "words")


def _cut(found: LookedUp, seeing: Seeing, state: CaseState) -> LookedUp:
    return replace(found, words=seeing.text(found.words))


TOPIC = Topic(
    name=NAME,
    deeds={LookUp: look_up},
    steps={"case.looked_up": _looked_up},
    tells={"case.looked_up": _tell},
    cut=_cut,
)
