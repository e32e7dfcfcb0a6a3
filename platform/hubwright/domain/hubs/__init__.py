"""A hub's own stream: what was published, who has a seat, which days it is closed, and other facts of the day."""

from hubwright.domain.hubs.stream import (
    HUB_STREAM,
    HubState,
    Seat,
    declare_closure,
    end_seat,
    give_seat,
    hub_of,
    project_hub,
    publish,
    set_fact,
    today,
)

__all__ = [
    "HUB_STREAM",
    "HubState",
    "Seat",
    "declare_closure",
    "end_seat",
    "give_seat",
    "hub_of",
    "project_hub",
    "publish",
    "set_fact",
    "today",
]
