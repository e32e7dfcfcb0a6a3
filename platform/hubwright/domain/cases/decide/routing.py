"""The receiving side accepts a person, or returns them with a reason; until it accepts, the hub owns them."""

from __future__ import annotations

from typing import Any

from hubwright.domain.cases.changes import with_answer
from hubwright.domain.cases.commands import AnswerRoute
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import owed_clocks
from hubwright.domain.cases.decide.stages import led_to, opened_again, taken
from hubwright.domain.cases.decide.starting import fact, met, words_needed
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.errors import Refusal


def answer_route(state: CaseState, command: AnswerRoute, context: Context) -> list[Fact]:
    """The receiving side accepts, or returns with a reason; until accepted the hub owns the person."""
    context.require("case.note", command.pathway)
    current = state.decision(command.subject, command.pathway)
    if current is None:
        raise Refusal(why="Nothing has been decided for this person yet.", do="Decide first.", code="no_decision")
    by = words_needed(
        command.by, field="by", why="Nobody is named who answered.", do="Say who accepted or returned it."
    )
    if not command.accepted:
        words_needed(
            command.reason,
            field="reason",
            why="It was returned without a reason.",
            do="Write the reason the receiving side gave.",
        )
    said: dict[str, Any] = {
        "subject": command.subject,
        "pathway": command.pathway,
        "accepted": command.accepted,
        "by": by,
        "reason": command.reason.strip(),
    }
    after = with_answer(state, said, context.now)
    if command.accepted:
        stage = led_to(taken(state, after, "route", context), state, context)
    else:
        stage = opened_again(state, after, "route", context)
    body = {
        **said,
        **met(state, [f"accept:{command.subject}:{command.pathway}"]),
        # Returned, a fresh look is owed: its clock starts with the return, whatever the first one counted from.
        "clocks": [] if command.accepted else owed_clocks(after, context),
        **stage,
    }
    return [fact(state, "case.route_answered", body, context)]
