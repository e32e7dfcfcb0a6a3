"""Redacted copies on a case: proposed, decided piece by piece, checked by somebody else, made as checked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hubwright.actions.copy_aids import copy_aids
from hubwright.domain.access import case_view, reader_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.redacting import (
    Adds,
    BeginCopy,
    ChangeCopy,
    CheckCopy,
    Copy,
    EndKeepFrom,
    KeepFrom,
    MakeCopy,
    SendToCheck,
    copies_of,
    redacting_of,
)
from hubwright.domain.documents.document import Document, Fact, Paragraph, Section
from hubwright.domain.documents.proposing import Recipient
from hubwright.domain.documents.reading import kept
from hubwright.domain.documents.redacting import GONE
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from .acts import refused

SECOND = Actor("u-second", "Jo Second", "care", frozenset({"manager"}), frozenset({"social_worker"}))
PLACE = {"kind": "uk", "lines": ["14 Zinnia Road"], "town": "Oakfield", "postcode": "ZZ9 4ZZ", "protected": True}
ELSIE = Subject("", "Elsie Sample", born={"year": 2017}, address=PLACE)
MARCUS = Subject("", "Marcus Sample", born={"year": 1988}, role="father")
FATHER = Recipient("parent", "p2", ("p1",), name="Mr M. Sample")


def a_document(*more: Paragraph) -> dict[str, Any]:
    said = Paragraph("b1", "Elsie lives at 14 Zinnia Rd with her aunt.", ("subject:p1",))
    police = Paragraph("b2", "An old caution of a neighbour.", ("agency:police",))
    return kept(
        Document(
            kind="meeting_record", title="Record", language="en", reference="R", version=1, marking="OFFICIAL",
            handling="", issued_to="", made="2026-06-08T10:00Z", hub="Oakfield", facts=(Fact("f1", "Held", "8 June"),),
            sections=(Section("information", "What is known", (said, police, *more)),),
        )
    )  # fmt: skip


@pytest.fixture
def story() -> Story:
    story = Story()
    story.receives(ELSIE, MARCUS)
    return story


def helped(story: Story, command: Any) -> Any:
    return replace(command, aids=copy_aids(story.state, [story.contact_state], story.hub, story.now))


def begun(story: Story, recipient: Recipient = FATHER, actor: Actor = MANAGER, **parts: Any) -> Copy:
    story.does(actor, helped(story, BeginCopy("", parts.pop("document", a_document()), recipient)))
    return copies_of(story.state)["k1"]


def checked(story: Story) -> Copy:
    begun(story)
    story.does(MANAGER, SendToCheck("k1"))
    story.does(SECOND, CheckCopy("k1", True))
    return copies_of(story.state)["k1"]


class TestBeginning:
    def test_what_the_father_may_not_have_is_proposed_each_with_its_reason(self, story: Story) -> None:
        copy = begun(story)
        assert {(one.because, one.withheld.reason) for one in copy.choices} == {
            ("address", "serious_harm"),
            ("agency", "confidence"),
        }
        assert [one.withheld.words for one in copy.choices if one.withheld.words] == ["14 Zinnia Rd"]
        assert copy.state == "begun"

    @pytest.mark.parametrize(
        ("recipient", "field"),
        [
            (replace(FATHER, kind=""), "kind"),
            (replace(FATHER, subject="p9"), "subject"),
            (replace(FATHER, on_behalf=("p9",)), "on_behalf"),
            (replace(FATHER, name=" "), "name"),
            (Recipient("agency", agency="nowhere", name="Nobody"), "agency"),
            (Recipient("subject", name="Somebody"), "subject"),
        ],
    )
    def test_whom_it_is_for_is_asked_for(self, story: Story, recipient: Recipient, field: str) -> None:
        refusal = refused(story, MANAGER, helped(story, BeginCopy("", a_document(), recipient)))
        assert (refusal.code, [name for name, _ in refusal.fields]) == ("no_recipient", [field])

    def test_nobody_begins_one_who_may_not_or_is_not_shown_what_is_protected(self, story: Story) -> None:
        command = helped(story, BeginCopy("", a_document(), FATHER))
        assert refused(story, POLICE, command).code == "no_authority"
        half = replace(next(one for one in story.hub.roles if one.id == "manager"), id="half")
        half = replace(half, permissions=half.permissions - {"protected.read"})
        story.hub = replace(story.hub, roles=(*story.hub.roles, half))
        assert refused(story, replace(MANAGER, roles=frozenset({"half"})), command).code == "not_all_seen"

    def test_a_record_that_is_not_sealed_has_no_copy(self, story: Story) -> None:
        assert refused(story, MANAGER, helped(story, BeginCopy("r1", a_document(), FATHER))).code == "no_record"

    def test_what_he_must_not_learn_is_looked_for_without_anybody_remembering(self, story: Story) -> None:
        story.does(SCREENER, KeepFrom("with her aunt", "Her mother asked; he threatened the aunt.", subject="p2"))
        copy = begun(story)
        assert ("not_to", "with her aunt") in {(one.because, one.withheld.words) for one in copy.choices}
        other = replace(FATHER, subject="", kind="family", name="Ms Other")
        story.does(MANAGER, helped(story, BeginCopy("", a_document(), other)))
        assert "not_to" not in {one.because for one in copies_of(story.state)["k2"].choices}


class TestDeciding:
    def test_letting_a_proposed_piece_stay_needs_words(self, story: Story) -> None:
        copy = begun(story)
        id = next(one.withheld.id for one in copy.choices if one.because == "agency")
        assert refused(story, MANAGER, helped(story, ChangeCopy("k1", keeps={id: " "}))).fields[0][0] == f"keep-{id}"
        story.does(MANAGER, helped(story, ChangeCopy("k1", keeps={id: "Police told him themselves."})))
        after = copies_of(story.state)["k1"]
        stays = next(one for one in after.choices if one.withheld.id == id)
        assert (stays.stays, stays.why, stays.by) == (True, "Police told him themselves.", MANAGER.name)
        assert id not in {one.id for one in after.withheld}
        story.does(MANAGER, helped(story, ChangeCopy("k1", drops=(id,))))
        assert id in {one.id for one in copies_of(story.state)["k1"].withheld}

    def test_letting_a_whole_name_stay_settles_the_part_of_it_that_was_proposed_too(self, story: Story) -> None:
        story = Story()
        story.receives(ELSIE, MARCUS, Subject("", "Una Sheltered"))
        rang = Paragraph("b3", "Una Sheltered rang the school.", ("subject:p1",))
        document = a_document(rang, Paragraph("b4", "The school says that Una was calm.", ("subject:p1",)))
        copy = begun(story, document=document)
        ids = {one.withheld.words: one.withheld.id for one in copy.choices}
        full, short = ids["Una Sheltered"], ids["Una"]
        story.does(MANAGER, helped(story, ChangeCopy("k1", keeps={full: "He knows her."}, drops=(short,))))
        assert {one.withheld.id: one.why for one in copies_of(story.state)["k1"].choices if one.stays} == {
            full: "He knows her.",
            short: "He knows her.",
        }
        story.does(MANAGER, helped(story, ChangeCopy("k1", drops=(short,))))
        assert short in {one.id for one in copies_of(story.state)["k1"].withheld}, "a person may still decide otherwise"

    def test_what_a_worker_adds_has_a_reason_and_stands_in_the_document(self, story: Story) -> None:
        begun(story)
        wrong = ChangeCopy(
            "k1", adds=(Adds("", words="her aunt"), Adds("court", words="her uncle"), Adds("court", piece="b9"),
                        Adds("court", words="..."), Adds("court"))
        )  # fmt: skip
        assert [name for name, _ in refused(story, MANAGER, helped(story, wrong)).fields] == [
            "reason", "words", "piece-b9", "words", "piece-",
        ]  # fmt: skip
        added = Adds("third_party", words="her aunt", shown=GONE, why="She has not been asked.")
        story.does(MANAGER, helped(story, ChangeCopy("k1", adds=(added,))))
        last = copies_of(story.state)["k1"].choices[-1]
        assert (last.withheld.words, last.withheld.shown, last.why) == ("her aunt", GONE, "She has not been asked.")

    def test_another_reason_and_another_mark_are_chosen_from_what_there_is(self, story: Story) -> None:
        begun(story)
        wrong = helped(story, ChangeCopy("k1", reasons={"w1": "because"}, shown={"w1": "black"}))
        assert {name for name, _ in refused(story, MANAGER, wrong).fields} == {"reason-w1", "shown-w1"}
        story.does(MANAGER, helped(story, ChangeCopy("k1", reasons={"w1": "court"}, shown={"w1": GONE})))
        first = copies_of(story.state)["k1"].choices[0].withheld
        assert (first.reason, first.shown) == ("court", GONE)
        assert refused(story, MANAGER, helped(story, ChangeCopy("k1", drops=("w99",)))).code == "choice_incomplete"

    def test_a_page_sent_without_a_change_records_nothing(self, story: Story) -> None:
        begun(story)
        head = story.state.head
        story.does(
            MANAGER,
            helped(story, ChangeCopy("k1", reasons={"w1": copies_of(story.state)["k1"].choices[0].withheld.reason})),
        )
        assert story.state.head == head


class TestChecking:
    def test_nothing_is_made_before_somebody_else_has_checked_it(self, story: Story) -> None:
        begun(story)
        assert refused(story, MANAGER, helped(story, MakeCopy("k1"))).code == "not_checked"
        story.does(MANAGER, SendToCheck("k1"))
        assert refused(story, MANAGER, helped(story, MakeCopy("k1"))).code == "not_checked"
        assert refused(story, MANAGER, CheckCopy("k1", True)).code == "own_copy"
        assert refused(story, SECOND, CheckCopy("k1", None)).code == "verdict_missing"
        assert refused(story, SECOND, CheckCopy("k1", False)).code == "words_missing"

    def test_whoever_changed_it_is_no_second_person(self, story: Story) -> None:
        begun(story)
        story.does(SECOND, helped(story, ChangeCopy("k1", reasons={"w1": "court"})))
        story.does(SECOND, SendToCheck("k1"))
        assert refused(story, SECOND, CheckCopy("k1", True)).code == "own_copy"
        assert refused(story, MANAGER, CheckCopy("k1", True)).code == "own_copy"

    def test_it_goes_back_with_words_and_has_to_be_checked_again_after_a_change(self, story: Story) -> None:
        begun(story)
        story.does(MANAGER, SendToCheck("k1"))
        story.does(SECOND, CheckCopy("k1", False, "The aunt too."))
        copy = copies_of(story.state)["k1"]
        assert (copy.state, (copy.checked or {})["words"]) == ("back", "The aunt too.")
        story.does(MANAGER, helped(story, ChangeCopy("k1", adds=(Adds("third_party", words="aunt"),))))
        assert refused(story, MANAGER, helped(story, MakeCopy("k1"))).code == "not_checked"
        story.does(MANAGER, SendToCheck("k1"))
        story.does(SECOND, CheckCopy("k1", True))
        assert copies_of(story.state)["k1"].state == "checked"

    def test_a_copy_that_was_checked_and_then_changed_is_not_checked_any_more(self, story: Story) -> None:
        checked(story)
        story.does(MANAGER, helped(story, ChangeCopy("k1", keeps={"w1": "He knows it."})))
        assert refused(story, MANAGER, helped(story, MakeCopy("k1"))).code == "not_checked"


class TestMaking:
    def test_the_copy_holds_nothing_of_it_and_the_record_says_what_and_why(self, story: Story) -> None:
        checked(story)
        story.does(MANAGER, helped(story, MakeCopy("k1")))
        copy = copies_of(story.state)["k1"]
        made = json.dumps(copy.made)
        assert "Zinnia" in json.dumps(a_document())
        for lost in ("Zinnia", "caution", "agency:police", "subject:p1"):
            assert lost not in made
        assert "Mr M. Sample" in made
        assert "[withheld: serious harm]" in made
        assert len(copy.digest) == 64
        assert {one.reason for one in copy.withheld} == {"serious_harm", "confidence"}
        assert refused(story, MANAGER, helped(story, ChangeCopy("k1"))).code == "made"

    def test_who_may_not_see_the_address_is_not_shown_it_in_the_list_of_what_is_left_out(self, story: Story) -> None:
        checked(story)
        half = replace(next(one for one in story.hub.roles if one.id == "manager"), id="half")
        half = replace(half, permissions=half.permissions - {"protected.read", "referrer.identity"})
        hub = replace(story.hub, roles=(*story.hub.roles, half))
        for role, sees in (("half", False), ("manager", True)):
            reader = reader_of(hub, replace(SCREENER, roles=frozenset({role})))
            view = case_view(story.state, [story.contact_state], hub.forms, reader, story.now)
            assert view is not None
            assert ("Zinnia" in repr(redacting_of(view.case))) is sees


class TestWhatSomebodyMustNotLearn:
    def test_it_is_written_down_with_who_and_why_and_ended_with_a_reason(self, story: Story) -> None:
        assert refused(story, SCREENER, KeepFrom("x", "y")).code == "name_missing"
        assert refused(story, SCREENER, KeepFrom(" ", "y", name="Z")).code == "what_missing"
        assert refused(story, SCREENER, KeepFrom("x", " ", name="Z")).code == "why_missing"
        assert refused(story, SCREENER, KeepFrom("x", "y", subject="p9")).code == "no_person"
        story.does(SCREENER, KeepFrom("the school", "He was seen there.", subject="p2"))
        assert redacting_of(story.state).kept["n1"].what == "the school"
        assert refused(story, MANAGER, EndKeepFrom("n2", "x")).code == "not_kept"
        assert refused(story, MANAGER, EndKeepFrom("n1", "")).code == "reason_missing"
        story.does(MANAGER, EndKeepFrom("n1", "She moved schools."))
        assert redacting_of(story.state).kept == {}
        story.does(SCREENER, KeepFrom("the new school", "As before.", subject="p2"))
        assert list(redacting_of(story.state).kept) == ["n2"]
