"""A referral to the forum, and the little that comes back: that a plan exists, its dates, and what the hub is to do.

The hub is kept informed of progress with the forum's plan (S:661-664); what was said there stays there, so a record has
no place for it. A referral is about the victim. The person alleged and the children are named in it and are not those
whom it is about: a reader who does not see the victim on the case gets nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from hubwright.api import Happened, RecordView

from hubwright_marac_links import asking, days

KIND, MAY, COORDINATE = "referral", "marac_links.refer", "marac_links.coordinate"
PROPOSED, REFERRED, LISTED, HEARD = "proposed", "referred", "listed", "heard"
CLOSED, NOT_REFERRED = "closed", "not_referred"
STATUS: Mapping[str, str] = {
    PROPOSED: "Proposed; nobody has referred yet",
    REFERRED: "Referred; not on an agenda yet",
    LISTED: "On an agenda",
    HEARD: "Heard; actions for the hub may be open",
    CLOSED: "Heard; every action for the hub is done",
    NOT_REFERRED: "Not referred",
}
GROUNDS: Mapping[str, str] = {
    "judgement": "Professional judgement; it is always enough",
    "visible": "Visible high risk by the risk tool",
    "escalation": "It happens more often, or is becoming worse",
    "repeat": "A repeat: another referral was made not long ago",
}
AGREES: Mapping[str, str] = {"yes": "Yes", "no": "No", "not-asked": "They were not asked"}
MOST_ACTIONS = 40
_DAY = asking.words(10)
SCHEMA = asking.record(
    ("status",),
    status={"type": "string", "enum": list(STATUS)},
    alleged=asking.ids(),
    alleged_words=asking.words(),
    children=asking.ids(),
    grounds={"type": "array", "items": {"enum": list(GROUNDS)}, "uniqueItems": True},
    reasons=asking.words(asking.LONG),
    aware=asking.among(AGREES),
    agrees=asking.among(AGREES),
    without=asking.words(asking.LONG),
    by=asking.words(),
    proposed_on=_DAY,
    referred_on=_DAY,
    not_referred_on=_DAY,
    why_not=asking.words(asking.LONG),
    earlier=_DAY,
    meeting=_DAY,
    waits_for=asking.ids(),
    heard_on=_DAY,
    plan=asking.among(asking.YES_NO),
    plan_on=_DAY,
    flag_until=_DAY,
    closed_on=_DAY,
    actions={
        "type": "array",
        "maxItems": MOST_ACTIONS,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["what", "agency", "due", "done"],
            "properties": {"what": asking.words(), "agency": asking.words(), "due": _DAY, "done": _DAY},
        },
    },
)
_AFTER: Mapping[str, str] = {
    "proposed": PROPOSED,
    "referred": REFERRED,
    "not_referred": NOT_REFERRED,
    "listed": LISTED,
    "heard": HEARD,
    "closed": CLOSED,
}


def after(state: Mapping[str, Any] | None, entry: Happened) -> Mapping[str, Any]:
    """The referral after an entry; one that is no step of its way leaves it where it stands."""
    before = dict(state or {})
    if entry.type == "action_done":
        actions = [dict(one) for one in before["actions"]]
        actions[entry.body["number"]]["done"] = entry.body["done"]
        return before | {"actions": actions}
    if entry.type == "actions_added":
        return before | {"actions": [*before.get("actions", ()), *entry.body["actions"]]}
    return {**before, **entry.body, "status": _AFTER[entry.type]}


def open_actions(state: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    """What the hub still has to do, each with its number in the record."""
    return [(number, one) for number, one in enumerate(state.get("actions", ())) if not one["done"]]


def flag_until(heard: date, months: int) -> date:
    """The last day on which a victim is flagged: so many months after the hearing, or the last day of a shorter month.

    Args:
        heard: the day of the meeting.
        months: that the hub counts.
    """
    return days.months_on(heard, months)


def flagged(records: Iterable[RecordView], today: date) -> Iterator[tuple[RecordView, date]]:
    """Those whose flag stands today, each with its last day."""
    for one in records:
        until = days.kept(one.state.get("flag_until")) if one.kind == KIND else None
        if until and today <= until:
            yield one, until


def made(one: RecordView) -> date | None:
    """When it was referred; None for a record that never was."""
    return days.kept(one.state.get("referred_on")) if one.kind == KIND else None


def repeat_until(referred: date, months: int) -> date:
    """The last day on which another referral is a repeat.

    Args:
        referred: the day of the last referral.
        months: that the hub counts.
    """
    return days.months_on(referred, months)


def recent(records: Iterable[RecordView], today: date, months: int) -> Iterator[tuple[RecordView, date]]:
    """Those after which a referral of today is a repeat, where it is about the same people; each with its day."""
    for one in records:
        at = made(one)
        if at is not None and at <= today <= repeat_until(at, months):
            yield one, at


def earlier(
    victim: str,
    alleged: Iterable[str],
    beside: Iterable[RecordView],
    elsewhere: Iterable[RecordView],
    today: date,
    months: int,
) -> list[date]:
    """The days of earlier referrals of the same victim and a same person alleged, within so many months before today:
    whatever kind of abuse it is about, a crime or not, and wherever the two stand together.

    Args:
        victim, alleged: ids in this case.
        beside: records of this case.
        elsewhere: of other cases; each says who of theirs is who of ours.
        today: of the new referral.
        months: that the hub counts.
    """
    among = set(alleged)
    ours = [
        at
        for one, at in recent(beside, today, months)
        if one.state["victim"] == victim and among & set(one.state["alleged"])
    ]
    theirs = [
        at
        for one, at in recent(elsewhere, today, months)
        if one.same.get(one.state["victim"]) == victim and among & {one.same.get(id) for id in one.state["alleged"]}
    ]
    return sorted((*ours, *theirs))
