"""The rows of Ealing, where every agency keeps its own hours and none stands above another."""

from __future__ import annotations

from datetime import UTC, datetime

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.concerns import TagConcern, tags
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import KIM, Tale

ASKS = "/shareable/check_sets/pooled-research/asks"


@row(
    "EAL-4",
    hub="ealing",
    shows="Four hours to answer are four of each agency's own: schools, police and others end at other times.",
    source="S:1799-1801",
    without=(
        put(f"{ASKS}/schools/clock", "return") + gone("/shareable/agencies/schools/calendar"),
        put("/shareable/clocks/community-safety-return/amount", 2),
        put("/shareable/calendars/shift-hours/hours", {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}),
    ),
)
def test_eal_4_each_agency_has_its_own_hours(hub: Hub) -> None:
    # Monday, 16:30 in London: schools are closed, the office closes at five, community safety at eight, police at ten.
    tale = Tale(hub, now=datetime(2026, 6, 8, 15, 30, tzinfo=UTC))
    tale.receives(KIM)
    tale.does(tale.post("social-worker"), c.Ask("child"))
    due = {one.agency: tale.state.clocks[f"return:{one.ask}"].due for one in tale.state.waiting()}
    assert due["schools"] == datetime(2026, 6, 9, 11, 0, tzinfo=UTC)
    assert due["police"] == datetime(2026, 6, 8, 19, 30, tzinfo=UTC)
    assert due["community-safety"] == datetime(2026, 6, 9, 11, 30, tzinfo=UTC)
    assert due["social-care"] == datetime(2026, 6, 9, 11, 30, tzinfo=UTC)


@row(
    "EAL-6",
    hub="ealing",
    shows="There is no hierarchy: any agency of the hub may tag a concern on a case, whoever owns it.",
    source="S:1755-1763, S:1790-1791",
    without=(
        refused(gone("/shareable/concerns")),
        "/shareable/concerns/girls-at-risk",
        "/shareable/roles/agency-member/permissions/case.read",
    ),
)
def test_eal_6_any_agency_tags_a_concern(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    concerns = ("gangs", "sexual-exploitation", "trafficking", "goes-missing", "violence-at-home", "girls-at-risk")
    agencies = [one.id for one in hub.agencies][: len(concerns)]
    for agency, concern in zip(agencies, concerns, strict=True):
        tale.does(tale.post("agency-member", agency=agency, qualified=None), TagConcern(concern, "Seen twice."))
    assert [(one.agency, one.concern) for one in tags(tale.state)] == list(zip(agencies, concerns, strict=True))
    social_worker = tale.seen_by(tale.post("social-worker"))
    assert social_worker is not None
    assert len(tags(social_worker.case)) == len(concerns)
