"""Time, chance, seals and holidays, as the deeds need them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from hubwright.domain.definitions.hub import Letter


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
