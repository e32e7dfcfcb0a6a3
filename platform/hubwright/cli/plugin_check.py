"""`hubwright plugin check`: everything that is wrong with a plugin, from its source and from what it says of itself.

Its source is read and not run; then it is begun in a process of its own, as an installation begins it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

import click

from hubwright.cli.opening import Misused, in_sentences
from hubwright.domain.problems import Problem
from hubwright.loading.plugin_forms import problems_of_deeds
from hubwright.plugging.group import GROUP
from hubwright.plugging.installed import known
from hubwright.plugging.sources import problems_of_sources

_ABOUT: Final = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Looked:
    """A plugin to be checked.

    Args:
        name: of its entry point.
        points_at: its module, as the entry point says it.
        top: the folder under which that module is found.
        sources: its own Python files.
        folder: of the package, where it need not be installed; None for one that is.
    """

    name: str
    points_at: str
    top: Path
    sources: tuple[Path, ...]
    folder: Path | None


@click.command()
@click.argument("wanted", nargs=-1, metavar="[FOLDER_OR_NAME] ...")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@in_sentences
def check(wanted: tuple[str, ...], as_json: bool) -> None:
    """Check the plugins in these folders, or installed under these names; by default, all that are installed.

    Exit code 0: clean; 1: there are problems; 2: wrong usage.
    """
    looked, problems = _found(wanted)
    for one in looked:
        read = problems_of_sources(one.sources, below=one.folder or one.top)
        # A hook that is misspelt keeps it from being begun, and would be told a second time, less well.
        problems += read if any(problem.code == "hook" for problem in read) else read + _of_itself(one)
    if as_json:
        names = sorted({one.name for one in looked})
        told = {"plugins": names, "problems": [asdict(one) for one in problems]}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{len(looked)} plugins looked at, {len(problems)} problems.")
    sys.exit(1 if problems else 0)


def _found(wanted: tuple[str, ...]) -> tuple[list[Looked], list[Problem]]:
    """What is to be checked.

    Raises:
        Misused: something of it is neither a folder nor installed.
    """
    here: dict[str, Looked] = {}
    for one in _installed():
        here.setdefault(one.name, one)  # Python takes the first that it finds, too
    if not wanted:
        return list(here.values()), []
    looked: list[Looked] = []
    problems: list[Problem] = []
    unknown = []
    for name in dict.fromkeys(wanted):
        if Path(name).is_dir():
            found, wrong = _in_folder(Path(name).resolve())
            looked += found
            problems += wrong
        elif name in here:
            looked.append(here[name])
        else:
            unknown.append(f"{name[:80]!r} is neither a folder nor a plugin that is installed here.")
    if unknown:
        raise Misused("\n".join(unknown))
    return looked, problems


def _installed() -> Iterator[Looked]:
    for distribution in distributions():
        for point in distribution.entry_points:
            if point.group == GROUP:
                top, sources = _of_distribution(distribution, point.value)
                yield Looked(point.name, point.value, top, sources, None)


def _of_distribution(distribution: Distribution, points_at: str) -> tuple[Path, tuple[Path, ...]]:
    """Where an installed package lies: below its metadata, or where its installer made a way to it."""
    top = Path(str(distribution.locate_file("")))
    ways = [one for one in distribution.files or () if str(one).endswith(".pth")]
    for way in ways:
        for line in Path(str(distribution.locate_file(way))).read_text("utf-8", "replace").splitlines():
            if line.strip() and _sources(Path(line), points_at):
                top = Path(line)
    return top, _sources(top, points_at)


def _in_folder(folder: Path) -> tuple[list[Looked], list[Problem]]:
    """The plugins that a package in a folder names."""
    about = folder / _ABOUT
    try:
        points = tomllib.loads(about.read_text("utf-8"))["project"]["entry-points"][GROUP]
        named = {str(name): str(points_at) for name, points_at in points.items()}
    except FileNotFoundError:
        return [], [_no_plugin(about, "There is no such file, so nothing says which plugin is here.")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return [], [_no_plugin(about, "It is no TOML.")]
    except (KeyError, TypeError, AttributeError):
        return [], [_no_plugin(about, "It names no plugin.")]
    looked = []
    problems = []
    for name, points_at in named.items():
        top = next((one for one in (folder, folder / "src") if _sources(one, points_at)), None)
        if top is None:
            problems.append(_no_plugin(about, f"Its plugin {name} points at a module that is not there."))
        else:
            tests = tuple(sorted((folder / "tests").rglob("*.py")))
            looked.append(Looked(name, points_at, top, _sources(top, points_at) + tests, folder))
    return looked, problems or ([] if named else [_no_plugin(about, "It names no plugin.")])


def _no_plugin(about: Path, what: str) -> Problem:
    do = f'Name the module under [project.entry-points."{GROUP}"]; `hubwright plugin new` shows how.'
    return Problem(str(about), "", what, do, "no-plugin")


def _sources(top: Path, points_at: str) -> tuple[Path, ...]:
    """The Python files of the package that a module belongs to."""
    package = points_at.partition(":")[0].partition(".")[0]
    if (one := top / f"{package}.py").is_file():
        return (one,)
    return tuple(sorted((top / package).rglob("*.py")))


def _of_itself(one: Looked) -> list[Problem]:
    """What is wrong with what it says of itself, begun as an installation begins it."""
    if one.folder is None:
        return _said([], one.name)
    with tempfile.TemporaryDirectory() as place:
        # Only what an installer would write beside the package: the package stays where it is, and nothing is built.
        told = Path(place) / f"{one.folder.name}-0.dist-info"
        told.mkdir()
        (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {one.folder.name}\nVersion: 0\n", "utf-8")
        (told / "entry_points.txt").write_text(f"[{GROUP}]\n{one.name} = {one.points_at}\n", "utf-8")
        return _said([Path(place), one.top], one.name)


def _said(more: list[Path], name: str) -> list[Problem]:
    usable, problems = known(more, also=problems_of_deeds, only={name})
    for one in usable.values():
        one.process.close()
    return problems
