"""The people of each agency: who has a membership, where nobody stands in, and inviting somebody."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.members import Member, invite_member
from hubwright.domain.errors import Refusal
from hubwright.loading.reference_data import called
from hubwright.web.components import Choice, Field
from hubwright.web.language import say, text
from hubwright.web.sign_in.forgotten import PURPOSE
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import Values, Wrong, any_of, line, one_of

ENOUGH = 2
"""A named person and somebody who stands in for them."""


def show(visit: Visit) -> Response:
    """The members by agency, and a form that invites one more."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    form = request.form
    member = Member(
        name=form.get("name", ""),
        email=form.get("email", ""),
        agency=form.get("agency", ""),
        roles=frozenset(form.getlist("roles")),
        qualifications=frozenset(form.getlist("qualifications")),
    )
    try:
        invite_member(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            member=member,
            purpose=PURPOSE,
            link=lambda token: visit.base_url + url_for("sign_in.choose", hub=visit.hub.id, token=token),
        )
    except Refusal as refusal:
        return _page(found, refusal)
    return make_response(redirect(url_for("studio.members", hub=visit.hub.id, done="1")))


def _fields(visit: Visit, values: Values, wrong: Wrong) -> list[Field]:
    # Whoever looks in for a time is invited where their end, purpose and audit are asked for.
    roles = [Choice(value=one.id, text=text(one.name)) for one in visit.hub.roles if not one.time_boxed]
    agencies = [Choice(value=one.id, text=text(one.name)) for one in visit.hub.agencies]
    needed = sorted({one.qualification for one in visit.hub.deciders if one.qualification})
    qualified = [Choice(value=one, text=called().get(one, one)) for one in needed]
    return [
        line("name", say("Name, as shown on the record"), values, wrong),
        line("email", say("Their own e-mail address"), values, wrong),
        one_of("agency", say("Agency"), agencies, values, wrong),
        any_of("roles", say("What do they do here?"), roles, values, wrong),
        *([any_of("qualifications", say("Qualification"), qualified, values, wrong)] if qualified else []),
    ]


def _page(found: Desk, refusal: Refusal | None = None) -> Response:
    visit = found.visit
    roles = {one.id: text(one.name) for one in visit.hub.roles}
    held = [seat for seat in visit.state.seats.values() if seat.holds(visit.now)]
    agencies = []
    for agency in visit.hub.agencies:
        people = sorted(
            (seat.name, ", ".join(str(roles.get(one, one)) for one in sorted(seat.roles)))
            for seat in held
            if seat.agency == agency.id
        )
        agencies.append((text(agency.name), people, max(ENOUGH - len(people), 0)))
    return page(
        found,
        "studio/start/members.html",
        current="start",
        title=say("The people of each agency"),
        refusal=refusal,
        fields=_fields(visit, request.form, dict(refusal.fields) if refusal else {}),
        agencies=agencies,
    )
