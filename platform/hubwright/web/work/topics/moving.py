"""Moving what was entered on the wrong case, and what is left to trace of it."""

from __future__ import annotations

from hubwright.domain.cases.topics.moving import TRACES, MoveEntry, movable, moved_of
from hubwright.web.components import Field
from hubwright.web.language import gettext, mark, plain, say
from hubwright.web.work.asked import line, listed, words
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import WorkTopic
from hubwright.web.work.words import entry_name

_LONGEST = 20


def _moving(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    moved = moved_of(seen.case)
    entries = [
        (str(one.number), f"{one.number}. {plain(entry_name(one.type))}, {one.by}")
        for one in seen.record
        if movable(one.type) and one.number not in moved
    ]
    return [
        listed("number", say("Which entry stands here by mistake?"), entries, values, wrong),
        line("case", say("Reference of the case where it belongs"), values, wrong),
        words("why", say("How did it come to stand here?"), values, wrong, rows=3),
    ]


def _move(form: Values, seen: Look) -> MoveEntry:
    number = form.get("number", "")
    return MoveEntry(
        number=int(number) if number.isdecimal() and len(number) < 10 else 0,
        case=form.get("case", "").strip().upper()[:_LONGEST],
        why=form.get("why", ""),
    )


def _explained(seen: Look) -> str:
    return say("Nobody who reads this case sees it here any more. Whoever must can trace it.")


def _may_trace(seen: Look) -> bool:
    return all(seen.may(permission, pathway) for permission in TRACES for pathway in seen.case.pathways)


TOPIC = WorkTopic(
    deeds={
        "move-entry": Deed(
            mark("Move an entry to its own case"),
            mark("Move it"),
            _moving,
            _move,
            intro=_explained,
            group="record",
            permission="case.correct",
        ),
    },
    entries={
        "case.moved_away": mark("Moved to another case"),
        "case.moved_here": mark("Moved here from another case"),
    },
    lines={
        "case.moved_away": lambda body, seen: (
            [gettext("Entry %(number)s, to %(to)s", number=body["number"], to=body["to"]), body["why"]] if body else []
        ),
        "case.moved_here": lambda body, seen: [body.get("text", ""), body.get("by", ""), body.get("why", "")],
    },
)
