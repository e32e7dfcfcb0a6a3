"""Who may be the same person, or live at the same address: proposed with reasons and a strength, and never decided.

What differs is said as loudly as what agrees: a differing date of birth or sex beside one name is how most duplicates
come about, and how most wrong merges do. Comparing two people gives the same whichever is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.cases.commands import Subject
from hubwright.domain.people.folding import fold
from hubwright.domain.people.project import day_of, traces_of
from hubwright.domain.people.searching import name_alike

STRENGTHS = ("strong", "likely", "possible")
SAME_PERSON, SAME_PLACE = "person", "place"

_SAME_NAME, _ALIKE = 97.0, 80.0
_REASONS: Mapping[str, int] = {
    "same_number": 6,
    "same_name": 3,
    "same_born": 3,
    "same_expected": 3,
    "alike_name": 2,
    "same_telephone": 2,
    "same_address": 2,
    "near_born": 1,
}
WARNINGS = ("other_born", "other_sex", "other_number")
_STRONG, _LIKELY = 6, 4


@dataclass(frozen=True, slots=True)
class Somebody:
    """By what a person may be recognised, wherever it was told; as much as the reader may see.

    Args:
        names: folded.
        born, expected: as `project.day_of` writes dates, or None.
        sex: "female", "male", "other", or None.
        traces: addresses, numbers and identifiers, as `project` writes them.
    """

    names: frozenset[str] = frozenset()
    born: str | None = None
    sex: str | None = None
    expected: str | None = None
    traces: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two people have in common and what not.

    Args:
        of: "person" when they may be one, "place" when they share an address or a telephone only.
        reasons: codes, the weightiest first.
        warnings: codes of what differs.
        weight: of all reasons; for the order.
    """

    of: str
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    weight: int

    @property
    def strength(self) -> str:
        """In a word of `STRENGTHS`."""
        if self.weight >= _STRONG:
            return "strong"
        return "likely" if self.weight >= _LIKELY else "possible"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the index: a person on record, or somebody in another case.

    Args:
        person: reference of the person's record, or "".
        case, subject: the mention, or "" for a record.
        shown: their name as it was written.
        at: when they were first heard of there (UTC), as the index has it.
    """

    person: str
    case: str
    subject: str
    shown: str
    somebody: Somebody
    at: Any = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody in this case may be somebody in the index.

    Args:
        subject: id within this case.
        also: other mentions of the same candidate that stand behind this one proposal.
        answer: what was said of it before, or "".
    """

    subject: str
    candidate: Candidate
    likeness: Likeness
    answer: str = ""
    also: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def somebody(subject: Subject) -> Somebody:
    """A subject of a case, as far as the reader has been shown them."""
    others = subject.known.get("other_names")
    names = {fold(subject.name), fold(others) if isinstance(others, str) else ""} - {""}
    return Somebody(
        names=frozenset(names),
        born=day_of(subject.born),
        sex=subject.known.get("sex"),
        expected=day_of(subject.expected),
        traces=frozenset(trace for trace, _ in traces_of(subject)),
    )


def compare(one: Somebody, other: Somebody) -> Likeness | None:
    """What two people have in common, or None where nothing says that they may be one or live together."""
    reasons = {*_shared(one, other), *_named(one, other)}
    own = reasons & {"same_number", "same_name", "alike_name"}
    unborn = one.expected is not None and one.expected == other.expected
    if unborn:
        reasons.add("same_expected")
    if not own and not (unborn and reasons & {"same_address", "same_telephone"}):
        reasons &= {"same_address", "same_telephone"}
        if not reasons:
            return None
        return _likeness(SAME_PLACE, reasons, set())
    warnings = set(_differences(one, other))
    if born := _born(one.born, other.born):
        (warnings if born == "other_born" else reasons).add(born)
    return _likeness(SAME_PERSON, reasons, warnings)


def propose(
    people: Mapping[str, Somebody],
    candidates: Iterable[Candidate],
    answers: Mapping[tuple[str, str], str],
) -> tuple[Proposal, ...]:
    """Who in the index may be who in this case, the weightiest first.

    Args:
        people: id within this case to the person, of those whom the reader sees.
        candidates: of the index, already within what the reader may see; none of this case's own mentions.
        answers: (subject, person's reference) to what was said before.
    """
    found = []
    for candidate in candidates:
        for subject, person in people.items():
            if (likeness := compare(person, candidate.somebody)) is not None:
                answer = answers.get((subject, candidate.person), "") if candidate.person else ""
                found.append(Proposal(subject, candidate, likeness, answer))
    order = {SAME_PERSON: 0, SAME_PLACE: 1}
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order[one.likeness.of],
                -one.likeness.weight,
                len(one.likeness.warnings),
                one.candidate.shown,
                one.candidate.case,
                one.candidate.person,
                one.subject,
            ),
        )
    )


def _likeness(of: str, reasons: set[str], warnings: set[str]) -> Likeness:
    ordered = tuple(code for code in _REASONS if code in reasons)
    differs = tuple(code for code in WARNINGS if code in warnings)
    return Likeness(of, ordered, differs, sum(_REASONS[code] for code in ordered))


def _shared(one: Somebody, other: Somebody) -> Iterable[str]:
    for trace in one.traces & other.traces:
        kind = trace.partition(":")[0]
        yield {"address": "same_address", "telephone": "same_telephone"}.get(kind, "same_number")


def _named(one: Somebody, other: Somebody) -> Iterable[str]:
    alike = max((name_alike(a, b) for a in one.names for b in other.names), default=0.0)
    if alike >= _SAME_NAME:
        yield "same_name"
    elif alike >= _ALIKE:
        yield "alike_name"


def _differences(one: Somebody, other: Somebody) -> Iterable[str]:
    if one.sex and other.sex and one.sex != other.sex and "not_known" not in (one.sex, other.sex):
        yield "other_sex"
    for scheme in ("nhs:", "upn:"):
        mine, theirs = ({trace for trace in who.traces if trace.startswith(scheme)} for who in (one, other))
        if mine and theirs and not mine & theirs:
            yield "other_number"


def _born(one: str | None, other: str | None) -> str | None:
    """The same day, days that may be the same, or days that cannot; None where one of them is not known."""
    if one is None or other is None:
        return None
    first, second = one.removeprefix("~"), other.removeprefix("~")
    estimated = "~" in one + other
    if first == second and len(first) == len("2019-03-12") and not estimated:
        return "same_born"
    if estimated:
        return "near_born" if abs(int(first[:4]) - int(second[:4])) <= 1 else "other_born"
    return "near_born" if first.startswith(second) or second.startswith(first) else "other_born"
