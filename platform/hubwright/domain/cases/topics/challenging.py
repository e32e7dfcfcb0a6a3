"""Professional challenge: a recorded disagreement that climbs the hub's ladder, with both sides on record.

Any agency may challenge a rating or a decision, and so may whoever sent the contact where the hub says so. A missed
time wakes people and changes nothing; a person climbs.
"""

# Long because: four deeds of two sides share one state and one ladder, and are read as one.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.deciders import fills
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, met, numbered, words_needed
from hubwright.domain.cases.entries import REFERRER, Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.cases.written import instant
from hubwright.domain.definitions.hub import Challenge, Level
from hubwright.domain.errors import Refusal

ABOUT = ("rating", "decision")
RESULTS = ("changed", "partly", "stands")


@dataclass(frozen=True, slots=True)
class RaiseChallenge(TopicCommand):
    """Disagree with a rating or a decision.

    Args:
        about: of `ABOUT`.
        words: what should be otherwise, and why.
        pathway: the strand; None where whoever challenges sees none, and then it stands in all of them.
        contact: of the referrer who challenges, by themselves or through a worker who writes it down.
        said_by: who said it, where a worker writes it down for somebody else.
    """

    about: str
    words: str
    pathway: str | None = None
    contact: str | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class AnswerChallenge(TopicCommand):
    """The level answers.

    Args:
        challenge: id within the case ("d1").
        result: of `RESULTS`; what is changed is changed by an act of its own.
        words: for the record.
        back: what whoever challenged is told.
    """

    challenge: str
    result: str
    words: str
    back: str


@dataclass(frozen=True, slots=True)
class ClimbChallenge(TopicCommand):
    """Whoever challenged is not content, or was not answered in time: the next level looks at it."""

    challenge: str
    words: str
    contact: str | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class SettleChallenge(TopicCommand):
    """Whoever challenged is content, or lets it rest; what was said stays."""

    challenge: str
    words: str = ""
    contact: str | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One side's words.

    Args:
        what: "raised", "answered", "climbed" or "settled".
        words: on record; `back` is what the other side was told in an answer.
        level: id of the level at which it was said.
    """

    what: str
    words: str
    by: str
    agency: str | None
    at: datetime
    level: str
    said_by: str = ""
    back: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A challenge as it stands.

    Args:
        agency, contact: who challenges: an agency, or the sender of a contact.
        level: index on the ladder, 0 the lowest; `due` is when that level has answered.
        state: "open", "answered" or "settled".
    """

    id: str
    about: str
    pathways: tuple[str, ...]
    agency: str | None
    contact: str | None
    level: int
    level_id: str
    due: datetime
    state: str
    said: tuple[Said, ...]


def challenges(state: CaseState) -> Mapping[str, Disagreement]:
    """The challenges of a case, by id."""
    found: Mapping[str, Disagreement] = kept(state, TOPIC.name, {})
    return found


def of_agency(state: CaseState, agency: str | None) -> tuple[Disagreement, ...]:
    """What an agency has challenged."""
    return tuple(one for one in challenges(state).values() if agency is not None and one.agency == agency)


def of_contact(state: CaseState, contact: str) -> tuple[Disagreement, ...]:
    """What the sender of a contact has challenged."""
    return tuple(one for one in challenges(state).values() if one.contact == contact)


def _ladder(context: Context) -> Challenge:
    if context.hub.challenge is None:
        raise Refusal(
            why="This hub has not written down how it is challenged.",
            do="Ring the hub and ask for its manager; what you say is written down.",
            code="no_ladder",
        )
    return context.hub.challenge


def raise_challenge(state: CaseState, command: RaiseChallenge, context: Context) -> list[Fact]:
    """Put a disagreement on record; the lowest level of the ladder has its time to answer."""
    ladder = _ladder(context)
    said_by = _speaks_for(state, command.contact, command.said_by, ladder, context)
    if command.pathway is not None:
        known_pathway(state, command.pathway)
    wrong = []
    if command.about not in ABOUT:
        wrong.append(("about", "Say whether it is about the rating or about the decision."))
    if not command.words.strip():
        wrong.append(("words", "Say what should be otherwise, and why."))
    if wrong:
        raise Refusal(
            why="It does not say yet what is disagreed with.", do=wrong[0][1], code="challenge_missing",
            fields=tuple(wrong),
        )  # fmt: skip
    id = numbered("d", challenges(state))
    strands = [command.pathway] if command.pathway else _strands(state, context)
    body = {
        "id": id,
        "about": command.about,
        "words": command.words.strip(),
        "pathways": strands,
        "agency": None if command.contact else context.actor.agency,
        "contact": command.contact,
        "said_by": said_by,
        **_began(id, 0, ladder.levels[0], strands, context),
    }
    return [fact(state, "case.challenged", body, context)]


def _strands(state: CaseState, context: Context) -> list[str]:
    """Where a challenge stands whose sender names no strand: those that they read or were asked about, or all."""
    read = [one for one in state.pathways if context.authority.may("case.read", one)]
    asked = [one.pathway for one in state.checks.values() if one.agency == context.actor.agency]
    return read or list(dict.fromkeys(asked)) or list(state.pathways)


def _began(id: str, level: int, drawn: Level, strands: list[str], context: Context) -> dict[str, Any]:
    pathway = strands[0] if len(strands) == 1 else None
    began = clock(f"challenge:{id}", drawn.clock, context, received=context.now, pathway=pathway)
    return {"level": level, "level_id": drawn.id, "due": began["due"], "clocks": [began]}


def _speaks_for(state: CaseState, contact: str | None, said_by: str, ladder: Challenge, context: Context) -> str:
    """Stop unless the actor may speak as this side; who said it, where a worker writes it down."""
    if context.actor == REFERRER:
        if contact not in state.contacts or not ladder.referrers:
            raise Refusal(
                why="This cannot be challenged here.", do="Ring the hub and ask for its manager.", code="no_authority"
            )
        return ""
    if context.actor.agency is None:
        context.require("case.note")
    if contact is None:
        return said_by.strip()
    context.require("case.note")
    if contact not in state.contacts:
        raise Refusal(why="This case has no such contact.", do="Choose one of those shown.", code="no_contact")
    return words_needed(
        said_by, field="said_by", why="Nobody is named who challenges.", do="Say who said so, and how they reached you."
    )


def _known(state: CaseState, id: str, context: Context) -> Disagreement:
    """The challenge, where the actor may know of it."""
    found = challenges(state).get(id)
    if found is None or not (
        any(context.authority.may("case.read", one) for one in found.pathways) or _own(found, context)
    ):
        raise Refusal(why="There is no such challenge.", do="Choose one of those shown.", code="no_challenge")
    return found


def _own(found: Disagreement, context: Context) -> bool:
    if context.actor == REFERRER:
        return found.contact is not None
    return found.agency is not None and found.agency == context.actor.agency


def answer(state: CaseState, command: AnswerChallenge, context: Context) -> list[Fact]:
    """The level whose turn it is answers, in words for the record and words for the other side."""
    found = _known(state, command.challenge, context)
    if found.state != "open":
        raise Refusal(why="This challenge is answered.", do="Look at what was said.", code="answered")
    drawn = _ladder(context).levels[found.level]
    if context.actor == REFERRER or not fills(drawn, context):
        raise Refusal(why=f"This is answered by: {drawn.name.en}.", do="Hand it to one of them.", code="not_the_level")
    wrong = []
    if command.result not in RESULTS:
        wrong.append(("result", "Say whether it changes something, or stands."))
    for name, words, do in (
        ("words", command.words, "Say why."),
        ("back", command.back, "Write what they are told; it may be the same."),
    ):
        if not words.strip():
            wrong.append((name, do))
    if wrong:
        raise Refusal(why="The answer is not complete.", do=wrong[0][1], code="answer_missing", fields=tuple(wrong))
    body = {
        "id": found.id,
        "result": command.result,
        "words": command.words.strip(),
        "back": command.back.strip(),
        **met(state, [f"challenge:{found.id}"]),
    }
    return [fact(state, "case.challenge_answered", body, context)]


def climb(state: CaseState, command: ClimbChallenge, context: Context) -> list[Fact]:
    """The next level looks at it; only once the one below has answered, or its time is over."""
    found, said_by = _side(state, command.challenge, command.contact, command.said_by, context)
    ladder = _ladder(context)
    if found.state == "settled":
        raise Refusal(why="This challenge was settled.", do="Raise a new one if there is more.", code="settled")
    if found.state == "open" and found.due > context.now:
        raise Refusal(
            why="The level below has still time to answer.",
            do="Wait for its answer; once its time is over this can go on.",
            code="not_yet",
        )
    if found.level + 1 >= len(ladder.levels):
        raise Refusal(
            why="The last level of this hub's ladder has it.",
            do="Its answer is the hub's last word; the partnership's own policy says what else is open.",
            code="top",
        )
    words = words_needed(
        command.words, field="words", why="It does not say why it goes on.", do="Say what is still disagreed with."
    )
    drawn = ladder.levels[found.level + 1]
    body = {
        "id": found.id,
        "words": words,
        "said_by": said_by,
        **met(state, [f"challenge:{found.id}"]),
        **_began(found.id, found.level + 1, drawn, list(found.pathways), context),
    }
    return [fact(state, "case.challenge_climbed", body, context)]


def settle(state: CaseState, command: SettleChallenge, context: Context) -> list[Fact]:
    """Whoever challenged lets it rest."""
    found, said_by = _side(state, command.challenge, command.contact, command.said_by, context)
    if found.state == "settled":
        raise Refusal(why="This challenge was settled.", do="Look at what was said.", code="settled")
    body = {
        "id": found.id,
        "words": command.words.strip(),
        "said_by": said_by,
        **met(state, [f"challenge:{found.id}"]),
    }
    return [fact(state, "case.challenge_settled", body, context)]


def _side(state: CaseState, id: str, contact: str | None, said_by: str, context: Context) -> tuple[Disagreement, str]:
    """The challenge, where the actor speaks for whoever challenged, and who said it."""
    found = _known(state, id, context)
    if context.actor == REFERRER:
        if found.contact is None or found.contact != contact:
            raise Refusal(why="There is no such challenge.", do="Choose one of those shown.", code="no_challenge")
        return found, ""
    if found.contact is None and _own(found, context):
        return found, ""
    context.require("case.note")
    who = words_needed(
        said_by, field="said_by", why="Nobody is named who said so.", do="Say who told you, on the other side."
    )
    return found, who


def _with(state: CaseState, one: Disagreement) -> CaseState:
    held = {**challenges(state), one.id: one}
    waits = any(other.state == "open" for other in held.values())
    awaiting = state.awaiting | {TOPIC.name} if waits else state.awaiting - {TOPIC.name}
    return replace(state, topics=keeping(state, TOPIC.name, held), awaiting=awaiting)


def _said(entry: Entry, what: str, level: str) -> Said:
    body = entry.body
    return Said(
        what=what,
        words=body["words"],
        by=entry.actor_name,
        agency=entry.agency,
        at=entry.happened,
        level=level,
        said_by=body.get("said_by", ""),
        back=body.get("back", ""),
        result=body.get("result", ""),
    )


def _raised(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = Disagreement(
        id=body["id"],
        about=body["about"],
        pathways=tuple(body["pathways"]),
        agency=body["agency"],
        contact=body["contact"],
        level=body["level"],
        level_id=body["level_id"],
        due=instant(body["due"]),
        state="open",
        said=(_said(entry, "raised", body["level_id"]),),
    )
    return _with(state, one)


def _went_on(what: str, new: str) -> Any:
    def step(state: CaseState, entry: Entry) -> CaseState:
        found = challenges(state).get(entry.body["id"])
        if found is None:
            return state
        return _with(state, replace(found, state=new, said=(*found.said, _said(entry, what, found.level_id))))

    return step


def _climbed(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    found = challenges(state).get(body["id"])
    if found is None:
        return state
    said = (*found.said, _said(entry, "climbed", body["level_id"]))
    up = replace(
        found, state="open", level=body["level"], level_id=body["level_id"], due=instant(body["due"]), said=said
    )
    return _with(state, up)


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    found = challenges(telling.state).get(body["id"])
    if found is None or not telling.seeing.seen & set(found.pathways):
        return None
    kept = telling.keep(body, "id", "about", "words", "agency", "contact", "said_by", "result", "back", "level_id")
    return {**kept, "clocks": telling.clocks(body.get("clocks", ()))}


def _cut(value: Mapping[str, Disagreement], seeing: Seeing, state: CaseState) -> Mapping[str, Disagreement]:
    return {id: cut_words(one, seeing) for id, one in value.items() if seeing.seen & set(one.pathways)}


def cut_words(one: Disagreement, seeing: Seeing) -> Disagreement:
    """A challenge without the words that are kept back."""
    said = tuple(
        replace(it, words=seeing.text(it.words), back=seeing.text(it.back), said_by=seeing.text(it.said_by))
        for it in one.said
    )
    return replace(one, said=said)


def _holds(state: CaseState, context: Context) -> Refusal | None:
    if not any(one.state == "open" for one in challenges(state).values()):
        return None
    return Refusal(
        why="A challenge on this case has not been answered.", do="Answer it first, then close.", code="challenge_open"
    )


_TYPES = ("case.challenged", "case.challenge_answered", "case.challenge_climbed", "case.challenge_settled")

TOPIC = Topic(
    name="challenges",
    deeds={RaiseChallenge: raise_challenge, AnswerChallenge: answer, ClimbChallenge: climb, SettleChallenge: settle},
    steps={
        "case.challenged": _raised,
        "case.challenge_answered": _went_on("answered", "answered"),
        "case.challenge_climbed": _climbed,
        "case.challenge_settled": _went_on("settled", "settled"),
    },
    tells=dict.fromkeys(_TYPES, _tell),
    cut=_cut,
    reads={
        AnswerChallenge: frozenset(_TYPES[1:]),
        ClimbChallenge: frozenset(_TYPES[1:]),
        SettleChallenge: frozenset(_TYPES[1:]),
    },
    holds_open=_holds,
)
