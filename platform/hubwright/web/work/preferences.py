"""How somebody wants to hear of what is not urgent. Alarms of one's duty are not among the choices, on purpose."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.preferences import Preference, choose, preference_of
from hubwright.domain.errors import Refusal
from hubwright.web.components import Choice, ErrorLink, ErrorSummary
from hubwright.web.language import say
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.asked import line, one_of
from hubwright.web.work.messages_shown import CHANNELS

_LONGEST = 100


def do(visit: Visit) -> Response:
    """Show the choices, or keep them."""
    if request.method == "GET":
        return _page(visit, preference_of(visit.house, hub=visit.hub.id, user=visit.actor.id))
    typed = Preference(
        **{
            part: request.form.get(part, "").strip()[:_LONGEST]
            for part in ("channel", "mobile", "quiet_from", "quiet_to")
        }
    )
    try:
        choose(visit.house, hub=visit.hub.id, actor=visit.actor, preference=typed)
    except Refusal as refusal:
        return _page(visit, typed, refusal)
    return make_response(redirect(url_for("work.preferences", hub=visit.hub.id, done="1")))


def _page(visit: Visit, chosen: Preference, refusal: Refusal | None = None) -> Response:
    wrong, values = dict(refusal.fields) if refusal else {}, request.form
    body = render_template(
        "work/preferences.html",
        chrome=work_chrome(visit),
        title=say("How you hear from the hub"),
        heading=say("How you hear from the hub"),
        errors=ErrorSummary(
            tuple(ErrorLink(say(said), f"#{name}") for name, said in wrong.items()), title=say("Not done yet")
        )
        if refusal
        else None,
        questions=[
            one_of(
                "channel",
                say("By which way?"),
                [Choice(value=id, text=say(words).capitalize()) for id, words in CHANNELS.items()],
                values,
                wrong,
                chosen=chosen.channel,
            ),
            line("mobile", say("Your mobile number, for texts"), values, wrong, given=chosen.mobile),
            line(
                "quiet_from",
                say("Leave me alone from"),
                values,
                wrong,
                given=chosen.quiet_from,
                hint=say("A time of day, such as 20:00. Leave both open for never."),
            ),
            line("quiet_to", say("until"), values, wrong, given=chosen.quiet_to, hint=say("Such as 07:30.")),
        ],
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
