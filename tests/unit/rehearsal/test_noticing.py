"""What a scenario sees of near misses, of rotations, of the wording of messages and of copies that were made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hubwright.domain.definitions.drawn.incidents import IncidentKind
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.checks import check_scenario
from hubwright.domain.rehearsal.naming import DEEDS
from hubwright.domain.rehearsal.rehearse import FAILED, PASSED
from hubwright.testing.hubs import a_hub, a_text

from tests.unit.rehearsal.test_daily import told
from tests.unit.rehearsal.test_expecting import ARRIVES, ASKED, POSTS, RATED, a_document

OPENS = {"says": "A letter nearly went astray.", "do": "open_incident", "by": "manager",
         "with": {"incident": "near-miss", "what": "The old address."}}  # fmt: skip
CLOSES = {"says": "It is done with.", "do": "close_incident", "by": "manager", "with": {"text": "Two people look."}}


def with_near_misses() -> Hub:
    hub = a_hub()
    manager = next(one for one in hub.roles if one.id == "manager")
    keeper = replace(manager, permissions=manager.permissions | {"incident.read", "incident.record"})
    roles = tuple(keeper if one.id == "manager" else one for one in hub.roles)
    return replace(hub, roles=roles, incidents=(IncidentKind("near-miss", a_text("Near miss"), "near_miss"),))


def test_a_near_miss_is_none_then_open_then_closed_and_never_of_the_case() -> None:
    report = told(
        {**ARRIVES, "then": {"incidents": {"near-miss": "none"}}},
        {**OPENS, "then": {"incidents": {"near-miss": "open"}, "standing": "new"}},
        {**CLOSES, "then": {"incidents": {"near-miss": "closed"}}, "never": {"incidents": {"near-miss": "open"}}},
        hub=with_near_misses(),
    )
    assert report.came == PASSED


def test_what_may_not_be_written_down_or_was_not_opened_is_told() -> None:
    refused = {**OPENS, "by": "police", "refused": "no_authority"}
    assert told(refused, hub=with_near_misses()).came == PASSED
    report = told(CLOSES, hub=with_near_misses())
    assert report.came == FAILED
    assert report.steps[0].seen[0].why == "No incident has been opened yet."


def test_a_kind_of_incident_that_the_hub_has_not_got_is_said_before_anything_is_told() -> None:
    document = a_document(OPENS, {"says": "It stands so.", "then": {"incidents": {"near-mis": "open"}}})
    pointers = [one.pointer for one in check_scenario(document, with_near_misses(), file="one.json").problems]
    assert pointers == ["/steps/1/then/incidents"]
    assert [one.pointer for one in check_scenario(a_document(OPENS), a_hub(), file="one.json").problems] == [
        "/steps/0/with/incident"
    ]


def rotating() -> Hub:
    hub = a_hub()
    agencies = tuple(replace(one, mode="rotational") if one.id == "police" else one for one in hub.agencies)
    return replace(hub, agencies=agencies)


@pytest.mark.parametrize(
    ("at", "last"), [("2026-06-03", None), ("2026-06-04", "2026-06-17"), ("2026-06-17", "2026-06-17")]
)
def test_who_leaves_is_said_fourteen_days_before(at: str, last: str | None) -> None:
    posts = [POSTS[0], {"id": "police", "role": "partner", "agency": "police", "until": "2026-06-17"}]
    looked = {"says": "Somebody looks.", "at": f"{at}T09:00", "then": {"leaves": {"police": last}, "no_last_day": []}}
    assert told(looked, posts=posts, begins="2026-06-01T09:00", hub=rotating()).came == PASSED


def test_only_who_came_in_rotation_needs_a_last_day() -> None:
    looked = {"says": "Somebody looks.", "then": {"no_last_day": ["police"]}}
    assert told(looked, hub=rotating()).came == PASSED
    assert told(looked).came == FAILED


def test_the_wording_of_a_message_is_seen_once_it_was_sent() -> None:
    asked: dict[str, Any] = {**ASKED, "then": {"letters": {"ask": ["link", "reference"]}}}
    hub = a_hub()
    letters = tuple(
        replace(one, body=a_text("{{reference}} waits for you: {{link}}")) if one.moment == "ask" else one
        for one in hub.letters
    )
    worded = replace(hub, letters=letters)
    before = {**RATED, "then": {"letters": {"ask": None}}}
    assert told(ARRIVES, before, asked, hub=worded).came == PASSED
    silent = tuple(replace(one, body=a_text("Look.")) for one in letters)
    report = told(ARRIVES, before, asked, hub=replace(hub, letters=silent))
    assert report.steps[-1].seen[-1].found == {"ask": []}


def test_nobody_rings_at_a_door_that_is_not_for_the_hubs_workers() -> None:
    rings = {"says": "They ring.", "do": "rings", "by": "manager", "with": {"door": "anyone", "words": "Shouting."}}
    assert told({**rings, "refused": "door_not_theirs"}).came == PASSED
    hub = a_hub()
    theirs = replace(hub, doors=(replace(hub.doors[0], who="hub"), *hub.doors[1:]))
    assert told({**rings, "then": {"standing": "new"}}, hub=theirs).came == PASSED


def test_two_subjects_that_pass_something_on_have_two_names() -> None:
    assert DEEDS["pass_on"] is not DEEDS["pass_item_on"]
    assert "place" in DEEDS["pass_on"].__annotations__
    assert "item" in DEEDS["pass_item_on"].__annotations__


def test_nothing_stands_in_copies_where_none_was_made() -> None:
    assert told({**ARRIVES, "never": {"copied": ["Kim"]}}).came == PASSED
    assert told({**ARRIVES, "then": {"copied": ["Kim"]}}).came == FAILED


def test_a_line_of_a_list_comes_in_by_itself_and_only_where_files_are_read() -> None:
    row = {"Name": "Kim Example", "Born": "2012-04-03", "Circumstances": "Not home."}
    line = {"says": "The list comes.", "do": "comes_in", "case": "Kim", "with": {"door": "anyone", "row": row}}
    assert told({**line, "refused": "door_not_theirs"}).came == PASSED
    hub = a_hub()
    reads = {"Name": "subject.name", "Born": "subject.born", "Circumstances": "concern.what"}
    door = replace(hub.doors[0], who="import", form=None, reads=reads)
    known: dict[str, Any] = {"known_of": {"Kim Example": ["born"], "Lee": None}, "said": True}
    assert told({**line, "then": known}, hub=replace(hub, doors=(door, *hub.doors[1:]))).came == PASSED
    nameless = replace(door, reads={"Name": "subject.name"})
    report = told({**line, "then": known}, hub=replace(hub, doors=(nameless, *hub.doors[1:])))
    assert [one.found for one in report.steps[0].seen[1:]] == [{"Kim Example": [], "Lee": None}, False]


def test_the_councils_of_a_hub_are_exactly_those_that_are_written() -> None:
    hub = a_hub()
    councils = (a_text("Oakfield Council"), a_text("Elmfield Council"))
    both = replace(hub, local=replace(hub.local, councils=councils))
    looked = {"says": "Somebody looks.", "then": {"councils": ["Elmfield Council", "Oakfield Council"]}}
    assert told(looked, hub=both).came == PASSED
    one = replace(hub, local=replace(hub.local, councils=councils[:1]))
    assert told(looked, hub=one).came == FAILED


def test_how_a_meeting_is_held_is_seen_once_it_was_called() -> None:
    assert told({**ARRIVES, "then": {"mode": "telephone"}}).steps[0].seen[-1].why == "No meeting has been called yet."
