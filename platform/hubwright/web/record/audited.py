"""One decision of a sample: what was decided and what was known then, beside the hub's audit form."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.audits import act_on_audit
from hubwright.domain.audits import VERDICTS, Answer, AuditState, Item
from hubwright.domain.audits.decide import CANNOT_TELL
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Field, SummaryList
from hubwright.web.language import mark, say, text
from hubwright.web.record.audits import known, seen_audit
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, any_of, one_of, words
from hubwright.web.work.look import Look, look
from hubwright.web.work.story_shown import decision_rows

VERDICT_NAMES = {
    "agree": mark("I agree with the decision"),
    "otherwise": mark("I would have decided otherwise"),
    "cannot_tell": mark("It cannot be told from the record"),
}


def show(visit: Visit, ref: str, place: str) -> Response:
    """The decision and the form, or an answer to it."""
    state = seen_audit(visit, ref)
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else 0
    if not 1 <= at <= len(state.sample) or state.sample[at - 1] not in known(visit, state):
        raise NotFound("There is no such record.")
    seen, hub = look(visit, state.sample[at - 1].case), _form_of(visit, state)
    if request.method == "GET":
        return _page(visit, state, at, seen, hub)
    try:
        act_on_audit(
            visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), audit=ref, command=_answer(at, hub)
        )
    except Refusal as refusal:
        return _page(visit, state, at, seen, hub, refusal=refusal)
    return make_response(redirect(url_for("record.audit", hub=visit.hub.id, ref=ref, done="1")))


def _form_of(visit: Visit, state: AuditState) -> Hub:
    """The drawing under which the sample was drawn: its questions hold to the end of the audit."""
    with visit.house.store.reading(visit.hub.id) as reading:
        return visit.pinned(reading, state.revision)


def _answer(place: int, hub: Hub) -> Answer:
    form, drawn = request.form, hub.decision_audit
    return Answer(
        place=place,
        verdict=form.get("verdict", ""),
        answers={one.id: form.get(f"q-{one.id}", "") for one in (drawn.questions if drawn else ())},
        why=form.get("why", ""),
        learning=form.get("learning", ""),
        told=tuple(form.getlist("told")),
    )


def _page(
    visit: Visit, state: AuditState, place: int, seen: Look, hub: Hub, *, refusal: Refusal | None = None
) -> Response:
    item = state.sample[place - 1]
    row = known(visit, state)[item]
    own = row["by_user"] == visit.actor.id
    wrong = dict(refusal.fields) if refusal else {}
    fields = [] if own else _fields(visit, hub, request.form, wrong)
    decision = next((one for one in seen.case.decisions if _is(item, one.number, one.subject, one.pathway)), None)
    mine = any(one.by_user == visit.actor.id for one in state.of(place))
    then = local(row["decided_at"]).strftime("%Y-%m-%dT%H:%M")
    # The page shows the case, so its read stands with the others of the case.
    visit.house.store.note_read(
        visit.hub.id, user=visit.actor.id, at=visit.now, what="case", reference=item.case, purpose="seen"
    )
    body = render_template(
        "record/audited.html",
        chrome=work_chrome(visit, current="audits"),
        title=say("Audit of decisions"),
        heading=say("What was decided"),
        state=state,
        place=place,
        own=own,
        case=item.case,
        case_href=url_for("work.case", hub=visit.hub.id, ref=item.case),
        then_href=url_for("record.as_of", hub=visit.hub.id, ref=item.case, at=then),
        decided=row["decided_at"],
        outcome=text(seen.hub.find("routes", decision.route).name) if decision else "",
        about=_about(seen, item),
        rows=SummaryList(decision_rows(decision, seen)) if decision else None,
        # What somebody else found is shown once one has said what one finds oneself.
        found=[(one, say(VERDICT_NAMES[one.verdict])) for one in state.of(place)] if mine or own else [],
        waiting=bool(state.of(place)) and not (mine or own),
        audit_fields=fields,
        errors=summary(refusal, wrong, fields),
        back_to=url_for("record.audit", hub=visit.hub.id, ref=state.ref),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _about(seen: Look, item: Item) -> str:
    """Whom it was decided for, as the reader may know them."""
    person = seen.case.subjects.get(item.subject)
    return person.name if person else ""


def _is(item: Item, number: int, subject: str, pathway: str) -> bool:
    return (item.number, item.subject, item.pathway) == (number, subject, pathway)


def _fields(visit: Visit, hub: Hub, values: Values, wrong: Wrong) -> list[Field]:
    drawn = hub.decision_audit
    fields: list[Field] = []
    for question in drawn.questions if drawn else ():
        scale = [Choice(value=one.id, text=text(one.name)) for one in question.answers]
        scale.append(Choice(value=CANNOT_TELL, text=say("Cannot tell")))
        hint = text(question.hint) if question.hint else ""
        fields.append(one_of(f"q-{question.id}", text(question.label), scale, values, wrong, hint=hint))
    verdicts = [Choice(value=one, text=say(VERDICT_NAMES[one])) for one in VERDICTS]
    told = drawn.told if drawn else ()
    agencies = [Choice(value=one.id, text=text(one.name)) for one in visit.hub.agencies if not told or one.id in told]
    return [
        *fields,
        one_of("verdict", say("Do you agree?"), verdicts, values, wrong),
        words("why", say("Why?"), values, wrong, hint=say("Needed unless you agree."), rows=3),
        words("learning", say("What is to be learned?"), values, wrong, rows=3),
        any_of("told", say("Who is told?"), agencies, values, wrong),
    ]
