"""One act of a person that puts several things on record: a rating and its decision, or a decision for each of some.

Each is decided as if it stood alone, after the one before it; where one is refused, nothing of it is on record.
"""

from __future__ import annotations

from hubwright.domain.cases.commands import Decide, DecideTogether, Rate
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.deciding import decide_for
from hubwright.domain.cases.decide.rating import rate
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.foreseen import foreseen
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.adults import AnswerLimbs, answer_limbs
from hubwright.domain.cases.topics.household import AnswerHousehold, answer
from hubwright.domain.errors import Refusal


def decide_at_once(state: CaseState, command: Decide, context: Context) -> list[Fact]:
    """A decision, with the rating, the household and the adult's test where they are answered on the same page."""
    facts: list[Fact] = []
    if command.tier:
        facts += _rated(state, command, context)
    now = foreseen(state, facts, context)
    if command.household:
        facts += answer(now, AnswerHousehold(command.pathway, command.household, command.household_words), context)
    if command.limbs:
        facts += answer_limbs(now, AnswerLimbs(command.subject, command.pathway, command.limbs), context)
    return facts + decide_for(foreseen(state, facts, context), command, context)


def _rated(state: CaseState, command: Decide, context: Context) -> list[Fact]:
    """The rating; what is wrong with its reason stands beside the box that the page has for it."""
    try:
        return rate(state, Rate(command.pathway, command.tier, command.tier_reason), context)
    except Refusal as refusal:
        fields = tuple(("tier_reason" if name == "reason" else name, do) for name, do in refusal.fields)
        raise Refusal(refusal.why, refusal.do, refusal.code, fields) from None


def decide_together(state: CaseState, command: DecideTogether, context: Context) -> list[Fact]:
    """A decision for each of several people, each ticked by itself."""
    if not command.decisions:
        raise Refusal(
            why="Nobody was ticked.",
            do="Open each person and tick them, or decide for one.",
            code="nobody_ticked",
            fields=(("together", "Tick each person that this holds for."),),
        )
    facts: list[Fact] = []
    for one in command.decisions:
        facts += decide_at_once(foreseen(state, facts, context), one, context)
    return facts
