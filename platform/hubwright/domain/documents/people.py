"""Who a document is about: each person of the case as its reader sees them."""

from __future__ import annotations

from collections.abc import Iterable

from hubwright.domain.cases.commands import Subject
from hubwright.domain.documents.document import Fact, Facts, Row, Section, Table
from hubwright.domain.documents.layout import Part
from hubwright.domain.documents.said import Teller, about
from hubwright.domain.texts import Text

BORN, EXPECTED = Text("Date of birth", "Dyddiad geni"), Text("Expected", "Disgwylir")
_NAME, _ROLE, _ADDRESS = Text("Name", "Enw"), Text("Who they are here", "Pwy ydynt yma"), Text("Address", "Cyfeiriad")
_NUMBERS = Text("NHS number", "Rhif y GIG")
KEPT_BACK = Text("[protected: kept back]", "[gwarchodedig: wedi'i ddal yn ôl]")
_CAPTION = Text("People", "Pobl")
_NEEDS = {
    "language": Text("Language", "Iaith"),
    "interpreter": Text("Interpreter", "Cyfieithydd"),
    "communication": Text("Communication", "Cyfathrebu"),
}


def people(teller: Teller, *, only: Iterable[str] | None = None) -> Part:
    """Everybody in one table: name, date of birth, who they are.

    Args:
        teller: of the case.
        only: ids of the people; None for all.
    """
    chosen = [one for one in teller.case.subjects.values() if only is None or one.id in set(only)]
    columns = tuple(teller.say(one) for one in (_NAME, BORN, _ROLE))
    rows = tuple(
        Row(
            f"people.{one.id}",
            (teller.person(one), teller.born(one.born or one.expected), one.role),
            about(f"subject:{one.id}"),
        )
        for one in chosen
    )
    return Part((Table(teller.say(_CAPTION), columns, rows),))


def person_facts(teller: Teller, subject: Subject, id: str, *, leaving: bool = False) -> Facts:
    """One person with all that is known by which they may be recognised and reached.

    Args:
        teller: of the case.
        subject: as the reader sees them.
        id: of the section it stands in.
        leaving: it leaves the hub: a protected address stays in, whoever asks.
    """
    known = subject.known
    of, home = f"subject:{subject.id}", f"address:{subject.id}"
    parts = [
        ("name", _NAME, teller.person(subject), (of,)),
        ("born", EXPECTED if subject.unborn else BORN, teller.born(subject.expected or subject.born), (of,)),
        ("role", _ROLE, subject.role, (of,)),
        ("address", _ADDRESS, _address(teller, subject, leaving=leaving), (of, home)),
        ("nhs", _NUMBERS, str(known.get("nhs_number", "") or ""), (of,)),
        *((name, said, _words(known.get(name)), (of,)) for name, said in _NEEDS.items()),
    ]
    return Facts(
        tuple(Fact(f"{id}.{name}", teller.say(said), text, marks) for name, said, text, marks in parts if text)
    )


def each(teller: Teller, id: str, chosen: Iterable[Subject], *, leaving: bool = False) -> Part:
    """A section for each person.

    Args:
        teller: of the case.
        id: of the section above.
        chosen: the people.
        leaving: as for `person_facts`.
    """
    return Part(
        under=tuple(
            Section(
                f"{id}-{one.id}",
                teller.person(one),
                (person_facts(teller, one, f"{id}-{one.id}", leaving=leaving),),
                level=2,
            )
            for one in chosen
        )
    )


def _address(teller: Teller, subject: Subject, *, leaving: bool) -> str:
    if subject.address is None:
        return ""
    protected = bool(subject.address.get("protected"))
    said = "" if leaving and protected else teller.address(subject.address)
    return said or (teller.say(KEPT_BACK) if protected else "")


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
