"""Records and copies that are sent, and the last look before anything leaves the hub."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import LINK as BY_LINK
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.circulating import KEPT_FROM, SHUT, Circulate, NoteOpened, Withdraw, sendings_of
from hubwright.domain.cases.topics.circulating.deeds import taken_back
from hubwright.domain.cases.topics.items import RecordItem
from hubwright.domain.cases.topics.letters import WriteLetter
from hubwright.domain.cases.topics.letting_out import EXITS, Going, look, look_at
from hubwright.domain.cases.topics.marking import PutMarker
from hubwright.domain.cases.topics.recording import Record, RecordVersion
from hubwright.domain.cases.topics.redacting import ChangeCopy, EndKeepFrom, KeepFrom, MakeCopy, copies_of
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.domain.definitions.hub import Letter
from hubwright.domain.documents.reading import strings
from hubwright.domain.errors import Refusal
from hubwright.domain.protection import Finder
from hubwright.domain.protection.of_case import looking
from hubwright.domain.texts import Text
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from .acts import refused
from .test_redacting import ELSIE, MARCUS, checked, helped

SOON = datetime(2026, 6, 20, tzinfo=UTC)
SECRET = "She lives at 14 Zinnia Rd now."


@pytest.fixture
def story() -> Story:
    story = Story()
    story.receives(ELSIE, MARCUS, referrer={"name": "Joan Refermore", "email": "joan@school.example"})
    return story


@pytest.fixture
def made(story: Story) -> Story:
    checked(story)
    story.does(MANAGER, helped(story, MakeCopy("k1")))
    return story


def with_record(story: Story, text: str, *, versions: int = 1) -> CaseState:
    kept = tuple(
        RecordVersion(at, "sealed" if at == versions else "superseded", {"text": text}) for at in range(1, versions + 1)
    )
    record = Record("r1", "M1", "daily", "daily", ("p1",), story.state.pathways, story.now, versions=kept)
    return replace(story.state, topics={**story.state.topics, "recording": {"r1": record}})


def finds(story: Story) -> Finder:
    return looking(story.state, [story.contact_state])


class TestSending:
    def test_a_copy_goes_to_nobody_but_the_one_it_was_made_for(self, made: Story) -> None:
        made.does(MANAGER, Circulate("copy", "k1", agency="police", to="Somebody else", how="link", ends=SOON))
        sending = sendings_of(made.state)["c1"]
        assert (sending.to, sending.agency, sending.version) == ("Mr M. Sample", "", 0)
        assert sending.opens(SOON - timedelta(minutes=1))
        assert not sending.opens(SOON)

    def test_what_is_not_checked_and_made_is_not_sent(self, story: Story) -> None:
        checked(story)
        assert refused(story, MANAGER, Circulate("copy", "k1", how="post")).code == "not_made"
        assert refused(story, MANAGER, Circulate("record", "r1", "police")).code == "no_record"

    @pytest.mark.parametrize(
        ("parts", "field"),
        [({"how": ""}, "how"), ({}, "ends"), ({"ends": datetime(2020, 1, 1, tzinfo=UTC)}, "ends")],
    )
    def test_how_and_until_when_are_said(self, made: Story, parts: dict[str, Any], field: str) -> None:
        assert [name for name, _ in refused(made, MANAGER, Circulate("copy", "k1", **parts)).fields] == [field]

    def test_a_whole_record_goes_to_agencies_alone(self, story: Story) -> None:
        state = with_record(story, "Nothing much.")
        with pytest.raises(Refusal) as refusal:
            decide(state, Circulate("record", "r1", to="Mr M. Sample", how="post"), story.context(MANAGER))
        assert refusal.value.code == "no_agency"
        (sent,) = decide(state, Circulate("record", "r1", "police", how="post"), story.context(MANAGER))
        assert (sent.body["agency"], sent.body["version"]) == ("police", 1)

    def test_what_must_not_become_known_to_them_goes_with_no_reason_at_all(self, story: Story) -> None:
        story.does(SCREENER, KeepFrom("the aunt in Leeds", "His cousin works there.", name="PC Cousin"))
        state = with_record(story, "She stays with the Aunt, in Leeds.")
        command = Circulate("record", "r1", "police", to="PC Cousin", how="post", found="They need it.")
        with pytest.raises(Refusal) as refusal:
            decide(state, command, story.context(MANAGER))
        assert refusal.value.code == "kept_from"
        assert decide(state, replace(command, to="PC Other"), story.context(MANAGER))

    def test_a_marker_that_forbids_contact_stands_above_a_copy_for_the_family(self, made: Story) -> None:
        made.does(SCREENER, PutMarker("forced_marriage", "no_contact", None, "The nurse", date(2026, 7, 1)))
        command = Circulate("copy", "k1", how="post")
        assert refused(made, MANAGER, command).code == "marked"
        made.does(MANAGER, replace(command, despite="His solicitor gets it, not he."))
        assert made.entries[-1].type == "case.marker_overridden"

    def test_nobody_sends_without_the_permission(self, made: Story) -> None:
        assert refused(made, POLICE, Circulate("copy", "k1", how="post")).code == "no_authority"


class TestTakingBack:
    def test_it_is_taken_back_with_a_reason_once(self, made: Story) -> None:
        made.does(MANAGER, Circulate("copy", "k1", how="link", ends=SOON))
        assert refused(made, MANAGER, Withdraw("c1", " ")).code == "reason_missing"
        made.does(MANAGER, Withdraw("c1", "It went to the wrong Mr Sample."))
        assert not sendings_of(made.state)["c1"].opens(made.now)
        assert refused(made, MANAGER, Withdraw("c1", "Again")).code == "not_out"
        assert refused(made, BY_LINK, NoteOpened("c1")).code == "not_out"

    def test_opening_is_noted_by_the_link_alone_and_as_long_as_it_holds(self, made: Story) -> None:
        made.does(MANAGER, Circulate("copy", "k1", how="link", ends=SOON))
        assert refused(made, MANAGER, NoteOpened("c1")).code == "no_authority"
        made.does(BY_LINK, NoteOpened("c1"))
        assert sendings_of(made.state)["c1"].opened == (made.now,)
        made.now = SOON
        assert refused(made, BY_LINK, NoteOpened("c1")).code == "link_ended"

    def test_a_newer_version_takes_back_what_was_sent_of_the_older_one(self, made: Story) -> None:
        made.does(MANAGER, Circulate("copy", "k1", how="link", ends=SOON))
        state = made.state
        of_record = {id: replace(one, what="record", of="r1") for id, one in sendings_of(state).items()}
        state = replace(state, topics={**state.topics, "circulating": of_record})
        sealed = Fact(state.stream, "case.record_sealed", 1, {"record": "r1"}, made.now, made.now)
        (back,) = taken_back(state, [sealed], made.context(MANAGER))
        assert back.body == {"sendings": ["c1"], "reason": ""}
        other = replace(sealed, body={"record": "r2"})
        assert taken_back(state, [other], made.context(MANAGER)) == []

    def test_a_case_that_is_shown_to_named_people_alone_shuts_every_link_that_was_out(self, made: Story) -> None:
        made.does(MANAGER, Circulate("copy", "k1", how="link", ends=SOON))
        made.does(MANAGER, Circulate("copy", "k1", how="post"))
        made.does(MANAGER, Restrict("sealed", "A colleague is named.", named=((SCREENER.id, SCREENER.name),)))
        link, post = sendings_of(made.state).values()
        assert not link.opens(made.now)
        assert (link.because, link.reason) == (SHUT, "")
        assert post.withdrawn is None, "paper does not come back by itself"
        made.does(MANAGER, Circulate("copy", "k1", how="link", ends=SOON))
        assert sendings_of(made.state)["c3"].opens(made.now), "whoever may know of the case decides anew"

    def test_what_must_not_become_known_to_the_receiver_shuts_the_link_that_says_it(self, made: Story) -> None:
        made.does(MANAGER, Circulate("copy", "k1", how="link", ends=SOON))
        words = max(strings(copies_of(made.state)["k1"].made), key=len)
        made.does(SCREENER, KeepFrom("no word of this stands in it", "It is hers.", name="Mr M. Sample"))
        made.does(SCREENER, KeepFrom(words, "It is hers.", name="Somebody Else"))
        assert sendings_of(made.state)["c1"].opens(made.now)
        made.does(SCREENER, KeepFrom(words, "It is hers.", name="mr m. sample"))
        assert sendings_of(made.state)["c1"].because == KEPT_FROM
        assert not sendings_of(made.state)["c1"].opens(made.now)

    def test_what_must_not_become_known_since_the_copy_was_begun_stops_its_making_and_its_sending(
        self, story: Story
    ) -> None:
        checked(story)
        words = "with her aunt"
        story.does(SCREENER, KeepFrom(words, "Her mother asked.", subject="p2"))
        assert refused(story, MANAGER, helped(story, MakeCopy("k1"))).code == "kept_from"
        story.does(MANAGER, EndKeepFrom("n1", "She told him herself."))
        story.does(MANAGER, helped(story, MakeCopy("k1")))
        story.does(SCREENER, KeepFrom(words, "She asked again.", subject="p2"))
        for how in ("link", "post"):
            assert refused(story, MANAGER, Circulate("copy", "k1", how=how, ends=SOON)).code == "kept_from"


def leaving(story: Story, command: Any, why: str = "") -> list[Fact]:
    facts = decide(story.state, command, story.context(MANAGER))
    return look(story.state, facts, finds(story), why, story.context(MANAGER))


class TestTheLastLook:
    def letter(self, story: Story, words: str) -> WriteLetter:
        drawn = Letter("l", "outcome", Text("About {{person}}"), Text("{{words}}"), audience="family")
        story.hub = replace(story.hub, letters=(*story.hub.letters, drawn))
        return WriteLetter("l", "p1", "child", "Mr M. Sample", "post", "The school says so.", words)

    def test_a_protected_address_in_a_letter_stops_it_until_a_person_says_why(self, story: Story) -> None:
        command = self.letter(story, SECRET)
        with pytest.raises(Refusal) as refusal:
            leaving(story, command)
        assert (refusal.value.code, refusal.value.fields) == (
            "may_give_away", (("found", "A protected address may stand in it."),),
        )  # fmt: skip
        assert "Zinnia" not in str(refusal.value)
        (said,) = leaving(story, command, "It goes to her own new home.")
        assert said.type == "case.let_out"
        assert said.body["found"][0]["words"] == "14 Zinnia Rd"
        assert leaving(story, self.letter(story, "All is well.")) == []

    def test_what_was_decided_about_a_letter_holds_when_it_leaves(self, story: Story) -> None:
        command = self.letter(story, SECRET)
        facts = decide(story.state, command, story.context(MANAGER))
        story._record([*facts, *look(story.state, facts, finds(story), "Her own.", story.context(MANAGER))], MANAGER)
        going = Going("letter:l1", {"text": SECRET})
        assert look_at(story.state, going, finds(story), "", story.context(MANAGER)) == []
        with pytest.raises(Refusal):
            look_at(story.state, replace(going, thing="letter:l2"), finds(story), "", story.context(MANAGER))

    def test_the_referrer_is_not_named_to_the_family_and_may_be_to_themselves(self, story: Story) -> None:
        with pytest.raises(Refusal) as refusal:
            leaving(story, self.letter(story, "Joan Refermore rang us."))
        assert refusal.value.fields == (("found", "It may say who told the hub."),)
        body = {"contact": "X", "moment": "outcome", "how": "email", "words": "Dear Joan Refermore"}
        told = Fact("contact:X", "contact.told", 1, body, story.now, story.now)
        assert look(story.state, [told], finds(story), "", story.context(MANAGER)) == []
        worse = replace(told, body={**told.body, "words": SECRET})
        with pytest.raises(Refusal):
            look(story.state, [worse], finds(story), "", story.context(MANAGER))
        withheld = replace(worse, body={**worse.body, "how": "withheld"})
        assert look(story.state, [withheld], finds(story), "", story.context(MANAGER)) == []

    def test_what_an_agency_has_not_released_is_noticed_in_its_own_words(self, story: Story) -> None:
        said = "An old caution for a fight in 2019."
        story.does(MANAGER, RecordItem("child", "police", "PC Pat", said, passing_on="ask_first"))
        with pytest.raises(Refusal) as refusal:
            leaving(story, self.letter(story, "There was an old caution for a fight, in 2019."))
        assert refusal.value.fields == (("found", "It holds what an agency shared and has not released."),)
        going = Going("record:r1:1:police", {"t": "An old caution for a fight in 2019."}, to="police")
        assert look_at(story.state, going, finds(story), "", story.context(MANAGER)) == []

    def test_a_record_with_an_address_goes_to_an_agency_only_with_a_reason(self, story: Story) -> None:
        state = with_record(story, SECRET)
        context = story.context(MANAGER)
        facts = decide(state, Circulate("record", "r1", "police", how="post"), context)
        with pytest.raises(Refusal):
            look(state, facts, finds(story), "", context)
        assert look(state, facts, finds(story), "They visit her there.", context)

    def test_what_somebody_let_stay_in_a_copy_is_decided(self, story: Story) -> None:
        checked(story)
        id = next(one.withheld.id for one in copies_of(story.state)["k1"].choices if one.withheld.words)
        story.does(MANAGER, helped(story, ChangeCopy("k1", keeps={id: "He lives there himself."})))
        going = next(iter(EXITS["case.redaction_made"](story.state, {"copy": "k1", "document": {"t": SECRET}})))
        assert look_at(story.state, going, finds(story), "", story.context(MANAGER)) == []
