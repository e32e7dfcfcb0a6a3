"""The messages of a hub, newest first: which letter, to which post, what became of it. An address shows only where a
person who looks after addresses has to mend one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from markupsafe import Markup, escape

from hubwright.domain.access import scope
from hubwright.domain.access.scope import Everything
from hubwright.web.components import Cell, Choice, Column, Fieldset, Legend, Radios, Table
from hubwright.web.language import mark, say
from hubwright.web.paging import pages
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import short_instant
from hubwright.web.visit import Visit
from hubwright.web.work.messages_shown import STATES, channel_name, moment_name, post_name, why_words

PER_PAGE = 50
_TROUBLE = ("given_up", "came_back")
_SHOW = {"all": mark("All"), "trouble": mark("Those that did not arrive"), "waiting": mark("Those that wait")}
_WHERE: Mapping[str, Mapping[str, Any]] = {
    "trouble": {"status": list(_TROUBLE)},
    "waiting": {"status": ["waiting", "taken"]},
}


def show(visit: Visit) -> Response:
    """The list."""
    wanted = request.args.get("show", "all")
    wanted = wanted if wanted in _SHOW else "all"
    within = scope(visit.reader, "outbox", visit.now)
    with visit.house.store.reading(visit.hub.id) as reading:
        total = reading.count("outbox", scope=within, where=_WHERE.get(wanted))
        trouble = reading.count("outbox", scope=within, where=_WHERE["trouble"])
        page, pagination = pages(total, PER_PAGE)
        rows = reading.rows(
            "outbox",
            scope=within,
            where=_WHERE.get(wanted),
            order=("-created",),
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )
        seen = _cases_seen(visit, reading, rows)
    head = (mark("When"), mark("What"), mark("To"), mark("How"), mark("About"), mark("State"))
    body = render_template(
        "work/messages.html",
        chrome=work_chrome(visit, current="messages"),
        title=say("Messages"),
        heading=say("Messages"),
        table=Table(
            rows=tuple(_row(visit, row, seen) for row in rows),
            head=tuple(Column(say(word)) for word in head),
            caption=say("Messages, newest first"),
            caption_classes="govuk-visually-hidden",
        ),
        total=total,
        trouble=trouble,
        pagination=pagination,
        show=Radios(
            name="show",
            items=tuple(Choice(value=id, text=say(words)) for id, words in _SHOW.items()),
            fieldset=Fieldset(Legend(say("Which messages?"), "govuk-fieldset__legend--s")),
            value=wanted,
            classes="govuk-radios--inline govuk-radios--small",
        ),
    )
    return make_response(body)


def _cases_seen(visit: Visit, reading: Any, rows: Any) -> dict[str, str]:
    """The cases that the messages of a page are about, as far as this reader may know of them: reference to case."""
    about = {str((row["says"] or {}).get("reference", "")): str((row["says"] or {}).get("place", "")) for row in rows}
    contacts = [reference for reference, place in about.items() if place == "contact"]
    of_contact = {
        row["contact_ref"]: row["case_ref"]
        for row in (
            reading.rows("contact_row", scope=Everything(), where={"contact_ref": contacts}) if contacts else ()
        )
    }
    case_of = {
        **{reference: reference for reference, place in about.items() if place == "case"},
        **{reference: reference.rpartition("-")[0] for reference, place in about.items() if place == "check"},
        **of_contact,
    }
    cases = sorted(set(case_of.values()))
    if not cases:
        return {}
    within = scope(visit.reader, "case_row", visit.now)
    known = {row["case_ref"] for row in reading.rows("case_row", scope=within, where={"case_ref": cases})}
    return {reference: case for reference, case in case_of.items() if case in known}


def _row(visit: Visit, row: Mapping[str, Any], seen: Mapping[str, str]) -> tuple[Cell, ...]:
    says = row["says"] or {}
    case = seen.get(str(says.get("reference", "")))
    about = (
        Markup('<a class="govuk-link" href="{}">{}</a>').format(url_for("work.case", hub=visit.hub.id, ref=case), case)
        if case
        else ""
    )
    return (
        Cell(short_instant(row["created"])),
        Cell(moment_name(says, row["kind"])),
        Cell(_whom(visit, row, says)),
        Cell(channel_name(str(says.get("channel", "email")))),
        Cell(about),
        Cell(_state(row)),
    )


def _whom(visit: Visit, row: Mapping[str, Any], says: Mapping[str, Any]) -> Any:
    """The post. Whoever keeps the hub's addresses also sees one of an agency or a duty post that could not be used."""
    named = post_name(str(says.get("post", "")), visit.hub)
    kept = row["payload"] if row["status"] == "given_up" and visit.reader.may("hub.live") else None
    kind = str(says.get("post", "")).partition(":")[0]
    if not kept or kind not in {"agency", "role", "duty"}:
        return named
    return Markup("{}<br>{}").format(named, kept.get("to", ""))


def _state(row: Mapping[str, Any]) -> Markup:
    words, classes = STATES.get(row["status"], STATES["waiting"])
    why = why_words(row["last_error"]) if row["status"] != "done" else ""
    tag = Markup('<strong class="govuk-tag {}">{}</strong>').format(classes, say(words))
    done = Markup("<br>{}").format(short_instant(row["done_at"])) if row["done_at"] else Markup()
    return tag + done + (Markup("<br>{}").format(escape(why)) if why else Markup())
