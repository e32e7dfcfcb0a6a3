"""The agreements under which agencies of a hub work together and share, as it draws them."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Agreement:
    """A document that several agencies have signed. When each signed, and when it is looked at again, are daily facts
    of the hub, kept in its own stream.

    Args:
        stands_for: "sharing_agreement", "memorandum" or "terms_of_reference".
        between: ids of the agencies whose signatures it needs.
        check_sets: ids of check sets whose sharing leans on it; empty for everything between those agencies.
        review_months: how many months after it was signed or last looked at it is to be looked at again, or None.
    """

    id: str
    name: Text
    stands_for: str
    between: tuple[str, ...]
    check_sets: tuple[str, ...] = ()
    review_months: int | None = None
