"""How the worked examples stand after each change: told on the pages that follow it, a short time on each, and once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

from flask import current_app

from hubwright.loading.drafting import Drawn
from hubwright.loading.rehearsing import Broken, one_by_one
from hubwright.web.studio.desk import Desk

SECONDS: Final = 0.12
"""That one page spends on it: whoever saved waits, and a hub may have a hundred examples."""

_DRAFTS = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """How the examples of a draft stand, as far as they have been told.

    Args:
        broken: those that go otherwise than they say, and that nobody has let.
        told, all: how many of how many have been told on the draft as it is now.
    """

    broken: tuple[Broken, ...]
    told: int
    all: int


@dataclass(slots=True)
class _Telling:
    """One state of a draft, being told."""

    drawn: Drawn
    left: Iterator[Broken | None]
    broken: list[Broken] = field(default_factory=list)
    told: int = 0
    turn: Lock = field(default_factory=Lock)


class Standings:
    """What was told of each draft's present state, kept while it is looked at."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, _Telling] = OrderedDict()
        self._lock = Lock()

    def of(self, desk: Desk, *, seconds: float = SECONDS) -> Standing | None:
        """How the examples stand; None where there are none, or the draft cannot run as it is.

        Args:
            desk: the draft.
            seconds: how long it may take to tell more of them.
        """
        found = desk.drawn
        if not found.scenarios or found.hub is None or found.problems:
            return None
        telling = self._of(desk)
        # Two pages of one draft at the same moment: the second shows what the first has come to.
        if telling.turn.acquire(blocking=False):
            try:
                _tell(telling, monotonic() + seconds)
            finally:
                telling.turn.release()
        left = tuple(one for one in telling.broken if not one.accepted)
        return Standing(left, telling.told, len(found.scenarios))

    def _of(self, desk: Desk) -> _Telling:
        # What is drawn of a draft is made once for each state of it, and kept here with what was told of it.
        key = id(desk.drawn)
        with self._lock:
            if (kept := self._kept.get(key)) is None:
                kept = _Telling(desk.drawn, one_by_one(desk.whole, desk.drawn, desk.visit.house.calendars))
                self._kept[key] = kept
                while len(self._kept) > _DRAFTS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return kept


def _tell(telling: _Telling, until: float) -> None:
    for one in telling.left:
        telling.told += 1
        if one is not None:
            telling.broken.append(one)
        if monotonic() > until:
            return


def standing(desk: Desk) -> Standing | None:
    """How the examples of the draft in front of somebody stand."""
    kept: Standings = current_app.extensions.setdefault("studio_standings", Standings())
    return kept.of(desk)
