"""What files a hub takes, and what it does with those that no scanner has looked into."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileRules:
    """The hub's rules for files.

    Args:
        largest: in megabytes (of 1,000,000 bytes); a larger file is refused, and its name kept.
        not_scanned: "closed" (nobody opens a file that no scanner has looked into) or "opened" (they do, after a
            warning). It holds only where the installation has no scanner.
    """

    largest: int = 20
    not_scanned: str = "closed"
