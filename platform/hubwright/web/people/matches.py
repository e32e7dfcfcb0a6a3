"""Who in the index may be who on a case, as its page shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from hubwright.actions.find_people import Within, matches
from hubwright.domain.access import scope
from hubwright.domain.people.earlier import Earlier
from hubwright.domain.people.matching import SAME_PERSON, Proposal, somebody
from hubwright.domain.people.state import SAME
from hubwright.ports import Reading
from hubwright.web.language import say
from hubwright.web.people.person import earlier_of
from hubwright.web.people.words import ANSWERS, REASONS, STRENGTHS, WARNINGS, said_day
from hubwright.web.visit import Visit
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of

MOST = 8
"""Proposals shown for one person at once; the weightiest come first."""


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """One proposal as the case page shows it.

    Args:
        href: of the record or of the other case.
        answer: what was said before, in words, or "".
    """

    name: str
    href: str
    reference: str
    on_record: bool
    strength: tuple[str, str]
    reasons: str
    warnings: tuple[str, ...]
    born: str
    answer: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PersonMatched:
    """One person of the case, with whom they may be.

    Args:
        records: reference of each record that somebody found to be theirs.
        before: the cases in which they were heard of before this one.
        open: proposals that nobody has answered.
        answered: those that were.
        place: people at the same address or telephone.
    """

    id: str
    name: str
    records: tuple[str, ...]
    before: Earlier
    open: tuple[ProposalShown, ...]
    more: int
    answered: tuple[ProposalShown, ...]
    place: tuple[ProposalShown, ...]


def shown(seen: Look) -> Sequence[PersonMatched] | None:
    """What the panel shows, or None where the reader may know of nobody in the index."""
    visit, case = seen.visit, seen.case
    if not visit.reader.may("people.read"):
        return None
    people = {one.id: somebody(one) for one in case.subjects.values()}
    within = Within(
        *(scope(visit.reader, table, visit.now) for table in ("name_posting", "person_trace", "person_mention"))
    )
    with visit.house.store.reading(visit.hub.id) as reading:
        proposals = matches(reading, people, within, case=case.ref)
        said = reading.rows("person_mention", scope=within.mentions, where={"case_ref": case.ref, "answer": SAME})
        records: dict[str, set[str]] = {}
        for row in said:
            records.setdefault(row["subject"], set()).add(row["person_ref"])
        linked = _linked(visit, reading, sorted({ref for some in records.values() for ref in some})) if records else {}
        own = {subject: {other for ref in some for other in linked[ref]} for subject, some in records.items()}
        heard = _heard(visit, reading, own)
    return [
        _person(seen, id, _of(proposals, id, besides=own.get(id, ())), sorted(records.get(id, ())), heard.get(id, ()))
        for id in people
    ]


def _of(proposals: Sequence[Proposal], subject: str, *, besides: Collection[str]) -> list[Proposal]:
    """Those for one person of the case, without the records that were found to be theirs."""
    return [one for one in proposals if one.subject == subject and one.candidate.person not in besides]


def _heard(visit: Visit, reading: Reading, groups: Mapping[str, Collection[str]]) -> dict[str, list[Mapping[str, Any]]]:
    """Subject to the rows of every case in which one of their records was heard of.

    Args:
        groups: subject to their records, those linked with one another together.
    """
    if not groups:
        return {}
    within = scope(visit.reader, "person_mention", visit.now)
    everybody = sorted({ref for some in groups.values() for ref in some})
    mentions = reading.rows("person_mention", scope=within, where={"person_ref": everybody, "answer": SAME})
    cases = sorted({row["case_ref"] for row in mentions})
    rows = reading.rows("case_row", scope=scope(visit.reader, "case_row", visit.now), where={"case_ref": cases})
    stood_in = {
        subject: {row["case_ref"] for row in mentions if row["person_ref"] in some} for subject, some in groups.items()
    }
    return {subject: [row for row in rows if row["case_ref"] in refs] for subject, refs in stood_in.items()}


def _linked(visit: Visit, reading: Reading, refs: Sequence[str]) -> dict[str, set[str]]:
    """Each record with those that are linked with it."""
    within = scope(visit.reader, "person_row", visit.now)
    own = reading.rows("person_row", scope=within, where={"person_ref": list(refs)})
    leads = {row["person_ref"]: row["linked_to"] or row["person_ref"] for row in own}
    followers = reading.rows("person_row", scope=within, where={"linked_to": sorted(set(leads.values()))})
    groups: dict[str, set[str]] = {}
    for row in followers:
        groups.setdefault(row["linked_to"], set()).add(row["person_ref"])
    return {ref: {ref, leads.get(ref, ref), *groups.get(leads.get(ref, ref), ())} for ref in refs}


def _person(
    seen: Look, id: str, proposals: Sequence[Proposal], records: Sequence[str], heard: Sequence[Mapping[str, Any]]
) -> PersonMatched:
    own = [one for one in proposals if one.likeness.of == SAME_PERSON]
    waiting = [one for one in own if not one.answer]
    return PersonMatched(
        id=id,
        name=name_of(seen.case.subjects[id], seen),
        records=tuple(records),
        before=earlier_of(heard, seen.case.received, besides=seen.case.ref),
        open=tuple(_proposal(seen, one) for one in waiting[:MOST]),
        more=max(0, len(waiting) - MOST),
        answered=tuple(_proposal(seen, one) for one in own if one.answer),
        place=tuple(_proposal(seen, one) for one in proposals if one.likeness.of != SAME_PERSON)[:MOST],
    )


def _proposal(seen: Look, one: Proposal) -> ProposalShown:
    candidate, likeness = one.candidate, one.likeness
    hub = seen.visit.hub.id
    on_record = bool(candidate.person)
    where = ("people.person", candidate.person) if on_record else ("work.case", candidate.case)
    return ProposalShown(
        name=candidate.shown,
        href=url_for(where[0], hub=hub, ref=where[1]),
        reference=where[1],
        on_record=on_record,
        strength=(say(STRENGTHS[likeness.strength][0]), STRENGTHS[likeness.strength][1]),
        reasons=", ".join(str(say(REASONS[code])) for code in likeness.reasons),
        warnings=tuple(say(WARNINGS[code]) for code in likeness.warnings),
        born=said_day(candidate.somebody.born),
        answer=say(ANSWERS[one.answer]) if one.answer else "",
        fields={"subject": one.subject, "person": candidate.person, "case": candidate.case, "of": candidate.subject},
    )
