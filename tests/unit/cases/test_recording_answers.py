"""What the record says of the answers of agencies: what may go to everybody it goes to, and that there is more."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.items import AnswerRelease, AskRelease, TakeOut, items_of
from hubwright.domain.cases.topics.recording import CheckRecord, SealRecord
from hubwright.domain.definitions.hub import Hub, Sensitivity
from hubwright.domain.documents.document import pieces
from hubwright.domain.documents.recording import document_of
from hubwright.domain.documents.redacting import all_texts
from hubwright.testing.hubs import a_text
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER

from .acts import KIM, LEE, asked, rated, refused
from .recorded import Discussion, a_meeting_hub
from .test_recording import WHY, sealed, valid

TO_ALL = ("care", "police", "health")


def a_hub(**of_set) -> Hub:
    hub = a_meeting_hub()
    (core,) = hub.check_sets
    level = Sensitivity("close", a_text("Close"), a_text("For few"), frozenset({"manager"}))
    return replace(hub, sensitivities=(level,), check_sets=(replace(core, **of_set),))


def shared(hub: Hub | None = None, **parts) -> Discussion:
    """Police answered before a discussion about two children, which is over."""
    tale = Discussion(hub or a_hub())
    tale.receives(KIM, LEE)
    asked(rated(tale))
    tale.does(POLICE, c.Return("q1", **{"kind": "shared", "text": "Two calls in April.", **parts}))
    return tale


def held(tale: Discussion) -> Discussion:
    tale.later(minutes=30).begins().later(minutes=20)
    return tale.ends()


def answer(tale: Discussion, record: str = "r1"):
    content = valid(tale.record(("p1", "p2") if record == "r1" else (record,)).latest.content)
    (found,) = next(one for one in content["information"] if one["agency"] == "police")["answers"]
    return found


def said(tale: Discussion) -> str:
    one = document_of(tale.hub, tale.record(("p1", "p2")), tale.latest, language="en", issued_to="", made="")
    return "\n".join(all_texts(one))


@pytest.mark.parametrize("parts", [{"passing_on": "as_needed"}, {"passing_on": "to_these", "release_to": TO_ALL}])
def test_what_may_go_to_everybody_the_record_goes_to_stands_in_it(parts):
    tale = held(shared(nature="fact", source="Police log", **parts))
    tale.drafted()
    (piece,) = answer(tale)["shared"]
    assert (piece["text"], piece["nature"], piece["source"]) == ("Two calls in April.", "fact", "Police log")
    assert "Two calls in April." in said(tale)
    assert "not released" not in said(tale)


@pytest.mark.parametrize(
    "parts",
    [{}, {"passing_on": "hub_only"}, {"passing_on": "to_these", "release_to": ("health",)}],
)
def test_what_its_owner_has_not_released_to_all_of_them_is_said_not_to_be_and_not_printed(parts):
    tale = held(shared(**parts))
    tale.drafted()
    assert (answer(tale)["shared"], answer(tale)["not_released"]) == ([], 1)
    assert "Two calls" not in json.dumps(tale.latest.content)
    assert "pieces it has not released to everybody whom this record goes to: 1" in said(tale)


def test_a_piece_is_marked_as_what_it_is_so_that_a_copy_can_leave_it_out():
    tale = held(shared(passing_on="as_needed"))
    tale.drafted()
    (item,) = items_of(tale.state)
    one = document_of(tale.hub, tale.record(("p1", "p2")), tale.latest, language="en", issued_to="", made="")
    marks = [set(piece.about) for piece in pieces(one) if f"item:{item.id}" in piece.about]
    assert marks == [{"agency:police", f"item:{item.id}", "subject:p1", "subject:p2"}]


def test_what_has_a_level_of_its_own_is_not_printed_for_everybody_who_reads_the_record():
    tale = held(shared(passing_on="as_needed", sensitivity="close"))
    tale.drafted()
    assert answer(tale)["kept_back"] is True
    assert "Two calls" not in json.dumps(tale.latest.content)
    assert "kept more closely than this record" in said(tale)


def test_what_is_also_about_somebody_with_another_record_stands_in_neither():
    tale = held(shared(passing_on="as_needed"))
    tale.drafted("p2", separate=True, referral="")
    tale.drafted("p1")
    for id in ("p1", "p2"):
        assert answer(tale, id)["kept_back"] is True
        assert "Two calls" not in json.dumps(tale.record((id,)).latest.content)


def test_of_an_answer_below_the_rating_that_shows_it_the_record_says_no_more_than_the_case():
    tale = shared(a_hub(from_tier="urgent"), passing_on="as_needed")
    tale.does(SCREENER, c.Rate("child", "soon", "Seen safe."))
    held(tale).drafted()
    assert answer(tale)["answer"] == "kept_back"
    assert "Two calls" not in json.dumps(tale.latest.content)
    assert "shared information" not in said(tale)
    assert "not shown while the rating" in said(tale)


def test_a_copy_with_parts_taken_out_that_was_released_stands_in_place_of_the_whole():
    tale = shared()
    (whole,) = items_of(tale.state)
    tale.does(SCREENER, TakeOut(whole.id, ((0, 3),), "Without how many."))
    copy = next(one for one in items_of(tale.state) if one.derived_from == whole.id)
    tale.does(SCREENER, AskRelease(copy.id, (), "For the record."))
    tale.does(POLICE, AnswerRelease(copy.id, released=True))
    held(tale).drafted()
    (piece,) = answer(tale)["shared"]
    assert (piece["item"], answer(tale)["not_released"]) == (copy.id, 0)
    assert "Two calls" not in json.dumps(tale.latest.content)


def test_an_answer_without_words_and_one_that_never_came_are_said_by_kind_alone():
    tale = Discussion(a_hub())
    tale.receives(KIM, LEE)
    asked(rated(tale))
    tale.does(POLICE, c.Return("q1", "not_known"))
    held(tale).drafted()
    assert set(answer(tale)) == {"asked", "answer", "at"}
    (waiting,) = next(one for one in tale.latest.content["information"] if one["agency"] == "health")["answers"]
    assert (waiting["answer"], waiting["at"]) == ("not_answered", None)


def test_what_an_agency_takes_back_after_the_draft_is_not_sealed_until_it_is_drafted_anew():
    tale = shared(passing_on="as_needed")
    (item,) = items_of(tale.state)
    held(tale).drafted()
    tale.does(MANAGER, CheckRecord("r1", right=True))
    tale.does(SCREENER, AskRelease(item.id, ("health",), "Is it still right?"))
    tale.does(POLICE, AnswerRelease(item.id, released=False, reason="A witness may be found."))
    assert "Draft it anew" in refused(tale, MANAGER, SealRecord("r1", WHY)).do
    tale.drafted()
    assert answer(tale)["not_released"] == 1
    assert sealed(tale).latest.state == "sealed"


def test_a_record_that_was_sealed_before_pieces_stood_in_it_reads_as_it_did():
    tale = held(shared(passing_on="as_needed"))
    tale.drafted()
    content = json.loads(json.dumps(tale.latest.content))
    for one in content["information"]:
        one["answers"] = [{key: row[key] for key in ("asked", "answer", "at")} for row in one["answers"]]
    early = replace(tale.latest, content=valid(content))
    one = document_of(tale.hub, tale.record(("p1", "p2")), early, language="en", issued_to="", made="")
    assert "shared information" in "\n".join(all_texts(one))


def test_what_one_agency_released_does_not_let_out_what_another_did_not():
    tale = shared(passing_on="as_needed")
    tale.does(HEALTH, c.Return("q2", "shared", text="Seen in May."))
    held(tale).drafted()
    assert [one["text"] for one in answer(tale)["shared"]] == ["Two calls in April."]
    assert "Seen in May." not in said(tale)
