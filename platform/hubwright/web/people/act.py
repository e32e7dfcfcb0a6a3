"""Deeds on a person's record as pages: record or put right, answer as keeper, link, part, seal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound as NoPage

from hubwright.actions.keep_people import act_on_person
from hubwright.domain.errors import Refusal
from hubwright.domain.people import commands
from hubwright.domain.people.commands import Command
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, say
from hubwright.web.people.fields import QUESTIONS, fields_of, told
from hubwright.web.people.person import Look, look
from hubwright.web.people.words import KINDS
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, any_of, line, words

_RECORD = "record-"


@dataclass(frozen=True, slots=True)
class Drawing:
    """One deed as a page.

    Args:
        title: the heading.
        button: the act and its object.
        fields: the questions, with what was typed and what is wrong.
        command: what a filled-in form asks to be done.
        intro: a sentence above the questions.
    """

    title: str
    button: str
    fields: Callable[[Look, Values, Wrong], list[Field]]
    command: Callable[[Values], Command]
    intro: str = ""


def _link(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    hint = say("It stands beside the name in the search of people.")
    return [
        line("other", say("Reference of the other record"), values, wrong, hint=hint),
        words("why", say("How do we know that they are the same person?"), values, wrong),
    ]


def _part(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [words("why", say("How do we know that they are not the same person?"), values, wrong)]


def _seal(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    options = [Choice(value=seat.user, text=seat.name) for seat in seen.visit.colleagues("people.read")]
    return [
        any_of(
            "keepers",
            say("Who keeps this record?"),
            list({one.value: one for one in options}.values()),
            values,
            wrong,
            hint=say("Only they will know that it is there. To open it again, leave all empty."),
            chosen=seen.person.keepers,
        ),
        words("why", say("Why?"), values, wrong),
    ]


def _withdraw(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [words("why", say("How do we know that it is not so?"), values, wrong)]


DEEDS: Mapping[str, Drawing] = {
    "link": Drawing(
        mark("Link with another record"),
        mark("Link the two records"),
        _link,
        lambda form: commands.Link(form.get("other", "").strip().upper(), form.get("why", "")),
        mark("Both records stay as they are, and can be parted again."),
    ),
    "part": Drawing(
        mark("Part the two records"),
        mark("Part the two records"),
        _part,
        lambda form: commands.Unlink(form.get("why", "")),
    ),
    "seal": Drawing(
        mark("Seal this record"),
        mark("Keep the seal so"),
        _seal,
        lambda form: commands.Seal(tuple(form.getlist("keepers")), form.get("why", "")),
        mark("For a new identity, a witness, or a colleague. It is found in no search and proposed on no case."),
    ),
    "withdraw": Drawing(
        mark("Say that this is not so"),
        mark("Record that it is not so"),
        _withdraw,
        lambda form: commands.Withdraw(form.get("replaces", ""), form.get("why", "")),
        mark("It stays on the record, marked as put right."),
    ),
    "answer": Drawing(
        mark("Say whether the case is about them"),
        mark("Record this"),
        _withdraw,
        lambda form: commands.AnswerMention(
            form.get("case", ""), form.get("subject", ""), (), form.get("answer", ""), form.get("why", "")
        ),
    ),
}


def do(visit: Visit, ref: str, deed: str) -> Response:
    """Show the form of a deed, or do it."""
    seen = look(visit, ref)
    drawing = _drawing(deed)
    if drawing is None:
        raise NoPage
    if request.method == "GET":
        return _form(seen, drawing, deed)
    try:
        act_on_person(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            person=ref,
            command=drawing.command(request.form),
            drawn_from=_drawn_from(),
        )
    except Refusal as refusal:
        return _form(seen, drawing, deed, refusal=refusal)
    if deed == "seal" and visit.actor.id not in request.form.getlist("keepers") and request.form.getlist("keepers"):
        return make_response(redirect(url_for("people.search", hub=visit.hub.id)))
    return make_response(redirect(url_for("people.person", hub=visit.hub.id, ref=ref, done=deed)))


def _drawing(deed: str) -> Drawing | None:
    kind = deed.removeprefix(_RECORD)
    if deed == kind or kind not in QUESTIONS:
        return DEEDS.get(deed)
    return Drawing(
        KINDS[kind],
        mark("Record this"),
        lambda seen, values, wrong: fields_of(kind, values, wrong, right=bool(values.get("replaces"))),
        lambda form: commands.Record((told(kind, form),)),
    )


def _drawn_from() -> int:
    number = request.form.get("drawn_from", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _typed() -> Values:
    """What was typed; of a page not sent yet only what it puts right, so that no link can put words into it."""
    if request.method == "POST":
        return request.form
    return MultiDict({"replaces": request.args["replaces"]} if "replaces" in request.args else {})


def _form(seen: Look, drawing: Drawing, deed: str, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    values = _typed()
    fields = drawing.fields(seen, values, wrong)
    right = seen.person.known.get(values.get("replaces", ""))
    body = render_template(
        "people/act.html",
        chrome=work_chrome(seen.visit, current="people"),
        title=say(drawing.title),
        heading=gettext("%(act)s: %(name)s", act=say(drawing.title), name=seen.name),
        seen=seen,
        drawing=drawing,
        deed=deed,
        intro=say(drawing.intro) if drawing.intro else "",
        fields_of_deed=fields,
        kept={name: values[name] for name in ("replaces", "case", "subject", "answer") if _hidden(name, deed, values)},
        right=right,
        errors=summary(refusal, wrong, fields),
        visit=seen.visit,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _hidden(name: str, deed: str, values: Values) -> bool:
    """What travels with a form unseen: what it puts right, and which mention it answers."""
    return bool(values.get(name)) and (name == "replaces" or deed == "answer")
