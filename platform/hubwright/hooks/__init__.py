"""The moments at which a plugin may have its say: a signature and a sentence each.

A plugin is a module with functions of these names, each marked `@hookimpl`; it takes of the arguments those that it
names. Every one runs in a process of the plugin's own, never in the one that serves pages (`hubwright.plugging`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pluggy

from hubwright.domain.plugins import CaseView, Plugin, Section

PROJECT = "hubwright"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec(firstresult=True)
def describe() -> Plugin:
    """Say who the plugin is, what a hub may choose, and what it keeps; asked once, at the start."""
    raise NotImplementedError


@hookspec(firstresult=True)
def well(options: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with these options of a hub that a schema cannot see, a sentence each; none when all is well.

    Asked by the operator's look at the installation, and of a hub before it publishes."""
    raise NotImplementedError


@hookspec(firstresult=True)
def case_section(case: CaseView, options: Mapping[str, Any]) -> Section | None:
    """Draw a part of the case page for one reader, from what that reader may see; None for nothing to show."""
    raise NotImplementedError
