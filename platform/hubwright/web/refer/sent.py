"""Sent: the reference, who reads it and by when, when one hears, whom to ring, and a receipt of what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.state import ContactState
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.hub import Door
from hubwright.domain.errors import NotFound
from hubwright.web.answers_shown import answer_rows
from hubwright.web.components import Button, ErrorLink, ErrorSummary, Label, NotificationBanner, SummaryList, Textarea
from hubwright.web.language import say, text
from hubwright.web.public.whom_to_ring import hours_now
from hubwright.web.refer import keeping, sending
from hubwright.web.refer.coming_back import forgotten
from hubwright.web.refer.keeping import Kept
from hubwright.web.refer.places import own_url, step_url
from hubwright.web.refer.screen import where_left
from hubwright.web.refer.start import words_of
from hubwright.web.refer.typed import is_untouched
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit

# The most that may be added in one go; it is a few more words, not another form.
_MOST = 10_000
SELF = "self"
"""In the vocabulary of sources (reference/sources.json): the child or adult themselves."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a contact, as far as the hub has told the one who sent it.

    Args:
        contact: as it stands.
        read: a person has read it.
        read_by, hear_by: when these are due, or None where nothing runs.
        told: what was said to the referrer, newest first: when, and the words.
    """

    contact: ContactState
    read: bool
    read_by: datetime | None
    hear_by: datetime | None
    told: tuple[tuple[datetime, str], ...]


def standing_of(visit: Visit, reference: str) -> Standing:
    """What became of a contact.

    Raises:
        NotFound: there is none with this reference in this hub.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        contact = contact_of(reading.entries(f"contact:{reference}"))
        case = case_of(reading.entries(f"case:{contact.case}")) if contact and contact.case else None
    if contact is None:
        raise NotFound("There is no such contact in this hub.")
    linked = case.contacts.get(reference) if case else None
    clocks = case.clocks if case else {}
    look, hear = clocks.get(f"first_look:{reference}"), clocks.get(f"acknowledge:{reference}")
    return Standing(
        contact=contact,
        read=linked is not None and linked.read,
        read_by=look.due if look else None,
        hear_by=hear.due if hear and contact.acknowledged is None else None,
        told=tuple(
            (datetime.fromisoformat(one["at"]), str(one.get("words", "")))
            for one in reversed(contact.telling)
            if one["how"] != "withheld"
        ),
    )


def do(visit: Visit, form: str) -> Response:
    """The page that says Sent; from it more can be added."""
    kept = keeping.here(visit, form)
    if kept is None:
        return make_response(redirect(url_for("refer.back", hub=visit.hub.id, form=form)))
    if kept.draft.sent_contact is None:
        return make_response(redirect(own_url(visit, form, "check")))
    if request.method == "GET":
        return page(visit, kept)
    return forgotten(visit, kept) or _more(visit, kept)


def _more(visit: Visit, kept: Kept) -> Response:
    """A few more words join the contact."""
    words = request.form.get("more", "").replace("\r\n", "\n").strip()
    if not token_is_ours():
        wrong = say("This page had been open too long. Please press the button again.")
    elif not words:
        wrong = say("Write what you want to add first.")
    elif len(words) > _MOST or "\x00" in words:
        wrong = say("That is too long for one go. Send it in two parts.")
    else:
        sending.add_words(visit, kept, words)
        return make_response(redirect(own_url(visit, kept.form.id, "sent") + "?added=yes"))
    return page(visit, kept, words=words, wrong=wrong)


def page(visit: Visit, kept: Kept, *, words: str = "", wrong: str = "") -> Response:
    """The page that says Sent."""
    standing = standing_of(visit, kept.draft.sent_contact or "")
    judgement = kept.judged(visit)
    going_home, family = _advice(kept)
    unsent = bool(sending.unsent(standing.contact, judgement))
    step = sending.to_mend(kept.form, judgement) if judgement.malformed else where_left(kept, judgement)
    body = render_template(
        "refer/sent.html",
        chrome=public_chrome(visit),
        title=say("Sent"),
        standing=standing,
        hours=hours_now(visit),
        code=kept.code,
        errors=ErrorSummary((ErrorLink(wrong, "#more"),)) if wrong else None,
        notices=[NotificationBanner(say("What you added was sent."), success=True)]
        if request.args.get("added") == "yes" and not wrong
        else [],
        unsent=unsent,
        go_on=step_url(visit, kept.form.id, step),
        check=own_url(visit, kept.form.id, "check"),
        receipt=own_url(visit, kept.form.id, "receipt"),
        mine=url_for("public.my_referrals", hub=visit.hub.id),
        complaints=url_for("public.page", hub=visit.hub.id, page="complaints"),
        going_home=words_of(kept.form, "sent-going-home", going_home),
        family=words_of(kept.form, "sent-family", family),
        disagree=words_of(
            kept.form,
            "sent-disagree",
            say("If you disagree with what is decided, ring us and say so. You can also complain."),
        ),
        more=Textarea(
            name="more",
            label=Label(say("Add something"), "govuk-label--m"),
            rows=4,
            value=words,
            error=wrong,
            autocomplete="off",
        ),
        button=Button(text=say("Send what I have added"), once=True, classes="govuk-button--secondary"),
        name=text(visit.hub.name),
    )
    return make_response(body, 422 if wrong else 200)


def _advice(kept: Kept) -> tuple[str, str]:
    """The platform's own words on what must not wait, and on what to say: to one who asks for themselves, to one who
    is worried about a child, or about an adult."""
    if _asks_for_self(kept):
        return (
            say("If something bad may happen before then, ring now. Do not wait for us."),
            say(
                "You did the right thing. You do not have to tell anybody at home that you told us. If you can, stay "
                "near somebody you trust. If others use this device, take this page out of the browser's history."
            ),
        )
    if _about_children(kept):
        first = say(
            "If the child is due to go home before then and you are afraid for them, ring now. Do not wait for us."
        )
    else:
        first = say("If something may happen before then that puts somebody at risk, ring now. Do not wait for us.")
    return first, say(
        "You may say that you were worried and have told us, if that is safe. Do not question anybody, do not repeat "
        "what others said, and do not tell a person who may have caused harm."
    )


def _door(kept: Kept) -> Door | None:
    return next((one for one in kept.hub.doors if one.id == kept.draft.door), None)


def _asks_for_self(kept: Kept) -> bool:
    """Whether the door is for the child or adult themselves, in the meaning that the vocabulary of sources has."""
    door = _door(kept)
    return door is not None and door.source == SELF


def _about_children(kept: Kept) -> bool:
    """Whether the contact's kind opens a pathway for children."""
    door = _door(kept)
    kind = next((one for one in kept.hub.kinds if door is not None and one.id == door.kind), None)
    pathways = {one.id: one for one in kept.hub.pathways}
    return any(pathways[id].stands_for == "child" for id in (kind.pathways if kind else ()) if id in pathways)


def receipt(visit: Visit, form: str) -> Response:
    """What was sent, as it was typed, to be printed or kept; nothing else stands on it."""
    kept = keeping.here(visit, form)
    if kept is None or kept.draft.sent_contact is None:
        return make_response(redirect(url_for("refer.back", hub=visit.hub.id, form=form)))
    contact = sending.sent_contact(visit, kept.draft.sent_contact)
    body = render_template(
        "refer/receipt.html",
        chrome=public_chrome(visit),
        title=say("Your copy of what you sent"),
        heading=say("Your copy of what you sent"),
        contact=contact,
        name=text(visit.hub.name),
        answers=SummaryList(answer_rows(kept.form, _typed_only(kept.form, contact.answers))),
        hidden=SummaryList(answer_rows(kept.form, contact.hidden)),
        additions=[
            (
                datetime.fromisoformat(one["received"]),
                one.get("text", ""),
                SummaryList(answer_rows(kept.form, _typed_only(kept.form, one.get("answers", {})))),
            )
            for one in contact.additions
        ],
        sent=own_url(visit, form, "sent"),
    )
    return make_response(body)


def _typed_only(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the person said: what was left open or worked out stays off a receipt."""
    worked_out = {question.id for question in form.questions() if question.type == "calculated"}
    return {id: one for id, one in answers.items() if id not in worked_out and not is_untouched(one)}
