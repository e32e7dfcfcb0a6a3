"""Removing one row, after a question: a person on a list is not lost by a slip."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.domain.answers.paging import Step
from hubwright.domain.definitions.form import Question
from hubwright.domain.errors import NotFound
from hubwright.web.answers_shown import row_title
from hubwright.web.components import BackLink, Button
from hubwright.web.language import say
from hubwright.web.refer import keeping
from hubwright.web.refer.places import page_at, row_at, step_url
from hubwright.web.refer.screen import rows_of
from hubwright.web.sign_in.enter import token_is_ours
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit


def remove(visit: Visit, form: str, page: str, row: str) -> Response:
    """Ask, then remove."""
    kept = keeping.here(visit, form)
    if kept is None:
        return make_response(redirect(url_for("refer.back", hub=visit.hub.id, form=form)))
    found = page_at(kept.form, page)
    place = row_at(found, row) if found else None
    if found is None or place is None:
        raise NotFound("This form has no such page.")
    holder, index = place
    listed = step_url(visit, form, Step(found.id))
    if index >= len(rows_of(kept.answers, holder)):
        return make_response(redirect(listed))
    if request.method == "POST" and token_is_ours():
        keeping.change(visit, kept, lambda answers: _without(answers, holder, index))
        return make_response(redirect(listed))
    title = row_title(holder, index)
    body = render_template(
        "refer/remove.html",
        chrome=public_chrome(visit),
        title=say("Remove this entry?"),
        heading=say("Remove %(row)s?", row=title),
        back=BackLink(listed),
        keep=listed,
        button=Button(text=say("Remove"), classes="govuk-button--warning", once=True),
    )
    return make_response(body, 400 if request.method == "POST" else 200)


def _without(answers: dict[str, Any], holder: Question, index: int) -> dict[str, Any]:
    rows = rows_of(answers, holder)
    if index < len(rows):
        del rows[index]
    answers[holder.id] = {"state": "answered", "value": rows} if rows else {"state": "not_answered"}
    return answers
