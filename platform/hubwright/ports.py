"""What the domain and the deeds need from outside, as Protocols. `wiring` is where they meet their makers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from hubwright.domain.access.scope import Predicate
from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.definitions.hub import Hub, Letter
from hubwright.domain.people.searching import Wanted


class Now(Protocol):
    """The machine's clock; a test's own clock stands in for it."""

    def __call__(self) -> datetime:
        """The present instant, in UTC and aware of it."""
        ...


class Ids(Protocol):
    """Chance, as a guest: fresh ids that nobody can guess."""

    def reference(self) -> str:
        """A reference to say aloud: eight letters and digits without look-alikes, the last a check character."""
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

    def send(self, *, to: str, subject: str, body: str, message_id: str) -> None:
        """Hand one message over; `message_id` stays the same when it is tried again."""
        ...


class Texts(Protocol):
    """Sends one text message; raises `MailFailed` when it could not be handed over."""

    def send(self, *, to: str, body: str, message_id: str) -> None:
        """Hand one message over; `message_id` stays the same when it is tried again."""
        ...


class Systems(Protocol):
    """Hands a decision to a council's case system; raises `MailFailed` when it could not be handed over."""

    def give(self, *, hub: str, to: str, body: str, message_id: str) -> None:
        """Hand one over, signed as that hub; `message_id` stays the same when it is tried again."""
        ...


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message that came back.

    Args:
        message: the id that it was sent under.
        permanent: the receiver cannot be reached there at all.
        token: of whoever found it, to say when it has been seen to.
    """

    message: str
    permanent: bool
    token: str


class Bounces(Protocol):
    """Where messages that came back are found."""

    def look(self) -> Iterable[Bounce]:
        """What came back and has not been seen to."""
        ...

    def done(self, bounce: Bounce) -> None:
        """This one has been seen to."""
        ...


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


@dataclass(frozen=True, slots=True)
class Job:
    """One effect outside the house, taken from the outbox by a worker.

    Args:
        attempt: 1 for the first time; proves that the lease is still this worker's.
        payload: JSON, as it was put.
    """

    hub: str
    id: str
    kind: str
    attempt: int
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it lies in the database.

    Args:
        name: as it was given.
        media: its type by content ("image/jpeg").
        size: in bytes.
        digest: keyed, of the content.
        state: "quarantined" (nobody has looked inside), "clean", "infected" or "not_scanned" (there is no scanner).
        scanner: what looked inside, "" before.
    """

    id: str
    name: str
    media: str
    size: int
    digest: str
    state: str
    scanner: str = ""


class Files(Protocol):
    """Files, sealed, hub by hub. They are written before the entry that names them."""

    def keep(
        self, hub: str, id: str, content: bytes, *, name: str, media: str, at: datetime, draft: str | None = None
    ) -> KeptFile:
        """Write a file sealed and in quarantine; committed before this returns. `draft` is the lookup of a draft that
        it belongs to until that is sent."""
        ...

    def about(self, hub: str, ids: Sequence[str]) -> Sequence[KeptFile]:
        """What is known of these files; one that is gone is left out."""
        ...

    def read(self, hub: str, id: str) -> Iterator[bytes]:
        """The content, piece by piece.

        Raises:
            hubwright.domain.errors.NotFound: there is none.
            hubwright.domain.errors.Broken: it is not what was written.
        """
        ...

    def quarantined(self, hub: str, *, limit: int) -> Sequence[KeptFile]:
        """Files that nobody has looked into yet, the oldest first."""
        ...

    def judged(self, hub: str, id: str, *, state: str, scanner: str, at: datetime) -> bool:
        """Write down what a scanner found; False where another worker already has."""
        ...

    def sweep(self, hub: str, *, before: datetime) -> int:
        """Remove files kept before an instant that no entry names and no draft holds, and say how many."""
        ...

    def remove(self, hub: str, id: str, *, draft: str) -> bool:
        """Remove a file that its draft lets go; False where it is no longer the draft's."""
        ...


class Scanner(Protocol):
    """Looks into files for malware."""

    name: str

    def infected(self, content: Iterable[bytes]) -> bool:
        """Whether something was found.

        Raises:
            hubwright.domain.errors.ScanFailed: nobody could look; try again later.
        """
        ...


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


class Outbox(Protocol):
    """The background work's side of the database: effects to carry out, seals to set, drafts to remove."""

    def due_hubs(self, now: datetime) -> Sequence[str]:
        """Hubs whose outbox has something to do by now."""
        ...

    def claim(self, hub: str, *, now: datetime, lease: timedelta, limit: int = 10) -> Sequence[Job]:
        """Take due effects for the length of `lease`; no two workers take the same."""
        ...

    def finish(self, job: Job, *, now: datetime, kept: bool = False) -> bool:
        """A job is done at `now`; `kept` where it was not sent at all, because the hub is one for training. False when
        its lease ran out and another worker has it."""
        ...

    def came_back(self, hub: str, id: str, *, why: str) -> bool:
        """What was sent came back, for the reason coded in `why`. False where this hub sent no such thing, or it was
        known already."""
        ...

    def put_off(self, job: Job, *, why: str, until: datetime | None) -> bool:
        """A job failed, for the reason coded in `why`: try again at `until`, or never when that is None."""
        ...

    def seal_heads(self, hub: str, now: datetime) -> int:
        """Seal where every stream of the hub ends now; the number of the seal."""
        ...

    def remove_ended_drafts(self, hub: str, now: datetime) -> int:
        """Remove drafts whose days are over, and say how many."""
        ...


class FillLetter(Protocol):
    """Fills a hub's letter; it can carry a reference, a link and how to reach the hub, and nothing more."""

    def __call__(
        self, letter: Letter, *, reference: str, link: str, hub: str, telephone: str, due: str, language: str
    ) -> tuple[str, str]:
        """The subject and the body.

        Raises:
            hubwright.domain.errors.Refusal: the letter names a field that there is not.
        """
        ...
