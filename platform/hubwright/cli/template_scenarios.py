"""Running a hub's scenarios, the template's and its own, before what was taken is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from hubwright.cli.rehearse import rehearsed
from hubwright.domain.rehearsal.rehearse import FAILED
from hubwright.insight.rehearsal_text import lines
from hubwright.loading.hub_folder import HubFolder
from hubwright.loading.library import load_library

Rehearse = Callable[[HubFolder], Sequence[str]]
"""Runs the scenarios of a hub and gives sentences where one does not come out as it says."""


def rehearsal(left_out: bool) -> Rehearse:
    """What runs the scenarios, or leaves them out because somebody said so."""
    return _left_out if left_out else _rehearsed


def _left_out(hub: HubFolder) -> Sequence[str]:
    if hub.scenarios:
        click.echo(f"{_counted(hub)} not run, as you said.")
    return ()


def _rehearsed(hub: HubFolder) -> Sequence[str]:
    if not hub.scenarios:
        return ()
    found = load_library([hub.folder], library=hub.library)
    if hub.document["id"] not in found.hubs:
        click.echo(f"{_counted(hub)} not run: the hub has no hours and nobody on duty before its local part is there.")
        return ()
    reports = list(rehearsed(found))
    failed = [report for report in reports if report.came == FAILED]
    if not failed:
        click.echo(f"{_counted(hub)} run, and nothing was otherwise than expected.")
    return list(lines(failed)) if failed else ()


def _counted(hub: HubFolder) -> str:
    count = len(hub.scenarios)
    return "1 scenario was" if count == 1 else f"{count} scenarios were"
