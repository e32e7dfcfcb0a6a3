"""The record of a meeting as a document: every section of it, each piece with what it is about, in two languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.cases.topics.recording import AmendRecord, CheckRecord, EditRecord, SealRecord, records_of
from hubwright.domain.definitions.hub import DocumentLayout, DocumentSection, MinutePart
from hubwright.domain.documents.comparing import differences
from hubwright.domain.documents.document import pieces
from hubwright.domain.documents.recording import document_of, missing_said, parts_said, words_of_part
from hubwright.domain.documents.redacting import all_texts
from hubwright.domain.documents.sections import SECTIONS
from hubwright.reference.provisions import provision_name, provision_named
from hubwright.testing.hubs import a_text
from hubwright.testing.stories import MANAGER, SCREENER

from tests.unit.cases.recorded import Discussion, a_meeting_hub, three_siblings


def document(tale: Discussion, number: int = 0, **parts):
    record = records_of(tale.state)["r1"]
    version = record.versions[number - 1] if number else record.latest
    given = {"language": "en", "issued_to": "Pat Example, Police", "made": "2026-06-08T10:30Z", **parts}
    return document_of(given.pop("hub", tale.hub), record, version, **given)


def text_of(one) -> str:
    return "\n".join(all_texts(one))


def drafted() -> Discussion:
    tale = three_siblings()
    tale.drafted()
    return tale


def sealed(tale: Discussion) -> Discussion:
    tale.does(MANAGER, CheckRecord("r1", right=True))
    tale.does(MANAGER, SealRecord("r1", "The school did not answer."))
    return tale


class TestWhatItSays:
    def test_every_section_of_the_kind_stands_in_it(self):
        found = {one.id for one in document(drafted()).sections if one.level == 1}
        assert found == set(SECTIONS["meeting_record"])

    def test_each_child_has_a_section_with_the_decision_and_its_reasons(self):
        sections = {one.id: one for one in document(drafted()).sections}
        for id, name in (("p1", "Kim Example"), ("p2", "Lee Example"), ("p3", "Noor Example")):
            section = sections[f"decision-{id}"]
            assert section.heading == name
            assert f"Reasons for {id}." in str(section.blocks)

    def test_the_late_joiner_and_what_was_decided_before_are_said(self):
        said = text_of(document(drafted()))
        assert "joined at" in said
        assert "not there when it was decided for Kim Example" in said

    def test_dissent_and_whose_is_said(self):
        assert "An assessment would be enough." in text_of(document(drafted()))

    def test_pieces_have_ids_of_their_own_and_say_whose_they_are(self):
        found = list(pieces(document(drafted())))
        assert len({one.id for one in found}) == len(found)
        marks = {mark for one in found for mark in one.about}
        assert {"agency:police", "agency:health", "subject:p1", "referrer", "not_to:p1"} <= marks

    def test_nothing_that_was_said_or_is_missing_goes_unsaid_for_a_layout_that_does_not_name_it(self):
        layout = DocumentLayout("strategy-record", a_text("Short"), "meeting_record", (DocumentSection("decisions"),))
        short = document(drafted(), hub=replace(a_meeting_hub(), documents=(layout,)))
        whole = document(drafted())
        assert short.sections[0].id == "decisions"
        assert {one.id for one in short.sections if one.level == 1} >= {"decisions", "missing", "views", "family"}
        said = {one.id: one for one in pieces(whole) if not one.id.endswith(".nothing")}
        assert set(said) <= {one.id for one in pieces(short)}
        assert "Was asked to come and did not answer" in text_of(short)

    def test_every_kind_of_part_that_a_meeting_may_ask_for_is_in_the_record(self):
        kinds = ("changed", "communication", "medical", "safety", "criminal", "note")
        parts = tuple(MinutePart(kind, a_text(kind.title()), kind, "person") for kind in kinds)
        tale = three_siblings(a_meeting_hub(minutes=parts))
        for kind in kinds:
            tale.minutes(kind, f"Said of {kind}.", "p1")
        tale.drafted()
        said = text_of(document(tale))
        assert [kind for kind in kinds if f"Said of {kind}." not in said] == []

    def test_it_carries_its_version_and_the_hash_of_what_was_sealed(self):
        tale = sealed(drafted())
        one = document(tale)
        assert (one.version, one.sealed) == (1, tale.latest.digest)
        assert "The school did not answer." in text_of(one)

    @pytest.mark.parametrize("language", ["en", "cy"])
    def test_it_is_whole_in_both_languages(self, language):
        one = document(drafted(), language=language)
        assert ("Cworwm" in text_of(one)) is (language == "cy")

    def test_words_put_in_place_of_the_minutes_say_whose_they_are(self):
        tale = drafted()
        tale.does(SCREENER, EditRecord("r1", "risk-p1", "At risk tonight.", tale.latest.written))
        said = text_of(document(tale))
        assert "At risk tonight." in said
        assert "Put in these words by Alex Example" in said
        assert "Risk for p1." not in said

    def test_two_texts_are_both_shown_as_unchosen(self):
        tale = three_siblings().minutes("risk", "He fell.", subject="p1", also="He was pushed.")
        tale.drafted()
        said = text_of(document(tale))
        assert "He fell.\nHe was pushed." in said
        assert "nobody chose" in said

    def test_a_separate_record_says_that_it_stands_by_itself(self):
        tale = three_siblings()
        tale.drafted("p3", separate=True)
        assert "stands by itself" in text_of(document(tale))


class TestPartsByName:
    def test_each_part_that_may_be_reworded_is_called_something_and_says_its_words(self):
        version = drafted().latest
        names = parts_said(version, "en")
        assert names["risk-p1"] == "Risk: Kim Example"
        assert words_of_part(version, "risk-p1") == "Risk for p1."
        assert words_of_part(version, "referral") == "Bruises were seen."
        assert words_of_part(version, "information-police") == "Called to the address twice."

    def test_what_is_missing_is_a_sentence_each(self):
        assert any("did not answer" in one for one in missing_said(drafted().latest, "en"))


def test_the_difference_between_two_versions_is_said_in_words():
    tale = sealed(drafted())
    tale.does(MANAGER, AmendRecord("r1", "Who tells them.", "It was left open."))
    tale.does(SCREENER, EditRecord("r1", "told", "The aunt tells them.", tale.latest.written))
    found = differences(document(tale, 1), document(tale, 2))
    assert any(one.now == "The aunt tells them." and one.where[-1] == "Who tells the family what" for one in found)
    assert any("Who tells them." in one.now for one in found)
    assert differences(document(tale, 1), document(tale, 1)) == ()


def test_where_nobody_was_named_to_take_the_minutes_it_is_whoever_wrote_them() -> None:
    tale = three_siblings()
    tale.held = {**tale.held, "minute_taker": {}}
    content = tale.drafted().latest.content
    assert content["meeting"]["minute_taker"]["name"] == SCREENER.name


def test_a_provision_is_called_by_its_name_and_one_that_nobody_knows_by_its_id():
    names = provision_name("ca1989-s47")
    assert provision_named("en")("ca1989-s47") == names["en"]
    assert provision_named("cy")("ca1989-s47") == names.get("cy", names["en"])
    assert provision_named("cy")("of-no-nation") == "of-no-nation"
