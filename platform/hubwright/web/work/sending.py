"""Send a sealed record or a copy: to whom, how, until when; a link's code is shown once, to be spoken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from http import HTTPStatus

from flask import Response, make_response, render_template, request, url_for

from hubwright.actions.circulate import Sent, send
from hubwright.actions.outcome import Stale
from hubwright.domain.cases.topics.circulating import COPY, LINK, RECORD, WAYS, Circulate
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import line, listed, one_of
from hubwright.web.work.copy_words import WAY_WORDS
from hubwright.web.work.found_shown import found
from hubwright.web.work.look import Look, look
from hubwright.web.work.markers_shown import despite
from hubwright.web.work.people_shown import identity

_DAYS = (3, 7, 14, 28)


def do(visit: Visit, ref: str, what: str, id: str) -> Response:
    """Ask to whom and how, send it, and show the link and its code once."""
    seen = look(visit, ref)
    name = _name(seen, what, id)
    sent, refusal, stale = None, None, False
    if request.method == "POST":
        drawn = request.form.get("drawn_from", "")
        try:
            made = send(
                visit.house,
                hub=visit.hub.id,
                actor=visit.actor,
                deed=deed_id(),
                case=ref,
                command=_command(visit, what, id),
                drawn_from=int(drawn) if drawn.isdecimal() and len(drawn) < 10 else 0,
            )
        except Refusal as refused:
            refusal = refused
        else:
            stale = isinstance(made, Stale)
            sent = made if isinstance(made, Sent) else None
    wrong = dict(refusal.fields) if refusal else {}
    fields = list(_fields(seen, what, wrong))
    body = render_template(
        "work/sending.html",
        chrome=work_chrome(visit, current="queue"),
        title=say("Send it"),
        heading=say("Send it"),
        identity=identity(seen),
        case=seen.case,
        name=name,
        fields_of_deed=fields,
        errors=summary(refusal, wrong, fields),
        stale=stale,
        sent=sent,
        link=visit.base_url + url_for("public.document", hub=visit.hub.id, token=sent.token)
        if sent and sent.token
        else "",
        back_to=url_for("work.case", hub=visit.hub.id, ref=ref),
    )
    answer = make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _name(seen: Look, what: str, id: str) -> str:
    if what == COPY:
        copy = copies_of(seen.case).get(id)
        if copy is None or copy.made is None:
            raise NotFound("There is no such copy.")
        return gettext("Copy for %(name)s", name=copy.recipient.name)
    record = records_of(seen.case).get(id)
    if what != RECORD or record is None or record.standing is None:
        raise NotFound("There is no such record.")
    return gettext(
        "The record of %(day)s, version %(number)s", day=f"{record.at:%d/%m/%Y}", number=record.standing.number
    )


def _fields(seen: Look, what: str, wrong: Mapping[str, str]) -> Iterator[Field]:
    values = request.form
    if what == RECORD:
        agencies = [(one.id, plain(text(one.name))) for one in seen.hub.agencies]
        yield listed("agency", say("To which agency?"), agencies, values, wrong)
        yield line("to", say("To whom there?"), values, wrong, hint=say("A name and post. May be left empty."))
    ways = [Choice(value=one, text=say(WAY_WORDS[one])) for one in WAYS]
    yield one_of("how", say("How does it reach them?"), ways, values, wrong)
    days = [(str(one), gettext("%(days)s days", days=one)) for one in _DAYS]
    yield listed("ends", say("How long does a link open it?"), days, values, wrong)
    if what == COPY:
        yield from despite(seen, values, wrong)
    yield from found(values, wrong)


def _command(visit: Visit, what: str, id: str) -> Circulate:
    form = request.form
    days = form.get("ends", "")
    ends = visit.now + timedelta(days=int(days)) if form.get("how") == LINK and days in map(str, _DAYS) else None
    return Circulate(
        what=what,
        id=id,
        agency=form.get("agency", ""),
        to=form.get("to", ""),
        how=form.get("how", ""),
        ends=ends,
        despite=form.get("despite", ""),
        found=form.get("found", ""),
    )
