"""Publishing a draft: what changes in sentences, whom it reaches and what each of them meets, then a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.began import missed
from hubwright.actions.drafting import act_on_draft, alone, publish_draft
from hubwright.actions.house import Seated
from hubwright.actions.reach import Reach, reach
from hubwright.domain.clocks.london import on
from hubwright.domain.definitions.drafting import Tree, tree_of
from hubwright.domain.definitions.gaining import gained
from hubwright.domain.definitions.impact import (
    AT_ONCE,
    NEW_MEETINGS,
    Lost,
    Said,
    by_part,
    differences,
    lost,
    touched,
)
from hubwright.domain.drafts import Accept, Agree, Command, Plan, Unplan
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.problems import Problem
from hubwright.loading.rehearsing import broken, publishable
from hubwright.reference.meanings import meanings
from hubwright.web.components import DateInput, Field, Legend
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, desk, desk_of
from hubwright.web.studio.frame import page
from hubwright.web.studio.health import mended_at
from hubwright.web.studio.places import part_named, place_of
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import Values, Wrong, line, words


@dataclass(frozen=True, slots=True)
class Line:
    """One difference as the page shows it; `href` is "" where no page of the Studio has its place."""

    sentence: str
    href: str
    reach: str


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that publishing does.

    Args:
        parts: what each part of the hub is called, with what is different in it.
        at_once, meetings: what reaches earlier cases too.
        touched: kinds of things with the names of those that are different.
        lost: what reports no longer find.
        sight: roles that come to see or do more, each with who has it today and with what it gains.
        alone: the same of whoever publishes; then a second person is needed.
        reach: forms in progress and open cases.
    """

    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    at_once: tuple[Line, ...]
    meetings: tuple[Line, ...]
    touched: tuple[tuple[str, tuple[str, ...]], ...]
    lost: tuple[Lost, ...]
    sight: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    alone: tuple[str, ...]
    reach: Reach


def show(visit: Visit) -> Response:
    """The page, and its button."""
    found = desk_of(visit)
    if found is None:
        # Somebody else was quicker: whoever comes second is shown what became of the draft.
        return make_response(redirect(url_for("studio.history", hub=visit.hub.id, done="ended")))
    if request.method == "GET":
        return _page(found)
    act = request.form.get("act", "publish")
    try:
        if act == "publish":
            _publish(found)
            return make_response(redirect(url_for("studio.history", hub=visit.hub.id, done="published")))
        command = _command(act)
        act_on_draft(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), command=command)
    except NotFound:
        return make_response(redirect(url_for("studio.history", hub=visit.hub.id, done="ended")))
    except Refusal as refusal:
        return _page(desk(visit), refusal)
    return make_response(redirect(url_for("studio.publish", hub=visit.hub.id, done=act)))


def _command(act: str) -> Command:
    """What a press of another button asks for.

    Raises:
        Refusal: the time that was typed cannot be read.
    """
    if act == "take_back":
        return Unplan()
    if act == "agree":
        return Agree()
    if act == "accept":
        return Accept(request.form.get("example", ""), request.form.get("why", ""))
    note = request.form.get("note", "")
    if act != "plan_on":
        return Plan(None, note)
    year, month, day = (request.form.get(f"on-{part}", "").strip() for part in ("year", "month", "day"))
    try:
        hour = time.fromisoformat(request.form.get("hour", "").strip())
        at = on(date(int(year), int(month), int(day)), hour.replace(tzinfo=None))
    except (ValueError, OverflowError):
        wrong = "Write a day, a month and a year, and an hour such as 09:00."
        raise Refusal(why="This time cannot be read.", do=wrong, code="plan_time", fields=(("on", wrong),)) from None
    return Plan(at, note)


def _publish(found: Desk) -> None:
    visit, seen = found.visit, request.form.get("seen", "")
    publish_draft(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        deed=deed_id(),
        note=request.form.get("note", ""),
        seen=int(seen) if seen.isdecimal() and len(seen) < 8 else -1,
        check=publishable(visit.house.calendars, visit.house.plugins.declared),
    )


def _page(found: Desk, refusal: Refusal | None = None) -> Response:
    wrong: Wrong = dict(refusal.fields) if refusal else {}
    return page(
        found,
        "studio/publish.html",
        current="publish",
        title=say("Publish the draft"),
        refusal=refusal,
        fields=_fields(request.form, wrong),
        impact=(impact := impact_of(found)),
        meant={id: one.name["en"] for id, one in meanings().items()},
        broken=broken(found.whole, found.drawn, found.visit.house.calendars),
        by_two=found.visit.hub.published_by_two or bool(impact.alone),
        mine=found.state.planned is not None and found.state.planned.by_user == found.visit.actor.id,
        problems=[*((one, mended_at(found, one)) for one in found.drawn.problems), *_missed(found)],
        behind=found.whole.live != found.state.base,
    )


def _missed(found: Desk) -> Iterator[tuple[Problem, str]]:
    """What somebody would miss: said here before a button is pressed, as the deed would refuse it."""
    with found.visit.house.store.reading(found.visit.hub.id) as reading:
        gone = missed(reading, found.drawn.documents, now=found.visit.now)
    for one in gone:
        part = one.pointer.removeprefix("/shareable/").partition("/")[0]
        yield one, place_of(found.visit.hub.id, (part,)) if one.pointer.startswith("/shareable/") else ""


def _fields(values: Values, wrong: Wrong) -> list[Field]:
    hint = say("It stands in the history of the hub.")
    typed = {part: values.get(f"on-{part}", "") for part in ("day", "month", "year")}
    legend = Legend(say("On which day is it to hold?"), "govuk-fieldset__legend--s")
    return [
        words("note", say("Why is it published?"), values, wrong, rows=3, hint=hint),
        DateInput.of("on", legend, typed, error=say(wrong["on"]) if "on" in wrong else ""),
        line("hour", say("From which hour?"), values, wrong, hint=say("For instance 09:00."), given="09:00"),
    ]


def impact_of(found: Desk) -> Impact:
    """What publishing a draft does, against what runs."""
    before, after = tree_of(found.whole.base, found.state.scenarios, found.state.taken), found.tree
    gains = gained(before, after, plugins=found.plugins)
    said = differences(before, after, plugins=found.plugins)
    with found.visit.house.store.reading(found.visit.hub.id) as reading:
        reached = reach(reading)
        mine = alone(reading, _here(found.visit), found.whole, found.visit.actor, found.visit.now, found.plugins)
    return Impact(
        parts=parts_of(found.visit.hub.id, said),
        at_once=_lines(found.visit.hub.id, (one for one in said if one.reach == AT_ONCE)),
        meetings=_lines(found.visit.hub.id, (one for one in said if one.reach == NEW_MEETINGS)),
        touched=_touched(said, before, after, found),
        lost=lost(before, after),
        sight=tuple((one.name, seated_as(found.visit, one.role), one.may) for one in gains),
        alone=tuple(may for one in mine for may in one.may),
        reach=reached,
    )


def _here(visit: Visit) -> Seated:
    return Seated(state=visit.state, hub=visit.hub, revision=visit.revision, reader=visit.reader)


def seated_as(visit: Visit, role: str) -> tuple[str, ...]:
    """Who has a role of the hub today, by name."""
    return tuple(sorted(one.name for one in visit.state.seats.values() if role in one.roles and one.holds(visit.now)))


def parts_of(hub: str, said: Iterable[Said]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Differences under the name of the part that each belongs to, with the way to its place in a hub's draft where
    one is named."""
    return tuple((part_named(part), _lines(hub, those)) for part, those in by_part(said).items())


def _lines(hub: str, said: Iterable[Said]) -> tuple[Line, ...]:
    return tuple(Line(one.sentence, place_of(hub, one.path) if hub else "", one.reach) for one in said)


def _touched(said: Iterable[Said], before: Tree, after: Tree, found: Desk) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names = touched(said, before, after, plugins=found.plugins)
    return tuple((part_named(part), those) for part, those in names.items())
