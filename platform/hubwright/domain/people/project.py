"""Rows that searching and matching read: under which names, numbers and addresses somebody is known, and from where.

Each row carries what its reader must be let into: a strand, the case that told of it, the keeper of a sealed record,
and whether it is protected. What a person may see is then a whole row or none, and is settled before anything is
counted. Each function is pure and reads one stream.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hubwright.domain.answers.protected import is_protected
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.written import subject_of
from hubwright.domain.people.folding import fold
from hubwright.domain.people.state import PersonState
from hubwright.domain.people.stream import person_of

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]

OPEN, IN_ONE, IN_SEVERAL = "no", "one", "several"
"""How a trace is protected: not, of somebody known in one strand, or of somebody known in several."""

_NOT_DIGITS = re.compile(r"[^0-9]")
_NUMBER = re.compile(r"[0-9]+[a-z]?")
_LEAST_DIGITS = 6


def project_person(entries: Sequence[Entry]) -> Rows:
    """The rows of one person: how they may be known of, their names, their traces, and what was said of mentions."""
    state = person_of(entries)
    if state is None or not state.pathways:
        return {}
    doors = [(pathway, keeper) for pathway in state.pathways for keeper in sorted(state.keepers) or [""]]
    return {
        "person_row": _once(
            ("pathway", "keeper", "case_ref"),
            [_person(state, door, case) for door in doors for case in state.told_by()],
        ),
        "name_posting": _once(
            ("name", "subject", "pathway", "keeper", "case_ref"),
            [row for door in doors for row in _person_names(state, door)],
        ),
        "person_trace": _once(
            ("trace", "subject", "pathway", "keeper", "case_ref"),
            [row for door in doors for row in _person_traces(state, door)],
        ),
        "person_mention": [_mention(state, *door, mention) for door in doors for mention in state.mentions],
        "person_match": [
            _match(state, keeper, mention) for keeper in sorted(state.keepers) for mention in state.matches
        ],
    }


def mentions_of(state: CaseState, entries: Sequence[Entry]) -> Rows:
    """The names and traces of everybody in one case, a row for each strand they stand in.

    Args:
        state: the case as replayed.
        entries: of its stream, in order.
    """
    protected = _ever_protected(entries)
    people = [(subject, pathway) for subject in state.subjects.values() for pathway in subject.pathways]
    return {
        "name_posting": _once(
            ("name", "subject", "pathway"),
            [row for subject, pathway in people for row in _mention_names(state, subject, pathway)],
        ),
        "person_trace": _once(
            ("trace", "subject", "pathway"),
            [
                {**_of_case(state, subject, pathway), "trace": trace, "protected": kept}
                for subject, pathway in people
                for trace, kept in traces_of(subject, protected=subject.id in protected)
            ],
        ),
    }


def traces_of(subject: Subject, *, protected: bool = False) -> Iterator[tuple[str, str]]:
    """By what else than a name somebody in a case might be recognised, each with how it is protected.

    Args:
        subject: of the case.
        protected: an address of theirs was protected once, so each of them is.
    """
    if subject.address:
        kept = _protection(protected or is_protected(subject.address), subject.pathways)
        yield from ((trace, kept) for trace in address_traces(subject.address))
    known = subject.known
    if isinstance(telephone := known.get("telephone"), Mapping):
        kept = _protection(protected or is_protected(telephone), subject.pathways)
        yield from ((trace, kept) for trace in number_traces(telephone.get("number")))
    for scheme, key in (("nhs", "nhs_number"), ("upn", "upn")):
        if trace := identifier_trace(scheme, known.get(key)):
            yield trace, OPEN


def address_traces(address: Mapping[str, Any]) -> Iterator[str]:
    """A British address as its house number and postcode, any other as its first line and town; none where it cannot
    be told from its neighbours."""
    if address.get("kind") == "no_fixed_abode":
        return
    lines = address.get("lines") if isinstance(address.get("lines"), list | tuple) else []
    first = fold(str(next(iter(lines or ()), "")))
    house = _NUMBER.search(first)
    postcode = fold(str(address.get("postcode") or "")).replace(" ", "")
    if postcode and (house or first):
        yield f"address:{postcode} {house[0] if house else first}"
    elif first and (town := fold(str(address.get("town") or ""))):
        yield f"address:{town} {first}"


def number_traces(number: Any) -> Iterator[str]:
    """A telephone number by its digits, however it was spaced or begun (+44, 0044, 0)."""
    digits = _NOT_DIGITS.sub("", str(number or "")).removeprefix("00").removeprefix("44").lstrip("0")
    if len(digits) >= _LEAST_DIGITS:
        yield f"telephone:{digits}"


def identifier_trace(scheme: str, value: Any) -> str | None:
    """A number that one body gives to one person."""
    number = fold(str(value or "")).replace(" ", "")
    return f"{scheme}:{number}" if number else None


def day_of(date: Mapping[str, Any] | None) -> str | None:
    """A date as far as it is known, to be compared: "2019-03-12", "2019-03", "2019", "~2019" where it was estimated."""
    if not date or "year" not in date:
        return None
    said = f"{int(date['year']):04d}"
    for part in ("month", "day"):
        if part not in date:
            break
        said += f"-{int(date[part]):02d}"
    return f"~{said}" if date.get("estimated") else said


def _protection(protected: bool, pathways: Sequence[str]) -> str:
    """Whoever may see what is protected in one strand may see it of somebody who stands in that strand alone."""
    return (IN_ONE if len(pathways) == 1 else IN_SEVERAL) if protected else OPEN


def _once(key: tuple[str, ...], rows: Iterable[Row]) -> list[Row]:
    """Rows without those that repeat a key: one name written in two ways is found once."""
    kept: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        kept.setdefault(tuple(row[name] for name in key), row)
    return list(kept.values())


def _of_case(state: CaseState, subject: Subject, pathway: str) -> Row:
    return {
        "kind": "case",
        "case_ref": state.ref,
        "person_ref": "",
        "subject": subject.id,
        "pathway": pathway,
        "keeper": "",
        "at": state.received,
    }


def _mention_names(state: CaseState, subject: Subject, pathway: str) -> Iterator[Row]:
    others = subject.known.get("other_names")
    for use, name in (("known_as", subject.name), ("alias", others if isinstance(others, str) else "")):
        if folded := fold(name):
            yield {
                **_of_case(state, subject, pathway),
                "name": folded,
                "shown": name,
                "use": use,
                "born": day_of(subject.born),
                "sex": subject.known.get("sex"),
                "expected": day_of(subject.expected),
            }


def _ever_protected(entries: Sequence[Entry]) -> frozenset[str]:
    """Whoever's address was protected once, at any entry of the case."""
    found = set()
    for entry in map(lifted, entries):
        if entry.destroyed is None:
            parts = entry.body.get("subjects", ()) if entry.type == "case.opened" else [entry.body.get("subject")]
            people = [subject_of(one) for one in parts if isinstance(one, Mapping)]
            found |= {
                one.id for one in people if is_protected(one.address) or any(map(is_protected, one.known.values()))
            }
    return frozenset(found)


def _of_person(state: PersonState, door: tuple[str, str], case: str) -> Row:
    pathway, keeper = door
    return {
        "kind": "person",
        "case_ref": case,
        "person_ref": state.ref,
        "subject": "",
        "pathway": pathway,
        "keeper": keeper,
        "at": state.begun,
    }


def _person(state: PersonState, door: tuple[str, str], case: str) -> Row:
    pathway, keeper = door
    return {
        "person_ref": state.ref,
        "pathway": pathway,
        "keeper": keeper,
        "case_ref": case,
        "linked_to": state.linked_to,
        "head": state.head,
    }


def latest(state: PersonState, kind: str, part: str) -> Any:
    """A part of what was last recorded of a kind and holds, or None."""
    held = list(state.holding(kind))
    return held[-1].parts.get(part) if held else None


def _person_names(state: PersonState, door: tuple[str, str]) -> Iterator[Row]:
    born, sex, expected = (latest(state, *of) for of in (("born", "date"), ("sex", "sex"), ("expected", "date")))
    for one in state.holding("name"):
        if folded := fold(one.parts["name"]):
            yield {
                **_of_person(state, door, one.case),
                "name": folded,
                "shown": one.parts["name"],
                "use": one.parts["use"],
                "born": day_of(born),
                "sex": sex,
                "expected": day_of(expected),
            }


def _person_traces(state: PersonState, door: tuple[str, str]) -> Iterator[Row]:
    protected = any(is_protected(one.parts["address"]) for one in state.known.values() if one.kind == "address")
    for one in state.holding("address", "contact", "identifier"):
        kept, traces = OPEN, list[str]()
        if one.kind == "address":
            kept, traces = _protection(protected, state.pathways), list(address_traces(one.parts["address"]))
        elif one.kind == "identifier":
            trace = identifier_trace(one.parts["scheme"], one.parts["value"])
            traces = [trace] if trace and one.parts["scheme"] != "other" else []
        elif one.parts["way"] == "telephone":
            kept = _protection(protected or is_protected(one.parts), state.pathways)
            traces = list(number_traces(one.parts["value"]))
        for trace in traces:
            yield {**_of_person(state, door, one.case), "trace": trace, "protected": kept}


def _mention(state: PersonState, pathway: str, keeper: str, mention: tuple[str, str]) -> Row:
    said = state.mentions[mention]
    return {
        "person_ref": state.ref,
        "pathway": pathway,
        "keeper": keeper,
        "case_ref": said.case,
        "subject": said.subject,
        "answer": said.answer,
        "at": said.at,
    }


def _match(state: PersonState, keeper: str, mention: tuple[str, str]) -> Row:
    told = state.matches[mention]
    return {
        "person_ref": state.ref,
        "keeper": keeper,
        "case_ref": told.case,
        "subject": told.subject,
        "due_at": told.due,
        "answered_at": told.answered,
    }
