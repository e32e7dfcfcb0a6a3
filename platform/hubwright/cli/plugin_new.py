"""`hubwright plugin new`: a plugin to begin from, that works as it is written and is told by a test of its own."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from hubwright.cli.opening import Misused, in_sentences
from hubwright.plugging.installed import installed

BEFORE: Final = "hubwright_"
SKELETON: Final = Path(__file__).parent / "skeleton"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 30


def problems_of_name(name: str, into: Path) -> Iterator[str]:
    """Everything that keeps a plugin from having this name, as sentences.

    Args:
        name: as it would be switched on.
        into: the folder in which its own folder would lie.
    """
    if not _NAME.fullmatch(name) or not 1 < len(name) <= _LONGEST:
        yield (
            f"A name is 2 to {_LONGEST} small letters and figures with single hyphens between them, such as "
            f'"family-visits"; {BEFORE} comes before it by itself.'
        )
    module = name.replace("-", "_")
    if module.startswith(BEFORE):
        yield f"{BEFORE} comes before the name by itself. Leave it out."
    if module in sys.stdlib_module_names:
        yield f"Python has a module called {module}, which one called like it would hide. Give it another name."
    if name in installed():
        yield f"A plugin called {name} is installed here already. Give it another name."
    elif _NAME.fullmatch(name) and find_spec(BEFORE + module) is not None:
        yield f"A package called {BEFORE}{module} is installed here already. Give it another name."
    folder = into / (BEFORE + module)
    if folder.name == BEFORE + module and (folder.exists() or folder.is_symlink()):
        yield f"{folder} is there already, and nothing is written over. Give it another name, or another folder."


def written(name: str, into: Path) -> Path:
    """Write a plugin to begin from.

    Args:
        name: without problems.
        into: a folder; it is made where it is missing.

    Returns:
        the plugin's own folder.

    Raises:
        OSError: it cannot be written.
    """
    module = BEFORE + name.replace("-", "_")
    folder = into / module
    into.mkdir(parents=True, exist_ok=True)
    # Whoever comes first has it: what is there is never written into.
    folder.mkdir()
    (folder / module).mkdir()
    (folder / "tests").mkdir()
    for source, place in (
        ("pyproject.toml.txt", "pyproject.toml"),
        ("README.md.txt", "README.md"),
        ("init.py.txt", f"{module}/__init__.py"),
        ("plugin.py.txt", f"{module}/plugin.py"),
        ("test_plugin.py.txt", f"tests/test_{name.replace('-', '_')}.py"),
    ):
        words = (SKELETON / source).read_text("utf-8")
        for said, meant in (
            ("example-name", name),
            ("example_name", name.replace("-", "_")),
            ("Example name", name.replace("-", " ").capitalize()),
        ):
            words = words.replace(said, meant)
        (folder / place).write_text(words, "utf-8")
    return folder


@click.command()
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="Where its folder is made; by default here.",
)
@in_sentences
def new(name: str, into: Path) -> None:
    """Write a plugin called NAME to begin from, with a test that passes."""
    if wrong := list(problems_of_name(name, into)):
        raise Misused("\n".join(wrong))
    folder = written(name, into)
    click.echo(f"{folder} is a plugin. `hubwright plugin check {folder}` looks at it; its README says how it goes on.")
