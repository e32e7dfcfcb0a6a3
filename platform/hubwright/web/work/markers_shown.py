"""Markers as every page shows them that comes before a visit, a call or a letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hubwright.domain.cases.topics.marking import NO_CONTACT, Marker, markers_of
from hubwright.domain.clocks.london import local
from hubwright.domain.texts import Text
from hubwright.reference.markers import marker_kinds
from hubwright.web.components import Field
from hubwright.web.language import say, text
from hubwright.web.work.asked import Values, Wrong, words
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of


@dataclass(frozen=True, slots=True)
class MarkerShown:
    """A marker that stands.

    Args:
        name: what it says.
        do: what it asks of whoever reads it.
        forbids: it forbids contact with the family.
        who: whom it is about; "" for everybody in the case.
        overdue: nobody has looked at it again by its day.
    """

    id: str
    name: str
    do: str
    forbids: bool
    who: str
    source: str
    note: str
    by: str
    since: datetime
    review: date
    overdue: bool


def standing(seen: Look) -> list[MarkerShown]:
    """The markers of a case, those that forbid contact first."""
    names = {one.id: name_of(one, seen) for one in seen.case.subjects.values()}
    return shown(markers_of(seen.case).values(), names, local(seen.visit.now).date())


def shown(markers: Iterable[Marker], names: dict[str, str], day: date) -> list[MarkerShown]:
    """Markers in words.

    Args:
        markers: those that a reader sees.
        names: id of a person to what they are called on this page.
        day: it is.
    """
    kinds = marker_kinds()
    found = []
    for one in sorted(markers, key=lambda one: (one.effect != NO_CONTACT, one.since)):
        kind = kinds.get(one.kind)
        found.append(
            MarkerShown(
                id=one.id,
                name=text(Text.of(kind.name)) if kind else one.kind,
                do=text(Text.of(kind.do)) if kind else "",
                forbids=one.effect == NO_CONTACT,
                who=names.get(one.subject or "", ""),
                source=one.source,
                note=one.note,
                by=one.by,
                since=one.since,
                review=one.review,
                overdue=one.review < day,
            )
        )
    return found


def despite(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Why something goes out although a marker forbids contact; asked only where one does."""
    if not any(one.effect == NO_CONTACT for one in markers_of(seen.case).values()):
        return []
    return [
        words(
            "despite",
            say("The family must not be contacted: why may this go out?"),
            values,
            wrong,
            rows=3,
            hint=say("For example: the referrer is the school, and nothing of it reaches the family."),
        )
    ]
