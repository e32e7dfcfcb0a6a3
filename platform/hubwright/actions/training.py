"""Whether a hub is one for training: said once in its own stream, before anybody had a seat in it."""

from __future__ import annotations

from hubwright.actions.house import House
from hubwright.domain.hubs import HUB_STREAM, hub_of


def for_training(house: House, hub: str) -> bool:
    """Whether nothing may leave this hub and nothing in it counts.

    Args:
        house: the ports.
        hub: id of the hub.
    """
    with house.store.reading(hub) as reading:
        return bool(hub_of(reading.entries(HUB_STREAM)).training_of)
