"""`hubwright backup` and `hubwright restore`: a consistent copy in one file, and back again."""

from __future__ import annotations

from pathlib import Path

import click

from hubwright import __version__
from hubwright.cli.opening import Misused, Said, in_sentences, on_sqlite, settings_of
from hubwright.settings import Settings, make_data_folder
from hubwright.wiring import bring_up_to_date, copy_back, copy_out

_HUB = click.option("--hub", "chosen", help="Only this hub, with those who have to do with it.")
_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@_FILE
@_HUB
@in_sentences
def backup(file: Path, chosen: str | None) -> None:
    """Write a copy of one moment to FILE, while the hubs are at work; on PostgreSQL as HUBWRIGHT_DATABASE_OWNER_URL."""
    settings = _as_owner()
    if file.exists():
        raise Misused("There is a file of that name already, and it is not written over. Choose another name.")
    copied = copy_out(settings, file, release=__version__, hub=chosen)
    click.echo(
        f"Copied {_said(copied.entries, 'entry', 'entries')} of {_said(len(copied.hubs), 'hub', 'hubs')}."
        f" {_said(copied.waiting, 'message was', 'messages were')} still to go out. The secret key is not in the copy:"
        " keep it elsewhere, for without it nobody can read what was said."
    )


@click.command()
@_FILE
@_HUB
@in_sentences
def restore(file: Path, chosen: str | None) -> None:
    """Bring FILE back into a database that is empty, or that has no hub of that name; nothing is written over."""
    settings = _as_owner()
    if not file.is_file():
        raise Said("There is no such file.")
    if on_sqlite(settings):
        make_data_folder(settings)
        bring_up_to_date(settings)
    copied = copy_back(settings, file, hub=chosen)
    click.echo(
        f"Brought back {_said(copied.entries, 'entry', 'entries')} of {_said(len(copied.hubs), 'hub', 'hubs')}; every"
        f" chain and seal holds. {_said(copied.waiting, 'message', 'messages')} that had not gone out when the copy was"
        " made will go out when a worker runs, some perhaps a second time. Everybody signs in again."
    )


def _as_owner() -> Settings:
    settings = settings_of()
    if not on_sqlite(settings) and not settings.database_owner_url:
        raise Misused(
            "HUBWRIGHT_DATABASE_OWNER_URL is not set. On PostgreSQL a copy is read and written as the tables' owner,"
            " one hub at a time; set it to the same database as that role, for this command."
        )
    return settings


def _said(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
