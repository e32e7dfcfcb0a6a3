"""Running a hub's scenarios before what an upgrade makes of it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from hubwright.loading.hub_folder import HubFolder

Rehearse = Callable[[HubFolder], Sequence[str]]
"""Runs the scenarios of a hub and gives a sentence for each that does not come out as it says."""


def rehearsal(left_out: bool) -> Rehearse:
    """What runs the scenarios, or leaves them out because somebody said so."""
    return not_rehearsed


def not_rehearsed(hub: HubFolder) -> Sequence[str]:
    """Say that the scenarios were not run, for whoever has asked that they are not."""
    if hub.scenarios:
        click.echo(f"{len(hub.scenarios)} scenarios were not run.")
    return ()
