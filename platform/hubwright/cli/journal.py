"""`hubwright journal`: does it hold, do the lists follow from it, and what was known at a time."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from pathlib import Path

import click

from hubwright.actions.lives import lives_of
from hubwright.actions.verify_record import CONFIRMED, LATER, confirm_sealed
from hubwright.cli.opening import Misused, Said, in_sentences, opened
from hubwright.domain.cases.entries import OPERATOR, Entry
from hubwright.domain.clocks.london import LONDON, on
from hubwright.domain.errors import Broken
from hubwright.wiring import Hubwright

_HUB = click.option("--hub", "chosen", help="Only this hub.")


@click.group()
def journal() -> None:
    """Look at the journal itself."""


@journal.command()
@_HUB
@click.option("--record", help="Confirm this sealed record instead, by the reference on it (7K3Q9M2X-R1).")
@click.option("--version", type=click.IntRange(1, 99999), help="Of that record.")
@click.option("--hash", "digest", help="That stands on it: 64 letters and figures, with spaces or without.")
@in_sentences
def verify(chosen: str | None, record: str | None, version: int | None, digest: str | None) -> None:
    """Check every chain and seal. Exit code 1 when something is not as it was written.

    With --record, --version and --hash: whether that is what was sealed. Exit code 0 when it is, 1 when it is and a
    later version holds, 2 when it is not, 3 when it could not be found out.
    """
    if (record, version, digest) != (None, None, None):
        if record is None or version is None or digest is None:
            raise Misused("Give --record, --version and --hash together.")
        _confirm(chosen, record, version, digest)
        return
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


class Unanswered(Said):
    """It could not be found out, which is none of the answers. Exit code 3."""

    exit_code = 3


def _confirm(chosen: str | None, record: str, version: int, digest: str) -> None:
    """Say whether a copy of a record is what was sealed; a record has one hub, and no two hubs have its hash."""
    try:
        found = _asked(chosen, record, version, digest)
    except Said as stopped:
        raise Unanswered(stopped.message) from None
    if CONFIRMED in found:
        click.echo("confirmed")
    elif LATER in found:
        raise Said("a later version holds")
    else:
        raise Misused("not what was sealed")


@in_sentences
def _asked(chosen: str | None, record: str, version: int, digest: str) -> list[str]:
    found = []
    with opened() as hubwright:
        for hub in _hubs(hubwright, chosen):
            with hubwright.house.store.reading(hub) as reading:
                try:
                    found.append(confirm_sealed(reading, record, version, digest))
                except Broken as broken:
                    click.echo(str(broken), err=True)
    return found


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


@journal.command()
@click.argument("hub")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), required=True, help="First day of receipt.")
@click.option("--until", "last", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Last day of receipt.")
@in_sentences
def history(hub: str, file: Path, first: datetime, last: datetime) -> None:
    """Write the cases received in some days to FILE with nobody in them, to be told again on a draft.

    Left out: names, words, references, dates of birth, whatever was typed, and cases shown to named people only.
    `hubwright rehearse FOLDER --history FILE` reads it.
    """
    if file.exists():
        raise Misused(f"{file} is there already, and nothing is written over.")
    with opened() as hubwright:
        _hubs(hubwright, hub)
        begins, ends = on(first.date(), time()), on(last.date() + timedelta(days=1), time())
        hubwright.store.note_read(
            hub,
            user=OPERATOR.id,
            at=hubwright.house.now(),
            what="history",
            reference=first.date().isoformat(),
            purpose="",
        )
        found = lives_of(hubwright.house, hub=hub, begins=begins, ends=ends)
    document = {"hub": hub, "from": first.date().isoformat(), "until": last.date().isoformat(), "lives": found}
    file.write_text(json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    click.echo(f"{len(found)} cases of {hub} are in {file}, with nobody in them.")


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
