"""What I and, where they let it, my organisation sent: how far each is. It outlives whoever sent it."""

from __future__ import annotations

import hmac
from datetime import timedelta
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.accounts import attempts
from hubwright.actions.claim_referral import claim_referral
from hubwright.domain.access import scope
from hubwright.web.components import Button, Checkboxes, Choice, ErrorLink, ErrorSummary, TextInput
from hubwright.web.components.parts import Label
from hubwright.web.language import say, text
from hubwright.web.paging import pages
from hubwright.web.public.following import follow
from hubwright.web.public.my_referrals import DO_NOT_FIT
from hubwright.web.refer import keeping
from hubwright.web.refer.coming_back import too_many
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id

PER_PAGE = 10
_WINDOW = timedelta(minutes=15)
_WRONG = 10
_LONGEST = 200


def do(visit: Visit) -> Response:
    """The list, or one more taken into it by its reference and code."""
    if request.method == "GET":
        return _page(visit)
    reference = request.form.get("reference", "").strip()[:_LONGEST].upper()
    kept = keeping.by_code(visit, request.form.get("code", "").strip()[:_LONGEST])
    sent = kept.draft.sent_contact if kept is not None else None
    if sent is None or not hmac.compare_digest(sent.encode(), reference.encode()):
        if attempts(visit.house, f"code:{visit.hub.id}:{request.remote_addr}", window=_WINDOW) > _WRONG:
            return _page(visit, wrong=too_many())
        return _page(visit, wrong=say(DO_NOT_FIT))
    shared = "yes" in request.form.getlist("shared")
    claim_referral(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), contact=sent, shared=shared)
    return make_response(redirect(url_for("public.referral", hub=visit.hub.id, ref=sent)))


def _page(visit: Visit, *, wrong: str = "") -> Response:
    within = scope(visit.reader, "referral_row", visit.now)
    with visit.house.store.reading(visit.hub.id) as reading:
        found = reading.rows("referral_row", scope=within, order=("-at",))
        references = list(dict.fromkeys(row["contact_ref"] for row in found))
        mine = {row["contact_ref"] for row in found if row["user_id"] == visit.actor.id}
        page, pagination = pages(len(references), PER_PAGE)
        here = references[(page - 1) * PER_PAGE : page * PER_PAGE]
        shown = [(follow(visit, reading, one), one in mine) for one in here]
    body = render_template(
        "public/referrals.html",
        chrome=work_chrome(visit, current="referrals"),
        title=say("What I sent"),
        heading=say("What I sent"),
        errors=ErrorSummary((ErrorLink(wrong, "#reference"),)) if wrong else None,
        shown=shown,
        kinds={kind.id: text(kind.name) for kind in visit.hub.kinds},
        pagination=pagination,
        may_claim=visit.reader.may("referral.own"),
        reference=TextInput(
            name="reference",
            label=Label(say("Your reference")),
            value=request.form.get("reference", ""),
            error=wrong,
            autocomplete="off",
            classes="govuk-input--width-10",
        ),
        code=TextInput(
            name="code",
            label=Label(say("Your code")),
            value=request.form.get("code", ""),
            autocomplete="off",
            classes="govuk-input--width-20",
        ),
        share=sharing(visit, chosen=True),
        button=Button(text=say("Add it to this list")),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


def sharing(visit: Visit, *, chosen: bool) -> Checkboxes:
    """Whether colleagues may follow it too."""
    agency = next((text(one.name) for one in visit.hub.agencies if visit.seat and one.id == visit.seat.agency), "")
    return Checkboxes(
        name="shared",
        items=(
            Choice(
                value="yes",
                text=say("My organisation may follow it too (%(name)s)", name=agency),
                hint=say("So that somebody can when you are away. Leave it out where it is about a colleague."),
            ),
        ),
        values=frozenset({"yes"} if chosen else ()),
    )
