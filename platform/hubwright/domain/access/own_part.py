"""An agency's own part in a case that it was asked about: the votes it has a say in, what it challenged and tagged.

It sees its own words, and of the hub's answers what was written for it; never the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.keeping_back import Sight, sight_of
from hubwright.domain.access.reader import Reader
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.challenging import Disagreement, cut_words, of_agency
from hubwright.domain.cases.topics.concerns import Tag, tags
from hubwright.domain.cases.topics.voting import Ballot, asked_of


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What one agency sees.

    Args:
        ballots: with the question and the agency's own answer alone.
        challenges: its own; of each answer it may read `back`.
        tags: its own.
        people: names of those it was asked about.
    """

    case_ref: str
    revision: str
    ballots: tuple[Ballot, ...]
    challenges: tuple[Disagreement, ...]
    tags: tuple[Tag, ...]
    people: tuple[str, ...]


def own_part(state: CaseState, reader: Reader, now: datetime, contacts: Iterable[ContactState] = ()) -> OwnPart | None:
    """What the reader's agency sees of its own part in a case, or None where it has none.

    Args:
        state: the case as replayed.
        reader: with today's grants.
        now: UTC.
        contacts: of the case, so that what names the referrer is taken out.
    """
    agency = reader.agency
    if agency is None or not reader.seated(now) or not lets_in(state, reader, now):
        return None
    asks = [one for one in state.checks.values() if one.agency == agency and reader.may("check.answer", one.pathway)]
    ballots = [one for one in asked_of(state, agency) if _speaks(reader, one.pathway)]
    reads = any(reader.may("case.read", pathway) for pathway in state.pathways)
    if not (asks or ballots or reads):
        return None
    strands = frozenset([one.pathway for one in asks] + [one.pathway for one in ballots])
    seeing = sight_of(reader, strands, state, tuple(contacts), state.subjects.values())
    about = dict.fromkeys(id for one in asks for id in one.subjects if id in state.subjects)
    return OwnPart(
        case_ref=state.ref,
        revision=state.revision,
        ballots=tuple(_own(one, agency, seeing) for one in ballots),
        challenges=tuple(cut_words(one, seeing) for one in of_agency(state, agency)),
        tags=tuple(one for one in tags(state) if one.agency == agency),
        people=tuple(state.subjects[id].name for id in about if state.subjects[id].name),
    )


def _speaks(reader: Reader, pathway: str) -> bool:
    return reader.may("check.answer", pathway) or reader.may("case.read", pathway)


def _own(ballot: Ballot, agency: str, seeing: Sight) -> Ballot:
    """A vote with this agency's answer alone: how others voted, and what followed, stays in the hub."""
    own = {agency: ballot.votes[agency]} if agency in ballot.votes else {}
    return Ballot(
        id=ballot.id,
        vote=ballot.vote,
        pathway=ballot.pathway,
        question=ballot.question,
        agencies=(agency,),
        words=seeing.text(ballot.words),
        opened=ballot.opened,
        by="",
        due=ballot.due,
        votes=own,
        concluded=ballot.concluded,
    )
