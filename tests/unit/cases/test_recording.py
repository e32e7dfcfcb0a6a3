"""The record of a meeting: composed, put in other words, checked, sealed, amended, and never changed."""

# Long because: the record is one document, and what becomes of each part of it is asked here.

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.adults import NameSource
from hubwright.domain.cases.topics.recording import (
    AmendRecord,
    CheckRecord,
    DraftRecord,
    EditRecord,
    SealRecord,
    records_of,
    reference_of,
)
from hubwright.domain.documents.document import hashed
from hubwright.domain.errors import Broken, Refusal
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from .acts import ADULTS_WORKER, NOBODY, refused
from .recorded import MEETING, Discussion, three_siblings

SECOND = Actor("u-lou", "Lou Example", "care", frozenset({"manager"}))
SCHEMA = json.loads(files("hubwright.schemas").joinpath("record.v1.json").read_text(encoding="utf-8"))
WHY = "The school was asked and did not answer."


def valid(content):
    """The content, which is as the schema says."""
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(content)))
    return content


def sealed(tale: Discussion, record: str = "r1", reason: str = WHY) -> Discussion:
    tale.does(MANAGER, CheckRecord(record, right=True))
    tale.does(MANAGER, SealRecord(record, reason))
    return tale


def whats(content):
    return [(one["what"], one["part"], one["subject"]) for one in content["missing"]]


class TestWhatIsComposed:
    def test_three_siblings_have_an_outcome_each_with_its_reasons(self):
        content = valid(three_siblings().drafted().latest.content)
        assert [(one["subject"], one["route"], one["reasons"]) for one in content["decisions"]] == [
            ("p1", "protect", "Reasons for p1."),
            ("p2", "protect", "Reasons for p2."),
            ("p3", "assess", "Reasons for p3."),
        ]
        assert content["decisions"][0]["threshold"] == "met"
        assert [one["name"] for one in content["people"]] == ["Kim Example", "Lee Example", "Noor Example"]

    def test_the_data_carries_the_usual_handling_marking_where_the_hub_names_none(self):
        content = valid(three_siblings().drafted().latest.content)
        assert content["marking"] == {"en": "OFFICIAL-SENSITIVE", "cy": "SWYDDOGOL-SENSITIF"}

    def test_who_disagreed_is_named_with_what_they_said(self):
        (_, second, _) = three_siblings().drafted().latest.content["decisions"]
        assert [(one["name"]["en"], one["words"]) for one in second["dissent"]] == [
            ("Health", "An assessment would be enough.")
        ]

    def test_a_late_joiner_is_said_to_have_come_after_the_first_decision(self):
        rows = {one["agency"]: one for one in three_siblings().drafted().latest.content["attendance"]}
        assert rows["police"]["late"]
        assert rows["police"]["decided_before"] == ["p1"]
        assert not rows["care"]["late"]
        assert rows["care"]["decided_before"] == []

    def test_whoever_left_early_did_not_hear_what_was_decided_after(self):
        tale = three_siblings()
        rows = [dict(one) for one in tale.held["attendance"]]
        rows[2]["left"] = rows[1]["came"]
        tale.held = {**tale.held, "attendance": rows}
        attendance = tale.drafted().latest.content["attendance"]
        assert attendance[2]["decided_after"] == ["p2", "p3"]

    def test_the_chair_is_known_by_their_row_of_attendance_and_of_two_of_one_name_by_its_id(self):
        tale = three_siblings()
        rows = [{**one, "id": f"p{number}"} for number, one in enumerate(tale.held["attendance"], 1)]
        rows[2]["name"] = MANAGER.name
        tale.held = {**tale.held, "attendance": rows, "chair": MANAGER.name, "minute_taker": ""}
        assert tale.drafted().latest.content["meeting"]["chair"] == {"name": MANAGER.name, "agency": "", "user": ""}
        tale.held = {**tale.held, "chair_person": "p1"}
        assert tale.drafted().latest.content["meeting"]["chair"]["user"] == MANAGER.id

    def test_a_quorum_that_was_lost_before_the_end_is_on_the_record(self):
        tale = three_siblings()
        quorum = {"met": True, "missing": [], "at_end": {"met": False, "missing": ["police"]}}
        tale.held = {**tale.held, "quorum": quorum}
        content = valid(tale.drafted().latest.content)
        assert (content["meeting"]["quorum"]["met"], content["meeting"]["quorum"]["met_at_end"]) == (True, False)

    def test_an_agency_that_never_answered_is_said_not_to_have(self):
        content = three_siblings().drafted().latest.content
        assert ("no_response", "", "") in whats(content)
        assert content["attendance"][3]["organisation"] == "Oak School"

    def test_information_keeps_whose_it_is_and_of_what_nature(self):
        content = three_siblings().drafted().latest.content
        said = {
            one["agency"]: [(line["nature"], line["text"]) for line in one["lines"]] for one in content["information"]
        }
        assert said["police"] == [("fact", "Called to the address twice.")]
        assert said["health"] == [("hearsay", "The mother said he fell.")]
        assert said["care"] == []

    def test_the_guidance_edition_is_the_one_of_the_day(self):
        (edition,) = three_siblings().drafted().latest.content["guidance"]
        assert edition["id"] == "working-together-2026"
        assert edition["checked"] is False

    def test_actions_are_those_agreed_there(self):
        content = three_siblings().drafted().latest.content
        assert [(one["what"], one["owner"], one["subject"]) for one in content["actions"]] == [
            ("Medical today", "Pat Example", "p1"),
            ("Ring the aunt", "Pat Example", ""),
        ]

    def test_a_part_that_nobody_wrote_is_missing_and_not_empty(self):
        tale = three_siblings()
        del tale.lines["l3"]
        assert ("not_written", "risk-p1", "p1") in whats(tale.drafted().latest.content)

    def test_two_texts_that_nobody_chose_between_are_missing_a_choice(self):
        tale = three_siblings().minutes("risk", "He fell.", subject="p1", also="He was pushed.")
        assert ("two_texts", "risk-p1", "p1") in whats(tale.drafted().latest.content)

    def test_somebody_without_a_decision_is_said_to_have_none(self):
        tale = three_siblings()
        content = tale.drafted("p1").latest.content
        assert ("not_decided", "", "p1") not in whats(content)
        other = Discussion()
        other.receives(*(replace(one, id="") for one in list(tale.state.subjects.values())[:1]))
        other.begins().later(minutes=5).ends()
        assert ("not_decided", "", "p1") in whats(valid(other.drafted().latest.content))

    def test_who_referred_is_nowhere_in_it(self):
        text = json.dumps(three_siblings().drafted().latest.content)
        assert "Jo Example" not in text
        assert "jo@school.example" not in text

    def test_a_meeting_that_has_not_ended_can_be_drafted_and_says_so(self):
        tale = Discussion()
        tale.receives(*[replace(one, id="") for one in three_siblings().state.subjects.values()])
        tale.begins().minutes("risk", "Bruises.", subject="p1")
        assert ("not_ended", "", "") in whats(valid(tale.drafted().latest.content))

    def test_composing_it_twice_gives_the_same(self):
        tale = three_siblings()
        first = tale.drafted().latest.content
        assert tale.drafted().latest.content == first


class TestARecordOfTheirOwn:
    def test_somebody_named_as_the_source_of_harm_shares_no_record(self):
        tale = three_siblings()
        tale.does(SCREENER, NameSource("child", "person", "noor  EXAMPLE", ("p1",)))
        refusal = refused(tale, SCREENER, DraftRecord(MEETING, ("p1", "p2", "p3")))
        assert "separate record" in refusal.do

    def test_each_carries_nothing_of_the_other(self):
        tale = three_siblings()
        apart = tale.drafted("p3", separate=True, referral="").latest.content
        main = tale.drafted("p1", "p2").latest.content
        for content in (apart, main):
            valid(content)
        text = json.dumps(apart)
        for one in ("Kim", "Lee Example", "p1", "p2", "Called to the address", "aunt lives"):
            assert one not in text
        assert "Risk for p3." in text
        text = json.dumps(main)
        assert "Noor" not in text
        assert "Risk for p3." not in text
        assert [one["subject"] for one in main["decisions"]] == ["p1", "p2"]
        assert main["others"] == [{"id": "p3", "name": "", "role": "", "another_record": True}]

    def test_nobody_is_in_two_records_of_one_meeting(self):
        tale = three_siblings()
        tale.drafted("p1", "p2")
        assert "another record" in refused(tale, SCREENER, DraftRecord(MEETING, ("p2", "p3"))).do


class TestInOtherWords:
    def test_a_part_reads_otherwise_and_the_minutes_stay(self):
        tale = three_siblings()
        version = tale.drafted().latest
        tale.does(SCREENER, EditRecord("r1", "risk-p1", "He is at risk tonight.", version.written))
        content = valid(tale.latest.content)
        assert content["edited"]["risk-p1"]["text"] == "He is at risk tonight."
        part = next(one for one in content["parts"] if one["id"] == "risk-p1")
        assert part["lines"][0]["text"] == "Risk for p1."

    def test_words_fill_what_was_missing_and_taken_back_it_is_missing_again_when_drafted(self):
        tale = three_siblings()
        del tale.lines["l3"]
        version = tale.drafted().latest
        tale.does(SCREENER, EditRecord("r1", "risk-p1", "At risk.", version.written))
        assert ("not_written", "risk-p1", "p1") not in whats(tale.latest.content)
        tale.does(SCREENER, EditRecord("r1", "risk-p1", "", tale.latest.written))
        tale.drafted()
        assert ("not_written", "risk-p1", "p1") in whats(tale.latest.content)

    def test_two_who_write_at_once_overwrite_nothing(self):
        tale = three_siblings()
        saw = tale.drafted().latest.written
        tale.does(SCREENER, EditRecord("r1", "risk-p1", "First.", saw))
        assert refused(tale, MANAGER, EditRecord("r1", "risk-p1", "Second.", saw)).code == "written_since"

    def test_a_decision_is_no_part_to_be_reworded(self):
        tale = three_siblings()
        saw = tale.drafted().latest.written
        assert refused(tale, SCREENER, EditRecord("r1", "decision-p1", "Another.", saw)).code == "no_part"

    def test_what_was_reworded_stays_when_it_is_drafted_anew(self):
        tale = three_siblings()
        tale.does(SCREENER, EditRecord("r1", "told", "The aunt tells them.", tale.drafted().latest.written))
        assert tale.drafted().latest.content["edited"]["told"]["text"] == "The aunt tells them."

    def test_editing_what_was_checked_asks_for_checking_again(self):
        tale = three_siblings()
        tale.drafted()
        tale.does(MANAGER, CheckRecord("r1", right=True))
        tale.does(SCREENER, EditRecord("r1", "told", "By telephone.", tale.latest.written))
        assert tale.latest.state == "draft"
        assert "not been checked" in refused(tale, MANAGER, SealRecord("r1", WHY)).do


class TestCheckedAndSealed:
    def test_the_chair_checks_and_nobody_who_wrote_it(self):
        tale = three_siblings()
        tale.drafted()
        assert refused(tale, SCREENER, CheckRecord("r1", right=True)).code == "not_the_chair"
        assert refused(tale, NOBODY, CheckRecord("r1", right=True)).code == "no_record"
        tale.does(MANAGER, CheckRecord("r1", right=True))
        assert tale.latest.checked["by"] == MANAGER.name

    def test_somebody_else_who_may_approve_checks_too_unless_they_wrote_it(self):
        tale = three_siblings()
        tale.drafted(actor=SECOND)
        assert refused(tale, SECOND, CheckRecord("r1", right=True)).code == "not_the_chair"
        tale.drafted()
        tale.does(SECOND, CheckRecord("r1", right=True))
        assert tale.latest.state == "checked"

    def test_it_goes_back_with_words_and_never_without(self):
        tale = three_siblings()
        tale.drafted()
        assert refused(tale, MANAGER, CheckRecord("r1", right=False, words=" ")).code == "words_missing"
        tale.does(MANAGER, CheckRecord("r1", right=False, words="The time is wrong."))
        assert tale.latest.state == "draft"
        assert tale.latest.checked["words"] == "The time is wrong."

    def test_unchecked_with_something_missing_and_no_reason_is_refused_with_all_of_it(self):
        tale = three_siblings()
        tale.drafted()
        assert [name for name, _ in refused(tale, MANAGER, SealRecord("r1")).fields] == ["record", "reason"]

    def test_a_meeting_that_goes_on_is_not_sealed(self):
        tale = three_siblings()
        tale.held = {}
        tale.drafted()
        tale.does(SECOND, CheckRecord("r1", right=True))
        assert "has not ended" in refused(tale, SECOND, SealRecord("r1", WHY)).do

    def test_what_is_missing_is_sealed_with_its_reason(self):
        tale = sealed(three_siblings_drafted())
        assert tale.latest.content["approval"]["reason"] == WHY
        assert tale.latest.content["missing"]
        valid(tale.latest.content)

    def test_it_is_the_sealed_words_that_the_digest_is_of(self):
        version = sealed(three_siblings_drafted()).latest
        assert version.state == "sealed"
        assert version.digest == hashed(json.loads(json.dumps(version.content)))

    def test_only_who_may_approve_seals(self):
        tale = three_siblings_drafted()
        tale.does(MANAGER, CheckRecord("r1", right=True))
        for actor in (HEALTH, NOBODY, ADULTS_WORKER):
            assert refused(tale, actor, SealRecord("r1", WHY)).code in ("no_record", "no_authority")

    @pytest.mark.parametrize(
        "command",
        [
            CheckRecord("r1", right=True),
            SealRecord("r1", WHY),
            EditRecord("r1", "told", "Otherwise.", 0),
            DraftRecord(MEETING, ("p1", "p2", "p3")),
        ],
    )
    def test_nothing_changes_what_is_sealed(self, command):
        tale = sealed(three_siblings_drafted())
        refused(tale, MANAGER, command)

    def test_a_sealed_entry_whose_words_are_not_its_digests_is_broken(self):
        tale = sealed(three_siblings_drafted())
        last = tale.entries[-1]
        forged = {**last.body["content"], "marking": {"en": "PUBLIC", "cy": None}}
        with pytest.raises(Broken):
            case_of([*tale.entries[:-1], replace(last, body={**last.body, "content": forged})])

    def test_as_it_was_known_before_sealing_it_was_a_draft(self):
        tale = sealed(three_siblings_drafted())
        before = case_of(tale.entries[:-2])
        assert before is not None
        assert records_of(before)["r1"].latest.state == "draft"
        assert records_of(before)["r1"].standing is None


class TestAmending:
    def test_a_new_version_says_what_and_why_and_the_old_one_holds_until_it_is_sealed(self):
        tale = sealed(three_siblings_drafted())
        first = tale.latest
        tale.does(MANAGER, AmendRecord("r1", "The time of the medical.", "It was written down wrongly."))
        record = records_of(tale.state)["r1"]
        assert [one.state for one in record.versions] == ["sealed", "draft"]
        assert record.standing == first
        tale.does(SCREENER, EditRecord("r1", "told", "Tonight.", record.latest.written))
        sealed(tale)
        record = records_of(tale.state)["r1"]
        assert [one.state for one in record.versions] == ["superseded", "sealed"]
        assert record.versions[0].content == first.content
        assert record.versions[0].digest == first.digest
        (said,) = valid(record.latest.content)["amendments"]
        assert (said["version"], said["what"]) == (2, "The time of the medical.")

    def test_without_what_and_why_it_is_refused_with_both(self):
        tale = sealed(three_siblings_drafted())
        assert [name for name, _ in refused(tale, MANAGER, AmendRecord("r1", "", " ")).fields] == ["what", "why"]

    def test_one_version_at_a_time(self):
        tale = sealed(three_siblings_drafted())
        tale.does(MANAGER, AmendRecord("r1", "A name.", "It was misspelt."))
        assert refused(tale, MANAGER, AmendRecord("r1", "Another.", "Also.")).code == "amend_wrong"


class TestWhoSeesIt:
    def test_a_meeting_of_another_case_has_no_record_here(self):
        assert refused(three_siblings(), SCREENER, DraftRecord("OTHER", ("p1",))).code == "no_meeting"

    def test_nobody_is_invented(self):
        assert refused(three_siblings(), SCREENER, DraftRecord(MEETING, ("p1", "p9"))).code == "draft_wrong"
        assert refused(three_siblings(), SCREENER, DraftRecord(MEETING, ())).code in ("draft_wrong", "no_authority")

    def test_a_record_has_a_reference_of_its_own(self):
        tale = three_siblings_drafted()
        assert tale.latest.content["reference"] == reference_of(tale.case, "r1") == f"{tale.case}-R1"


def three_siblings_drafted() -> Discussion:
    tale = three_siblings()
    tale.drafted()
    return tale


ACTS = st.sampled_from(
    [
        CheckRecord("r1", right=True),
        CheckRecord("r1", right=False, words="Look again."),
        SealRecord("r1", WHY),
        SealRecord("r1"),
        AmendRecord("r1", "A word.", "It was wrong."),
        EditRecord("r1", "told", "Otherwise.", 0),
        DraftRecord(MEETING, ("p1", "p2", "p3"), referral="Other words."),
    ]
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([SCREENER, MANAGER, SECOND]), ACTS), max_size=12), WORDS)
def test_no_deed_changes_a_sealed_version_and_every_digest_is_of_its_words(turns, words):
    tale = three_siblings().minutes("told", words)
    tale.drafted()
    sealed_ones: dict[int, str] = {}
    for actor, chosen in turns:
        command = chosen
        if isinstance(chosen, EditRecord):
            command = replace(chosen, saw=tale.latest.written, text=words)
        try:
            tale.does(actor, command)
        except Refusal:
            continue
        record = records_of(tale.state)["r1"]
        valid(record.latest.content)
        for one in record.versions:
            if one.digest:
                assert hashed(json.loads(json.dumps(one.content))) == one.digest
                assert sealed_ones.setdefault(one.number, one.digest) == one.digest
        assert sum(one.state == "sealed" for one in record.versions) <= 1
