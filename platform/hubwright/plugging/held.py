"""The plugins of this installation, asked within their time; one that fails again and again is switched off."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Final, get_type_hints

import structlog

from hubwright import hooks
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.errors import PluginFailed
from hubwright.domain.plugins import Asked, Nonsense, NotYet, Plugin, as_json, of_json
from hubwright.plugging.apart import Faulty
from hubwright.plugging.installed import Known
from hubwright.plugging.made import made_of
from hubwright.ports import Installation, Now
from hubwright.ports.plugins import MadeDeed, MadeRecord, Off

FAULTS: Final = 3
WITHIN: Final = 600.0
"""So many faults in so many seconds, and a plugin is off until the operator switches it on again."""

SECONDS: Final[Mapping[str, float]] = {
    "asks": 1.0,
    "case_section": 0.5,
    "check_put_together": 0.5,
    "page": 2.0,
    "paper": 5.0,
    "decide": 5.0,
    "well": 10.0,
    "contact_arrived": 30.0,
    "rating_made": 30.0,
    "route_chosen": 30.0,
}
"""How long each moment waits. A page goes out without what was not drawn in its time."""

_LOOKS_AGAIN = 5.0
_log = structlog.get_logger("hubwright.plugins")


class HeldPlugins:
    """The `Plugins` of an installation.

    Args:
        load: finds those that can be used, by id; asked when they are first wanted.
        installation: keeps which of them are off, for every process to know.
        now: the machine's clock.
    """

    def __init__(
        self,
        load: Callable[[], Mapping[str, Known]],
        *,
        installation: Installation,
        now: Now,
    ) -> None:
        self._load, self._installation, self._now = load, installation, now
        self._loaded: Mapping[str, Known] | None = None
        self._faults: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=FAULTS))
        self._known_off: tuple[float, Mapping[str, Off]] | None = None
        self._guard = Lock()

    @property
    def _usable(self) -> Mapping[str, Known]:
        with self._guard:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def declared(self) -> Mapping[str, Plugin]:
        """Those that are installed and can be used, by id."""
        return {id: one.plugin for id, one in self._usable.items()}

    def off(self) -> Mapping[str, Off]:
        """Those that are off for their faults."""
        with self._guard:
            if self._known_off is None or time.monotonic() - self._known_off[0] > _LOOKS_AGAIN:
                self._known_off = (time.monotonic(), self._read())
            return self._known_off[1]

    def has(self, plugin: str, hook: str) -> bool:
        """Whether a plugin is installed, on, and has its say at a moment."""
        return plugin in self._usable and hook in self._usable[plugin].hooks and plugin not in self.off()

    def ask(self, plugin: str, hook: str, **given: Any) -> Any:
        """What a plugin answers, as the hook's type.

        Raises:
            PluginFailed: it is off, failed, took too long or answered nonsense.
        """
        return of_json(get_type_hints(getattr(hooks, hook))["return"], self._asked(plugin, hook, given))

    def decide(self, plugin: str, asked: Asked, options: Mapping[str, Any]) -> MadeDeed | NotYet:
        """What follows from a deed, each entry with the record after it; or why it is not done yet.

        Raises:
            PluginFailed: as for `ask`.
        """
        answer = self._asked(plugin, "decide", {"asked": asked, "options": options})
        try:
            return made_of(answer)
        except Nonsense:
            raise self._counted(plugin, Faulty("nonsense")) from None

    def react(self, plugin: str, hook: str, **given: Any) -> MadeRecord | None:
        """What a plugin begins by itself after something happened.

        Raises:
            PluginFailed: as for `ask`.
        """
        answer = self._asked(plugin, hook, given)
        try:
            return None if answer is None else of_json(MadeRecord, answer)
        except Nonsense:
            raise self._counted(plugin, Faulty("nonsense")) from None

    def close(self) -> None:
        """Let their processes end."""
        for one in (self._loaded or {}).values():
            one.process.close()

    def _asked(self, plugin: str, hook: str, given: Mapping[str, Any]) -> Any:
        if not self.has(plugin, hook):
            raise PluginFailed(plugin, "off")
        try:
            return self._usable[plugin].process.ask(hook, as_json(given), seconds=SECONDS[hook])
        except Faulty as fault:
            raise self._counted(plugin, fault) from None

    def _counted(self, plugin: str, fault: Faulty) -> PluginFailed:
        """One more fault; after too many it is off, for every process."""
        with self._guard:
            faults = self._faults[plugin]
            faults.append(time.monotonic())
            too_many = len(faults) == FAULTS and faults[-1] - faults[0] <= WITHIN
            if too_many:
                faults.clear()
                self._known_off = None
        if too_many:
            self._switch_off(plugin, fault)
        return PluginFailed(plugin, fault.code)

    def _read(self) -> Mapping[str, Off]:
        with self._installation.reading() as installation:
            return {row["plugin"]: Off(row["since"], row["why"]) for row in installation.rows("installation_plugin")}

    def _switch_off(self, plugin: str, fault: Faulty) -> None:
        with self._installation.work(OPERATOR) as installation:
            installation.put("installation_plugin", plugin=plugin, since=self._now(), why=str(fault))
            installation.commit()
        _log.error("plugin_off", plugin=plugin, fault=fault.code, where=fault.where)
