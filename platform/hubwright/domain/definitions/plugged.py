"""What the plugins of an installation say of themselves, as far as the definitions of a hub need it.

Everywhere here `None` means that nobody asked what is installed, as when a pack is checked away from any installation;
an empty mapping means that nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.plugins import Plugin

Declared: TypeAlias = Mapping[str, Plugin]
"""The plugins of an installation by id."""


def switched_on(shareable: Any) -> Iterator[Mapping[str, Any]]:
    """The plugins that a hub has switched on: of its shareable part, or of a draft's tree, in whatever shape."""
    there = shareable.get("plugins") if isinstance(shareable, Mapping) else None
    for one in there if isinstance(there, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("id"), str):
            yield one


def plugin_called(id: str, declared: Declared | None) -> str:
    """A plugin's name in English; its id as words where it is not installed."""
    known = (declared or {}).get(id)
    return known.name.en if known else id.replace("-", " ")


def plugin_of(permission: str) -> str:
    """The id of the plugin that a permission would belong to: "marac_links.refer" is of "marac-links"."""
    return permission.partition(".")[0].replace("_", "-")


def permissions_of(shareable: Any, declared: Declared | None) -> dict[str, tuple[str, str]]:
    """What the plugins that are switched on let a role do.

    Args:
        shareable: of a hub, or a draft's tree.
        declared: the plugins of the installation.

    Returns:
        each permission's id with the plugin's id and the words that go on after "May", in English.
    """
    known = declared or {}
    return {
        permission.id: (use["id"], permission.what.en)
        for use in switched_on(shareable)
        if use["id"] in known
        for permission in known[use["id"]].permissions
    }


def may(permission: str, declared: Declared | None) -> str:
    """A permission in words that go on after "May": the platform's own, or a plugin's."""
    if permission in PERMISSIONS:
        return PERMISSIONS[permission]
    plugin = (declared or {}).get(plugin_of(permission))
    found = [one.what.en for one in plugin.permissions if one.id == permission] if plugin else []
    return found[0] if found else permission.replace("_", " ").replace(".", ", ")


def shape_of(use: Mapping[str, Any], declared: Declared | None) -> Mapping[str, Any] | None:
    """What the options of a plugin that is switched on may be; None where nobody here can say."""
    plugin = (declared or {}).get(use["id"])
    return plugin.options if plugin else None


def inside(shape: Mapping[str, Any], steps: tuple[str | int, ...]) -> Mapping[str, Any]:
    """What a schema of options says of a place within them; empty where it says nothing.

    Args:
        shape: the schema.
        steps: names, and anything for an element of a list.
    """
    for step in steps:
        found = shape.get("items") if shape.get("type") == "array" else shape.get("properties", {}).get(step)
        if not isinstance(found, Mapping):
            return {}
        shape = found
    return shape
