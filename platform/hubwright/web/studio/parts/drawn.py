"""What the schema of a hub says of a place in its document: the fields there, of what kind, and what they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hubwright.domain.definitions.checks.references import LEADS, NAMES, PLACED
from hubwright.domain.definitions.plugged import Declared, inside
from hubwright.domain.definitions.using import Spot
from hubwright.schemas import schema

VOCABULARY = {
    "check_sets/*/basis": "provisions",
    "check_sets/*/other_bases/*": "provisions",
    "deciders/*/qualification": "qualifications",
    "challenge/levels/*/qualification": "qualifications",
    "meeting_types/*/quorum/*/qualification": "qualifications",
    "doors/*/source": "sources",
    "roles/*/permissions/*": "permissions",
    "routes/*/meaning": "outcomes",
    "letters/*/meanings/*": "outcomes",
    "local/nation": "nations",
    "scales/*/suggestions/*/form": "forms",
    "scales/*/suggestions/*/tier": "tiers",
    "check_sets/*/from_tier": "tiers",
    "meeting_types/*/agenda/tiers/*": "tiers",
    **PLACED,
}
"""References that lead out of the hub's own parts, or to a rating of any scale."""

TEXT, LINE, LONG, YES, NUMBER, DECIMAL, ONE, ANY, REF, REFS = (
    "text", "line", "long", "yes", "number", "decimal", "one", "any", "ref", "refs",
)  # fmt: skip
TEXTS, LINES, NUMBERS, LIST, OBJECT, MAP, MAPS, HOURS, COLOUR, RULE, USE, KEPT, DAY = (
    "texts", "lines", "numbers", "list", "object", "map", "maps", "hours", "colour", "rule", "use", "kept", "day",
)  # fmt: skip
_BY_ACTS = ("local/state",)
"""Fields that no page of the parts changes: the hub is opened and closed by an act of its own."""
_REMARKS = ("note", "from", "assumed")
_LONG = 300


@dataclass(frozen=True, slots=True)
class Drawn:
    """One field.

    Args:
        kind: `TEXT` (words in both languages), `LIST` (elements on pages of their own) and so on; `KEPT` is shown
            nowhere and stays as it is.
        options: ids, of `ONE` and `ANY`.
        leads: of `REF`, `REFS`, `MAP` and `MAPS`: the part or vocabulary that may be named; "" for free names.
        least, most: of a number.
        pattern: that a line has to fit.
        element: of `LIST`: what one element is, as a schema.
        label, hint: in a plugin's own words, where it asks; "" for what this platform asks.
    """

    name: str
    kind: str
    needed: bool = False
    options: tuple[str, ...] = ()
    leads: str = ""
    least: int | None = None
    most: int | None = None
    pattern: str = ""
    longest: int = 0
    label: str = ""
    hint: str = ""


def way_of(spot: Spot) -> str:
    """A spot as a pattern of `LEADS`: ids and numbers of elements become "*"."""
    steps: list[str] = []
    held: Any = _root(str(spot[0]))
    for at, step in enumerate(spot):
        if at == 0:
            steps.append(str(step))
            continue
        inside = held.get("properties", {})
        if held.get("type") == "array":
            steps.append("*")
            held = _resolved(held.get("items", {}))
        elif step in inside:
            steps.append(str(step))
            held = _resolved(inside[step])
        else:
            steps.append("*")
            more = held.get("additionalProperties")
            held = _resolved(more) if isinstance(more, Mapping) else {}
    return "/".join(steps)


def shape_at(spot: Spot, plugins: Declared | None = None) -> Mapping[str, Any]:
    """What the schema says of a spot; empty where it says nothing, and of an id: nobody types one.

    Args:
        spot: a place in the draft.
        plugins: of this installation: what may stand in the options of one, its own schema says.
    """
    if is_option(spot):
        return _of_plugin(spot, plugins or {})
    return _resolved(_written(spot))


def is_option(spot: Spot) -> bool:
    """Whether a spot is the options of a plugin, or within them."""
    return spot[:1] == ("plugins",) and spot[2:3] == ("options",)


def _of_plugin(spot: Spot, plugins: Declared) -> Mapping[str, Any]:
    plugin = plugins.get(str(spot[1]))
    if plugin is None or spot[-1] == "id":
        # The options of a plugin that is not here stay as they are: there is a page, with nothing to ask.
        return {"type": "object", "properties": {}} if len(spot) == 3 else {}
    return inside(plugin.options, spot[3:])


def _written(spot: Spot) -> Mapping[str, Any]:
    """The same as it is written in the schema: what it refers to is not laid in yet."""
    written: Any = _root(str(spot[0]))
    for step in spot[1:]:
        held = _resolved(written)
        inside = held.get("properties", {})
        if held.get("type") == "array":
            written = held.get("items", {})
        elif step in inside:
            written = {} if step == "id" else inside[step]
        else:
            written = held.get("additionalProperties")
    return written if isinstance(written, Mapping) else {}


def fields_at(spot: Spot, plugins: Declared | None = None) -> tuple[Drawn, ...]:
    """The fields of what stands at a spot, those that are needed first, remarks last; none of what is one field."""
    if is_option(spot):
        shape = shape_at(spot, plugins)
        held, needed = shape.get("properties", {}), shape.get("required", ())
        return tuple(_option(name, one, name in needed) for name, one in held.items() if name != "id")
    return () if _kind_called(_written(spot)) else _fields(way_of(spot))


def _kind_called(written: Mapping[str, Any]) -> str:
    return _CALLED.get(str(written.get("$ref", "")).rpartition("/")[2], "")


@cache
def _fields(way: str) -> tuple[Drawn, ...]:
    shape = shape_at(tuple(way.split("/")))
    needed = shape.get("required", ())
    made = [
        _drawn(name, parts, f"{way}/{name}", name in needed)
        for name, parts in shape.get("properties", {}).items()
        if name != "id"
    ]
    order = {name: at for at, name in enumerate(needed)}
    return tuple(sorted(made, key=lambda one: (one.name in _REMARKS, order.get(one.name, 99), one.name)))


def drawn_at(spot: Spot, plugins: Declared | None = None) -> Drawn:
    """The one field that a spot is, where it is no object with fields."""
    name = str(spot[-1])
    if is_option(spot):
        return _option(name, shape_at(spot, plugins), True)
    return _drawn(name, _written(spot), way_of(spot), True)


def _option(name: str, shape: Mapping[str, Any], needed: bool) -> Drawn:
    """One option of a plugin, in the plugin's words."""
    items = shape.get("items", {}) if shape.get("type") == "array" else {}
    return Drawn(
        name,
        _kind_of_option(shape, items),
        needed,
        options=tuple(shape.get("enum", items.get("enum", ()))),
        leads=str(shape.get("names", items.get("names", ""))),
        least=shape.get("minItems", 0) if items else shape.get("minimum"),
        most=shape.get("maxItems") if items else shape.get("maximum"),
        longest=shape.get("maxLength", 0),
        label=str(shape.get("title", "")).strip() or name.replace("_", " ").capitalize(),
        hint=str(shape.get("description", "")),
    )


def _kind_of_option(shape: Mapping[str, Any], items: Mapping[str, Any]) -> str:
    several = {"object": LIST, "integer": NUMBERS, "string": LINES}
    if items:
        return REFS if "names" in items else ANY if "enum" in items else several.get(str(items.get("type")), KEPT)
    if shape.get("type") == "string":
        return REF if "names" in shape else ONE if "enum" in shape else \
            LONG if shape.get("maxLength", 0) > _LONG else LINE  # fmt: skip
    return {"boolean": YES, "integer": NUMBER, "object": OBJECT}.get(str(shape.get("type")), KEPT)


def _drawn(name: str, parts: Any, way: str, needed: bool) -> Drawn:
    if way in _BY_ACTS:
        return Drawn(name, KEPT, needed)
    if isinstance(parts, Mapping) and (kind := _kind_called(parts)):
        return Drawn(name, kind, needed)
    shape = _resolved(parts)
    if "enum" in shape:
        return Drawn(name, ONE, needed, options=tuple(shape["enum"]))
    return _TYPES.get(str(shape.get("type")), _kept)(name, shape, way, needed)


def _kept(name: str, shape: Mapping[str, Any], way: str, needed: bool) -> Drawn:
    return Drawn(name, KEPT, needed)


def _yes(name: str, shape: Mapping[str, Any], way: str, needed: bool) -> Drawn:
    return Drawn(name, YES, needed)


def _number(name: str, shape: Mapping[str, Any], way: str, needed: bool) -> Drawn:
    return Drawn(name, NUMBER, needed, least=shape.get("minimum"), most=shape.get("maximum"))


def _line(name: str, shape: Mapping[str, Any], way: str, needed: bool) -> Drawn:
    if leads := LEADS.get(way, "") or VOCABULARY.get(way, ""):
        return Drawn(name, REF, needed, leads=leads)
    longest = shape.get("maxLength", 0)
    kind = LONG if name in ("assumed", "note") or longest > _LONG else LINE
    return Drawn(name, kind, needed, pattern=shape.get("pattern", ""), longest=longest)


def _listed(name: str, shape: Mapping[str, Any], way: str, needed: bool) -> Drawn:
    leads = LEADS.get(f"{way}/*", "") or VOCABULARY.get(f"{way}/*", "")
    items = shape.get("items", {})
    inner = _resolved(items)
    if leads:
        return Drawn(name, REFS, needed, leads=leads)
    if "enum" in inner:
        return Drawn(name, ANY, needed, options=tuple(inner["enum"]))
    if str(items.get("$ref", "")).endswith("/text"):
        return Drawn(name, TEXTS, needed)
    if inner.get("type") == "object":
        return Drawn(name, LIST, needed)
    if inner.get("type") == "integer":
        return Drawn(name, NUMBERS, needed)
    return Drawn(name, LINES, needed, pattern=inner.get("pattern", "")) if inner.get("type") == "string" else \
        Drawn(name, KEPT, needed)  # fmt: skip


def _held(name: str, shape: Mapping[str, Any], way: str, needed: bool) -> Drawn:
    if name == "hours":
        return Drawn(name, HOURS, needed)
    more = shape.get("additionalProperties")
    if isinstance(more, Mapping) and not shape.get("properties"):
        leads = NAMES.get(f"shareable/{way}", "") or NAMES.get(way, "")
        inner = _resolved(more)
        texts = str(more.get("$ref", "")).endswith("/text")
        target = LEADS.get(f"{way}/*", "")
        kind = MAPS if inner.get("type") == "array" else MAP
        pattern = str(inner.get("pattern", "")) if not texts else TEXT
        return Drawn(name, kind, needed, leads=leads, options=(target,) if target else (), pattern=pattern)
    return Drawn(name, OBJECT, needed)


def _root(part: str) -> Mapping[str, Any]:
    hub = schema("hub")
    if part == "local":
        return _resolved(hub["properties"]["local"])
    if part == "hub":
        kept = ("name", "owner", "note", "languages", "unchecked")
        return {
            "type": "object",
            "properties": {name: hub["properties"][name] for name in kept},
            "required": ["name", "owner", "languages"],
        }
    return _resolved(hub["properties"]["shareable"]["properties"][part])


def _resolved(shape: Any) -> Mapping[str, Any]:
    while isinstance(shape, Mapping) and "$ref" in shape:
        place, _, name = shape["$ref"].rpartition("/")
        document = schema("common" if place.startswith("common") else "hub")
        # What the common schema refers to in itself is not in the hub's.
        found = document["$defs"].get(name) or schema("common")["$defs"][name]
        shape = {**{key: one for key, one in shape.items() if key != "$ref"}, **found}
    return shape if isinstance(shape, Mapping) else {}


_CALLED = {"text": TEXT, "rule": RULE, "colour": COLOUR, "decimal": DECIMAL, "use": USE, "day": DAY}
_TYPES = {"boolean": _yes, "integer": _number, "string": _line, "array": _listed, "object": _held}
