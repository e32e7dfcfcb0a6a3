"""The parts of a hub, one part, and one element of it: its fields as the schema draws them, in an author's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.domain.definitions.edits import Edit, between, fresh_id
from hubwright.domain.definitions.elements import MISSING, key_of
from hubwright.domain.definitions.using import Spot, Telling, as_words, at, from_words, path_of, things_in
from hubwright.domain.definitions.using.spots import replaced
from hubwright.domain.errors import NotFound, Refusal
from hubwright.schemas import schema
from hubwright.web.components import Field
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.looking import looked_at
from hubwright.web.studio.parts.asking import Asking
from hubwright.web.studio.parts.drawn import LIST, OBJECT, RULE, Drawn, drawn_at, fields_at, is_option, shape_at
from hubwright.web.studio.parts.letters import fillable
from hubwright.web.studio.parts.naming import called
from hubwright.web.studio.parts.options import around, chosen, title_of
from hubwright.web.studio.parts.reading import Reading
from hubwright.web.studio.parts.telling import said_of, tells
from hubwright.web.studio.parts.words import FIELDS, PARTS, field_called
from hubwright.web.studio.using import used_by
from hubwright.web.visit import Visit

ITSELF = ("hub", "local")
_NEW = "new"
_RARE = ("note", "from", "assumed")


def show_all(visit: Visit) -> Response:
    """Every part of the hub with how much stands in it."""
    found = desk(visit)
    rows = [(part, say(words), _counted(found.tree.get(part)), found.under(part)) for part, (words, _) in PARTS.items()]
    rows = [("hub", say("The hub itself"), "", found.under("hub")),
            ("local", say("What belongs to the place"), "", found.under("local")), *rows]  # fmt: skip
    return page(found, "studio/parts/all.html", current="parts", title=say("The hub's parts"), rows=rows)


def _counted(held: Any) -> str:
    return str(len(held)) if isinstance(held, list | dict) and held else ""


def show(visit: Visit, spot: str) -> Response:
    """One place of the hub's document: a list, an element, or a single field."""
    found = desk(visit)
    place = from_words(spot)
    if place == ("plugins",):
        return make_response(redirect(url_for("studio.plugins", hub=visit.hub.id)))
    if place[:1] == ("plugins",) and len(place) == 2:
        return _to(found, (*place, "options"), done=False)
    if not place or (place[0] not in PARTS and place[0] not in ITSELF) or not shape_at(place, found.plugins):
        raise NotFound("There is no such record.")
    if place[-1] == _NEW:
        return _element(found, place[:-1], new=True)
    held = at(found.tree, place)
    if shape_at(place, found.plugins).get("type") == "array" and drawn_at(place, found.plugins).kind == LIST:
        return _list(found, place, held)
    whole = place[:2] if is_option(place) else place
    gone = at(found.tree, whole) is MISSING and shape_at(whole[:-1]).get("type") == "array" if len(whole) > 1 else False
    if gone or (held is MISSING and len(place) > 1 and shape_at(place[:-1], found.plugins).get("type") == "array"):
        raise NotFound("There is no such record.")
    return _element(found, place)


def _list(found: Desk, place: Spot, held: Any) -> Response:
    """The elements of a list in their order; a press moves or copies one."""
    elements = [] if held is MISSING else list(held)
    refusal = None
    if request.method == "POST":
        try:
            change(found, request.form.get("act", ""), _moved(found, place, elements))
            return _to(found, place)
        except Refusal as refused:
            refusal = refused
    rows = []
    for number, one in enumerate(elements):
        inner: Spot = (*place, key_of(one) or number)
        removable = any(things_in(path_of(inner), one)) if key_of(one) else False
        rows.append((number, _called(found, inner, one), as_words(inner), said_of(found, inner, one), removable,
                     found.under(*path_of(inner)) if key_of(one) else ()))  # fmt: skip
    return page(
        found,
        "studio/parts/list.html",
        current="parts",
        title=_title(found, place),
        refusal=refusal,
        rows=rows,
        spot=as_words(place),
        trail=_trail(found, place),
        one=say(PARTS[str(place[0])][1]) if len(place) == 1 and PARTS[str(place[0])][1] else say("an entry"),
    )


def _called(found: Desk, place: Spot, element: Any) -> str:
    """What an element of a list is called, that of a plugin's options by what is said of it."""
    return chosen(found, shape_at(place, found.plugins), element) if is_option(place) else called(found, element)


def _moved(found: Desk, place: Spot, elements: list[Any]) -> list[Edit]:
    number, act = request.form.get("number", ""), request.form.get("act", "")
    at_number = int(number) if number.isdecimal() and len(number) < 5 else len(elements)
    if at_number >= len(elements) or act not in ("up", "down", "copy", "take"):
        raise NotFound("There is no such record.")
    one = elements.pop(at_number)
    if act == "copy":
        elements[at_number:at_number] = [one, _copy(one, elements)]
    elif act != "take":
        elements.insert(max(at_number - 1, 0) if act == "up" else at_number + 1, one)
    return between(found.tree, replaced(found.tree, place, elements))


def _copy(one: Any, others: list[Any]) -> Any:
    if not isinstance(one, Mapping) or "id" not in one:
        return one
    made = dict(one)
    for name in ("name", "label", "subject", "text"):
        if isinstance(made.get(name), Mapping):
            made[name] = {**made[name], "en": gettext("%(name)s (copy)", name=made[name]["en"])}
            break
    taken = {other["id"] for other in others if isinstance(other, Mapping) and "id" in other} | {one["id"]}
    return {**made, "id": fresh_id(f"{one['id']} copy", taken)}


def _to(found: Desk, place: Spot, *, done: bool = True) -> Response:
    return make_response(
        redirect(url_for("studio.part", hub=found.visit.hub.id, spot=as_words(place), done="1" if done else None))
    )


def _element(found: Desk, place: Spot, *, new: bool = False) -> Response:
    """The fields of an element, or one field that stands by itself."""
    spot: Spot = (*place, _NEW) if new else place
    held: Any = {} if new else at(found.tree, place)
    fields = fields_at(spot, found.plugins)
    # A plugin that asks for nothing has a page with nothing to ask.
    single = not fields and not (is_option(spot) and len(spot) == 3)
    fields = (drawn_at(spot, found.plugins),) if single else fields
    if request.method == "GET":
        return _shown(found, place, held, fields, new=new, single=single, values=MultiDict())
    try:
        made = _typed(found, held, fields, single=single, only=_closed(found, place))
        after = _placed(found, place, made, new=new)
        if request.form.get("act") == "try":
            tried = _tried(found, after)
            return _shown(tried, place, held, fields, new=new, single=single, values=request.form, typed=made)
        change(found, "new" if new else "save", between(found.tree, after))
    except Refusal as refusal:
        return _shown(found, place, held, fields, new=new, single=single, values=request.form, refusal=refusal)
    return _to(found, place)


def _tried(found: Desk, tree: Any) -> Desk:
    """The draft as it would be with what was typed. Nothing is saved."""
    whole = found.whole
    visit = found.visit
    look = looked_at(whole, tree, visit.state, visit.now, found.plugins)
    return replace(found, whole=replace(whole, tree=tree), drawn=look)


def _typed(found: Desk, held: Any, fields: tuple[Drawn, ...], *, single: bool, only: bool) -> Any:
    """What was typed, beside what the page does not ask for; without it, where `only` that may stand there."""
    reading = Reading(found, request.form)
    if single:
        made = reading.value(fields[0], held)
    else:
        before = held if isinstance(held, Mapping) else {}
        names = {drawn.name for drawn in fields}
        made = {key: one for key, one in before.items() if key not in names and (key == "id" or not only)}
        for drawn in fields:
            value = reading.value(drawn, before.get(drawn.name, MISSING))
            if value is MISSING and drawn.needed and drawn.kind in (LIST, OBJECT):
                value = [] if drawn.kind == LIST else {}
            if value is not MISSING:
                made[drawn.name] = value
    if reading.wrong:
        raise Refusal(
            why="This is not complete.", do="Put right what is marked; everything else is kept.",
            code="part_incomplete", fields=tuple(reading.wrong),
        )  # fmt: skip
    return made


def _closed(found: Desk, place: Spot) -> bool:
    """Whether a plugin says all that may stand at a place: what an earlier version of it asked for goes with a save."""
    return is_option(place) and str(place[1]) in found.plugins


def _placed(found: Desk, place: Spot, made: Any, *, new: bool) -> Any:
    """The tree with what was typed in its place; a new element at the end of its list, with an id of its own."""
    if not new:
        return replaced(found.tree, place, made)
    there = at(found.tree, place)
    elements = [] if there is MISSING else list(there)
    if "id" in shape_at((*place, _NEW), found.plugins).get("properties", {}):
        said = next((made[name] for name in ("name", "label", "text", "subject") if name in made), "")
        words = said if isinstance(said, str) else said["en"]
        made = {"id": fresh_id(words, _ids(found.tree, place), otherwise="entry"), **made}
    return replaced(found.tree, place, [*elements, made])


def _ids(tree: Any, place: Spot) -> set[str]:
    """Ids that are in use where the new one is to be unique: within its list, and of ratings in every scale."""
    there = at(tree, place)
    found = {one["id"] for one in there if isinstance(one, Mapping) and "id" in one} if there is not MISSING else set()
    return found | {tier["id"] for scale in tree.get("scales", ()) for tier in scale["tiers"]}


def _shown(
    found: Desk,
    place: Spot,
    held: Any,
    fields: tuple[Drawn, ...],
    *,
    new: bool,
    single: bool,
    values: Any,
    refusal: Refusal | None = None,
    typed: Any = MISSING,
) -> Response:
    asking = Asking(found, values, dict(refusal.fields) if refusal else {}, place)
    before = held if isinstance(held, Mapping) else {}

    def made(names: tuple[Drawn, ...]) -> list[Field]:
        if single:
            return [one for drawn in names for one in asking.fields(drawn, held)]
        return [one for drawn in names for one in asking.fields(drawn, before.get(drawn.name, MISSING))]

    first = made(tuple(one for one in fields if one.name not in _RARE))
    rare = made(tuple(one for one in fields if one.name in _RARE))
    plugin = around(found, place)
    path = path_of(place) if plugin is None else path_of(place[:2])
    whole = not new and (path == place or plugin is not None)
    return page(
        found,
        "studio/parts/element.html",
        current="parts",
        title=gettext("New: %(what)s", what=_title(found, place)) if new else _title(found, place),
        refusal=refusal,
        fields=[*first, *rare],
        first=first,
        rare=rare,
        trail=_trail(found, place),
        inner=[] if new or single else _inner(found, place, before, fields),
        said=[] if new else said_of(found, place, held if typed is MISSING else typed),
        tried=typed is not MISSING,
        can_try=not new and tells(place),
        fillable=fillable(held) if place[0] == "letters" and len(place) == 2 else (),
        daily=place[0] == "local",
        uses=used_by(found, path) if whole and len(place) > 1 else (),
        remove=as_words(path) if whole and plugin is None and len(place) > 1 and any(things_in(path, held)) else "",
        plugin=plugin,
        found_here=found.under(*path) if whole else (),
        new=new,
    )


def _inner(found: Desk, place: Spot, held: Mapping[str, Any], fields: tuple[Drawn, ...]) -> list[tuple[str, str, str]]:
    """What has pages of its own within an element: what it is called, what stands there, and where."""
    rows = []
    telling = Telling(found.tree, found.plugins)
    for one in fields:
        value = held.get(one.name, MISSING)
        spot = as_words((*place, one.name))
        if one.kind == RULE:
            said = telling.rule(value, str(held.get("form", ""))) if value is not MISSING else say("Nothing yet")
            rows.append(
                (field_called(place, one.name), said, url_for("studio.rule", hub=found.visit.hub.id, spot=spot))
            )
        elif one.kind in (LIST, OBJECT):
            names = [_called(found, (*place, one.name, 0), each) for each in value] if isinstance(value, list) else []
            if one.label and isinstance(value, Mapping) and value:
                names = [_called(found, (*place, one.name), value)]
            said = ", ".join(names) or (say("Nothing yet") if value in (MISSING, [], {}) else say("As it stands"))
            rows.append(
                (
                    one.label or field_called(place, one.name),
                    said,
                    url_for("studio.part", hub=found.visit.hub.id, spot=spot),
                )
            )
    return rows


def _title(found: Desk, place: Spot) -> str:
    if is_option(place):
        return title_of(found, place)
    held = at(found.tree, place)
    if len(place) == 1:
        first = {"hub": say("The hub itself"), "local": say("What belongs to the place")}
        return first.get(str(place[0])) or say(PARTS[str(place[0])][0])
    if str(place[-1]) in FIELDS and shape_at(place[:-1]).get("type") != "array":
        return field_called(place, str(place[-1]))
    return called(found, held)


def _trail(found: Desk, place: Spot) -> list[tuple[str, str]]:
    """The places above this one, from the top down."""
    hub = found.visit.hub.id
    return [
        (_title(found, place[:depth]), url_for("studio.part", hub=hub, spot=as_words(place[:depth])))
        for depth in range(1, len(place))
        # A plugin and its options are one page.
        if place[:1] != ("plugins",) or depth != 2
    ]


def parts_of_schema() -> set[str]:
    """Every part that the schema of a hub has, for whoever promises that none is without a page."""
    return set(schema("hub")["properties"]["shareable"]["properties"])
