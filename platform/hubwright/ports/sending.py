"""How messages and decisions leave, and how what could not arrive comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol


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

    def hold(self, job: Job, *, until: datetime) -> bool:
        """A job takes long: keep it until then. False when another worker has taken it over meanwhile."""
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
