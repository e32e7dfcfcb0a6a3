"""How a draft is tried out: its worked examples told, or the weeks to come run through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

Progress = Callable[[int, int], None]
"""Hears how many steps of how many are done."""


class Trier(Protocol):
    """Rehearses and forecasts."""

    def tried(self, asked: Mapping[str, Any], tell: Progress) -> Mapping[str, Any]:
        """The answer, as plain JSON. It may take minutes: never within a web request.

        Args:
            asked: "kind", the definitions and what is wanted, as `actions.trials.composed` has it.
            tell: hears how far it is.

        Raises:
            TrialFailed: there is none.
        """
        ...
