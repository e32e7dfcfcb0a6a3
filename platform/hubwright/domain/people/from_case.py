"""What a case has told of somebody, as facts for their record: each with the case it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.answers.protected import is_protected
from hubwright.domain.answers.shapes import SAFE, is_date
from hubwright.domain.cases.commands import Subject
from hubwright.domain.people.commands import Told
from hubwright.domain.people.folding import fold
from hubwright.domain.people.knowing import NEEDS, SEXES
from hubwright.domain.people.state import PersonState


def told_by(subject: Subject, case: str) -> tuple[Told, ...]:
    """Everything that a case says of one of its people and that has its shape.

    Args:
        subject: as the reader who records it may see them: what is kept back from them stays with the case.
        case: reference of the case.
    """
    return tuple(_told(subject, case))


def news_of(subject: Subject, case: str, person: PersonState) -> tuple[Told, ...]:
    """Of what a case says, that which does not stand on the person's record yet."""
    names = {fold(one.parts["name"]) for one in person.holding("name")}
    held = {(one.kind, _key(one.kind, one.parts)) for one in person.known.values()}
    return tuple(
        one
        for one in _told(subject, case)
        if (one.kind, _key(one.kind, one.parts)) not in held
        and not (one.kind == "name" and fold(one.parts["name"]) in names)
    )


def _told(subject: Subject, case: str) -> Iterator[Told]:
    return (Told(kind, parts, case) for told in (_names, _days, _numbers, _reach) for kind, parts in told(subject))


def _names(subject: Subject) -> Iterator[tuple[str, dict[str, Any]]]:
    others = subject.known.get("other_names")
    for use, name in (("known_as", subject.name), ("alias", others if isinstance(others, str) else "")):
        if name.strip():
            yield "name", {"use": use, "name": name.strip()}


def _days(subject: Subject) -> Iterator[tuple[str, dict[str, Any]]]:
    if subject.born and is_date(subject.born):
        yield "born", {"state": _state(subject.born), "date": dict(subject.born)}
    if subject.expected and is_date(subject.expected):
        yield "expected", {"date": dict(subject.expected)}


def _numbers(subject: Subject) -> Iterator[tuple[str, dict[str, Any]]]:
    for scheme, key in (("nhs", "nhs_number"), ("upn", "upn")):
        if subject.known.get(key):
            yield "identifier", {"scheme": scheme, "value": str(subject.known[key])}
    if subject.known.get("sex") in SEXES:
        yield "sex", {"sex": subject.known["sex"]}


def _reach(subject: Subject) -> Iterator[tuple[str, dict[str, Any]]]:
    if subject.address and not subject.address.get("withheld"):
        yield "address", {"address": dict(subject.address)}
    telephone = subject.known.get("telephone")
    if isinstance(telephone, Mapping) and telephone.get("number"):
        kept = {"protected": True} if is_protected(telephone) else {}
        safe = telephone.get("safe") if telephone.get("safe") in SAFE else "not_known"
        yield "contact", {"way": "telephone", "value": telephone["number"], "safe": safe, **kept}
    for need in NEEDS:
        if isinstance(subject.known.get(need), str):
            yield "needs", {"need": need, "words": subject.known[need]}


def _state(born: Mapping[str, Any]) -> str:
    if born.get("estimated"):
        return "estimated"
    return "exact" if "day" in born else "partial"


def _key(kind: str, parts: object) -> str:
    return repr(sorted(parts.items(), key=lambda one: str(one[0]))) if isinstance(parts, dict) else repr(parts)
