"""A task out of the daily briefing, given to any agency (S:1840-1842): taken, done, or handed back with why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from hubwright.api import (
    BEGINS,
    Ask,
    Asked,
    CaseView,
    Fact,
    Made,
    Notice,
    Options,
    Part,
    RecordView,
    Step,
    Tell,
    asking,
    showing,
)

from hubwright_embedded_unit import moments
from hubwright_embedded_unit.options import hours

KIND, MAY, GIVES = "allocation", "embedded_unit.allocations", "embedded_unit.allocate"
GIVEN, TAKEN, DONE, HANDED_BACK = "given", "taken", "done", "handed_back"
WAITS = (GIVEN, TAKEN)
NOW: Mapping[str, str] = {
    GIVEN: "Given; nobody has taken it yet",
    TAKEN: "Taken",
    DONE: "Done",
    HANDED_BACK: "Handed back; nobody has it",
}

AGENCY = Ask("agency", "choice", "Which agency does it?", "It is told that there is something to look at.",
             "Say which agency.", "Given to", choices=asking.agencies)  # fmt: skip
DUE = (
    Ask("due-day", "date", "By which day?", "Left empty, the hours that the hub gives."),
    Ask("due-time", "short_text", "By what time?", "By the 24-hour clock, such as 15:30. Left empty, that day."),
)
GIVE = (
    Ask("task", "long_text", "What is to be done?", needed="Write down what is to be done.", shown="To do"),
    Ask("people", "choices", "About whom is it?", needed="Say about whom it is.", shown="About",
        choices=asking.people),
    AGENCY,
    *DUE,
)  # fmt: skip
TAKE = (Ask("taken-by", "short_text", "Who takes it on?", needed="Say who does.", shown="Taken by"),)
FINISH = (Ask("result", "long_text", "What was done, and what came of it?", needed="Write down what was done.",
              shown="What was done"),)  # fmt: skip
BACK = (Ask("reason", "long_text", "Why is it handed back?", needed="Write down why.", shown="Why handed back"),)
ASKS = (*GIVE, *TAKE, *FINISH, *BACK)
SCHEMA = asking.schema(
    ASKS,
    ("case", "status", "about", "task", "agency", "due"),
    case=asking.text(60),
    status={"type": "string", "enum": list(NOW)},
    about=asking.listed(most=asking.MOST),
    due=asking.text(40),
)


def _given(asked: Asked, options: Options, body: Mapping[str, Any]) -> Made:
    due, wrong = moments.due(body["due_day"], body["due_time"], asked.now, hours(options))
    about = {"about": body["people"]} if "people" in body else {}
    return Made({**body, **about, "due": due.isoformat(), "taken_by": ""}, wrong, (Tell(agency=body["agency"]),))


def _back(_asked: Asked, options: Options, body: Mapping[str, Any]) -> Made:
    return Made(body, tells=tuple(Tell(role=one) for one in options.get("told", ())))


STEPS = (
    Step("allocate", "Give a task to an agency", KIND, GIVES, "given", BEGINS, GIVEN, GIVE, more=_given),
    Step("take", "Take it on", KIND, MAY, "taken", (GIVEN,), TAKEN, TAKE),
    Step("finish", "Record that it is done", KIND, MAY, "done", WAITS, DONE, FINISH),
    Step("hand_back", "Hand it back", KIND, MAY, "handed_back", WAITS, HANDED_BACK, BACK, more=_back),
    Step("give_again", "Give it to an agency again", KIND, GIVES, "given_again", (HANDED_BACK,), GIVEN,
         (AGENCY, *DUE), more=_given),
)  # fmt: skip


def late(record: RecordView, now: datetime) -> bool:
    """Whether it should be done by now and is not."""
    return record.state["status"] in WAITS and datetime.fromisoformat(record.state["due"]) < now


def shown(record: RecordView, case: CaseView, options: Options) -> Iterator[Part]:
    """A task, that it is late, and what can be done next."""
    state = record.state
    due = showing.moment(state["due"])
    if late(record, case.now):
        yield Notice(f"This was to be done by {due}.", "warning")
    elif state["status"] in WAITS:
        yield Fact("To be done by", due)
    yield Fact("Now", NOW[state["status"]])
    yield from showing.facts(ASKS, state, case, options)
