"""Plugins, as pages, deeds and checks see them: what each says of itself, and a way to ask it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from hubwright.domain.plugins import Plugin


class Plugins(Protocol):
    """The plugins of this installation."""

    def declared(self) -> Mapping[str, Plugin]:
        """Those that are installed and can be used, by id; one that is off for its faults is among them."""
        ...

    def off(self) -> Mapping[str, str]:
        """Those that are off for their faults, with why, in words for the operator."""
        ...

    def has(self, plugin: str, hook: str) -> bool:
        """Whether a plugin is installed, on, and has its say at a moment."""
        ...

    def ask(self, plugin: str, hook: str, **given: Any) -> Any:
        """What a plugin answers, as the hook's type.

        Args:
            plugin: its id.
            hook: of `hubwright.hooks`.
            given: what that hook takes.

        Raises:
            hubwright.domain.errors.PluginFailed: it is off, failed, took too long or answered nonsense.
        """
        ...


class NoPlugins:
    """An installation without any."""

    def declared(self) -> Mapping[str, Plugin]:
        return {}

    def off(self) -> Mapping[str, str]:
        return {}

    def has(self, plugin: str, hook: str) -> bool:
        return False

    def ask(self, plugin: str, hook: str, **given: Any) -> Any:
        raise LookupError(f"No plugin called {plugin} is installed.")
