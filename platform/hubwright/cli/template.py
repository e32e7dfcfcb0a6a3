"""`hubwright template`: share a hub or a part of it, look into what others share, and take it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from hubwright.cli.opening import Misused, Said, in_sentences
from hubwright.cli.template_installation import (
    take_into_installation,
    undo_in_installation,
    upgrade_in_installation,
)
from hubwright.cli.template_places import Place, in_installation, place_at, said_problems, template_in
from hubwright.cli.template_scenarios import rehearsal
from hubwright.cli.template_taking import take_into_folder, upgrade_folder
from hubwright.domain.definitions.templates.bundle import bundle
from hubwright.domain.definitions.templates.packing import Provenance, make, only
from hubwright.domain.definitions.templates.parts import Template
from hubwright.domain.definitions.templates.sayings import sentences
from hubwright.domain.definitions.templates.telling import counted, described, headed, said_text
from hubwright.loading.folder_change import undo
from hubwright.loading.hub_folder import base_of
from hubwright.loading.packs import LARGEST_TEXT, fit_to_travel, hub_shape, write_pack

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def template() -> None:
    """Share a hub or a part of it, look into what others share, and take it."""


@template.command()
@click.argument("hub")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option("--only", "chosen", multiple=True, metavar="KIND:ID", help="Share this alone, as scale:ID or form:ID.")
@click.option("--with-needs", is_flag=True, help="With --only: share what those name as well.")
@click.option("--after", type=_FILE, metavar="FILE", help="The version before: this becomes the next one.")
@click.option("--id", "id", metavar="ID", help="What the template is called; by default as the hub.")
@click.option("--note", default="", help="What the next council should know.")
@click.option("--readme", type=_FILE, metavar="FILE", help="A text for whoever takes it.")
@click.option("--licence", type=_FILE, metavar="FILE", help="The text of the licence.")
@click.option("--looked-at", multiple=True, metavar="PLACE", help="A place that looks like a name and is nobody's.")
@click.option("--library", multiple=True, type=_FOLDER, metavar="PATH", help="A further folder with shared documents.")
@in_sentences
def pack(hub: str, output: Path, chosen: tuple[str, ...], with_needs: bool, **options: Any) -> None:
    """Write the shareable part of HUB (a hub's folder, or its id in this installation) to one file."""
    place = place_at(hub, library=options["library"])
    parts = only(place.parts, chosen, with_needs=with_needs) if chosen else place.parts
    before = template_in(options["after"]) if options["after"] else None
    licence = _licence(options["licence"], place)
    provenance = _provenance(place, before, licence, options)
    readme = _read(options["readme"]) if options["readme"] else place.readme
    made = make(parts, provenance, readme=readme or "-", licence=licence, chosen=chosen)
    if not readme:
        made = make(parts, provenance, readme=_readme(made), licence=licence, chosen=chosen)
    problems = [*fit_to_travel(made), *hub_shape(made)]
    if problems:
        said_problems(problems)
        raise Said(
            "Nothing was written: a template holds no person, number, address or secret. Where a name is nobody's,"
            " look at it and say so with --looked-at PLACE."
        )
    put_in_place(output, write_pack(made))
    click.echo(f"{output.name} holds {_what(made)}, version {made.about['version']}.")
    click.echo(f"Content: {made.about['content']}")
    if made.about["needs"]:
        click.echo(f"Whoever takes it needs as well: {', '.join(made.about['needs'])}. --with-needs packs these too.")


@template.command()
@click.argument("file", type=_FILE)
@in_sentences
def show(file: Path) -> None:
    """Say in words what a template holds and where it comes from."""
    found = template_in(file)
    for line in described(found):
        click.echo(line)
    click.echo(f"\nContent: {found.about['content']}")


def _what(made: Template) -> str:
    return ", ".join(made.about["only"]) if made.about["only"] else f"the hub {said_text(made.about['name'])}"


def _provenance(place: Place, before: Template | None, licence: str, options: Mapping[str, Any]) -> Provenance:
    history: tuple[Mapping[str, Any], ...] = ()
    version = 1
    if before is not None:
        last = {key: before.about[key] for key in ("id", "version", "content")}
        history, version = (*before.about["history"], last), before.about["version"] + 1
    return Provenance(
        id=options["id"] or (before.about["id"] if before else place.document["id"]),
        name=place.document["name"],
        owner=place.document["owner"],
        version=version,
        nation=place.document["local"]["nation"],
        licence=next(line.strip(" #") for line in licence.splitlines() if line.strip(" #"))[:200],
        note=options["note"],
        history=history,
        origin=place.origin,
        looked_at=options["looked_at"],
    )


def _licence(named: Path | None, place: Place) -> str:
    path = named or place.licence
    text = _read(path) if path else ""
    if len(text.strip()) < 2:
        raise Misused("Say under which licence others may use it: --licence FILE, or a LICENCE in the hub's folder.")
    return text


def _readme(made: Template) -> str:
    lines = [
        f"# {said_text(made.about['name'])}",
        "",
        *headed(made.about),
        "",
        "`hubwright template show` tells the rest.",
    ]
    return "\n".join(lines) + "\n"


def _read(path: Path) -> str:
    data = path.read_bytes()
    if len(data) > LARGEST_TEXT:
        raise Misused(f"{path.name} is far too long for a text.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Misused(f"{path.name} is not UTF-8.") from None


def put_in_place(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


@template.command()
@click.argument("before", metavar="FILE")
@click.argument("after", metavar="FILE|HUB")
@in_sentences
def compare(before: str, after: str) -> None:
    """Say in sentences what is different from one template to another, or to a hub's folder or a hub here."""
    names, trees = zip(*(_tree(one) for one in (before, after)), strict=True)
    differences = sentences(*trees)
    for sentence in differences:
        click.echo(f"- {sentence}")
    if differences:
        click.echo(f"{counted(len(differences), 'difference', 'differences')} from {names[0]} to {names[1]}.")
    else:
        click.echo(f"{names[0]} and {names[1]} hold the same.")


def _tree(named: str) -> tuple[str, dict[str, Any]]:
    path = Path(named)
    if path.is_file():
        found = template_in(path)
        return f"{said_text(found.about['name'])} version {found.about['version']}", bundle(found.parts)
    place = place_at(named)
    return said_text(place.document["name"]), bundle(place.parts)


@template.command()
@click.argument("file", type=_FILE)
@click.option(
    "--into", required=True, metavar="FOLDER|HUB", help="A new folder, or a hub that has definitions already."
)
@click.option("--name", default="", help="What a new hub is called.")
@click.option("--local", type=_FILE, metavar="FILE", help="The local part of a new hub, as JSON.")
@click.option("--instead", is_flag=True, help="Let what has the same id in the hub give way.")
@click.option("--no-scenarios", is_flag=True, help="Do not run the scenarios first.")
@in_sentences
def take(file: Path, into: str, name: str, local: Path | None, instead: bool, no_scenarios: bool) -> None:
    """Take a template: a hub of your own in a new folder, or single parts beside what a hub has."""
    if in_installation(into):
        take_into_installation(file, into, instead=instead, rehearse=rehearsal(no_scenarios))
    else:
        take_into_folder(file, Path(into), name=name, local=local, instead=instead, rehearse=rehearsal(no_scenarios))


@template.command()
@click.argument("hub", metavar="FOLDER|HUB")
@click.argument("file", type=_FILE)
@click.option("--answer", "answers", multiple=True, metavar="QUESTION=ANSWER", help="An answer; may be repeated.")
@click.option("--answers", "answers_file", type=_FILE, metavar="FILE", help='All answers: {"question": "ours"}.')
@click.option("--look", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--no-scenarios", is_flag=True, help="Do not run the scenarios first.")
@in_sentences
def upgrade(
    hub: str, file: Path, answers: tuple[str, ...], answers_file: Path | None, look: bool, no_scenarios: bool
) -> None:
    """Take a template's later version into a hub that took an earlier one, keeping what the hub changed.

    Exit code 3: there are questions, and nothing was changed.
    """
    run = rehearsal(no_scenarios)
    if in_installation(hub):
        upgrade_in_installation(hub, file, answers=answers, answers_file=answers_file, rehearse=run, look=look)
    else:
        upgrade_folder(Path(hub), file, answers=answers, answers_file=answers_file, rehearse=run, look=look)


@template.command("undo")
@click.argument("hub", metavar="FOLDER|HUB")
@in_sentences
def undo_(hub: str) -> None:
    """Bring back what was before the last take or upgrade, byte for byte."""
    if in_installation(hub):
        undo_in_installation(hub)
        return
    folder = Path(hub).absolute()
    click.echo(f"Undone: {undo(folder, base_of(folder))}.")
