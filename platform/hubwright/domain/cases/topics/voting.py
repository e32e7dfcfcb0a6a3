"""A vote: several agencies each say yes or no by a time. Silence and disagreement are outcomes on record, never a stop,
and a person says what follows (laws 5 and 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.deciders import decider_for, fills
from hubwright.domain.cases.decide.stages import led_to, taken
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, met, numbered, still_open, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

SAYS = ("yes", "no")
SILENT = "silent"


@dataclass(frozen=True, slots=True)
class OpenVote(TopicCommand):
    """Ask the agencies of a vote; `vote` is its id in the hub's definitions."""

    pathway: str
    vote: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class CastVote(TopicCommand):
    """One agency's answer.

    Args:
        ballot: id within the case ("v1").
        says: of `SAYS`.
        words: why, as far as they said.
        agency: for which agency, where a worker of the hub writes down what was said; None for one's own.
        said_by: who said it, needed then.
    """

    ballot: str
    says: str
    words: str = ""
    agency: str | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class ConcludeVote(TopicCommand):
    """A person says what follows from a vote; anything but a yes of everybody needs the reasons."""

    ballot: str
    carried: bool
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote that was taken.

    Args:
        votes: agency to what it said last (`says`, `words`, `by`, `at`); nothing for one that is silent.
        earlier: what an agency had said before it changed its mind.
        carried: what a person said follows, None until then.
    """

    id: str
    vote: str
    pathway: str
    question: Mapping[str, Any]
    agencies: tuple[str, ...]
    words: str
    opened: datetime
    by: str
    due: str
    votes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    earlier: tuple[Mapping[str, Any], ...] = ()
    carried: bool | None = None
    reasons: str = ""
    concluded: datetime | None = None
    concluded_by: str = ""

    def standing(self) -> dict[str, str]:
        """What each agency said: "yes", "no" or "silent"."""
        return {agency: self.votes[agency]["says"] if agency in self.votes else SILENT for agency in self.agencies}


def ballots(state: CaseState) -> Mapping[str, Ballot]:
    """The votes of a case, by id."""
    found: Mapping[str, Ballot] = kept(state, TOPIC.name, {})
    return found


def last_on(state: CaseState, vote: str, pathway: str) -> Ballot | None:
    """The newest vote on a question in a strand, or None."""
    on = [one for one in ballots(state).values() if (one.vote, one.pathway) == (vote, pathway)]
    return on[-1] if on else None


def asked_of(state: CaseState, agency: str | None) -> tuple[Ballot, ...]:
    """The votes in which an agency has a say."""
    return tuple(one for one in ballots(state).values() if agency in one.agencies)


def open_vote(state: CaseState, command: OpenVote, context: Context) -> list[Fact]:
    """Ask every agency of a vote, with its time to answer by."""
    known_pathway(state, command.pathway)
    if not context.authority.may("case.decide", command.pathway):
        context.require("case.ask", command.pathway)
    still_open(state)
    drawn = next((one for one in context.hub.votes if one.id == command.vote), None)
    if drawn is None:
        raise Refusal(
            why="This hub has no such vote.",
            do="Choose one of those shown.",
            code="no_vote",
            fields=(("vote", "Choose one of the votes shown."),),
        )
    running = last_on(state, drawn.id, command.pathway)
    if running is not None and running.concluded is None:
        raise Refusal(
            why="This is being voted on already.", do="Look at who has answered, and conclude it.", code="vote_open"
        )
    id = numbered("v", ballots(state))
    began = clock(f"vote:{id}", drawn.clock, context, received=context.now, pathway=command.pathway)
    body = {
        "id": id,
        "vote": drawn.id,
        "pathway": command.pathway,
        "question": {"en": drawn.question.en, "cy": drawn.question.cy},
        "agencies": list(drawn.agencies),
        "words": command.words.strip(),
        "due": began["due"],
        "clocks": [began],
    }
    return [fact(state, "case.vote_opened", body, context)]


def _ballot(state: CaseState, id: str) -> Ballot:
    found = ballots(state).get(id)
    if found is None:
        raise Refusal(why="There is no such vote on this case.", do="Choose one of those shown.", code="no_vote")
    return found


def cast(state: CaseState, command: CastVote, context: Context) -> list[Fact]:
    """Take an agency's answer, in time or late, once or again: information is never too late."""
    ballot = ballots(state).get(command.ballot)
    own = command.agency in (None, context.actor.agency)
    agency = context.actor.agency if own else command.agency
    mine = own and _speaks(ballot, context)
    writes = ballot is not None and any(
        context.authority.may(one, ballot.pathway) for one in ("case.ask", "case.decide")
    )
    if ballot is None or agency not in ballot.agencies or not (mine or writes):
        # One sentence for all of them, so that nobody learns what others were asked.
        raise Refusal(
            why="Your agency is not asked to vote on this.", do="Open it again from your list.", code="no_vote"
        )
    if command.says not in SAYS:
        raise Refusal(
            why="It says neither yes nor no.",
            do="Choose yes or no; an agency that says nothing stays on record as silent.",
            code="says_missing",
            fields=(("says", "Choose yes or no."),),
        )
    said_by = command.said_by.strip()
    if not own:
        said_by = words_needed(
            said_by, field="said_by", why="Nobody is named who said it.", do="Say who told you, in that agency."
        )
    body = {
        "ballot": ballot.id,
        "agency": agency,
        "says": command.says,
        "words": command.words.strip(),
        "said_by": said_by,
    }
    return [fact(state, "case.vote_cast", body, context)]


def _speaks(ballot: Ballot | None, context: Context) -> bool:
    return ballot is not None and any(
        context.authority.may(one, ballot.pathway) for one in ("case.read", "check.answer")
    )


def conclude(state: CaseState, command: ConcludeVote, context: Context) -> list[Fact]:
    """A person with authority says what follows; who said no, and who said nothing, stays beside it."""
    ballot = _ballot(state, command.ballot)
    context.require("case.decide", ballot.pathway)
    decider = decider_for(state, ballot.pathway, context)
    if not fills(decider, context):
        raise Refusal(
            why=f"This is concluded by: {decider.name.en}.", do="Hand it to one of them.", code="not_the_decider"
        )
    if ballot.concluded is not None:
        raise Refusal(why="This vote is concluded.", do="Take another one if there is reason to.", code="concluded")
    standing = ballot.standing()
    reasons = command.reasons.strip()
    agreed = set(standing.values()) == {"yes"}
    if command.carried != agreed or SILENT in standing.values():
        reasons = words_needed(
            reasons,
            field="reasons",
            why="Not every agency said so.",
            do="Say why it goes on like this; who said no or nothing stays on record.",
        )
    body: dict[str, Any] = {
        "ballot": ballot.id,
        "pathway": ballot.pathway,
        "carried": command.carried,
        "reasons": reasons,
        "standing": standing,
        **met(state, [f"vote:{ballot.id}"]),
    }
    after = _with(state, replace(ballot, carried=command.carried, concluded=context.now))
    body |= led_to(taken(state, after, "vote", context), state, context)
    return [fact(state, "case.vote_concluded", body, context)]


def _with(state: CaseState, ballot: Ballot) -> CaseState:
    # The newest one that was concluded stands last: workflows read what it came to.
    rest = {id: one for id, one in ballots(state).items() if id != ballot.id}
    held = {**ballots(state), ballot.id: ballot} if ballot.concluded is None else {**rest, ballot.id: ballot}
    return replace(state, topics=keeping(state, TOPIC.name, held))


def _opened(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    ballot = Ballot(
        id=body["id"],
        vote=body["vote"],
        pathway=body["pathway"],
        question=body["question"],
        agencies=tuple(body["agencies"]),
        words=body["words"],
        opened=entry.happened,
        by=entry.actor_name,
        due=body["due"],
    )
    return _with(state, ballot)


def _cast(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    ballot = ballots(state).get(body["ballot"])
    if ballot is None:
        return state
    said = {
        "says": body["says"],
        "words": body["words"],
        "by": entry.actor_name,
        "said_by": body["said_by"],
        "at": entry.happened.isoformat(),
    }
    before = ballot.votes.get(body["agency"])
    earlier = (*ballot.earlier, {**before, "agency": body["agency"]}) if before else ballot.earlier
    return _with(state, replace(ballot, votes={**ballot.votes, body["agency"]: said}, earlier=earlier))


def _concluded(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    ballot = ballots(state).get(body["ballot"])
    if ballot is None:
        return state
    done = replace(
        ballot,
        carried=body["carried"],
        reasons=body["reasons"],
        concluded=entry.happened,
        concluded_by=entry.actor_name,
    )
    return _with(state, done)


def _tell_opened(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    return {**telling.keep(body, "id", "vote", "pathway", "question", "agencies", "words"), "clocks": body["clocks"]}


def _tell_cast(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    ballot = ballots(telling.state).get(body["ballot"])
    if ballot is None or ballot.pathway not in telling.seeing.seen:
        return None
    return telling.keep(body, "ballot", "agency", "says", "words", "said_by")


def _tell_concluded(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    return telling.keep(body, "ballot", "pathway", "carried", "reasons", "standing")


def cut_ballot(ballot: Ballot, seeing: Seeing) -> Ballot:
    """A vote without the words that are kept back."""
    return replace(
        ballot,
        words=seeing.text(ballot.words),
        reasons=seeing.text(ballot.reasons),
        votes=seeing.within(ballot.votes),
        earlier=seeing.within(ballot.earlier),
    )


def _cut(value: Mapping[str, Ballot], seeing: Seeing, state: CaseState) -> Mapping[str, Ballot]:
    return {id: cut_ballot(one, seeing) for id, one in value.items() if one.pathway in seeing.seen}


TOPIC = Topic(
    name="votes",
    deeds={OpenVote: open_vote, CastVote: cast, ConcludeVote: conclude},
    steps={"case.vote_opened": _opened, "case.vote_cast": _cast, "case.vote_concluded": _concluded},
    tells={
        "case.vote_opened": _tell_opened,
        "case.vote_cast": _tell_cast,
        "case.vote_concluded": _tell_concluded,
    },
    cut=_cut,
    reads={
        OpenVote: frozenset({"case.vote_opened"}),
        ConcludeVote: frozenset({"case.vote_cast", "case.vote_concluded"}),
    },
)
