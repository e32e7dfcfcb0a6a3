"""What the domain and the deeds need from outside, as Protocols. `wiring` is where they meet their makers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from hubwright.domain.access.scope import Predicate
from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.definitions.hub import Hub


class Now(Protocol):
    """The machine's clock; a test's own clock stands in for it."""

    def __call__(self) -> datetime:
        """The present instant, in UTC and aware of it."""
        ...


class Ids(Protocol):
    """Chance, as a guest: fresh ids that nobody can guess."""

    def reference(self) -> str:
        """A short reference for people to say aloud: eight letters and digits without look-alikes, with a check character."""
        ...

    def code(self) -> str:
        """A secret code of at least 80 bits, for a person to type."""
        ...

    def token(self) -> str:
        """An opaque URL-safe token of at least 128 bits."""
        ...


class Sealer(Protocol):
    """Turns the bytes of a payload into what lies on disk, and back."""

    key_id: str

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Sealed bytes; `context` (hub, stream and number) is bound in and must be given again to open them."""
        ...

    def open(self, sealed: bytes, key_id: str, context: bytes) -> bytes:
        """The bytes again.

        Raises:
            hubwright.domain.errors.Broken: they were changed, moved, or sealed under a key this sealer lacks.
        """
        ...


class BankHolidays(Protocol):
    """The bank holidays of a nation."""

    def __call__(self, nation: str, first: date, last: date) -> Mapping[date, str]:
        """Each bank holiday from `first` to `last`, both included, with its name."""
        ...


class Mail(Protocol):
    """Sends one message; raises `MailFailed` when it could not be handed over."""

    def send(self, *, to: str, subject: str, body: str, message_id: str) -> None: ...


class Work(Protocol):
    """One deed's unit of work in one hub: load, append, commit. Leaving without `commit` undoes everything.

    Appending rewrites the projections of the streams it touched, in the same transaction.
    """

    hub: str
    actor: Actor
    now: datetime
    deed: str

    def first_result(self) -> Mapping[str, Any] | None:
        """The result of this deed id if it was committed before (then do nothing more), else None."""
        ...

    def entries(self, stream: str) -> Sequence[Entry]:
        """The stream in order, lifted to current versions by the caller; empty if there is none."""
        ...

    def append(self, facts: Iterable[Fact], *, revision: str) -> Sequence[Entry]:
        """Put facts on record under the next numbers of their streams, streams in id order.

        Raises:
            hubwright.domain.errors.Moved: another deed wrote to one of these streams since this one read it.
        """
        ...

    def hub_at(self, revision: str) -> Hub:
        """The drawing of that revision, with today's live parts laid over it."""
        ...

    def live(self) -> tuple[str, Hub]:
        """The revision that holds now, and its drawing."""
        ...

    def put(self, table: str, **values: Any) -> None:
        """Insert or replace one row of a plain table (drafts, outbox) by its primary key."""
        ...

    def drop(self, table: str, **key: Any) -> None:
        """Remove rows of a plain table."""
        ...

    def commit(self, result: Mapping[str, Any] | None = None) -> None:
        """Make it so; `result` is what a repeat of this deed id gets back."""
        ...


class Reading(Protocol):
    """Reads within one hub. It can write nothing; the read log has a transaction of its own."""

    hub: str

    def entries(self, stream: str) -> Sequence[Entry]: ...

    def hub_at(self, revision: str) -> Hub: ...

    def live(self) -> tuple[str, Hub]: ...

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
        """Rows of a projection or plain table within `scope`; `where` maps a column to a value or a list of values;
        `order` names columns, "-column" for descending. Only columns the scope knows may be named."""
        ...

    def count(self, table: str, *, scope: Predicate, where: Mapping[str, Any] | None = None) -> int: ...


class Store(Protocol):
    """The database, as deeds and views see it."""

    def work(self, hub: str, actor: Actor, *, deed: str, now: datetime) -> AbstractContextManager[Work]: ...

    def reading(self, hub: str) -> AbstractContextManager[Reading]: ...

    def note_read(self, hub: str, *, user: str, at: datetime, what: str, reference: str, purpose: str) -> None:
        """One line of the read log, committed at once."""
        ...
