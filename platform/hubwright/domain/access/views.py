"""What one reader sees of one case or one check, or None where there is nothing for them to see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.access.reader import Reader
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState, CheckState, ClockState, ContactState
from hubwright.domain.definitions.form import Form, Question

# Stands where a protected address or number would be; who may see it is named by the policy, not guessed by a view.
WITHHELD: Mapping[str, Any] = {"withheld": True}


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact as this reader may see it.

    Args:
        contact: with answers, referrer and hidden answers cut down to what may be seen.
        withheld: ids of questions whose answers are kept from this reader.
        knows_referrer: whether the referrer's identity is among what is shown.
    """

    contact: ContactState
    withheld: frozenset[str]
    knows_referrer: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as this reader may see it: every part already cut down."""

    case: CaseState
    contacts: tuple[ContactView, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """What an agency sees of a case: its own question, and whom it is about."""

    case_ref: str
    check: CheckState
    subjects: tuple[Subject, ...]
    clock: ClockState | None


def case_view(
    state: CaseState,
    contacts: Iterable[ContactState],
    forms: Mapping[tuple[str, int], Form],
    reader: Reader,
    now: datetime,
) -> CaseView | None:
    """What this reader sees of a case.

    Args:
        state: the case as replayed.
        contacts: its contacts as replayed.
        forms: the forms they were written in.
        reader: with today's grants.
        now: UTC.
    """
    limited = reader.pathways("case.read")
    if limited is None or not reader.seated(now):
        return None
    seen = [pathway for pathway in state.pathways if not limited or pathway in limited]
    if not seen:
        return None
    return CaseView(
        case=_cut(state, frozenset(seen), reader),
        contacts=tuple(_contact_view(contact, forms[contact.form], reader) for contact in contacts),
    )


def _cut(state: CaseState, seen: frozenset[str], reader: Reader) -> CaseState:
    subjects = {
        one.id: _subject(replace(one, pathways=tuple(p for p in one.pathways if p in seen)), reader)
        for one in state.subjects.values()
        if seen & set(one.pathways)
    }
    return replace(
        state,
        pathways=tuple(pathway for pathway in state.pathways if pathway in seen),
        subjects=subjects,
        ratings=tuple(rating for rating in state.ratings if rating.pathway in seen),
        checks={id: check for id, check in state.checks.items() if check.pathway in seen},
        decisions=tuple(one for one in state.decisions if one.pathway in seen),
        clocks={id: clock for id, clock in state.clocks.items() if clock.pathway is None or clock.pathway in seen},
    )


def _subject(subject: Subject, reader: Reader) -> Subject:
    address = subject.address
    if address and address.get("protected") and not reader.may("protected.read"):
        return replace(subject, address=WITHHELD)
    return subject


def _contact_view(contact: ContactState, form: Form, reader: Reader) -> ContactView:
    knows = reader.may("referrer.identity")
    withheld = frozenset(
        question.id
        for question in form.questions()
        if _kept_back(question, contact.answers.get(question.id), reader, knows)
    )
    cut = replace(
        contact,
        answers=_without(contact.answers, withheld, reader),
        hidden=_without(contact.hidden, withheld, reader) if reader.may("hidden_answers.read") else {},
        referrer=contact.referrer if knows else {},
        additions=tuple(
            {**addition, "answers": _without(addition["answers"], withheld, reader)} for addition in contact.additions
        ),
    )
    return ContactView(contact=cut, withheld=withheld, knows_referrer=knows)


def _kept_back(question: Question, answer: Mapping[str, Any] | None, reader: Reader, knows: bool) -> bool:
    if question.visible_to and not any(reader.may(permission) for permission in question.visible_to):
        return True
    if not knows and (question.meaning or "").startswith("referrer.") and question.meaning != "referrer.view_of_risk":
        return True
    if question.sensitivity == "protected" and not reader.may("protected.read"):
        return True
    return bool(answer) and _protected(answer) and not reader.may("protected.read")


def _protected(answer: Any) -> bool:
    value = answer.get("value") if isinstance(answer, Mapping) else None
    return isinstance(value, Mapping) and value.get("protected") is True


def _without(answers: Mapping[str, Any], withheld: frozenset[str], reader: Reader) -> dict[str, Any]:
    """Answers without those kept back; a protected address inside a row is kept back there as well."""
    return {id: _shown(answer, withheld, reader) for id, answer in answers.items() if id not in withheld}


def _shown(answer: Mapping[str, Any], withheld: frozenset[str], reader: Reader) -> Mapping[str, Any]:
    value = answer.get("value")
    if isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
        return {**answer, "value": [_row(row, withheld, reader) for row in value]}
    return answer


def _row(row: Mapping[str, Any], withheld: frozenset[str], reader: Reader) -> dict[str, Any]:
    return {
        id: answer
        for id, answer in row.items()
        if id not in withheld and (reader.may("protected.read") or not _protected(answer))
    }


def check_view(state: CaseState, ask: str, reader: Reader, now: datetime) -> CheckView | None:
    """What this reader sees of one question to one agency.

    Args:
        state: the case as replayed.
        ask: id of the question within the case.
        reader: with today's grants.
        now: UTC.
    """
    check = state.checks.get(ask)
    if check is None or not reader.seated(now):
        return None
    own = reader.may("check.answer") and reader.agency == check.agency
    if not own and not reader.may("case.read", check.pathway):
        return None
    subjects = tuple(_subject(state.subjects[id], reader) for id in check.subjects if id in state.subjects)
    clock = state.clocks.get(check.clock) if check.clock else None
    return CheckView(case_ref=state.ref, check=check, subjects=subjects, clock=clock)
