"""What a person, or the background work, asks to be done about an incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Open:
    """Write an incident down.

    Args:
        kind: id of one of the hub's kinds.
        what: what happened, or what stands in the way, in words.
        noticed: when somebody here became aware of it, UTC: its clock runs from then.
        case: the reference of the case that it is about, or "".
        agency: id of the agency that it concerns, or "".
        who: of a disclosure, whom it reached; of a barrier, who must take it away.
        whose: of a disclosure, whose information it was, as far as that can be said.
        how: of a disclosure, by which way it left; of a near miss, what stopped it.
        minutes: of a barrier, how many minutes of work were lost so far.
    """

    kind: str
    what: str
    noticed: datetime
    case: str = ""
    agency: str = ""
    who: str = ""
    whose: str = ""
    how: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Add:
    """Write down what was done about it.

    Args:
        step: of `state.STEPS` for what the incident stands for.
        text: what was done or said.
        who: who was told, asked or rung.
        yes: of a step that asks: recalled, told, reported.
        minutes: of a barrier, how many more minutes of work were lost.
    """

    step: str
    text: str
    who: str = ""
    yes: bool | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class TakeOn:
    """A person sees to it, by name: its voice falls silent."""


@dataclass(frozen=True, slots=True)
class Close:
    """Nothing more is to be done; what was learned."""

    text: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """It goes on."""

    reason: str


@dataclass(frozen=True, slots=True)
class TellNext:
    """The background work tells the next rung of its ladder."""


Command = Add | TakeOn | Close | Reopen | TellNext
