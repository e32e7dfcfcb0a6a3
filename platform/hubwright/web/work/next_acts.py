"""What may be done on a case, and what must happen next, by when, by whom."""

from __future__ import annotations

from flask import url_for

from hubwright.domain.cases.state import Alarm
from hubwright.domain.definitions.workflow import Stage
from hubwright.web.components import Button, NextAct
from hubwright.web.language import gettext, mark, ngettext, say
from hubwright.web.times import short_instant
from hubwright.web.work.clocks_shown import alarm_about, face
from hubwright.web.work.deed import GROUPS, Deed
from hubwright.web.work.deeds import DEEDS
from hubwright.web.work.look import Look
from hubwright.web.work.owner_shown import owner
from hubwright.web.work.topics import TOPICS


def alarms(seen: Look) -> list[tuple[str, str, str]]:
    """Alarms that nobody has taken on: id, what it is about, since when it is raised and who was told so far."""
    return [
        (alarm.id, alarm_about(seen, alarm), told_so_far(seen, alarm))
        for alarm in seen.case.alarms.values()
        if alarm.acknowledged is None
    ]


def told_so_far(seen: Look, alarm: Alarm) -> str:
    """Since when an alarm is raised, and how far up its ladder it has climbed."""
    raised = gettext("Raised %(at)s.", at=short_instant(alarm.raised))
    rungs = len(seen.hub.find("ladders", alarm.ladder).rungs)
    if not alarm.told:
        return f"{raised} {gettext('Nobody has been told yet.')}"
    if alarm.told < rungs:
        climbed = gettext("Told to %(told)s of %(rungs)s on the ladder so far.", told=alarm.told, rungs=rungs)
        return f"{raised} {climbed}"
    again = alarm.told - rungs
    if not again:
        return f"{raised} {gettext('Told to everybody on the ladder; the last of them is told again and again.')}"
    times = ngettext("The last of them once more.", "The last of them %(number)s times more.", again)
    return f"{raised} {gettext('Told to everybody on the ladder.')} {times}"


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


def acts(seen: Look) -> list[tuple[str, list[Button]]]:
    """What this reader may do now, in groups: heading and buttons."""
    offered = {id: deed for id, deed in DEEDS.items() if seen.may(deed.permission) and deed.offered(seen)}
    groups = []
    for group, heading in GROUPS.items():
        buttons = [_button(seen, id, deed) for id, deed in offered.items() if deed.group == group]
        if buttons:
            groups.append((say(heading), buttons))
    return groups


def _button(seen: Look, id: str, deed: Deed) -> Button:
    weight = "govuk-button--warning" if deed.urgent else "govuk-button--secondary"
    return Button(text=say(deed.title), href=_act(seen, id), classes=weight)


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
    who = str(owner(seen.visit, case.owner_name))
    first = (topic.next(seen) for topic in TOPICS if topic.next)
    deed, words = next((act for act in first if act), None) or (_next(seen) if not case.settled else ("", ""))
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
