"""Changing a hub's folder whole or not at all, and bringing back byte for byte what was.

What is to be written lies ready beside the folder and is checked there; then the two change places. Each change leaves
behind what was before it, so that it can be undone as long as nobody has changed the same files since.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.errors import Refusal
from hubwright.loading.finding import SHARED
from hubwright.loading.origins import PACKS
from hubwright.loading.reading import read_file

_UNDO = "undo-*.zip"
_LIST = "list.json"
_NEVER = (1980, 1, 1, 0, 0, 0)
_TO_DO = "Look at them, and undo by hand what you no longer want."


@dataclass(frozen=True, slots=True)
class FolderChange:
    """Files to be written (or, where there is no content, taken away), by their place from the base.

    Args:
        base: the folder that holds the roots.
        folder: the hub's own folder; files in it change together.
        files: place from the base to content. Shared documents may only be new.
        what: what was done, in words, for whoever undoes it.
    """

    base: Path
    folder: Path
    files: Mapping[str, bytes | None]
    what: str


@contextmanager
def prepared(change: FolderChange) -> Iterator[Path]:
    """A folder in which the hub lies as it would be, with the new shared documents beside it; it goes afterwards."""
    change.folder.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(dir=change.folder.parent, prefix=".template-"))
    try:
        ready = room / change.folder.name
        if change.folder.is_dir():
            shutil.copytree(change.folder, ready, symlinks=True)
        ready.mkdir(exist_ok=True)
        inside = change.folder.relative_to(change.base).as_posix() + "/"
        for place, content in change.files.items():
            path = ready / place.removeprefix(inside) if place.startswith(inside) else room / place
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        yield ready
    finally:
        shutil.rmtree(room, ignore_errors=True)


def apply(change: FolderChange, check: Callable[[Path], None] = lambda _: None) -> None:
    """Make a change, if the check lets it.

    Args:
        change: what is to be written.
        check: called with the folder as it would be; raises what stops the change.

    Raises:
        Refusal: a shared document would be written over.
    """
    _refuse_editing(change)
    before = {place: _content(change.base / place) for place in change.files}
    with prepared(change) as ready:
        check(ready)
        _keep_undo(change, before, ready / PACKS)
        made: list[Path] = []
        try:
            for place in _shared(change):
                content = change.files[place]
                path = change.base / place
                if content is not None and not path.exists():
                    made.append(path)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
            _change_places(change.folder, ready)
        except OSError:
            for path in made:
                path.unlink(missing_ok=True)
            raise


def _shared(change: FolderChange) -> list[str]:
    return [place for place in change.files if place.split("/")[0] in SHARED]


def _refuse_editing(change: FolderChange) -> None:
    other = [
        place
        for place in _shared(change)
        if (there := _content(change.base / place)) is not None and there != change.files[place]
    ]
    if other:
        raise Refusal(
            why=f"A published document would be written over: {', '.join(sorted(other))}.",
            do="Published versions are never edited; nothing was changed.",
            code="published",
        )


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _change_places(folder: Path, ready: Path) -> None:
    if not folder.exists():
        ready.rename(folder)
        return
    aside = ready.with_name(f"{ready.name}.before")
    folder.rename(aside)
    try:
        ready.rename(folder)
    except OSError:
        aside.rename(folder)
        raise


def _keep_undo(change: FolderChange, before: Mapping[str, bytes | None], room: Path) -> None:
    room.mkdir(exist_ok=True)
    number = max([_number(path) for path in room.glob(_UNDO)], default=0) + 1
    place = (change.folder / PACKS / f"undo-{number}.zip").relative_to(change.base).as_posix()
    after = {where: None if content is None else _digest(content) for where, content in change.files.items()}
    listed = {
        "what": change.what,
        "place": place,
        "after": after,
        "new": sorted(k for k, v in before.items() if v is None),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as kept:
        kept.writestr(zipfile.ZipInfo(_LIST, _NEVER), canonical(listed))
        for where, content in sorted(before.items()):
            if content is not None:
                kept.writestr(zipfile.ZipInfo(f"before/{where}", _NEVER), content)
    (room / f"undo-{number}.zip").write_bytes(made.getvalue())


def _number(path: Path) -> int:
    digits = path.stem.removeprefix("undo-")
    return int(digits) if digits.isdecimal() else 0


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def undo(folder: Path, base: Path) -> str:
    """Bring back what was before the last change, and say what is undone.

    Args:
        folder: the hub's own folder.
        base: the folder that holds the roots.

    Raises:
        Refusal: there is nothing to undo, or a file was changed since.
    """
    kept = sorted((folder / PACKS).glob(_UNDO), key=_number)
    if not kept:
        raise Refusal(why="Nothing was taken into this folder that could be undone.", do="Look at it.", code="no_undo")
    try:
        with zipfile.ZipFile(kept[-1]) as pack:
            listed = json.loads(pack.read(_LIST))
            before = {place.removeprefix("before/"): pack.read(place) for place in pack.namelist() if place != _LIST}
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise Refusal(why=f"{kept[-1].name} cannot be read any more.", do=_TO_DO, code="no_undo") from None
    if any(".." in place.split("/") or place.startswith("/") for place in listed["after"]):
        raise Refusal(why=f"{kept[-1].name} leads out of this folder.", do=_TO_DO, code="no_undo")
    changed = [
        place
        for place, digest in listed["after"].items()
        if (None if (there := _content(base / place)) is None else _digest(there)) != digest
    ]
    if changed:
        raise Refusal(why=f"Changed since: {', '.join(sorted(changed))}.", do=_TO_DO, code="changed_since")
    own = folder.relative_to(base).as_posix() + "/"
    files: dict[str, bytes | None] = {place: before.get(place) for place in listed["after"] if place.startswith(own)}
    files[kept[-1].relative_to(base).as_posix()] = None
    with prepared(FolderChange(base, folder, files, "")) as ready:
        _sweep(ready)
        _change_places(folder, ready)
    if not any(folder.iterdir()):
        folder.rmdir()
    for place in listed["new"]:
        _withdraw(base, place)
    return str(listed["what"])


def _withdraw(base: Path, place: str) -> None:
    """Take away a shared document that the change brought, unless another hub names it by now."""
    root, *way = place.split("/")
    if root not in SHARED or len(way) != 2:
        return
    use = {"id": way[0], "version": int(way[1].removeprefix("v").removesuffix(".json"))}
    if any(
        _names(read_file(path, name=path.name, root=base)[0], use) for path in base.glob("tenant_configs/*/hub.json")
    ):
        return
    (base / place).unlink(missing_ok=True)
    if not any((base / place).parent.iterdir()):
        (base / place).parent.rmdir()


def _names(value: Any, use: Mapping[str, Any]) -> bool:
    if isinstance(value, dict):
        return value == use or any(_names(part, use) for part in value.values())
    return isinstance(value, list) and any(_names(part, use) for part in value)


def _sweep(folder: Path) -> None:
    """Folders in which nothing is left."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
