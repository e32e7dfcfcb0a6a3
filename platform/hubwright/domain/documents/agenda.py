"""The agenda of a meeting with its papers, for one who is asked to come: of each case what they are given."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.access.pack import Pack
from hubwright.domain.cases.commands import Subject
from hubwright.domain.clocks.words import moment_said
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.document import Block, Document, Fact, Facts, Point, Points, Row, Section, Table
from hubwright.domain.documents.information import NATURES
from hubwright.domain.documents.layout import Head, Part, set_out
from hubwright.domain.documents.people import BORN
from hubwright.domain.documents.said import about
from hubwright.domain.meetings import MeetingState
from hubwright.domain.texts import Text

KIND = "agenda_pack"

_NAMES = {
    "type": Text("Meeting", "Cyfarfod"),
    "starts": Text("Begins", "Yn dechrau"),
    "where": Text("Where", "Ble"),
    "title": Text("About", "Ynghylch"),
    "next": Text("Next meeting", "Y cyfarfod nesaf"),
}
_ORDER, _CASE, _WHO = Text("No.", "Rhif"), Text("Case", "Achos"), Text("About whom", "Am bwy")
_AGENDA, _INVITED = Text("In this order", "Yn y drefn hon"), Text("Asked to come", "Gofynnwyd iddynt ddod")
_AGENCY, _NAME = Text("Agency", "Asiantaeth"), Text("Name", "Enw")
_PEOPLE, _ROLE = Text("People", "Pobl"), Text("Who they are here", "Pwy ydynt yma")
_WHY, _SHARED = Text("Why it is here", "Pam y mae yma"), Text("Information", "Gwybodaeth")
_WHAT, _KIND, _FROM = Text("What", "Beth"), Text("Kind", "Math"), Text("From", "Oddi wrth")
_MIND = Text("What to mind", "I'w gofio")
_UNKNOWN = Text("Name not known", "Enw ddim yn hysbys")


def agenda_pack(
    hub: Hub, meeting: MeetingState, packs: Mapping[str, Pack], *, language: str, issued_to: str, made: str
) -> Document:
    """The agenda and papers.

    Args:
        hub: the drawing that the meeting is pinned to.
        meeting: cut down to what whoever it is for may see.
        packs: case reference to what they are given of it; a case without one stands on the agenda by its reference.
        language: "en" or "cy".
        issued_to: whom it is for, in words.
        made: "2026-03-05T10:00Z".
    """
    setting = _Setting(hub, language)
    drawn = hub.find("meeting_types", meeting.type)
    facts = {
        "type": setting.say(drawn.name),
        "starts": moment_said(meeting.starts, language),
        "where": meeting.where,
        "title": meeting.title,
        "next": moment_said(meeting.next, language) if meeting.next else "",
    }
    content = {
        "meeting": Part(
            (Facts(tuple(Fact(f"meeting.{id}", setting.say(_NAMES[id]), said) for id, said in facts.items() if said)),)
        ),
        "attendance": Part((setting.invited(meeting),)),
        "agenda": Part((setting.agenda(meeting, packs),)),
        "cases": Part(under=tuple(setting.case(packs[one.case]) for one in meeting.agenda() if one.case in packs)),
    }
    return set_out(hub, KIND, content, Head(reference=meeting.ref, made=made, issued_to=issued_to), language)


class _Setting:
    """Sets the parts of a pack in one hub's words and one language."""

    def __init__(self, hub: Hub, language: str) -> None:
        self._hub, self._language = hub, language
        self._agencies = {one.id: self.say(one.name) for one in hub.agencies}

    def say(self, text: Text) -> str:
        return text.said_in(self._language)

    def _columns(self, *names: Text) -> tuple[str, ...]:
        return tuple(map(self.say, names))

    def invited(self, meeting: MeetingState) -> Table:
        rows = tuple(
            Row(f"attendance.{one.id}", (self._agencies.get(one.agency, one.organisation), one.name))
            for one in meeting.people.values()
        )
        return Table(self.say(_INVITED), self._columns(_AGENCY, _NAME), rows)

    def agenda(self, meeting: MeetingState, packs: Mapping[str, Pack]) -> Table:
        rows = []
        for number, one in enumerate(meeting.agenda(), 1):
            people = packs[one.case].people if one.case in packs else ()
            who = ", ".join(self._named(person) for person in people)
            marks = about(*(f"subject:{person.id}" for person in people))
            rows.append(Row(f"agenda.{one.id}", (str(number), one.case, who), marks))
        return Table(self.say(_AGENDA), self._columns(_ORDER, _CASE, _WHO), tuple(rows))

    def case(self, pack: Pack) -> Section:
        id = f"cases-{pack.case_ref}"
        people = tuple(
            Row(f"{id}.{one.id}", (self._named(one), self._born(one), one.role), about(f"subject:{one.id}"))
            for one in pack.people
        )
        items = tuple(
            Row(
                f"{id}.{one.id}",
                (one.text, self.say(NATURES.get(one.nature, Text(""))), self._agencies.get(one.owner, one.owner)),
                about(f"agency:{one.owner}", f"item:{one.id}"),
            )
            for one in pack.items
        )
        why = tuple(Fact(f"{id}.why{number}", self.say(_WHY), said) for number, said in enumerate(pack.why))
        mind = tuple(Point(f"{id}.mind{number}", one.note or one.source) for number, one in enumerate(pack.markers))
        blocks: list[Block] = [Table(self.say(_PEOPLE), self._columns(_NAME, BORN, _ROLE), people), Facts(why)]
        if items:
            blocks.append(Table(self.say(_SHARED), self._columns(_WHAT, _KIND, _FROM), items))
        if mind:
            blocks += [Facts((Fact(f"{id}.mind", self.say(_MIND), str(len(mind))),)), Points(mind)]
        return Section(id, pack.case_ref, tuple(blocks), level=2)

    def _named(self, person: Subject) -> str:
        return person.name or self.say(_UNKNOWN)

    def _born(self, person: Subject) -> str:
        born = person.born or {}
        parts = [f"{born[part]:02d}" for part in ("day", "month") if part in born]
        return "/".join([*parts, str(born["year"])]) if "year" in born else ""
