"""Look people up: by a name that somebody typed, and by what a case says of its people. Reads, and changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hubwright.domain.access.scope import Predicate
from hubwright.domain.people.matching import Candidate, Proposal, Somebody, propose
from hubwright.domain.people.searching import MOST_FOUND, Hit, Like, like, ranked, tokens_of, wanted, words_of
from hubwright.domain.people.state import SAME
from hubwright.ports import Reading

_LEAST_ALIKE = 62.0
_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Within:
    """What the reader may know of, list by list."""

    names: Predicate
    traces: Predicate
    mentions: Predicate


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Args:
        hits: most alike first.
        more: there may be others; more of the name, or a first name, would tell them apart.
    """

    hits: tuple[Hit, ...]
    more: bool


def search(reading: Reading, typed: str, names: Predicate) -> Found:
    """People under a name like the one typed, however it was spelt, ordered or cut short.

    Args:
        reading: of the hub.
        typed: as typed.
        names: scope of `name_posting`: nothing outside it is found, ranked or counted.
    """
    words = words_of(typed)
    if not words:
        return Found((), more=False)
    parts = reading.parts_like(tokens_of(words), [word for word in words if len(word) >= _BEGINNING])
    nearly = wanted([like(word, parts) for word in words])
    rows = list(reading.named(nearly, scope=names, limit=MOST_FOUND))
    more = len(rows) >= MOST_FOUND
    if more:
        # Too many are nearly called so: those who are called exactly so must not be the ones left out.
        exactly = wanted([Like(word, (word,), begins=False) for word in words])
        rows += reading.named(exactly, scope=names, limit=MOST_FOUND)
    hits = [hit for hit in ranked(typed, _once(rows)) if hit.alike >= _LEAST_ALIKE]
    return Found(tuple(hits), more=more)


def matches(reading: Reading, people: Mapping[str, Somebody], within: Within, *, case: str) -> tuple[Proposal, ...]:
    """Who in the index may be one of these people, or live with them.

    Args:
        reading: of the hub.
        people: id within the case to the person, as far as the reader sees them.
        within: what the reader may know of.
        case: reference of the case they stand in, whose own mentions are left out.
    """
    rows = [*_by_name(reading, people.values(), within.names)]
    traces = sorted({trace for one in people.values() for trace in one.traces})
    shared = (
        reading.rows("person_trace", scope=within.traces, where={"trace": traces}, limit=MOST_FOUND) if traces else ()
    )
    rows += _names_of(reading, shared, within.names, besides=rows)
    said = _answers(reading, case, [row["case_ref"] for row in rows if row["kind"] == "case"], within.mentions)
    candidates = _gathered(
        [row for row in rows if row["kind"] != "case" or row["case_ref"] != case], shared, case, said
    )
    answers = {(subject, person): answer for (ref, subject, person), answer in said.items() if ref == case}
    return propose(people, candidates, answers)


def _by_name(reading: Reading, people: Iterable[Somebody], names: Predicate) -> Sequence[Mapping[str, Any]]:
    called = [words_of(name) for one in people for name in sorted(one.names)]
    words = {word for each in called for word in each}
    if not words:
        return ()
    parts = reading.parts_like(tokens_of(words), ())
    likes = {word: replace(like(word, parts), begins=False) for word in words}
    asked = tuple(pair for each in called for pair in wanted([likes[word] for word in each]))
    return reading.named(asked, scope=names, limit=2 * MOST_FOUND)


def _names_of(
    reading: Reading, traces: Iterable[Mapping[str, Any]], names: Predicate, *, besides: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """How those are called who were found by a trace only."""
    known = {_who(row) for row in besides}
    new = [row for row in traces if _who(row) not in known]
    found: list[Mapping[str, Any]] = []
    for column, kind in (("person_ref", "person"), ("case_ref", "case")):
        refs = sorted({row[column] for row in new if row["kind"] == kind})
        if refs:
            where = {column: refs, "kind": kind}
            found += reading.rows("name_posting", scope=names, where=where, limit=2 * MOST_FOUND)
    wanted_ones = {_who(row) for row in new}
    return [row for row in found if _who(row) in wanted_ones]


def _answers(
    reading: Reading, case: str, cases: Collection[str], mentions: Predicate
) -> dict[tuple[str, str, str], str]:
    """(case, subject, person) to what was said of whether they are one."""
    refs = sorted({case, *cases})
    rows = reading.rows("person_mention", scope=mentions, where={"case_ref": refs})
    return {(row["case_ref"], row["subject"], row["person_ref"]): row["answer"] for row in rows}


def _gathered(
    rows: Iterable[Mapping[str, Any]],
    traces: Iterable[Mapping[str, Any]],
    case: str,
    said: Mapping[tuple[str, str, str], str],
) -> list[Candidate]:
    """One candidate for each person on record and each mention that belongs to none."""
    belongs = {(ref, subject): person for (ref, subject, person), answer in said.items() if answer == SAME}
    left: dict[tuple[str, str, str], set[str]] = {}
    for row in traces:
        left.setdefault(_who(row), set()).add(row["trace"])
    gathered: dict[tuple[str, str, str], Candidate] = {}
    on_record = {row["person_ref"] for row in rows if row["kind"] == "person"}
    for row in rows:
        who = _who(row)
        if belongs.get((row["case_ref"], row["subject"])) in on_record and row["kind"] == "case":
            continue  # the person's own record stands for it
        before = gathered.get(who)
        known = before.somebody if before else Somebody()
        gathered[who] = Candidate(
            person=who[0],
            case=who[1],
            subject=who[2],
            shown=before.shown if before else row["shown"],
            somebody=Somebody(
                names=known.names | {row["name"]},
                born=row["born"],
                sex=row["sex"],
                expected=row["expected"],
                traces=frozenset(left.get(who, ())),
            ),
            at=row["at"],
        )
    return list(gathered.values())


def _who(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return (row["person_ref"], "", "") if row["kind"] == "person" else ("", row["case_ref"], row["subject"])


def _once(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each name of each person once, whatever strands and cases it is seen through."""
    return list({(*_who(row), row["name"]): row for row in rows}.values())
