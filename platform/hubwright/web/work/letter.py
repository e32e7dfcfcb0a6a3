"""A letter as it goes into an envelope, to be printed by the browser: its words and nothing around them."""

from __future__ import annotations

from flask import Response, make_response, render_template, url_for

from hubwright.domain.cases.topics.letters import letters_of
from hubwright.domain.errors import NotFound
from hubwright.web.language import say
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.look import look

_STANDS = {"prepared", "sent"}


def show(visit: Visit, ref: str, letter: str) -> Response:
    """One letter of a case.

    Raises:
        NotFound: this reader sees no such letter.
    """
    seen = look(visit, ref)
    found = letters_of(seen.case).get(letter)
    if found is None:
        raise NotFound("There is no such letter.")
    body = render_template(
        "work/letter.html",
        chrome=work_chrome(visit, current="queue"),
        title=found.subject,
        letter=found,
        stands=found.state in _STANDS,
        case=seen.case,
        hub_name=visit.hub.name.said_in(found.language),
        councils=[council.said_in(found.language) for council in visit.hub.local.councils],
        back_to=url_for("work.case", hub=visit.hub.id, ref=ref),
        may_send=seen.may("case.tell") and found.state == "prepared",
        how=say("To print it, use the browser's own print: only the letter is printed."),
    )
    return make_response(body)
