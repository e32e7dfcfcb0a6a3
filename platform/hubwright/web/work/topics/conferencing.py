"""Conferences that are owed for somebody, and those that were held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hubwright.domain.cases.topics.conferencing import Conference, HoldConference, conferences_of
from hubwright.domain.errors import Refusal
from hubwright.web.components import DateInput, Field, Legend
from hubwright.web.language import mark, plain, say
from hubwright.web.times import day, short_instant
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import Values, Wrong, listed, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import NARROW, Cards, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _owed(seen: Look) -> list[Conference]:
    return [one for one in conferences_of(seen.case).values() if not one.settled]


def _who(one: Conference, seen: Look) -> str:
    person = seen.case.subjects.get(one.subject)
    return str(name_of(person, seen)) if person is not None else ""


def _panel(seen: Look) -> Cards | None:
    cards = []
    for one in conferences_of(seen.case).values():
        rows = [
            (say("Due"), plain(short_instant(one.due))),
            (say("Counted from"), one.meeting),
            (say("Held"), _held(one)),
            (say("What came of it"), one.words),
            (say("Said by"), one.by),
        ]
        may = not one.settled and seen.may("case.note", one.pathway)
        ways = [way(seen, "hold-conference", say("Say that it was held"), about=f"{one.subject}-{one.pathway}")]
        cards.append(card(_who(one, seen), rows, *(ways if may else [])))
    return Cards(tuple(cards)) if cards else None


def _held(one: Conference) -> str:
    if not one.settled:
        return plain(say("Not yet"))
    return plain(day(one.held)) if one.held else plain(say("It is not held"))


def _asking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    options = [(f"{one.subject}-{one.pathway}", _who(one, seen)) for one in _owed(seen)]
    return [
        listed("about", say("For whom?"), options, values, wrong),
        DateInput.of(
            "held",
            Legend(say("On which day was it held?"), "govuk-fieldset__legend--s"),
            {part: values.get(f"held-{part}", "") for part in ("day", "month", "year")},
            hint=say("Leave open where it is not held, and say why."),
            error=say(wrong["held"]) if "held" in wrong else "",
        ),
        words("words", say("What came of it, or why is it not held?"), values, wrong, rows=3),
    ]


def _hold(form: Values, seen: Look) -> HoldConference:
    subject, _, pathway = form.get("about", "").partition("-")
    typed = date_typed(form, "held")
    if typed is not None and not {"year", "month", "day"} <= set(typed):
        raise Refusal(
            why="That is not a whole date.",
            do="Write the day, month and year on which it was held.",
            code="bad_date",
            fields=(("held", "Write the day, month and year on which it was held."),),
        )
    held = date(typed["year"], typed["month"], typed["day"]) if typed is not None else None
    return HoldConference(subject, pathway, held, form.get("words", ""))


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    person = seen.case.subjects.get(body.get("subject", ""))
    said = [str(name_of(person, seen))] if person is not None else []
    if body.get("held"):
        said.append(plain(day(date.fromisoformat(body["held"]))))
    return [", ".join(said)] if said else []


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "hold-conference": Deed(
            mark("Say that a conference was held"),
            mark("Record this"),
            _asking,
            _hold,
            permission="case.note",
            offered=lambda seen: bool(_owed(seen)),
        )
    },
    entries={
        "case.conference_owed": mark("Conference owed"),
        "case.conference_held": mark("Conference"),
    },
    lines={"case.conference_owed": _line, "case.conference_held": _line},
    panels=(Panel("conferences", mark("Conferences"), "who", NARROW, _panel),),
    clocks={"conference_for": mark("conference to be held")},
)
