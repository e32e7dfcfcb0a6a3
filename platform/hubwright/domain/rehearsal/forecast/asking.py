"""One question to the forecast, answered whole: the plan, what else is tried, and what it all rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from hubwright.domain.rehearsal.forecast.answering import Document, answer, difference, runs_of
from hubwright.domain.rehearsal.forecast.chance import Chances
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.resting import resting_on
from hubwright.domain.rehearsal.forecast.trying import Change


def forecast(
    plan: Plan,
    changes: Sequence[Change],
    *,
    runs: int,
    chances: Chances,
    document: Mapping[str, Any] | None = None,
    given: Mapping[str, str] | None = None,
    unused: Collection[str] = (),
    tell: Callable[[str, int], None] = lambda what, number: None,
) -> Document:
    """The answer as plain JSON; the same plan and chances give the same answer.

    Args:
        plan: what is asked.
        changes: what else is tried, each against the plan, with the same contacts.
        runs: how often everything is repeated.
        chances: streams by name.
        document: the hub document, for the lines of the report in it.
        given: assumptions that somebody gave, to where they come from.
        unused: columns of a history that were not read.
        tell: hears what is tried ("" for the plan itself) and the number of a run that is over.
    """
    counted = runs_of(plan, chances, runs, lambda number: tell("", number))
    tried = []
    for change in changes:
        other = runs_of(change.plan, chances, runs, lambda number, asked=change.asked: tell(asked, number))  # type: ignore[misc]
        tried.append(
            {
                "asked": change.asked,
                "says": change.says,
                "changes": difference(counted, other, plan),
                **answer(change.plan, other),
            }
        )
    return {
        "hub": plan.hub.id,
        "name": plan.hub.name.en,
        "begins": plan.start.date().isoformat(),
        "ends": plan.end.date().isoformat(),
        "months": plan.months,
        "contacts_per_month": plan.per_month,
        "staffing": "plan" if plan.planned else "today",
        "runs": runs,
        "rests_on": [
            {"what": one.what, "value": one.value, "source": one.source}
            for one in resting_on(plan, document or {}, given or {}, unused)
        ],
        **answer(plan, counted),
        "what_if": tried,
    }
