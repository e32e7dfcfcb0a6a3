"""The first page of a form: is anyone in danger now, what is not needed, what can be promised. It writes nothing."""

from __future__ import annotations

from datetime import date

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.hub import Door
from hubwright.domain.errors import NotFound
from hubwright.web.components import BackLink, Button
from hubwright.web.language import plain, say, text
from hubwright.web.public.whom_to_ring import hours_now, takes_contacts
from hubwright.web.refer import keeping
from hubwright.web.refer.places import step_url
from hubwright.web.refer.screen import first_step, where_left
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit


def do(visit: Visit, form: str) -> Response:
    """Show the first page, or begin a draft."""
    door = door_for(visit, form)
    if request.method == "POST" and takes_contacts(visit.hub) and door.open_on(keeping.today_of(visit)):
        if token_is_ours():
            kept = keeping.begin(visit, door)
            return make_response(redirect(step_url(visit, form, first_step(kept, kept.judged(visit)))))
        return _page(visit, door, late=True)
    return _page(visit, door)


def door_for(visit: Visit, form: str) -> Door:
    """The door that leads to a form; where several do, the one that was chosen, or else one that is open today.

    Raises:
        NotFound: none does.
    """
    doors = [one for one in visit.hub.doors if one.who == "public" and one.form is not None and one.form[0] == form]
    if not doors:
        raise NotFound("This hub has no such form.")
    doors.sort(key=lambda one: not one.open_on(keeping.today_of(visit)))
    wanted = request.values.get("door", "")
    return next((door for door in doors if door.id == wanted), doors[0])


def words_of(form: Form, slug: str, otherwise: str) -> str:
    """What the form says in a place of the journey, or the platform's own words."""
    return text(form.first_page[slug]) if slug in form.first_page else otherwise


def _page(visit: Visit, door: Door, *, late: bool = False) -> Response:
    form = visit.hub.forms[door.leads_to]
    held = keeping.here(visit, form.id)
    body = render_template(
        "refer/start.html",
        chrome=public_chrome(visit),
        title=plain(form.name),
        heading=text(form.name),
        back=BackLink(url_for("public.hub", hub=visit.hub.id)),
        late=late,
        takes=takes_contacts(visit.hub),
        shut=not door.open_on(keeping.today_of(visit)),
        opens_on=date.fromisoformat(door.opens_on) if door.opens_on else None,
        today=keeping.today_of(visit),
        state=visit.hub.local.state,
        hours=hours_now(visit),
        door=door.id,
        begun=step_url(visit, form.id, where_left(held, held.judged(visit))) if held else "",
        sent=url_for("refer.sent", hub=visit.hub.id, form=form.id) if held and held.draft.sent_contact else "",
        danger=words_of(form, "danger", say("If anyone is in danger now, ring 999. Do not wait to finish this form.")),
        parts=(
            (
                say("What you do not need"),
                words_of(
                    form,
                    "need-not",
                    say(
                        "You do not need to be certain, to ask anybody first, or to know a threshold. Worry is enough."
                    ),
                ),
            ),
            (
                say("About your name"),
                words_of(
                    form,
                    "your-name",
                    say(
                        "You need not give your name. If you do, we cannot promise that nobody will ever learn it: a "
                        "court may ask. Tell us if it would put somebody at risk."
                    ),
                ),
            ),
            (
                say("How long it takes"),
                words_of(
                    form,
                    "time",
                    say("About ten minutes. After three questions you can send what you have, and add more later."),
                ),
            ),
        ),
        start=Button(text=say("Start"), start=True, once=True),
    )
    return make_response(body, 400 if late else 200)
