"""Forecasting with the draft: asked for on a page, run beside in another process, read with charts and ranges."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from hubwright.actions.trials import FORECAST, Trial, ask_trial, trial, trials
from hubwright.domain.errors import NotFound, Refusal
from hubwright.insight.forecast_page import body
from hubwright.insight.forecast_text import breaks
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.rehearsing.asking import fields, finer, known, people, wanted
from hubwright.web.studio.rehearsing.rehearsals import runs
from hubwright.web.studio.rehearsing.waiting import waiting
from hubwright.web.studio.rehearsing.words import Names
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import Values

_HOURS_OF = re.compile(r"in the hours of (\S+)$")


def show_all(visit: Visit) -> Response:
    """The questions, and what was forecast before."""
    found = desk(visit)
    if request.method == "GET":
        return _all(found, MultiDict())
    try:
        runs(found)
        asked = wanted(found, known(found))
        id = ask_trial(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), kind=FORECAST, wanted=asked)
    except Refusal as refusal:
        return _all(found, request.form, refusal)
    return make_response(redirect(url_for("studio.forecast", hub=visit.hub.id, id=id)))


def _all(found: Desk, values: Values, refusal: Refusal | None = None) -> Response:
    visit, wrong = found.visit, dict(refusal.fields) if refusal else {}
    ready = found.drawn.hub is not None and not found.drawn.problems
    questions = fields(found, known(found), values, wrong) if ready else []
    here = people(found, values, wrong) if ready else []
    more = finer(values, wrong) if ready else []
    return page(
        found,
        "studio/rehearsing/forecasts.html",
        current="rehearse",
        title=say("Forecast the months to come"),
        refusal=refusal,
        fields=[*questions, *here, *more],
        questions=questions,
        people=here,
        finer=more,
        finer_open=any(one.name in wrong for one in more),
        ready=ready,
        before=[(one, breaks(one.answer["breaks_first"]) if one.answer else "")
                for one in trials(visit.house, hub=visit.hub.id, kind=FORECAST)],
    )  # fmt: skip


def show(visit: Visit, id: str) -> Response:
    """One forecast: how far it is, or what it says.

    Raises:
        NotFound: there is none.
    """
    found = desk(visit)
    one = trial(visit.house, hub=visit.hub.id, id=id)
    if one is None or one.kind != FORECAST:
        raise NotFound("There is no such record.")
    return page(
        found,
        "studio/rehearsing/forecast.html",
        current="rehearse",
        title=say("Forecast"),
        trial=one,
        waiting=waiting(one, visit.house.now()),
        # Everything in it is escaped where it is made, and the charts are our own shapes.
        report=Markup(body(_in_words(found, one))) if one.answer else "",  # noqa: S704
        changed=one.draft != found.state.number or one.head < found.state.head,
    )


def _in_words(found: Desk, one: Trial) -> Mapping[str, Any]:
    """The answer with what it rests on in the words of the draft, and no place of a document."""
    answer: Mapping[str, Any] = one.answer or {}
    names = Names(found.tree)
    rests = [
        {
            **line,
            "value": _HOURS_OF.sub(lambda match: f"in these hours: {names.of(match[1])}", line["value"]),
            "source": gettext("the draft") if line["source"].startswith("/") else line["source"],
        }
        for line in answer["rests_on"]
    ]
    return {**answer, "rests_on": rests}
