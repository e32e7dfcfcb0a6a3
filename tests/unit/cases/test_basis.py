"""Why the hub may ask: prepared, confirmed once per send, edited where it differs, never in protection's way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.access import case_view, reader_of, record
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import GivenBasis
from hubwright.domain.cases.topics import basis
from hubwright.domain.definitions.hub import Hub
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import MANAGER, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, rated, refused
from .sharing import PREPARED, first_asks, sharing_hub


def begun(hub: Hub | None = None) -> Story:
    story = Story(hub or a_hub())
    story.receives(KIM)
    return rated(story)


def strict(**parts: object) -> Story:
    hub = sharing_hub(**parts)
    return begun(replace(hub, check_sets=tuple(map(first_asks, hub.check_sets))))


def test_each_send_has_one_basis_with_whom_it_is_about_and_who_stands_for_it():
    story = begun()
    state = story.does(SCREENER, c.Ask("child", basis=GivenBasis(confirmed=True)))
    (one,) = basis.bases(state)
    assert one.body["provision"] == "ca1989-s47"
    assert one.body["purpose"] == "To protect"
    assert (one.body["asks"], one.body["agencies"], one.body["subjects"]) == (
        ["q1", "q2"],
        ["police", "health"],
        ["p1"],
    )
    assert one.confirmed_by == SCREENER.name
    assert basis.of_ask(state, "q2") is one


def test_only_what_differs_is_edited_and_the_agency_sees_it():
    story = begun(sharing_hub(prepared=PREPARED, exemption=a_text("Section 47")))
    given = GivenBasis(purpose="To find her brother.", confirmed=True)
    state = story.does(SCREENER, c.Ask("child", basis=given))
    (one,) = basis.bases(state)
    assert one.body["edited"] == ["purpose"]
    assert one.body["necessity"] == "Nobody else knows."
    assert one.body["told_why"] == "Section 47"
    assert {check.purpose for check in state.checks.values()} == {"To find her brother."}


def test_what_goes_out_unconfirmed_is_confirmed_afterwards_by_name():
    story = begun(sharing_hub(prepared=PREPARED, exemption=a_text("Section 47")))
    story.does(SCREENER, c.Ask("child"))
    (before,) = basis.bases(story.state)
    assert before.confirmed_by == ""
    state = story.does(MANAGER, basis.ConfirmBasis(before.id, GivenBasis(necessity="Her school is closed.")))
    (after,) = basis.bases(state)
    assert (after.confirmed_by, after.body["necessity"]) == (MANAGER.name, "Her school is closed.")
    assert [one["necessity"] for one in after.earlier] == ["Nobody else knows."]


def test_where_a_basis_comes_first_nothing_goes_out_without_a_whole_one():
    story = strict()
    refusal = refused(story, SCREENER, c.Ask("child", basis=GivenBasis(confirmed=True)))
    assert refusal.code == "basis_missing"
    assert {field for field, _ in refusal.fields} == {"necessity", "proportionality", "consent", "told"}
    whole = GivenBasis(
        necessity="Only they know.", proportionality="Two questions.", consent="refused", told="told", confirmed=True
    )
    assert story.does(SCREENER, c.Ask("child", basis=whole)).waiting()


def test_a_prepared_basis_needs_no_more_than_to_be_confirmed():
    story = strict(prepared=PREPARED, exemption=a_text("Section 47"))
    assert refused(story, SCREENER, c.Ask("child")).fields == (("confirmed", "Confirm the lawful basis."),)
    assert story.does(SCREENER, c.Ask("child", basis=GivenBasis(confirmed=True))).waiting()


def test_protection_never_waits_for_a_basis_and_what_was_skipped_stands_open():
    story = strict()
    state = story.does(SCREENER, c.Ask("child", urgent=True))
    (one,) = basis.bases(state)
    assert (one.body["skipped"], one.body["confirmed"], one.confirmed_by) == (True, False, "")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (GivenBasis(provision="magna-carta"), "provision"),
        (GivenBasis(provision="ca2004-s16la"), "provision"),
        (GivenBasis(provision="sswa2014-s130"), "provision"),
        (GivenBasis(consent="perhaps"), "consent"),
        (GivenBasis(told="exempt"), "told"),
    ],
)
def test_what_is_no_law_here_today_or_no_answer_is_not_taken(given, field):
    assert refused(begun(), SCREENER, c.Ask("child", basis=given)).fields[0][0] == field


def test_not_sharing_is_recorded_like_sharing():
    story = begun()
    command = basis.RecordBasis(
        "child",
        GivenBasis(provision="ca1989-s17", purpose="A solicitor asked."),
        sharing=False,
        receiver="A solicitor",
        confidence="statute",
    )
    (one,) = basis.bases(story.does(SCREENER, command))
    assert (one.body["sharing"], one.body["receiver"], one.confirmed_by) == (False, "A solicitor", SCREENER.name)


def test_everything_missing_is_said_at_once():
    refusal = refused(begun(), SCREENER, basis.RecordBasis("child", GivenBasis(), confidence="x", subjects=("p9",)))
    assert {field for field, _ in refusal.fields} == {"provision", "receiver", "purpose", "confidence", "subjects"}


def test_a_basis_that_is_not_there_is_not_confirmed():
    assert refused(begun(), SCREENER, basis.ConfirmBasis("b9", GivenBasis())).code == "no_basis"


def test_a_reader_of_one_strand_learns_nothing_of_the_other_strands_bases():
    story = Story()
    story.receives(KIM, ADA)
    rated(story)
    story.does(SCREENER, c.Ask("child", basis=GivenBasis(purpose="Pomegranate", confirmed=True)))
    reader = reader_of(story.hub, ADULTS_WORKER)
    view = case_view(story.state, [], {}, reader, story.now)
    assert view is not None
    assert basis.bases(view.case) == ()
    assert "Pomegranate" not in repr(record(story.entries, [], reader, story.now))
    mine = record(story.entries, [], reader_of(story.hub, SCREENER), story.now)
    assert "Pomegranate" in repr([line for line in mine if line.type == "case.basis_recorded"])
