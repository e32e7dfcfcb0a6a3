"""What agencies are asked: an agency's own list, and one question with its answer. An agency sees nothing wider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.outcome import Stale
from hubwright.domain.access import check_view, scope
from hubwright.domain.access.seen_by import reads_of_answer
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.punctuality import punctuality
from hubwright.domain.cases.topics.chasing import link_of
from hubwright.domain.clocks.london import local
from hubwright.domain.errors import NotFound, Refusal
from hubwright.ports import Reading
from hubwright.reference.provisions import provision_name
from hubwright.web.answers_shown import address_words, birth_words
from hubwright.web.chrome import Link
from hubwright.web.components import ClockFace, SubNavigation
from hubwright.web.language import gettext, say, text
from hubwright.web.paging import pages
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.answer_forms import (
    Asked,
    answer_command,
    answer_fields,
    found_rows,
    lines_of,
    what_may_be_shared,
)
from hubwright.web.work.asking_forms import rung_in
from hubwright.web.work.markers_shown import shown
from hubwright.web.work.words import NATURES, clock_name, return_name

PER_PAGE = 25
# Figures over this span; enough for a meeting, and few enough rows to count on the spot.
_SPAN = timedelta(days=90)
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the list."""

    href: str
    reference: str
    agency: str
    clock: ClockFace | None
    state: str
    asked_at: Any
    again: bool = False
    outdated: bool = False
    late: bool = False


def list_all(visit: Visit) -> Response:
    """What this reader's agency is asked, or all that the hub asks for those who read cases; waiting first."""
    answered = request.args.get("view") == "answered"
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "case_check", visit.now)
        counts = {
            state: reading.count("case_check", scope=within, where={"state": state})
            for state in ("waiting", "answered")
        }
        state = "answered" if answered else "waiting"
        page, pagination = pages(counts[state], PER_PAGE)
        rows = reading.rows(
            "case_check",
            scope=within,
            where={"state": state},
            order=("-answered_at",) if answered else ("due_at",),
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )
        releases = reading.rows(
            "case_release",
            scope=scope(visit.reader, "case_release", visit.now),
            where={"state": ["asked", "left"], "agency": visit.actor.agency},
            order=("-asked_at",),
            limit=PER_PAGE,
        )
    tabs = {"waiting": say("Waiting for an answer"), "answered": say("Answered")}
    links = tuple(
        Link(
            said,
            url_for("work.checks", hub=visit.hub.id, view=name),
            current=name == state,
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
            releases=[_release(visit, row) for row in releases] if visit.reader.may("check.answer") else [],
            pagination=pagination,
            punctuality_href=url_for("work.punctuality", hub=visit.hub.id),
            import_href=url_for("work.bring_in", hub=visit.hub.id),
        )
    )


def _release(visit: Visit, row: Mapping[str, Any]) -> tuple[str, str, str, Any]:
    """A piece of the agency's own that somebody asks about: where, which, what for, since when."""
    href = url_for("partner.release", hub=visit.hub.id, ref=row["case_ref"], item=row["item"])
    what = {
        "asked": say("May the hub pass this on?"),
        "left": say("It left the hub at once to protect somebody"),
    }[row["state"]]
    return href, f"{row['case_ref']}-{row['item']}", what, row["asked_at"]


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
        state=return_name(row["answer"]) if answered else say("Waiting"),
        asked_at=row["asked_at"],
        again=row["again"] is not None,
        outdated=row["outdated"] and row["asked_again"] is None,
        late=row["late"],
    )


def figures(visit: Visit) -> Response:
    """How promptly each agency answered what it was asked lately; an agency sees its own figures."""
    with visit.house.store.reading(visit.hub.id) as reading:
        rows = reading.rows(
            "case_check",
            scope=scope(visit.reader, "case_check", visit.now),
            where={"asked_at>=": visit.now - _SPAN},
            order=("-asked_at",),
            limit=_MOST,
        )
    names = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    return make_response(
        render_template(
            "work/punctuality.html",
            chrome=work_chrome(visit, current="checks"),
            title=say("How promptly agencies answer"),
            heading=say("How promptly agencies answer"),
            figures=[(names.get(one.agency, one.agency), one) for one in punctuality(rows, visit.now)],
            days=_SPAN.days,
        )
    )


def answer(visit: Visit, ref: str, ask: str) -> Response:
    """Show one question, or take the agency's answer to it."""
    asked, link = _asked(visit, ref, ask)
    if request.method == "GET":
        return _page(visit, asked, link)
    try:
        done = act_on_case(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            case=ref,
            command=answer_command(ask, request.form, asked),
        )
    except Refusal as refusal:
        return _page(visit, asked, link, refusal=refusal)
    assert not isinstance(done, Stale)  # noqa: S101 - a return reads nothing that could be stale
    if visit.reader.may("case.read"):
        return make_response(redirect(url_for("work.case", hub=visit.hub.id, ref=ref, done="return")))
    return make_response(redirect(url_for("work.check", hub=visit.hub.id, ref=ref, ask=ask, done="1")))


def _asked(visit: Visit, ref: str, ask: str) -> tuple[Asked, str]:
    """The question as this reader may see it, and to whom the code of an open link to it was told.

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
        hub = visit.pinned(reading, state.revision)
        systems, period = remembered(reading, visit, view.check.agency)
    own = visit.actor.agency == view.check.agency
    link = link_of(state, ask)
    told = link.to if link and not link.shut and view.check.state == "waiting" and not own else ""
    return Asked(view, hub, own=own, now=visit.now, systems=systems, period=period), told


def remembered(reading: Reading, visit: Visit, agency: str) -> tuple[str, str]:
    """What the agency searched, and how far back, the last time it answered as far as this reader may know."""
    rows = reading.rows(
        "case_check",
        scope=scope(visit.reader, "case_check", visit.now),
        where={"agency": agency, "state": "answered"},
        order=("-answered_at",),
        limit=1,
    )
    return (rows[0]["searched"], rows[0]["period"]) if rows else ("", "")


def _page(visit: Visit, asked: Asked, link: str, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = answer_fields(asked, request.form, wrong)
    body = render_template(
        "work/check.html",
        chrome=work_chrome(visit, current="checks"),
        title=say("What your agency is asked"),
        **question_shown(visit, asked),
        fields_of_answer=fields,
        errors=summary(refusal, wrong, fields),
        done=request.args.get("done", ""),
        hub_worker=visit.reader.may("case.read"),
        link=link,
        asks=visit.reader.may("case.ask", asked.seen.check.pathway),
        seen_by=url_for("record.check_seen_by", hub=visit.hub.id, ref=asked.seen.case_ref, ask=asked.seen.check.ask)
        if reads_of_answer(asked.seen, visit.reader)[1]
        else "",
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def question_shown(visit: Visit, asked: Asked) -> dict[str, Any]:
    """What every page of a question shows, behind a sign-in or a link."""
    seen, hub = asked.seen, asked.hub
    names = {agency.id: text(agency.name) for agency in hub.agencies}
    may_share, source = what_may_be_shared(asked)
    clock = seen.clock
    return {
        "hub_name": text(hub.name),
        "seen_hub": visit.hub.id,
        "agency": names.get(seen.check.agency, ""),
        "seen": seen,
        "reference": f"{seen.case_ref}-{seen.check.ask}",
        "clock": ClockFace(what=clock_name(clock.id), due=clock.due, now=visit.now)
        if clock and clock.state == "running" and not seen.check.answer
        else None,
        "people": [_about(visit, one) for one in seen.subjects],
        "markers": shown(seen.markers, {one.id: one.name for one in seen.subjects}, local(visit.now).date()),
        "purpose": seen.check.purpose or text(asked.check_set.purpose),
        "basis": provision_name(seen.check.basis).get("en", ""),
        "may_share": may_share,
        "source": source,
        "along": [(names.get(one["owner"], one["owner"]), one["text"], one["handling"]) for one in seen.check.items],
        "kind": return_name(seen.check.answer["kind"]) if seen.check.answer else "",
        "dated": lines_of(asked),
        "nature": say(NATURES.get((seen.check.answer or {}).get("nature", ""), "")),
        "parts": _parts(asked),
        "found": found_rows(hub, seen.check, {one.id: one.name or one.role for one in seen.subjects}),
        "rung_in": rung_in(visit, seen.check.agency),
        "on_call": [one for one in visit.hub.local.on_call if one.agency == seen.check.agency],
    }


def _parts(asked: Asked) -> list[tuple[str, str, str]]:
    """What each body of the agency answered: its name, which kind, and the words of it."""
    names = {body.id: text(body.name) for body in asked.agency.bodies}
    found = (asked.seen.check.answer or {}).get("parts", {})
    return [
        (
            names.get(body, body),
            return_name(part["kind"]),
            next((part[key] for key in ("text", "why", "speak_to") if part.get(key)), ""),
        )
        for body, part in found.items()
    ]


def _about(visit: Visit, subject: Subject) -> tuple[str, str, str, str]:
    """Whom the question is about: name, birth date, address, who they are in this."""
    name = subject.name or subject.role or (gettext("Unborn baby") if subject.unborn else gettext("Name not known"))
    born = birth_words(subject, visit.now) if subject.unborn or subject.born else say("age not known")
    where = address_words(subject.address) if subject.address else say("Address not known")
    return name, born, where, subject.role
