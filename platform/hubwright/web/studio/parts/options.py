"""What a hub chose for a plugin, in words, and what stands around the page on which it chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.plugged import plugin_called
from hubwright.domain.definitions.using import Spot, as_words
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.parts.drawn import shape_at
from hubwright.web.studio.parts.naming import to_choose

_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Around:
    """What stands above the options of a plugin, and the way to switch it off.

    Args:
        does: one sentence, "" where it is not installed here.
        version: its own.
        off: the address of the page that switches it off.
    """

    does: str
    version: str
    off: str


def around(found: Desk, place: Spot) -> Around | None:
    """What stands around the page of a plugin; None for every other place."""
    if len(place) != 3 or place[0] != "plugins":
        return None
    plugin = found.plugins.get(str(place[1]))
    return Around(plugin.does.en if plugin else "", plugin.version if plugin else "", as_words(place[:2]))


def title_of(found: Desk, place: Spot) -> str:
    """What a place within the options of a plugin is called: the plugin, an option by its title, or an entry."""
    if len(place) == 3:
        return plugin_called(str(place[1]), found.plugins)
    return str(shape_at(place, found.plugins).get("title", "")).strip() or say("An entry")


def _with_title(found: Desk, shape: Mapping[str, Any], value: Any) -> str:
    """A yes or a no by itself says nothing: what it answers is said with it."""
    said = chosen(found, shape, value)
    return f"{shape.get('title', '')} {said}".strip() if isinstance(value, bool) else said


def chosen(found: Desk, shape: Mapping[str, Any], value: Any) -> str:
    """What was chosen, in words: elements by their names, an entry by what is said first of it."""
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    if isinstance(value, list):
        return ", ".join(chosen(found, shape.get("items", {}), one) for one in value)
    if isinstance(value, Mapping):
        held = shape.get("properties", {})
        said = [_with_title(found, held[name], value[name]) for name in held if name in value and name != "id"]
        return ", ".join([one for one in said if one][:_SHOWN]) or say("An entry")
    if "names" in shape:
        return dict(to_choose(found, str(shape["names"]))).get(str(value), say("Something that is not there"))
    return str(value).replace("_", " ").capitalize() if "enum" in shape else str(value)
