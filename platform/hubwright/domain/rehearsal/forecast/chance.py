"""Chance is a guest: the forecast is handed streams of numbers by name, so that one seed gives one answer.

Each thing that is left to chance has a stream named after itself (a contact's size, an agency's answer about it), and
not its turn in a queue: a hub with one more researcher meets the same contacts, which take everybody else as long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final, Protocol, TypeVar

SHAPES: Final = ("lognormal", "gamma", "exponential", "fixed")

_NOTHING: Final = 1e-6
"""Below this a spread, or a mean, is as good as none: its square would be nought."""

T = TypeVar("T")


class Chance(Protocol):
    """One stream of numbers; `random.Random` is one."""

    def random(self) -> float:
        """Between 0 and 1."""
        ...

    def expovariate(self, lambd: float) -> float:
        """A gap between arrivals at this rate."""
        ...

    def lognormvariate(self, mu: float, sigma: float) -> float:
        """Of the logarithm's mean and spread."""
        ...

    def gammavariate(self, alpha: float, beta: float) -> float:
        """Of shape and scale."""
        ...


Chances = Callable[[str], Chance]
"""A stream by its name; the same name gives the same numbers."""


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something takes a person.

    Args:
        minutes: the mean.
        spread: standard deviation over mean; 0 for always the same.
        shape: of `SHAPES`.
    """

    minutes: float
    spread: float = 0.75
    shape: str = "lognormal"

    def drawn(self, chance: Chance) -> float:
        """One such time, in minutes."""
        if self.shape == "fixed" or min(self.minutes, self.spread) < _NOTHING:
            return self.minutes
        if self.shape == "exponential":
            return chance.expovariate(1 / self.minutes)
        if self.shape == "gamma":
            alpha = 1 / self.spread**2
            return chance.gammavariate(alpha, self.minutes / alpha)
        sigma = sqrt(log(1 + self.spread**2))
        return chance.lognormvariate(log(self.minutes) - sigma**2 / 2, sigma)


def picked(chance: Chance, shares: Sequence[tuple[T, float]]) -> T:
    """One of several by its share; the shares need not add up to one.

    Raises:
        ValueError: nothing has a share.
    """
    left = chance.random() * sum(share for _, share in shares)
    for one, share in shares:
        left -= share
        if left < 0 < share:
            return one
    fallback = [one for one, share in shares if share > 0]
    if not fallback:
        raise ValueError("Nothing has a share.")
    return fallback[-1]
