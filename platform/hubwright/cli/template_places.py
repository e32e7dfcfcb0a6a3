"""Where a command of templates finds a hub or a template: in a file, in a folder or in this installation."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from hubwright.actions.templates import ORIGIN
from hubwright.cli.opening import Misused, Said, opened
from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.templates.origin import from_document, origin_chain
from hubwright.domain.definitions.templates.packing import whole
from hubwright.domain.definitions.templates.parts import Parts, Template
from hubwright.domain.problems import Problem
from hubwright.loading.hub_folder import read_hub_folder
from hubwright.loading.origins import parts_by_kind
from hubwright.loading.packs import read_pack_file


@dataclass(frozen=True, slots=True)
class Place:
    """A hub that something is packed from or compared with.

    Args:
        document: the hub document.
        parts: everything of it that may be shared.
        origin: what the hub was taken from as a whole, nearest first.
        readme: the text that lies beside it, or "".
        licence: the file of the licence that lies beside it, or None.
    """

    document: Mapping[str, Any]
    parts: Parts
    origin: tuple[Mapping[str, Any], ...] = ()
    readme: str = ""
    licence: Path | None = None


def said_problems(problems: Iterable[Problem]) -> None:
    """Each problem on a line of standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)


def template_in(file: Path) -> Template:
    """The template in a file.

    Raises:
        Said: with everything that is wrong with it.
    """
    found, problems = read_pack_file(file)
    if found is None:
        said_problems(problems)
        raise Said(f"{file.name} was not opened: {'one thing is' if len(problems) == 1 else 'these things are'} wrong.")
    return found


def in_installation(named: str) -> bool:
    """Whether a hub of this installation is meant: a word that is no folder here and leads to none."""
    return "/" not in named and os.sep not in named and not Path(named).exists()


def place_at(hub: str, *, library: Iterable[Path] = ()) -> Place:
    """The hub in a folder, or the hub of this installation with that id.

    Raises:
        Said, Misused: there is none, or it has problems.
    """
    folder = Path(hub)
    if folder.is_dir():
        return _in_folder(folder, library)
    if not in_installation(hub):
        raise Misused("There is no such folder.")
    return _in_installation(hub)


def _in_folder(folder: Path, library: Iterable[Path]) -> Place:
    found, problems = read_hub_folder(folder, library=library)
    if found is None:
        said_problems(problems)
        raise Said("This hub was not read: mend what is wrong with it first.")
    readme = folder / "README.md"
    licences = [one / name for one in (folder, found.base) for name in ("LICENCE", "LICENSE")]
    return Place(
        document=found.document,
        parts=found.parts,
        origin=origin_chain(found.taken),
        readme=readme.read_text("utf-8") if readme.is_file() else "",
        licence=next((one for one in licences if one.is_file()), None),
    )


def _in_installation(id: str) -> Place:
    with opened() as hubwright:
        if id not in hubwright.hubs():
            raise Said("There is no folder and no hub of this installation with that name.")
        with hubwright.house.store.reading(id) as reading:
            live, _ = reading.live()
            rows = reading.rows("revision", scope=Everything(), where={"revision": live})
            settings = reading.rows("hub_setting", scope=Everything(), where={"key": ORIGIN})
    documents = rows[0]["documents"]
    kept = settings[0]["value"] if settings else {"taken": [], "scenarios": {}}
    taken = tuple(from_document(one, parts_by_kind()) for one in kept["taken"])
    hub = documents["hub"]
    forms, workflows = (
        {(one["id"], one["version"]): one for one in documents[kind]} for kind in ("forms", "workflows")
    )
    parts = whole(hub, forms=forms, workflows=workflows, scenarios=kept["scenarios"])
    return Place(document=hub, parts=parts, origin=origin_chain(taken))
