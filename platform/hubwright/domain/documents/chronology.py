"""A case in order of time: what happened here, and what agencies say happened before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hubwright.domain.access.record import Line
from hubwright.domain.cases.chronology import in_order
from hubwright.domain.cases.topics.items.item import items_of, row_words
from hubwright.domain.documents.document import Row, Table
from hubwright.domain.documents.events import event_name
from hubwright.domain.documents.layout import Part
from hubwright.domain.documents.people import people
from hubwright.domain.documents.said import Teller, about
from hubwright.domain.texts import Text

_EVENTS = Text("Events, oldest first", "Digwyddiadau, yr hynaf yn gyntaf")
_COLUMNS = (Text("When", "Pryd"), Text("Who", "Pwy"), Text("What", "Beth"))
_EARLIER = Text("As agencies told it, oldest first", "Fel y dywedodd asiantaethau, yr hynaf yn gyntaf")
_DATED = (Text("What", "Beth"), Text("Who says so", "Pwy sy'n dweud"))
_DESTROYED = Text("[destroyed under {under}]", "[dinistriwyd o dan {under}]")
_CORRECTED = Text("(corrected later)", "(cywirwyd yn ddiweddarach)")
_RECORDED = Text("written down {at}", "ysgrifennwyd {at}")
# A minute between doing and writing down is nobody's delay.
_AT_ONCE = 60

# Parts of an entry that a person wrote, or that name something of the hub; ids, clocks and digests are no story.
_WORDS = (
    "what", "text", "reason", "reasons", "words", "note", "advice", "views", "recommendation", "answer", "why",
    "speak_to", "shared", "purpose", "addressed", "owner_name", "name",
)  # fmt: skip


def chronology(teller: Teller, lines: Iterable[Line], *, subject: str = "") -> Mapping[str, Part]:
    """The sections of a chronology.

    Args:
        teller: of the case.
        lines: of its record, as far as the reader may see them.
        subject: id of one person, for a chronology of what is about them or about everybody; "" for all.
    """
    chosen = [one for one in lines if not subject or _is_about(one, subject)]
    ordered = sorted(chosen, key=lambda one: (one.happened, one.number))
    columns = tuple(teller.say(one) for one in _COLUMNS)
    events = tuple(_event(teller, one) for one in ordered)
    dated = tuple(teller.say(one) for one in _DATED)
    return {
        "people": people(teller, only=[subject] if subject else None),
        "events": Part((Table(teller.say(_EVENTS), columns, events),)),
        "earlier": Part((Table(teller.say(_EARLIER), dated, tuple(_earlier(teller, subject))),)),
    }


def _event(teller: Teller, line: Line) -> Row:
    when = teller.moment(line.happened)
    if (line.recorded - line.happened).total_seconds() >= _AT_ONCE:
        when = f"{when}\n{teller.say(_RECORDED).format(at=teller.moment(line.recorded))}"
    who = "\n".join(part for part in (line.by, teller.agency(line.agency)) if part)
    what = [event_name(line.type).said_in(teller.language), *_story(teller, line)]
    if line.corrected_by:
        what.append(teller.say(_CORRECTED))
    marks = [f"agency:{line.agency or ''}", *(f"subject:{one}" for one in named_in(line.body))]
    if line.type == "case.opened":
        marks.append("referrer")
    return Row(f"events.{line.number}", (when, who, "\n".join(dict.fromkeys(what))), about(*marks))


def _story(teller: Teller, line: Line) -> Iterator[str]:
    if line.destroyed is not None:
        yield teller.say(_DESTROYED).format(under=line.destroyed)
        return
    body = line.body
    whom = ", ".join(name for one in named_in(body) if (name := teller.named(one)))
    if whom:
        yield whom
    if isinstance(body.get("tier"), str):
        yield teller.tier(str(body.get("scale", "")), body["tier"])
    if isinstance(body.get("route"), str):
        yield next((teller.say(one.name) for one in teller.hub.routes if one.id == body["route"]), "")
    if isinstance(body.get("agency"), str):
        yield teller.agency(body["agency"])
    for key in _WORDS:
        value = body.get(key)
        if isinstance(value, str) and value.strip():
            yield value


def _earlier(teller: Teller, subject: str) -> Iterator[Row]:
    # A row that stands on the record of a return is a piece of information: only those that the reader sees are here.
    seen = {one.number for one in items_of(teller.case)}
    rows = [
        ({**row, "agency": check.agency, "ask": check.ask, "subjects": check.subjects})
        for check in teller.case.checks.values()
        if check.answer and check.answer.get("number") in seen and (not subject or subject in check.subjects)
        for row in check.answer.get("chronology", {}).get("rows", ())
    ]
    for index, row in enumerate(in_order(rows)):
        marks = about(f"agency:{row['agency']}", *(f"subject:{one}" for one in row["subjects"]))
        yield Row(f"earlier.{index}", (row_words(row), teller.agency(row["agency"])), marks)


def _is_about(line: Line, subject: str) -> bool:
    named = named_in(line.body)
    return not named or subject in named


def named_in(body: Mapping[str, Any]) -> list[str]:
    """Ids of the people of the case whom a body names."""
    parts = [body.get("subject"), *_many(body.get("subjects"))]
    parts += [one for ask in _many(body.get("asks")) if isinstance(ask, Mapping) for one in _many(ask.get("subjects"))]
    found = [one["id"] if isinstance(one, Mapping) and "id" in one else one for one in parts]
    return list(dict.fromkeys(one for one in found if isinstance(one, str) and one))


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
