"""How a referrer may be told something, by what they said of themselves."""

from __future__ import annotations

from hubwright.domain.cases.commands import TELLING
from hubwright.domain.cases.state import LinkedContact
from hubwright.domain.errors import Refusal


def reached_by(contact: LinkedContact, how: str) -> None:
    """Stop where a referrer cannot be told like this, or said that it is not safe.

    Args:
        contact: theirs.
        how: one of `TELLING`.

    Raises:
        Refusal: it is not said how, they left no safe address or number for it, or they said that this way is not safe.
    """
    if how not in TELLING:
        raise Refusal(
            why="It is not said how they were told.",
            do="Choose how, or that it is withheld.",
            code="how_missing",
            fields=(("how", "Choose how the referrer was told."),),
        )
    if how == "email" and not contact.by_email:
        raise Refusal(
            why="This referrer left no e-mail address that is safe to use.",
            do="Choose another way to tell them.",
            code="no_safe_email",
            fields=(("how", "There is no safe e-mail address: choose another way."),),
        )
    if how == "text" and not contact.by_text:
        raise Refusal(
            why="This referrer left no number of a mobile telephone that is safe to use.",
            do="Choose another way to tell them.",
            code="no_safe_mobile",
            fields=(("how", "There is no safe mobile number: choose another way."),),
        )
    if how in contact.not_by:
        raise Refusal(
            why="This referrer said that it is not safe to reach them like that.",
            do="Choose another way to tell them.",
            code="not_safe",
            fields=(("how", "The referrer said that this way is not safe: choose another."),),
        )
