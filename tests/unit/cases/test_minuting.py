"""Lines of the minutes: several write at once, nothing is written over, and each agency writes what is its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.access import case_view, reader_of
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.actions import AddAction, actions
from hubwright.domain.cases.topics.minuting import ChooseText, Line, WriteLine, at_meetings, meetings_of
from hubwright.domain.definitions.hub import MinutePart
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story
from hypothesis import given, settings
from hypothesis import strategies as st

from .acts import ADULTS_WORKER, KIM, LEE, rated, refused

MEETING = "M7K3Q9M2"
SECOND = Actor("u-toni", "Toni Example", "care", frozenset({"worker"}))
HARD = "Siân O'Hara: «الطفلة بخير» \U0001f9f8\nher mother's words"


def a_case(*people: c.Subject) -> Story:
    story = Story()
    story.receives(*people)
    return rated(story)


def a_meeting(type: str = "strategy", story: Story | None = None) -> Story:
    """A case on the agenda of a meeting that police and health are asked to."""
    story = story or a_case(KIM, LEE)
    drawn = story.hub.find("meeting_types", type)
    context = story.context(MANAGER)
    fact = at_meetings.called(
        story.state, context, meeting=MEETING, type=drawn, starts=story.now, invited=["care", "police"], users=[]
    )
    story._record([fact], MANAGER)
    return story


def line(story: Story, id: str = "l1") -> Line:
    return meetings_of(story.state)[MEETING].lines[id]


def writes(text: str, saw: int = 0, *, part: str = "told", line: str = "l1", **about: str) -> WriteLine:
    return WriteLine(MEETING, line, part, text, saw=saw, **about)


def test_a_line_is_kept_as_it_was_typed_with_whose_it_is() -> None:
    story = a_meeting()
    story.does(SCREENER, writes(HARD, part="known", subject="p1", agency="police", nature="hearsay"))
    (version,) = line(story).versions
    assert (version.text, version.by, line(story).agency, line(story).nature) == (
        HARD, SCREENER.name, "police", "hearsay"
    )  # fmt: skip


def test_who_goes_on_typing_replaces_their_own_text_and_the_earlier_one_stays_on_record() -> None:
    story = a_meeting()
    for text in ("Mother is to", "Mother is told by the", "Mother is told by the nurse."):
        story.does(SCREENER, writes(text))
    assert line(story).text == "Mother is told by the nurse."
    assert [one.text for one in line(story).earlier] == ["Mother is to", "Mother is told by the"]


def test_a_page_that_saves_what_stands_there_writes_nothing() -> None:
    story = a_meeting()
    story.does(SCREENER, writes("As it is."))
    before = len(story.entries)
    story.does(SECOND, writes("As it is.  "))
    story.does(SECOND, writes("", line="l9"))
    assert len(story.entries) == before


def test_two_who_type_at_once_both_stand_until_somebody_chooses() -> None:
    story = a_meeting()
    story.does(SCREENER, writes("Tell her mother."))
    story.does(SECOND, writes("Tell nobody yet."))
    assert [one.text for one in line(story).versions] == ["Tell her mother.", "Tell nobody yet."]
    # Each page goes on saving: neither chooses by that.
    story.does(SCREENER, writes("Tell her mother today.", saw=line(story).number))
    assert {one.text for one in line(story).versions} == {"Tell her mother today.", "Tell nobody yet."}
    story.does(MANAGER, ChooseText(MEETING, "l1", "Tell nobody before the medical.", line(story).number))
    assert line(story).text == "Tell nobody before the medical."
    assert {one.text for one in line(story).earlier} == {
        "Tell her mother.", "Tell her mother today.", "Tell nobody yet."
    }  # fmt: skip


def test_whoever_has_seen_anothers_text_may_put_it_better() -> None:
    story = a_meeting()
    story.does(SCREENER, writes("Mother to be tol"))
    story.does(SECOND, writes("Mother is to be told.", saw=line(story).number))
    assert line(story).text == "Mother is to be told."
    assert not line(story).contested


def test_a_choice_made_from_an_old_page_is_not_made() -> None:
    story = a_meeting()
    story.does(SCREENER, writes("One."))
    story.does(SECOND, writes("Two."))
    seen = line(story).number
    story.does(SCREENER, writes("One, and more."))
    refusal = refused(story, MANAGER, ChooseText(MEETING, "l1", "One.", seen))
    assert refusal.code == "line_moved"
    assert refused(story, SCREENER, ChooseText(MEETING, "l7", "One.", seen)).code == "no_line"


def test_an_empty_text_strikes_a_line_and_leaves_it_on_record() -> None:
    story = a_meeting()
    story.does(SCREENER, writes("Said in error."))
    story.does(SCREENER, writes("", saw=line(story).number))
    assert line(story).text == ""
    assert [one.text for one in line(story).earlier] == ["Said in error."]


def test_an_agency_that_is_asked_writes_what_is_its_own_and_nothing_else() -> None:
    story = a_meeting()
    officer = replace(POLICE, roles=frozenset({"partner"}))
    told = story.does(officer, writes("Two calls in May.", part="known", subject="p1", agency="police"))
    assert meetings_of(told)[MEETING].lines["l1"].versions[0].by == "Pat Example"
    assert refused(story, officer, writes("x", part="known", subject="p1", agency="care", line="l2")).code == (
        "no_authority"
    )
    assert refused(story, officer, writes("x", line="l2")).code == "no_authority"
    assert refused(story, HEALTH, writes("x", part="known", subject="p1", agency="health", line="l2")).code == (
        "no_authority"
    )


def test_what_is_wrong_with_a_line_is_said_all_at_once() -> None:
    story = a_meeting()
    refusal = refused(story, SCREENER, writes("x" * 20_001, part="nothing", line="", agency="nobody", nature="rumour"))
    assert {name for name, _ in refusal.fields} == {"line", "part", "agency", "nature", "text"}
    assert [name for name, _ in refused(story, SCREENER, writes("x", part="known", subject="p9")).fields] == ["subject"]


def test_a_line_stays_about_what_it_was_about() -> None:
    story = a_meeting()
    story.does(SCREENER, writes("About Kim.", part="risk", subject="p1"))
    assert refused(story, SCREENER, writes("About Lee.", part="risk", subject="p2")).fields[0][0] == "line"


def test_a_case_that_is_not_on_the_agenda_has_no_minutes() -> None:
    story = a_case(KIM)
    assert refused(story, SCREENER, writes("x")).code == "not_on_agenda"
    story = a_meeting(story=story)
    fact = at_meetings.left(story.state, story.context(MANAGER), meeting=MEETING, how="dropped", reason="Not for us.")
    story._record([fact], MANAGER)
    assert refused(story, SCREENER, writes("x")).code == "not_on_agenda"


def test_what_comes_after_the_meeting_is_taken_and_marked_as_late() -> None:
    story = a_meeting()
    story._record([at_meetings.ended(story.state, story.context(MANAGER), meeting=MEETING, held={})], MANAGER)
    story.does(SCREENER, writes("The nurse rang afterwards."))
    assert story.entries[-1].body["late"] is True


def test_somebody_who_reads_another_strand_alone_sees_no_line_and_not_that_there_was_a_meeting() -> None:
    story = a_meeting()
    story.does(SCREENER, writes("Two calls in May.", part="known", subject="p1", agency="police"))
    seen = case_view(story.state, [story.contact_state], {}, reader_of(story.hub, SCREENER), story.now)
    assert seen is not None
    assert meetings_of(seen.case)[MEETING].lines["l1"].text == "Two calls in May."
    other = case_view(story.state, [story.contact_state], {}, reader_of(story.hub, ADULTS_WORKER), story.now)
    assert other is None or not meetings_of(other.case)


def test_a_reader_who_is_not_shown_what_agencies_know_sees_the_rest_of_the_minutes() -> None:
    hub = a_hub()
    roles = tuple(
        replace(one, sections=frozenset({"decisions", "rest"})) if one.id == "worker" else one for one in hub.roles
    )
    story = a_meeting(story=a_case(KIM))
    story.does(MANAGER, writes("Two calls in May.", part="known", subject="p1", agency="police"))
    story.does(MANAGER, writes("Her mother, today.", line="l2"))
    reader = reader_of(replace(hub, roles=roles), SCREENER)
    seen = case_view(story.state, [story.contact_state], {}, reader, story.now)
    assert seen is not None
    assert list(meetings_of(seen.case)[MEETING].lines) == ["l2"]


def test_what_is_decided_and_agreed_at_a_meeting_says_so() -> None:
    story = a_meeting()
    decision = c.Decide("p1", "child", "assess", "Marks that nobody explains.", meeting=MEETING)
    assert story.does(MANAGER, decision).decision("p1", "child").meeting == MEETING  # type: ignore[union-attr]
    story.does(MANAGER, AddAction("child", "Ring the school", "The nurse", meeting=MEETING))
    assert actions(story.state)["t1"].meeting == MEETING
    assert refused(story, MANAGER, AddAction("child", "x", "y", meeting="M0000000")).fields[0][0] == "meeting"


def test_a_decision_for_a_meeting_that_the_case_is_not_on_is_not_done_yet() -> None:
    story = a_case(KIM)
    refusal = refused(story, MANAGER, c.Decide("p1", "child", "assess", "Because.", meeting=MEETING))
    assert refusal.code == "not_on_agenda"


WRITERS = (SCREENER, SECOND, MANAGER)
TEXTS = st.text(alphabet="abc ", max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), TEXTS, st.booleans()), min_size=1, max_size=12))
def test_whoever_writes_in_whatever_order_no_text_is_ever_lost(acts: list[tuple[int, str, bool]]) -> None:
    """Each act: who, what, and whether their page has the latest text before it."""
    story = a_meeting()
    saw = dict.fromkeys(range(3), 0)
    written = set()
    for who, text, looks in acts:
        lines = meetings_of(story.state)[MEETING].lines
        if looks and "l1" in lines:
            saw[who] = lines["l1"].number
        before = lines.get("l1")
        story.does(WRITERS[who], writes(text, saw[who]))
        if before is None and not text.strip():
            continue
        written.add(text.strip())
        now = line(story)
        assert written == {one.text for one in (*now.versions, *now.earlier)}
        # What somebody else wrote and this page had not shown still stands.
        unseen = (
            {one.text for one in before.versions if one.user != WRITERS[who].id and one.number > saw[who]}
            if (before)
            else set()
        )
        assert unseen <= {one.text for one in now.versions}


@pytest.mark.parametrize("part", [MinutePart("once", a_text("Once"), "note", "person")])
def test_a_part_about_a_person_asks_which(part: MinutePart) -> None:
    story = a_meeting()
    kinds = tuple(replace(one, minutes=(part,)) for one in story.hub.meeting_types)
    story.hub = replace(story.hub, meeting_types=kinds)
    assert [name for name, _ in refused(story, SCREENER, writes("x", part="once")).fields] == ["subject"]
