from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.topics.looking_up import LookUp, looked_up, place_of, proposed
from hubwright.domain.cases.topics.passing import AnswerPassing, PassOn, passings_of, unconfirmed
from hubwright.domain.definitions.hub import Place
from hubwright.testing.doors import with_doors
from hubwright.testing.hubs import a_text
from hubwright.testing.stories import MANAGER, SCREENER, Story

from .acts import KIM, NOBODY, refused

TODAY = date(2026, 6, 8)
ELSEWHERE = Subject("", "Kim Example", address={"kind": "uk", "lines": ["1 Far Street"], "postcode": "zz91aa"})
HERE = Subject("", "Lee Example", address={"kind": "uk", "lines": ["2 Near Street"], "postcode": "ZZ1 4BB"})
PASSED = PassOn("elmfield", "", "They live there.", "no")


def a_report(*subjects: Subject, **parts: object) -> Story:
    story = Story(with_doors())
    story.receives(*(subjects or (ELSEWHERE,)), door="reports", actor=SCREENER, **parts)
    return story


class TestTheHubOwnsItUntilSomebodyElseHasIt:
    def test_passed_on_it_waits_for_an_answer_within_a_clock(self):
        story = a_report()
        story.does(SCREENER, PASSED)
        assert unconfirmed(story.state).to == "Elmfield Council"
        assert story.state.clocks["confirm:t1"].rule == "confirm"
        assert story.state.closed is None

    def test_nobody_answers_and_the_clock_climbs(self):
        story = a_report()
        story.does(SCREENER, PASSED)
        story.later(days=2)
        assert {one.type for one in story.watches()} >= {"case.alarm_raised", "case.alarm_told"}
        assert [one.clock for one in story.state.alarms.values()] == ["confirm:t1"]

    def test_confirmed_the_clock_is_met_and_the_case_can_be_closed(self):
        story = a_report()
        story.does(SCREENER, PASSED)
        assert refused(story, MANAGER, c.Close("Gone.")).code == "not_confirmed"
        story.does(SCREENER, AnswerPassing("t1", True, "Their duty desk"))
        assert story.state.clocks["confirm:t1"].state == "met"
        assert refused(story, MANAGER, c.Close("Gone.")).code != "not_confirmed"

    def test_given_back_with_a_reason_the_hub_works_on_it_as_before(self):
        story = a_report()
        story.does(SCREENER, PASSED)
        assert refused(story, SCREENER, AnswerPassing("t1", False, "Duty desk")).code == "reason_missing"
        story.does(SCREENER, AnswerPassing("t1", False, "Duty desk", "They moved in March."))
        assert unconfirmed(story.state) is None
        story.does(SCREENER, PassOn("", "Another council", "They live there.", "no"))
        assert list(passings_of(story.state)) == ["t1", "t2"]

    def test_it_is_passed_on_to_one_at_a_time_and_answered_once(self):
        story = a_report()
        story.does(SCREENER, PASSED)
        assert refused(story, SCREENER, PASSED).code == "passed_on"
        story.does(SCREENER, AnswerPassing("t1", True, "Duty desk"))
        assert refused(story, SCREENER, AnswerPassing("t1", True, "Duty desk")).code == "no_passing"


class TestProtectionComesFirst:
    def test_whoever_is_found_here_is_acted_on_here_first(self):
        story = a_report()
        here = PassOn("elmfield", "", "They live there.", "yes")
        assert refused(story, SCREENER, here).code == "found_here"
        story.does(SCREENER, c.ActNow("A social worker went at once."))
        story.does(SCREENER, here)
        assert unconfirmed(story.state) is not None

    def test_what_was_done_here_may_also_be_said(self):
        story = a_report()
        story.does(SCREENER, PassOn("elmfield", "", "Theirs.", "yes", done_first="Seen at school by our worker."))
        assert unconfirmed(story.state).done_first == "Seen at school by our worker."

    def test_danger_that_nobody_took_on_is_passed_on_to_nobody(self):
        assert refused(a_report(danger=True), SCREENER, PASSED).code == "alarm_open"

    def test_whether_they_are_here_is_always_asked(self):
        assert refused(a_report(), SCREENER, PassOn("elmfield", "", "Theirs.")).code == "found_here_missing"

    @pytest.mark.parametrize(
        ("command", "code"),
        [
            (PassOn("", "", "Theirs.", "no"), "to_missing"),
            (PassOn("oakfield", "", "Theirs.", "no"), "to_missing"),
            (PassOn("elmfield", "", " ", "no"), "why_missing"),
        ],
    )
    def test_it_is_said_to_whom_and_why(self, command, code):
        assert refused(a_report(), SCREENER, command).code == code

    def test_whoever_gives_no_case_its_owner_passes_none_on(self):
        assert refused(a_report(), NOBODY, PASSED).code == "no_authority"


class TestWhereTheyLive:
    places = (
        Place("a", a_text("A"), ("M2", "BL")),
        Place("b", a_text("B"), ("M25",), served=False),
        Place("c", a_text("C"), ("M25 1",)),
    )

    @pytest.mark.parametrize(
        ("postcode", "place"),
        [
            ("M2 1AA", "a"),
            ("m21aa", "a"),
            ("M25 2AA", "b"),
            ("M25 1AA", "c"),
            ("BL9 0AA", "a"),
            ("B1 1AA", None),
            ("M3 1AA", None),
            ("", None),
            ("not known", None),
        ],
    )
    def test_the_longest_beginning_of_a_postcode_says_it(self, postcode, place):
        subject = Subject("", "", address={"kind": "uk", "lines": [], "postcode": postcode})
        found = place_of(subject, self.places)
        assert (found.id if found else None) == place

    def test_no_address_says_nothing(self):
        assert place_of(KIM, self.places) is None


class TestProposals:
    def test_an_address_in_another_council_proposes_to_pass_it_on_with_its_reason(self):
        story = a_report()
        (first, _) = proposed(story.state, story.hub, TODAY)
        assert (first.proposal.act, first.holds, first.place.id) == ("pass_on", True, "elmfield")

    def test_an_address_here_proposes_nothing(self):
        story = a_report(HERE)
        assert [one.proposal.id for one in proposed(story.state, story.hub, TODAY)] == ["known"]

    @pytest.mark.parametrize("people", [(KIM,), (HERE, KIM), ()])
    def test_an_address_nobody_knows_proposes_nothing_and_says_what_is_missing(self, people):
        story = Story(with_doors())
        story.receives(*people, door="reports", actor=SCREENER)
        found = {one.proposal.id: one for one in proposed(story.state, story.hub, TODAY)}
        assert found["elsewhere"].holds is None
        assert found["elsewhere"].missing == ("lives_here",)

    def test_whether_they_are_known_is_looked_up_by_a_person(self):
        story = a_report(HERE)
        assert proposed(story.state, story.hub, TODAY)[0].missing == ("known",)
        story.does(SCREENER, LookUp("yes", words="Open to the locality team."))
        assert proposed(story.state, story.hub, TODAY)[0].holds is True
        story.does(SCREENER, LookUp("no"))
        assert proposed(story.state, story.hub, TODAY) == ()

    def test_not_being_able_to_tell_is_an_answer_and_leaves_the_proposal_open(self):
        story = a_report(HERE)
        story.does(SCREENER, LookUp("cannot_tell"))
        assert looked_up(story.state).known == "cannot_tell"
        assert proposed(story.state, story.hub, TODAY)[0].holds is None

    def test_what_was_said_before_stays_where_the_next_look_leaves_it_open(self):
        story = a_report(HERE)
        story.does(SCREENER, LookUp("yes"))
        story.does(SCREENER, LookUp("", found_here="yes"))
        assert (looked_up(story.state).known, looked_up(story.state).found_here) == ("yes", "yes")

    @pytest.mark.parametrize("command", [LookUp(""), LookUp("perhaps"), LookUp("yes", found_here="perhaps")])
    def test_what_says_nothing_is_not_done_yet(self, command):
        assert refused(a_report(HERE), SCREENER, command).code == "known_missing"

    def test_proposals_do_nothing_by_themselves(self):
        story = a_report()
        before = len(story.entries)
        proposed(story.state, story.hub, TODAY)
        story.watches()
        assert len(story.entries) == before


def test_times_that_are_still_to_come_are_not_taken():
    story = Story(with_doors())
    with pytest.raises(Exception, match="still to come"):
        story.receives(KIM, received=datetime(2030, 1, 1, tzinfo=UTC))
