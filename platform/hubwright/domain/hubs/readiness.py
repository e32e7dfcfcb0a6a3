"""What a hub is made ready with: a lock for the lists of a day without network, and that it is one for training."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hubwright.domain.cases.entries import Fact
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.stream import HubState, hub_fact


def set_lock(lock: Mapping[str, Any], *, now: datetime) -> list[Fact]:
    """Write the lists for when the network is down under this lock from now on; the passphrase is not in it."""
    return [hub_fact("hub.lists_locked", {"lock": dict(lock)}, now)]


def make_for_training(state: HubState, of: str, *, now: datetime) -> list[Fact]:
    """Say that a hub is for training alone: nothing leaves it, nothing in it counts, and each page says so.

    Args:
        state: the hub's own stream, replayed.
        of: id of the hub that it is like.
        now: UTC.

    Raises:
        Refusal: the hub has been used for something else.
    """
    if state.seats or state.training_of:
        raise Refusal(
            why="This hub has people already.",
            do="Only a hub that nobody has used can be made one for training.",
            code="hub_in_use",
        )
    return [hub_fact("hub.made_for_training", {"of": of}, now)]
