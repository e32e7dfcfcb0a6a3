"""A hub's own stream: what was published, who has a seat, which days it is closed, and other facts of the day."""

from hubwright.domain.hubs.cover import DayCover, cover, full_time, leaving, without_end
from hubwright.domain.hubs.facts import set_fact, today
from hubwright.domain.hubs.readiness import make_for_training, set_lock
from hubwright.domain.hubs.rota import coming, end_duty, give_duty, on_duty
from hubwright.domain.hubs.stream import (
    HUB_STREAM,
    HubState,
    Seat,
    Stint,
    declare_closure,
    end_seat,
    give_seat,
    hub_of,
    project_hub,
    publish,
)
from hubwright.domain.hubs.working import HALVES, WEEKDAYS, Working, arrange_seat

__all__ = [
    "HALVES",
    "HUB_STREAM",
    "WEEKDAYS",
    "DayCover",
    "HubState",
    "Seat",
    "Stint",
    "Working",
    "arrange_seat",
    "coming",
    "cover",
    "declare_closure",
    "end_duty",
    "end_seat",
    "full_time",
    "give_duty",
    "give_seat",
    "hub_of",
    "leaving",
    "make_for_training",
    "on_duty",
    "project_hub",
    "publish",
    "set_fact",
    "set_lock",
    "today",
    "without_end",
]
