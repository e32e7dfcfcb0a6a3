"""What comes in by which door, and what was not for the hub: a small page of doors and counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, make_response, render_template, url_for

from hubwright.domain.access import scope
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Door
from hubwright.web.components.parts import Words
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.public.whom_to_ring import doors_open
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import day
from hubwright.web.visit import Visit
from hubwright.web.work.topics.arriving import ENDS

DAYS = 30
_MOST = 5_000
WHO = {
    "public": mark("Anybody, with a form"),
    "hub": mark("By telephone"),
    "import": mark("Files, in numbers"),
}


@dataclass(frozen=True, slots=True)
class DoorShown:
    """A way in, and whether it is open today."""

    name: Words
    who: str
    kind: Words
    open: bool
    when: str


def show(visit: Visit) -> Response:
    """The doors of the hub, and what ended otherwise than with a decision in the last days, as far as they are seen."""
    today = local(visit.now).date()
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "case_ending", visit.now)
        rows = reading.rows(
            "case_ending",
            scope=within,
            where={"ended_at>": visit.now - timedelta(days=DAYS)},
            order=("-ended_at",),
            limit=_MOST,
        )
    counted = Counter((row["what"], row["where_to"]) for row in rows)
    places = {one.id: text(one.name) for one in visit.hub.elsewhere}
    body = render_template(
        "contacts/arrived.html",
        chrome=work_chrome(visit, current="contacts"),
        title=say("Contacts"),
        heading=say("Contacts"),
        doors=[_shown(one, visit, today) for one in visit.hub.doors],
        ended=[(say(words), _total(counted, what)) for what, words in ENDS.items() if _total(counted, what)],
        elsewhere=[(places.get(where, where), count) for (what, where), count in counted.most_common() if where],
        days=DAYS,
        call=url_for("contacts.call", hub=visit.hub.id)
        if visit.reader.may("contact.take") and doors_open(visit, "hub")
        else "",
    )
    return make_response(body)


def _total(counted: Counter[tuple[str, str]], what: str) -> int:
    return sum(count for (one, _), count in counted.items() if one == what)


def _shown(door: Door, visit: Visit, today: date) -> DoorShown:
    said = []
    if door.opens_on and door.opens_on > today.isoformat():
        said.append(gettext("opens on %(day)s", day=day(date.fromisoformat(door.opens_on))))
    if door.until:
        last = date.fromisoformat(door.until)
        said.append(
            gettext("until %(day)s", day=day(last)) if last >= today else gettext("shut since %(day)s", day=day(last))
        )
    return DoorShown(
        name=text(door.name),
        who=say(WHO[door.who]),
        kind=text(visit.hub.find("kinds", door.kind).name),
        open=door.open_on(today),
        when=", ".join(said),
    )
