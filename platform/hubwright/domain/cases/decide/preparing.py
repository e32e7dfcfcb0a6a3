"""What stands before a decision: who else lives there, what the tier asks to be said, whose view is heard, and a vote.

A missing household stops a decision, since *not known* is an answer to it. For the rest a reason stands in. Nothing of
all this delays what protects: what was missing then is put on record and raised (law 8).
"""

from __future__ import annotations

from hubwright.domain.cases.commands import Decide
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.deciders import decider_for
from hubwright.domain.cases.decide.owing import strictest_tier
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics import adults, household, voting
from hubwright.domain.definitions.hub import Route
from hubwright.domain.errors import Refusal

# What is missing, to why it is asked for and what to do.
_WORDS = {
    "household": (
        "It is not said who else lives there.",
        "Say that all are on the case, who is left out and why, or that it is not known.",
    ),
    "threshold": ("It is not said whether the threshold is met.", "Say whether it is met, not met or not known."),
    "views": ("The views of the person are not written down.", "Write their own words, or why nobody asked them."),
    "agency_views": ("Not every agency was heard.", "Write what each agency thinks, or say why this cannot wait."),
    "limbs": ("Not every limb of the test is answered.", "Answer each: yes, no or not yet known."),
    "vote": ("The agencies have not all voted.", "Take the vote, or say why this cannot wait for it."),
}


def asked_for(state: CaseState, pathway: str, context: Context) -> frozenset[str]:
    """What a decision on this strand has to say: what its tier asks; of an adults' test on adults' pathways only."""
    tier = strictest_tier(state, pathway, context)
    asks = frozenset(tier.says if tier else ())
    return asks if context.hub.find("pathways", pathway).stands_for == "adult" else asks - {"limbs"}


def to_be_heard(state: CaseState, pathway: str, context: Context) -> tuple[str, ...]:
    """The agencies whose view is heard: those the decider hears, and where the tier asks, those that were asked."""
    heard = list(decider_for(state, pathway, context).hears)
    if "agencies" in asked_for(state, pathway, context):
        heard += [check.agency for check in state.checks.values() if check.pathway == pathway]
    return tuple(dict.fromkeys(heard))


def votes_of(state: CaseState, pathway: str, context: Context) -> dict[str, str]:
    """What each agency said in the vote that this strand's decider takes first; empty where there is none."""
    vote = decider_for(state, pathway, context).vote
    ballot = voting.last_on(state, vote, pathway) if vote else None
    return ballot.standing() if ballot else {}


def _voted(state: CaseState, pathway: str, context: Context) -> bool:
    """Whether nothing of a vote is waited for: there is none, it is over, its time is past, or everybody said yes or
    no. Silence and disagreement are outcomes of it.
    """
    vote = decider_for(state, pathway, context).vote
    if vote is None:
        return True
    ballot = voting.last_on(state, vote, pathway)
    if ballot is None:
        return False
    clock = state.clocks.get(f"vote:{ballot.id}")
    over = ballot.concluded is not None or clock is None or clock.due <= context.now
    return over or voting.SILENT not in ballot.standing().values()


def _missing(state: CaseState, command: Decide, context: Context) -> list[str]:
    asks = asked_for(state, command.pathway, context)
    known = adults.adult(state, command.subject, command.pathway).limbs
    found = {
        "threshold": "threshold" in asks and not command.threshold,
        "views": "views" in asks and not command.views.strip(),
        "agency_views": any(
            not command.agency_views.get(agency, "").strip() for agency in to_be_heard(state, command.pathway, context)
        ),
        "limbs": "limbs" in asks and set(known) < set(adults.LIMBS),
        "vote": not _voted(state, command.pathway, context),
    }
    return [name for name, missing in found.items() if missing]


def not_yet(state: CaseState, command: Decide, route: Route, context: Context) -> list[str]:
    """What this decision lacks, once a reason stands in for it or it protects.

    Raises:
        Refusal: something is missing that nothing stands in for; every field of it at once.
    """
    asks_household = context.hub.find("pathways", command.pathway).asks_household
    lives = ["household"] if asks_household and household.answered(state, command.pathway) is None else []
    missing = _missing(state, command, context)
    if route.protective:
        return lives + missing
    wrong = lives + ([] if command.reason_without.strip() else missing)
    if wrong:
        fields = [(name, _WORDS[name][1]) for name in wrong]
        if set(wrong) - {"household"}:
            fields.append(("reason_without", "Or say why it is decided without that."))
        why, do = _WORDS[wrong[0]]
        raise Refusal(why=why, do=do, code=f"needs_{wrong[0]}", fields=tuple(fields))
    return missing
