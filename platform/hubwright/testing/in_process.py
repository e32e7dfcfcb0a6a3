"""One plugin as an installation has it, in the process of a test: what it raises is raised, and a test says where."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, get_type_hints

from hubwright import hooks
from hubwright.domain.errors import PluginFailed
from hubwright.domain.plugins import Asked, NotYet, Plugin, as_json, of_json, problems_of
from hubwright.domain.problems import Problem
from hubwright.loading.plugin_forms import problems_of_deeds
from hubwright.plugging.answering import answer, described, hooks_of, manager_of
from hubwright.plugging.made import made_of
from hubwright.ports.plugins import MadeDeed, MadeRecord, Off
from hubwright.reference.meanings import meanings


class Unusable(Exception):
    """The platform would refuse the plugin at the start.

    Args:
        problems: everything that is wrong with it.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class InProcess:
    """One plugin as an installation has it, in this process: what it raises is raised, so that a test says where.

    Args:
        module: with functions that are marked `@hookimpl`.

    Raises:
        Unusable: it could not be used by any hub.
        LookupError: it has no function `describe`.
        pluggy.PluginValidationError: a hook is misspelt, or takes what no hook gives.
    """

    def __init__(self, module: ModuleType) -> None:
        self._manager = manager_of(module, module.__name__)
        self.plugin = described(self._manager)
        wrong = problems_of(self.plugin, found_as=self.plugin.id, meanings=meanings())
        if wrong := wrong or problems_of_deeds(self.plugin):
            raise Unusable(wrong)

    def declared(self) -> Mapping[str, Plugin]:
        """It alone."""
        return {self.plugin.id: self.plugin}

    def off(self) -> Mapping[str, Off]:
        """Never: a fault is raised."""
        return {}

    def has(self, plugin: str, hook: str) -> bool:
        """Whether it has its say at a moment."""
        return plugin == self.plugin.id and hook in hooks_of(self._manager)

    def ask(self, plugin: str, hook: str, **given: Any) -> Any:
        """What it answers, as the hook's type."""
        return of_json(get_type_hints(getattr(hooks, hook))["return"], self._asked(plugin, hook, given))

    def decide(self, plugin: str, asked: Asked, options: Mapping[str, Any]) -> MadeDeed | NotYet:
        """What follows from a deed, each entry with the record after it; or why it is not done yet."""
        said = self._asked(plugin, "decide", {"asked": asked, "options": options})
        return made_of(said)

    def react(self, plugin: str, hook: str, **given: Any) -> MadeRecord | None:
        """What it begins by itself after something happened."""
        said = self._asked(plugin, hook, given)
        return None if said is None else of_json(MadeRecord, said)

    def _asked(self, plugin: str, hook: str, given: Mapping[str, Any]) -> Any:
        if not self.has(plugin, hook):
            raise PluginFailed(plugin, "off")
        # Through text and back, as to the plugin's own process: what JSON cannot say is noticed here.
        asked = json.loads(json.dumps(as_json(given)))
        return json.loads(json.dumps(answer(self._manager, self.plugin, hook, asked)))
