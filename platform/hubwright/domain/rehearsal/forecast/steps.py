"""What is to be done next on a case, read from the core's own state of it: the forecast has no stages of its own."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from hubwright.domain.cases.commands import (
    Ask,
    Close,
    Command,
    Decide,
    GivenBasis,
    Rate,
    Read,
    Return,
    Tell,
)
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.asking import bundle_of
from hubwright.domain.cases.decide.deciders import decider_for
from hubwright.domain.cases.decide.deciding import routes_open
from hubwright.domain.cases.decide.owing import current_tier
from hubwright.domain.cases.decide.preparing import to_be_heard
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.afterwards import DecideAfresh, open_questions, questions_of
from hubwright.domain.cases.topics.ending import Conclude, endings_of
from hubwright.domain.cases.topics.household import answered
from hubwright.domain.definitions.hub import Tier
from hubwright.domain.rehearsal.forecast.arrivals import Arrival

_WORDS = "As assumed."
_BASIS = GivenBasis(
    necessity=_WORDS, proportionality=_WORDS, consent="not_sought", consent_why=_WORDS, told="not_told",
    told_why=_WORDS, threshold=_WORDS, confirmed=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of work that a case waits for.

    Args:
        key: names it within the case, so that nobody is given it twice.
        work: of `assumptions.WORK`.
        command: the deed at its end; None for what ends in no deed of the case.
        agency: whose work it is; "" for the desk of the hub.
        decider: the decider whose it is, or "".
        meeting: id of the type of meeting that it waits for, or "".
        pathway: the strand it belongs to, or "".
    """

    key: str
    work: str
    command: Command | None
    agency: str = ""
    decider: str = ""
    meeting: str = ""
    pathway: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case's next steps depend on beside its state.

    Args:
        arrival: how it began.
        asks: tier to the agencies that are asked there, where a cheaper rule is tried; a tier that is not named asks
            whom the definition says.
        again: the part of what comes after closing for which a case is opened and decided again.
        impatient: strands whose time has come: they are decided without the answers still awaited.
        met: strands for which the meeting of their tier was held.
        redo: the case was opened again and its workflow leads to no end but by deciding again.
    """

    arrival: Arrival
    asks: Mapping[str, frozenset[str]]
    again: float = 0.0
    impatient: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    redo: bool = False

    def now(self, **more: str) -> Standing:
        """With one strand more in a set."""
        return replace(self, **{name: getattr(self, name) | {strand} for name, strand in more.items()})


def steps(state: CaseState, standing: Standing, context: Context, begun: Container[str] = ()) -> Iterator[Step]:
    """Everything that could be done on a case now, by whom; agencies work at the same time.

    Args:
        state: the case.
        standing: what else its next steps depend on.
        context: of somebody at the hub's own desk.
        begun: keys of steps that were given out already; answers that are under way are left out.
    """
    for check in state.waiting():
        key = f"return:{check.ask}"
        if key not in begun:
            yield Step(key, "return", Return(check.ask, "known_nothing_relevant"), agency=check.agency)
    yield from _at_the_desk(state, standing, context)


def _at_the_desk(state: CaseState, standing: Standing, context: Context) -> Iterator[Step]:
    """What the hub's own people do on a case, one thing after another."""
    if state.unread:
        yield Step("read", "read", Read())
        return
    if open_questions(state):
        first = state.pathways[0]
        stands = standing.arrival.luck["again"] >= standing.again
        yield Step("afresh", "afresh", DecideAfresh(stands, _WORDS), decider=decider_for(state, first, context).id)
        return
    if state.closed is not None:
        return
    kind = context.hub.find("kinds", state.kind)
    if kind.ends_with != "decision" and not state.ratings:
        yield from _concluding(state)
        return
    for pathway in state.pathways:
        yield from _of_strand(state, pathway, standing, context)
    if not state.undecided() and not standing.redo:
        yield from _ending(state)


def _concluding(state: CaseState) -> Iterator[Step]:
    """What ends with advice, a reply or a note of it."""
    ended = {one.contact for one in endings_of(state)}
    for contact in state.contacts.values():
        if contact.ref not in ended:
            how = "email" if contact.can_be_told else "withheld"
            end = Conclude(contact.ref, _WORDS, how=how, why_withheld=_WORDS)
            yield Step(f"conclude:{contact.ref}", "conclude", end)


def _of_strand(state: CaseState, pathway: str, standing: Standing, context: Context) -> Iterator[Step]:
    scale = context.hub.find("pathways", pathway).scale
    if scale is not None and state.rating(pathway) is None:
        tier = standing.arrival.tiers[scale]
        yield Step(f"rate:{pathway}", "rate", Rate(pathway, tier, _WORDS), pathway=pathway)
        return
    tier_now = current_tier(state, pathway, context)
    owed = [subject for subject, strand in state.undecided(pathway) if strand == pathway]
    if not owed and (standing.redo or any(one.answer == "again" for one in questions_of(state).values())):
        owed = [one.id for one in state.subjects.values() if pathway in one.pathways]
    when = tier_now.checks_when if tier_now else "before"
    asked = any(check.pathway == pathway for check in state.checks.values())
    may_ask = not asked and (not owed or when != "after")
    ask = _asking(state, pathway, tier_now, standing, context) if may_ask else None
    if ask is not None:
        yield Step(f"ask:{pathway}", "ask", ask, pathway=pathway)
    awaited = ask is not None or bool(state.waiting(pathway))
    hurried = pathway in standing.impatient
    if not owed or (when == "before" and awaited and (ask is not None or not hurried)):
        return
    meeting = tier_now.meeting if tier_now else None
    if meeting and pathway not in standing.met and not hurried:
        yield Step(f"meeting:{pathway}", "meeting", None, meeting=meeting, pathway=pathway)
        return
    decider = decider_for(state, pathway, context)
    for subject in owed:
        deed = _decision(state, subject, pathway, standing, context)
        if deed is not None:
            yield Step(f"decide:{subject}:{pathway}", "decide", deed, decider=decider.id, pathway=pathway)


def _asking(state: CaseState, pathway: str, tier: Tier | None, standing: Standing, context: Context) -> Ask | None:
    """The bundle of the rating, to all or to those of a cheaper rule; None where nobody is asked."""
    sets = [one for one in context.hub.check_sets if one.id in bundle_of(state, pathway, context)]
    drawn = [ask.agency for one in sets for ask in one.asks]
    limited = standing.asks.get(tier.id) if tier else None
    asked = tuple(agency for agency in drawn if limited is None or agency in limited)
    if not asked:
        return None
    return Ask(pathway, agencies=() if limited is None else asked, reason=_WORDS, basis=_BASIS)


def _decision(state: CaseState, subject: str, pathway: str, standing: Standing, context: Context) -> Decide | None:
    """A decision with everything in it that any hub asks for; None where no route is open."""
    routes = routes_open(state, pathway, context)
    usual = [one for one in routes if not one.protective] or list(routes)
    if not usual:
        return None
    route = usual[int(standing.arrival.luck["route"] * len(usual))]
    asks_household = context.hub.find("pathways", pathway).asks_household
    return Decide(
        subject=subject,
        pathway=pathway,
        route=route.id,
        reasons=_WORDS,
        advice=_WORDS,
        views=_WORDS,
        threshold="met",
        reason_without=_WORDS,
        agency_views=dict.fromkeys(to_be_heard(state, pathway, context), _WORDS),
        household="not_known" if asks_household and answered(state, pathway) is None else "",
    )


def _ending(state: CaseState) -> Iterator[Step]:
    untold = [one for one in state.contacts.values() if one.can_be_told and not one.told]
    for contact in untold:
        yield Step(f"tell:{contact.ref}", "tell", Tell(contact.ref, "outcome", "email", _WORDS))
    if not untold:
        yield Step("close", "close", Close(_WORDS, _WORDS))
