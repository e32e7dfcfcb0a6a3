"""Pieces of information: seen in the room, leaving only with their owner's release, or to protect somebody now."""

from __future__ import annotations

import pytest
from hubwright.domain.access import case_view, reader_of, record
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.topics import items
from hubwright.domain.cases.topics.items import item_of, items_of, may_leave, releases_of
from hubwright.domain.cases.topics.items.deeds import without
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story
from hypothesis import given
from hypothesis import strategies as st

from .acts import ADULTS_WORKER, KIM, refused
from .sharing import HEALTH_LEAD, shared, sharing_hub


def the_item(story: Story) -> items.Item:
    return items_of(story.state)[0]


def test_a_return_is_a_piece_with_owner_searcher_and_owner_of_the_system():
    story = shared(searcher="Kit of records", searcher_agency="care", system_owner="health", nature="hearsay")
    item = the_item(story)
    assert (item.owner, item.searcher, item.searcher_agency, item.system_owner) == (
        "police",
        "Kit of records",
        "care",
        "health",
    )
    assert (item.nature, item.text, item.passing_on) == ("hearsay", "Two calls in April.", "ask_first")


def test_a_chronology_is_one_piece_and_each_marked_exception_its_own():
    story = shared("", chronology="02/01/2024 Seen\n01/01/2024 Called\n* 03/01/2024 Named a neighbour\nno date")
    assert [(one.text, one.passing_on) for one in items_of(story.state)] == [
        ("01/01/2024 Called\n02/01/2024 Seen", "ask_first"),
        ("03/01/2024 Named a neighbour", "ask_first"),
    ]
    answer = story.state.checks["q1"].answer
    assert answer is not None
    assert answer["chronology"]["unparsed"] == [{"line": 4, "text": "no date"}]


def test_what_is_said_across_the_desk_belongs_to_who_said_it():
    story = Story(sharing_hub())
    story.receives(KIM)
    state = story.does(SCREENER, items.RecordItem("child", "health", "Robin of the surgery", "Seen in May."))
    item = item_of(state, "i1")
    assert item is not None
    assert (item.owner, item.searcher, item.nature) == ("health", "Robin of the surgery", "fact")
    refusal = refused(story, SCREENER, items.RecordItem("child", "fire", "", "", nature="x", passing_on="y"))
    assert {field for field, _ in refusal.fields} == {"owner", "said_by", "text", "nature", "passing_on"}


class TestLeaving:
    @pytest.mark.parametrize(
        ("passing_on", "to_these", "to", "free"),
        [
            ("ask_first", (), "health", False),
            ("ask_first", (), "police", True),
            ("hub_only", (), "health", False),
            ("as_needed", (), "health", True),
            ("as_needed", (), "", True),
            ("to_these", ("health",), "health", True),
            ("to_these", ("health",), "care", False),
            ("to_these", ("health",), "", False),
        ],
    )
    def test_what_its_owner_said_when_sharing_it_holds(self, passing_on, to_these, to, free):
        story = shared(passing_on=passing_on, release_to=to_these)
        assert may_leave(the_item(story), to, ()) is free

    def test_the_owners_last_word_about_a_receiver_holds(self):
        story = shared()
        item = the_item(story)
        story.does(POLICE, items.AnswerRelease(item.id, released=True, to=("health",)))
        releases = releases_of(story.state, item.id)
        assert may_leave(item, "health", releases)
        assert not may_leave(item, "care", releases)
        story.does(POLICE, items.AnswerRelease(item.id, released=False, reason="A trial begins."))
        assert not may_leave(item, "health", releases_of(story.state, item.id))

    def test_a_release_by_the_wrong_agency_is_not_done(self):
        story = shared()
        item = the_item(story)
        assert refused(story, MANAGER, items.AnswerRelease(item.id, released=True)).code == "not_the_owner"
        other = refused(story, HEALTH, items.AnswerRelease(item.id, released=True))
        none = refused(story, HEALTH, items.AnswerRelease("q9-1", released=True))
        assert (other.why, other.code) == (none.why, none.code)

    def test_a_refusal_says_why_not(self):
        story = shared()
        command = items.AnswerRelease(the_item(story).id, released=False)
        assert refused(story, POLICE, command).fields[0][0] == "reason"

    def test_nothing_is_passed_on_without_release_and_the_owner_is_asked(self):
        story = shared()
        item = the_item(story)
        assert refused(story, SCREENER, items.PassOn(item.id, "health")).code == "not_released"
        story.does(SCREENER, items.AskRelease(item.id, ("health",), "They see her tomorrow."))
        assert items.asked_of(story.state, item.id) is not None
        story.does(POLICE, items.AnswerRelease(item.id, released=True, to=("health",)))
        assert items.asked_of(story.state, item.id) is None
        story.does(SCREENER, items.PassOn(item.id, "health", how="telephone"))
        (left,) = items.left_of(story.state, item.id)
        assert (left["to"], left["emergency"]) == ("health", False)

    def test_what_protects_now_leaves_at_once_and_its_owner_is_told_at_once(self):
        story = shared()
        item = the_item(story)
        story.does(SCREENER, items.PassOn(item.id, "health", protect="She is being collected in ten minutes."))
        (left,) = items.left_of(story.state, item.id)
        assert left["emergency"]
        fact = story.entries[-1]
        (notice,) = notices_of([fact], story.hub, contacts={}, open_now=True)
        assert (notice.moment, notice.to, notice.place) == ("left", "police@oakfield.example", "release")
        assert "ten minutes" not in repr(notice)

    def test_a_question_takes_along_only_what_was_released(self):
        story = shared()
        item = the_item(story)
        ask = c.Ask("child", agencies=("health",), items=(item.id,))
        assert refused(story, SCREENER, ask).code == "not_released"
        story.does(POLICE, items.AnswerRelease(item.id, released=True))
        state = story.does(SCREENER, ask)
        assert [one["text"] for one in state.checks["q3"].items] == ["Two calls in April."]
        assert items.left_of(state, item.id)[0]["to"] == "health"

    def test_an_agency_is_not_sent_its_own(self):
        story = shared()
        state = story.does(SCREENER, c.Ask("child", agencies=("police",), items=(the_item(story).id,)))
        assert state.checks["q3"].items == ()
        assert items.left_of(state, the_item(story).id) == ()


class TestWhoSeesIt:
    def test_a_level_is_seen_by_its_roles_and_the_owner_alone(self):
        story = Story(sharing_hub())
        story.receives(KIM)
        story.does(SCREENER, c.Rate("child", "urgent"))
        story.does(SCREENER, c.Ask("child"))
        story.does(HEALTH, c.Return("q2", "shared", text="Persimmon", sensitivity="health"))
        for actor, seen in ((SCREENER, False), (MANAGER, False), (HEALTH_LEAD, True)):
            reader = reader_of(story.hub, actor)
            view = case_view(story.state, [], {}, reader, story.now)
            assert view is not None
            assert bool(items_of(view.case)) is seen
            assert ("Persimmon" in repr(view)) is seen
            assert ("Persimmon" in repr(record(story.entries, [], reader, story.now))) is seen
        assert refused(story, SCREENER, items.PassOn("q2-5", "care", protect="x")).code == "no_item"

    def test_below_the_threshold_an_answer_is_taken_and_not_shown(self):
        story = Story(sharing_hub(from_tier="urgent"))
        story.receives(KIM)
        story.does(SCREENER, c.Rate("child", "soon"))
        assert refused(story, SCREENER, c.Ask("child")).code == "below_threshold"
        story.does(SCREENER, c.Rate("child", "urgent"))
        story.does(SCREENER, c.Ask("child"))
        story.does(SCREENER, c.Rate("child", "soon", "Seen safe."))
        story.does(POLICE, c.Return("q1", "shared", text="Persimmon"))
        reader = reader_of(story.hub, SCREENER)
        view = case_view(story.state, [], {}, reader, story.now)
        assert view is not None
        assert view.case.checks["q1"].state == "answered"
        assert "Persimmon" not in repr(view) + repr(record(story.entries, [], reader, story.now))
        assert "shared" not in repr(view.case.checks["q1"].answer)
        story.does(SCREENER, c.Rate("child", "urgent"))
        assert "Persimmon" in repr(case_view(story.state, [], {}, reader, story.now))

    def test_a_reader_of_another_strand_sees_neither_piece_nor_release(self):
        story = shared("Persimmon")
        story.does(SCREENER, items.AskRelease(the_item(story).id, ("health",), "Persimmon again"))
        reader = reader_of(story.hub, ADULTS_WORKER)
        assert "Persimmon" not in repr(record(story.entries, [], reader, story.now))


class TestCopies:
    def test_a_copy_is_a_new_piece_with_its_source_and_the_words_are_gone(self):
        story = shared("Jo Neighbour called twice in April.", passing_on="as_needed")
        state = story.does(SCREENER, items.TakeOut(the_item(story).id, ((0, 12),), "For the school."))
        copy = item_of(state, "i1")
        assert copy is not None
        assert (copy.text, copy.derived_from, copy.owner) == ("[...] called twice in April.", "q1-5", "police")
        assert not may_leave(copy, "health", releases_of(state, copy.id)), "the owner released the whole, not the copy"

    @pytest.mark.parametrize("spans", [(), ((5, 5),), ((-1, 4),), ((0, 999),), ((4, 2),)])
    def test_only_what_a_person_chose_of_the_words_is_taken_out(self, spans):
        story = shared()
        assert refused(story, SCREENER, items.TakeOut(the_item(story).id, spans, "x")).code == "copy_incomplete"

    def test_parts_chosen_in_words_that_were_cut_make_no_copy(self):
        story = shared("Jo lives at 1 Example Row.")
        command = items.TakeOut(the_item(story).id, ((0, 2),), "x", seen="Jo lives at [...].")
        assert refused(story, SCREENER, command).code == "not_all_seen"

    @given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
    def test_nothing_that_was_taken_out_is_left(self, text, spans):
        spans = sorted({(start, end) for start, end in spans if start < end <= len(text)})
        gone = {index for start, end in spans for index in range(start, end)}
        kept = "".join(sign for index, sign in enumerate(text) if index not in gone)
        assert without(text, spans).replace("[...]", "") == kept.replace("[...]", "") or "[...]" in text
