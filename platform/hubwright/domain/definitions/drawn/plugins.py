"""The plugins that a hub has switched on, as it draws them. No code of a plugin is needed to read this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class PluginUse:
    """A plugin that is switched on for a hub: that it stands here is the switch.

    Args:
        id: of the plugin, as its package has it.
        options: what the hub chose, plain JSON. Its shape is the plugin's own and is held to it while the hub is
            edited; a published hub is drawn whatever the plugin asks for today, or without it.
    """

    id: str
    options: Mapping[str, Any] = field(default_factory=dict)
