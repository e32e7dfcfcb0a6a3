"""`hubwright journal`: does it hold, do the lists follow from it, and what was known at a time."""

from __future__ import annotations

import json
from datetime import datetime

import click

from hubwright.cli.opening import Misused, Said, in_sentences, opened
from hubwright.domain.cases.entries import OPERATOR, Entry
from hubwright.domain.clocks.london import LONDON
from hubwright.wiring import Hubwright

_HUB = click.option("--hub", "chosen", help="Only this hub.")


@click.group()
def journal() -> None:
    """Look at the journal itself."""


@journal.command()
@_HUB
@in_sentences
def verify(chosen: str | None) -> None:
    """Check every chain and seal. Exit code 1 when something is not as it was written."""
    broken = 0
    with opened() as hubwright:
        for hub in _hubs(hubwright, chosen):
            links = hubwright.store.verify(hub)
            broken += len(links)
            for link in links:
                click.echo(f"{hub} {link.stream} {link.number}: {link.what}", err=True)
            if not links:
                click.echo(f"{hub}: every chain and seal holds.")
    if broken:
        raise Said(
            f"The journal does not hold in {_counted(broken, 'place')}. Stop writing to it, keep a copy, and compare"
            " it with the last backup."
        )


@journal.command()
@_HUB
@in_sentences
def rebuild(chosen: str | None) -> None:
    """Work every list out anew from the journal. Exit code 1 when a list had not followed from it."""
    wrong = 0
    with opened() as hubwright:
        for hub in _hubs(hubwright, chosen):
            differences = hubwright.store.rebuild(hub)
            wrong += len(differences)
            for one in differences:
                columns = f": {', '.join(one.columns)}" if one.columns else ""
                click.echo(f"{hub} {one.table} {' '.join(one.key)} {one.found}{columns}", err=True)
            if not differences:
                click.echo(f"{hub}: every list follows from the journal.")
    if wrong:
        raise Said(f"{_counted(wrong, 'row')} did not follow from the journal. They do now; please report how it came.")


@journal.command("as-of")
@click.argument("hub")
@click.argument("stream")
@click.argument("when")
@click.option("--purpose", help="Show the words too; the look and why go into the read log.")
@in_sentences
def as_of(hub: str, stream: str, when: str, purpose: str | None) -> None:
    """What was on record of STREAM (such as case:7K3Q9M2X) at WHEN (2026-11-24T09:30, London time)."""
    try:
        at = datetime.fromisoformat(when)
    except ValueError:
        raise Misused("WHEN is not a time. Write it as 2026-11-24T09:30.") from None
    at = at if at.tzinfo else at.replace(tzinfo=LONDON)
    with opened() as hubwright:
        _hubs(hubwright, hub)
        if purpose:
            hubwright.store.note_read(
                hub, user=OPERATOR.id, at=hubwright.house.now(), what="as-of", reference=stream, purpose=purpose
            )
        with hubwright.house.store.reading(hub) as reading:
            entries = reading.entries(stream, as_of=at)
    if not entries:
        raise Said("Nothing was on record of that at that time.")
    for entry in entries:
        click.echo(_line(entry))
        if purpose:
            click.echo(json.dumps(dict(entry.body), ensure_ascii=False, indent=2, sort_keys=True))


def _line(entry: Entry) -> str:
    gone = f" destroyed: {entry.destroyed}" if entry.destroyed else ""
    recorded = entry.recorded.astimezone(LONDON).isoformat(timespec="minutes")
    return f"{entry.number} {recorded} {entry.type} by {entry.actor_name or entry.actor}{gone}"


def _hubs(hubwright: Hubwright, chosen: str | None) -> list[str]:
    hubs = list(hubwright.hubs())
    if chosen is None:
        return hubs
    if chosen not in hubs:
        raise Said("This installation has no hub with that id.")
    return [chosen]


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
