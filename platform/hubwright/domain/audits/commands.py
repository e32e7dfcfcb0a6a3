"""What a person asks to be done about an audit of decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw a sample of decisions.

    Args:
        purpose: what it is to show.
        first, last: days in London between which it was decided, both counted.
        routes: ids of routes that were decided; empty for all.
        pathways: strands; empty for all.
        below_threshold: only what was found below the threshold, and contacts that ended with advice, a reply or a
            note.
        how_many: so many of them, or
        share: so many in a hundred of them; one of the two is given.
        auditor: user id of who will look at them, whose own decisions are then left out; "" for anybody who may.
    """

    purpose: str
    first: date | None
    last: date | None
    routes: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()
    below_threshold: bool = False
    how_many: int | None = None
    share: int | None = None
    auditor: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Say what one finds of one decision of the sample.

    Args:
        place: which one, counted from 1.
        verdict: of `decide.VERDICTS`.
        answers: question of the hub's audit form to the answer chosen, or `decide.CANNOT_TELL`.
        why: the reason; needed unless they agree.
        learning: what is to be learned, or "".
        told: agencies that hear it.
    """

    place: int
    verdict: str
    answers: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    learning: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluate:
    """Say what was found some months later.

    Args:
        months: which of the times that the audit has.
        found: in words.
    """

    months: int
    found: str


Command = Answer | Evaluate
