"""My work: everything that waits for this person, and for their agency, by when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from flask import Response, make_response, render_template, url_for

from hubwright.domain.access import Predicate, scope
from hubwright.domain.cases import papers
from hubwright.domain.cases.topics.on_duty import WRITTEN
from hubwright.domain.clocks.london import LONDON, local
from hubwright.domain.hubs.agreements import WAITS, due
from hubwright.domain.hubs.running_out import TELLING, running_out
from hubwright.ports import Reading
from hubwright.web.chrome import Link
from hubwright.web.components import ClockFace
from hubwright.web.day.papers_waiting import lines, papers_waiting
from hubwright.web.language import plain, say, text
from hubwright.web.partnership.words import RUNS
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.queue_filter import URGENT
from hubwright.web.work.queue_lines import QueueRow, queue_line
from hubwright.web.work.words import alarm_name

MOST = 15
_MINUTES = "meeting.minute"


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits, outside the queue's own table."""

    href: str
    reference: str
    what: str
    clock: ClockFace | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page.

    Args:
        rows: lines of the queue, or `things`: other lines.
        total: of all there are.
        all: where the others are, or None.
    """

    id: str
    title: str
    total: int
    rows: tuple[QueueRow, ...] = ()
    things: tuple[Waits, ...] = ()
    all: Link | None = None
    urgent: bool = False


def show(visit: Visit) -> Response:
    """What waits for this person, most pressing first."""
    with visit.house.store.reading(visit.hub.id) as reading:
        sections = [part(visit, reading) for part in _PARTS]
    found = [section for section in sections if section is not None]
    return make_response(
        render_template(
            "day/my_work.html",
            chrome=work_chrome(visit, current="my_work"),
            title=say("My work"),
            heading=say("My work"),
            sections=found,
            empty=not any(section.total for section in found),
        )
    )


def _cases(visit: Visit, reading: Reading, where: Mapping[str, Any]) -> tuple[int, tuple[QueueRow, ...]]:
    within = scope(visit.reader, "case_row", visit.now)
    total = reading.count("case_row", scope=within, where=where)
    rows = reading.rows("case_row", scope=within, where=where, order=URGENT, limit=MOST) if total else ()
    return total, tuple(queue_line(visit, reading, row) for row in rows)


def _mine(visit: Visit, reading: Reading) -> Section | None:
    if not visit.reader.may("case.read"):
        return None
    total, rows = _cases(visit, reading, {"owner": visit.actor.id, "closed": None})
    every = Link(say("All of my cases"), url_for("work.queue", hub=visit.hub.id, view="mine"))
    return Section("mine", say("My cases"), total, rows=rows, all=every)


def _nobodys(visit: Visit, reading: Reading) -> Section | None:
    if not visit.reader.may("case.assign"):
        return None
    total, rows = _cases(visit, reading, {"owner": None, "closed": None})
    every = Link(say("All that nobody owns"), url_for("work.queue", hub=visit.hub.id, owner="-"))
    return Section("nobodys", say("Waiting for an owner"), total, rows=rows, all=every)


def _alarms(visit: Visit, reading: Reading) -> Section | None:
    if not (visit.reader.may("alarm.acknowledge") or visit.reader.may("case.rate")):
        return None
    things, total = _things(visit, reading, "case_alarm", {"acknowledged_at": None}, ("raised_at",))
    shown = tuple(
        Waits(_case(visit, row), row["case_ref"], alarm_name(row["why"]), since=row["raised_at"]) for row in things
    )
    return Section("alarms", say("Alarms that nobody has taken on"), total, things=shown, urgent=True)


def _checks(visit: Visit, reading: Reading) -> Section | None:
    if not visit.reader.may("check.answer") or not visit.reader.agency:
        return None
    where = {"agency": visit.reader.agency, "state": "waiting"}
    things, total = _things(visit, reading, "case_check", where, ("due_at",))
    shown = tuple(
        Waits(
            url_for("work.check", hub=visit.hub.id, ref=row["case_ref"], ask=row["ask"]),
            f"{row['case_ref']}-{row['ask']}",
            say("What your agency is asked"),
            clock=_clock(visit, say("answer"), row["due_at"]),
        )
        for row in things
    )
    every = Link(say("All checks"), url_for("work.checks", hub=visit.hub.id))
    return Section("checks", say("Checks of my agency"), total, things=shown, all=every)


def _releases(visit: Visit, reading: Reading) -> Section | None:
    if not visit.reader.agency or not (visit.reader.may("check.answer") or visit.reader.may("case.read")):
        return None
    where = {"agency": visit.reader.agency, "answered_at": None}
    things, total = _things(visit, reading, "case_release", where, ("asked_at",))
    shown = tuple(
        Waits(
            url_for("work.checks", hub=visit.hub.id, view="releases"),
            row["case_ref"],
            say("The hub asks whether it may pass on what your agency shared"),
            since=row["asked_at"],
        )
        for row in things
    )
    return Section("releases", say("Releases to answer"), total, things=shown)


def _actions(visit: Visit, reading: Reading) -> Section | None:
    if not visit.reader.may("case.read"):
        return None
    where = {"owner": visit.actor.id, "state": ["open", "not_done"]}
    things, total = _things(visit, reading, "case_action", where, ("due_on",))
    today = local(visit.now).date().isoformat()
    shown = tuple(
        Waits(
            _case(visit, row),
            row["case_ref"],
            say("Late: an action agreed") if row["due_on"] and row["due_on"] < today else say("An action agreed"),
            since=None,
        )
        for row in things
    )
    return Section("actions", say("Actions of mine"), total, things=shown)


def _back(visit: Visit, reading: Reading) -> Section | None:
    if not visit.reader.may("case.note"):
        return None
    things, total = _things(visit, reading, "case_hand_over", {"state": WRITTEN}, ("written_at",))
    shown = tuple(
        Waits(_case(visit, row), row["case_ref"], say("Duty wrote back"), since=row["written_at"]) for row in things
    )
    every = Link(say("The hand-over"), url_for("day.hand_over", hub=visit.hub.id))
    return Section("back", say("What came back from duty"), total, things=shown, all=every)


def _copies(visit: Visit, reading: Reading) -> Section | None:
    """Copies that somebody else made what they are: nothing of them leaves before a second person has said yes."""
    if not visit.reader.may("record.redact_check"):
        return None
    return _papers(visit, reading, "copies", say("Copies to check"), papers.COPY)


def _records(visit: Visit, reading: Reading) -> Section | None:
    """Records of meetings: to check for whoever chaired, to seal, and to draft where a meeting has none yet."""
    if not (visit.reader.may("case.read") and (visit.reader.may("record.approve") or visit.reader.may(_MINUTES))):
        return None
    return _papers(visit, reading, "records", say("Records of meetings"), papers.CHECK, papers.SEAL, papers.DRAFT)


def _papers(visit: Visit, reading: Reading, id: str, title: str, *what: str) -> Section:
    found = papers_waiting(visit, reading, *what)
    shown = tuple(
        Waits(href, row["case_ref"], said, since=row["since"]) for href, row, said in lines(visit, found[:MOST])
    )
    return Section(id, title, len(found), things=shown)


def _agreements(visit: Visit, reading: Reading) -> Section | None:
    """What has to be asked for or looked at again, for whoever keeps the register."""
    if not visit.reader.may("agreement.keep"):
        return None
    where, names = url_for("record.agreements", hub=visit.hub.id), {one.id: one for one in visit.hub.agencies}
    shown = []
    for agreement, how in due(visit.hub.agreements, visit.state, local(visit.now).date()):
        asked = ", ".join(plain(text(names[one].name)) for one in how.waits_for if one in names)
        said = say("To be asked to sign: %(who)s", who=asked) if asked else say("To be looked at again")
        day = how.review if how.state != WAITS else None
        ends = datetime.combine(day + timedelta(days=1), time(), LONDON) if day else None
        shown.append(Waits(where, plain(text(agreement.name)), said, clock=_clock(visit, say("review"), ends)))
    return Section("agreements", say("Agreements"), len(shown), things=tuple(shown[:MOST]))


def _days(visit: Visit, reading: Reading) -> Section | None:
    """What runs out soon or has run out, for whoever runs the hub: vetting, contracts, what an agency gives."""
    if not visit.reader.may("hub.live"):
        return None
    where, shown = url_for("partnership.agencies", hub=visit.hub.id), []
    for one in running_out(visit.hub.local, visit.state, local(visit.now).date()):
        ends = datetime.combine(one.until + timedelta(days=1), time(), LONDON)
        at = url_for("partnership.other", hub=visit.hub.id, what="map") if one.what == TELLING else where
        shown.append(Waits(at, plain(text(one.whose)), say(RUNS[one.what]), clock=_clock(visit, say("last day"), ends)))
    return Section("days", say("Days that run out"), len(shown), things=tuple(shown[:MOST]))


def _evaluations(visit: Visit, reading: Reading) -> Section | None:
    """Audits that somebody should look at again, months after their sample was drawn."""
    if not visit.reader.may("decision.audit"):
        return None
    where = {"next_at<": visit.now + timedelta(days=1)}
    things, total = _things(visit, reading, "audit_row", where, ("next_at",))
    shown = tuple(
        Waits(
            url_for("record.audit", hub=visit.hub.id, ref=row["audit_ref"]),
            row["audit_ref"],
            say("What has changed since this audit?"),
            clock=_clock(visit, say("evaluation"), row["next_at"]),
        )
        for row in things
    )
    return Section("evaluations", say("Audits to look at again"), total, things=shown)


def _things(
    visit: Visit, reading: Reading, table: str, where: Mapping[str, Any], order: tuple[str, ...]
) -> tuple[list[Mapping[str, Any]], int]:
    within: Predicate = scope(visit.reader, table, visit.now)
    total = reading.count(table, scope=within, where=where)
    return (list(reading.rows(table, scope=within, where=where, order=order, limit=MOST)) if total else []), total


def _case(visit: Visit, row: Mapping[str, Any]) -> str:
    return url_for("work.case", hub=visit.hub.id, ref=row["case_ref"])


def _clock(visit: Visit, what: str, due: datetime | None) -> ClockFace | None:
    return ClockFace(what=what, due=due, now=visit.now) if due else None


_PARTS = (
    _alarms, _mine, _checks, _releases, _actions, _copies, _records, _back, _nobodys, _agreements, _days, _evaluations,
)  # fmt: skip
