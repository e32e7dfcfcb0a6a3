"""`hubwright hub`: create a hub, import what it is made of, and export the same bytes again."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from hubwright.actions.create_hub import create_hub
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.train_hub import train_hub
from hubwright.cli.beginning import begin_with
from hubwright.cli.opening import Misused, Said, in_sentences, opened
from hubwright.cli.plugins_here import plugins_here
from hubwright.cli.publishing import beside_as, documents_of, revision_of_all, written_as
from hubwright.cli.template_installation import remember_origin
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import OPERATOR
from hubwright.loading.library import LoadedHub, load_library
from hubwright.wiring import Hubwright

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def hub() -> None:
    """Create, import and export hubs."""


@hub.command("create")
@click.argument("id")
@click.option("--name", required=True, help="What the hub is called in the list of hubs.")
@click.option("--from", "begins", type=_FOLDER, help="The folder of a hub to begin with, such as the starter's.")
@click.option("--library", multiple=True, type=_FOLDER, metavar="PATH", help="A further folder with shared documents.")
@in_sentences
def create(id: str, name: str, begins: Path | None, library: tuple[Path, ...]) -> None:
    """Make room for a hub called ID: small letters, figures and hyphens.

    With --from it begins with what another hub has, under its own name, without anything that belongs to that hub's
    place, and takes no referrals before it is opened in the Studio.
    """
    beginning = begin_with(begins, id=id, name=name, library=library) if begins is not None else None
    with opened() as hubwright:
        create_hub(hubwright.house, hub=id, name=name)
        if beginning is not None:
            beginning.publish(hubwright)
    if beginning is None:
        click.echo(f"{id} is here. Import its definitions, then invite its first administrator.")
        return
    click.echo(
        f"{id} is here and takes no referrals yet. Invite its first administrator, who sets it up in the Studio:"
    )
    click.echo(f"  {beginning.invite}")


@hub.command("import")
@click.argument("folder", type=_FOLDER)
@click.option("--library", multiple=True, type=_FOLDER, metavar="PATH", help="A further folder with shared documents.")
@click.option("--note", default="Imported.", help="Why, for the hub's record.")
@in_sentences
def import_(folder: Path, library: tuple[Path, ...], note: str) -> None:
    """Publish the hubs under FOLDER, if nothing is wrong with them."""
    found = load_library([folder], library=library, plugins=plugins_here)
    for problem in found.problems:
        click.echo(str(problem), err=True)
    if found.problems:
        raise Said(f"Nothing was published: mend {_counted(len(found.problems), 'problem')} first.")
    asked = [source.document["id"] for source in found.sources if source.asked and source.kind == "hub"]
    if not asked:
        raise Misused("There is no hub in this folder: no document whose $schema is that of a hub.")
    with opened() as hubwright:
        for id in asked:
            _publish(hubwright, found.hubs[id], note)
            remember_origin(hubwright, id, folder)


def _publish(hubwright: Hubwright, loaded: LoadedHub, note: str) -> None:
    revision = revision_of_all(loaded)
    id = loaded.hub.id
    if id in hubwright.hubs() and _live(hubwright, id) == revision:
        click.echo(f"{id} is published as it stands: nothing to do.")
        return
    publish_hub(
        hubwright.house,
        hub=id,
        name=loaded.hub.name.en,
        revision=revision,
        documents=documents_of(loaded),
        note=note,
        deed=secrets.token_urlsafe(24),
    )
    click.echo(f"{id} is published. What begins from now on follows it.")


def _live(hubwright: Hubwright, hub: str) -> str | None:
    with hubwright.house.store.reading(hub) as reading:
        rows = reading.rows("hub_setting", scope=Everything(), where={"key": "live_revision"})
    return str(rows[0]["value"]) if rows else None


@hub.command("train")
@click.argument("id")
@in_sentences
def train(id: str) -> None:
    """Make the hub for training of hub ID: the same definitions, made-up people, nothing leaves and nothing counts."""
    with opened() as hubwright:
        if id not in hubwright.hubs():
            raise Said("This installation has no hub with that id.")
        made = train_hub(hubwright.house, hub=id, actor=OPERATOR)
    if made.contacts:
        click.echo(f"{made.hub} is there, with {_counted(made.contacts, 'made-up contact')}.")
    else:
        click.echo(f"{made.hub} was there already. It now has the definitions that hold today.")


@hub.command("export")
@click.argument("id")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@in_sentences
def export(id: str, folder: Path) -> None:
    """Write what hub ID runs on below FOLDER, byte for byte as it was imported: definitions, scenarios, origins."""
    with opened() as hubwright:
        if id not in hubwright.hubs():
            raise Said("This installation has no hub with that id.")
        revision = _live(hubwright, id)
        if revision is None:
            raise Said("This hub has not published anything yet.")
        with hubwright.house.store.reading(id) as reading:
            rows = reading.rows("revision", scope=Everything(), where={"revision": revision})
            files = written_as(rows[0]["documents"], folder) | beside_as(reading, folder)
    # A published form belongs to every hub that uses it: one that says something else is never written over.
    other = [path for path, content in files.items() if path.exists() and path.read_bytes() != content]
    if other:
        names = "\n".join(str(path) for path in other)
        raise Said(f"These files are there and say something else; nothing was written:\n{names}")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    click.echo(f"Wrote {_counted(len(files), 'document')}.")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
