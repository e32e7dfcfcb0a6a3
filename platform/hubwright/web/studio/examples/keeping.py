"""Keeping what was tried on a form as a worked example: when it arrives, how it is rated, and what has to hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.calendars import bank_holidays, calendars_of
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.edits import fresh_id, put
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.rehearsal.observing import Expected, expecting
from hubwright.loading.rehearsing import Observed, observed_after
from hubwright.web.components import Checkboxes, Choice, Field
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.examples.composing import Asked, composed, may_rate, tiers
from hubwright.web.studio.frame import page
from hubwright.web.studio.parts.telling import telling_hours
from hubwright.web.studio.rehearsing.words import LOOKS, Names
from hubwright.web.studio.texts import shown
from hubwright.web.studio.trying import answers_of
from hubwright.web.times import instant
from hubwright.web.visit import Visit
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed

_OURS = "keep-"
_BESIDE = ("csrf_token", "deed", "act")
_LATER = _OURS + "later"
_MOST_FIGURES = 4
"""Hours of so many figures are within the thousand days that an example may last."""
_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Told:
    """What the draft makes of it.

    Args:
        document: the example, with nothing expected yet.
        seen: after each step, as far as it could be told.
        refused: why a step could not be done, or "".
    """

    document: dict[str, Any]
    seen: Observed
    refused: str


def show(visit: Visit, form: str) -> Response:
    """What happens with these answers on the draft, and the button that keeps it."""
    found = desk(visit)
    drawing, hub = found.drawn.forms.get(form), found.drawn.hub
    if request.method == "GET" or drawing is None or hub is None or not _doors(found, form):
        return make_response(redirect(url_for("studio.try_form", hub=visit.hub.id, form=form)))
    told = _told(found, form, drawing, hub)
    if request.form.get("act") != "keep":
        return _page(found, form, hub, told)
    try:
        kept = _kept(found, told)
    except Refusal as refusal:
        return _page(found, form, hub, told, refusal)
    return make_response(redirect(url_for("studio.examples", hub=visit.hub.id, done="1") + f"#{kept}"))


def _doors(found: Desk, form: str) -> list[tuple[str, str]]:
    bare = form.partition("@")[0]
    return [
        (one["id"], shown(one["name"]))
        for one in found.tree.get("doors", ())
        if one.get("form", {}).get("id") == bare and one.get("who", "anybody") not in ("hub", "import")
    ]


def _hours(found: Desk) -> list[tuple[str, str]]:
    """When it can arrive: hours at which it matters how a clock is drawn."""
    today = local(found.visit.now).date()
    assert found.drawn.hub is not None  # noqa: S101 - asked before
    calendars = calendars_of(found.drawn.hub, bank_holidays, {}, today, today + _AHEAD)
    closed = {day: why for one in calendars.values() for day, why in one.closed.items()}
    return [
        (local(at).strftime("%Y-%m-%dT%H:%M"), gettext("%(words)s, %(at)s", words=words, at=instant(at)))
        for words, at in telling_hours(today, closed)
    ]


def _chosen(name: str, pairs: list[tuple[str, str]]) -> str:
    typed = request.form.get(_OURS + name, "")
    return typed if typed in dict(pairs) else (pairs[0][0] if pairs else "")


def _later() -> int:
    """The hours that were typed, or 0 where nothing was or they cannot be read; `_kept` says which."""
    typed = request.form.get(_LATER, "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= _MOST_FIGURES else 0


def _told(found: Desk, form: str, drawing: Form, hub: Hub) -> Told:
    rated = request.form.get(_OURS + "rated", "")
    pathway, _, tier = rated.partition("~")
    asked = Asked(
        door=_chosen("door", _doors(found, form)),
        begins=_chosen("when", _hours(found)),
        answers=answers_of(drawing),
        rated=(pathway, tier) if rated in dict(tiers(found, hub)) else None,
        role=_chosen("role", may_rate(found)),
        later=_later(),
    )
    name = request.form.get(_OURS + "name", "").strip()
    document = composed(found, asked, id=fresh_id(name, found.tree.get("scenarios", {})), name=name)
    seen, refused = observed_after(document, hub, found.visit.house.calendars)
    return Told(document, seen, refused)


def _kept(found: Desk, told: Told) -> str:
    """Put it in the draft; gives its id.

    Raises:
        Refusal: it has no name, expects nothing, or could not be told to its end.
    """
    wanted, document = set(request.form.getlist(_OURS + "holds")), told.document
    if told.refused:
        raise Refusal(why=told.refused, do="Choose another rating, another role, or no rating.", code="example_refused")
    if request.form.get(_LATER, "").strip() and not _later():
        words = gettext("Write a number of hours from 1 to %(most)s, in figures.", most="9999")
        raise Refusal(why="The hours cannot be read.", do=words, code="hours", fields=((_LATER, words),))
    if not document["name"]:
        words = "Say in a few words what it is an example of."
        raise Refusal(why="It has no name.", do=words, code="no_name", fields=((_OURS + "name", words),))
    if not wanted & {key for key, _ in _every(told)}:
        words = "Tick at least one thing that has to hold: an example that expects nothing shows nothing."
        raise Refusal(why="Nothing is expected of it.", do=words, code="no_expectation",
                      fields=((_OURS + "holds", words),))  # fmt: skip
    for number, (step, seen) in enumerate(zip(document["steps"], told.seen, strict=True)):
        if then := expecting(tuple(one for one in seen if _key(number, one) in wanted)):
            step["then"] = then
    change(found, "add", put(found.tree, ("scenarios", document["id"]), document))
    return str(document["id"])


def _key(number: int, one: Expected) -> str:
    return f"{number}~{one[0]}~{one[1]}"


def _every(told: Told) -> Iterator[tuple[str, tuple[int, Expected]]]:
    for number, seen in enumerate(told.seen):
        for one in seen:
            yield _key(number, one), (number, one)


def _page(found: Desk, form: str, hub: Hub, told: Told, refusal: Refusal | None = None) -> Response:
    wrong: Wrong = dict(refusal.fields) if refusal else {}
    values = request.form
    doors, hours, roles, ratings = _doors(found, form), _hours(found), may_rate(found), tiers(found, hub)
    fields: list[Field] = [
        line(_OURS + "name", say("What is it an example of?"), values, wrong),
        listed(_OURS + "door", say("By which way does it come?"), doors, values, wrong, chosen=_chosen("door", doors)),
        listed(_OURS + "when", say("When does it come?"), hours, values, wrong, chosen=_chosen("when", hours)),
        listed(_OURS + "rated", say("How is it rated?"), [("", gettext("Not rated here")), *ratings], values, wrong),
        listed(_OURS + "role", say("Who rates it?"), roles, values, wrong, chosen=_chosen("role", roles)),
        line(_LATER, say("Look at it once more after how many hours? (optional)"), values, wrong,
             hint=say("For what must ring, and what must not, where nobody does anything.")),
    ]  # fmt: skip
    return page(
        found,
        "studio/examples/keep.html",
        current="examples",
        title=say("Keep it as a worked example"),
        refusal=refusal,
        fields=[*fields, *(holds for _, holds in _steps(found, told, values, wrong))],
        asked=fields,
        steps=list(_steps(found, told, values, wrong)),
        refused=told.refused,
        form=form,
        carried=[
            (name, one)
            for name in values
            if not name.startswith(_OURS) and name not in _BESIDE
            for one in values.getlist(name)
        ],
    )


def _steps(found: Desk, told: Told, values: Values, wrong: Wrong) -> Iterator[tuple[str, Checkboxes]]:
    """Each step in words, with what was seen after it to be ticked; all of it is, until somebody has looked."""
    names = Names(found.tree, told.document)
    looked = values.get("act") in ("look", "keep")
    for number, (step, seen) in enumerate(zip(told.document["steps"], told.seen, strict=False)):
        items = [Choice(value=_key(number, one), text=_said(names, one)) for one in seen]
        ticked = values.getlist(_OURS + "holds") if looked else []
        before = [one.value for one in items] if f"{_OURS}step-{number}" not in values else ticked
        boxes = any_of(_OURS + "holds", step["says"], items, _Unsent(), wrong, chosen=before, id=f"holds-{number}")
        yield step["says"], boxes


class _Unsent(Values):
    """No values: what is ticked is worked out beside them."""


def _said(names: Names, one: Expected) -> str:
    look, within, value = one
    said = names.value({within: value}) if within else names.value(value)
    return f"{say(LOOKS[look])}: {said}"
