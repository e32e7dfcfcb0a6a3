"""The store: the face of the database for deeds, views, the worker and the terminal."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError

from hubwright.domain.cases.entries import Actor, Fact
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Moved
from hubwright.ports import Job
from hubwright.storage import drafts, migrate, outbox, projections, seals, verification
from hubwright.storage.chain import said
from hubwright.storage.engines import open_engines
from hubwright.storage.files import SqlFiles
from hubwright.storage.installation import Installation
from hubwright.storage.isolation import check_role
from hubwright.storage.journal import Pen, write_new_streams
from hubwright.storage.projections import Difference, Projector
from hubwright.storage.reading import SqlReading, Tools
from hubwright.storage.revisions import Drawings, hold_today
from hubwright.storage.sealing import KeySealer
from hubwright.storage.tables import plain
from hubwright.storage.verification import BrokenLink
from hubwright.storage.work import SqlWork

_LONGEST_REFERENCE = 200  # of what was asked for, which anybody may write into an address
_GAVE_WAY = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock


class SqlStore:
    """A `Store` on SQLite or PostgreSQL.

    Args:
        url: the database, as the application may see it.
        sealer: the seal on payloads.
        projector: a stream's entries to its projection rows.
        drawing: a revision's documents to the hub.
        lay_over: the pinned and the live drawing to the pinned one as it holds today.
        entropy: so many bytes of chance.
    """

    def __init__(
        self,
        url: str,
        *,
        sealer: KeySealer,
        projector: Projector,
        drawing: Callable[[Any], Hub],
        lay_over: Callable[[Hub, Hub], Hub] = hold_today,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self.engines = open_engines(url)
        self.installation = Installation(self.engines)
        self.files = SqlFiles(self.engines, sealer)
        self._tools = Tools(sealer, projector, Drawings(drawing, lay_over), entropy)

    def check(self) -> None:
        """Refuse to serve on a database that is not migrated, or under a role that isolation cannot hold.

        Raises:
            hubwright.storage.isolation.WrongRole: with every reason.
            hubwright.storage.migrate.NotMigrated: and what to do.
        """
        migrate.check_migrated(self.engines.read)
        check_role(self.engines.read)

    def close(self) -> None:
        """Close every connection."""
        self.engines.dispose()

    @contextmanager
    def work(self, hub: str, actor: Actor, *, deed: str, now: datetime, command: Any = None) -> Iterator[SqlWork]:
        try:
            with self.engines.writing(hub) as connection:
                yield SqlWork(connection, hub, self._tools, actor=actor, deed=deed, now=now, command=command)
        except OperationalError as error:
            if gave_way(error):
                raise Moved("Somebody else acted on the same thing in between.") from error
            raise

    @contextmanager
    def reading(self, hub: str) -> Iterator[SqlReading]:
        with self.engines.reading(hub) as connection:
            yield SqlReading(connection, hub, self._tools)

    def note_read(self, hub: str, *, user: str, at: datetime, what: str, reference: str, purpose: str) -> None:
        line = {
            "user_id": user,
            "at": at,
            "what": what,
            "reference": reference[:_LONGEST_REFERENCE],
            "case_ref": reference.partition("/")[0][:_LONGEST_REFERENCE],
            "purpose": purpose,
        }
        id = f"{said(at)}-{self._tools.entropy(8).hex()}"
        with self.engines.writing(hub) as connection:
            connection.execute(plain.read_log.insert(), {"hub_id": hub, "id": id, **line})
            connection.commit()

    def remove_ended_drafts(self, hub: str, now: datetime) -> int:
        """Remove drafts whose days are over, and say how many."""
        with self.engines.writing(hub) as connection:
            removed = drafts.remove_ended(connection, hub, now)
            connection.commit()
            return removed

    def due_hubs(self, now: datetime) -> Sequence[str]:
        """Hubs whose outbox has something to do by now."""
        with self.engines.reading(None) as connection:
            return outbox.due_hubs(connection, now)

    def claim(self, hub: str, *, now: datetime, lease: timedelta, limit: int = 10) -> Sequence[Job]:
        """Take due effects from a hub's outbox for the length of `lease`; committed at once."""
        with self.engines.writing(hub) as connection:
            jobs = outbox.claim(connection, hub, now=now, lease=lease, limit=limit, sealer=self._tools.sealer)
            connection.commit()
            return jobs

    def finish(self, job: Job, *, now: datetime, kept: bool = False) -> bool:
        """A job is done at `now`. False when its lease ran out and another worker has it."""
        with self.engines.writing(job.hub) as connection:
            done = outbox.finish(connection, job, now=now, kept=kept)
            connection.commit()
            return done

    def came_back(self, hub: str, id: str, *, why: str) -> bool:
        """What was sent came back. False where this hub sent no such thing, or that was known already."""
        with self.engines.writing(hub) as connection:
            known = outbox.came_back(connection, hub, id, why=why)
            connection.commit()
            return known

    def hold(self, job: Job, *, until: datetime) -> bool:
        """A job takes long: keep it until then. False when another worker has taken it over meanwhile."""
        with self.engines.writing(job.hub) as connection:
            held = outbox.hold(connection, job, until=until)
            connection.commit()
            return held

    def put_off(self, job: Job, *, why: str, until: datetime | None) -> bool:
        """A job failed, for the reason coded in `why`: try again at `until`, or never when that is None."""
        with self.engines.writing(job.hub) as connection:
            done = outbox.put_off(connection, job, why=why, until=until)
            connection.commit()
            return done

    def seal_heads(self, hub: str, now: datetime) -> int:
        """Seal where every stream of the hub ends now; the number of the seal."""
        with self.engines.writing(hub) as connection:
            number = seals.seal_heads(connection, hub, now)
            connection.commit()
            return number

    def verify(self, hub: str) -> Sequence[BrokenLink]:
        """Every place where the hub's journal is not what was written; empty when all of it holds."""
        with self.engines.reading(hub) as connection:
            return verification.verify(connection, hub, self._tools.sealer)

    def write_new_streams(
        self, hub: str, facts: Iterable[Fact], *, actor: Actor, revision: str, deed: str, now: datetime
    ) -> int:
        """Put many facts on record in streams that are new, work the hub's projections out anew, and say how many facts
        they were. Facts of one stream stand together.
        For what comes from elsewhere in numbers; it locks the hub as long as it takes.

        Raises:
            hubwright.domain.errors.Moved: one of the streams has begun already; nothing is on record.
        """
        pen = Pen(self._tools.sealer, self._tools.entropy)
        with self.engines.writing(hub) as connection:
            written = write_new_streams(
                connection, hub, facts, pen=pen, actor=actor, revision=revision, deed=deed, now=now
            )
            projections.refill(connection, hub, self._tools.sealer, self._tools.projector)
            connection.commit()
            return written

    def rebuild(self, hub: str) -> Sequence[Difference]:
        """Work the hub's projections out anew from the journal, and say which rows that changed."""
        with self.engines.writing(hub) as connection:
            found = projections.rebuild(connection, hub, self._tools.sealer, self._tools.projector)
            connection.commit()
            return found


def gave_way(error: DBAPIError) -> bool:
    """Whether the database undid this transaction because of another one."""
    return getattr(error.orig, "sqlstate", None) in _GAVE_WAY
