"""The hub's public face: whom to ring, who is reading at this hour, and its doors in their own words."""

from __future__ import annotations

from flask import Response, make_response, render_template, url_for

from hubwright.web.language import plain, text
from hubwright.web.public.whom_to_ring import doors_open, hours_now, takes_contacts
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit


def show(visit: Visit) -> Response:
    """The first page of a hub."""
    hub = visit.hub
    doors = [
        (text(door.name), text(door.hint), url_for("refer.start", hub=hub.id, form=door.leads_to[0], door=door.id))
        for door in doors_open(visit)
        if door.form is not None
    ]
    body = render_template(
        "public/hub.html",
        chrome=public_chrome(visit),
        title=plain(hub.name),
        heading=text(hub.name),
        takes=takes_contacts(hub),
        state=hub.local.state,
        hours=hours_now(visit),
        doors=doors,
        areas=text(hub.local.areas),
        councils=[text(council) for council in hub.local.councils],
        go_on=url_for("refer.return", hub=hub.id),
        mine=url_for("public.my_referrals", hub=hub.id),
        work=url_for("sign_in.enter", hub=hub.id),
    )
    return make_response(body)
