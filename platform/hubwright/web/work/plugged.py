"""The deeds of plugins as pages: asked as every form asks, and what was typed comes back with every *not done yet*."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.plugins import Prepared, act_on_plugin, asked_of, prepared, unanswered
from hubwright.domain.access.plugins import handed
from hubwright.domain.answers.judge import Judgement, check
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.form import Form
from hubwright.domain.errors import Broken, PluginFailed, Refusal
from hubwright.domain.plugins import CaseView
from hubwright.loading.plugin_forms import form_of
from hubwright.web.components import ErrorSummary
from hubwright.web.language import say, text
from hubwright.web.refer.blocks import Block
from hubwright.web.refer.drawing import plan
from hubwright.web.refer.fields import UNASKED, name_of, parts_of
from hubwright.web.refer.findings import messages
from hubwright.web.refer.findings import summary as found_wrong
from hubwright.web.refer.typed import Typed, answer_of
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.look import look
from hubwright.web.work.markers_shown import standing
from hubwright.web.work.people_shown import identity


def do(visit: Visit, ref: str, plugin: str, deed: str) -> Response:
    """Show the form of a deed of a plugin, or do it."""
    seen = look(visit, ref)
    ready = ready_for(visit, handed(seen.view, visit.now, visit.hub), plugin, deed, seeing=seen.view.seeing.text)
    around = Around(
        current="queue",
        back=url_for("work.case", hub=visit.hub.id, ref=ref),
        back_words=say("Back to the case"),
        done=url_for("work.case", hub=visit.hub.id, ref=ref, done=deed),
        identity=identity(seen),
        markers=standing(seen),
    )
    return done(visit, ready, around)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the form of a deed.

    Args:
        current: the place that it belongs to.
        back, back_words: the way back.
        done: where it leads once it is done.
        identity: of the case, above it; None for none.
        markers: what warns whoever visits.
    """

    current: str
    back: str
    back_words: str
    done: str
    identity: Any = None
    markers: Any = None


def ready_for(visit: Visit, case: CaseView, plugin: str, deed: str, *, seeing: Callable[[str], str] = str) -> Prepared:
    """What a deed would be done with, on the record that the address names.

    Raises:
        NotFound: there is no such deed or record for this reader.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        return prepared(
            visit.house,
            reading,
            visit.hub,
            visit.reader,
            case,
            plugin=plugin,
            deed=deed,
            record=request.args.get("record", ""),
            seeing=seeing,
        )


def done(visit: Visit, ready: Prepared, around: Around) -> Response:
    """Show the form of a deed, or do it and go on."""
    try:
        form = form_of(ready.plugin, ready.what, asked_of(visit.house.plugins, ready))
    except (PluginFailed, Broken) as failed:
        fault = failed if isinstance(failed, PluginFailed) else PluginFailed(ready.plugin.id, "nonsense")
        return _page(visit, ready, None, around, refusal=unanswered(fault), asks=False)
    if request.method == "GET":
        return _page(visit, ready, form, around)
    answers = _answers(form)
    judgement = check(form, answers, local(visit.now).date()) if form else None
    if judgement is not None and judgement.malformed:
        return _page(visit, ready, form, around, wrong=messages(judgement.malformed))
    try:
        act_on_plugin(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), ready=ready, answers=answers)
    except Refusal as refusal:
        return _page(visit, ready, form, around, wrong=dict(refusal.fields), refusal=refusal)
    return make_response(redirect(around.done))


def _answers(form: Form | None) -> dict[str, Any]:
    """What was typed, by question, as a form sends it."""
    asked = [one for page in form.pages for one in page.questions if one.type not in UNASKED] if form else []
    return {one.id: answer_of(one, typed) for one in asked if (typed := _typed(one))}


def _typed(question: Any) -> Typed:
    boxes = {part: f"{name_of(question)}_{part}" if part else name_of(question) for part in parts_of(question)}
    return {part: request.form.getlist(name) for part, name in boxes.items() if name in request.form}


def _page(
    visit: Visit,
    ready: Prepared,
    form: Form | None,
    around: Around,
    *,
    wrong: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
    asks: bool = True,
) -> Response:
    wrong = wrong or {}
    errors: ErrorSummary | None = None
    if form is not None and wrong:
        errors = found_wrong(wrong, form.pages[0].questions)
    body = render_template(
        "work/plugin.html",
        chrome=work_chrome(visit, current=around.current),
        title=text(ready.what.words),
        heading=text(ready.what.words),
        caption=text(ready.plugin.name),
        identity=around.identity,
        blocks=_blocks(visit, form, wrong),
        button=text(ready.what.words) if asks else "",
        errors=errors or summary(refusal, wrong, []),
        back=None,
        around=around,
        markers=around.markers,
    )
    failed = refusal is not None or bool(wrong)
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK)


def _blocks(visit: Visit, form: Form | None, wrong: Mapping[str, str]) -> tuple[Block, ...]:
    if form is None:
        return ()
    (page,) = form.pages
    answers = _answers(form)
    judgement: Judgement = check(form, answers, local(visit.now).date())
    typed = {one.id: _typed(one) for one in page.questions if one.type not in UNASKED}
    # Kept by what is asked, and not by whose deed it is: a new release of a plugin may ask otherwise.
    key = ("plugin", form.id, str(hash(repr(page.questions))))
    return plan(key, page.questions).draw(
        shown=frozenset(judgement.questions), typed=typed, errors=wrong, rows=_no_rows
    )


def _no_rows(*_: Any) -> Any:
    raise AssertionError("a deed of a plugin asks for no lists")
