"""What the plugins that are installed beside this terminal say of themselves, for whoever checks or serves here."""

from __future__ import annotations

from functools import cache

from hubwright.cli.opening import Said
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.problems import Problem
from hubwright.loading.plugin_forms import problems_of_deeds
from hubwright.plugging.installed import known


@cache
def looked_at() -> tuple[Declared, tuple[Problem, ...]]:
    """The plugins that can be used, by id, and everything that is wrong with the others: each is begun, asked once who
    it is, and ended."""
    found, problems = known(also=problems_of_deeds)
    for one in found.values():
        one.process.close()
    return {id: one.plugin for id, one in found.items()}, tuple(problems)


def plugins_here() -> Declared:
    """The plugins by id. One that cannot be used is not among them."""
    return looked_at()[0]


def refuse_unusable() -> None:
    """Refuse to serve beside a plugin that cannot be used: a hub that has it on would find it missing at night.

    Raises:
        Said: everything that is wrong with it, and what to do.
    """
    _, problems = looked_at()
    if problems:
        raise Said("\n".join(map(str, problems)))
