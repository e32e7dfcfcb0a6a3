"""The queue: everything that waits for somebody, most pressing first, within what this reader may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.outcome import Stale
from hubwright.actions.saved_views import drop_view, save_view
from hubwright.domain.access import scope
from hubwright.domain.access.scope import All
from hubwright.domain.cases.commands import Assign
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.chrome import Link
from hubwright.web.components import Label, Option, Select, SubNavigation, TextInput
from hubwright.web.language import gettext, say
from hubwright.web.operators import worker_silent
from hubwright.web.paging import pages
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work import queue_filter
from hubwright.web.work.act import deed_id
from hubwright.web.work.queue_lines import queue_line

PER_PAGE = 25
MOST_AT_ONCE = 50

# Each view of the queue: which rows, and in which order.
_OPEN = ("new", "working", "waiting", "deciding", "decided")


def show(visit: Visit) -> Response:
    """The queue, filtered, sorted and paged by what stands in the address."""
    return _page(visit)


def _page(visit: Visit, *, refusal: Refusal | None = None) -> Response:
    view, picked = request.args.get("view", "open"), queue_filter.chosen()
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "case_row", visit.now)
        counts = {name: reading.count("case_row", scope=within, where=where) for name, where in _views(visit).items()}
        views = _views(visit)
        where = {**views.get(view, views["open"]), **queue_filter.narrowed(visit, picked)}
        narrowed = All((within, *queue_filter.waited_for(visit, picked["agency"])))
        total = reading.count("case_row", scope=narrowed, where=where)
        page, pagination = pages(total, PER_PAGE)
        rows = reading.rows(
            "case_row",
            scope=narrowed,
            where=where,
            order=queue_filter.SORTS.get(picked["sort"], queue_filter.URGENT),
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )
        saved = reading.rows("saved_view", scope=scope(visit.reader, "saved_view", visit.now), order=("name",))
        lines = [queue_line(visit, reading, row) for row in rows]
    wrong = dict(refusal.fields) if refusal else {}
    body = render_template(
        "work/queue.html",
        chrome=work_chrome(visit, current="queue"),
        title=say("Queue"),
        views=_tabs(visit, view, counts),
        lines=lines,
        total=total,
        pagination=pagination,
        filter=queue_filter.shown(visit, picked),
        fields_of_filter=queue_filter.selects(visit, picked),
        view=view,
        silent=worker_silent(current_app.extensions["hubwright"]),
        saved=_saved(visit, saved),
        naming=TextInput(
            name="name",
            label=Label(say("Name of this view")),
            value=request.form.get("name", ""),
            classes="govuk-input--width-20",
            error=say(wrong["name"]) if "name" in wrong else "",
        ),
        query=queue_filter.kept(picked, view),
        owners=_owners(visit),
        save_to=url_for("work.saved_views", hub=visit.hub.id),
        assign_to=url_for("work.assign", hub=visit.hub.id),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _saved(visit: Visit, rows: Sequence[Mapping[str, Any]]) -> list[Link]:
    here = request.args.to_dict()
    here.pop("page", None)
    return [
        Link(row["name"], url_for("work.queue", hub=visit.hub.id, **row["query"]), current=row["query"] == here)
        for row in rows
    ]


def _owners(visit: Visit) -> Select | None:
    """To whom the ticked cases may be given; nobody is asked who may not give a case its owner."""
    if not visit.reader.may("case.assign"):
        return None
    people = [Option(text=seat.name, value=seat.user) for seat in visit.colleagues("case.read")]
    items = (Option(text="", value=""), *people)
    return Select(name="owner", label=Label(say("Give the ticked cases to")), items=items)


def _views(visit: Visit) -> dict[str, dict[str, Any]]:
    return {
        "open": {"standing": list(_OPEN)},
        "mine": {"owner": visit.actor.id, "closed": None},
        "unread": {"unread": True},
        "waiting": {"standing": "waiting"},
        "undecided": {"undecided>": 0, "closed": None},
        "closed": {"standing": "closed"},
    }


def _tabs(visit: Visit, view: str, counts: Mapping[str, int]) -> SubNavigation:
    words = {
        "open": say("All open"),
        "mine": say("My cases"),
        "unread": say("Unread"),
        "waiting": say("Waiting for agencies"),
        "undecided": say("To be decided"),
        "closed": say("Closed"),
    }
    links = tuple(
        Link(said, url_for("work.queue", hub=visit.hub.id, view=name), current=name == view, count=counts[name])
        for name, said in words.items()
    )
    return SubNavigation(links, gettext("Views of the queue"))


def saved_views(visit: Visit) -> Response:
    """Keep what the queue is narrowed by under a name, or take such a view away; then back to the queue."""
    if "drop" in request.form:
        drop_view(visit.house, hub=visit.hub.id, actor=visit.actor, name=request.form["drop"])
        return make_response(redirect(url_for("work.queue", hub=visit.hub.id)))
    known = ("view", *queue_filter.NAMES)
    query = {name: request.form[name] for name in known if request.form.get(name)}
    try:
        save_view(visit.house, hub=visit.hub.id, actor=visit.actor, name=request.form.get("name", ""), query=query)
    except Refusal as refusal:
        return _page(visit, refusal=refusal)
    return make_response(redirect(url_for("work.queue", hub=visit.hub.id, **query)))  # type: ignore[arg-type]


def assign(visit: Visit) -> Response:
    """Give ticked cases an owner, each as a deed of its own; what was not done is said with its reason.

    Nothing else works on many cases at once: rating, deciding and closing are done one by one (law 5).
    """
    owner = request.form.get("owner", "")
    name = next((seat.name for seat in visit.colleagues("case.read") if seat.user == owner), None)
    cases = list(dict.fromkeys(request.form.getlist("case")))
    problem = _problem(name, cases)
    done, undone = [], []
    for case in () if problem else cases:
        why = _given(visit, case, owner, name or "")
        if why:
            undone.append((case, why))
        else:
            done.append(case)
    body = render_template(
        "work/assigned.html",
        chrome=work_chrome(visit, current="queue"),
        title=say("Given an owner"),
        heading=say("Not done yet") if problem else say("Given an owner"),
        problem=problem,
        owner=name or "",
        done=[(case, url_for("work.case", hub=visit.hub.id, ref=case)) for case in done],
        undone=undone,
        back_to=url_for("work.queue", hub=visit.hub.id),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK)


def _problem(name: str | None, cases: Sequence[str]) -> str:
    if not cases:
        return say("No case was ticked. Tick at least one.")
    if name is None:
        return say("Nobody was chosen. Choose to whom the cases go.")
    if len(cases) > MOST_AT_ONCE:
        return say("That is more than one page of cases. Do them page by page.")
    return ""


def _given(visit: Visit, case: str, owner: str, name: str) -> str:
    """Why a case was not given to somebody, "" where it was."""
    try:
        done = act_on_case(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=f"{deed_id()}:{case}",
            case=case,
            command=Assign(owner, name),
        )
    except Refusal as refusal:
        return f"{say(refusal.why)} {say(refusal.do)}"
    except NotFound:
        return say("There is no such case.")
    return say("It changed at the same moment. Try again.") if isinstance(done, Stale) else ""
