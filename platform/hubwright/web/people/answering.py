"""A person says whether somebody on a case is somebody in the index."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.keep_people import act_on_person, begin_a_person, seen_person
from hubwright.domain.access import scope
from hubwright.domain.cases.commands import Subject
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.people.commands import AnswerMention, Begin, Told
from hubwright.domain.people.from_case import news_of, told_by
from hubwright.domain.people.state import ANSWERS, SAME
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.look import look


def answer(visit: Visit, ref: str) -> Response:
    """A person says whether somebody on this case is somebody in the index.

    Where the other one is only a mention in another case, this person's record is begun, and the answer stands on it.
    """
    form = request.form
    subject, person, said = form.get("subject", ""), form.get("person", ""), form.get("answer", "")
    if said not in ANSWERS:
        raise Refusal(why="No answer was chosen.", do="Choose one of the three answers.", code="answer_missing")
    deed = deed_id()
    if person:
        _answer(visit, deed, person, ref, subject, said)
    else:
        own = _own_record(visit, ref, subject) or _begin(visit, f"{deed}:begin", ref, subject)
        _answer(visit, deed, own, form.get("case", ""), form.get("of", ""), said)
    return make_response(redirect(url_for("work.case", hub=visit.hub.id, ref=ref, done="matched", _anchor="matches")))


def _answer(visit: Visit, deed: str, person: str, case: str, subject: str, said: str) -> None:
    told: tuple[Told, ...] = ()
    with visit.house.store.reading(visit.hub.id) as reading:
        found = seen_person(reading, person, visit.reader, visit.now)
    if found is None:
        raise NotFound("There is no such person.")
    if said == SAME:
        told = news_of(_subject(visit, case, subject), case, found[1])
    command = AnswerMention(case, subject, (), said, told=told)
    act_on_person(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed, person=person, command=command)


def _own_record(visit: Visit, case: str, subject: str) -> str | None:
    """The record that somebody found to be this person's, where there is one."""
    with visit.house.store.reading(visit.hub.id) as reading:
        rows = reading.rows(
            "person_mention",
            scope=scope(visit.reader, "person_mention", visit.now),
            where={"case_ref": case, "subject": subject, "answer": SAME},
        )
    return min((str(row["person_ref"]) for row in rows), default=None)


def _begin(visit: Visit, deed: str, case: str, subject: str) -> str:
    told = told_by(_subject(visit, case, subject), case)
    command = Begin(told, (), mention=(case, subject))
    done = begin_a_person(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed, command=command)
    return str(done.result["person"])


def _subject(visit: Visit, case: str, subject: str) -> Subject:
    """Somebody on a case, as far as this reader may see them: nothing else of them goes onto a record.

    Raises:
        NotFound: there is nobody there whom they may know of.
    """
    found = look(visit, case).case.subjects.get(subject)
    if found is None:
        raise NotFound("There is no such person in this case.")
    return found
