"""The background work: a sign of life, clocks that were missed, ladders to climb, messages to send, seals to set."""

from hubwright.jobs.running import run
from hubwright.jobs.turn import Turn, turn
from hubwright.jobs.worker import Worker

__all__ = ["Turn", "Worker", "run", "turn"]
