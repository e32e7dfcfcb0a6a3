"""The database, as deeds and views see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from hubwright.domain.access.scope import Predicate
from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.people.searching import Wanted
from hubwright.ports.files import Files


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that somebody has begun and not sent. Kept sealed under a code that only they hold.

    Args:
        form: id and version.
        revision: of the hub's definitions, when it was begun.
        door: the way in it was begun at, or None.
        answers: JSON, as typed.
        reply_to: an e-mail address to warn before the draft ends, or None.
        ends: when it is removed.
        warned: when they were told that it ends soon.
        sent_contact: the reference of the contact it became, once sent.
        lookup: where it lies; the code cannot be had back from it. The store fills it in when it reads.
    """

    form: tuple[str, int]
    revision: str
    door: str | None
    answers: Mapping[str, Any]
    created: datetime
    saved: datetime
    ends: datetime
    reply_to: str | None = None
    warned: datetime | None = None
    sent_contact: str | None = None
    lookup: str = field(default="", compare=False)


class Reading(Protocol):
    """Reads within one hub. It can write nothing; the read log has a transaction of its own."""

    hub: str

    def entries(self, stream: str, *, as_of: datetime | None = None) -> Sequence[Entry]:
        """The stream in order; with `as_of`, only what was recorded by then."""
        ...

    def mark(self, stream: str) -> str:
        """A mark of how the stream reads now, "" when it is empty. It changes with every entry and every destruction:
        what was worked out from a stream may be kept for as long as its mark stays the same."""
        ...

    def hub_at(self, revision: str) -> Hub:
        """The drawing of that revision, with what is published and live today laid over it."""
        ...

    def live(self) -> tuple[str, Hub]:
        """The revision that holds now, and its drawing."""
        ...

    def draft(self, code: str) -> Draft | None:
        """The draft kept under this code in this hub, or None."""
        ...

    def rows(
        self,
        table: str,
        *,
        scope: Predicate,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> Sequence[Mapping[str, Any]]:
        """Rows of a projection or plain table within `scope`; `where` maps a column to a value or a list of values, or
        "column<=" (<, >, >=) to a value; `order` names columns, "-column" for descending, empty values last, and the
        primary key decides what is left. Any column but sealed ones may be named; another name is a LookupError."""
        ...

    def count(self, table: str, *, scope: Predicate, where: Mapping[str, Any] | None = None) -> int:
        """How many rows `rows` would give."""
        ...

    def tally(
        self, table: str, by: Sequence[str], *, scope: Predicate, where: Mapping[str, Any] | None = None
    ) -> Sequence[tuple[tuple[Any, ...], int]]:
        """How many of those rows have each combination of values in these columns, in the order of the values; nothing
        else of a row is read."""
        ...

    def parts_like(self, tokens: Collection[str], begin: Collection[str]) -> Sequence[str]:
        """Parts of names that people of this hub have, found under one of these tokens or beginning with one of these
        words. They are for ranking and never to be shown: whose they are is not looked at yet."""
        ...

    def named(self, wanted: Sequence[Wanted], *, scope: Predicate, limit: int) -> Sequence[Mapping[str, Any]]:
        """Rows of `name_posting` within `scope` whose names have what is wanted, at most `limit`, in no order."""
        ...


class Work(Reading, Protocol):
    """One deed's unit of work in one hub: load, append, commit. Leaving without `commit` undoes everything.

    Appending rewrites the projections of the streams it touched, in the same transaction.
    """

    actor: Actor
    now: datetime
    deed: str

    def first_result(self) -> Mapping[str, Any] | None:
        """The result of this deed id if it was committed before (then do nothing more), else None."""
        ...

    def append(self, facts: Iterable[Fact], *, revision: str) -> Sequence[Entry]:
        """Put facts on record under the next numbers of their streams, streams in id order.

        A stream that this work has not read with `entries` is taken to be new.

        Raises:
            hubwright.domain.errors.Moved: another deed wrote to one of these streams since this one read it.
        """
        ...

    def keep_draft(self, code: str, draft: Draft) -> None:
        """Keep a draft under its code, in place of what was kept under it before."""
        ...

    def publish(self, revision: str, documents: Any) -> None:
        """Keep a revision's documents (JSON), if it is new, and let it hold from now on."""
        ...

    def destroy(self, stream: str, number: int, *, under: str) -> None:
        """Destroy one entry's payload for good, under the law or rule named; the header and the chain stay."""
        ...

    def put(self, table: str, **values: Any) -> None:
        """Insert one row of a plain table, or change the named columns of the row with this primary key.

        Tables: `outbox` (id, kind, run_at, payload: JSON, sealed on disk; insert only) and `hub_setting` (key, value).
        """
        ...

    def drop(self, table: str, **key: Any) -> None:
        """Remove rows of a plain table."""
        ...

    def commit(self, result: Mapping[str, Any] | None = None) -> None:
        """Make it so; `result` is what a repeat of this deed id gets back."""
        ...


class InstallationWork(Protocol):
    """A unit of work on the installation's own tables: hubs, users, credentials. It cannot see a hub's tables."""

    def rows(
        self, table: str, *, where: Mapping[str, Any] | None = None, order: Sequence[str] = (), limit: int | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Rows of an installation table."""
        ...

    def one(self, table: str, **where: Any) -> Mapping[str, Any] | None:
        """The first row that matches, or None."""
        ...

    def put(self, table: str, **values: Any) -> None:
        """Insert one row, or change the named columns of the row with this primary key."""
        ...

    def drop(self, table: str, **key: Any) -> int:
        """Remove the rows that match, and say how many."""
        ...

    def hit(self, key: str, *, now: datetime, window: timedelta) -> int:
        """Count one more attempt under `key`, and say how many there were in this window of time."""
        ...

    def spend_token(self, digest: str, *, purpose: str, now: datetime) -> str | None:
        """Use a token up: the user's id, or None when there is none that still holds."""
        ...

    def sweep(self, *, before: datetime) -> int:
        """Remove tokens that ended and counts that began before an instant (UTC), and say how many."""
        ...

    def commit(self) -> None:
        """Make it so."""
        ...


class Installation(Protocol):
    """The way to the installation's tables."""

    def work(self, actor: Actor) -> AbstractContextManager[InstallationWork]:
        """A unit of work; left without `commit`, it undoes everything."""
        ...

    def reading(self) -> AbstractContextManager[InstallationWork]:
        """One look."""
        ...


class Store(Protocol):
    """The database, as deeds and views see it."""

    @property
    def installation(self) -> Installation:
        """The way to the installation's own tables."""
        ...

    @property
    def files(self) -> Files:
        """The files of every hub."""
        ...

    def work(
        self, hub: str, actor: Actor, *, deed: str, now: datetime, command: Any = None
    ) -> AbstractContextManager[Work]:
        """A unit of work.

        Args:
            deed: an id that nobody else can guess, unique in the hub; empty for a work that writes no entry and may be
                repeated.
            command: JSON of what is asked for, so that a deed id is not used for two different things.

        Raises:
            hubwright.domain.errors.Refusal: this deed id was used by somebody else or for another command; or the
                database is too busy.
        """
        ...

    def reading(self, hub: str) -> AbstractContextManager[Reading]:
        """A consistent look at one hub."""
        ...

    def note_read(self, hub: str, *, user: str, at: datetime, what: str, reference: str, purpose: str) -> None:
        """One line of the read log, committed at once."""
        ...
