"""Publishing a draft: what changes in sentences, whom it reaches and what each of them meets, then a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.drafting import publish_draft
from hubwright.actions.reach import Reach, reach
from hubwright.domain.definitions.drafting import Tree, tree_of
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
from hubwright.domain.errors import Refusal
from hubwright.loading.publishing import may_be_published
from hubwright.web.components import Field
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.places import part_named, place_of
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import Values, Wrong, words


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
        reach: forms in progress and open cases.
    """

    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    at_once: tuple[Line, ...]
    meetings: tuple[Line, ...]
    touched: tuple[tuple[str, tuple[str, ...]], ...]
    lost: tuple[Lost, ...]
    reach: Reach


def show(visit: Visit) -> Response:
    """The page, and its button."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    try:
        _publish(found)
    except Refusal as refusal:
        return _page(desk(visit), refusal)
    return make_response(redirect(url_for("studio.history", hub=visit.hub.id, done="published")))


def _publish(found: Desk) -> None:
    visit, seen = found.visit, request.form.get("seen", "")
    publish_draft(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        deed=deed_id(),
        note=request.form.get("note", ""),
        seen=int(seen) if seen.isdecimal() and len(seen) < 8 else -1,
        check=may_be_published,
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
        impact=impact_of(found),
        problems=[(one, place_of(found.visit.hub.id, one.path)) for one in found.drawn.problems],
        behind=found.whole.live != found.state.base,
    )


def _fields(values: Values, wrong: Wrong) -> list[Field]:
    return [words("note", say("Why is it published?"), values, wrong, rows=3,
                  hint=say("It stands in the history of the hub."))]  # fmt: skip


def impact_of(found: Desk) -> Impact:
    """What publishing a draft does, against what runs."""
    before, after = tree_of(found.whole.base, found.state.scenarios, found.state.taken), found.tree
    said = differences(before, after)
    with found.visit.house.store.reading(found.visit.hub.id) as reading:
        reached = reach(reading)
    return Impact(
        parts=parts_of(found.visit.hub.id, said),
        at_once=_lines(found.visit.hub.id, (one for one in said if one.reach == AT_ONCE)),
        meetings=_lines(found.visit.hub.id, (one for one in said if one.reach == NEW_MEETINGS)),
        touched=_touched(said, before, after),
        lost=lost(before, after),
        reach=reached,
    )


def parts_of(hub: str, said: Iterable[Said]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Differences under the name of the part that each belongs to, with the way to its place in a hub's draft where
    one is named."""
    return tuple((part_named(part), _lines(hub, those)) for part, those in by_part(said).items())


def _lines(hub: str, said: Iterable[Said]) -> tuple[Line, ...]:
    return tuple(Line(one.sentence, place_of(hub, one.path) if hub else "", one.reach) for one in said)


def _touched(said: Iterable[Said], before: Tree, after: Tree) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((part_named(part), names) for part, names in touched(said, before, after).items())
