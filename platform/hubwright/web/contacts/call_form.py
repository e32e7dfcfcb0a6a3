"""The questions of the telephone's screen, in an order that a call may take, and the contact that its answers make.

Nothing has to be filled in. What cannot be read as a date or a time comes back as it was typed; no word is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from hubwright.domain.cases.commands import Receive, Subject
from hubwright.domain.cases.taking import address_said, day_said
from hubwright.domain.clocks.london import local, on
from hubwright.domain.definitions.hub import Door
from hubwright.domain.errors import Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.visit import Visit
from hubwright.web.work.asked import Values, Wrong, any_of, line, one_of, words
from hubwright.web.work.contacts_shown import MAY_SAY

# More people are added on the case; a call rarely names more before it is kept.
PEOPLE = (1, 2, 3, 4)
DANGER = {"yes": mark("Yes"), "no": mark("No"), "not_known": mark("The caller does not know")}
_CLOCK = re.compile(r"([0-2]?[0-9])[:.]?([0-5][0-9])")
_BAD_DAY = mark("Write a date such as 27 3 2015, or a year; or leave it open and write what was said below.")
_BAD_TIME = mark("Write a time such as 14:20, and a date such as 27 3 2026 if it was not today.")


def first_questions(doors: list[Door], values: Values, wrong: Wrong) -> list[Field]:
    """What kind of call it is, whether somebody is in danger, and what was said."""
    kinds = [Choice(value=one.id, text=text(one.name), hint=text(one.hint)) for one in doors]
    which = [one_of("door", say("What is the call about?"), kinds, values, wrong, chosen=doors[0].id)]
    danger = [Choice(value=id, text=say(said)) for id, said in DANGER.items()]
    return [
        *(which if len(doors) > 1 else []),
        one_of("danger", say("Is anybody in danger now?"), danger, values, wrong),
        words("what", say("What was said?"), values, wrong, rows=8, hint=say("In the caller's own words.")),
        words("view", say("What does the caller fear may happen?"), values, wrong, rows=3),
    ]


def person_questions(number: int, values: Values, wrong: Wrong) -> list[Field]:
    """One person whom the call is about."""
    own = f"p{number}-"
    return [
        line(f"{own}name", say("Name"), values, wrong),
        line(
            f"{own}born", say("Date of birth, age or expected date"), values, wrong, hint=say("As far as it is known.")
        ),
        any_of(f"{own}unborn", "", [Choice(value="yes", text=say("Not yet born"))], values, wrong),
        line(f"{own}role", say("Who are they in this?"), values, wrong),
        words(f"{own}address", say("Where do they live, or where are they now?"), values, wrong, rows=3),
        any_of(
            f"{own}protected",
            "",
            [Choice(value="yes", text=say("Nobody else may learn this address"))],
            values,
            wrong,
        ),
    ]


def caller_questions(values: Values, wrong: Wrong) -> list[Field]:
    """Who called, how to ring them back, and whether that may be said."""
    may_say = [Choice(value=id, text=say(said)) for id, said in MAY_SAY.items()]
    return [
        line("name", say("Who is calling?"), values, wrong, hint=say("They need not say.")),
        line("role", say("Who are they to the child or adult, or what is their post?"), values, wrong),
        line("organisation", say("Organisation"), values, wrong),
        line("telephone", say("Number to ring back"), values, wrong),
        any_of("unsafe", "", [Choice(value="yes", text=say("It is not safe to ring this number"))], values, wrong),
        line("email", say("E-mail address"), values, wrong),
        one_of("may_say", say("May we say who called?"), may_say, values, wrong),
        words("other", say("When is it safe to ring, and anything else"), values, wrong, rows=3),
    ]


def time_questions(values: Values, wrong: Wrong) -> list[Field]:
    """When the call was, where it is entered afterwards; and whether the caller will write."""
    return [
        line("at", say("Time of the call"), values, wrong, hint=say("Only if it was not just now. For example 14:20.")),
        line(
            "on", say("Date of the call"), values, wrong, hint=say("Only if it was not today. For example 27 3 2026.")
        ),
        any_of(
            "written",
            "",
            [
                Choice(
                    value="yes",
                    text=say("The caller will fill in the form later"),
                    hint=say(
                        "You get a code to read out. What they write joins this call: one contact, its clock from now."
                    ),
                )
            ],
            values,
            wrong,
        ),
    ]


def command_of(form: Values, visit: Visit, door: Door) -> Receive:
    """The contact that was typed.

    Raises:
        Refusal: nothing was typed at all, or a date or time cannot be read.
    """
    wrong = dict(_bad_days(form, visit))
    received = _when(form, visit, wrong)
    if wrong:
        raise Refusal(
            why="A date or a time could not be read.",
            do="Mend it, or leave it open.",
            code="bad_date",
            fields=tuple(wrong.items()),
        )
    if not any(form.get(name, "").strip() for name in form if name not in ("csrf_token", "deed", "door", "written")):
        raise Refusal(
            why="Nothing was written down yet.",
            do="Write at least what was said, or whom to ring back.",
            code="nothing",
            fields=(("what", "Write at least what was said, or whom to ring back."),),
        )
    late = (visit.now - received).total_seconds() > 60
    return Receive(
        door=door.id,
        answers={},
        subjects=tuple(one for number in PEOPLE if (one := _subject(form, number, visit)) is not None),
        referrer=_referrer(form),
        what=form.get("what", "").strip(),
        view_of_risk=form.get("view", "").strip(),
        danger=form.get("danger") == "yes",
        received=received,
        happened=received if late else None,
        call={
            "taken_by": visit.actor.name,
            "may_say": form.get("may_say", "") if form.get("may_say") in MAY_SAY else "",
            "other": form.get("other", "").strip(),
            "danger": form.get("danger", "") if form.get("danger") in DANGER else "",
        },
    )


def _bad_days(form: Values, visit: Visit) -> list[tuple[str, str]]:
    return [
        (f"p{number}-born", _BAD_DAY)
        for number in PEOPLE
        if (typed := form.get(f"p{number}-born", "").strip()) and _born(typed, visit.now.year) is None
    ]


def _when(form: Values, visit: Visit, wrong: dict[str, str]) -> datetime:
    """When the call was; now where nothing else is said."""
    clock, day = form.get("at", "").strip(), form.get("on", "").strip()
    if not clock and not day:
        return visit.now
    parts = day_said(day) if day else None
    if day and (parts is None or len(parts) < 3):
        wrong["on"] = _BAD_TIME
    match = _CLOCK.fullmatch(clock)
    if not match or int(match.group(1)) > 23:
        wrong["at"] = _BAD_TIME
    if "on" in wrong or "at" in wrong or match is None:
        return visit.now
    wall = time(int(match.group(1)), int(match.group(2)))
    at = on(date(parts["year"], parts["month"], parts["day"]) if parts else local(visit.now).date(), wall)
    if at > visit.now:
        wrong["at"] = mark("This time is still to come.")
    return at


def _born(typed: str, year: int) -> dict[str, Any] | None:
    """A date of birth, or a year of birth from an age."""
    if typed.isdecimal() and len(typed) < 4:
        return {"year": year - int(typed), "estimated": True} if int(typed) <= 120 else None
    return day_said(typed)


def _subject(form: Values, number: int, visit: Visit) -> Subject | None:
    own = f"p{number}-"
    typed: Mapping[str, str] = {
        part: form.get(f"{own}{part}", "").strip()
        for part in ("name", "born", "role", "address", "unborn", "protected")
    }
    if not any(typed.values()):
        return None
    day = _born(typed["born"], local(visit.now).year) if typed["born"] else None
    unborn = typed["unborn"] == "yes"
    address = address_said(typed["address"]) if typed["address"] else None
    if address is not None and typed["protected"] == "yes":
        address["protected"] = True
    return Subject(
        id="",
        name=typed["name"],
        born=None if unborn else day,
        unborn=unborn,
        expected=day if unborn else None,
        address=address,
        role=typed["role"],
    )


def _referrer(form: Values) -> dict[str, str]:
    parts = {name: form.get(name, "").strip() for name in ("name", "organisation", "role", "email", "telephone")}
    referrer = {name: typed for name, typed in parts.items() if typed}
    if form.get("unsafe") == "yes" and "telephone" in referrer:
        referrer["telephone_safe"] = "no"
    return referrer


def person_heading(number: int) -> str:
    """What the questions about one person stand under."""
    return gettext("Person %(number)s", number=number)
