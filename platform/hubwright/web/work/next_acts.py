"""What may be done on a case, and what must happen next, by when, by whom."""

from __future__ import annotations

from datetime import datetime

from flask import url_for

from hubwright.domain.definitions.workflow import Stage
from hubwright.web.components import Button, NextAct
from hubwright.web.language import gettext, mark, say
from hubwright.web.work.clocks_shown import face
from hubwright.web.work.look import Look
from hubwright.web.work.words import ALARMS


def alarms(seen: Look) -> list[tuple[str, str, datetime, int]]:
    """Alarms that nobody has taken on: id, why, since when, how many were told."""
    return [
        (alarm.id, say(ALARMS[alarm.why]), alarm.raised, alarm.told)
        for alarm in seen.case.alarms.values()
        if alarm.acknowledged is None
    ]


def raised(seen: Look) -> list[str]:
    """What immediate action skipped and nobody has done since."""
    case = seen.case
    still_open = {
        "rating": not all(map(case.rating, case.pathways)),
        "checks": not case.checks,
        "returns": bool(case.waiting()),
    }
    words = {"rating": mark("rate"), "checks": mark("ask agencies"), "returns": mark("wait for the agencies' answers")}
    skipped = {name for action in case.actions for name in action["skipped"]}
    return [say(words[name]) for name in words if name in skipped and still_open[name]]


def stage(seen: Look) -> Stage:
    """Where the case stands in its workflow."""
    workflow = seen.hub.workflows[seen.case.workflow]
    return next(one for one in workflow.stages if one.id == seen.case.stage)


# Each act a case page offers: deed, words, permission. Protection comes first and is always there.
_ACTS = (
    ("act-now", "Start immediate action", "case.act_now"),
    ("rate", "Rate", "case.rate"),
    ("ask", "Ask agencies", "case.ask"),
    ("decide", "Record the decision", "case.decide"),
    ("answer", "Record what the receiving service said", "case.note"),
    ("tell", "Tell the referrer", "case.tell"),
    ("note", "Write a note", "case.note"),
    ("add-person", "Add a person", "case.note"),
    ("assign", "Give it an owner", "case.assign"),
    ("correct", "Correct the record", "case.correct"),
    ("close", "Close the case", "case.close"),
    ("reopen", "Reopen the case", "case.close"),
)


def acts(seen: Look) -> list[Button]:
    """What this reader may do now."""
    closed = seen.case.closed is not None
    hidden = {"close"} if closed else {"reopen"}
    if not _unanswered(seen):
        hidden.add("answer")
    return [
        Button(
            text=say(words),
            href=_act(seen, deed),
            classes="govuk-button--warning" if deed == "act-now" else "govuk-button--secondary",
        )
        for deed, words, permission in _ACTS
        if seen.may(permission) and deed not in hidden
    ]


def _act(seen: Look, deed: str) -> str:
    return url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=deed)


# The clocks that each act stops or serves: another clock beside it would mislead.
_ENDS = {
    "read": ("first_look",),
    "rate": ("first_look", "decision"),
    "ask": ("decision",),
    "decide": ("decision",),
    "answer": ("accept",),
    "tell": ("acknowledge", "feedback"),
}


def next_act(seen: Look) -> NextAct | None:
    """What must happen next, by when, by whom, and the way to do it."""
    case = seen.case
    who = case.owner_name or gettext("nobody owns this yet")
    deed, words = _next(seen)
    if not deed:
        return None
    due = next((one for one in case.running() if one.id.split(":", 1)[0] in _ENDS.get(deed, ())), None)
    clock = face(due, seen, how=False) if due else None
    return NextAct(what=words, clock=clock, who=who, act=Button(text=words, href=_act(seen, deed)))


def _next(seen: Look) -> tuple[str, str]:
    """The next deed of a case, as far as this reader may do it."""
    case = seen.case
    unrated = any(
        case.rating(pathway) is None and seen.hub.find("pathways", pathway).scale for pathway in case.pathways
    )
    steps = (
        ("read", say("I have read this"), case.unread, "case.rate"),
        ("rate", say("Rate"), unrated, "case.rate"),
        ("ask", say("Ask agencies"), not case.checks and _sends_checks(seen), "case.ask"),
        ("decide", say("Record the decision"), bool(case.undecided()), "case.decide"),
        ("answer", say("Record what the receiving service said"), _unanswered(seen), "case.note"),
        (
            "tell",
            say("Tell the referrer"),
            any(one.can_be_told and not one.told for one in case.contacts.values()),
            "case.tell",
        ),
        ("close", say("Close the case"), case.closed is None, "case.close"),
    )
    return next(((deed, words) for deed, words, open, permission in steps if open and seen.may(permission)), ("", ""))


def _sends_checks(seen: Look) -> bool:
    """Whether the rating that holds sends checks."""
    for pathway in seen.case.pathways:
        rating = seen.case.rating(pathway)
        if rating and any(one.checks for one in seen.hub.find("scales", rating.scale).tiers if one.id == rating.tier):
            return bool(seen.case.undecided(pathway))
    return False


def _unanswered(seen: Look) -> bool:
    return any(id.startswith("accept:") and clock.state == "running" for id, clock in seen.case.clocks.items())
