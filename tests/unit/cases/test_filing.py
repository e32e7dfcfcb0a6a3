"""Files on a case: what is taken, who sees it, and what a scanner's word changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.access import case_view, reader_of
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.cases.project import project_case
from hubwright.domain.cases.topics.filing import AddFile, RecordScan, files_of, trouble_with
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, a_closed_case, refused

PHOTO = AddFile("f1", "arm.jpg", "image/jpeg", 120_000, "d1", "photograph", "Bruise on the left arm.", "The school")


def new(*people) -> Story:
    story = Story()
    story.receives(*(people or (KIM,)))
    return story


def seen_by(story: Story, actor) -> set[str]:
    view = case_view(story.state, [story.contact_state], story.hub.forms, reader_of(story.hub, actor), story.now)
    return set(files_of(view.case)) if view else set()


def test_a_photograph_stands_on_the_case_with_who_gave_it():
    story = new()
    story.does(SCREENER, PHOTO)
    kept = files_of(story.state)["f1"]
    assert (kept.name, kept.given_by, kept.by, kept.verdict) == ("arm.jpg", "The school", "Alex Example", "")
    assert refused(story, SCREENER, PHOTO).code == "file_known"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"size": 20_000_001}, "file_too_large"),
        ({"size": 0}, "file_empty"),
        ({"media": "text/html"}, "file_type"),
        ({"media": "", "name": "notes"}, "file_type"),
        ({"name": "arm.pdf"}, "file_lies"),
        ({"name": "run.jpg", "media": "application/vnd.microsoft.portable-executable"}, "file_type"),
        ({"kind": "secret"}, "kind_missing"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_case_stays_as_it_was(change, code):
    story = new()
    before = story.state
    assert refused(story, SCREENER, replace(PHOTO, **change)).code == code
    assert story.state == before


def test_a_name_that_says_nothing_is_no_lie():
    assert trouble_with(name="scan", media="application/pdf", size=5, largest=1) is None
    assert trouble_with(name="IMG.HEIC", media="image/heic", size=5, largest=1) is None
    assert trouble_with(name="what.ever", media="image/png", size=5, largest=1) is None


def test_a_hub_says_how_large_a_file_may_be():
    hub = a_hub()
    story = Story(replace(hub, files=replace(hub.files, largest=1)))
    story.receives(KIM)
    assert refused(story, SCREENER, replace(PHOTO, size=1_000_001)).code == "file_too_large"


def test_a_closed_case_still_takes_a_file():
    story = a_closed_case()
    story.does(SCREENER, PHOTO)
    assert "f1" in files_of(story.state)


def test_a_reader_of_one_strand_sees_its_files_alone():
    story = new(KIM, ADA)
    story.does(SCREENER, PHOTO)
    story.does(SCREENER, replace(PHOTO, file="f2", pathway="adult"))
    assert seen_by(story, SCREENER) == {"f1", "f2"}
    assert seen_by(story, ADULTS_WORKER) == {"f2"}
    assert refused(story, ADULTS_WORKER, replace(PHOTO, file="f3", pathway="child")).code == "no_authority"
    assert refused(story, HEALTH, replace(PHOTO, file="f3")).code == "no_authority"


def test_only_the_background_work_says_what_was_found_and_says_it_once():
    story = new()
    story.does(SCREENER, PHOTO)
    assert refused(story, SCREENER, RecordScan("f1", "clean", "clamd")).code == "no_authority"
    story.does(WORKER, RecordScan("f1", "infected", "clamd"))
    assert files_of(story.state)["f1"].verdict == "infected"
    assert decide(story.state, RecordScan("f1", "clean", "clamd"), story.context(WORKER)) == []


def test_each_file_has_a_row_so_that_it_is_not_swept():
    story = new()
    story.does(SCREENER, PHOTO)
    assert [row["file"] for row in project_case(story.entries)["file_row"]] == ["f1"]


def test_words_about_a_file_keep_the_referrer_back():
    story = new()
    story.receives(KIM, referrer={"name": "Jo Example", "email": "jo@school.example"})
    story.does(SCREENER, replace(PHOTO, given_by="Jo Example", about="Sent by Jo Example."))
    hub = replace(
        story.hub,
        roles=tuple(replace(r, permissions=r.permissions - {"referrer.identity"}) for r in story.hub.roles),
    )
    view = case_view(story.state, [story.contact_state], hub.forms, reader_of(hub, SCREENER), story.now)
    assert view is not None
    assert "Jo Example" not in repr(files_of(view.case))


def test_a_file_does_not_hold_a_case_open():
    story = new()
    story.does(SCREENER, PHOTO)
    story.does(SCREENER, c.Note("Seen.", "fact"))
    assert story.state.closed is None
