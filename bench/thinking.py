"""The pure core: clocks, rules and the judge of answers, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

from hubwright.calendars import bank_holidays, calendars_of, days_around
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.answers.judge import check
from hubwright.domain.clocks import due
from hubwright.domain.definitions.hub import ClockRule
from hubwright.domain.rules import DATE, WHOLE, YES_NO, Rule, Type, choice, evaluate, parse
from hubwright.domain.texts import Text
from hubwright.testing.hubs import a_hub

from bench.figures import Section, spread
from bench.place import forty_question_form
from bench.questions import Asked, forty, typed_answer
from bench.timing import alone

# A Thursday late in December: Christmas, a weekend and the New Year lie ahead.
START = datetime(2026, 12, 24, 16, 20, tzinfo=UTC)
TODAY = date(2026, 11, 22)
_OFTEN = 50


def answers() -> dict[str, dict[str, object]]:
    """The forty answers as documents."""
    return {one.id: {"state": "answered", "value": _value(one)} for one in forty()}


def _value(asked: Asked) -> object:
    typed = typed_answer(asked)
    if asked.kind == "list":
        return {"id": typed}
    if asked.kind == "date":
        return dict(zip(("day", "month", "year"), map(int, typed), strict=True))
    return typed


def measure(*, rounds: int) -> Section:
    """The section."""
    section = Section(
        "The pure core",
        f"Each done {_OFTEN} times in a turn; the time is of one. Clocks start on Christmas Eve at 16:20.",
        ("what", "median", "95th percentile"),
    )
    first, last = days_around(START)
    calendar = calendars_of(a_hub(), bank_holidays, {}, first, last)["office"]
    for amount, unit in ((4, "elapsed_hour"), (20, "working_hour"), (10, "working_day"), (28, "calendar_day")):
        rule = ClockRule("bench", Text("Bench"), amount, unit, "office", starts="received")
        times = alone(partial(due, rule, START, calendar), rounds, inner=_OFTEN)
        section.add(f"due: {amount} {unit.replace('_', ' ')}s", *spread(times))
    written, known, scope = _four_clauses()
    section.add(
        "rule of four clauses",
        *spread(alone(lambda: evaluate(written, known, scope=scope, today=TODAY), rounds, inner=_OFTEN)),
    )
    form, given = forty_question_form(), answers()
    judged = check(form, given, TODAY)
    if judged.malformed or judged.missing:
        raise AssertionError("The answers of the bench are not as they should be.")
    for name, said in (("judge of forty answers", given), ("judge of forty questions without an answer", {})):
        times = alone(partial(check, form, said, TODAY), rounds, inner=_OFTEN)
        section.add(name, *spread(times))
    return section


def _four_clauses() -> tuple[Rule, dict[str, Answer], dict[str, Type]]:
    """A rule as one is written: hurt, under eighteen, one of three places, and seen more than once."""
    rule = parse(
        {
            "all": [
                {"is": [{"answer": ["hurt"]}, "yes"]},
                {"less than": [{"age in years": [{"answer": ["born"]}]}, 18]},
                {"one of": [{"answer": ["where"]}, ["home", "school", "street"]]},
                {"more than": [{"answer": ["times"]}, 1]},
            ]
        },
        file="bench",
        pointer="",
    )
    if not isinstance(rule, Rule):
        raise TypeError(f"The rule of the bench cannot be read: {rule}")
    known = {
        "hurt": Answer(State.ANSWERED, "yes"),
        "born": Answer(State.ANSWERED, {"day": 14, "month": 3, "year": 2019}),
        "where": Answer(State.ANSWERED, "school"),
        "times": Answer(State.ANSWERED, 2),
    }
    scope: dict[str, Type] = {
        "hurt": YES_NO, "born": DATE, "times": WHOLE, "where": choice(("home", "school", "street", "away")),
    }  # fmt: skip
    if evaluate(rule, known, scope=scope, today=TODAY) is not True:
        raise AssertionError("The rule of the bench should hold.")
    return rule, known, scope
