"""A consistent copy of an installation in one file, and back again, on either database.

The file is a zip of the rows of journal and plain tables, as JSON lines, and of what they need of the installation's
own: hubs, people, credentials, work that waits. What is sealed stays sealed, under the same secret key. Projections are
not in it: they are worked out anew from the journal when it is brought back, and the journal is verified before any of
it counts. Sign-ins, single-use links and counts of attempts are left out: everybody signs in again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Select, Table, func, select
from sqlalchemy.exc import OperationalError, StatementError

from hubwright.domain.errors import HubwrightError
from hubwright.ports import Sealer
from hubwright.storage import copy_file, migrate, verification
from hubwright.storage.columns import Instant
from hubwright.storage.copy_file import FORMAT, MANIFEST, NotRestored, rows_of
from hubwright.storage.engines import open_engines
from hubwright.storage.outbox import TAKEN, WAITING
from hubwright.storage.projections import Projector, refill
from hubwright.storage.tables import installation, journal, of_kind, projections

_ROWS = 500
_KEPT = of_kind("journal", "plain")
_USERS, _CREDENTIALS = installation.installation_user, installation.installation_credential
_HUBS, _JOBS = installation.installation_hub, installation.installation_job


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: its hubs, how many entries they have, and how many messages were still to go out."""

    hubs: tuple[str, ...]
    entries: int
    waiting: int


def copy_to(url: str, path: Path, *, made: datetime, release: str, hub: str | None = None) -> Copied:
    """Write a copy, of one moment, while the hubs are at work.

    Args:
        url: the database; on PostgreSQL as the tables' owner.
        path: a file that is not there yet; it appears once it is whole, readable by its owner alone.
        made: now, UTC.
        release: of Hubwright.
        hub: only this one, with those who have to do with it.

    Raises:
        HubwrightError: there is no such hub, or the database is not up to date.
        FileExistsError: the file is there already.
    """
    engines = open_engines(url)
    part = path.with_name(f"{path.name}.part")
    try:
        migrate.check_migrated(engines.write)
        with engines.reading(None) as connection:
            hubs = _hubs(connection, hub)
            tables: list[dict[str, Any]] = []
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
                    for name, table, rows in _everything(connection, hubs, only=hub):
                        tables.append(_write(archive, connection, name, table, rows))
                    manifest = {
                        "format": FORMAT,
                        "schema": migrate.expected(),
                        "release": release,
                        "made": made.isoformat(),
                        "hubs": list(hubs),
                        "tables": tables,
                    }
                    archive.writestr(MANIFEST, json.dumps(manifest, indent=2, sort_keys=True))
                file.flush()
                os.fsync(file.fileno())
            os.link(part, path)
        return _counted(manifest)
    finally:
        part.unlink(missing_ok=True)
        engines.dispose()


def bring_back(url: str, path: Path, *, sealer: Sealer, projector: Projector, hub: str | None = None) -> Copied:
    """Bring a copy back: everything, or one hub of it, in one transaction; it counts once its journal is verified.

    Args:
        url: the database, brought up to date by the release that made the copy; on PostgreSQL as the tables' owner.
        path: the copy.
        sealer: under the secret key that it was written with.
        projector: a stream's entries to its projection rows.
        hub: only this one.

    Raises:
        NotRestored: why, and what to do. Nothing was written.
    """
    engines = open_engines(url)
    try:
        with copy_file.opened(path) as archive:
            manifest = copy_file.manifest_of(archive, migrate.expected())
            wanted = _wanted(manifest, hub)
            migrate.check_migrated(engines.write)
            copy_file.check_whole(archive, manifest, [name for name, _ in _parts(manifest["hubs"])])
            with engines.writing(None) as connection:
                _free(connection, wanted, whole=hub is None)
                _people(connection, archive)
                for id in wanted:
                    _one_hub(connection, archive, id, sealer, projector)
                connection.commit()
        return _counted({**manifest, "hubs": list(wanted)})
    finally:
        engines.dispose()


def _hubs(connection: Connection, only: str | None) -> tuple[str, ...]:
    found = tuple(connection.execute(select(_HUBS.c.id).order_by(_HUBS.c.id)).scalars())
    if only is None:
        return found
    if only not in found:
        raise HubwrightError("This installation has no hub with that id.")
    return (only,)


_Named = tuple[str, Table, Select[Any]]


def _everything(connection: Connection, hubs: Sequence[str], *, only: str | None) -> Iterator[_Named]:
    """Each part of a copy: its name in the file, its table, its rows. It sets the hub that is read as it goes."""
    users: set[str] | None = None if only is None else set()
    for hub in hubs:
        _enter(connection, hub)
        yield f"hubs/{hub}/{_HUBS.name}.jsonl", _HUBS, select(_HUBS).where(_HUBS.c.id == hub)
        for table in _KEPT.values():
            yield f"hubs/{hub}/{table.name}.jsonl", table, select(table).where(table.c.hub_id == hub)
        yield f"hubs/{hub}/{_JOBS.name}.jsonl", _JOBS, select(_JOBS).where(_JOBS.c.hub_id == hub)
        if users is not None:
            users |= _of_hub(connection, hub)
    for name, table, user in (("users", _USERS, _USERS.c.id), ("credentials", _CREDENTIALS, _CREDENTIALS.c.user_id)):
        yield f"{name}.jsonl", table, select(table) if users is None else select(table).where(user.in_(sorted(users)))


def _of_hub(connection: Connection, hub: str) -> set[str]:
    """Who ever acted in a hub or has a seat there."""
    acted = select(journal.entry.c.actor).where(journal.entry.c.hub_id == hub).distinct()
    seated = select(projections.seat_row.c.user_id).where(projections.seat_row.c.hub_id == hub).distinct()
    return {*connection.execute(acted).scalars(), *connection.execute(seated).scalars()}


def _write(
    archive: zipfile.ZipFile, connection: Connection, name: str, table: Table, rows: Select[Any]
) -> dict[str, Any]:
    """One table's rows, one JSON object a line, in the order of its key."""
    digest, count, waiting = hashlib.sha256(), 0, 0
    ordered = rows.order_by(*table.primary_key).execution_options(yield_per=_ROWS)
    with archive.open(name, "w", force_zip64=True) as file:
        for row in connection.execute(ordered).mappings():
            said = {column.name: _said(column, row[column.name]) for column in table.c}
            line = json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"
            digest.update(line)
            file.write(line)
            count += 1
            waiting += said.get("status") in (WAITING, TAKEN)
    return {"name": name, "rows": count, "sha256": digest.hexdigest(), "waiting": waiting}


def _said(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(column.type, LargeBinary) else value


def _parts(hubs: Sequence[str]) -> Iterator[tuple[str, Table]]:
    """The name and the table of every part that a copy of these hubs has."""
    for hub in hubs:
        for table in (_HUBS, *_KEPT.values(), _JOBS):
            yield f"hubs/{hub}/{table.name}.jsonl", table
    yield from (("users.jsonl", _USERS), ("credentials.jsonl", _CREDENTIALS))


def _wanted(manifest: Mapping[str, Any], hub: str | None) -> tuple[str, ...]:
    if hub is not None and hub not in manifest["hubs"]:
        raise NotRestored(f"This copy holds no hub with that id. It holds: {', '.join(manifest['hubs']) or 'none'}.")
    return tuple(manifest["hubs"]) if hub is None else (hub,)


def _enter(connection: Connection, hub: str) -> None:
    """Row-level security holds the owner too: one hub at a time."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.set_config("app.hub_id", hub, True)))


def _free(connection: Connection, wanted: Sequence[str], *, whole: bool) -> None:
    """Stop where something stands that the copy would be mixed with.

    Raises:
        NotRestored: there is a hub here already, or people.
    """
    here = set(connection.execute(select(_HUBS.c.id)).scalars())
    if whole and (here or connection.execute(select(func.count()).select_from(_USERS)).scalar_one()):
        raise NotRestored(
            "This database holds something already. Bring a whole copy back into an empty one, or one hub with --hub."
        )
    if taken := sorted(here & set(wanted)):
        raise NotRestored(f"There is a hub {', '.join(taken)} here already, and nothing is written over it.")


def _people(connection: Connection, archive: zipfile.ZipFile) -> None:
    """Those who are not here yet. Who is here keeps name, address and password as they stand.

    Raises:
        NotRestored: somebody else has one of their addresses here.
    """
    here = {row.id: row.email for row in connection.execute(select(_USERS.c.id, _USERS.c.email))}
    new = [row for row in rows_of(archive, "users.jsonl", _USERS) if row["id"] not in here]
    taken = set(here.values()) & {row["email"] for row in new}
    if taken:
        raise NotRestored(
            f"{len(taken)} of the copy's people have an e-mail address that another account has here. Change those"
            " addresses first."
        )
    ids = {row["id"] for row in new}
    _insert(connection, _USERS, iter(new))
    credentials = (row for row in rows_of(archive, "credentials.jsonl", _CREDENTIALS) if row["user_id"] in ids)
    _insert(connection, _CREDENTIALS, credentials)


def _one_hub(connection: Connection, archive: zipfile.ZipFile, hub: str, sealer: Sealer, projector: Projector) -> None:
    _enter(connection, hub)
    for table in (_HUBS, *_KEPT.values(), _JOBS):
        _insert(connection, table, rows_of(archive, f"hubs/{hub}/{table.name}.jsonl", table, of=hub))
    if broken := verification.verify(connection, hub, sealer):
        raise NotRestored(
            f"The journal of {hub} does not hold in {len(broken)} places of this copy, first at {broken[0].stream}"
            f" {broken[0].number}: {broken[0].what} Nothing was brought back. Look whether HUBWRIGHT_SECRET_KEY is the"
            " one that the copy was made under."
        )
    refill(connection, hub, sealer, projector)


def _insert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == _ROWS:
            _put(connection, table, held)
            held = []
    if held:
        _put(connection, table, held)


def _put(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    try:
        connection.execute(table.insert(), rows)
    except OperationalError:
        raise
    except (StatementError, OverflowError, ValueError):
        # Their own words may repeat the row, and a row says who somebody is.
        raise NotRestored(
            f"Rows of {table.name} in this copy do not go together. Nothing was brought back. Use another copy."
        ) from None


def _counted(manifest: Mapping[str, Any]) -> Copied:
    hubs = tuple(manifest["hubs"])

    def total(table: str, what: str) -> int:
        names = {f"hubs/{hub}/{table}.jsonl" for hub in hubs}
        return sum(one[what] for one in manifest["tables"] if one["name"] in names)

    return Copied(hubs, total("entry", "rows"), total("outbox", "waiting"))
