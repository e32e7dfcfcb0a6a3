from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.access import case_view, check_view, record, row_view, scope
from hubwright.domain.access.keeping_back import WITHHELD
from hubwright.domain.access.scope import Nothing
from hubwright.domain.projections import project
from hubwright.testing.stories import MONDAY

from .readers import (
    ADULT_ONLY,
    CHILD_ONLY,
    HEALTH_ONLY,
    HIDDEN_WORDS,
    POSTCODE,
    REFERRER_EMAIL,
    REFERRER_NAME,
    REFERRER_PHONE,
    STREET,
    a_marked_hub,
    a_marked_story,
    reader,
)

STORY = a_marked_story()
NOW = STORY.now


def seen_by(*roles: str, **parts):
    return case_view(STORY.state, [STORY.contact_state], STORY.hub.forms, reader(*roles, **parts), NOW)


def lines_for(*roles: str):
    return record(STORY.entries, [STORY.contact_state], reader(*roles), NOW)


def everything_shown_to(*roles: str, agency: str = "care") -> str:
    """All that any view, list or record gives this reader, as one text."""
    who = reader(*roles, agency=agency)
    contacts = [STORY.contact_state]
    checks = [check_view(STORY.state, ask, who, NOW, contacts) for ask in STORY.state.checks]
    rows = project(STORY.state.stream, STORY.entries)["case_row"]
    scoped = [row_view(row, "case_row", who) for row in rows if who.may("case.read", row["pathway"])]
    return repr([seen_by(*roles, agency=agency), record(STORY.entries, contacts, who, NOW), checks, scoped])


class TestTheWholeOfIt:
    def test_whoever_may_see_everything_sees_everything(self):
        shown = everything_shown_to("everything")
        for mark in (
            STREET,
            POSTCODE,
            REFERRER_NAME,
            REFERRER_EMAIL,
            REFERRER_PHONE,
            HIDDEN_WORDS,
            CHILD_ONLY,
            HEALTH_ONLY,
        ):
            assert mark in shown
        assert "Nobody knows what this is" in shown


class TestProtectedAddresses:
    @pytest.mark.parametrize(
        "roles", [("reads",), ("knows-referrers",), ("sees-hidden",), ("reads-adults",), ("answers",)]
    )
    def test_the_lines_of_a_protected_address_appear_nowhere(self, roles):
        for agency in ("care", "police", "health"):
            shown = everything_shown_to(*roles, agency=agency).lower()
            assert STREET.lower() not in shown
            assert POSTCODE.lower() not in shown

    def test_who_may_see_it_in_one_strand_does_not_see_it_in_the_other(self):
        assert STREET.lower() not in everything_shown_to("reads", "all-adults").lower()
        assert STREET in everything_shown_to("all-children", "reads-adults")

    def test_it_is_left_out_and_said_to_be_left_out(self):
        view = seen_by("reads")
        assert view.case.subjects["p1"].address == WITHHELD
        assert {"where", "home"} <= view.contacts[0].withheld
        answers = view.contacts[0].contact.answers
        assert answers["people"]["value"][0]["row_home"]["value"] == WITHHELD
        assert answers["one"]["value"] == {"given": "Kim", "address": WITHHELD}


class TestTheReferrer:
    @pytest.mark.parametrize("roles", [("reads",), ("sees-homes",), ("sees-hidden",), ("reads-adults",), ("answers",)])
    def test_their_name_and_numbers_appear_nowhere(self, roles):
        for agency in ("care", "police", "health"):
            shown = everything_shown_to(*roles, agency=agency).lower()
            for mark in (REFERRER_NAME, REFERRER_EMAIL, REFERRER_PHONE):
                assert mark.lower() not in shown

    def test_what_they_thought_of_the_risk_is_for_everybody(self):
        assert seen_by("reads").contacts[0].contact.answers["risk"]["value"] == "High"

    def test_the_view_says_that_the_referrer_is_not_shown(self):
        assert not seen_by("reads").contacts[0].knows_referrer
        assert seen_by("knows-referrers").contacts[0].contact.referrer["name"] == REFERRER_NAME

    def test_the_beginning_of_what_they_wrote_is_empty_in_lists(self):
        row = project(STORY.state.stream, STORY.entries)["case_row"][0]
        assert row_view(row, "case_row", reader("reads"))["what"] is None
        assert row_view(row, "case_row", reader("knows-referrers", "sees-homes"))["what"] == row["what"]


class TestHiddenAnswers:
    def test_what_was_typed_and_hidden_is_for_whoever_may_read_it(self):
        assert HIDDEN_WORDS not in everything_shown_to("knows-referrers")
        assert HIDDEN_WORDS in everything_shown_to("sees-hidden")

    def test_a_question_for_some_is_for_them_alone(self):
        assert "For managers alone" not in everything_shown_to("reads")
        assert "For managers alone" in everything_shown_to("everything")

    def test_an_answer_to_no_known_question_is_for_whoever_may_see_everything(self):
        assert "Nobody knows what this is" not in everything_shown_to("sees-homes", "knows-referrers")

    def test_the_lookup_of_a_draft_is_for_nobody(self):
        assert "lookup-of-a-draft" not in everything_shown_to("everything")


class TestSections:
    """A role that is shown parts of a case sees those, and in the record only that something happened."""

    def test_what_was_said_is_for_those_who_are_shown_contacts(self):
        assert seen_by("reads-checks").contacts == ()
        assert seen_by("reads-checks").case.what == ""
        assert seen_by("reads-contacts").contacts

    def test_checks_are_for_those_who_are_shown_checks(self):
        assert seen_by("reads-contacts").case.checks == {}
        assert seen_by("reads-checks").case.checks
        assert HEALTH_ONLY not in everything_shown_to("reads-contacts")
        assert HEALTH_ONLY in everything_shown_to("reads-checks")

    def test_why_it_was_decided_is_for_those_who_are_shown_decisions(self):
        (decision,) = [one for one in seen_by("reads-checks").case.decisions if one.subject == "p2"]
        assert (decision.route, decision.reasons, decision.views) == ("advice", "", "")

    def test_the_record_says_what_happened_and_not_what_was_said(self):
        whole = lines_for("everything")
        parts = lines_for("reads-checks")
        assert [line.type for line in parts] == [line.type for line in whole]
        assert all(line.body == {} for line in parts)

    def test_two_roles_add_up(self):
        view = seen_by("reads-checks", "reads-contacts")
        assert view.contacts
        assert view.case.checks

    def test_whom_it_is_about_and_how_urgent_it_is_are_always_shown(self):
        case = seen_by("reads-checks").case
        assert case.subjects
        assert case.ratings


class TestPathways:
    def test_a_reader_of_one_strand_sees_nothing_of_the_other(self):
        assert CHILD_ONLY not in everything_shown_to("all-adults")
        assert ADULT_ONLY not in everything_shown_to("all-children")
        assert CHILD_ONLY in everything_shown_to("all-children")

    def test_the_case_is_cut_to_the_strand(self):
        case = seen_by("all-adults").case
        assert case.pathways == ("adult",)
        assert list(case.subjects) == ["p2"]
        assert list(case.checks) == ["q3"]
        assert case.actions == ()
        assert {pathway for _, pathway in case.owed} == {"adult"}
        assert {clock.pathway for clock in case.clocks.values()} <= {None, "adult"}
        assert {alarm.clock for alarm in case.alarms.values()} <= {None, *case.clocks}

    def test_roles_add_up(self):
        assert seen_by("reads-adults", "all-children").case.pathways == ("child", "adult")

    def test_a_role_without_pathways_is_for_all_whatever_a_narrower_one_says(self):
        assert seen_by("reads-adults", "reads").case.pathways == ("child", "adult")


class TestPartners:
    @pytest.mark.parametrize("agency", ["police", "health"])
    def test_an_agency_sees_its_own_asks_and_nothing_else(self, agency):
        who = reader("answers", agency=agency)
        assert seen_by("answers", agency=agency) is None
        assert record(STORY.entries, [STORY.contact_state], who, NOW) == ()
        views = {ask: check_view(STORY.state, ask, who, NOW) for ask in STORY.state.checks}
        assert {views[ask].check.agency for ask in views if views[ask]} == {agency}
        assert check_view(STORY.state, "q9", who, NOW) is None

    def test_a_partner_learns_the_person_but_not_which_other_strands_they_stand_in(self):
        story = a_marked_story()
        both = replace(story.state.subjects["p1"], pathways=("child", "adult"))
        state = replace(story.state, subjects={**story.state.subjects, "p1": both})
        view = check_view(state, "q1", reader("answers", agency="police"), story.now)
        assert [(one.name, one.pathways) for one in view.subjects] == [("Kym Example", ("child",))]

    def test_what_another_agency_answered_is_not_for_them(self):
        assert HEALTH_ONLY not in everything_shown_to("answers", agency="police")
        assert HEALTH_ONLY in everything_shown_to("answers", agency="health")
        assert HEALTH_ONLY in everything_shown_to("reads", agency="police")

    def test_a_partner_of_one_pathway_sees_its_asks_of_that_pathway_only(self):
        who = reader("answers-adults", agency="police")
        assert [ask for ask in STORY.state.checks if check_view(STORY.state, ask, who, NOW)] == ["q3"]


class TestSeats:
    @pytest.mark.parametrize(
        "times", [{"ends": NOW}, {"ends": NOW - timedelta(days=1)}, {"begins": NOW + timedelta(seconds=1)}]
    )
    def test_a_seat_that_has_ended_or_not_begun_opens_nothing(self, times):
        who = reader("everything", "answers", agency="police", **times)
        assert seen_by("everything", **times) is None
        assert record(STORY.entries, [STORY.contact_state], who, NOW) == ()
        assert check_view(STORY.state, "q1", who, NOW) is None
        assert scope(who, "case_row", NOW) == Nothing()

    def test_a_role_the_hub_no_longer_has_grants_nothing(self):
        assert seen_by("retired") is None
        assert seen_by("nothing") is None

    @pytest.mark.parametrize("table", ["case_clock", "contact_row", "users", ""])
    def test_a_list_the_policy_does_not_name_is_closed_to_everybody(self, table):
        assert scope(reader("everything"), table, NOW) == Nothing()


class TestTheRecord:
    def test_every_entry_has_its_line_for_whoever_may_see_everything(self):
        assert [one.number for one in lines_for("everything")] == [one.number for one in STORY.entries]

    def test_a_correction_stands_beside_what_it_puts_right(self):
        first = lines_for("everything")[0]
        assert first.corrected_by
        assert first.body["subjects"][0]["name"] == "Kim Example"

    def test_an_address_protected_later_is_protected_from_its_beginning(self):
        story = a_marked_story()
        opened = story.entries[0]
        people = [{**one, "address": {**one.get("address", {}), "protected": False}} for one in opened.body["subjects"]]
        entries = [replace(opened, body={**opened.body, "subjects": people}), *story.entries[1:]]
        assert STREET not in repr(record(entries, [], reader("reads"), NOW))

    def test_what_was_destroyed_has_a_line_that_says_so_and_no_content(self):
        gone = [replace(one, body={}, destroyed="Article 17") if one.number == 4 else one for one in STORY.entries]
        line = next(one for one in record(gone, [STORY.contact_state], reader("everything"), NOW) if one.number == 4)
        assert (line.destroyed, line.body) == ("Article 17", {})

    def test_cut_short_it_is_the_record_as_of_then(self):
        assert len(record(STORY.entries[:3], [STORY.contact_state], reader("reads"), NOW)) == 3

    def test_an_empty_stream_has_no_record(self):
        assert record([], [], reader("everything"), MONDAY) == ()

    def test_a_note_about_both_strands_is_for_readers_of_both(self):
        def notes(*roles):
            return [one.body["text"] for one in lines_for(*roles) if one.type == "case.noted"]

        assert len(notes("everything")) == 3
        assert notes("all-adults") == [f"{ADULT_ONLY} is well."]


def test_every_permission_a_role_may_name_is_known():
    for role in a_marked_hub().roles:
        assert role.permissions <= set(reader("everything").grants) | {"check.answer"}
