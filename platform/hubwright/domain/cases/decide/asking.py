"""Asking agencies what they know, and taking their answers whenever they come."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.commands import PASSING_ON, RETURN_KINDS, Ask, Return
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import current_tier
from hubwright.domain.cases.decide.stages import gate, led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, met, numbered, running_ids, still_open
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, CheckState
from hubwright.domain.definitions.hub import Ask as AskDrawing
from hubwright.domain.definitions.hub import CheckSet, Kind, Tier
from hubwright.domain.errors import Refusal


def ask(state: CaseState, command: Ask, context: Context) -> list[Fact]:
    """Send the bundle of the rating, or what a worker chose with a reason; each agency gets its own clock."""
    known_pathway(state, command.pathway)
    context.require("case.ask", command.pathway)
    still_open(state)
    tier = current_tier(state, command.pathway, context)
    bundle = tier.checks if tier else context.hub.find("pathways", command.pathway).checks
    chosen = [context.hub.find("check_sets", id) for id in _chosen_sets(command, bundle, context)]
    subjects = _subjects(state, command)
    wanted = [
        (check_set, drawing)
        for check_set in chosen
        for drawing in check_set.asks
        if not command.agencies or drawing.agency in command.agencies
    ]
    _all_asked(command, chosen)
    ids = [numbered("q", state.checks, ahead) for ahead in range(len(wanted))]
    started = [
        _return_clock(id, drawing, tier, state, command, context) for id, (_, drawing) in zip(ids, wanted, strict=True)
    ]
    asks: list[dict[str, Any]] = [
        {**_written(check_set, drawing), "id": id, "subjects": subjects, "clock": began["id"] if began else None}
        for id, (check_set, drawing), began in zip(ids, wanted, started, strict=True)
    ]
    if not asks:
        raise Refusal(
            why="No agency was chosen.",
            do="Choose at least one agency to ask.",
            code="agencies_missing",
            fields=(("agencies", "Choose at least one agency."),),
        )
    after = replace(state, checks={**state.checks, **{one["id"]: _waiting(one, command, context) for one in asks}})
    transition = taken(state, after, "ask", context)
    needed = gate(state, "ask", context, transition)
    satisfied(needed, state, context, pathway=command.pathway, reason=command.reason)
    body = {
        "pathway": command.pathway,
        "shared": command.shared.strip(),
        "reason": command.reason.strip(),
        "asks": asks,
        "clocks": [began for began in started if began],
        **led_to(transition, state, context),
    }
    return [fact(state, "case.agencies_asked", body, context)]


def _chosen_sets(command: Ask, bundle: tuple[str, ...], context: Context) -> tuple[str, ...]:
    known = {check_set.id for check_set in context.hub.check_sets}
    if strange := [id for id in command.sets if id not in known]:
        raise Refusal(
            why="One of the chosen sets of checks is not one of this hub's.",
            do="Choose from the sets shown.",
            code="unknown_set",
            fields=(("sets", f"{len(strange)} of the chosen sets cannot be sent."),),
        )
    chosen = tuple(dict.fromkeys(command.sets or bundle))
    if set(chosen) - set(bundle) and not command.reason.strip():
        raise Refusal(
            why="This rating does not send these checks.",
            do="Say why these agencies should be asked all the same.",
            code="reason_missing",
            fields=(("reason", "Say why these agencies should be asked all the same."),),
        )
    if not chosen:
        raise Refusal(
            why="This rating sends no checks: what is known is enough to go on.",
            do="Choose a set of checks and say why, or go on to the decision.",
            code="no_checks",
            fields=(("sets", "Choose a set of checks."),),
        )
    return chosen


def _subjects(state: CaseState, command: Ask) -> list[str]:
    in_strand = [one.id for one in state.subjects.values() if command.pathway in one.pathways]
    if strange := set(command.subjects) - set(in_strand):
        raise Refusal(
            why="Somebody chosen is not on this pathway of the case.",
            do="Choose from the people shown.",
            code="unknown_subject",
            fields=(("subjects", f"{len(strange)} of the people chosen cannot be asked about here."),),
        )
    return list(dict.fromkeys(command.subjects)) or in_strand


def _all_asked(command: Ask, chosen: list[CheckSet]) -> None:
    """Stop where an agency was chosen that none of the sets asks: it would wait for nothing, and nobody would know."""
    asked = {drawing.agency for check_set in chosen for drawing in check_set.asks}
    if strange := set(command.agencies) - asked:
        raise Refusal(
            why="One of the chosen agencies is not asked by these checks.",
            do="Choose a set of checks that asks it, or leave it out.",
            code="unknown_agency",
            fields=(("agencies", f"{len(strange)} of the chosen agencies would not be asked."),),
        )


def _return_clock(
    id: str, drawing: AskDrawing, tier: Tier | None, state: CaseState, command: Ask, context: Context
) -> dict[str, Any] | None:
    """The agency's own clock, or else the rating's; an agency without either is asked all the same."""
    rule = drawing.clock or (tier.return_clock if tier else None)
    if rule is None:
        return None
    # Asked again in a later round, an agency has as long as the first time: it counts from when this round began.
    since = state.owed_since(command.pathway) or context.now
    return clock(f"return:{id}", rule, context, received=since, pathway=command.pathway)


def _written(check_set: CheckSet, drawing: AskDrawing) -> dict[str, Any]:
    return {
        "set": check_set.id,
        "agency": drawing.agency,
        "questions": {one.id: {"en": one.text.en, "cy": one.text.cy} for one in drawing.questions},
        "basis": check_set.basis,
    }


def _waiting(one: dict[str, Any], command: Ask, context: Context) -> CheckState:
    """The check as replay will make it, for the workflow's rules to read."""
    return CheckState(
        ask=one["id"],
        set=one["set"],
        agency=one["agency"],
        pathway=command.pathway,
        questions=one["questions"],
        subjects=tuple(one["subjects"]),
        shared=command.shared,
        basis=one["basis"],
        asked=context.now,
        asked_by=context.actor.name,
        clock=one["clock"],
    )


def record_return(state: CaseState, command: Return, context: Context) -> list[Fact]:
    """Take an agency's answer: in time or late, once or again, also on a closed case. Information is never too late."""
    check = state.checks.get(command.ask)
    if check is None or not _may_answer(check, context):
        # One sentence for both, so that nobody learns what another agency was asked.
        raise Refusal(
            why="There is no such question to your agency.",
            do="Open it again from your list of checks.",
            code="no_check",
        )
    own = context.actor.agency == check.agency
    _complete(command, context, own=own)
    after = replace(state, checks={**state.checks, check.ask: replace(check, state="answered")})
    return [
        fact(
            state,
            "case.return_recorded",
            {
                "ask": check.ask,
                "owner": check.agency,
                "answer": {
                    "kind": command.kind,
                    "text": command.text.strip(),
                    "speak_to": command.speak_to.strip(),
                    "why": command.why.strip(),
                    "searched": list(command.searched),
                    "period": command.period.strip(),
                    "passing_on": command.passing_on,
                    "said_by": command.said_by.strip(),
                },
                **met(state, [f"return:{check.ask}"]),
                "clocks": _late_look(state, check, context),
                **led_to(taken(state, after, "return", context), state, context),
            },
            context,
            happened=command.happened,
        )
    ]


def _may_answer(check: CheckState, context: Context) -> bool:
    """The agency itself, or a worker of the hub who writes down what the agency said."""
    own = context.actor.agency == check.agency and context.authority.may("check.answer", check.pathway)
    return own or context.authority.may("case.ask", check.pathway)


# What each kind of return cannot do without: the field, and what to do.
_NEEDED = {
    "shared": ("text", "Write or paste what your agency can share."),
    "held_not_written": ("speak_to", "Say whom the hub should speak to."),
    "could_not_search": ("why", "Say why it could not be searched."),
}


def _late_look(state: CaseState, check: CheckState, context: Context) -> list[dict[str, Any]]:
    """What comes to a closed case is looked at like a new contact: by the same clock, with the same ladder."""
    id = f"first_look:{check.ask}"
    if state.closed is None or running_ids(state, [id]):
        return []
    kind: Kind = context.hub.find("kinds", state.kind)
    return [clock(id, kind.first_look, context, received=context.now)]


def _complete(command: Return, context: Context, *, own: bool) -> None:
    problems: list[tuple[str, str]] = []
    if not own and not command.said_by.strip():
        problems.append(("said_by", "Say who at the agency said it."))
    if command.happened is not None and command.happened > context.now:
        problems.append(("happened", "Say when it was said: that time is still to come."))
    if command.kind not in RETURN_KINDS:
        problems.append(("kind", "Choose which kind of answer this is."))
    if command.passing_on not in PASSING_ON:
        problems.append(("passing_on", "Say whether the hub may pass this on."))
    field, do = _NEEDED.get(command.kind, ("kind", ""))
    if do and not str(getattr(command, field)).strip():
        problems.append((field, do))
    if problems:
        raise Refusal(
            why="The answer is not complete.", do=problems[0][1], code="return_incomplete", fields=tuple(problems)
        )
