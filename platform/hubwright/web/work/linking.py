"""Make a link to one question for an agency without members: the code is shown once, to be spoken and not sent."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, render_template, request, url_for

from hubwright.actions.check_links import Made, make_link
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.language import say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import line
from hubwright.web.work.look import look


def do(visit: Visit, ref: str, ask: str) -> Response:
    """Ask to whom the code is given, make the link, and show both once."""
    seen = look(visit, ref)
    check = seen.case.checks.get(ask)
    if check is None:
        raise NotFound("There is no such question.")
    made, refusal = None, None
    if request.method == "POST":
        try:
            made = make_link(
                visit.house,
                hub=visit.hub.id,
                actor=visit.actor,
                deed=deed_id(),
                case=ref,
                ask=ask,
                to=request.form.get("to", ""),
            )
        except Refusal as refused:
            refusal = refused
    return _page(visit, ref, ask, text(seen.hub.find("agencies", check.agency).name), made, refusal)


def _page(visit: Visit, ref: str, ask: str, agency: str, made: Made | None, refusal: Refusal | None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    to = line(
        "to",
        say("To whom do you give the code?"),
        request.form,
        wrong,
        hint=say("A name and post. Ring a number that you know, not one from a message."),
    )
    shown = made is not None and not made.repeated
    body = render_template(
        "work/link.html",
        chrome=work_chrome(visit, current="checks"),
        title=say("Let them answer by a link"),
        heading=say("Let them answer by a link"),
        agency=agency,
        reference=f"{ref}-{ask}",
        to=to,
        errors=summary(refusal, wrong, [to]),
        made=made,
        link=visit.base_url + url_for("public.answer_link", hub=visit.hub.id, token=made.token)
        if made and shown
        else "",
        days=visit.hub.draft_days,
        to_question=url_for("work.check", hub=visit.hub.id, ref=ref, ask=ask),
    )
    answer = make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
    answer.headers["Cache-Control"] = "no-store"
    return answer
