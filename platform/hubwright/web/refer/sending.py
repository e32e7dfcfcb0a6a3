"""Sending: what a draft holds becomes one contact, however often the button is pressed; what comes later joins it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Response, make_response, redirect, request

from hubwright.actions.accounts import attempts
from hubwright.actions.claim_referral import claim_referral
from hubwright.actions.outcome import Done
from hubwright.actions.receive_contact import add_to_contact, receive_contact
from hubwright.domain.answers.answer import Answer
from hubwright.domain.answers.judge import Judgement
from hubwright.domain.answers.paging import Step
from hubwright.domain.cases.commands import AddToContact
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.intake import contact_from
from hubwright.domain.cases.state import ContactState
from hubwright.domain.definitions.form import Form
from hubwright.domain.errors import NotFound
from hubwright.web.language import current_language
from hubwright.web.public.whom_to_ring import takes_contacts
from hubwright.web.refer import keeping
from hubwright.web.refer.keeping import Kept
from hubwright.web.refer.places import own_url, step_url
from hubwright.web.refer.typed import is_untouched
from hubwright.web.visit import Visit

_HOUR = timedelta(hours=1)
# A school's office may send many in a bad week; beyond this a person should look twice. Nothing is discarded.
_MANY = 20


def send(visit: Visit, kept: Kept, judgement: Judgement) -> Response:
    """Send what a draft holds, and lead to the page that says so; or to what has to be mended first.

    Args:
        judgement: of the draft, today.
    """
    if judgement.malformed:
        return make_response(redirect(step_url(visit, kept.form.id, to_mend(kept.form, judgement))))
    if kept.draft.sent_contact is None:
        if not takes_contacts(visit.hub):
            return make_response(redirect(own_url(visit, kept.form.id, "check")))
        _receive(visit, kept, judgement)
    else:
        add_answers(visit, kept, judgement)
    return make_response(redirect(own_url(visit, kept.form.id, "sent")))


def to_mend(form: Form, judgement: Judgement) -> Step:
    """The first screen with something that is out of shape."""
    places = {question.id: page.id for page in form.pages for question in page.questions}
    for finding in judgement.malformed:
        if finding.question in places:
            row = finding.row if finding.column is not None else None
            return Step(places[finding.question], None if row is None else finding.question, row)
    return Step(form.pages[0].id)


def _receive(visit: Visit, kept: Kept, judgement: Judgement) -> None:
    count = attempts(visit.house, f"send:{visit.hub.id}:{request.remote_addr}", window=_HOUR)
    command = contact_from(
        kept.form,
        judgement,
        door=kept.draft.door or "",
        received=visit.now,
        language=current_language(),
        verified=count <= _MANY,
        draft=kept.draft.lookup,
    )

    def deed() -> Done:
        return receive_contact(
            visit.house,
            hub=visit.hub.id,
            deed=f"send-{kept.draft.lookup}",
            command=command,
            revision=kept.draft.revision,
            draft=kept.draft.lookup,
        )

    done = keeping.again(deed)
    if visit.seat is not None and visit.reader.may("referral.own"):
        # Whoever is signed in for an organisation follows it from there, and so may their organisation.
        claim_referral(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=f"claim-{kept.draft.lookup}",
            contact=done.result["contact"],
            shared=True,
        )


def sent_contact(visit: Visit, reference: str) -> ContactState:
    """The contact with this reference.

    Raises:
        NotFound: there is none in this hub.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        contact = contact_of(reading.entries(f"contact:{reference}"))
    if contact is None:
        raise NotFound("There is no such contact in this hub.")
    return contact


def unsent(contact: ContactState, judgement: Judgement) -> dict[str, Answer]:
    """The answers that the contact does not have yet."""
    has: dict[str, Any] = dict(contact.answers)
    for addition in contact.additions:
        has.update(addition.get("answers", {}))
    return {
        id: answer
        for id, answer in judgement.answers.items()
        if not is_untouched(document := answer.document()) and _bare(document) != _bare(has.get(id, {}))
    }


def add_answers(visit: Visit, kept: Kept, judgement: Judgement) -> bool:
    """Send what was answered since the contact was sent; False when there was nothing new."""
    contact = sent_contact(visit, kept.draft.sent_contact or "")
    new = unsent(contact, judgement)
    if not new:
        return False
    warned = contact.danger or any(addition.get("danger") for addition in contact.additions)
    danger = judgement.danger is not None and judgement.danger.result is True and not warned
    _add(visit, kept, contact, answers=new, text="", danger=danger)
    return True


def add_words(visit: Visit, kept: Kept, words: str) -> None:
    """Send a few more words to a contact that was sent."""
    contact = sent_contact(visit, kept.draft.sent_contact or "")
    _add(visit, kept, contact, answers={}, text=words, danger=False)


def _add(
    visit: Visit, kept: Kept, contact: ContactState, *, answers: Mapping[str, Answer], text: str, danger: bool
) -> None:
    said = json.dumps([{id: answer.document() for id, answer in answers.items()}, text], sort_keys=True)
    digest = hashlib.sha256(f"{kept.code}{said}".encode()).hexdigest()[:32]

    def deed() -> object:
        return add_to_contact(
            visit.house,
            hub=visit.hub.id,
            deed=f"add-{kept.draft.lookup}-{contact.head}-{digest}",
            command=AddToContact(
                contact=contact.ref,
                answers=answers,
                text=text,
                received=visit.now,
                danger=danger,
                form=kept.draft.form if answers and kept.draft.form != contact.form else None,
            ),
        )

    keeping.again(deed)


def _bare(document: Any) -> Any:
    """An answer without the time at which it was typed, rows included."""
    if isinstance(document, Mapping):
        return {key: _bare(part) for key, part in document.items() if key != "at"}
    if isinstance(document, list | tuple):
        return [_bare(part) for part in document]
    return document
