"""Which plugins are installed, and what each says of itself; none is imported here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

from hubwright.domain.plugins import Nonsense, Plugin, of_json, problems_of
from hubwright.domain.problems import Problem
from hubwright.plugging.apart import Faulty, KeptProcess
from hubwright.plugging.group import GROUP
from hubwright.reference.meanings import meanings

_LOST: Final = {
    "too_long": "it took too long to begin.",
    "died": "it ended before it said who it is.",
    "nonsense": "what it said first was nothing that can be read.",
}

Also = Callable[[Plugin], list[Problem]]


@dataclass(frozen=True, slots=True)
class Known:
    """A plugin that is installed and can be used.

    Args:
        plugin: what it says of itself.
        hooks: the moments at which it has its say.
        process: where it is asked.
    """

    plugin: Plugin
    hooks: frozenset[str]
    process: KeptProcess


def installed(more: Sequence[Path] = ()) -> list[str]:
    """The names of the plugins that are installed, in order; their metadata is read and nothing of them is run.

    Args:
        more: folders to look in, beside where Python looks.
    """
    places = [*(str(one) for one in more), *sys.path]
    found = {
        point.name
        for distribution in distributions(path=places)
        for point in distribution.entry_points
        if point.group == GROUP
    }
    return sorted(found)


def known(
    more: Sequence[Path] = (), *, also: Also | None = None, only: Collection[str] | None = None
) -> tuple[Mapping[str, Known], list[Problem]]:
    """The plugins that can be used, by id, and everything that is wrong with those that cannot.

    Args:
        more: as for `installed`.
        also: what else may be wrong with what one says of itself.
        only: names of those that are wanted; None for all.
    """
    usable: dict[str, Known] = {}
    problems: list[Problem] = []
    for name in installed(more):
        if only is not None and name not in only:
            continue
        process = KeptProcess(name, more=more)
        try:
            said = process.says()
            plugin = of_json(Plugin, said["plugin"])
        except (Faulty, Nonsense, KeyError) as fault:
            process.close()
            problems.append(_refused(name, fault))
            continue
        wrong = problems_of(plugin, found_as=name, meanings=meanings()) or (also(plugin) if also else [])
        problems += wrong
        if wrong:
            process.close()
        else:
            usable[plugin.id] = Known(plugin, frozenset(said["hooks"]), process)
    return usable, problems


def _refused(name: str, fault: Exception) -> Problem:
    why, where = (fault.why or _LOST.get(fault.code), fault.where) if isinstance(fault, Faulty) else (str(fault), "")
    return Problem(
        name,
        where,
        f"The plugin {name} cannot be used: {why or 'it did not say who it is.'}",
        "Mend it, install the release that goes with this one of Hubwright, or take its package away.",
        "plugin-refused",
    )
