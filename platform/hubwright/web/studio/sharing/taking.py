"""Taking parts of a template into the draft, and taking the later version of one, question by question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.actions.drafting import act_on_draft
from hubwright.actions.gallery import note_use, template_of
from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.edits import Edit
from hubwright.domain.definitions.templates.into_draft import some_of, taken_into, upgraded_into
from hubwright.domain.definitions.templates.kept import template_from_json
from hubwright.domain.definitions.templates.origin import Taken
from hubwright.domain.definitions.templates.parts import Template
from hubwright.domain.definitions.templates.telling import said_text
from hubwright.domain.definitions.templates.upgrade import Upgrade
from hubwright.domain.drafts import Change
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.sharing.onto import held, known, onto
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import any_of, one_of

_FIRST = mark("Answer each question; nothing is changed before.")


def take(visit: Visit, content: str) -> Response:
    """Choose parts of a template and take them beside what the draft has."""
    found = desk(visit)
    template = template_of(visit.house, content)
    if request.method == "GET":
        return _choosing(found, template, MultiDict())
    try:
        chosen = (
            template if template.about["only"] else some_of(template, request.form.getlist("chosen"), found.plugins)
        )
        edits, _ = taken_into(onto(found), chosen, instead=request.form.get("meeting") == "instead")
        _done(found, "take", edits, chosen)
    except Refusal as refusal:
        return _choosing(found, template, request.form, refusal)
    note_use(visit.house, hub=visit.hub.id, template=template)
    return _to_gallery(found)


def _choosing(found: Desk, template: Template, values: Any, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields: list[Field] = []
    if not template.about["only"]:
        fields = [
            any_of(
                "chosen",
                part,
                [Choice(value=id, text=name) for id, name in things],
                values,
                {},
                id="chosen" if number == 0 else f"chosen-in-{number}",
            )
            for number, (part, things) in enumerate(held(template))
        ]
    choices = [
        Choice(value="beside", text=say("It comes beside what I have, under a name of its own")),
        Choice(value="instead", text=say("It takes the place of what I have")),
    ]
    question = say("What if I have something under the same name that is not the same?")
    fields.append(one_of("meeting", question, choices, values, wrong, chosen="beside"))
    return page(
        found,
        "studio/ask.html",
        current="sharing",
        title=say("Take from %(name)s", name=said_text(template.about["name"])),
        refusal=refusal,
        fields=fields,
        button=say("Take it into the draft"),
        intro=say("What it needs comes with it. Nothing holds before the draft is published, and it can be undone."),
    )


def upgrade(visit: Visit, content: str) -> Response:
    """Take the later version of a template that the hub took; what both changed is asked, each with its answers."""
    found = desk(visit)
    template = template_of(visit.house, content)
    mine = onto(found)
    before = next(iter(known(mine, template)), None)
    if before is None:
        raise NotFound("There is no such record.")
    origin = _origin(found, before)
    answers = {key.removeprefix("answer "): one for key, one in request.form.items() if key.startswith("answer ")}
    try:
        edits, made = upgraded_into(mine, before, origin, template, answers if request.method == "POST" else {})
        if request.method == "POST" and not made.questions:
            _done(found, "upgrade", edits, _as_taken(found, before, template))
            note_use(visit.house, hub=visit.hub.id, template=template)
            return _to_gallery(found)
    except Refusal as refusal:
        _, made = upgraded_into(mine, before, origin, template, {})
        return _asking(found, template, made, refusal)
    refusal_now = (
        Refusal(why="Not every question has an answer.", do=_FIRST, code="questions_open")
        if request.method == "POST"
        else None
    )
    return _asking(found, template, made, refusal_now)


def _as_taken(found: Desk, before: Taken, template: Template) -> Template:
    return template if before.whole else some_of(template, before.only, found.plugins)


def _origin(found: Desk, taken: Taken) -> Template:
    """The template as it was taken, which the hub keeps.

    Raises:
        Refusal: it does not.
    """
    with found.visit.house.store.reading(found.visit.hub.id) as reading:
        rows = reading.rows("hub_setting", scope=Everything(), where={"key": f"origin {taken.content}"})
    if not rows:
        raise NotFound("There is no such record.")
    return template_from_json(rows[0]["value"])


def _asking(found: Desk, template: Template, made: Upgrade, refusal: Refusal | None) -> Response:
    fields = [
        one_of(
            f"answer {one.id}",
            one.sentence,
            [Choice(value=id, text=said[:1].upper() + said[1:]) for id, said in one.choices.items()],
            request.form,
            {},
        )
        for one in made.asked
    ]
    return page(
        found,
        "studio/sharing/upgrade.html",
        current="sharing",
        title=say("%(name)s, version %(version)s", name=said_text(template.about["name"]),
                  version=template.about["version"]),
        refusal=refusal,
        fields=fields,
        changes=made.changes,
        told=made.told,
    )  # fmt: skip


def _done(found: Desk, name: str, edits: Sequence[Edit], template: Template) -> None:
    visit = found.visit
    act_on_draft(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        deed=deed_id(),
        command=Change(name, tuple(edits)),
        keeping={template.about["content"]: template},
    )


def _to_gallery(found: Desk) -> Response:
    return make_response(redirect(url_for("studio.sharing", hub=found.visit.hub.id, done="1")))
