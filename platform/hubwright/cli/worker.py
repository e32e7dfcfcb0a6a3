"""`hubwright worker`: the background work as a process of its own, for PostgreSQL."""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

import click

from hubwright.cli.opening import in_sentences, opened
from hubwright.cli.plugins_here import refuse_unusable
from hubwright.jobs import run
from hubwright.jobs.running import EVERY
from hubwright.loading.rehearsing import publishable


@click.command()
@click.option(
    "--every", type=click.FloatRange(min=0.05), default=EVERY, show_default=True, help="Seconds between turns."
)
@in_sentences
def worker(every: float) -> None:
    """Watch clocks, climb ladders and send messages until told to stop. Several may run at once."""
    stop = Event()

    def leave(_signal: int, _frame: Any) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, leave)
    refuse_unusable()
    with opened() as hubwright:
        click.echo("Working.")
        run(
            hubwright.worker(publishable(hubwright.house.calendars, hubwright.house.plugins.declared)),
            stop,
            every=every,
        )
    click.echo("Stopped after the present turn.")
