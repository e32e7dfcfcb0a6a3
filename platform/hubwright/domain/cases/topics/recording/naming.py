"""Names in a draft that belong in another record: whoever wrote the minutes typed the name of somebody set apart.

What is composed leaves out whatever is about somebody who has another record; what people typed may name them all the
same. Nothing is taken out by itself: a name may be another person's, so a person reads it, and puts it in other words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.recording.composing import apart_from
from hubwright.domain.cases.topics.recording.state import Record
from hubwright.domain.documents.occurring import occurrences
from hubwright.domain.protection.finding import finder
from hubwright.domain.protection.known import known_names
from hubwright.domain.protection.words import tokens

_SHORTEST = 3
_DECISION = ("reasons", "views", "advice", "recommendation", "reason_without")
_BASIS = ("purpose", "necessity", "proportionality", "consent_why", "told_why")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody with another record whose name may stand in this one.

    Args:
        person: id within the case.
        places: where: ids of parts (`part_ids`), or a section of its own: "people", "decisions", "actions",
            "basis", "household", "versions".
    """

    person: str
    places: tuple[str, ...]


def names_apart(state: CaseState, record: Record) -> tuple[Named, ...]:
    """Who is named in the latest version of a record though they have, or are to have, another one.

    A whole name is found misspelt and in another order too; a first name by itself where it is written with a capital
    and nobody whom the record is about has it.

    Args:
        state: the case; a reader's own view of it finds only people whom that reader sees.
        record: one of its records.
    """
    apart = apart_from(state, record)
    texts = [(place, text) for place, text in _texts(record.latest.content) if text]
    found = []
    for person in state.subjects.values():
        if person.id in apart and person.name.strip():
            others = [one.name for one in state.subjects.values() if one.id != person.id]
            own = [state.subjects[id].name for id in record.subjects if id in state.subjects]
            places = [place for place, text in texts if _names(person.name, others, own, text)]
            if person.id in told_of(record.latest.content):
                places.insert(0, "people")
            if said := tuple(dict.fromkeys(places)):
                found.append(Named(person.id, said))
    return tuple(found)


def told_of(content: Mapping[str, Any]) -> frozenset[str]:
    """Ids of those whom a version names as others on the case: it was drafted before anybody set one of them apart."""
    return frozenset(one["id"] for one in content["others"] if not one["another_record"])


def _names(name: str, others: Collection[str], own: Collection[str], text: str) -> bool:
    if finder(known_names(name, others)).find(text):
        return True
    first = next((one.text for one in tokens(name)), "")
    if len(first) < _SHORTEST or any(one.text == first for said in own for one in tokens(said)):
        return False
    return any(text[start].isupper() for start, _ in occurrences(first, text))


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What people wrote that stands in a version, with the place where it does."""
    edited = {part: one["text"] for part, one in content["edited"].items() if one["text"]}
    yield "referral", edited.get("referral", content["referral"]["text"])
    for one in (*content["information"], *content["parts"]):
        id = one["id"] if "id" in one else f"information-{one['agency'] or 'others'}"
        said = [edited[id]] if id in edited else [line["text"] for line in one["lines"]]
        pieces = (piece for answer in one.get("answers", ()) for piece in answer.get("shared", ()))
        for text in (*said, *(words for piece in pieces for words in (piece["text"], piece["source"]))):
            yield id, text
    for one in content["decisions"]:
        for text in (*(one[key] for key in _DECISION), *(said["words"] for said in _voices(one))):
            yield "decisions", text
    for one in content["actions"]:
        yield "actions", one["what"]
    for one in content["basis"]:
        for key in _BASIS:
            yield "basis", one[key]
    for one in content["household"]:
        yield "household", one["words"]
    for one in content["amendments"]:
        yield "versions", f"{one['what']}\n{one['why']}"


def _voices(decision: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from decision["dissent"]
    yield from decision["agency_views"]
