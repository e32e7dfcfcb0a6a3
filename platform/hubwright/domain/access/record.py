"""The record of a case, line by line, with exactly what one reader may see of each entry.

Nothing is shown by default: for each type of entry this module names what a reader gets, and a type it does not know is
a line without content. An entry about strands or people they do not see is left out whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.access.answers_shown import answer_shown
from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.keeping_back import Sight, sight
from hubwright.domain.access.reader import Reader
from hubwright.domain.answers.protected import is_protected
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics import TELLS
from hubwright.domain.cases.written import person, subject_of
from hubwright.domain.definitions.hub import SECTIONS


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record.

    Args:
        number: of the entry.
        type: "case.rated"; what happened.
        happened, received, recorded: UTC.
        by, agency: the person's name as on the record (empty for a referrer), and the agency of their seat.
        body: what this reader may see of it; the shape of the entry's current version with parts left out.
        destroyed: None, or under what and when its content was lawfully destroyed.
        corrected_by: numbers of later entries that put this one right.
    """

    number: int
    type: str
    happened: datetime
    received: datetime
    recorded: datetime
    by: str
    agency: str | None
    body: Mapping[str, Any]
    destroyed: str | None = None
    corrected_by: tuple[int, ...] = ()


def record(
    entries: Iterable[Entry],
    contacts: Iterable[ContactState],
    reader: Reader,
    now: datetime,
    *,
    today: CaseState | None = None,
) -> tuple[Line, ...]:
    """The lines of a case's record that this reader may see; none where they may not see the case.

    Args:
        entries: of the case's stream, in order; cut short, they give the record as of then.
        contacts: of the case, whole.
        reader: with today's grants.
        now: UTC.
        today: the case as it stands today, where the entries are cut short.
    """
    current = [lifted(entry) for entry in entries]
    state = case_of(current)
    if state is None or not reader.seated(now) or not lets_in(today or state, reader, now):
        return ()
    people = _everybody(current)
    seeing = sight(reader, today or state, tuple(contacts), people)
    if seeing is None:
        return ()
    telling = _Telling(state, seeing, frozenset(one.id for one in people if is_protected(one.address)))
    shown: dict[int, Line] = {}
    for entry in current:
        body = {} if entry.destroyed is not None else telling.body_of(entry, shown)
        if body is not None:
            shown[entry.number] = _line(entry, body)
            _mark_corrected(entry, body, shown)
    return tuple(shown.values())


def _line(entry: Entry, body: Mapping[str, Any]) -> Line:
    return Line(
        number=entry.number,
        type=entry.type,
        happened=entry.happened,
        received=entry.received,
        recorded=entry.recorded,
        by=entry.actor_name,
        agency=entry.agency,
        body=body,
        destroyed=entry.destroyed,
    )


def _mark_corrected(entry: Entry, body: Mapping[str, Any], shown: dict[int, Line]) -> None:
    wrong = body.get("number") if entry.type == "case.corrected" else None
    if wrong in shown:
        shown[wrong] = replace(shown[wrong], corrected_by=(*shown[wrong].corrected_by, entry.number))


def _everybody(entries: Sequence[Entry]) -> list[Subject]:
    """Everybody the case is or was about, as they stood after each entry.

    Whoever's address was protected once keeps each of their addresses protected.
    """
    found = []
    for entry in entries:
        if entry.destroyed is not None:
            continue
        parts = entry.body.get("subjects", ()) if entry.type == "case.opened" else [entry.body.get("subject")]
        found += [subject_of(one) for one in parts if isinstance(one, Mapping)]
    protected = {one.id for one in found if is_protected(one.address)}
    return [
        replace(one, address={**one.address, "protected": True}) if one.address and one.id in protected else one
        for one in found
    ]


class _Telling:
    """What one reader gets of each entry."""

    def __init__(self, state: CaseState, seeing: Sight, protected: frozenset[str]):
        self.state = state
        self.seeing = seeing
        self.protected = protected
        # Whoever is shown parts of a case reads what happened, and in its parts what was said.
        self.partial = not all(map(seeing.shown, SECTIONS))
        self.people = frozenset(one.id for one in state.subjects.values() if seeing.seen & set(one.pathways))

    def body_of(self, entry: Entry, shown: Mapping[int, Line]) -> dict[str, Any] | None:
        """The part of the entry's body that is seen, or None where the entry is not."""
        if entry.type == "case.corrected" and entry.body["number"] not in shown:
            return None
        if entry.number in self.seeing.moved:
            return None
        tell = _TELLS.get(entry.type)
        if tell is None:
            return {}
        body = tell(self, entry.body)
        if body is not None and self.partial:
            return {}
        if body is not None and "stage" in entry.body:
            body["stage"] = entry.body["stage"]
        return body

    def keep(self, body: Mapping[str, Any], *keys: str) -> dict[str, Any]:
        """These parts, with what is kept back taken out of their texts."""
        return {key: self.seeing.within(body[key]) for key in keys if key in body}

    def person(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        """A person as this reader may see them."""
        subject = subject_of(parts)
        if subject.address and subject.id in self.protected:
            subject = replace(subject, address={**subject.address, "protected": True})
        return person(self.seeing.subject(subject))

    def clocks(self, clocks: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """The clocks of the whole case and of the strands that are seen."""
        return [one for one in clocks if self._clock_seen(one["id"])]

    def _clock_seen(self, id: str) -> bool:
        clock = self.state.clocks.get(id)
        return clock is not None and clock.pathway in (None, *self.seeing.seen)

    def opened(self, body: Mapping[str, Any]) -> dict[str, Any]:
        people = [self.person(one) for one in body["subjects"] if self.seeing.seen & set(one["pathways"])]
        kept = self.keep(body, "contact", "what", "view_of_risk", "danger")
        pathways = [one for one in body["pathways"] if one in self.seeing.seen]
        return {**kept, "subjects": people, "pathways": pathways, "clocks": self.clocks(body["clocks"])}

    def added_to(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {**self.keep(body, "contact", "danger"), "clocks": self.clocks(body["clocks"])}

    def read(self, body: Mapping[str, Any]) -> dict[str, Any]:
        asks = [ask for ask in body["looked"]["asks"] if self._ask_seen(ask)]
        return {"contacts": list(body["looked"]["contacts"]), "asks": asks}

    def _ask_seen(self, ask: str) -> bool:
        check = self.state.checks.get(ask)
        return check is not None and check.pathway in self.seeing.seen

    def in_strand(self, *keys: str) -> Callable[[Mapping[str, Any]], dict[str, Any] | None]:
        """These parts of an entry that belongs to one strand."""
        return lambda body: self.keep(body, "pathway", *keys) if body["pathway"] in self.seeing.seen else None

    def rated(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        keys = ("scale", "tier", "position", "counted", "reason", "previous", "eased", "clocks")
        return self.in_strand(*keys)(body)

    def asked(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        return self.in_strand("shared", "reason", "asks", "clocks")(body)

    def returned(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        if not self._ask_seen(body["ask"]):
            return None
        answer = answer_shown(body["answer"], self.state.checks[body["ask"]], self.seeing, self.state)
        return {**self.keep(body, "ask", "owner"), "answer": answer}

    def noted(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        about = set(body["pathways"])
        return self.keep(body, "text", "nature", "pathways") if about and about <= self.seeing.seen else None

    def acted(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        about = [id for id in body["subjects"] if id in self.people]
        if not about:
            return None
        decisions = [self.seeing.within(one) for one in body["decisions"] if one["pathway"] in self.seeing.seen]
        kept = self.keep(body, "what", "route", "skipped")
        return {**kept, "subjects": about, "decisions": decisions, "clocks": self.clocks(body["clocks"])}

    def person_added(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        if not self.seeing.seen & set(body["subject"]["pathways"]):
            return None
        subject = self.person(body["subject"])
        return {**self.keep(body, "why"), "subject": subject, "clocks": self.clocks(body["clocks"])}

    def decided(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        keys = ("subject", "route", "meaning", "reasons", "advice", "views", "dissent", "protective")
        return self.in_strand(*keys, "without", "reason_without")(body)

    def route_answered(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        return self.in_strand("subject", "accepted", "by", "reason")(body)

    def corrected(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        if "subject" not in body:
            return self.keep(body, "number", "text", "why")
        if not self.seeing.seen & set(body["subject"]["pathways"]):
            return None
        return {**self.keep(body, "number", "text", "why"), "subject": self.person(body["subject"])}

    def alarm_raised(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        raised = [one for one in body["raised"] if "clock" not in one or self._clock_seen(one["clock"])]
        return {"raised": raised} if raised else None

    def alarm_touched(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        alarm = self.state.alarms.get(body["alarm"])
        seen = alarm is not None and (alarm.clock is None or self._clock_seen(alarm.clock))
        return self.keep(body, "alarm", "rung", "next") if seen else None

    def alarms_taken(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        known = (self.state.alarms[id] for id in body["alarms"] if id in self.state.alarms)
        seen = [one.id for one in known if one.clock is None or self._clock_seen(one.clock)]
        return {"alarms": seen} if seen else None

    def moved(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        clocks = self.clocks(body["moved"])
        return {**self.keep(body, "why"), "moved": clocks} if clocks else None


_Tell = Callable[[Any, Mapping[str, Any]], dict[str, Any] | None]

_TELLS: Mapping[str, _Tell] = {
    "case.opened": _Telling.opened,
    "case.contact_added_to": _Telling.added_to,
    "case.read": _Telling.read,
    "case.assigned": lambda telling, body: telling.keep(body, "owner", "owner_name"),
    "case.rated": _Telling.rated,
    "case.agencies_asked": _Telling.asked,
    "case.return_recorded": _Telling.returned,
    "case.noted": _Telling.noted,
    "case.acted_now": _Telling.acted,
    "case.person_added": _Telling.person_added,
    "case.decided": _Telling.decided,
    "case.route_answered": _Telling.route_answered,
    "case.referrer_told": lambda telling, body: telling.keep(body, "contact", "moment", "how", "words"),
    "case.closed": lambda telling, body: telling.keep(body, "reason", "without", "reason_without"),
    "case.reopened": lambda telling, body: telling.keep(body, "reason"),
    "case.corrected": _Telling.corrected,
    "case.alarm_raised": _Telling.alarm_raised,
    "case.alarm_told": _Telling.alarm_touched,
    "case.alarm_acknowledged": _Telling.alarms_taken,
    "case.clocks_moved": _Telling.moved,
    **TELLS,
}
