"""What uses a thing of the draft, as sentences that lead to their places; and taking it out with all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, current_app, make_response, redirect, request, url_for

from hubwright.actions.began import missed
from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.edits.cleaning import Cleaning, cleaning
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.using import Telling, Use, as_words, at, from_words, path_of, things_in
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Radios
from hubwright.web.language import gettext, mark, say
from hubwright.web.studio.desk import Desk, change, latest
from hubwright.web.studio.frame import page
from hubwright.web.studio.meant import unread
from hubwright.web.studio.places import place_of
from hubwright.web.visit import Visit
from hubwright.web.work.asked import one_of


@dataclass(frozen=True, slots=True)
class Told:
    """One use, for a page.

    Args:
        sentence: what uses it.
        href: the page where that is changed, or "".
    """

    sentence: str
    href: str


_TAKE_OUT, _SWITCH_OFF = mark("Take out %(thing)s"), mark("Switch off %(thing)s")


def now(visit: Visit) -> Desk:
    """The hub's draft as it stands at this moment, whatever a page showed: what reads what can change anywhere in it.

    Raises:
        NotFound: nobody has begun one.
    """
    found = latest(visit)
    if found is None:
        raise NotFound("There is no such record.")
    return found


def used_by(desk: Desk, path: Path) -> tuple[Told, ...]:
    """Everything that uses a thing of the draft, for a panel of the page about it.

    Args:
        desk: the draft.
        path: of the thing.
    """
    return tuple(Told(one.sentence, _of_use(desk, one)) for one in Telling(desk.tree, desk.plugins).uses(path))


def _of_use(desk: Desk, use: Use) -> str:
    reference = use.reference
    if reference.how == "rule" and reference.purpose != "transition":
        return url_for("studio.rule", hub=desk.visit.hub.id, spot=as_words(reference.spot))
    return address(desk, use.path)


def address(desk: Desk, path: Path) -> str:
    """The page of the Studio on which what stands at a path is changed; "" where there is none.

    Of a place within something the page of the nearest thing around it that has one.
    """
    hub = desk.visit.hub.id
    for depth in range(len(path), 0, -1):
        for way, endpoint in _PAGES:
            values: dict[str, Any] | None = _values(way.split("/"), path[:depth])
            if values is not None and endpoint in current_app.view_functions:
                return url_for(endpoint, hub=hub, **values)
    return place_of(hub, path)


def _values(way: list[str], path: Path) -> dict[str, Any] | None:
    """What the parts of a way that stand for ids are in a path; None where it is another way."""
    if len(way) != len(path) or any(one != step for one, step in zip(way, path, strict=True) if one[0] != "<"):
        return None
    return {one[1:-1]: step for one, step in zip(way, path, strict=True) if one[0] == "<" and one != "<>"}


# The way to a thing, and its page; an id that the page's address has no part for is "<>".
_PAGES = (
    ("forms/<form>/pages/<>/questions/<>/rows/<question>", "studio.question"),
    ("forms/<form>/pages/<>/questions/<question>", "studio.question"),
    ("forms/<form>/pages/<page_id>", "studio.page_words"),
    ("forms/<form>", "studio.form"),
    ("workflows/<workflow>/transitions/<way>", "studio.way"),
    ("workflows/<workflow>/stages/<stage>", "studio.stage"),
    ("workflows/<workflow>", "studio.workflow"),
)


def remove(visit: Visit, path: str) -> Response:
    """Take something out: what uses it, what changes with it, what has to be decided, and the button."""
    found, at_path = now(visit), path_of(from_words(path))
    thing = at(found.tree, at_path)
    if not at_path or as_words(at_path) != path or thing is MISSING or not any(things_in(at_path, thing)):
        raise NotFound("There is no such record.")
    answers = {key: one for key, one in request.form.items() if key not in ("csrf_token", "deed", "act", "saw")}
    plan = cleaning(found.tree, at_path, answers, plugins=found.plugins)
    plan = replace(plan, stops=(*plan.stops, *_needed(found, at_path)))
    if request.method == "GET":
        return _shown(found, at_path, plan)
    if request.form.get("act") != "take":
        return _shown(found, at_path, plan)
    try:
        _agreed(plan)
        change(found, "take out", plan.edits(found.tree))
    except Refusal as refusal:
        return _shown(found, at_path, plan, refusal)
    around = at_path[:2] if at_path[-2] in ("pages", "questions") else at_path[:-1]
    above = address(found, around) or url_for("studio.home", hub=visit.hub.id)
    return make_response(redirect(f"{above}{'&' if '?' in above else '?'}done=taken"))


def _needed(found: Desk, path: Path) -> tuple[str, ...]:
    """Who still needs an agency, a strand or a role, so that it could be taken out here and never be published."""
    part, *below = path
    documents = found.drawn.documents
    there = documents["hub"]["shareable"].get(part, ())
    if part not in ("agencies", "pathways", "roles") or len(below) != 1:
        return ()
    shareable = {**documents["hub"]["shareable"], part: [one for one in there if one["id"] != below[0]]}
    without = {**documents, "hub": {**documents["hub"], "shareable": shareable}}
    with found.visit.house.store.reading(found.visit.hub.id) as reading:
        known = missed(reading, documents)
        new = [one for one in missed(reading, without, now=found.visit.now) if one not in known]
    seated = [one.what for one in new if one.code == "still-seated"]
    if len(seated) < len(new):
        seated.insert(0, say("Cases began with it, and are still worked on with it. Leave it: unused it does no harm."))
    return tuple(seated)


def _agreed(plan: Cleaning) -> None:
    """Holds what the button would do against what the page said, and what was decided.

    Raises:
        Refusal: something stops it, is not decided yet, or is not what the page showed.
    """
    if plan.stops:
        raise Refusal(why=" ".join(plan.stops), do="Take out what holds it, or add another first.", code="stopped")
    if not plan.ready:
        words = "Choose what is to become of it."
        raise Refusal(
            why="Something has to be decided first.",
            do="Choose for each what is to become of it.",
            code="undecided",
            fields=tuple((one.id, words) for one in plan.asks if not one.answer),
        )
    if request.form.get("saw", "") != _mark(plan):
        raise Refusal(
            why="What would change with it is not what this page showed.",
            do="Look at it as it stands now, and press the button again if it still fits.",
            code="overtaken",
        )


def _mark(plan: Cleaning) -> str:
    """What the page said would happen: the button does this and nothing else."""
    return str(len(plan.goes)) + "|" + "|".join((*plan.goes, *plan.changes))


def _shown(found: Desk, path: Path, plan: Cleaning, refusal: Refusal | None = None) -> Response:
    telling = Telling(found.tree, found.plugins)
    wrong = dict(refusal.fields) if refusal else {}
    plugin = path[0] == "plugins"
    fields = [_field(one.id, one.sentence, one.choices, one.answer, wrong) for one in plan.asks if one.choices]
    return page(
        found,
        "studio/rules/remove.html",
        current=path[0] if path[0] in ("forms", "workflows") else "parts",
        title=gettext(_SWITCH_OFF if plugin else _TAKE_OUT, thing=telling.thing(path)),
        plugin=plugin,
        refusal=refusal,
        fields=fields,
        plan=plan,
        mark=_mark(plan),
        uses=used_by(found, path),
        back_to=address(found, path),
        around=_around(found, telling, path) if plan.stops else None,
        unread=unread(at(found.tree, path[:2]), at(found.tree, path)) if path[0] == "forms" else (),
    )


def _around(found: Desk, telling: Telling, path: Path) -> tuple[str, str] | None:
    """What holds the last of something and can be taken out with it: its name, and the page that does it."""
    above = path[:-2]
    if len(above) < 2 or not any(things_in(above, at(found.tree, above))):
        return None
    return telling.thing(above), url_for("studio.remove", hub=found.visit.hub.id, path=as_words(above))


def _field(
    id: str, sentence: str, choices: tuple[tuple[str, str], ...], answer: str, wrong: Mapping[str, str]
) -> Radios:
    items = [Choice(value=value, text=words) for value, words in choices]
    return one_of(id, sentence, items, request.form, wrong, chosen=answer)
