"""`hubwright forecast`: will Monday break? A hub's own definitions under an assumed demand."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path
from typing import Any

import click

from hubwright.cli.forecasting import plan_of
from hubwright.cli.opening import Misused, in_sentences
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.problems import Problem
from hubwright.domain.rehearsal.forecast.asking import forecast as forecast_of
from hubwright.domain.rehearsal.forecast.assuming import assumptions_of
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions
from hubwright.domain.rehearsal.forecast.history import History, history_of
from hubwright.domain.rehearsal.forecast.trying import Change, tried, without_people
from hubwright.insight.chance import chances_of
from hubwright.insight.forecast_page import page
from hubwright.insight.forecast_text import lines
from hubwright.loading.library import LoadedHub, load_library

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_SHOWN = 50
_YEARS = range(2000, 2090)


@dataclass(frozen=True, slots=True)
class _Given:
    """What was assumed by whoever asks: the values, where each comes from, and what a history holds beside."""

    assumed: Assumptions
    sources: dict[str, str]
    history: History | None


@click.command()
@click.argument("hub_folder", type=_FOLDER)
@click.option("--contacts-per-month", type=click.FloatRange(0, 100_000), help="What arrives; else that of the history.")
@click.option("--months", type=click.FloatRange(0.25, 36), required=True, help="How far it looks ahead.")
@click.option("--seed", type=int, required=True, help="The same seed gives the same answer.")
@click.option("--runs", type=click.IntRange(1, 1000), default=10, show_default=True, help="How often it is repeated.")
@click.option("--from", "begins", type=click.DateTime(["%Y-%m-%d"]), help="First day; else the next month's first.")
@click.option("--history", type=_FILE, help="Contacts received, as CSV: received, and kind and tier where known.")
@click.option("--assume", type=_FILE, help="Your own assumptions, as JSON.")
@click.option(
    "--staffing",
    type=click.Choice(["today", "plan"]),
    default="today",
    show_default=True,
    help="The people whom the hub has, or those whom it plans to have.",
)
@click.option("--what-if", "what_if", multiple=True, metavar="CHANGE", help="police=+1, demand=+20%, amber:ask=police.")
@click.option("--library", multiple=True, type=_FOLDER, metavar="PATH", help="A further folder with shared documents.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the report with charts to a file.")
@in_sentences
def forecast(
    hub_folder: Path,
    contacts_per_month: float | None,
    months: float,
    seed: int,
    runs: int,
    begins: datetime | None,
    history: Path | None,
    assume: Path | None,
    staffing: str,
    what_if: tuple[str, ...],
    library: tuple[Path, ...],
    as_json: bool,
    html: Path | None,
) -> None:
    """Run the hub in HUB_FOLDER through the months to come: what is decided in time, what waits, where it breaks.

    Everything that no definition says is assumed, and printed. Exit code 2: something asked for cannot be.
    """
    if as_json and html:
        raise Misused("Ask for --json or for --html FILE: one answer goes to one place.")
    _can_be(months, contacts_per_month, begins)
    now = datetime.now(UTC)
    loaded = _loaded(hub_folder, library)
    given, problems = _given(loaded.hub, history, assume, now)
    if contacts_per_month is None and history is None:
        raise Misused("Say how much arrives: --contacts-per-month N, or --history FILE.csv.")
    per_month = given.history.per_month if given.history and contacts_per_month is None else contacts_per_month or 0.0
    plan = plan_of(
        loaded.hub,
        given.assumed,
        per_month=per_month,
        months=months,
        begins=begins.date() if begins else None,
        now=now,
        planned=staffing == "plan",
    )
    problems += without_people(loaded.hub, plan)
    changes: list[Change] = []
    for asked in what_if:
        change, wrong = tried(asked, plan)
        problems += wrong
        changes += [change] if change else []
    if problems:
        raise Misused("\n".join(map(str, problems)))
    if contacts_per_month is None:
        given.sources["per_month"] = given.sources["hours_of"]
    if given.history and given.history.personal:
        seen = ", ".join(given.history.personal)
        click.echo(f"Not read, because it looks personal: {seen}. Better leave such columns out of the file.", err=True)
    silent = as_json and not sys.stdout.isatty()

    def tell(what: str, number: int) -> None:
        if not silent:
            click.echo(f"{what or plan.hub.id}: run {number} of {runs}", err=True)

    answer = {
        "seed": seed,
        **forecast_of(
            plan,
            changes,
            runs=runs,
            chances=chances_of(seed),
            document=loaded.document,
            given=given.sources,
            unused=given.history.unused if given.history else (),
            tell=tell,
        ),
    }
    _show(answer, as_json=as_json, html=html)


def _can_be(months: float, contacts: float | None, begins: datetime | None) -> None:
    """Stop where a number is none, or a year is one for which nobody knows a bank holiday."""
    if not (isfinite(months) and isfinite(contacts or 0.0)):
        raise Misused("Months and contacts are numbers.")
    if begins is not None and begins.year not in _YEARS:
        raise Misused(f"A forecast begins between {_YEARS[0]} and {_YEARS[-1]}.")


def _show(answer: Mapping[str, Any], *, as_json: bool, html: Path | None) -> None:
    if as_json:
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False, sort_keys=True))
        return
    if html:
        html.write_text(page(answer), "utf-8")
        click.echo(f"The report is in {html}.")
        return
    for line in lines(answer):
        click.echo(line.rstrip())


def _loaded(folder: Path, library: tuple[Path, ...]) -> LoadedHub:
    found = load_library([folder], library=library)
    if found.problems:
        raise Misused("\n".join(map(str, found.problems[:_SHOWN])) + "\nMend the hub first: `hubwright check` has all.")
    asked = [source.document["id"] for source in found.sources if source.asked and source.kind == "hub"]
    if len(asked) != 1:
        raise Misused("Name the folder of one hub: the one in which its hub.json lies.")
    return found.hubs[asked[0]]


def _given(hub: Hub, history: Path | None, assume: Path | None, now: datetime) -> tuple[_Given, list[Problem]]:
    assumed = Assumptions()
    sources: dict[str, str] = {}
    problems: list[Problem] = []
    found: History | None = None
    if history is not None:
        found, problems = history_of(_text(history), hub, now, history.name)
        if found is not None:
            assumed, known = found.over(assumed)
            said = f"{history.name}: {found.rows} contacts from {found.first} to {found.last}"
            sources = {**dict.fromkeys(known, said), "hours_of": said}
    if assume is not None:
        try:
            document = json.loads(_text(assume))
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            raise Misused(f"{assume.name} is not JSON: look at line {line}.") from None
        said_here, wrong = assumptions_of(document, hub, assume.name)
        problems += wrong
        if not wrong:
            own = {name: getattr(said_here, name) for name in document}
            assumed = replace(assumed, **own)
            sources |= dict.fromkeys(own, f"{assume.name} (assumed by whoever asks)")
    return _Given(assumed, sources, found), problems


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Misused(f"{path.name} is not text in UTF-8. Save it as CSV or JSON in UTF-8.") from None
