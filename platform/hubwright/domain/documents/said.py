"""What documents call things: people, days, ratings, outcomes, agencies and events, in English and Welsh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from hubwright.domain.access.views import CaseView
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.clocks.words import day_said, moment_said
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.texts import Text

_UNBORN = Text("Unborn baby", "Baban heb ei eni")
_UNNAMED = Text("Name not known", "Enw ddim yn hysbys")
_ABOUT = Text("about", "tua")


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what stands in a case, as a document of one hub says it.

    Args:
        hub: the drawing that the case is pinned to.
        view: the case, cut down for whoever the document is for.
        language: "en" or "cy".
    """

    hub: Hub
    view: CaseView
    language: str

    @property
    def case(self) -> CaseState:
        """The case as it may be seen."""
        return self.view.case

    def say(self, text: Text) -> str:
        """A text in the document's language."""
        return text.said_in(self.language)

    def person(self, subject: Subject) -> str:
        """Who somebody is: their name, or what is known in its place."""
        if subject.name:
            return subject.name
        return self.say(_UNBORN if subject.unborn else _UNNAMED)

    def named(self, id: str) -> str:
        """The person of the case with this id; "" for somebody whom the reader does not see."""
        subject = self.case.subjects.get(id)
        return self.person(subject) if subject is not None else ""

    def agency(self, id: str | None) -> str:
        """What the hub calls an agency."""
        found = (one.name for one in self.hub.agencies if one.id == id)
        return self.say(next(found, Text(id or "")))

    def tier(self, scale: str, tier: str) -> str:
        """What the hub calls a tier."""
        drawn = next((one for one in self.hub.scales if one.id == scale), None)
        label = next((one.label for one in drawn.tiers if one.id == tier), None) if drawn is not None else None
        return self.say(label) if label is not None else tier

    def route(self, decision: Decision) -> str:
        """What the hub calls the outcome of a decision."""
        drawn = (one.name for one in self.hub.routes if one.id == decision.route)
        return self.say(next(drawn, Text(decision.route)))

    def moment(self, at: datetime) -> str:
        """An instant as the clock on the wall in London shows it."""
        return moment_said(at, self.language)

    def instant(self, at: str) -> str:
        """An instant written in ISO 8601."""
        return self.moment(datetime.fromisoformat(at).astimezone(UTC)) if at else ""

    def day(self, day: date) -> str:
        """A day in words."""
        return day_said(day, self.language)

    def born(self, shape: Mapping[str, Any] | None) -> str:
        """A date as far as it is known; one without its day, or that no calendar has, in figures."""
        if not shape or "year" not in shape:
            return ""
        try:
            whole = date(shape["year"], shape["month"], shape["day"])
            said = self.day(whole).split(" ", 2 if self.language == "cy" else 1)[-1]
        except (KeyError, ValueError):
            parts = [f"{shape[part]:02d}" for part in ("day", "month") if part in shape]
            said = "/".join([*parts, str(shape["year"])])
        return f"{self.say(_ABOUT)} {said}" if shape.get("estimated") else said

    def address(self, shape: Mapping[str, Any] | None) -> str:
        """An address in one line."""
        if not shape:
            return ""
        parts = [shape.get(part) for part in ("line_1", "line_2", "town", "county", "postcode", "text", "country")]
        lines = [*map(str, shape.get("lines", ()))]
        return ", ".join([*lines, *(str(one) for one in parts if isinstance(one, str) and one.strip())])


def about(*marks: str) -> tuple[str, ...]:
    """Marks of what a piece holds, each once, without empty ones ("agency:")."""
    return tuple(dict.fromkeys(mark for mark in marks if mark and not mark.endswith(":")))


def subjects(ids: Iterable[str]) -> tuple[str, ...]:
    """The marks of a piece about these people of the case."""
    return tuple(f"subject:{id}" for id in ids)
