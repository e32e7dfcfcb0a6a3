"""Chance for a forecast: a stream of numbers for each name, all from one seed."""

from __future__ import annotations

from random import Random

from hubwright.domain.rehearsal.forecast.chance import Chances


def chances_of(seed: int) -> Chances:
    """Streams by name: the same seed and name give the same numbers, on any machine."""
    return lambda name: Random(f"{seed}/{name}")  # noqa: S311 - a forecast, not a secret
