"""The process that tries one draft out: JSON in, lines of JSON out, each how far it is, the last one the answer.

Started by `insight.apart`, with its limits as arguments.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hubwright.calendars import bank_holidays, calendars_of
from hubwright.cli.forecasting import plan_of
from hubwright.documents.limits import keep_within
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.drafting import Published
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.forecast.asking import forecast
from hubwright.domain.rehearsal.forecast.assuming import assumptions_of
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions
from hubwright.domain.rehearsal.forecast.trying import tried, without_people
from hubwright.insight.apart import TOO_BIG
from hubwright.insight.chance import chances_of
from hubwright.insight.rehearsal_text import as_json
from hubwright.loading.drafting import Drawn, drawn
from hubwright.loading.rehearsing import told

_BACK, _AHEAD = timedelta(days=400), timedelta(days=1100)
_NOT_DRAWN: Mapping[str, Any] = {"failed": "not_drawn"}


def main() -> int:
    """Try what comes in; how it ended, as `insight.apart` has it."""
    seconds, megabytes = map(int, sys.argv[1:3])
    keep_within(seconds=seconds, megabytes=megabytes)
    try:
        asked = json.load(sys.stdin.buffer)
        _say(answered(asked, lambda done, steps: _say({"done": done, "steps": steps})))
    except MemoryError:
        return TOO_BIG
    return 0


def answered(asked: Mapping[str, Any], tell: Any) -> Mapping[str, Any]:
    """The answer, or a code of `TrialFailed` under "failed".

    Args:
        asked: as `actions.trials.composed` has it.
        tell: hears how many steps of how many are done.
    """
    known: Published = {
        kind: {(one["id"], one["version"]): one for one in those} for kind, those in asked["published"].items()
    }
    found = drawn(asked["tree"], asked["base"], published=known, facts=asked["facts"])
    if found.hub is None or found.problems:
        return _NOT_DRAWN
    return _rehearsed(found, tell) if asked["kind"] == "rehearsal" else _forecast(found, found.hub, asked, tell)


def _rehearsed(found: Drawn, tell: Any) -> Mapping[str, Any]:
    steps, reports = len(found.scenarios), []
    tell(0, steps)
    for number, report in enumerate(told(found, _calendars), start=1):
        reports.append(report)
        tell(number, steps)
    return {"answer": as_json(reports)}


def _calendars(hub: Hub, closures: Mapping[date, str], around: date) -> Mapping[str, Calendar]:
    return calendars_of(hub, bank_holidays, closures, around - _BACK, around + _AHEAD)


def _forecast(found: Drawn, hub: Hub, asked: Mapping[str, Any], tell: Any) -> Mapping[str, Any]:
    wanted = asked["wanted"]
    plan = plan_of(
        hub,
        _assumed(wanted, hub),
        per_month=wanted["per_month"],
        months=wanted["months"],
        begins=date.fromisoformat(wanted["begins"]) if wanted["begins"] else None,
        now=datetime.fromisoformat(asked["now"]),
        planned=wanted["staffing"] == "plan",
    )
    if without_people(hub, plan):
        return {"failed": "no_people"}
    changes = [change for one in wanted["tries"] if (change := tried(one, plan)[0]) is not None]
    steps, done = wanted["runs"] * (1 + len(changes)), 0
    tell(0, steps)

    def one_more(_what: str, _number: int) -> None:
        nonlocal done
        done += 1
        tell(done, steps)

    answer = forecast(
        plan,
        changes,
        runs=wanted["runs"],
        chances=chances_of(wanted["seed"]),
        document=found.documents["hub"],
        given=wanted["sources"],
        tell=one_more,
    )
    return {"answer": {"seed": wanted["seed"], **answer}}


def _assumed(wanted: Mapping[str, Any], hub: Hub) -> Assumptions:
    """What is known from a history, over what is assumed anyway; and what whoever asks assumes, over both."""
    lists = ("hours", "weekdays", "months")
    seen: dict[str, Any] = {name: tuple(one) if name in lists else one for name, one in wanted["seen"].items()}
    said, _ = assumptions_of(wanted["assume"], hub, "")
    own = {name: getattr(said, name) for name in wanted["assume"]}
    return replace(Assumptions(), **{**seen, **own})


def _say(said: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
