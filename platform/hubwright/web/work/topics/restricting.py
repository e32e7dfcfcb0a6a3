"""Who may know of a case, as its page shows it: the list, the ways on to it and off it, and conflicts of interest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from hubwright.domain.cases.topics import restricting
from hubwright.domain.cases.topics.restricting import Access, access_of
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, say, text
from hubwright.web.work.asked import any_of, listed, one_of, words
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic

LEVELS = {
    restricting.RESTRICTED: (mark("Restricted"), mark("Others can open it for a short time with a reason.")),
    restricting.SEALED: (mark("Sealed"), mark("For everybody else this case does not exist.")),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """How a case is kept.

    Args:
        level: the word for it; "" where it is open but for who is shut out.
        named, roles: who may know of it.
        shut_out: names with the reason as far as it is shown.
        opened: who broke the glass, since when and until when.
        may: whether this reader may change the list.
    """

    level: str
    reason: str
    by: str
    at: datetime | None
    named: tuple[str, ...]
    roles: tuple[str, ...]
    shut_out: tuple[tuple[str, str], ...]
    opened: tuple[tuple[str, datetime, datetime, str], ...]
    may: bool


def _kept(seen: Look) -> Kept | None:
    access = access_of(seen.case)
    if access == Access() or (access.level == restricting.OPEN and not access.excluded and not access.broken):
        return None
    roles = {role.id: text(role.name) for role in seen.hub.roles}
    return Kept(
        level=say(LEVELS[access.level][0]) if access.level in LEVELS else "",
        reason=access.reason,
        by=access.by,
        at=access.at,
        named=tuple(sorted(one.name for one in access.named.values())),
        roles=tuple(sorted(roles.get(id, id) for id in access.roles)),
        shut_out=tuple(sorted((one.name, one.reason) for one in access.excluded.values())),
        opened=tuple((one.name, one.at, one.until, one.reason) for one in access.broken),
        may=_may(seen),
    )


def _may(seen: Look) -> bool:
    return all(seen.may("case.restrict", pathway) for pathway in seen.case.pathways)


def _colleagues(seen: Look) -> dict[str, str]:
    """Everybody who reads cases or answers checks here today."""
    seats = (*seen.visit.colleagues("case.read"), *seen.visit.colleagues("check.answer"))
    return {seat.user: seat.name for seat in sorted(seats, key=lambda seat: seat.name)}


def _reason(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [words("reason", say("Why?"), values, wrong, rows=3)]


def _restricting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    access, me = access_of(seen.case), seen.visit.actor.id
    levels = [Choice(value=id, text=say(name), hint=say(hint)) for id, (name, hint) in LEVELS.items()]
    people = [Choice(value=id, text=name) for id, name in _colleagues(seen).items() if id != me]
    chosen = {*access.named, seen.case.owner or ""}
    level = access.level if access.level in LEVELS else restricting.RESTRICTED
    return [
        one_of("level", say("How closely is it kept?"), levels, values, wrong, chosen=level),
        any_of(
            "named",
            say("Who may know of it?"),
            people,
            values,
            wrong,
            chosen=chosen,
            hint=say("You are on the list yourself. Everybody else loses sight of the case at once."),
        ),
        *_reason(seen, values, wrong),
    ]


def _restrict(form: Values, seen: Look) -> restricting.Restrict:
    known = _colleagues(seen)
    named = tuple((id, known[id]) for id in form.getlist("named") if id in known)
    return restricting.Restrict(form.get("level", ""), form.get("reason", ""), named)


def _naming(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    access = access_of(seen.case)
    left = [(id, name) for id, name in _colleagues(seen).items() if id not in access.named]
    return [listed("user", say("Who else may know of it?"), left, values, wrong), *_reason(seen, values, wrong)]


def _name(form: Values, seen: Look) -> restricting.Name:
    user = form.get("user", "")
    known = _colleagues(seen)
    return restricting.Name(user if user in known else "", known.get(user, ""), form.get("reason", ""))


def _unnaming(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    named = [(one.user, one.name) for one in access_of(seen.case).named.values()]
    return [listed("user", say("Who is taken off the list?"), named, values, wrong), *_reason(seen, values, wrong)]


def _unname(form: Values, seen: Look) -> restricting.Unname:
    return restricting.Unname(form.get("user", ""), form.get("reason", ""))


def _lift(form: Values, seen: Look) -> restricting.Lift:
    return restricting.Lift(form.get("reason", ""))


def _excluding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Oneself, or for whoever may restrict: anybody."""
    why = words(
        "reason",
        say("What is the conflict of interest?"),
        values,
        wrong,
        rows=3,
        hint=say("For example: a relative, a neighbour, a colleague who is accused."),
    )
    if not _may(seen):
        return [why]
    access, me = access_of(seen.case), seen.visit.actor
    people = {me.id: me.name, **_colleagues(seen)}
    choices = [Choice(value=id, text=name) for id, name in people.items() if id not in access.excluded]
    return [one_of("user", say("Who must not know of this case?"), choices, values, wrong, chosen=me.id), why]


def _exclude(form: Values, seen: Look) -> restricting.Exclude:
    me = seen.visit.actor
    people = {me.id: me.name, **(_colleagues(seen) if _may(seen) else {})}
    user = form.get("user", me.id)
    return restricting.Exclude(user if user in people else "", people.get(user, ""), form.get("reason", ""))


def _out_of_sight(seen: Look) -> str:
    return say("You will not see this case any more once your own name is noted here.")


def _readmitting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    shut = [(one.user, one.name) for one in access_of(seen.case).excluded.values()]
    return [listed("user", say("Who may know of it again?"), shut, values, wrong), *_reason(seen, values, wrong)]


def _readmit(form: Values, seen: Look) -> restricting.Readmit:
    return restricting.Readmit(form.get("user", ""), form.get("reason", ""))


def _is_restricted(seen: Look) -> bool:
    return access_of(seen.case).level in LEVELS


def buttons(seen: Look) -> list[tuple[str, str]]:
    """The deeds of the panel that are open to this reader: address and words."""
    if not _may(seen):
        return []
    access = access_of(seen.case)
    offered = {
        "name-somebody": access.level in LEVELS,
        "take-off-list": bool(access.named),
        "restrict": access.level in LEVELS,
        "lift-restriction": access.level in LEVELS,
        "readmit": bool(access.excluded),
    }
    deeds = TOPIC.deeds
    return [
        (url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=id), say(deeds[id].title))
        for id, open in offered.items()
        if open
    ]


def _panel(seen: Look) -> tuple[Kept, list[tuple[str, str]]] | None:
    kept = _kept(seen)
    return None if kept is None else (kept, buttons(seen))


TOPIC = WorkTopic(
    deeds={
        "restrict": Deed(
            mark("Restrict to named people"),
            mark("Show it to these people only"),
            _restricting,
            _restrict,
            group="people",
            permission="case.restrict",
            offered=lambda seen: not _is_restricted(seen),
        ),
        "name-somebody": Deed(
            mark("Name somebody else"), mark("Let them know of it"), _naming, _name, permission="case.restrict"
        ),
        "take-off-list": Deed(
            mark("Take somebody off the list"), mark("Take them off"), _unnaming, _unname, permission="case.restrict"
        ),
        "lift-restriction": Deed(
            mark("Lift the restriction"), mark("Open it to everybody again"), _reason, _lift, permission="case.restrict"
        ),
        "conflict": Deed(
            mark("Note a conflict of interest"),
            mark("Note it"),
            _excluding,
            _exclude,
            intro=_out_of_sight,
            group="people",
            leads_away=lambda form, seen: form.get("user", seen.visit.actor.id) == seen.visit.actor.id,
        ),
        "readmit": Deed(
            mark("Take a conflict of interest back"),
            mark("Take it back"),
            _readmitting,
            _readmit,
            permission="case.restrict",
        ),
    },
    entries={
        "case.restricted": mark("Shown to named people only"),
        "case.named": mark("Somebody named on it"),
        "case.unnamed": mark("Somebody taken off the list"),
        "case.restriction_lifted": mark("Restriction lifted"),
        "case.excluded": mark("Conflict of interest noted"),
        "case.readmitted": mark("Conflict of interest taken back"),
        "case.glass_broken": mark("Opened by somebody who is not named"),
    },
    lines={
        "case.restricted": lambda body, seen: [", ".join(one["name"] for one in body["named"])] if body else [],
        "case.named": lambda body, seen: [body.get("name", "")],
        "case.unnamed": lambda body, seen: [body.get("name", "")],
        "case.excluded": lambda body, seen: [body.get("name", "")],
        "case.readmitted": lambda body, seen: [body.get("name", "")],
    },
    panels=(Panel("kept", mark("Who may know of this case"), "top", "restricting.html", _panel),),
)
