"""A shipped hub in memory with a plugin as the hub has it on, for the rows that a plugin lights."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import ModuleType
from typing import Any

from hubwright.domain.definitions.hub import Hub
from hubwright.testing.plugin_hub import PluginHub

from tests.rows.shipped import Without, put


def having(plugin: str, **options: Any) -> Without:
    """The hub with a plugin on.

    Args:
        plugin: its id.
        options: that the hub chose.
    """
    return put("/shareable/plugins", [{"id": plugin, "options": options}])


def on(hub: Hub, module: ModuleType, *, may: Collection[str] | None = None) -> PluginHub:
    """The hub with the plugin that it has on.

    Args:
        hub: the drawing.
        module: the plugin.
        may: what whoever acts may do of it; everything where nothing is said.

    Raises:
        LookupError: the hub does not have it on.
    """
    chosen: Mapping[str, Mapping[str, Any]] = {use.id: use.options for use in hub.plugins}
    made = PluginHub(module, may=may, hub=hub)
    return PluginHub(module, options=chosen[made.plugin.id], may=may, hub=hub)
