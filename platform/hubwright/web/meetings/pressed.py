"""What a pressed button of a meeting's page asks to be done, and where on the page a refusal of it is put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import request

from hubwright.domain.errors import Refusal
from hubwright.domain.meetings.agenda import stepped
from hubwright.domain.meetings.commands import (
    AddMatter,
    Arrange,
    Ask,
    Attend,
    Begin,
    Cancel,
    Command,
    Defer,
    Drop,
    End,
    Finish,
    Give,
    Move,
    Rebuild,
    Roll,
    Take,
)
from hubwright.web.components import ErrorLink, ErrorSummary
from hubwright.web.language import mark, say
from hubwright.web.meetings.looking import Meet
from hubwright.web.record.as_of import moment_typed
from hubwright.web.work.asked import Values

# One press each: what the button says, and what it notes.
PRESSES: Mapping[str, tuple[str, str, str]] = {
    "present": ("present", "", mark("Present")),
    "video": ("remote", "video", mark("By video")),
    "telephone": ("remote", "telephone", mark("By telephone")),
    "sent": ("sent", "", mark("Sent information")),
    "apologies": ("apologies", "", mark("Apologies")),
    "no_response": ("no_response", "", mark("No answer")),
}


def command_of(seen: Meet) -> Command:
    """What the pressed button asks to be done.

    Raises:
        Refusal: a time that was typed is none, or no button of ours was pressed.
    """
    form = request.form
    made = _COMMANDS.get(form.get("act", ""))
    if made is None:
        raise Refusal(why="This page had lost its place.", do="Press the button again.", code="no_act")
    return made(form, seen)


def _time(form: Values, name: str) -> datetime | None:
    """A typed time, or None where nothing is typed.

    Raises:
        Refusal: it is none.
    """
    typed = form.get(name, "").strip()
    if not typed:
        return None
    at = moment_typed(typed, whole_minute=False)
    if at is None:
        raise Refusal(
            why="The time is none.",
            do="Write a day and a time that exist.",
            code="time_wrong",
            fields=((name, "Write a day and a time that exist."),),
        )
    return at


def _attend(form: Values, seen: Meet) -> Command:
    person, press = form.get("person", ""), form.get("press", "")
    known = seen.state.people.get(person)
    state, by, _ = PRESSES.get(press, (known.state if known else "", known.by if known else "", ""))
    if press == "observer":
        state, by = "observer", ""
    return Attend(
        person=person,
        state=state,
        by=by,
        name=form.get("name", ""),
        user=form.get("user", ""),
        qualification=form.get("qualification", ""),
        statement=bool(form.get("statement")),
        at=_time(form, "at"),
        left=press == "left",
    )


def _roll(form: Values, seen: Meet) -> Command:
    """What is chosen for each person where it differs from what is noted; and, of those asked, all the others."""
    noted = []
    everyone = form.get("press") == "everyone"
    here = {"video": ("remote", "video"), "telephone": ("remote", "telephone")}.get(seen.state.mode, ("present", ""))
    for one in seen.state.people.values():
        chosen = form.get(f"state-{one.id}", "")
        state, by, _ = PRESSES.get(chosen, ("", "", ""))
        if not state and chosen != "left" and everyone and one.state == "invited":
            state, by = here
        if chosen == "left" and one.left is None:
            noted.append(Attend(one.id, one.state, one.by, left=True))
        elif state and ((state, by) != (one.state, one.by) or one.left is not None):
            noted.append(Attend(one.id, state, by))
    return Roll(tuple(noted))


def _ask(form: Values, seen: Meet) -> Command:
    user = form.get("user", "")
    return Ask(
        agency="" if user else form.get("agency", ""),
        organisation=form.get("organisation", ""),
        user=user,
        name=form.get("name", ""),
        observer=bool(form.get("observer")),
    )


def _move(form: Values, seen: Meet) -> Command:
    starts = _time(form, "starts")
    return Move(starts or seen.state.starts, form.get("mode", seen.state.mode), form.get("where", ""))


def _defer(form: Values, seen: Meet) -> Command:
    if form.get("press") == "drop":
        return Drop(form.get("matter", ""), form.get("reason", ""))
    return Defer(form.get("matter", ""), form.get("reason", ""), _time(form, "until"))


_COMMANDS: Mapping[str, Callable[[Values, Meet], Command]] = {
    "attend": _attend,
    "roll": _roll,
    "ask": _ask,
    "chair": lambda form, seen: Give("chair", form.get("person", "")),
    "minute_taker": lambda form, seen: Give("minute_taker", form.get("person", "")),
    "add": lambda form, seen: AddMatter(form.get("case", "").strip().upper()),
    "rebuild": lambda form, seen: Rebuild(()),
    "up": lambda form, seen: Arrange(stepped(_shown_order(seen), form.get("matter", ""), -1)),
    "down": lambda form, seen: Arrange(stepped(_shown_order(seen), form.get("matter", ""), 1)),
    "leave": _defer,
    "take": lambda form, seen: Take(form.get("matter", "")),
    "finish": lambda form, seen: Finish(form.get("matter", ""), form.get("allocated", "")),
    "begin": lambda form, seen: Begin(form.get("reason", "")),
    "end": lambda form, seen: End(_time(form, "next")),
    "move": _move,
    "cancel": lambda form, seen: Cancel(form.get("reason", "")),
}


def _shown_order(seen: Meet) -> tuple[str, ...]:
    """Those still in the order of the day; what was left for another time stands behind them."""
    return tuple(one.id for one in seen.state.agenda() if one.state != "deferred")


_TOP = "what-was-asked"
# Where a refusal that names no field is put right.
_AT = {"nobody_there": "who-is-there", "nothing_noted": "who-is-there"}
# The fields of the forms that stand once on the page, and of those that stand once for each case or person.
_ONCE: Mapping[str, frozenset[str]] = {
    "add": frozenset({"case"}),
    "begin": frozenset({"reason"}),
    "ask": frozenset({"user", "agency", "name", "organisation"}),
    "move": frozenset({"starts", "mode", "where"}),
    "cancel": frozenset({"reason"}),
    "end": frozenset({"next"}),
}
_EACH: Mapping[str, frozenset[str]] = {
    "attend": frozenset({"name", "at", "user", "qualification"}),
    "leave": frozenset({"reason", "until"}),
    "finish": frozenset({"allocated"}),
}


def errors_of(refusal: Refusal | None) -> ErrorSummary | None:
    """Everything that stands in the way, each with a link to where it is put right."""
    if refusal is None:
        return None
    links = tuple(ErrorLink(say(said), f"#{_place(name) or _TOP}") for name, said in refusal.fields)
    links = links or (ErrorLink(f"{say(refusal.why)} {say(refusal.do)}", f"#{_AT.get(refusal.code, _TOP)}"),)
    return ErrorSummary(links, title=say("Not done yet"))


def wrong_of(refusal: Refusal | None) -> Mapping[str, str]:
    """What is said at each field, by its id on the page."""
    return {place: say(said) for name, said in (refusal.fields if refusal else ()) if (place := _place(name))}


def _place(name: str) -> str:
    """The id of the field that a refusal of the pressed form is about, or "" where the page has none."""
    act = request.form.get("act", "")
    if act == "roll" and name.startswith("state-"):
        return name
    if name in _ONCE.get(act, ()):
        return f"{act}-{name}"
    about = request.form.get("matter") or request.form.get("person", "")
    return f"{name}-{about}" if name in _EACH.get(act, ()) else ""
