"""What comes back: the meeting's day, whether a plan exists, and what this hub is to do.

There is a question for each of these and for nothing else: what was said at the meeting stays there (S:647-651).
"""

from __future__ import annotations

from typing import Any

from hubwright.api import Asked, CaseView, Decided, Happened, NotYet, RecordView, Tell

from hubwright_marac_links import asking, days, options, referral
from hubwright_marac_links.options import Options

ROWS = 5
_AGAIN = "Look at the case again."


def asks_listed(case: CaseView, chosen: Options) -> tuple[asking.Question, ...]:
    """For when it is listed, and whom the forum asked meanwhile."""
    return asking.drawn(
        (
            asking.day("meeting", "On which day does it meet?"),
            asking.some_of(
                "waits-for",
                f"For which agencies does the {options.forum(chosen)} wait?",
                case.agencies,
                "So that nobody is asked twice for the same.",
            ),
        )
    )


def asks_heard(case: CaseView) -> tuple[asking.Question, ...]:
    """What came of it."""
    plan = (
        asking.day("heard-on", "On which day was it heard?"),
        asking.one_of("plan", "Does a plan exist?", asking.YES_NO, "That it exists, not what it says."),
        asking.day("plan-on", "If it does: since when?"),
    )
    return (*plan, *asks_actions(case))


def asks_actions(case: CaseView) -> tuple[asking.Question, ...]:
    """What this hub is to do: as many actions as a page holds without scripts."""
    return asking.drawn(
        one
        for at in range(1, ROWS + 1)
        for one in (
            asking.text(f"what{at}", f"Action {at} for this hub: what is done?", "What is to be done, and no more."),
            asking.one_of(f"agency{at}", f"Action {at}: by which agency?", case.agencies),
            asking.day(f"due{at}", f"Action {at}: by when?"),
        )
    )


def asks_done(record: RecordView | None) -> tuple[asking.Question, ...]:
    """Which action, and when."""
    still = _numbered(record)
    return asking.drawn(
        (asking.one_of("action", "Which action is done?", still), asking.day("done-on", "When was it done?"))
    )


def listed(asked: Asked) -> Decided | NotYet:
    """It is on an agenda, or on another one."""
    if _status(asked) not in (referral.REFERRED, referral.LISTED):
        return NotYet("This stands otherwise by now.", _AGAIN)
    meeting, today = asking.iso(asked, "meeting"), days.today(asked.now).isoformat()
    if not meeting or meeting < today:
        return NotYet("The meeting has no day.", "Give it.", {"meeting": "Give the day, today or later."})
    waits = asking.ticked(asked, "waits-for", asked.case.agencies)
    return Decided((Happened("listed", {"meeting": meeting, "waits_for": waits}),))


def heard(asked: Asked, chosen: Options) -> Decided | NotYet:
    """It was heard: whether a plan exists, and the hub's actions. The flag stands from that day."""
    if _status(asked) not in (referral.REFERRED, referral.LISTED) or asked.record is None:
        return NotYet("This stands otherwise by now.", _AGAIN)
    at, today = days.given(asked.value("heard-on")), days.today(asked.now)
    plan = asking.picked(asked, "plan", asking.YES_NO)
    actions, wrong = _actions(asked)
    if at is None or not asked.record.state["referred_on"] <= at.isoformat() <= today.isoformat():
        wrong["heard-on"] = "Give the day: not before it was referred, and not ahead."
    if not plan:
        wrong["plan"] = "Say whether a plan exists, or that you do not know."
    if plan == "yes" and not asking.iso(asked, "plan-on"):
        wrong["plan-on"] = "Say since when the plan exists."
    if wrong or at is None:
        return NotYet("This is not complete.", "Fill in what is marked; everything else is kept.", wrong)
    body = {
        "heard_on": at.isoformat(),
        "plan": plan,
        "plan_on": asking.iso(asked, "plan-on") if plan == "yes" else "",
        "flag_until": referral.flag_until(at, options.months(chosen)).isoformat(),
        "actions": actions,
        "waits_for": [],
    }
    return Decided((Happened("heard", body),), _tells(actions))


def add_actions(asked: Asked) -> Decided | NotYet:
    """More that this hub is to do."""
    if _status(asked) != referral.HEARD or asked.record is None:
        return NotYet("Actions come back once it was heard.", _AGAIN)
    actions, wrong = _actions(asked)
    if not actions and not wrong:
        wrong["what1"] = "Say what is to be done."
    if len(asked.record.state.get("actions", ())) + len(actions) > referral.MOST_ACTIONS:
        wrong["what1"] = f"A referral has at most {referral.MOST_ACTIONS} actions here."
    if wrong:
        return NotYet("This is not complete.", "Fill in what is marked; everything else is kept.", wrong)
    return Decided((Happened("actions_added", {"actions": actions}),), _tells(actions))


def action_done(asked: Asked) -> Decided | NotYet:
    """One of the hub's actions is done. Nothing is closed by that."""
    if _status(asked) != referral.HEARD:
        return NotYet("No action of this referral is open.", _AGAIN)
    chosen, done = asking.picked(asked, "action", _numbered(asked.record)), asking.iso(asked, "done-on")
    wrong = {} if chosen else {"action": "Say which action."}
    if not done or done > days.today(asked.now).isoformat():
        wrong["done-on"] = "Give the day, which does not lie ahead."
    if wrong:
        return NotYet("This is not complete.", "Fill in what is marked.", wrong)
    return Decided((Happened("action_done", {"number": int(chosen[1:]) - 1, "done": done}),))


def close(asked: Asked) -> Decided | NotYet:
    """A person says that the hub has nothing left to do. The flag goes on standing."""
    if _status(asked) != referral.HEARD or asked.record is None:
        return NotYet("This stands otherwise by now.", _AGAIN)
    still = referral.open_actions(asked.record.state)
    if still:
        return NotYet(f"{len(still)} of the hub's actions are not done.", "Record first that they were.")
    return Decided((Happened("closed", {"closed_on": days.today(asked.now).isoformat()}),))


def _status(asked: Asked) -> str:
    return str(asked.record.state["status"]) if asked.record else ""


def _numbered(record: RecordView | None) -> dict[str, str]:
    return {f"a{at + 1}": str(one["what"]) for at, one in referral.open_actions(record.state if record else {})}


def _actions(asked: Asked) -> tuple[list[dict[str, Any]], dict[str, str]]:
    found: list[dict[str, Any]] = []
    wrong: dict[str, str] = {}
    for at in range(1, ROWS + 1):
        what, due = asked.words(f"what{at}"), asking.iso(asked, f"due{at}")
        agency = asking.picked(asked, f"agency{at}", asked.case.agencies)
        if not (what or due or agency):
            continue
        needed = ((f"what{at}", what, "Say what is done."), (f"agency{at}", agency, "Say who does it."),
                  (f"due{at}", due, "Say by when."))  # fmt: skip
        wrong |= {id: message for id, said, message in needed if not said}
        found.append({"what": what, "agency": agency, "due": due, "done": ""})
    return found, wrong


def _tells(actions: list[dict[str, Any]]) -> tuple[Tell, ...]:
    return tuple(Tell(agency=one) for one in dict.fromkeys(action["agency"] for action in actions))
