"""An offer of early help: what happens to it, and what it is after each step. Pure: dates come in, nothing goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hubwright.api import Happened

PROPOSED, OFFERED, ACCEPTED = "proposed", "offered", "accepted"
RETURNED, DECLINED, REFUSED, STEPPED_UP = "returned", "declined", "refused", "stepped_up"
ENDED = (RETURNED, DECLINED, REFUSED, STEPPED_UP)

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "case": {"type": "string"},
        "status": {"type": "string", "enum": [PROPOSED, OFFERED, ACCEPTED, *ENDED]},
        "for": {"type": "string", "maxLength": 400},
        "summary": {"type": "string", "maxLength": 20000},
        "consent": {"enum": ["", "agreed", "shared_without"]},
        "why_without": {"type": "string", "maxLength": 4000},
        "panel": {"type": "string", "maxLength": 200},
        "due": {"type": "string", "maxLength": 10},
        "again": {"type": "boolean"},
        "lead": {"type": "string", "maxLength": 400},
        "reason": {"type": "string", "maxLength": 20000},
        "ended": {"type": "string", "maxLength": 10},
    },
    "required": ["case", "status", "for", "again"],
    "additionalProperties": False,
}
_AFTER = {
    "proposed": PROPOSED,
    "offered": OFFERED,
    "accepted": ACCEPTED,
    "returned": RETURNED,
    "declined": DECLINED,
    "refused": REFUSED,
    "stepped_up": STEPPED_UP,
}


def after(state: Mapping[str, Any] | None, entry: Happened) -> Mapping[str, Any]:
    """The offer after an entry, None before the first.

    Args:
        state: as the entry before it left it.
        entry: "proposed", "offered", or what became of it; its body holds the parts that it says anew.
    """
    return {**(state or {}), **entry.body, "status": _AFTER[entry.type]}


def due(offered: date, days: int) -> date:
    """By when the service has answered: so many days after it was asked, weekends counted.

    Args:
        offered: the day of the offer.
        days: that the hub gives.
    """
    return offered + timedelta(days=days)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of a month that is shorter."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def comes_again(ended: list[date], today: date, months: int) -> bool:
    """Whether a family that early help gave back is offered it again within so many months.

    Args:
        ended: when each earlier offer of the case was stepped up.
        today: the day of the new offer.
        months: that the hub counts.
    """
    return any(months_before(today, months) <= one <= today for one in ended)
