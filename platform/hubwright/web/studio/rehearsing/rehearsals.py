"""Rehearsing the draft: each worked example told, at once where it is short, and what was seen against what was
expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.trials import READY, REHEARSAL, Trial, ask_trial, trial, trials
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.rehearsal.rehearse import FAILED, PASSED, WAITS
from hubwright.insight.rehearsal_text import as_json
from hubwright.loading.rehearsing import told
from hubwright.web.language import mark, say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.rehearsing.waiting import waiting
from hubwright.web.studio.rehearsing.words import Looked, Names, looked
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id

CAME: Mapping[str, str] = {
    PASSED: mark("As expected"),
    FAILED: mark("Not as expected"),
    WAITS: mark("Not told yet"),
}
_SHORT = timedelta(days=45)
_FEW = 120
"""So many days and steps in all are told in less than half a second: nobody is sent to wait for that."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it was told."""

    number: int
    says: str
    at: datetime
    holds: bool
    looks: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What came of one worked example.

    Args:
        came: `PASSED`, `FAILED` or `WAITS`.
        waits_for: what it cannot be told without.
        left: how many steps were not told, because one before them could not be done.
    """

    name: str
    came: str
    waits_for: str
    steps: tuple[Step, ...]
    left: int


def show_all(visit: Visit) -> Response:
    """The button, and what was rehearsed before."""
    found = desk(visit)
    if request.method == "GET":
        return _all(found)
    try:
        id = _ask(found)
    except Refusal as refusal:
        return _all(found, refusal)
    return make_response(redirect(url_for("studio.rehearsal", hub=visit.hub.id, id=id)))


def runs(found: Desk) -> None:
    """Stop where a draft cannot run.

    Raises:
        Refusal: something has to be mended first.
    """
    if found.drawn.hub is None or found.drawn.problems:
        raise Refusal(
            why="The draft cannot run as it stands.",
            do="Mend what stands under Publish as to be mended first; then try it out.",
            code="draft_has_problems",
        )


def _ask(found: Desk) -> str:
    runs(found)
    visit = found.visit
    answer = None
    if _is_short(found):
        answer = as_json(told(found.drawn, visit.house.calendars))
    return ask_trial(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        deed=deed_id(),
        kind=REHEARSAL,
        wanted={},
        answer=answer,
        seen=found.state.head,
    )


def _is_short(found: Desk) -> bool:
    scenarios = list(found.drawn.scenarios.values())
    spans = (_span(one) for one in scenarios)
    return sum(len(one["steps"]) for one in scenarios) <= _FEW and sum(spans, timedelta()) <= _SHORT


def _span(scenario: Mapping[str, Any]) -> timedelta:
    """About how much time passes in a story."""
    at = first = datetime.fromisoformat(scenario["begins"])
    for step in scenario["steps"]:
        if "at" in step:
            at = max(at, datetime.fromisoformat(step["at"]))
        at += timedelta(**step.get("after", {})) + (timedelta(days=5) if "until" in step else timedelta())
    return at - first


def _all(found: Desk, refusal: Refusal | None = None) -> Response:
    visit = found.visit
    before = trials(visit.house, hub=visit.hub.id, kind=REHEARSAL)
    return page(
        found,
        "studio/rehearsing/all.html",
        current="rehearse",
        title=say("Rehearse the draft"),
        refusal=refusal,
        examples=len(found.drawn.scenarios),
        before=[(one, _summary(one), _since(found, one)) for one in before],
    )


def _summary(one: Trial) -> list[tuple[str, int]]:
    if one.state != READY or one.answer is None:
        return []
    counted = Counter(story["came"] for story in one.answer["scenarios"])
    return [(came, counted[came]) for came in CAME if counted[came]]


def _since(found: Desk, one: Trial) -> bool:
    """Whether the draft is another one by now."""
    return one.draft != found.state.number or any(change.number > one.head for change in found.state.changes)


def show(visit: Visit, id: str) -> Response:
    """One rehearsal: how far it is, or what was seen.

    Raises:
        NotFound: there is none.
    """
    found = desk(visit)
    one = trial(visit.house, hub=visit.hub.id, id=id)
    if one is None or one.kind != REHEARSAL:
        raise NotFound("There is no such record.")
    return page(
        found,
        "studio/rehearsing/rehearsal.html",
        current="rehearse",
        title=say("Rehearsal"),
        trial=one,
        waiting=waiting(one, visit.house.now()),
        summary=_summary(one),
        came=CAME,
        stories=_stories(found, one),
        changed=_since(found, one),
    )


def _stories(found: Desk, one: Trial) -> list[Story]:
    """Those that went otherwise first: they are what somebody came for."""
    if one.answer is None:
        return []
    order = list(CAME)
    order.insert(0, order.pop(order.index(FAILED)))
    stories = [_story(found, story) for story in one.answer["scenarios"]]
    return sorted(stories, key=lambda story: order.index(story.came))


def _plainly_done(seen: Mapping[str, Any]) -> bool:
    return bool(seen["what"] == "refused" and seen["expected"] == "done" and seen["holds"])


def _story(found: Desk, story: Mapping[str, Any]) -> Story:
    scenario = found.drawn.scenarios.get(story["id"])
    names = Names(found.tree, scenario)
    hub = found.visit.hub.id
    steps = tuple(
        Step(
            number=step["number"],
            says=step["says"],
            at=datetime.fromisoformat(step["at"]),
            holds=all(seen["holds"] for seen in step["seen"]),
            # That a deed was done goes without saying.
            looks=tuple(looked(seen, names, hub) for seen in step["seen"] if not _plainly_done(seen)),
        )
        for step in story["steps"]
    )
    left = len(scenario["steps"]) - len(steps) if scenario and story["came"] == FAILED else 0
    return Story(story["name"], story["came"], story["waits_for"], steps, max(left, 0))
