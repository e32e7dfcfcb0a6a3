"""What was known at a time: a read of the record, never a guess (law 3). Nothing can be done from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from flask import Response, make_response, render_template, request, url_for

from hubwright.domain.clocks.london import LONDON
from hubwright.domain.errors import NotFound
from hubwright.web.chrome import Link
from hubwright.web.components import ErrorLink, ErrorSummary, Label, TextInput
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.record.looks import look_as_of
from hubwright.web.record.ways import ways
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import short_instant
from hubwright.web.visit import Visit
from hubwright.web.work import clocks_shown, contacts_shown, next_acts, people_shown, story_shown
from hubwright.web.work.look import Look, look
from hubwright.web.work.words import entry_name

_MARKED = ("case.decided", "case.acted_now", "case.rated", "case.closed")


def show(visit: Visit, ref: str) -> Response:
    """The case as it was known at the time that the address names."""
    today = look(visit, ref)
    typed = request.args.get("at", "").strip()
    at = moment_typed(typed)
    wrong = bool(typed) and at is None
    if at is not None and at > visit.now:
        at = visit.now
    then, none_yet = None, False
    if at is not None:
        try:
            then = look_as_of(visit, ref, at)
        except NotFound:
            none_yet = True
    body = render_template(
        "record/as_of.html",
        chrome=work_chrome(visit, current="queue"),
        title=say("As known at a time"),
        heading=say("As known at a time"),
        identity=people_shown.identity(today),
        errors=ErrorSummary((ErrorLink(say("Write a day and a time that exist."), "#at"),)) if wrong else None,
        at=at,
        field=TextInput(
            name="at",
            label=Label(say("Day and time"), "govuk-label--s"),
            hint=say("What had been written down by then, whenever it happened."),
            type="datetime-local",
            value=typed,
            classes="govuk-input--width-20",
            error=say("Write a day and a time that exist.") if wrong else "",
        ),
        moments=_moments(today),
        ways=ways(visit, ref, "as_of"),
        none_yet=none_yet,
        then=case_then(then) if then else None,
        ref=ref,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


def moment_typed(typed: str, *, whole_minute: bool = True) -> datetime | None:
    """The instant (UTC) that was typed as London's time, or None where it is none.

    Args:
        typed: ISO 8601, as a browser's box for day and time gives it.
        whole_minute: a minute is taken to its end.
    """
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        return None
    if at.year < 1900 or at.year > 9000:
        return None
    # A minute is known to its end: what was written down within it counts.
    whole = at if at.second or not whole_minute else at + timedelta(seconds=59, microseconds=999_999)
    return (whole.replace(tzinfo=LONDON) if at.tzinfo is None else whole).astimezone(UTC)


def _moments(seen: Look) -> list[Link]:
    """The times at which somebody rated, acted or decided: what was known just before is what they knew."""
    found = []
    for line in seen.record:
        if line.type in _MARKED:
            before = (line.recorded - timedelta(microseconds=1)).astimezone(LONDON)
            href = url_for("record.as_of", hub=seen.visit.hub.id, ref=seen.case.ref, at=before.isoformat())
            when = short_instant(before)
            said = gettext("%(what)s, %(who)s, %(at)s", what=plain(entry_name(line.type)), who=line.by, at=when)
            found.append(Link(said, href))
    return found


def case_then(then: Look) -> dict[str, object]:
    """What the page shows of a case as it stood: nothing of it can be acted on."""
    return {
        "seen": then,
        "stage": text(next_acts.stage(then).name),
        "owner": then.case.owner_name,
        "people": people_shown.people(then),
        "contacts": contacts_shown.contacts(then),
        "checks": story_shown.checks(then),
        "ratings": story_shown.ratings(then),
        "decisions": story_shown.decisions(then),
        "clocks": clocks_shown.clocks(then),
        "timeline": story_shown.timeline(then),
    }
