"""Days that have run out or do so soon, and agreements to look at again, among what the check of a draft found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hubwright.domain.definitions.edits import Path
from hubwright.domain.hubs import HubState
from hubwright.domain.hubs.agreements import EXPIRED, due
from hubwright.domain.hubs.running_out import CONTRACT, GIVES, TELLING, VETTING, RunsOut, running_out
from hubwright.loading.drafting import Drawn, Finding
from hubwright.web.times import day

_SAID = {
    VETTING: ("The vetting of {whose} {ends} on {day}.", "Have it renewed, and write the new day."),
    CONTRACT: ("The contract of {whose} {ends} on {day}.", "Agree on the next one, and write its last day."),
    GIVES: ('What an agency gives, "{whose}", {ends} on {day}.', "Agree on what comes after, and write it down."),
    TELLING: (
        'What "{whose}" were told of the hub {ends} on {day}.',
        "Tell them again, and write when, and when next.",
    ),
}


def with_days(found: Drawn, state: HubState, today: date) -> Drawn:
    """What was found in a draft, with the days that are near or past; none of them stands in the way of publishing.

    Args:
        found: of the draft.
        state: the hub's own stream, replayed.
        today: in London.
    """
    if found.hub is None:
        return found
    near = [_finding(one) for one in running_out(found.hub.local, state, today) if one.path]
    for agreement, how in due(found.hub.agreements, state, today):
        if how.review is not None:
            past = how.state == EXPIRED
            what = (
                f'The agreement "{agreement.name.en}" {"was" if past else "is"} to be looked at by {day(how.review)}.'
            )
            path: Path = ("agreements", agreement.id)
            near.append(
                Finding(path, False, what, "Look at it with those who signed, and write that down.", "day-near")
            )
    return replace(found, findings=(*found.findings, *near)) if near else found


def _finding(one: RunsOut) -> Finding:
    what, do = _SAID[one.what]
    ends = "ran out" if one.over else "runs out"
    return Finding(one.path, False, what.format(whose=one.whose.en, ends=ends, day=day(one.until)), do, "day-near")
