"""Which files a path means, and which shared documents stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOTS = ("form_definitions", "workflow_definitions", "tenant_configs")
SHARED = ("form_definitions", "workflow_definitions")


@dataclass(frozen=True, slots=True)
class Found:
    """One file.

    Args:
        path: where it lies.
        name: what problems call it: its way from the folder that holds the roots, or from the path that was asked.
        root: the folder that it may not lead out of.
        asked: it lies under a path that was asked for; otherwise it is only there to be used.
    """

    path: Path
    name: str
    root: Path
    asked: bool


def find(paths: Iterable[Path], *, library: Iterable[Path] = ()) -> list[Found]:
    """The JSON files under these paths, and the shared documents beside them or in a library.

    Args:
        paths: files or folders. A folder that holds the roots (`ROOTS`) means those; any other, all its JSON files.
        library: further folders that hold roots of shared documents.
    """
    found: dict[Path, Found] = {}
    beside: list[Path] = []
    for path in (path.absolute() for path in paths):
        base = _base(path)
        for file in _files(path):
            found.setdefault(file, Found(file, _name(file, path, base), base or _folder(path), asked=True))
        if base is not None:
            beside.append(base)
    for base in [*beside, *(folder.absolute() for folder in library)]:
        for file in (file for root in SHARED for file in _json(base / root)):
            found.setdefault(file, Found(file, file.relative_to(base).as_posix(), base, asked=False))
    return sorted(found.values(), key=lambda one: (not one.asked, one.name))


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _base(path: Path) -> Path | None:
    """The nearest folder, from the path upwards, that holds one of the roots."""
    for folder in (path, *path.parents):
        if any((folder / root).is_dir() for root in ROOTS):
            return folder
    return None


def _name(file: Path, path: Path, base: Path | None) -> str:
    if base is not None and file.is_relative_to(base) and file.relative_to(base).parts[0] in ROOTS:
        return file.relative_to(base).as_posix()
    return file.relative_to(path).as_posix() if path.is_dir() else file.name


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    elif any((path / root).is_dir() for root in ROOTS):
        for root in ROOTS:
            yield from _json(path / root)
    else:
        yield from _json(path)


def _json(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*.json")):
        if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(folder).parts):
            yield path
