"""Who has seen what: the read log of a hub, newest first. Reading it is on record as well."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for

from hubwright.domain.access import scope
from hubwright.web.components import Cell, Column, Label, Table, TextInput
from hubwright.web.language import mark, say
from hubwright.web.paging import pages
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import short_instant
from hubwright.web.visit import Visit

PER_PAGE = 50

_WHAT = {
    "queue": mark("the queue"),
    "case": mark("a case"),
    "record": mark("the record of a meeting"),
    "own_part": mark("their agency's part in a case"),
    "to_enter": mark("what is to be entered elsewhere"),
    "checks": mark("the list of checks"),
    "check": mark("a check"),
    "glass": mark("opening a restricted case"),
    "chronology": mark("a chronology"),
    "copy": mark("a copy with parts left out"),
    "document": mark("a document"),
    "as_of": mark("a case as it was known"),
    "seen_by": mark("who has seen a case"),
    "check_seen_by": mark("who has seen an answer"),
    "review": mark("the review of reads"),
    "my_work": mark("My work"),
    "mine": mark("My work"),
    "wall": mark("the wall display"),
    "hand_over": mark("the hand-over"),
    "cover": mark("who is there"),
    "rota": mark("the duty rota"),
    "meetings": mark("the list of meetings"),
    "meeting": mark("a meeting"),
    "meeting_pack": mark("the pack of a meeting"),
    "incidents": mark("the list of incidents"),
    "incident": mark("an incident"),
    "audits": mark("the audits of decisions"),
    "reviewers": mark("who looks in for a time"),
    "decision_audit": mark("an audit of decisions"),
    "audited": mark("a decision in an audit"),
    "referrals": mark("What I sent"),
    "referral": mark("something sent to the hub"),
    "audit": mark("this page"),
    "today": mark("Daily facts"),
    # Pages for anyone with a membership; only somebody without one is on record for them, refused.
    "home": mark("Sign in"),
    "unlock": mark("Sign in"),
    "seat": mark("Sign in"),
}
# Beyond the last character that a reference may hold: what begins with a reference stands before it.
_END = "\U0010ffff"
_PURPOSE = {"seen": mark("seen"), "refused": mark("refused")}


def under(reference: str) -> dict[str, str]:
    """The reads of what a reference names and of everything below it: a case, its acts, its checks.

    Args:
        reference: of a case, or of a check as either page writes it ("REF/q3", "REF-q3").
    """
    begins = reference.strip().replace("-", "/")
    return {"reference>=": begins, "reference<": f"{begins}{_END}"} if begins else {}


def read_name(what: str) -> str:
    """What was read, in words."""
    return say(_WHAT.get(what, what))


def show(visit: Visit) -> Response:
    """The read log, all of it or about one reference."""
    wanted = request.args.get("reference", "").strip()
    where = under(wanted)
    with visit.house.store.reading(visit.hub.id) as reading:
        within = scope(visit.reader, "read_log", visit.now)
        total = reading.count("read_log", scope=within, where=where)
        page, pagination = pages(total, PER_PAGE)
        lines = reading.rows(
            "read_log", scope=within, where=where, order=("-at",), limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
    names = {seat.user: seat.name for seat in visit.state.seats.values()}
    rows = tuple(
        (
            Cell(short_instant(line["at"])),
            Cell(names.get(line["user_id"], line["user_id"])),
            Cell(read_name(line["what"])),
            Cell(line["reference"]),
            Cell(say(_PURPOSE.get(line["purpose"], line["purpose"]))),
        )
        for line in lines
    )
    head = tuple(
        Column(say(word)) for word in (mark("When"), mark("Who"), mark("What"), mark("Reference"), mark("How"))
    )
    return make_response(
        render_template(
            "work/audit.html",
            chrome=work_chrome(visit, current="audit"),
            title=say("Who has seen what"),
            heading=say("Who has seen what"),
            table=Table(
                rows=rows, head=head, caption=say("Reads, newest first"), caption_classes="govuk-visually-hidden"
            ),
            total=total,
            pagination=pagination,
            review=url_for("record.review", hub=visit.hub.id) if visit.reader.may("audit.review") else "",
            reference=TextInput(
                name="reference",
                label=Label(say("Reference of a case or check, or how it begins")),
                value=wanted,
                classes="govuk-input--width-10",
            ),
        )
    )
