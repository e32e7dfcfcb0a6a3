"""`hubwright migrate`: the database brought to the state that this version works with."""

from __future__ import annotations

import click

from hubwright.cli.opening import Misused, in_sentences, on_sqlite, settings_of
from hubwright.settings import make_data_folder
from hubwright.wiring import bring_up_to_date


@click.command()
@in_sentences
def migrate() -> None:
    """Bring the database up to date; on PostgreSQL as HUBWRIGHT_DATABASE_OWNER_URL. Take a backup first."""
    settings = settings_of(key="optional")
    if on_sqlite(settings):
        make_data_folder(settings)
    elif not settings.database_owner_url:
        raise Misused(
            "HUBWRIGHT_DATABASE_OWNER_URL is not set. On PostgreSQL the tables belong to a role of their own; set it to"
            " the same database as that role, for this command."
        )
    bring_up_to_date(settings)
    click.echo("The database is up to date.")
