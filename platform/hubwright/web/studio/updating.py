"""Bringing a draft up to date with what was published meanwhile: both sides in sentences, and whose words hold."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.drafting import bring_up_to_date, onto
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.impact import differences
from hubwright.domain.definitions.templates.sayings import Speaker
from hubwright.domain.drafts import MINE, THEIRS, again
from hubwright.domain.drafts.updating import told
from hubwright.domain.errors import Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, as_text, desk, path_of
from hubwright.web.studio.frame import page
from hubwright.web.studio.publishing import parts_of
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import one_of


def show(visit: Visit) -> Response:
    """What was published meanwhile, each clash as a question, and the button."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    seen = request.form.get("seen", "")
    chosen = {path_of(name): said for name, said in request.form.items() if said in (MINE, THEIRS)}
    try:
        bring_up_to_date(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            seen=int(seen) if seen.isdecimal() and len(seen) < 8 else -1,
            live=request.form.get("live", ""),
            chosen=chosen,
        )
    except Refusal as refusal:
        return _page(desk(visit), refusal)
    return make_response(redirect(url_for("studio.publish", hub=visit.hub.id, done="up_to_date")))


def _page(found: Desk, refusal: Refusal | None = None) -> Response:
    with found.visit.house.store.reading(found.visit.hub.id) as reading:
        theirs = onto(reading)
    before = tree_of(found.whole.base, found.state.scenarios, found.state.taken)
    made = again(theirs, found.state.changes, {})
    wrong = dict(refusal.fields) if refusal else {}
    fields: list[Field] = []
    for clash in made.clashes:
        thing, mine, other = told(clash, found.tree, theirs)
        choices = (
            Choice(value=MINE, text=say("The draft: %(what)s", what=mine)),
            Choice(value=THEIRS, text=say("What was published meanwhile: %(what)s", what=other)),
        )
        fields.append(one_of(as_text(clash.path), f"{thing}:", choices, request.form, wrong))
    speaker = Speaker(before, found.tree, plugins=found.plugins)
    return page(
        found,
        "studio/update.html",
        current="publish",
        title=say("Bring the draft up to date"),
        refusal=refusal,
        fields=fields,
        parts=parts_of(found.visit.hub.id, differences(before, theirs, plugins=found.plugins)),
        gone=[speaker.thing("/".join(path)) for path in made.gone],
        behind=found.whole.live != found.state.base,
    )
