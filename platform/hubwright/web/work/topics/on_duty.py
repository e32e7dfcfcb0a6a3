"""Hand-over for out of hours, on the page of a case: what was left, what came back, and who has seen it."""

from __future__ import annotations

from hubwright.domain.cases.commands import Command
from hubwright.domain.cases.topics.on_duty import LEFT, SEEN, WRITTEN, LeaveToDuty, SeeWritten, WriteBack, hand_overs
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.times import short_instant
from hubwright.web.work.asked import line, one_of, words
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic

STATES = {LEFT: mark("Left to duty"), WRITTEN: mark("Duty wrote back"), SEEN: mark("Seen")}


def _shown(seen: Look) -> list[dict[str, object]] | None:
    """The hand-overs that nobody has seen off yet, newest first."""
    found = [one for one in hand_overs(seen.case).values() if one.state != SEEN]
    return [{"one": one, "state": say(STATES[one.state])} for one in reversed(found)] or None


def _leaving(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    strands = [
        Choice(value=id, text=str(text(seen.hub.find("pathways", id).name)))
        for id in seen.case.pathways
        if seen.may("case.note", id)
    ]
    fields: list[Field] = []
    if len(strands) > 1:
        fields.append(one_of("pathway", say("Pathway"), strands, values, wrong, chosen=strands[0].value))
    return [
        *fields,
        words("watch", say("What should duty watch for, and what should they do then?"), values, wrong),
        line("telephone", say("Whom can they ring?"), values, wrong, hint=say("A name and a number.")),
    ]


def _leave(values: Values, seen: Look) -> Command:
    own = next((id for id in seen.case.pathways if seen.may("case.note", id)), seen.case.pathways[0])
    return LeaveToDuty(values.get("pathway", own), values.get("watch", ""), values.get("telephone", ""))


def _which(seen: Look, values: Values, wrong: Wrong, *states: str) -> list[Field]:
    """The hand-over it is about; asked only where there are several."""
    waiting = [one for one in hand_overs(seen.case).values() if one.state in states]
    if len(waiting) < 2:
        return []
    choices = [
        Choice(value=one.id, text=gettext("%(words)s (%(who)s, %(at)s)", words=_begin(one.watch), who=one.by,
                                          at=short_instant(one.at)))
        for one in waiting
    ]  # fmt: skip
    return [one_of("hand_over", say("Which hand-over?"), choices, values, wrong, chosen=waiting[-1].id)]


def _begin(said: str) -> str:
    return said if len(said) <= 60 else f"{said[:60].rsplit(' ', 1)[0]} …"


def _writing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    hint = say("Also that nothing happened: nobody then has to ask.")
    return [*_which(seen, values, wrong, LEFT, WRITTEN), words("text", say("What happened?"), values, wrong, hint=hint)]


def _last(seen: Look, *states: str) -> str:
    return next((one.id for one in reversed([*hand_overs(seen.case).values()]) if one.state in states), "")


def _write(values: Values, seen: Look) -> Command:
    return WriteBack(values.get("hand_over", _last(seen, LEFT, WRITTEN)), values.get("text", ""))


def _seeing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return _which(seen, values, wrong, WRITTEN, LEFT)


def _see(values: Values, seen: Look) -> Command:
    return SeeWritten(values.get("hand_over", _last(seen, WRITTEN) or _last(seen, LEFT)))


def _is_left(seen: Look) -> bool:
    return any(one.state != SEEN for one in hand_overs(seen.case).values())


TOPIC = WorkTopic(
    deeds={
        "leave-to-duty": Deed(
            mark("Leave to duty"),
            mark("Leave this to duty"),
            _leaving,
            _leave,
            group="record",
            permission="case.note",
        ),
        "write-back": Deed(
            mark("Write back to the day"),
            mark("Write this back"),
            _writing,
            _write,
            permission="case.note",
            offered=_is_left,
        ),
        "seen-back": Deed(
            mark("I have seen what came back"),
            mark("I have seen this"),
            _seeing,
            _see,
            permission="case.note",
            offered=_is_left,
        ),
    },
    entries={
        "case.left_to_duty": mark("Left to duty"),
        "case.duty_wrote_back": mark("Duty wrote back"),
        "case.duty_seen": mark("Seen by the day"),
    },
    lines={
        "case.left_to_duty": lambda body, seen: [part for part in (body.get("watch"), body.get("telephone")) if part]
    },
    panels=(Panel("on-duty", mark("Hand-over"), "top", "on_duty.html", _shown),),
)
