"""Taking agencies' answers whenever they come: in time or late, once or again, for one body or several."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases import chronology, found
from hubwright.domain.cases.commands import NATURES, PASSING_ON, RETURN_KINDS, Return
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.stages import led_to, taken
from hubwright.domain.cases.decide.starting import clock, fact, met, running_ids, today
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, CheckState
from hubwright.domain.definitions.hub import Agency, Kind
from hubwright.domain.errors import Refusal

# The first two of `RETURN_KINDS` say that nothing is held; no other silence does.
NIL = RETURN_KINDS[:2]


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
    agency: Agency = context.hub.find("agencies", check.agency)
    _complete(command, check, agency, context, own=own)
    after = replace(state, checks={**state.checks, check.ask: replace(check, state="answered")})
    return [
        fact(
            state,
            "case.return_recorded",
            {
                "ask": check.ask,
                "owner": check.agency,
                "answer": _answer(command, check, agency, state, context, own=own),
                **met(state, [f"return:{check.ask}"]),
                "clocks": _late_look(state, check, context),
                **led_to(taken(state, after, "return", context), state, context),
            },
            context,
            happened=command.happened,
        )
    ]


def _answer(
    command: Return, check: CheckState, agency: Agency, state: CaseState, context: Context, *, own: bool
) -> dict[str, Any]:
    said = {
        name: str(getattr(command, name)).strip()
        for name in ("kind", "text", "speak_to", "why", "period", "passing_on", "said_by", "source", "handling")
    }
    running = state.clocks.get(check.clock) if check.clock else None
    late = running is not None and running.state == "running" and (command.happened or context.now) > running.due
    block = chronology.parse(command.chronology, today(context))
    searcher = command.searcher.strip() or (context.actor.name if own else command.said_by.strip())
    answer: dict[str, Any] = {
        **said,
        "searched": list(command.searched),
        "searcher": searcher,
        "searcher_agency": command.searcher_agency.strip() or check.agency,
        "system_owner": command.system_owner.strip() or check.agency,
        "nature": command.nature.strip() or agency.nature,
        "sensitivity": command.sensitivity.strip() or agency.sensitivity or "",
        "release_to": list(command.release_to) if command.passing_on == "to_these" else [],
    }
    if late or command.late_why.strip():
        answer["late_why"] = command.late_why.strip()
    if block.rows or block.unparsed:
        answer["chronology"] = {"rows": [dict(row) for row in block.rows], "unparsed": list(block.unparsed)}
    if parts := {body: dict(part) for body, part in command.parts.items() if part.get("kind")}:
        answer["parts"] = parts
    if beside := found.written(command.found):
        answer["found"] = beside
    return answer


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


def _complete(command: Return, check: CheckState, agency: Agency, context: Context, *, own: bool) -> None:
    problems: list[tuple[str, str]] = []
    if not own and not command.said_by.strip():
        problems.append(("said_by", "Say who at the agency said it."))
    if command.happened is not None and command.happened > context.now:
        problems.append(("happened", "Say when it was said: that time is still to come."))
    if command.kind not in RETURN_KINDS:
        problems.append(("kind", "Choose which kind of answer this is."))
    if command.passing_on not in PASSING_ON:
        problems.append(("passing_on", "Say whether the hub may pass this on."))
    problems += found.wrong(command.found, check, context.hub)
    shares = command.text.strip() or command.chronology.strip() or _of_parts(command, "shared") or bool(command.found)
    field, do = _NEEDED.get(command.kind, ("kind", ""))
    if do and not (shares if command.kind == "shared" else str(getattr(command, field)).strip()):
        problems.append((field, do))
    problems += [*_named(command, context), *_parts(command, agency)]
    if problems:
        raise Refusal(
            why="The answer is not complete.", do=problems[0][1], code="return_incomplete", fields=tuple(problems)
        )


def _named(command: Return, context: Context) -> list[tuple[str, str]]:
    """What names something that the hub does not have."""
    agencies = {one.id for one in context.hub.agencies}
    problems = []
    if command.nature not in ("", *NATURES):
        problems.append(("nature", "Choose what kind of knowledge this is."))
    if command.sensitivity and command.sensitivity not in {one.id for one in context.hub.sensitivities}:
        problems.append(("sensitivity", "Choose one of the hub's own levels."))
    problems += [
        (field, "Choose one of the agencies shown.")
        for field in ("searcher_agency", "system_owner")
        if (named := getattr(command, field).strip()) and named not in agencies
    ]
    if command.passing_on == "to_these" and (not command.release_to or set(command.release_to) - agencies):
        problems.append(("release_to", "Choose the agencies that the hub may pass this on to."))
    return problems


def _of_parts(command: Return, kind: str) -> bool:
    return any(part.get("kind") == kind for part in command.parts.values())


def _parts(command: Return, agency: Agency) -> list[tuple[str, str]]:
    """The answers of the agency's own bodies: each a whole one, none of them hidden by a nil answer of the whole."""
    known = {body.id for body in agency.bodies}
    given = {body: part for body, part in command.parts.items() if part.get("kind")}
    problems = []
    if set(given) - known:
        problems.append(("parts", "Choose from the parts of your agency that are shown."))
    for body, part in given.items():
        if part["kind"] not in RETURN_KINDS:
            problems.append((f"parts-{body}-kind", "Choose which kind of answer this is."))
        needed, do = _NEEDED.get(part["kind"], ("", ""))
        if needed and not part.get(needed, "").strip():
            problems.append((f"parts-{body}-{needed}", do))
    if command.kind in NIL and (command.chronology.strip() or any(part["kind"] not in NIL for part in given.values())):
        problems.append(("kind", "Something is shared below, or a part could not search: say so for the whole."))
    return problems
