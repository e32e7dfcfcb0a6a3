"""Which decisions are drawn: by lot, from all that answer the question, so that anybody can draw the same again.

The order is that of the SHA-256 digest of a fresh seed and the decision's own key. Nobody knows the seed before it is
drawn, no decision stands nearer the front than another, and whoever has the seed and the list finds the same sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.audits.commands import Draw
from hubwright.domain.clocks.london import local

BELOW = "not_met"
"""What a decision says of the threshold where it was found not to be met."""
ENDING = "ending"
"""A contact that ended otherwise than with a decision."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One decision, or one ending: where it stands and nothing of what it says.

    Args:
        case: its reference.
        number: of the entry.
        subject: of the person it is for; "" of an ending.
    """

    case: str
    number: int
    subject: str
    pathway: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A decision that might be drawn.

    Args:
        what: "decision" or `ENDING`.
        by_user: who decided.
        at: UTC.
    """

    item: Item
    what: str
    route: str
    threshold: str
    by_user: str
    at: datetime


def eligible(candidates: Iterable[Candidate], draw: Draw) -> tuple[Candidate, ...]:
    """Those that the question is about, each once, in the order of their keys; whose they are is not asked here."""
    if draw.first is None or draw.last is None:
        return ()
    found = {one.item: one for one in candidates if _asked_for(one, draw)}
    return tuple(found[item] for item in sorted(found))


def _asked_for(one: Candidate, draw: Draw) -> bool:
    if draw.first is None or draw.last is None or not draw.first <= local(one.at).date() <= draw.last:
        return False
    if draw.pathways and one.item.pathway not in draw.pathways:
        return False
    if draw.below_threshold and one.what != ENDING and one.threshold != BELOW:
        return False
    return not draw.routes or one.route in draw.routes


def size_of(draw: Draw, frame: int) -> int:
    """How many are drawn of so many: never more than there are, and of a share at least one."""
    if draw.how_many is not None:
        return min(draw.how_many, frame)
    return min(max(1, -(-frame * (draw.share or 0) // 100)), frame) if frame else 0


def drawn_from(frame: Iterable[Item], seed: str, size: int) -> tuple[Item, ...]:
    """The sample: the first of the frame in the order of the lot.

    Args:
        frame: each decision that might be drawn, in any order.
        seed: fresh, and on record.
        size: how many.
    """
    return tuple(sorted(frozenset(frame), key=lambda item: (_lot(seed, item), item))[:size])


def _lot(seed: str, item: Item) -> str:
    key = "\n".join((seed, item.case, str(item.number), item.subject, item.pathway))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
