"""`hubwright contacts`: take reports in from a folder or mailbox, and open cases over from an old system's list."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from hubwright.actions.house import House
from hubwright.actions.take_in import TakenIn, import_door, take_in, take_over
from hubwright.cli.opening import Misused, Said, in_sentences, opened
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.cases.taking import by_case
from hubwright.domain.errors import HubwrightError
from hubwright.loading.reports import NotTaken, read_list, read_report, reports_in

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class _Line:
    """What became of one file or case: taken in, or why not."""

    name: str
    taken: TakenIn | None
    why: str = ""

    def document(self) -> dict[str, Any]:
        """As JSON for machines."""
        if self.taken is None:
            return {"name": self.name, "taken": False, "why": self.why}
        one = self.taken
        return {
            "name": self.name,
            "taken": True,
            "here_already": one.repeated,
            "contact": one.contact,
            "case": one.case,
            "people": one.people,
            "not_understood": len(one.left),
        }

    def sentence(self, *, words: bool) -> str:
        """As a line for a person; `words` shows what was not understood, which may name people."""
        if self.taken is None:
            return f"{self.name}: NOT TAKEN. {self.why}"
        one = self.taken
        said = f"{self.name}: {'here already as' if one.repeated else 'contact'} {one.contact}, case {one.case}"
        people = f"{one.people} {'person' if one.people == 1 else 'people'} read"
        if not one.left:
            return f"{said}; {people}, everything understood."
        told = f"{said}; {people}, {len(one.left)} not understood (kept with the original)."
        return "\n".join([told, *(f"    left: {' '.join(part.split())}" for part in one.left)]) if words else told


@click.group()
def contacts() -> None:
    """Contacts that arrive in numbers."""


@contacts.command("import")
@click.argument("hub")
@click.argument("folder", type=_FOLDER)
@click.option("--door", required=True, help='Id of a door of the hub whose who is "import".')
@click.option("--words", is_flag=True, help="Print what was not understood; it may name people.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@in_sentences
def import_(hub: str, folder: Path, door: str, words: bool, as_json: bool) -> None:
    """Take in each file of FOLDER (text, e-mail, JSON, CSV; or a maildir) as one contact of HUB.

    What was taken in before is left alone, so the command may be run again and again. A file that cannot be taken stops
    no other. Exit code 1 when there was one.
    """

    def read(house: House) -> list[_Line]:
        way = import_door(house, hub=hub, door=door)

        def one(path: Path) -> TakenIn:
            came = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            arrived = read_report(path.name, path.read_bytes(), came=came)
            return take_in(house, hub=hub, door=way, arrived=arrived, actor=OPERATOR)

        return [_tried(path.name, lambda path=path: one(path)) for path in reports_in(folder)]  # type: ignore[misc]

    _said(_on(hub, read), "file", words=words, as_json=as_json)


@contacts.command("take-over")
@click.argument("hub")
@click.argument("file", type=_FILE)
@click.option("--door", required=True, help='Id of a door of the hub whose who is "import".')
@click.option("--words", is_flag=True, help="Print what was not understood; it may name people.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@in_sentences
def take_over_(hub: str, file: Path, door: str, words: bool, as_json: bool) -> None:
    """Take over the open cases in FILE, a CSV list of an old system with one row for each person.

    The door's `reads` says what its columns mean; rows with the same `contact.case` are one case. Each case is entered
    with its true times, and may be taken over once.
    """
    try:
        labels, rows = read_list(file.name, file.read_bytes())
    except NotTaken as why:
        raise Said(str(why)) from None

    def read(house: House) -> list[_Line]:
        way = import_door(house, hub=hub, door=door)
        known = {label.casefold() for label in way.reads}
        if not known & {label.casefold() for label in labels}:
            raise Misused(
                f"None of the columns is known to the door {door}. Its reads must name them as the list does."
            )
        return [
            _tried(
                reference or f"row {numbers[0] + 2}",
                lambda reference=reference, numbers=numbers: take_over(  # type: ignore[misc]
                    house, hub=hub, door=way, reference=reference, rows=[rows[at] for at in numbers], actor=OPERATOR
                ),
            )
            for reference, numbers in by_case(rows, way.reads)
        ]

    _said(_on(hub, read), "case", words=words, as_json=as_json)


def _on(hub: str, read: Callable[[House], list[_Line]]) -> list[_Line]:
    with opened() as hubwright:
        if hub not in hubwright.hubs():
            raise Said("This installation has no hub with that id. Create or import it first.")
        return read(hubwright.house)


def _tried(name: str, take: Callable[[], TakenIn]) -> _Line:
    """What became of one; whatever is wrong with it stops no other."""
    try:
        return _Line(name, take())
    except NotTaken as why:
        return _Line(name, None, str(why))
    except HubwrightError as error:
        return _Line(name, None, str(error))
    except OSError as error:
        return _Line(name, None, f"The file could not be read: {error.strerror or type(error).__name__}.")


def _said(lines: list[_Line], thing: str, *, words: bool, as_json: bool) -> None:
    """The report, and the exit code."""
    failed = [one for one in lines if one.taken is None]
    new = [one for one in lines if one.taken and not one.taken.repeated]
    if as_json:
        click.echo(json.dumps([one.document() for one in lines], indent=2))
    else:
        for one in lines:
            click.echo(one.sentence(words=words))
        click.echo(
            f"{len(new)} {thing}s taken in, {len(lines) - len(new) - len(failed)} here already, "
            f"{len(failed)} not taken, {sum(bool(one.taken and one.taken.left) for one in lines)} understood in part."
        )
    if failed:
        raise click.exceptions.Exit(1)
