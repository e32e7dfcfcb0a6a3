"""Revisions a hub has published, drawn once and kept: a revision never changes, so neither does its drawing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import Connection, bindparam, select

from hubwright.domain.definitions.drawn.meetings import held_today
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Broken, NotFound
from hubwright.storage.putting import put_row
from hubwright.storage.tables import plain

LIVE = "live_revision"
_KEPT = 256
_revision, _setting = plain.revision, plain.hub_setting
_LIVE = select(_setting.c.value).where(_setting.c.hub_id == bindparam("hub"), _setting.c.key == LIVE)


def hold_today(pinned: Hub, live: Hub) -> Hub:
    """The pinned drawing with what holds everywhere at once laid over it: roles with grants, plugins, local facts, and
    the meetings at which its cases are taken now.
    """
    types = held_today(pinned.meeting_types, live.meeting_types)
    return replace(pinned, roles=live.roles, plugins=live.plugins, local=live.local, meeting_types=types)


class Drawings:
    """Drawings by hub and revision, kept in memory, the least used given up first.

    Args:
        drawing: a revision's documents, as they were published, to the hub.
        lay_over: the pinned and the live drawing, to the pinned one as it holds today.
    """

    def __init__(self, drawing: Callable[[Any], Hub], lay_over: Callable[[Hub, Hub], Hub] = hold_today) -> None:
        self._drawing, self._lay_over = drawing, lay_over
        self._kept: OrderedDict[tuple[str, ...], Hub] = OrderedDict()
        self._lock = Lock()

    def live(self, connection: Connection, hub: str) -> tuple[str, Hub]:
        """The revision that holds now, and its drawing.

        Raises:
            NotFound: nothing was published yet.
        """
        revision = live_revision(connection, hub)
        return revision, self._drawn(connection, hub, revision)

    def at(self, connection: Connection, hub: str, revision: str) -> Hub:
        """The drawing of `revision` as it holds today.

        Raises:
            NotFound: this hub never published that revision.
        """
        live = live_revision(connection, hub)
        if revision == live:
            return self._drawn(connection, hub, revision)
        pair = (hub, revision, live)
        return self._keep(
            pair,
            lambda: self._lay_over(self._drawn(connection, hub, revision), self._drawn(connection, hub, live)),
        )

    def _drawn(self, connection: Connection, hub: str, revision: str) -> Hub:
        def draw() -> Hub:
            return self._drawing(documents_of(connection, hub, revision))

        return self._keep((hub, revision), draw)

    def _keep(self, key: tuple[str, ...], make: Callable[[], Hub]) -> Hub:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


def live_revision(connection: Connection, hub: str) -> str:
    """The revision that holds now.

    Raises:
        NotFound: nothing was published yet.
    """
    found = connection.execute(_LIVE, {"hub": hub}).scalar_one_or_none()
    if found is None:
        raise NotFound("This hub has not published how it works yet.")
    return str(found)


def documents_of(connection: Connection, hub: str, revision: str) -> Any:
    """What was published as `revision`.

    Raises:
        NotFound: this hub never published that revision.
    """
    row = connection.execute(
        select(_revision.c.documents).where(_revision.c.hub_id == hub, _revision.c.revision == revision)
    ).one_or_none()
    if row is None:
        raise NotFound("This hub never published that revision.")
    return row.documents


def publish(connection: Connection, hub: str, revision: str, documents: Any, *, at: datetime, by: str) -> None:
    """Keep a revision, if it is new, and let it hold from now on.

    Raises:
        Broken: other documents were published under this hash before.
    """
    try:
        if documents_of(connection, hub, revision) != documents:
            raise Broken("Two different sets of documents claim to be the same revision.")
    except NotFound:
        row = {"hub_id": hub, "revision": revision, "documents": documents, "at": at, "by": by}
        connection.execute(_revision.insert().values(**row))
    put_row(connection, _setting, {"hub_id": hub, "key": LIVE, "value": revision})
