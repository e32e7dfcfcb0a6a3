"""What an element of the hub causes, in sentences, and worked examples of its times: beside the fields that say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from hubwright.calendars import bank_holidays, calendars_of
from hubwright.domain.clocks import due
from hubwright.domain.clocks.london import changes, local, on
from hubwright.domain.definitions.templates.telling import time_of
from hubwright.domain.definitions.using import Spot
from hubwright.web.chrome import READABLE, contrast
from hubwright.web.language import gettext
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.parts.letters import letter_said
from hubwright.web.studio.texts import shown
from hubwright.web.times import instant

_BACK, _AHEAD = timedelta(days=366), timedelta(days=800)


def said_of(found: Desk, place: Spot, held: Any) -> list[str]:
    """Sentences about what stands at a place; none where its fields say everything."""
    if not isinstance(held, Mapping):
        return []
    if _is_tier(place):
        return [_tier(found, held), *_colour(held)]
    if len(place) == 2 and place[0] in _SAID:
        return _SAID[str(place[0])](found, held)
    if place == ("local", "brand"):
        return _brand(held)
    return []


def tells(place: Spot) -> bool:
    """Whether something is said of what stands at a place, which what is typed would change."""
    return _is_tier(place) or place == ("local", "brand") or (len(place) == 2 and place[0] in _SAID)


def _is_tier(place: Spot) -> bool:
    return len(place) == 4 and place[0] == "scales" and place[2] == "tiers"


def _colour(tier: Mapping[str, Any]) -> list[str]:
    """How well the words of a rating are read on its colour, where it has one of its own."""
    colour = tier.get("colour")
    if not isinstance(colour, str):
        return []
    best = max(contrast(colour, ink) for ink in ("#ffffff", "#0b0c0c"))
    words = "On this colour words are read with a contrast of %(ratio)s to 1."
    return [gettext(words, ratio=f"{best:.1f}")]


def _tier(found: Desk, tier: Mapping[str, Any]) -> str:
    """What a rating causes, as one sentence."""
    name = shown(tier["label"])
    parts = []
    asked = _asked(found, tier)
    if asked:
        within = _time(found, tier.get("return_clock"))
        parts.append(gettext("asks %(agencies)s", agencies=asked) +
                     (gettext(", each within %(time)s", time=within) if within else ""))  # fmt: skip
    if within := _time(found, tier.get("meeting_clock")):
        parts.append(gettext("needs a meeting within %(time)s", time=within))
    deciders = sorted({str(_named(found, "deciders", one)) for one in tier.get("deciders", {}).values()})
    within = _time(found, tier.get("decision_clock"))
    if deciders or within:
        said = gettext("is decided by %(who)s", who=", ".join(deciders)) if deciders else gettext("is decided")
        parts.append(said + (gettext(" within %(time)s", time=within) if within else ""))
    night = _night(found, tier.get("decision_clock"))
    if not parts:
        return gettext("%(rating)s causes nothing by itself.", rating=name)
    return f"{gettext('%(rating)s', rating=name)}: {', '.join(parts)}{night}."


def _asked(found: Desk, tier: Mapping[str, Any]) -> str:
    agencies = dict.fromkeys(
        ask["agency"]
        for one in found.tree.get("check_sets", ())
        if one["id"] in tier.get("checks", ())
        for ask in one["asks"]
    )
    return ", ".join(str(_named(found, "agencies", id)) for id in agencies)


def _named(found: Desk, part: str, id: Any) -> str:
    return next((shown(one["name"]) for one in found.tree.get(part, ()) if one["id"] == id), str(id))


def _clock_of(found: Desk, id: Any) -> Mapping[str, Any] | None:
    return next((one for one in found.tree.get("clocks", ()) if one["id"] == id), None)


def _time(found: Desk, id: Any) -> str:
    clock = _clock_of(found, id) if id else None
    return time_of(clock) if clock else ""


def _night(found: Desk, id: Any) -> str:
    clock = _clock_of(found, id) if id else None
    return gettext(", through the night") if clock and clock.get("out_of_hours") == "runs" else ""


def _clock(found: Desk, clock: Mapping[str, Any]) -> list[str]:
    """When a clock would be due for contacts that come at telling hours."""
    hub = found.drawn.hub
    rule = next((one for one in hub.clocks if one.id == clock["id"]), None) if hub else None
    if hub is None or rule is None:
        return []
    today = local(found.visit.now).date()
    calendars = calendars_of(hub, bank_holidays, {}, today - _BACK, today + _AHEAD)
    said = [f"{time_of(clock)}{_night(found, clock['id'])}"]
    closed = {day: why for one in calendars.values() for day, why in one.closed.items()}
    for words, received in telling_hours(today, closed):
        worked = due(rule, received, calendars[rule.calendar])
        line = gettext("%(case)s, %(at)s: due %(due)s", case=words, at=instant(received), due=instant(worked.at))
        said.append(line)
    return said


def telling_hours(today: date, closed: Mapping[date, str]) -> list[tuple[str, datetime]]:
    """Hours at which it matters how a clock is drawn: before a bank holiday, at night, and when the clocks change."""
    mondays = (day for day in sorted(closed) if day > today and day.weekday() == 0)
    holiday = next((day for day in mondays if day - timedelta(days=3) not in closed), None)
    made = []
    if holiday is not None:
        made.append((gettext("Friday at ten to five before a bank holiday"), _at(holiday - timedelta(days=3), 16, 50)))
    monday = today + timedelta(days=7 - today.weekday())
    made.append((gettext("A Monday morning"), _at(monday, 9, 30)))
    made.append((gettext("A night within the week"), _at(monday + timedelta(days=2), 2, 15)))
    made.append((gettext("A Saturday at noon"), _at(monday + timedelta(days=5), 12, 0)))
    change = next(iter(changes(_at(monday, 0, 0), _at(monday, 0, 0) + _AHEAD)))
    made.append((gettext("The evening before the clocks change"), _at(local(change).date() - timedelta(days=1), 20, 0)))
    return made


def _at(day: date, hour: int, minute: int) -> datetime:
    return on(day, time(hour, minute))


def _brand(brand: Mapping[str, Any]) -> list[str]:
    colour, ink = brand.get("colour", ""), brand.get("text", "#ffffff")
    try:
        ratio = contrast(colour, ink)
    except ValueError:
        return []
    if ratio >= READABLE:
        return [gettext("The contrast is %(ratio)s to 1: everybody can read it.", ratio=f"{ratio:.1f}")]
    words = "The contrast is %(ratio)s to 1, less than 4.5: black or white is written instead."
    return [gettext(words, ratio=f"{ratio:.1f}")]


def _calendar(found: Desk, calendar: Mapping[str, Any]) -> list[str]:
    """What each clock that keeps these hours makes of the first of the telling cases."""
    kept = [one for one in found.tree.get("clocks", ()) if one.get("calendar") == calendar["id"]]
    return [
        gettext("%(clock)s: %(example)s", clock=shown(one["name"]), example=line)
        for one in kept
        for line in _clock(found, one)[:1]
    ]


_SAID: Mapping[str, Callable[[Desk, Mapping[str, Any]], list[str]]] = {
    "clocks": _clock,
    "calendars": _calendar,
    "letters": letter_said,
}
