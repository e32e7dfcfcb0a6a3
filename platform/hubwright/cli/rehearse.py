"""`hubwright rehearse`: a hub's scenarios, told on the pure core that runs it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import click

from hubwright.actions.copy_aids import copy_aids
from hubwright.calendars import bank_holidays, calendars_of
from hubwright.cli.opening import Misused, in_sentences
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.rehearse import FAILED, Report
from hubwright.domain.rehearsal.rehearse import rehearse as tell
from hubwright.domain.rehearsal.replay.again import compared
from hubwright.domain.rehearsal.scenario import draw_scenario
from hubwright.domain.rehearsal.world import Around
from hubwright.insight.rehearsal_text import as_json as plain
from hubwright.insight.rehearsal_text import lines
from hubwright.insight.replay_text import as_json as replay_plain
from hubwright.insight.replay_text import lines as replay_lines
from hubwright.loading.library import Library, load_library
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SHOWN = 50
# Bank holidays are known from a year before a scenario begins to two after.
_BEFORE, _AFTER = timedelta(days=366), timedelta(days=731)


@click.command()
@click.argument("hub_folders", nargs=-1, required=True, type=_FOLDER)
@click.option("--history", type=_FILE, help="Tell the cases of this file again instead (`hubwright journal history`).")
@click.option("--only", multiple=True, metavar="ID", help="Only the scenarios with these ids or rows.")
@click.option("--steps", is_flag=True, help="Show every step, not only what was not as expected.")
@click.option("--library", multiple=True, type=_FOLDER, metavar="PATH", help="A further folder with shared documents.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@in_sentences
def rehearse(
    hub_folders: tuple[Path, ...],
    history: Path | None,
    only: tuple[str, ...],
    steps: bool,
    library: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Tell the scenarios of the hubs in HUB_FOLDERS, and say what was not as they expect.

    Exit code 0: all as expected; 1: something was not; 2: something could not be read.
    """
    found = load_library(hub_folders, library=library)
    if found.problems:
        raise Misused("\n".join(map(str, found.problems[:_SHOWN])) + "\nMend this first: `hubwright check` has all.")
    if history is not None:
        _again(found, history, as_json=as_json)
        return
    reports = list(rehearsed(found, only))
    if only and not reports:
        raise Misused(f"No scenario here has one of these: {', '.join(only)}.")
    if as_json:
        click.echo(json.dumps(plain(reports), indent=2, ensure_ascii=False, sort_keys=True))
    else:
        for line in lines(reports, whole=steps):
            click.echo(line)
    if any(report.came == FAILED for report in reports):
        raise SystemExit(1)


def _again(found: Library, history: Path, *, as_json: bool) -> None:
    """Tell the cases of a history again on the one hub that was named, and say what would differ."""
    if len(found.hubs) != 1:
        raise Misused("Name the folder of one hub: the draft on which the history is told again.")
    try:
        document = json.loads(history.read_text("utf-8"))
        lives = document["lives"]
        begins = min((date.fromisoformat(one["received"][:10]) for one in lives), default=date.min + _BEFORE)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Misused(f"{history} is no history. Make one with `hubwright journal history`.") from error
    hub = next(iter(found.hubs.values())).hub
    try:
        came = compared(lives, hub, around(hub, begins))
    except (ValueError, KeyError, TypeError) as error:
        raise Misused(f"{history} holds something that no history has. Make it anew.") from error
    if as_json:
        click.echo(json.dumps(replay_plain(came), indent=2, ensure_ascii=False, sort_keys=True))
        return
    for line in replay_lines(came):
        click.echo(line)


def rehearsed(found: Library, only: Iterable[str] = ()) -> Iterable[Report]:
    """Each scenario that was asked for, told on its hub.

    Args:
        found: the hubs and their scenarios, without problems.
        only: ids or rows of those wanted; empty for all.
    """
    wanted = set(only)
    for hub_id, documents in sorted(found.scenarios.items()):
        hub = found.hubs[hub_id].hub
        for scenario in map(draw_scenario, documents):
            if not wanted or wanted & {scenario.id, *scenario.rows}:
                yield tell(scenario, hub, around(hub, scenario.begins.date()))


def around(hub: Hub, begins: date) -> Around:
    """What a story is told in: the hub's calendars with the bank holidays of those years, and the law."""
    nation = hub.local.nation
    first, last = begins - _BEFORE, begins + _AFTER

    def provisions(day: date) -> frozenset[str]:
        return provisions_that_hold(nation, day)

    return Around(
        calendars=calendars_of(hub, bank_holidays, {}, first, last),
        provisions=provisions,
        guidance=lambda day: guidance_that_holds(nation, day),
        aids=copy_aids,
    )
