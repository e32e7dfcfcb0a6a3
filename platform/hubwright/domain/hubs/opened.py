"""What the entries of the hub's stream leave on record of setting it up and of opening it to referrals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.written import instant


@dataclass(frozen=True, slots=True)
class Settled:
    """One step that somebody says is done.

    Args:
        said: what they wrote: a reference, who answered, who signs; "" where nothing is asked.
        by: their name.
    """

    said: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tried:
    """A test message to an agency; `opened` is when somebody there pressed its button, or None."""

    digest: str
    sent: datetime
    opened: datetime | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """How far setting up and opening have come.

    Args:
        steps: by id, of both lists.
        tried: agency to its last test message.
        opened: when the hub was opened to referrals, or None.
        without: the steps that were not done when it was.
        why: and why not.
        by: who opened it.
        closed: when it was closed again, or None; `closed_by` and `closed_why` as they were then.
    """

    steps: Mapping[str, Settled] = field(default_factory=dict)
    tried: Mapping[str, Tried] = field(default_factory=dict)
    opened: datetime | None = None
    without: tuple[str, ...] = ()
    why: str = ""
    by: str = ""
    closed: datetime | None = None
    closed_by: str = ""
    closed_why: str = ""


def settled(kept: Setting, body: Mapping[str, Any]) -> Setting:
    """After a step was said to be done, or not done after all."""
    if not body["done"]:
        return replace(kept, steps={id: one for id, one in kept.steps.items() if id != body["step"]})
    one = Settled(body["said"], body["by"], instant(body["at"]))
    return replace(kept, steps={**kept.steps, body["step"]: one})


def tried(kept: Setting, body: Mapping[str, Any]) -> Setting:
    """After a test message was sent, or opened."""
    agency, at = body["agency"], instant(body["at"])
    if "digest" in body:
        return replace(kept, tried={**kept.tried, agency: Tried(body["digest"], at)})
    if agency not in kept.tried:
        return kept
    return replace(kept, tried={**kept.tried, agency: replace(kept.tried[agency], opened=at)})


def was_opened(kept: Setting, body: Mapping[str, Any]) -> Setting:
    """After the hub was opened to referrals."""
    opened = replace(kept, closed=None, closed_by="", closed_why="")
    return replace(opened, opened=instant(body["at"]), without=tuple(body["without"]), why=body["why"], by=body["by"])


def was_closed(kept: Setting, body: Mapping[str, Any]) -> Setting:
    """After the hub was closed to referrals."""
    return replace(kept, closed=instant(body["at"]), closed_by=body["by"], closed_why=body["why"])
