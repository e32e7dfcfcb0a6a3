"""The workings of a due time in sentences, English and Welsh, times as the clock on the wall in London shows them.

No Welsh speaker has checked the Welsh yet: whoever shows it says so and has the English beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from hubwright.domain.clocks.london import comes_twice, local
from hubwright.domain.clocks.steps import Due, Step

_DAYS: Final = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"),
}
_MONTHS: Final = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "cy": (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
}

# The names that the calendar of bank holidays uses. A hub's own closure is said as the hub wrote it.
_HOLIDAYS: Final[Mapping[str, str]] = {
    "New Year's Day": "Dydd Calan",
    "Good Friday": "Dydd Gwener y Groglith",
    "Easter Monday": "Dydd Llun y Pasg",
    "May Day": "Gŵyl Banc Calan Mai",
    "Spring Bank Holiday": "Gŵyl Banc y Gwanwyn",
    "Late Summer Bank Holiday": "Gŵyl Banc yr Haf",
    "Christmas Day": "Dydd Nadolig",
    "Boxing Day": "Gŵyl San Steffan",
}

# In Welsh "{on}" is a day after a softening word ("ddydd Llun"), "{day}" one that is not ("dydd Llun").
_SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "started": "The clock started on {on}.",
        "counted_from out_of_hours": "That was out of hours, so it counts from {on}.",
        "counted_from not_open": "That is a day of the week without opening hours, so it counts from {on}.",
        "counted_from closed": "That day is closed: {name}. So it counts from {on}.",
        "counted_from shut": "That day is closed, so it counts from {on}.",
        "skipped 1": "{first} is not counted: {reason}.",
        "skipped 2": "{first} and {last} are not counted: {reason}.",
        "skipped n": "{days} days between {first} and {last} are not counted: {reason}.",
        "not_open": "no opening hours",
        "closed": "closed",
        "clock_change forward": "The clocks go forward an hour on {on_day}: {real}.",
        "clock_change back": "The clocks go back an hour on {on_day}: {real}.",
        "real": "real hours are counted, so the time shown moves by one",
        "same": "the time of day stays the same",
        "start_twice": "It started in the hour that comes twice that night, which counts from its beginning.",
        "no_such_time": "That time does not exist on {on_day}, when the clocks go forward: "
        "the first moment after it counts.",
        "time_twice": "That time comes twice on {on_day}, when the clocks go back: the first of the two counts.",
        "due elapsed_hour 0": "Due at once: {on}.",
        "due elapsed_hour 1": "One hour later, day or night: due by {due}.",
        "due elapsed_hour": "{amount} hours later, day and night: due by {due}.",
        "due working_hour 0": "Due at once: {on}.",
        "due working_hour 1": "One open hour later: due by {due}.",
        "due working_hour": "{amount} open hours later: due by {due}.",
        "due working_day 0": "At the end of that working day: due by {due}.",
        "due working_day 1": "At the end of the next working day: due by {due}.",
        "due working_day": "At the end of working day {amount} after that day: due by {due}.",
        "due calendar_day 0": "Due at once: {on}.",
        "due calendar_day 1": "One day later at the same time of day: due by {due}.",
        "due calendar_day": "{amount} days later at the same time of day: due by {due}.",
    },
    "cy": {
        "started": "Dechreuodd y cloc {on}.",
        "counted_from out_of_hours": "Roedd hynny y tu allan i oriau agor, felly mae'n cyfrif o {on}.",
        "counted_from not_open": "Nid oes oriau agor ar y diwrnod hwnnw o'r wythnos, felly mae'n cyfrif o {on}.",
        "counted_from closed": "Mae ar gau y diwrnod hwnnw: {name}. Felly mae'n cyfrif o {on}.",
        "counted_from shut": "Mae ar gau y diwrnod hwnnw, felly mae'n cyfrif o {on}.",
        "skipped 1": "Nid yw {first} yn cael ei gyfrif: {reason}.",
        "skipped 2": "Nid yw {first} na {last} yn cael eu cyfrif: {reason}.",
        "skipped n": "Nid yw {days} diwrnod rhwng {first} a {last} yn cael eu cyfrif: {reason}.",
        "not_open": "dim oriau agor",
        "closed": "ar gau",
        "clock_change forward": "Mae'r clociau'n mynd awr ymlaen {on_day}: {real}.",
        "clock_change back": "Mae'r clociau'n mynd awr yn ôl {on_day}: {real}.",
        "real": "oriau go iawn sy'n cyfrif, felly mae'r amser a ddangosir yn symud awr",
        "same": "mae'r amser o'r dydd yn aros yr un fath",
        "start_twice": "Dechreuodd yn yr awr sy'n dod ddwywaith y noson honno, sy'n cyfrif o'i dechrau.",
        "no_such_time": "Nid yw'r amser hwnnw'n bod {on_day}, pan fydd y clociau'n mynd ymlaen, "
        "felly'r amser cyntaf ar ôl hynny sy'n cyfrif.",
        "time_twice": "Mae'r amser hwnnw'n dod ddwywaith {on_day}, pan fydd y clociau'n mynd yn ôl, "
        "felly'r cyntaf o'r ddau sy'n cyfrif.",
        "due elapsed_hour 0": "I'w wneud ar unwaith: {due}.",
        "due elapsed_hour 1": "Awr yn ddiweddarach, ddydd neu nos: i'w wneud erbyn {due}.",
        "due elapsed_hour": "{amount} awr yn ddiweddarach, ddydd a nos: i'w wneud erbyn {due}.",
        "due working_hour 0": "I'w wneud ar unwaith: {due}.",
        "due working_hour 1": "Un awr agor yn ddiweddarach: i'w wneud erbyn {due}.",
        "due working_hour": "{amount} awr agor yn ddiweddarach: i'w wneud erbyn {due}.",
        "due working_day 0": "Ar ddiwedd y diwrnod gwaith hwnnw: i'w wneud erbyn {due}.",
        "due working_day 1": "Ar ddiwedd y diwrnod gwaith nesaf: i'w wneud erbyn {due}.",
        "due working_day": "Ar ddiwedd diwrnod gwaith {amount} ar ôl y diwrnod hwnnw: i'w wneud erbyn {due}.",
        "due calendar_day 0": "I'w wneud ar unwaith: {due}.",
        "due calendar_day 1": "Un diwrnod yn ddiweddarach, yr un amser o'r dydd: i'w wneud erbyn {due}.",
        "due calendar_day": "{amount} diwrnod yn ddiweddarach, yr un amser o'r dydd: i'w wneud erbyn {due}.",
    },
}


def said(workings: Due | Sequence[Step] | Sequence[Mapping[str, Any]], language: str) -> list[str]:
    """How a due time was worked out, one sentence a step.

    Args:
        workings: a `Due`, its steps, or its steps as they were recorded.
        language: "en" or "cy"; any other is answered in English.
    """
    steps = workings.steps if isinstance(workings, Due) else workings
    language = language if language in _SENTENCES else "en"
    return [_sentence(one if isinstance(one, Step) else Step.of(one), language) for one in steps]


def moment_said(at: datetime, language: str, *, on: bool = False) -> str:
    """An instant as people say it: "Friday 22 May 2026 at 16:50"; in the hour that comes twice with BST or GMT."""
    shown = local(at)
    zone = f" {shown.tzname()}" if comes_twice(at) else ""
    joined = "am" if language == "cy" else "at"
    return f"{day_said(shown.date(), language, on=on)} {joined} {shown:%H:%M}{zone}"


def day_said(day: date, language: str, *, on: bool = False) -> str:
    """A day as people say it: "Friday 22 May 2026"; `on` softens the Welsh ("ddydd Gwener") as after "on"."""
    named = _DAYS[language][day.weekday()]
    if language == "cy":
        named = f"{'ddydd' if on else 'dydd'} {named}"
    return f"{named} {day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def _sentence(step: Step, language: str) -> str:
    sentences = _SENTENCES[language]
    name = _named(step.name, language)
    values: dict[str, Any] = {"name": name, "amount": step.amount, "days": step.days}
    if step.at is not None:
        values["on"] = moment_said(step.at, language, on=True)
        values["due"] = moment_said(step.at, language)
        values["on_day"] = day_said(local(step.at).date(), language, on=True)
    if step.first is not None and step.last is not None:
        values["first"], values["last"] = day_said(step.first, language), day_said(step.last, language)
        values["reason"] = name or sentences[step.why]
    values["real"] = sentences["same" if step.unit == "calendar_day" else "real"]
    return sentences[_KEYS.get(step.kind, _plain)(step)].format(**values)


def _named(name: str, language: str) -> str:
    if language != "cy":
        return name
    holiday, observed, _ = name.partition(" (observed)")
    return _HOLIDAYS.get(holiday, holiday) + (" (yn lle)" if observed else "")


def _plain(step: Step) -> str:
    return step.kind if not step.why else f"{step.kind} {step.why}"


def _counted_from(step: Step) -> str:
    return "counted_from shut" if step.why == "closed" and not step.name else _plain(step)


def _due(step: Step) -> str:
    return f"due {step.unit} {step.amount}" if step.amount in {0, 1} else f"due {step.unit}"


def _skipped(step: Step) -> str:
    return f"skipped {step.days if step.days < 3 else 'n'}"


_KEYS: Final[Mapping[str, Callable[[Step], str]]] = {
    "counted_from": _counted_from,
    "due": _due,
    "skipped": _skipped,
}
