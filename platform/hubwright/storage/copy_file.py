"""Reads the file of a copy as something that anybody may have written: nothing of it is taken on trust.

The sums in it find what was damaged, and somebody who changes a part can change its sum as well. So every row is also
held to its table and to its hub: a copy of one hub brings nothing into another.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, LargeBinary, Table

from hubwright.domain.errors import HubwrightError
from hubwright.storage.columns import Instant

FORMAT = 1
MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 50_000_000
# A row holds at most a piece of a file, or a payload; this is many times as much.
_LONGEST_ROW = 50_000_000
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_NONE_OF_OURS = "That file is not a copy that Hubwright made, or it is cut short."


class NotRestored(HubwrightError):
    """A copy cannot be brought back here, or is not whole. Nothing was written."""


def opened(path: Path) -> closing[zipfile.ZipFile]:
    """The file, to be read.

    Raises:
        NotRestored: it is no copy.
    """
    try:
        return closing(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise NotRestored(_NONE_OF_OURS) from None


def manifest_of(archive: zipfile.ZipFile, schema: str) -> Mapping[str, Any]:
    """What a copy says of itself, in the form that it should have.

    Args:
        archive: a copy.
        schema: at which the tables of this release are.

    Raises:
        NotRestored: it is no copy, or another release made it.
    """
    try:
        with archive.open(MANIFEST) as file:
            manifest = json.loads(file.read(_LARGEST_MANIFEST))
    except (KeyError, ValueError, RecursionError, *_UNREADABLE):
        raise NotRestored(_NONE_OF_OURS) from None
    if not isinstance(manifest, dict):
        raise NotRestored(_NONE_OF_OURS)
    if manifest.get("format") != FORMAT or manifest.get("schema") != schema:
        raise NotRestored(
            f"This copy was made by release {manifest.get('release', 'unknown')}, whose tables are at"
            f" {manifest.get('schema', 'unknown')}; this one's are at {schema}. Bring it back with that"
            " release, then run `hubwright migrate` with this one."
        )
    hubs, tables = manifest.get("hubs"), manifest.get("tables")
    if not (isinstance(hubs, list) and all(isinstance(one, str) for one in hubs) and len(set(hubs)) == len(hubs)):
        raise NotRestored(_NONE_OF_OURS)
    if not (isinstance(tables, list) and all(map(_a_part, tables))):
        raise NotRestored(_NONE_OF_OURS)
    return manifest


def _a_part(about: object) -> bool:
    kinds = {"name": str, "sha256": str, "rows": int, "waiting": int}
    return isinstance(about, dict) and all(type(about.get(name)) is kind for name, kind in kinds.items())


def check_whole(archive: zipfile.ZipFile, manifest: Mapping[str, Any], parts: Sequence[str]) -> None:
    """Read every part once against what was written, before anything is changed.

    Args:
        archive: a copy.
        manifest: what it says of itself.
        parts: the names of all that it must hold.

    Raises:
        NotRestored: a part is missing, stands there twice, or was changed; each is named.
    """
    listed = [one["name"] for one in manifest["tables"]]
    inside = archive.namelist()
    wrong = [one["name"] for one in manifest["tables"] if not _as_written(archive, one)]
    wrong += [name for name in parts if name not in listed]
    wrong += [name for name in parts if listed.count(name) > 1 or inside.count(name) > 1]
    if wrong:
        raise NotRestored(
            f"This copy is not what was written: {', '.join(dict.fromkeys(wrong))}. Nothing was brought back."
            " Use another copy."
        )


def _as_written(archive: zipfile.ZipFile, about: Mapping[str, Any]) -> bool:
    digest = hashlib.sha256()
    try:
        with archive.open(about["name"]) as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    except (KeyError, *_UNREADABLE):
        return False
    return hmac.compare_digest(digest.hexdigest().encode(), about["sha256"].encode("utf-8", "replace"))


def rows_of(archive: zipfile.ZipFile, name: str, table: Table, *, of: str = "") -> Iterator[dict[str, Any]]:
    """The rows of a part, in the form of its table.

    Args:
        archive: a copy.
        name: of the part.
        table: its table.
        of: the hub whose rows they must be; "" for those of the installation.

    Raises:
        NotRestored: a row is none of this table's, or another hub's.
    """
    whose = ("hub_id" if "hub_id" in table.c else "id") if of else ""
    with archive.open(name) as file:
        number = 0
        while line := file.readline(_LONGEST_ROW):
            number += 1
            try:
                said = json.loads(line)
                if b"\\ud" in line:
                    # Half a letter is nothing that a row can hold, and no page could show it.
                    json.dumps(said, ensure_ascii=False).encode()
                row = {column.name: _meant(column, said[column.name]) for column in table.c}
            except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
                raise _not_ours(name, number) from None
            if whose and row[whose] != of:
                raise _not_ours(name, number)
            yield row


def _not_ours(name: str, number: int) -> NotRestored:
    return NotRestored(
        f"Row {number} of {name} is nothing that Hubwright wrote there. Nothing was brought back. Use another copy."
    )


def _meant(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    return base64.b64decode(value) if isinstance(column.type, LargeBinary) else value
