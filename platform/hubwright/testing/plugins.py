"""Plugins that are only said to be there: what each declares and answers is what a test hands in, and nothing runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubwright.domain.errors import PluginFailed
from hubwright.domain.plugins import Asked, NotYet, Plugin
from hubwright.ports.plugins import MadeDeed, Off

Answer = Callable[..., Any]


class FakePlugins:
    """The plugins of an installation, without a process.

    Args:
        declared: what each says of itself.
        answers: (plugin, hook) to what answers; for "decide" it is called with what is asked and the options.
        off: those that are off for their faults.
    """

    def __init__(
        self,
        *declared: Plugin,
        answers: Mapping[tuple[str, str], Answer] | None = None,
        off: Mapping[str, Off] | None = None,
    ) -> None:
        self._declared = {one.id: one for one in declared}
        self._answers, self._off = dict(answers or {}), dict(off or {})

    def declared(self) -> Mapping[str, Plugin]:
        """Those that were handed in."""
        return self._declared

    def off(self) -> Mapping[str, Off]:
        """Those that were said to be off."""
        return self._off

    def forget(self, plugin: str) -> None:
        """As if its package were taken away."""
        del self._declared[plugin]
        self._off.pop(plugin, None)

    def has(self, plugin: str, hook: str) -> bool:
        """Whether something was handed in that answers."""
        return plugin in self._declared and plugin not in self._off and (plugin, hook) in self._answers

    def ask(self, plugin: str, hook: str, **given: Any) -> Any:
        """What was handed in answers.

        Raises:
            PluginFailed: nothing was.
        """
        if not self.has(plugin, hook):
            raise PluginFailed(plugin, "off")
        return self._answers[plugin, hook](**given)

    def decide(self, plugin: str, asked: Asked, options: Mapping[str, Any]) -> MadeDeed | NotYet:
        """What was handed in decides.

        Raises:
            PluginFailed: nothing was.
        """
        made: MadeDeed | NotYet = self.ask(plugin, "decide", asked=asked, options=options)
        return made
