"""What one reader sees of one case or one check, or None where there is nothing for them to see."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hubwright.domain.access.answers_shown import answer_shown
from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.keeping_back import Sight, sight, sight_of
from hubwright.domain.access.reader import Reader, shows
from hubwright.domain.answers.protected import is_protected
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState, CheckState, ClockState, ContactState, Decision, Rating, written_in
from hubwright.domain.cases.topics import TOPICS, marking, restricting
from hubwright.domain.cases.topics.marking import Marker, markers_about
from hubwright.domain.definitions.form import Form, Question


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact as this reader may see it.

    Args:
        contact: with answers, referrer and hidden answers cut down to what may be seen.
        withheld: ids of questions whose answers are kept from this reader.
        knows_referrer: whether the referrer's identity is among what is shown.
        keeps_original: it came as a file that is kept from this reader whole.
    """

    contact: ContactState
    withheld: frozenset[str]
    knows_referrer: bool
    keeps_original: bool = False


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as this reader may see it: every part already cut down.

    Args:
        case, contacts: what they see.
        seeing: how what others keep beside the case is cut down in the same way.
    """

    case: CaseState
    contacts: tuple[ContactView, ...]
    seeing: Sight = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CheckView:
    """What an agency sees of a case: its own question, whom it is about, what warns whoever visits."""

    case_ref: str
    check: CheckState
    subjects: tuple[Subject, ...]
    clock: ClockState | None
    markers: tuple[Marker, ...] = ()


def case_view(
    state: CaseState,
    contacts: Iterable[ContactState],
    forms: Mapping[tuple[str, int], Form],
    reader: Reader,
    now: datetime,
    *,
    today: CaseState | None = None,
) -> CaseView | None:
    """What this reader sees of a case.

    A reader of one strand sees that strand and the whole of the contact it came with, which is one thing; people,
    ratings, asks, returns, decisions and actions of other strands are left out.

    Args:
        state: the case as replayed.
        contacts: its contacts as replayed.
        forms: the forms they were written in.
        reader: with today's grants.
        now: UTC.
        today: the case as it stands today, where `state` is as of an earlier day: as-of shows what was known then to
            whoever may see it today.
    """
    if not reader.seated(now) or not lets_in(today or state, reader, now):
        return None
    whole = tuple(contacts)
    seeing = sight(reader, today or state, whole, state.subjects.values())
    return None if seeing is None else view_through(state, whole, forms, seeing)


def view_through(
    state: CaseState, contacts: Iterable[ContactState], forms: Mapping[tuple[str, int], Form], seeing: Sight
) -> CaseView:
    """The case and its contacts, cut down to what one reader may see of them; `case_view` says who that is."""
    return CaseView(
        case=_cut(state, seeing),
        contacts=tuple(_contact_view(contact, forms, seeing) for contact in contacts)
        if seeing.shown("contacts")
        else (),
        seeing=seeing,
    )


def _cut(state: CaseState, seeing: Sight) -> CaseState:
    seen = seeing.seen
    subjects = {one.id: seeing.subject(one) for one in state.subjects.values() if seen & set(one.pathways)}
    checks = {
        id: _check(check, seeing, state)
        for id, check in state.checks.items()
        if check.pathway in seen and seeing.may(shows("checks"), check.pathway)
    }
    said = seeing.shown("contacts")
    clocks = {id: clock for id, clock in state.clocks.items() if clock.pathway is None or clock.pathway in seen}
    return replace(
        state,
        what=seeing.text(state.what) if said else "",
        view_of_risk=seeing.text(state.view_of_risk) if said else "",
        pathways=tuple(pathway for pathway in state.pathways if pathway in seen),
        subjects=subjects,
        ratings=tuple(_rating(one, seeing) for one in state.ratings if one.pathway in seen),
        checks=checks,
        decisions=tuple(_decision(one, seeing) for one in state.decisions if one.pathway in seen),
        clocks=clocks,
        alarms={id: one for id, one in state.alarms.items() if one.clock is None or one.clock in clocks},
        actions=tuple(cut for one in state.actions if (cut := _action(one, subjects, clocks, seeing)) is not None),
        owed={pair: at for pair, at in state.owed.items() if pair[1] in seen},
        come_late={ask: number for ask, number in state.come_late.items() if ask in checks},
        topics=_topics(state, seeing),
    )


def _topics(state: CaseState, seeing: Sight) -> dict[str, Any]:
    """What each topic keeps, as the topic itself cuts it down; a topic that does not say shows nothing."""
    return {
        topic.name: topic.cut(state.topics[topic.name], seeing, state)
        for topic in TOPICS
        if topic.cut is not None and topic.name in state.topics and (topic.name in _ALWAYS or seeing.shown("rest"))
    }


# What keeps people safe, and who may know of a case, is shown to whoever sees the case at all.
_ALWAYS = frozenset({restricting.NAME, marking.NAME})


def _rating(rating: Rating, seeing: Sight) -> Rating:
    return replace(rating, reason=seeing.text(rating.reason))


def _decision(decision: Decision, seeing: Sight) -> Decision:
    if not seeing.may(shows("decisions"), decision.pathway):
        # Where somebody goes next is no secret within the hub; why is for whoever is shown decisions.
        return replace(decision, reasons="", advice="", views="", answer="", dissent={})
    return replace(
        decision,
        reasons=seeing.text(decision.reasons),
        advice=seeing.text(decision.advice),
        views=seeing.text(decision.views),
        answer=seeing.text(decision.answer),
        dissent=seeing.within(decision.dissent),
    )


def _check(check: CheckState, seeing: Sight, state: CaseState) -> CheckState:
    """One ask, with what was sent along and what came back as this reader may see it."""

    def shown(body: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        # As of a day before it was moved, what stood here by mistake would still stand here.
        moved = body is not None and body.get("number") in seeing.moved
        return None if moved else answer_shown(body, check, seeing, state)

    return replace(
        check,
        shared=seeing.text(check.shared),
        purpose=seeing.text(check.purpose),
        items=tuple(seeing.within(one) for one in check.items),
        answer=shown(check.answer),
        earlier=tuple(one for body in check.earlier if (one := shown(body)) is not None),
    )


def _action(
    body: Mapping[str, Any], subjects: Container[str], clocks: Container[str], seeing: Sight
) -> dict[str, Any] | None:
    """An immediate action as far as it is about people whom this reader sees, or None where it is not."""
    about = [id for id in body["subjects"] if id in subjects]
    if not about:
        return None
    cut = {key: body[key] for key in ("route", "skipped", "by", "at", "number") if key in body}
    decisions = [seeing.within(one) for one in body["decisions"] if one["pathway"] in seeing.seen]
    started = [one for one in body["clocks"] if one["id"] in clocks]
    return {**cut, "what": seeing.text(body["what"]), "subjects": about, "decisions": decisions, "clocks": started}


def _contact_view(contact: ContactState, forms: Mapping[tuple[str, int], Form], seeing: Sight) -> ContactView:
    drawings = [forms.get(written_in(contact, one)) for one in contact.additions] + [forms.get(contact.form)]
    questions = {question.id: question for form in drawings if form for question in form.questions()}
    written = [contact.answers, contact.hidden, *(addition["answers"] for addition in contact.additions)]
    asked = {id for answers in written for id in answers} | set(questions)
    withheld = frozenset(id for id in asked if _kept_back(questions.get(id), [one.get(id) for one in written], seeing))
    cut = replace(
        contact,
        answers=_without(contact.answers, withheld, seeing),
        hidden=_without(contact.hidden, withheld, seeing) if seeing.hidden else {},
        referrer=contact.referrer if seeing.identity else {},
        what=seeing.text(contact.what),
        view_of_risk=seeing.text(contact.view_of_risk),
        draft=None,
        claims=contact.claims if seeing.identity else (),
        call=None if contact.call is None else seeing.within(contact.call),
        # Whatever was taken from it is cut down above; the whole is for those from whom nothing of it is kept back.
        original=contact.original if seeing.identity and seeing.protected and seeing.hidden else None,
        additions=tuple(
            {
                **addition,
                "text": seeing.text(addition["text"]),
                "answers": _without(addition["answers"], withheld, seeing),
            }
            for addition in contact.additions
        ),
        telling=tuple(seeing.within(one) for one in contact.telling),
    )
    return ContactView(
        contact=cut,
        withheld=withheld,
        knows_referrer=seeing.identity,
        keeps_original=contact.original is not None and cut.original is None,
    )


def _kept_back(question: Question | None, answers: Iterable[Mapping[str, Any] | None], seeing: Sight) -> bool:
    """Whether a question's answers are kept from this reader; once protected, all of them are."""
    if question is None:
        # Nobody can say what it is: whoever may see everything may see it.
        return not (seeing.identity and seeing.hidden and seeing.protected)
    if question.visible_to and not any(seeing.reader.may_any(one, seeing.seen) for one in question.visible_to):
        return True
    if not seeing.identity and _names_the_referrer(question):
        return True
    if seeing.protected:
        return False
    return question.sensitivity == "protected" or any(is_protected((answer or {}).get("value")) for answer in answers)


def _names_the_referrer(question: Question) -> bool:
    meaning = question.meaning or ""
    return meaning.startswith("referrer.") and meaning != "referrer.view_of_risk"


def _without(answers: Mapping[str, Any], withheld: frozenset[str], seeing: Sight) -> dict[str, Any]:
    """Answers without those kept back, in rows as well; what is protected inside one is left out there."""
    return {id: _shown(answer, withheld, seeing) for id, answer in answers.items() if id not in withheld}


def _shown(answer: Mapping[str, Any], withheld: frozenset[str], seeing: Sight) -> Mapping[str, Any]:
    value = answer.get("value")
    if isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
        rows = [{id: cell for id, cell in row.items() if id not in withheld} for row in value]
        return {**seeing.within(answer), "value": seeing.within(rows)}
    shown: Mapping[str, Any] = seeing.within(answer)
    return shown


def check_view(
    state: CaseState,
    ask: str,
    reader: Reader,
    now: datetime,
    contacts: Iterable[ContactState] = (),
    *,
    sent_to_them: bool = False,
) -> CheckView | None:
    """What this reader sees of one question to one agency.

    Args:
        state: the case as replayed.
        ask: id of the question within the case.
        reader: with today's grants.
        now: UTC.
        contacts: of the case, so that what names the referrer is taken out of what was sent along.
        sent_to_them: somebody who may see the case gave them a way in to this one question, restricted or not.
    """
    check = state.checks.get(ask)
    if check is None or not reader.seated(now) or not (sent_to_them or lets_in(state, reader, now)):
        return None
    own = reader.agency == check.agency and reader.may("check.answer", check.pathway)
    if not own and not reader.may(shows("checks"), check.pathway):
        return None
    # An agency sees the people it is asked about and its own strand: not which others they stand in.
    seeing = sight_of(reader, frozenset({check.pathway}), state, tuple(contacts), state.subjects.values())
    subjects = tuple(seeing.subject(state.subjects[id]) for id in check.subjects if id in state.subjects)
    clock = state.clocks.get(check.clock) if check.clock else None
    about = markers_about(state, *(one.id for one in subjects))
    markers = tuple(replace(one, source=seeing.text(one.source), note=seeing.text(one.note)) for one in about)
    return CheckView(
        case_ref=state.ref, check=_check(check, seeing, state), subjects=subjects, clock=clock, markers=markers
    )
