"""Files in the database: sealed in pieces before anything names them, read back piece by piece, swept when nobody does.

They lie with the rows that speak of them, so that one backup holds both and row-level security keeps hubs apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, exists, or_, select

from hubwright.domain.errors import NotFound
from hubwright.ports import KeptFile
from hubwright.storage.chain import canonical
from hubwright.storage.engines import Engines
from hubwright.storage.sealed_columns import open_values, seal_values
from hubwright.storage.sealing import KeySealer
from hubwright.storage.tables import documents, files, plain, projections

PIECE = 256 * 1024
_file, _piece = files.file, files.file_piece
_names = projections.file_row
_made = documents.made_document


class SqlFiles:
    """The `Files` of every hub.

    Args:
        engines: the database.
        sealer: the seal on pieces and names.
    """

    def __init__(self, engines: Engines, sealer: KeySealer) -> None:
        self._engines, self._sealer = engines, sealer

    def keep(
        self, hub: str, id: str, content: bytes, *, name: str, media: str, at: datetime, draft: str | None = None
    ) -> KeptFile:
        """Write a file sealed and in quarantine; committed before this returns."""
        pieces = [content[start : start + PIECE] for start in range(0, len(content), PIECE)] or [b""]
        row = {
            "hub_id": hub,
            "file": id,
            "about": {"name": name},
            "media": media,
            "size": len(content),
            "pieces": len(pieces),
            "digest": self._sealer.digest(content, "file"),
            "state": "quarantined",
            "draft": draft,
            "kept": at,
        }
        with self._engines.writing(hub) as connection:
            connection.execute(_file.insert(), seal_values(_file, row, self._sealer))
            for number, piece in enumerate(pieces):
                sealed = self._sealer.seal(piece, _context(hub, id, number))
                values = {"hub_id": hub, "file": id, "piece": number, "sealed": sealed, "key_id": self._sealer.key_id}
                connection.execute(_piece.insert(), values)
            connection.commit()
        return self.about(hub, [id])[0]

    def about(self, hub: str, ids: Sequence[str]) -> Sequence[KeptFile]:
        """What is known of these files; one that is gone is left out."""
        with self._engines.reading(hub) as connection:
            rows = connection.execute(select(_file).where(_file.c.hub_id == hub, _file.c.file.in_(ids))).mappings()
            return [_kept(open_values(_file, row, self._sealer)) for row in rows]

    def read(self, hub: str, id: str) -> Iterator[bytes]:
        """The content, piece by piece.

        Raises:
            NotFound: there is none.
            Broken: a piece was changed or moved.
        """
        with self._engines.reading(hub) as connection:
            count = connection.execute(
                select(_file.c.pieces).where(_file.c.hub_id == hub, _file.c.file == id)
            ).scalar_one_or_none()
        if count is None:
            raise NotFound("There is no such file.")
        for number in range(count):
            yield self._one_piece(hub, id, number)

    def _one_piece(self, hub: str, id: str, number: int) -> bytes:
        here = (_piece.c.hub_id == hub, _piece.c.file == id, _piece.c.piece == number)
        with self._engines.reading(hub) as connection:
            row = connection.execute(select(_piece.c.sealed, _piece.c.key_id).where(*here)).one_or_none()
        if row is None:
            raise NotFound("There is no such file.")
        return self._sealer.open(row.sealed, row.key_id, _context(hub, id, number))

    def quarantined(self, hub: str, *, limit: int) -> Sequence[KeptFile]:
        """Files that nobody has scanned yet, the oldest first."""
        waiting = select(_file).where(_file.c.hub_id == hub, _file.c.state == "quarantined").order_by(_file.c.kept)
        with self._engines.reading(hub) as connection:
            rows = connection.execute(waiting.limit(limit)).mappings().all()
            return [_kept(open_values(_file, row, self._sealer)) for row in rows]

    def judged(self, hub: str, id: str, *, state: str, scanner: str, at: datetime) -> bool:
        """Write down what a scanner found; False where another worker already has."""
        here = (_file.c.hub_id == hub, _file.c.file == id, _file.c.state == "quarantined")
        return (
            self._change(
                hub,
                lambda connection: (
                    connection.execute(
                        _file.update().where(*here).values(state=state, scanner=scanner, scanned=at)
                    ).rowcount
                ),
            )
            > 0
        )

    def sweep(self, hub: str, *, before: datetime) -> int:
        """Remove files kept before an instant that no entry and no made document names and no draft holds; how many."""
        made = exists().where(_made.c.hub_id == _file.c.hub_id, _made.c.file == _file.c.file)
        named = exists().where(_names.c.hub_id == _file.c.hub_id, _names.c.file == _file.c.file)
        drafted = exists().where(plain.draft.c.hub_id == _file.c.hub_id, plain.draft.c.draft == _file.c.draft)
        orphans = (
            select(_file.c.file)
            .where(_file.c.hub_id == hub, _file.c.kept < before, ~named, ~made)
            .where(or_(_file.c.draft.is_(None), and_(_file.c.draft.is_not(None), ~drafted)))
        )

        def remove(connection: Connection) -> int:
            ids = connection.execute(orphans).scalars().all()
            _remove(connection, hub, ids)
            return len(ids)

        return self._change(hub, remove)

    def remove(self, hub: str, id: str, *, draft: str) -> bool:
        """Remove a file that its draft lets go; False where it is no longer the draft's."""

        def remove(connection: Connection) -> int:
            mine = select(_file.c.file).where(_file.c.hub_id == hub, _file.c.file == id, _file.c.draft == draft)
            named = exists().where(_names.c.hub_id == hub, _names.c.file == id)
            ids = connection.execute(mine.where(~named)).scalars().all()
            _remove(connection, hub, ids)
            return len(ids)

        return self._change(hub, remove) > 0

    def _change(self, hub: str, change: Callable[[Connection], int]) -> int:
        with self._engines.writing(hub) as connection:
            changed = change(connection)
            connection.commit()
            return changed


def _remove(connection: Connection, hub: str, ids: Iterable[str]) -> None:
    for id in ids:
        connection.execute(_piece.delete().where(_piece.c.hub_id == hub, _piece.c.file == id))
        connection.execute(_file.delete().where(_file.c.hub_id == hub, _file.c.file == id))


def _context(hub: str, id: str, number: int) -> bytes:
    return canonical(["file", hub, id, number])


def _kept(row: dict[str, object]) -> KeptFile:
    about = row["about"]
    assert isinstance(about, dict)  # noqa: S101 - as `keep` wrote it
    return KeptFile(
        id=str(row["file"]),
        name=str(about["name"]),
        media=str(row["media"]),
        size=int(str(row["size"])),
        digest=str(row["digest"]),
        state=str(row["state"]),
        scanner=str(row["scanner"] or ""),
    )
