"""What agencies are asked: an agency's own list, and one question with its answer. An agency sees nothing wider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.outcome import Stale
from hubwright.domain.access import CheckView, check_view, scope
from hubwright.domain.access.seen_by import reads_of_answer
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Return, Subject
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import NotFound, Refusal
from hubwright.reference.provisions import provision_name
from hubwright.web.answers_shown import address_words, birth_words
from hubwright.web.chrome import Link
from hubwright.web.components import Choice, ClockFace, Field, SubNavigation
from hubwright.web.language import gettext, say, text
from hubwright.web.paging import pages
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, one_of, words
from hubwright.web.work.words import PASSING_ON, RETURNS, clock_name

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the list."""

    href: str
    reference: str
    agency: str
    clock: ClockFace | None
    state: str
    asked_at: Any


def list_all(visit: Visit) -> Response:
    """What this reader's agency is asked, or all that the hub asks for those who read cases; waiting first."""
    view = request.args.get("view", "waiting")
    where = {"state": "answered"} if view == "answered" else {"state": "waiting"}
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "case_check", visit.now)
        counts = {
            state: reading.count("case_check", scope=within, where={"state": state})
            for state in ("waiting", "answered")
        }
        page, pagination = pages(counts[where["state"]], PER_PAGE)
        order = ("due_at",) if view != "answered" else ("-answered_at",)
        rows = reading.rows(
            "case_check", scope=within, where=where, order=order, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
    tabs = {"waiting": say("Waiting for an answer"), "answered": say("Answered")}
    links = tuple(
        Link(
            said,
            url_for("work.checks", hub=visit.hub.id, view=name),
            current=name == where["state"],
            count=counts[name],
        )
        for name, said in tabs.items()
    )
    return make_response(
        render_template(
            "work/checks.html",
            chrome=work_chrome(visit, current="checks"),
            title=say("Checks"),
            heading=say("Checks"),
            views=SubNavigation(links, gettext("Views of the checks")),
            lines=[_line(visit, row) for row in rows],
            pagination=pagination,
        )
    )


def _line(visit: Visit, row: Mapping[str, Any]) -> CheckRow:
    names = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    answered = row["state"] == "answered"
    return CheckRow(
        href=url_for("work.check", hub=visit.hub.id, ref=row["case_ref"], ask=row["ask"]),
        reference=f"{row['case_ref']}-{row['ask']}",
        agency=names.get(row["agency"], row["agency"]),
        clock=ClockFace(what=say("answer"), due=row["due_at"], now=visit.now)
        if row["due_at"] and not answered
        else None,
        state=say(RETURNS[row["answer"]]) if answered else say("Waiting"),
        asked_at=row["asked_at"],
    )


def answer(visit: Visit, ref: str, ask: str) -> Response:
    """Show one question, or take the agency's answer to it."""
    seen, hub = seen_check(visit, ref, ask)
    if request.method == "GET":
        return _page(visit, hub, seen)
    try:
        done = act_on_case(
            visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), case=ref, command=_command(ask)
        )
    except Refusal as refusal:
        return _page(visit, hub, seen, refusal=refusal)
    assert not isinstance(done, Stale)  # noqa: S101 - a return reads nothing that could be stale
    if visit.reader.may("case.read"):
        return make_response(redirect(url_for("work.case", hub=visit.hub.id, ref=ref, done="return")))
    return make_response(redirect(url_for("work.check", hub=visit.hub.id, ref=ref, ask=ask, done="1")))


def seen_check(visit: Visit, ref: str, ask: str) -> tuple[CheckView, Hub]:
    """The question as this reader may see it, and the definitions it was asked under.

    Raises:
        NotFound: there is no such question, or it is not this reader's to see.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        state = case_of(reading.entries(f"case:{ref}"))
        if state is None:
            raise NotFound("There is no such question.")
        found = [contact_of(reading.entries(f"contact:{one}")) for one in state.contacts]
        contacts = [one for one in found if one is not None]
        view = check_view(state, ask, visit.reader, visit.now, contacts)
        if view is None:
            raise NotFound("There is no such question.")
        return view, visit.pinned(reading, state.revision)


def _command(ask: str) -> Return:
    form = request.form
    return Return(
        ask=ask,
        kind=form.get("kind", ""),
        text=form.get("text", ""),
        speak_to=form.get("speak_to", ""),
        why=form.get("why", ""),
        searched=tuple(one.strip() for one in form.get("searched", "").split(",") if one.strip()),
        period=form.get("period", ""),
        passing_on=form.get("passing_on", ""),
        said_by=form.get("said_by", ""),
    )


def _page(visit: Visit, hub: Hub, seen: CheckView, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    agencies = {agency.id: text(agency.name) for agency in hub.agencies}
    fields = _fields(visit, seen, request.form, wrong)
    clock = seen.clock
    body = render_template(
        "work/check.html",
        chrome=work_chrome(visit, current="checks"),
        title=say("What your agency is asked"),
        hub_name=text(hub.name),
        agency=agencies.get(seen.check.agency, ""),
        seen=seen,
        reference=f"{seen.case_ref}-{seen.check.ask}",
        clock=ClockFace(what=clock_name(clock.id), due=clock.due, now=visit.now)
        if clock and not seen.check.answer
        else None,
        people=[_about(visit, one) for one in seen.subjects],
        purpose=text(hub.find("check_sets", seen.check.set).purpose),
        basis=provision_name(seen.check.basis).get("en", ""),
        fields_of_answer=fields,
        errors=summary(refusal, wrong, fields),
        kind=say(RETURNS[seen.check.answer["kind"]]) if seen.check.answer else "",
        done=request.args.get("done", ""),
        hub_worker=visit.reader.may("case.read"),
        seen_by=url_for("record.check_seen_by", hub=visit.hub.id, ref=seen.case_ref, ask=seen.check.ask)
        if reads_of_answer(seen, visit.reader)[1]
        else "",
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _about(visit: Visit, subject: Subject) -> tuple[str, str, str, str]:
    """Whom the question is about: name, birth date, address, who they are in this."""
    name = subject.name or subject.role or (gettext("Unborn baby") if subject.unborn else gettext("Name not known"))
    born = birth_words(subject, visit.now) if subject.unborn or subject.born else say("age not known")
    where = address_words(subject.address) if subject.address else say("Address not known")
    return name, born, where, subject.role


def _fields(visit: Visit, seen: CheckView, values: Values, wrong: Wrong) -> list[Field]:
    """The questions of the answer; what belongs to one kind of answer opens with it."""
    passing_on = [Choice(value=id, text=say(said)) for id, said in PASSING_ON.items()]
    reveal = {
        "shared": (
            words("text", say("What your agency shares"), values, wrong, rows=8),
            one_of("passing_on", say("May the hub pass this on?"), passing_on, values, wrong, chosen="ask_first"),
        ),
        "held_not_written": (line("speak_to", say("Speak to"), values, wrong, hint=say("A name and a number.")),),
        "could_not_search": (line("why", say("Why not?"), values, wrong),),
    }
    kinds = [Choice(value=id, text=say(said), reveal=reveal.get(id, ())) for id, said in RETURNS.items()]
    fields: list[Field] = [
        one_of("kind", say("Your agency's answer"), kinds, values, wrong),
        line("searched", say("Systems searched"), values, wrong, hint=say("With commas between them.")),
        line("period", say("Period searched"), values, wrong, hint=say("For example: the last 24 months.")),
    ]
    if visit.actor.agency != seen.check.agency:
        fields.append(
            line("said_by", say("Who told you?"), values, wrong, hint=say("You write this down for another agency."))
        )
    return fields
