"""Files beside words: kept sealed, looked into, swept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


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

    def infected(self, content: Iterable[bytes]) -> bool | None:
        """Whether something was found; None where it cannot look into such a file at all.

        Raises:
            hubwright.domain.errors.ScanFailed: nobody could look; try again later.
        """
        ...
