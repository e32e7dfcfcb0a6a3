"""What a hub chooses: what its unit is called, how long a task may take, when the briefing is, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from hubwright.api import Options, showing

UNIT, HOURS, AT = "Unit", 24, "09:00"
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "unit": {"type": "string", "title": "What is the unit called?", "maxLength": 100, "default": UNIT},
        "hours": {
            "type": "integer",
            "title": "Within how many hours is a task done, where nobody says otherwise?",
            "description": "Nights and weekends count.",
            "minimum": 1,
            "maximum": 720,
            "default": HOURS,
        },
        "briefing": {
            "type": "string",
            "title": "At what time is the daily briefing?",
            "description": "By the 24-hour clock, such as 09:00. It tells what has come since the one before.",
            "maxLength": 5,
            "default": AT,
        },
        "weekends": {"type": "boolean", "title": "Is there a briefing on Saturdays and Sundays?", "default": False},
        "told": {
            "type": "array",
            "title": "Who is told when an agency hands a task back?",
            "description": "A message with the reference of the case and nothing of what it is about.",
            "items": {"type": "string", "names": "roles"},
            "uniqueItems": True,
        },
    },
}


def unit(options: Options) -> str:
    """What the unit is called."""
    return str(options.get("unit") or "").strip() or UNIT


def hours(options: Options) -> int:
    """Within how many hours a task is done where nobody says otherwise."""
    return int(options.get("hours", HOURS))


def briefing(options: Options) -> time:
    """When the daily briefing is."""
    return showing.clock(str(options.get("briefing", AT))) or time(9)


def wrong(options: Options) -> list[str]:
    """What a schema cannot see of the options."""
    if showing.clock(str(options.get("briefing", AT))) is None:
        return ["The time of the daily briefing is no time of day."]
    return []
