"""A case that follows an earlier drawing of its hub: what it would be like today, and moving it there or back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from hubwright.actions.house import context_for
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.topics.redrawing import MoveToRevision, Proposal, back_to, proposed, redrawn_of
from hubwright.domain.definitions.workflow import Stage
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.times import short_instant
from hubwright.web.work.asked import Values, Wrong, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import WorkTopic
from hubwright.web.work.words import clock_name

_TIER = "tier-"


def _context(seen: Look, revision: str) -> Context:
    visit = seen.visit
    with visit.house.store.reading(visit.hub.id) as reading:
        hub = visit.pinned(reading, revision)
    calendars = visit.house.calendars(hub, visit.state.closures, visit.now.date())
    return context_for(visit.house, hub, revision, visit.actor, visit.reader, calendars, visit.now)


def _proposal(seen: Look, revision: str) -> Proposal | None:
    """The case on another revision; None where there is none to move to, and the deed then says so."""
    if not revision or seen.case.closed is not None:
        return None
    return proposed(seen.case, _context(seen, seen.case.revision), _context(seen, revision))


def before_and_after(found: Proposal) -> list[tuple[str, str, str]]:
    """What is what, before and after, for a table: the stage, each rating and each clock."""
    choose = gettext("to be chosen")
    lines = [(gettext("Stage"), _named(found.stage), _named(found.to) if found.to else choose)]
    for tier in found.tiers:
        after = plain(text(tier.after.label)) if tier.after else choose
        lines.append((gettext("Rating"), plain(text(tier.before.label)), after))
    for clock in found.clocks:
        name = plain(clock_name(clock.id))
        name = name[:1].upper() + name[1:]
        before = plain(short_instant(clock.before)) if clock.before else gettext("does not run")
        lines.append((name, before, plain(short_instant(clock.after))))
    return lines


def _named(stage: Stage) -> str:
    return plain(text(stage.name))


def _intro(found: Proposal | None) -> str:
    if found is None:
        return ""
    if found.in_the_way:
        return Markup("<br>").join(escape(one) for one in found.in_the_way)
    parts = [
        escape(gettext("%(what)s: before %(before)s, after %(after)s", what=what, before=before, after=after))
        for what, before, after in before_and_after(found)
    ]
    return Markup("<br>").join([escape(gettext("Nothing that was written is changed.")), *parts])


def _fields(found: Proposal | None, values: Values, wrong: Wrong) -> list[Field]:
    why = words("why", say("Why is it moved?"), values, wrong, rows=3)
    if found is None:
        return [why]
    asked: list[Field] = []
    if found.to is None and found.stages:
        stages = [Choice(value=one.id, text=text(one.name)) for one in found.stages]
        asked.append(one_of("stage", say("At which stage does it go on?"), stages, values, wrong))
    for tier in found.tiers:
        if tier.after is None:
            choices = [Choice(value=one.id, text=text(one.label)) for one in tier.choices]
            question = say("What stands for %(tier)s?", tier=plain(text(tier.before.label)))
            asked.append(one_of(f"{_TIER}{tier.scale}~{tier.before.id}", question, choices, values, wrong))
    return [*asked, why]


def _command(form: Values, *, back: bool) -> MoveToRevision:
    tiers = {name.removeprefix(_TIER): to for name, to in form.items() if name.startswith(_TIER)}
    return MoveToRevision(form.get("why", ""), stage=form.get("stage", ""), tiers=tiers, back=back)


def _earlier(seen: Look) -> bool:
    return seen.case.closed is None and seen.case.revision != seen.visit.revision


def _moved_before(seen: Look) -> bool:
    return seen.case.closed is None and bool(redrawn_of(seen.case)) and back_to(seen.case) != seen.case.revision


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    together = [gettext("together with other cases")] if body.get("bulk") else []
    return [*together, body.get("why", "")]


TOPIC = WorkTopic(
    deeds={
        "move-to-today": Deed(
            mark("Let this case follow what holds today"),
            mark("Move it"),
            lambda seen, values, wrong: _fields(_proposal(seen, seen.visit.revision), values, wrong),
            lambda form, seen: _command(form, back=False),
            intro=lambda seen: _intro(_proposal(seen, seen.visit.revision)),
            group="record",
            permission="case.rate",
            offered=_earlier,
        ),
        "move-back": Deed(
            mark("Let this case follow again what it followed before"),
            mark("Move it back"),
            lambda seen, values, wrong: _fields(_proposal(seen, back_to(seen.case)), values, wrong),
            lambda form, seen: _command(form, back=True),
            intro=lambda seen: _intro(_proposal(seen, back_to(seen.case))),
            group="record",
            permission="case.rate",
            offered=_moved_before,
        ),
    },
    entries={"case.moved_to_revision": mark("Moved to another drawing of the hub")},
    lines={"case.moved_to_revision": _line},
)
