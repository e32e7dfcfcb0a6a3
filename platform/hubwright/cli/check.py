"""`hubwright check`: every problem in the definitions, with its place and what to do."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from hubwright.cli.plugins_here import plugins_here
from hubwright.loading.check import examine_paths
from hubwright.loading.finding import ROOTS


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--library", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="PATH")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check(paths: tuple[Path, ...], library: tuple[Path, ...], as_json: bool) -> None:
    """Check the definitions under PATHS (by default, those in this folder).

    Exit code 0: clean; 1: there are problems; 2: wrong usage. Hints fail nothing.
    """
    if not paths:
        if not any(Path(root).is_dir() for root in ROOTS):
            raise click.UsageError(f"This folder holds none of {', '.join(ROOTS)}: name a path.")
        paths = (Path(),)
    problems, hints, looked_at = examine_paths(paths, library=library, plugins=plugins_here)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "documents": looked_at,
                    "problems": [asdict(one) for one in problems],
                    "hints": [asdict(one) for one in hints],
                },
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        for problem in problems:
            click.echo(str(problem))
        for hint in hints:
            click.echo(f"hint: {hint}")
        click.echo(f"{looked_at} documents in shape, {len(problems)} problems, {len(hints)} hints.")
    sys.exit(1 if problems else 0)
