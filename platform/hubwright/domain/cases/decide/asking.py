"""Asking agencies what they know: the bundle of the rating, what goes along with it, and on what basis."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.commands import Ask, AskAgain
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import current_tier
from hubwright.domain.cases.decide.stages import gate, led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, numbered, still_open
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, CheckState
from hubwright.domain.cases.topics import basis, items
from hubwright.domain.definitions.hub import Ask as AskDrawing
from hubwright.domain.definitions.hub import CheckSet, Tier
from hubwright.domain.errors import Refusal


def ask(state: CaseState, command: Ask, context: Context) -> list[Fact]:
    """Send the bundle of the rating, or what a worker chose with a reason; each agency gets its own clock."""
    known_pathway(state, command.pathway)
    context.require("case.ask", command.pathway)
    still_open(state)
    tier = current_tier(state, command.pathway, context)
    bundle = bundle_of(state, command.pathway, context)
    chosen = [context.hub.find("check_sets", id) for id in _chosen_sets(command, bundle, context)]
    _in_turn(state, command, tier, chosen, context)
    _read_first(state, command)
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
    along = items.going_along(state, command.items, [drawing.agency for _, drawing in wanted], context, command)
    asks: list[dict[str, Any]] = [
        {
            **_written(check_set, drawing, state, command, context),
            "id": id,
            "subjects": subjects,
            "clock": began["id"] if began else None,
            **({"items": sent} if (sent := along.sent(drawing.agency)) else {}),
        }
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
    satisfied(needed, state, context, pathway=command.pathway, reason=command.reason, protective=command.urgent)
    sets = {check_set.id: check_set for check_set in chosen}
    grounds = basis.for_asks(state, asks, sets, command.basis, context, pathway=command.pathway, urgent=command.urgent)
    body = {
        "pathway": command.pathway,
        "shared": command.shared.strip(),
        "reason": command.reason.strip(),
        "asks": asks,
        "clocks": [began for began in started if began],
        **({"at_once": True} if command.urgent else {}),
        **led_to(transition, state, context),
    }
    return [fact(state, "case.agencies_asked", body, context), grounds, *along.facts]


def bundle_of(state: CaseState, pathway: str, context: Context) -> tuple[str, ...]:
    """The check sets that the rating of a strand, or else its pathway, sends for contacts of the case's kinds."""
    tier, drawn = current_tier(state, pathway, context), context.hub.find("pathways", pathway)
    named: tuple[str, ...] = drawn.checks
    if tier is not None:
        # One scale may serve several pathways; what is asked about a child rests on another law than about an adult.
        named = tuple(id for id in tier.checks if not drawn.checks or id in drawn.checks)
    kinds = {state.kind, *(contact.kind for contact in state.contacts.values())}
    sets = {one.id: one for one in context.hub.check_sets}
    return tuple(id for id in named if id not in sets or not sets[id].kinds or kinds & set(sets[id].kinds))


def threshold(check_set: CheckSet, pathway: str, context: Context) -> int | None:
    """The place on the strand's scale (0 is most urgent) from which a set is asked and shown; None for always."""
    scale = context.hub.find("pathways", pathway).scale
    if check_set.from_tier is None or scale is None:
        return None
    tiers = [tier.id for tier in context.hub.find("scales", scale).tiers]
    return tiers.index(check_set.from_tier) if check_set.from_tier in tiers else None


def _in_turn(state: CaseState, command: Ask, tier: Tier | None, chosen: list[CheckSet], context: Context) -> None:
    """Stop where the threshold of a set is not met, or its rating asks after the decision; never before protection."""
    rating = state.rating(command.pathway)
    for check_set in chosen:
        limit = threshold(check_set, command.pathway, context)
        if limit is not None and (rating is None or rating.position > limit) and not command.urgent:
            raise Refusal(
                why="These checks are asked only from a more urgent rating upwards.",
                do="Rate first, leave them out, or say that somebody must be protected now.",
                code="below_threshold",
                fields=(("sets", "The threshold of these checks is not met."),),
            )
    later = tier is not None and tier.checks_when == "after" and bool(state.undecided(command.pathway))
    if later and not command.urgent and not command.reason.strip():
        raise Refusal(
            why="With this rating agencies are asked after the decision.",
            do="Decide first, or say why they should be asked now.",
            code="checks_after",
            fields=(("reason", "Say why agencies should be asked before the decision."),),
        )


def _read_first(state: CaseState, command: Ask) -> None:
    """Stop where words would leave the hub that nobody has read: what a worried person wrote may say who they are."""
    if command.shared.strip() and state.unread_in(command.pathway) and not command.urgent:
        raise Refusal(
            why="Something that arrived has not been read yet, and nothing of it is sent out unread.",
            do="Read it first, then choose what agencies need to know.",
            code="unread",
            fields=(("shared", "Read what arrived first. What you wrote is kept."),),
        )


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
    hours = context.hub.find("agencies", drawing.agency).calendar
    return clock(f"return:{id}", rule, context, received=since, pathway=command.pathway, calendar=hours)


def _written(
    check_set: CheckSet, drawing: AskDrawing, state: CaseState, command: Ask, context: Context
) -> dict[str, Any]:
    given = command.basis
    parts: dict[str, Any] = {
        "set": check_set.id,
        "agency": drawing.agency,
        "questions": {one.id: {"en": one.text.en, "cy": one.text.cy} for one in drawing.questions},
        "basis": (given.provision.strip() if given else "") or check_set.basis,
    }
    if given and given.purpose.strip() and given.purpose.strip() != check_set.purpose.en:
        parts["purpose"] = given.purpose.strip()
    if remind := sorted({*(drawing.remind or check_set.remind)}, reverse=True):
        parts["remind"] = remind
    limit = threshold(check_set, command.pathway, context)
    return parts if limit is None else {**parts, "shown_from": limit}


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


def outdated(state: CaseState) -> tuple[CheckState, ...]:
    """The asks that were answered under details put right since, and that nobody has repeated."""
    return tuple(
        one for one in state.checks.values() if one.outdated and one.state == "answered" and not one.asked_again
    )


def ask_again(state: CaseState, command: AskAgain, context: Context) -> list[Fact]:
    """Send the same questions once more with a fresh clock, where the answer was searched under earlier details."""
    found = {one.ask: one for one in outdated(state) if context.authority.may("case.ask", one.pathway)}
    wanted = list(dict.fromkeys(command.asks)) or list(found)
    if not wanted:
        context.require("case.ask")
    if not wanted or set(wanted) - set(found):
        raise Refusal(
            why="No such answer was searched under earlier details and still waits to be asked again.",
            do="Open the case again and look at its checks.",
            code="not_outdated",
        )
    still_open(state)
    facts, pairs = [], []
    groups: dict[tuple[str, str], list[CheckState]] = {}
    for one in (found[id] for id in wanted):
        groups.setdefault((one.pathway, one.shared), []).append(one)
    ahead = 0
    for (pathway, shared), checks in groups.items():
        asks, clocks = [], []
        for check in checks:
            id = numbered("q", state.checks, ahead)
            ahead += 1
            began = _fresh_clock(id, check, state, context)
            asks.append(_repeated(check, id, began, state))
            clocks += [began] if began else []
            pairs.append((check.ask, {**asks[-1], "pathway": pathway}))
        body = {"pathway": pathway, "shared": shared, "reason": "", "asks": asks, "clocks": clocks}
        after = replace(state, checks={**state.checks, **{one["id"]: _again(one, state) for one in asks}})
        body |= led_to(taken(state, after, "ask", context), state, context)
        facts.append(fact(state, "case.agencies_asked", body, context))
    return [*facts, *basis.asked_again(state, pairs, context)]


def _fresh_clock(id: str, check: CheckState, state: CaseState, context: Context) -> dict[str, Any] | None:
    """As long as the first time, counted from now."""
    first = state.clocks.get(check.clock) if check.clock else None
    if first is None:
        return None
    rule = context.hub.find("clocks", first.rule)
    parts = clock(
        f"return:{id}", first.rule, context, received=context.now, pathway=check.pathway, calendar=first.calendar
    )
    return parts if rule else None


def _repeated(check: CheckState, id: str, began: dict[str, Any] | None, state: CaseState) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "id": id,
        "set": check.set,
        "agency": check.agency,
        "questions": dict(check.questions),
        "basis": check.basis,
        "subjects": [one for one in check.subjects if one in state.subjects],
        "clock": began["id"] if began else None,
        "again": check.ask,
    }
    if check.purpose:
        parts["purpose"] = check.purpose
    if check.remind:
        parts["remind"] = list(check.remind)
    return parts if check.shown_from is None else {**parts, "shown_from": check.shown_from}


def _again(one: dict[str, Any], state: CaseState) -> CheckState:
    before = state.checks[one["again"]]
    return replace(before, ask=one["id"], state="waiting", answer=None, outdated=False, clock=one["clock"])
