"""Who reads the record of a meeting: whoever reads all of its people's strands, and whoever it goes to once sealed."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.access import case_view, reader_of
from hubwright.domain.access.records import may_read_record, record_for
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics import restricting as r
from hubwright.domain.cases.topics.recording import CheckRecord, EditRecord, SealRecord, records_of
from hubwright.testing.hubs import a_text
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER

from tests.unit.cases.acts import ADULTS_WORKER
from tests.unit.cases.recorded import Discussion, a_meeting_hub, three_siblings

WHY = "The school did not answer."
FIRE = Actor("u-fire", "Fi Example", "fire", frozenset({"partner"}))


def staying_away():
    """Oakfield, whose partners answer and come to no meeting."""
    hub = a_meeting_hub()
    roles = tuple(
        replace(one, permissions=one.permissions - {"meeting.attend"}) if one.id == "partner" else one
        for one in hub.roles
    )
    return replace(hub, roles=roles)


def drafted(hub=None, words: str = "") -> Discussion:
    tale = three_siblings(hub)
    tale.drafted(referral=words or "Bruises were seen.")
    return tale


def sealed(tale: Discussion) -> Discussion:
    tale.does(MANAGER, CheckRecord("r1", right=True))
    tale.does(MANAGER, SealRecord("r1", WHY))
    return tale


def reads(tale: Discussion, actor: Actor) -> bool:
    record = records_of(tale.state)["r1"]
    return may_read_record(record, tale.state, reader_of(tale.hub, actor), tale.now)


def shown(tale: Discussion, actor: Actor):
    return record_for("r1", tale.state, [tale.contact_state], reader_of(tale.hub, actor), tale.now)


def test_whoever_reads_the_strands_reads_every_version_and_others_none():
    tale = drafted()
    assert reads(tale, SCREENER)
    assert shown(tale, SCREENER).latest.state == "draft"
    for actor in (POLICE, HEALTH, FIRE, ADULTS_WORKER):
        assert not reads(tale, actor)
        assert shown(tale, actor) is None


def test_an_agency_that_it_goes_to_reads_what_was_sealed_and_no_draft():
    tale = sealed(drafted())
    for actor in (POLICE, HEALTH):
        assert shown(tale, actor).standing.content["people"]
    assert not reads(tale, FIRE)
    assert not reads(tale, ADULTS_WORKER)


def test_without_the_permission_to_come_to_meetings_it_goes_to_nobody():
    assert not reads(sealed(drafted(staying_away())), POLICE)


def test_somebody_shut_out_of_the_case_reads_no_record_of_it():
    tale = sealed(drafted())
    tale.does(MANAGER, r.Exclude(POLICE.id, POLICE.name, "Her cousin."))
    assert not reads(tale, POLICE)


def test_who_referred_is_taken_out_for_whoever_may_not_know():
    tale = drafted(words="Jo Example rang and was frightened.")
    tale.does(SCREENER, EditRecord("r1", "told", "Ring Jo Example first.", tale.latest.written))
    sealed(tale)
    text = str(shown(tale, POLICE))
    assert "Jo Example" not in text
    assert "was frightened" in text
    assert "Jo Example" in str(shown(tale, SCREENER))


def test_a_reader_of_one_strand_sees_no_record_of_somebody_in_another():
    tale = drafted()
    view = case_view(tale.state, [tale.contact_state], tale.hub.forms, reader_of(tale.hub, ADULTS_WORKER), tale.now)
    assert view is None or records_of(view.case) == {}
    view = case_view(tale.state, [tale.contact_state], tale.hub.forms, reader_of(tale.hub, SCREENER), tale.now)
    assert set(records_of(view.case)) == {"r1"}


def test_a_role_that_is_not_shown_checks_sees_no_information_in_the_record():
    hub = a_meeting_hub()
    role = replace(
        next(one for one in hub.roles if one.id == "worker"),
        id="support",
        name=a_text("Support"),
        sections=frozenset({"rest"}),
    )
    tale = drafted(replace(hub, roles=(*hub.roles, role)))
    support = reader_of(tale.hub, Actor("u-sup", "Su Example", "care", frozenset({"support"})))
    view = case_view(tale.state, [tale.contact_state], tale.hub.forms, support, tale.now)
    content = records_of(view.case)["r1"].latest.content
    assert content["information"] == []
    assert content["kept_back"] == ["information", "decisions"]
    assert {one["reasons"] for one in content["decisions"]} == {""}
