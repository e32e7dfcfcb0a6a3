"""One contact that I or my organisation sent: how far it is, what we were told, a way to add to it and to disagree."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.claim_referral import claim_referral
from hubwright.actions.receive_contact import add_to_contact, challenge_as_referrer
from hubwright.domain.access import scope
from hubwright.domain.cases.commands import AddToContact
from hubwright.domain.cases.topics.challenging import RaiseChallenge
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import BackLink, Choice, ErrorLink, ErrorSummary, Label, Textarea
from hubwright.web.language import say
from hubwright.web.public.following import Followed, follow
from hubwright.web.public.referrals import sharing
from hubwright.web.public.whom_to_ring import hours_now
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import one_of, words

_MOST = 10_000


def do(visit: Visit, ref: str) -> Response:
    """The page, or something added to the contact.

    Raises:
        NotFound: it is neither theirs nor their organisation's.
    """
    followed, own = _mine(visit, ref)
    if request.method == "GET":
        return _page(visit, followed, own)
    what = request.form.get("what", "")
    try:
        _done(visit, followed, what)
    except Refusal as refusal:
        return _page(visit, followed, own, refusal)
    return make_response(redirect(url_for("public.referral", hub=visit.hub.id, ref=ref, done=what)))


def _mine(visit: Visit, ref: str) -> tuple[Followed, bool]:
    within = scope(visit.reader, "referral_row", visit.now)
    with visit.house.store.reading(visit.hub.id) as reading:
        rows = reading.rows("referral_row", scope=within, where={"contact_ref": ref})
        if not rows:
            raise NotFound("There is no such contact in this hub.")
        return follow(visit, reading, ref), any(row["user_id"] == visit.actor.id for row in rows)


def _done(visit: Visit, followed: Followed, what: str) -> None:
    contact = followed.contact.ref
    if what == "more":
        _add(visit, contact)
    elif what == "disagree":
        challenge_as_referrer(
            visit.house,
            hub=visit.hub.id,
            deed=deed_id(),
            command=RaiseChallenge(
                about=request.form.get("about", ""), words=request.form.get("words", "")[:_MOST], contact=contact
            ),
        )
    elif what == "shared":
        claim_referral(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            contact=contact,
            shared="yes" in request.form.getlist("shared"),
        )


def _add(visit: Visit, contact: str) -> None:
    words = request.form.get("more", "").replace("\r\n", "\n").strip()
    if not words or len(words) > _MOST or "\x00" in words:
        raise Refusal(
            why="There is nothing to send." if not words else "That is too long for one go.",
            do="Write what you want to add." if not words else "Send it in two parts.",
            code="more_missing",
            fields=(("more", "Write what you want to add." if not words else "Send it in two parts."),),
        )
    # Who added it stands with it: a colleague may add to what somebody else sent.
    signed = f"{words}\n\n({visit.seat.name if visit.seat else ''})"
    add_to_contact(
        visit.house,
        hub=visit.hub.id,
        deed=deed_id(),
        command=AddToContact(contact=contact, answers={}, text=signed, received=visit.now),
    )


def _page(visit: Visit, followed: Followed, own: bool, refusal: Refusal | None = None) -> Response:
    wrong, values, contact = dict(refusal.fields) if refusal else {}, request.form, followed.contact
    links = tuple(ErrorLink(say(said), f"#{name}") for name, said in wrong.items())
    claim = next((one for one in contact.claims if one["user"] == visit.actor.id), None)
    body = render_template(
        "public/referral.html",
        chrome=work_chrome(visit, current="referrals"),
        title=contact.ref,
        heading=contact.ref,
        back=BackLink(url_for("public.referrals", hub=visit.hub.id)),
        errors=ErrorSummary(links or (ErrorLink(f"{say(refusal.why)} {say(refusal.do)}"),), title=say("Not done yet"))
        if refusal
        else None,
        followed=followed,
        contact=contact,
        told=[
            (datetime.fromisoformat(one["at"]), str(one.get("words", "")))
            for one in reversed(contact.telling)
            if one["how"] != "withheld"
        ],
        hours=hours_now(visit),
        more=Textarea(
            name="more",
            label=Label(say("Add something"), "govuk-label--m"),
            rows=4,
            value=values.get("more", ""),
            error=say(wrong["more"]) if "more" in wrong else "",
        ),
        disagree=[
            one_of(
                "about",
                say("With what do you disagree?"),
                [
                    Choice(value="decision", text=say("What was decided")),
                    Choice(value="rating", text=say("How urgent it was taken to be")),
                ],
                values,
                wrong,
            ),
            words("words", say("What should be otherwise, and why?"), values, wrong),
        ]
        if followed.may_challenge
        else [],
        share=sharing(visit, chosen=bool(claim and claim["shared"])) if own else None,
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
