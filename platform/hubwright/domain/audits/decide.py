"""What follows from a command about an audit: facts to put on record, or a `Refusal`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hubwright.domain.audits.commands import Answer, Command, Draw, Evaluate
from hubwright.domain.audits.sampling import Candidate, Item, drawn_from, eligible, size_of
from hubwright.domain.audits.state import AuditState
from hubwright.domain.audits.stream import CURRENT, STREAM
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.clocks.london import local
from hubwright.domain.clocks.months import months_after
from hubwright.domain.definitions.hub import DecisionAudit
from hubwright.domain.errors import Refusal

VERDICTS = ("agree", "otherwise", "cannot_tell")
"""The auditor agrees; would have decided otherwise; cannot tell from what was known then."""
CANNOT_TELL = "cannot_tell"
_LONGEST = 4000
_MOST = 200
# The whole list stands in the entry, so that the drawing can be repeated; more than a busy hub decides in a year.
_LONGEST_FRAME = 20_000


def begin(command: Draw, candidates: Iterable[Candidate], context: Context) -> list[Fact]:
    """Draw a sample.

    Args:
        candidates: the decisions that whoever draws may know of.

    Raises:
        Refusal: everything that stands in the way, at once.
    """
    context.require("decision.audit")
    drawn = _drawn(context)
    wrong = dict(_wrong_draw(command, context))
    if wrong:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="draw_incomplete",
            fields=tuple(wrong.items()),
        )
    asked = eligible(candidates, command)
    frame = tuple(one.item for one in asked if not command.auditor or one.by_user != command.auditor)
    if not frame or len(frame) > _LONGEST_FRAME:
        raise Refusal(
            why="Nothing was decided that this asks for." if not frame else "This asks for too many decisions.",
            do="Choose other days or outcomes." if not frame else "Choose fewer days.",
            code="nothing_to_draw" if not frame else "too_many_to_draw",
        )
    ref, seed = next(context.ids), next(context.ids)
    sample = drawn_from(frame, seed, size_of(command, len(frame)))
    today = local(context.now).date()
    body = {
        "audit": ref,
        "purpose": command.purpose.strip(),
        "first": command.first.isoformat() if command.first else "",
        "last": command.last.isoformat() if command.last else "",
        "routes": list(command.routes),
        "pathways": list(command.pathways),
        "below_threshold": command.below_threshold,
        "how_many": command.how_many,
        "share": command.share,
        "auditing_user": command.auditor,
        "auditors": drawn.auditors,
        "seed": seed,
        "frame": [_written(one) for one in frame],
        "sample": [_written(one) for one in sample],
        "left_out": len(asked) - len(frame),
        "due": [{"months": one, "on": months_after(today, one).isoformat()} for one in sorted(set(drawn.months))],
    }
    return [_fact(f"{STREAM}:{ref}", "audit.drawn", body, context)]


def _written(item: Item) -> list[Any]:
    return [item.case, item.number, item.subject, item.pathway]


def _drawn(context: Context) -> DecisionAudit:
    if context.hub.decision_audit is None:
        raise Refusal(
            why="This hub has not drawn how decisions are audited.",
            do="Ask whoever keeps its definitions to add an audit form.",
            code="no_audit_form",
        )
    return context.hub.decision_audit


def _wrong_draw(command: Draw, context: Context) -> Iterable[tuple[str, str]]:
    if not command.purpose.strip():
        yield "purpose", "Say what the audit is to show."
    if len(command.purpose) > _LONGEST:
        yield "purpose", "Write less."
    yield from _wrong_days(command.first, command.last, local(context.now).date())
    if set(command.routes) - {one.id for one in context.hub.routes}:
        yield "routes", "Choose from those shown."
    if set(command.pathways) - {one.id for one in context.hub.pathways}:
        yield "pathways", "Choose from those shown."
    if (command.how_many is None) == (command.share is None):
        yield "how_many", "Write either how many, or how many in a hundred."
    elif command.how_many is not None and not 1 <= command.how_many <= _MOST:
        yield "how_many", "Write a whole number from 1 to 200."
    elif command.share is not None and not 1 <= command.share <= 100:
        yield "share", "Write a whole number from 1 to 100."


def _wrong_days(first: date | None, last: date | None, today: date) -> Iterable[tuple[str, str]]:
    if first is None:
        yield "first", "Write a day that exists."
    if last is None:
        yield "last", "Write a day that exists."
    elif first is not None and last < first:
        yield "last", "Choose a day that is not before the first."
    if first is not None and first > today:
        yield "first", "Choose a day that is past."


def decide(state: AuditState, command: Command, context: Context, *, decided_by: str = "") -> list[Fact]:
    """The facts that a command makes of an audit.

    Args:
        decided_by: user id of who made the decision that an `Answer` is about.

    Raises:
        Refusal: it is not done yet.
    """
    context.require("decision.audit")
    if not state.sample:
        raise Refusal(why="This record was lawfully destroyed.", do="Draw a new sample.", code="destroyed")
    if isinstance(command, Evaluate):
        return _evaluate(state, command, context)
    return _answer(state, command, context, decided_by)


def _answer(state: AuditState, command: Answer, context: Context, decided_by: str) -> list[Fact]:
    if not 1 <= command.place <= len(state.sample):
        raise Refusal(why="There is no such decision in this sample.", do="Choose from those shown.", code="no_item")
    if decided_by == context.actor.id:
        raise Refusal(
            why="This is your own decision.", do="Leave it to somebody who did not make it.", code="own_decision"
        )
    others = {one.by_user for one in state.of(command.place)} - {context.actor.id}
    if len(others) >= max(2, state.auditors):
        raise Refusal(why="Others have looked at this already.", do="Choose another.", code="looked_at")
    wrong = dict(_wrong_answer(command, _drawn(context), context))
    if wrong:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="audit_incomplete",
            fields=tuple(wrong.items()),
        )
    body = {
        "place": command.place,
        "verdict": command.verdict,
        "answers": dict(command.answers),
        "why": command.why.strip(),
        "learning": command.learning.strip(),
        "told": list(dict.fromkeys(command.told)),
    }
    return [_fact(state.stream, "audit.answered", body, context)]


def _wrong_answer(command: Answer, drawn: DecisionAudit, context: Context) -> Iterable[tuple[str, str]]:
    for question in drawn.questions:
        known = {one.id for one in question.answers} | {CANNOT_TELL}
        if command.answers.get(question.id) not in known:
            yield f"q-{question.id}", "Choose one of those shown."
    if set(command.answers) - {one.id for one in drawn.questions}:
        yield "verdict", "Answer the questions shown."
    if command.verdict not in VERDICTS:
        yield "verdict", "Choose one of those shown."
    elif command.verdict != "agree" and not command.why.strip():
        yield "why", "Say why."
    for name in ("why", "learning"):
        if len(getattr(command, name)) > _LONGEST:
            yield name, "Write less."
    if set(command.told) - {one.id for one in context.hub.agencies}:
        yield "told", "Choose from those shown."
    if command.told and not command.learning.strip():
        yield "learning", "Say what those who are told are to learn."


def _evaluate(state: AuditState, command: Evaluate, context: Context) -> list[Fact]:
    if command.months not in state.due:
        raise Refusal(why="This audit is not looked at then.", do="Choose one of the days shown.", code="no_evaluation")
    if any(one.months == command.months for one in state.evaluations):
        raise Refusal(why="What was found then is on record.", do="Choose a later day.", code="evaluated")
    if not command.found.strip() or len(command.found) > _LONGEST:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="evaluation_incomplete",
            fields=(("found", "Say what has changed, in at most 4,000 characters."),),
        )
    return [_fact(state.stream, "audit.evaluated", {"months": command.months, "found": command.found.strip()}, context)]


def _fact(stream: str, type: str, body: Mapping[str, Any], context: Context) -> Fact:
    return Fact(stream=stream, type=type, version=CURRENT[type], body=body, happened=context.now, received=context.now)
