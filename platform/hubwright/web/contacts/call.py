"""The telephone's screen: everything on one page, in any order, any of it left open."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.actions.outcome import Done
from hubwright.actions.receive_contact import Written, receive_contact
from hubwright.domain.definitions.hub import Door
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.contacts import call_form
from hubwright.web.contacts.call_form import PEOPLE
from hubwright.web.language import say
from hubwright.web.public.whom_to_ring import doors_open
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary


def do(visit: Visit) -> Response:
    """Show the screen, or keep what was typed as a contact."""
    doors = doors_open(visit, "hub")
    if not doors:
        raise NotFound("This hub takes no contacts by telephone here today.")
    if request.method == "GET":
        return _page(visit, doors)
    try:
        door = _door(doors)
        command = call_form.command_of(request.form, visit, door)
        form = _form(visit, door) if request.form.get("written") == "yes" else None
        written = Written(visit.house.ids.code(), form) if form else None
        done = receive_contact(
            visit.house, hub=visit.hub.id, deed=deed_id(), command=command, actor=visit.actor, written=written
        )
    except Refusal as refusal:
        return _page(visit, doors, refusal=refusal)
    return _taken(visit, done, written if not done.repeated else None)


def _door(doors: list[Door]) -> Door:
    wanted = request.form.get("door", "")
    return next((one for one in doors if one.id == wanted), doors[0])


def _form(visit: Visit, door: Door) -> tuple[str, int] | None:
    """The form that a caller may fill in: the door's own, or that of a public door for the same kind."""
    public = (one.form for one in doors_open(visit) if one.kind == door.kind)
    return door.form or next(public, None)


def _page(visit: Visit, doors: list[Door], *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    values: MultiDict[str, str] = request.form
    first = call_form.first_questions(doors, values, wrong)
    people = [
        (call_form.person_heading(number), _is_open(number, wrong), call_form.person_questions(number, values, wrong))
        for number in PEOPLE
    ]
    caller = call_form.caller_questions(values, wrong)
    when = call_form.time_questions(values, wrong)
    every = [*first, *(field for _, _, fields in people for field in fields), *caller, *when]
    body = render_template(
        "contacts/call.html",
        chrome=work_chrome(visit, current="contacts"),
        title=say("Take a call"),
        heading=say("Take a call"),
        errors=summary(refusal, wrong, every),
        first=first,
        people=people,
        caller=caller,
        when=when,
        writes=any(_form(visit, door) for door in doors),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _is_open(number: int, wrong: dict[str, str]) -> bool:
    """Whether a person's questions stand open: the first, and those that somebody has typed in."""
    own = f"p{number}-"
    typed = any(name.startswith(own) and value.strip() for name, value in request.form.items())
    return number == PEOPLE[0] or typed or any(name.startswith(own) for name in wrong)


def _taken(visit: Visit, done: Done, written: Written | None) -> Response:
    """What to tell the caller: the reference, and the code if they will write. It is shown this once."""
    body = render_template(
        "contacts/taken.html",
        chrome=work_chrome(visit, current="contacts"),
        title=say("The call is kept"),
        heading=say("The call is kept"),
        contact=done.result["contact"],
        case=url_for("work.case", hub=visit.hub.id, ref=done.result["case"]),
        again=url_for("contacts.call", hub=visit.hub.id),
        may_read=visit.reader.may("case.read"),
        code=written.code if written else "",
        link=visit.base_url + url_for("refer.return", hub=visit.hub.id),
        repeated=done.repeated and request.form.get("written") == "yes",
    )
    return make_response(body)
