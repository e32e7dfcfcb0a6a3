"""What every way of sending a text message asks of it first."""

from __future__ import annotations

from typing import Final

from hubwright.domain.cases.addressing import mobile
from hubwright.domain.errors import MailFailed

LONGEST: Final = 480
"""Three parts of a text message: what is longer arrives in pieces, and was not meant to be a letter."""


def checked(to: str, body: str) -> str:
    """The number that a text goes to, once both it and the words can be sent.

    Raises:
        MailFailed: permanently, where they cannot.
    """
    found = mobile(to)
    if found is None:
        raise MailFailed("The receiver's number is not one of a mobile telephone.", permanent=True)
    if not body.strip() or len(body) > LONGEST:
        raise MailFailed(f"A text message has between 1 and {LONGEST} signs.", permanent=True)
    return found
