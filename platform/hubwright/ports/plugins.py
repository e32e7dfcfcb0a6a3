"""Plugins, as pages, deeds and checks see them: what each says of itself, and a way to ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from hubwright.domain.errors import PluginFailed
from hubwright.domain.plugins import Asked, NotYet, Plugin, Tell


@dataclass(frozen=True, slots=True)
class Off:
    """A plugin is off for its faults.

    Args:
        since: UTC.
        why: for the operator; it holds nothing of anybody.
    """

    since: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Made:
    """One entry that a plugin decided, with its record after it."""

    type: str
    body: Mapping[str, Any]
    state: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MadeDeed:
    """What a plugin decided of a deed.

    Args:
        steps: entries of its record, in order.
        tells: who is told that there is something to look at.
    """

    steps: tuple[Made, ...]
    tells: tuple[Tell, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """A record that a plugin begins by itself.

    Args:
        kind: of it.
        steps: its first entries, in order.
    """

    kind: str
    steps: tuple[Made, ...]


class Plugins(Protocol):
    """The plugins of this installation."""

    def declared(self) -> Mapping[str, Plugin]:
        """Those that are installed and can be used, by id; one that is off for its faults is among them."""
        ...

    def off(self) -> Mapping[str, Off]:
        """Those that are off for their faults, by id."""
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

    def decide(self, plugin: str, asked: Asked, options: Mapping[str, Any]) -> MadeDeed | NotYet:
        """What follows from a deed of a plugin's own.

        Raises:
            hubwright.domain.errors.PluginFailed: as for `ask`.
        """
        ...

    def react(self, plugin: str, hook: str, **given: Any) -> MadeRecord | None:
        """What a plugin begins by itself after something happened; never asked while somebody waits.

        Raises:
            hubwright.domain.errors.PluginFailed: as for `ask`.
        """
        ...


class NoPlugins:
    """An installation without any."""

    def declared(self) -> Mapping[str, Plugin]:
        """None."""
        return {}

    def off(self) -> Mapping[str, Off]:
        """None."""
        return {}

    def has(self, plugin: str, hook: str) -> bool:
        """Nobody has a say."""
        return False

    def ask(self, plugin: str, hook: str, **given: Any) -> Any:
        """Nobody answers."""
        raise PluginFailed(plugin, "off")

    def decide(self, plugin: str, asked: Asked, options: Mapping[str, Any]) -> MadeDeed | NotYet:
        """Nobody decides."""
        raise PluginFailed(plugin, "off")

    def react(self, plugin: str, hook: str, **given: Any) -> MadeRecord | None:
        """Nobody reacts."""
        raise PluginFailed(plugin, "off")
