"""A plugin for pytest: `pytest_plugins = ("hubwright.testing.plugin_fixtures",)` in a test gives it `plugin_hub`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubwright.testing.plugin_hub import PluginHub


@pytest.fixture
def plugin_hub() -> Callable[..., PluginHub]:
    """Make a hub in memory with a plugin on: `plugin_hub(module, options={...}, may={...})`, as `PluginHub` says."""
    return PluginHub
