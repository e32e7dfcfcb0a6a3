"""Sharing what this hub runs on, or a part of it, with every hub of the installation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.actions.drafting import beside
from hubwright.actions.gallery import share, versions
from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.edits import fresh_id
from hubwright.domain.definitions.templates.kept import parts_of_revision
from hubwright.domain.definitions.templates.origin import from_document, origin_chain
from hubwright.domain.definitions.templates.packing import Provenance, make, only
from hubwright.domain.definitions.templates.parts import Parts, Template, elements, singular
from hubwright.domain.definitions.templates.telling import name_of
from hubwright.domain.errors import Refusal
from hubwright.loading.origins import parts_by_kind
from hubwright.loading.packs import fit_to_travel, hub_shape
from hubwright.web.components import Choice, Field
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.places import part_named
from hubwright.web.visit import Visit
from hubwright.web.work.asked import Values, Wrong, any_of, line, one_of, words

_SHOWN = 10


def do(visit: Visit) -> Response:
    """Ask what is shared and under which name, look through it, and put it into the gallery."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found, MultiDict())
    try:
        template = _made(found)
        share(visit.house, hub=visit.hub.id, actor=visit.actor, template=template)
    except Refusal as refusal:
        return _page(found, request.form, refusal)
    return make_response(
        redirect(url_for("studio.shared", hub=visit.hub.id, content=template.about["content"], done="1"))
    )


def _running(found: Desk) -> tuple[Mapping[str, Any], Parts, list[Any]]:
    """What the hub runs on today: its document, its parts and what it took; a draft is not shared."""
    with found.visit.house.store.reading(found.visit.hub.id) as reading:
        rows = reading.rows("revision", scope=Everything(), where={"revision": found.whole.live})
        scenarios, taken = beside(reading)
    documents = rows[0]["documents"]
    return documents["hub"], parts_of_revision(documents, scenarios), taken


def _made(found: Desk) -> Template:
    """The template that was asked for.

    Raises:
        Refusal: something is missing, or it holds what may not leave.
    """
    form = request.form
    _complete(form)
    document, parts, taken = _running(found)
    chosen = form.getlist("chosen") if form.get("what") == "parts" else []
    name = form["name"].strip()
    id = fresh_id(name, (), otherwise="template")
    before = versions(found.visit.house, id)
    history = [*before[0].about["history"], {key: before[0].about[key] for key in ("id", "version", "content")}] \
        if before else []  # fmt: skip
    provenance = Provenance(
        id=id,
        name={"en": name},
        owner=form["owner"].strip(),
        version=before[0].about["version"] + 1 if before else 1,
        nation=document["local"]["nation"],
        licence=form["licence"].strip().splitlines()[0][:200],
        note=form.get("note", "").strip(),
        history=tuple(history),
        origin=origin_chain(tuple(from_document(one, parts_by_kind()) for one in taken)),
        looked_at=tuple(form.getlist("looked_at")),
    )
    kept = only(parts, chosen, with_needs=True, plugins=found.plugins) if chosen else parts
    readme = form.get("note", "").strip() or name
    made = make(kept, provenance, readme=f"{readme}\n", licence=f"{form['licence'].strip()}\n", chosen=chosen)
    if problems := [*fit_to_travel(made), *hub_shape(made)]:
        said = " ".join(f"{one.what} {one.do}" for one in problems[:_SHOWN])
        places = tuple(("looked_at", f"{one.file}{one.pointer}") for one in problems)
        raise Refusal(why="It holds what may not leave this hub.", do=said, code="not_fit_to_travel", fields=places)
    return made


def _complete(form: Values) -> None:
    wrong = [
        (name, do)
        for name, do in (
            ("name", "Write what it is called."),
            ("owner", "Write the post that answers for it."),
            ("licence", "Write under which licence others may use it."),
        )
        if not form.get(name, "").strip()
    ]
    if form.get("what") not in ("whole", "parts"):
        wrong.append(("what", "Choose what is shared."))
    if form.get("what") == "parts" and not form.getlist("chosen"):
        wrong.append(("what", "Choose the parts that are shared."))
    if wrong:
        raise Refusal(
            why="This is not complete.", do="Fill in what is marked.", code="share_incomplete", fields=tuple(wrong)
        )


def _fields(found: Desk, values: Values, wrong: Wrong, suspects: list[str]) -> list[Field]:
    _, parts, _ = _running(found)
    by_part: dict[str, list[Choice]] = {}
    for part, id, element in elements(parts.shareable):
        by_part.setdefault(part, []).append(Choice(value=f"{singular(part)}:{id}", text=name_of(element)))
    by_part["forms"] = [Choice(value=f"form:{id}", text=one["name"]["en"]) for (id, _), one in parts.forms.items()]
    some = [
        any_of("chosen", part_named(part), choices, values, {}, id=f"chosen-in-{number}")
        for number, (part, choices) in enumerate(sorted(by_part.items(), key=lambda one: part_named(one[0])))
    ]
    choices = [
        Choice(value="whole", text=say("The whole of this hub, without its people, numbers and addresses")),
        Choice(value="parts", text=say("Only these parts, with what they need"), reveal=tuple(some)),
    ]
    made: list[Field] = [
        one_of("what", say("What is shared?"), choices, values, wrong, chosen="whole",
               hint=say("What the hub runs on today is shared, not what stands in the draft.")),
        line("name", say("What is it called?"), values, wrong, given=found.at("hub", "name", "en"),
             hint=say("Under a name that you have shared before it becomes the next version of that.")),
        line("owner", say("Which post answers for it?"), values, wrong, given=found.at("hub", "owner")),
        line("licence", say("Under which licence may others use it?"), values, wrong,
             given="Open Government Licence v3.0"),
        words("note", say("What should the next council know?"), values, wrong, rows=4),
    ]  # fmt: skip
    if suspects:
        looked = [Choice(value=one, text=one) for one in suspects]
        made.append(
            any_of(
                "looked_at", say("These look like somebody's name. Tick those that are nobody's."), looked, values, {}
            )
        )
    return made


def _page(found: Desk, values: Values, refusal: Refusal | None = None) -> Response:
    suspects = [place for name, place in refusal.fields if name == "looked_at"] if refusal else []
    suspects += [one for one in request.form.getlist("looked_at") if one not in suspects]
    wrong = {name: do for name, do in refusal.fields if name != "looked_at"} if refusal else {}
    return page(
        found,
        "studio/ask.html",
        current="sharing",
        title=say("Share what this hub does"),
        refusal=refusal,
        fields=_fields(found, values, wrong, suspects),
        button=say("Share it"),
        intro=say(
            "Every hub of this installation sees it, and can take it. A person, a number or an address in it stops it."
        ),
    )
