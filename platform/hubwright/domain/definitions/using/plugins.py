"""What the plugins of a hub name: elements in their options, as each plugin's own schema says, and what roles may do
with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.plugged import Declared, inside, plugin_of, switched_on
from hubwright.domain.definitions.using.spots import Spot, numbered
from hubwright.domain.definitions.using.things import Thing
from hubwright.domain.plugins.options import named_in

OPTIONS = "options"
PART = "plugins"


def in_plugins(tree: Mapping[str, Any], plugins: Declared) -> Iterator[tuple[Spot, Thing, str]]:
    """Each place that names something for a plugin or names a plugin, what is named, and how.

    Args:
        tree: a draft's.
        plugins: of this installation; what one that is not here would name, nobody here can say.
    """
    on = {use["id"]: use for use in switched_on(tree)}
    for id, use in on.items():
        if id in plugins and OPTIONS in use:
            for steps, part, named in named_in(plugins[id].options, use[OPTIONS]):
                how = "item" if isinstance(steps[-1], int) else "value"
                yield (PART, id, OPTIONS, *numbered(use[OPTIONS], steps)), (part, named), how
    roles = tree.get("roles")
    for role in roles if isinstance(roles, list) else ():
        held = role.get("permissions") if isinstance(role, Mapping) else None
        for number, one in enumerate(held if isinstance(held, list) else ()):
            if isinstance(one, str) and plugin_of(one) in on:
                yield ("roles", str(role.get("id")), "permissions", number), (PART, plugin_of(one)), "item"


def option_at(spot: Spot, plugins: Declared) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """What the schema of a plugin says of an option and of what holds it; None for a spot that is no option."""
    if spot[:1] != (PART,) or spot[2:3] != (OPTIONS,) or len(spot) < 4 or spot[1] not in plugins:
        return None
    shape = plugins[str(spot[1])].options
    return inside(shape, spot[3:]), inside(shape, spot[3:-1])


def least_of(spot: Spot, plugins: Declared) -> int:
    """How many elements a list within options has at least; 0 where no plugin says."""
    found = option_at(spot, plugins)
    return int(found[0].get("minItems", 0)) if found else 0


def stays(spot: Spot, plugins: Declared) -> bool:
    """Whether a plugin needs an option: something else has to stand there."""
    found = option_at(spot, plugins)
    return found is not None and spot[-1] in found[1].get("required", ())
