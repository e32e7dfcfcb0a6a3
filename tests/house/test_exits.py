"""Every way out of the hub takes the last look first: a planted address is caught at each of them."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.documents_leaving import going, leaves
from hubwright.actions.leaving import holds_nothing
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.cases.topics.letters import LetterState
from hubwright.domain.cases.topics.letting_out import EXITS, found_in, look
from hubwright.domain.cases.topics.recording import Record, RecordVersion
from hubwright.domain.documents.composing import ABOUT_A_CASE, RECORD, Wanted
from hubwright.domain.documents.document import Document, Paragraph, Section
from hubwright.domain.documents.sections import FOR_OUTSIDE
from hubwright.domain.errors import Refusal
from hubwright.domain.protection.of_case import looking
from hubwright.testing.stories import MANAGER, Story

SECRET = "They are at 14 Zinnia Rd now."
PLACE = {"kind": "uk", "lines": ["14 Zinnia Road"], "town": "Oakfield", "postcode": "ZZ9 4ZZ", "protected": True}

# Every place from which something leaves the hub, and the function of the last look that it calls. Whoever adds a way
# out adds it here; what goes to agencies in the hub's own work, and messages that are a reference and a link, are none.
WAYS_OUT: Mapping[str, tuple[str, frozenset[str]]] = {
    "letters, answers to referrers, copies, records that are sent": ("actions/act_on_case.py", frozenset({"look"})),
    "a decision shown as text to paste": ("web/work/to_enter.py", frozenset({"kinds_in_the_way"})),
    "a chronology that is printed": ("web/record/chronology.py", frozenset({"kinds_in"})),
    "a decision told by machine": ("actions/send_decisions.py", frozenset({"holds_nothing"})),
    "documents that are printed": ("actions/documents.py", frozenset({"found_in", "look_at", "kept_from", "leaves"})),
    "the look itself": ("domain/cases/topics/letting_out.py", frozenset({"words_may_leave", "may_leave"})),
    "the look at what a machine is told": ("actions/leaving.py", frozenset({"may_leave"})),
    "what is proposed for a copy": ("domain/cases/topics/redacting/deeds.py", frozenset({"may_leave", "propose"})),
}


def called(path: Path) -> set[str]:
    """The names of the functions that a module calls."""
    calls = (one.func for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.Call))
    return {
        one.id if isinstance(one, ast.Name) else one.attr for one in calls if isinstance(one, ast.Name | ast.Attribute)
    }


@pytest.mark.parametrize("way", WAYS_OUT)
def test_each_way_out_calls_the_last_look(root: Path, way: str) -> None:
    module, looks = WAYS_OUT[way]
    assert looks <= called(root / "platform" / "hubwright" / module)


def test_a_way_out_that_did_not_look_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "sends.py").write_text("from x import look\n\ndef send(text):\n    post(text)\n", "utf-8")
    assert "look" not in called(tmp_path / "sends.py")


@pytest.fixture
def story() -> Story:
    story = Story()
    story.receives(Subject("", "Elsie Sample", address=PLACE), referrer={"name": "Joan Refermore"})
    return story


def planted(story: Story) -> CaseState:
    """The case with the address in everything that could leave it."""
    state = story.state
    letter = LetterState(
        "l1", "t", "family", "p1", "child", "Mr X", "post", "", "About", SECRET, "en", "", story.now, 9
    )
    decision = Decision("p1", "child", "advice", "advice", SECRET, "", "", {}, "", None, story.now, 8)
    version = RecordVersion(1, "sealed", {"parts": [{"text": SECRET}]})
    record = Record("r1", "M1", "daily", "daily", ("p1",), state.pathways, story.now, versions=(version,))
    topics = {**state.topics, "letters": {"l1": letter}, "recording": {"r1": record}}
    return replace(state, decisions=(decision,), topics=topics)


BODIES: Mapping[str, Mapping[str, Any]] = {
    "case.letter_written": {"id": "l2", "addressed": "Mr X", "subject": "About", "text": SECRET},
    "case.letter_sent": {"letter": "l1"},
    "contact.told": {"contact": "C", "moment": "outcome", "how": "email", "words": SECRET},
    "case.given_to_system": {"subject": "p1", "pathway": "child", "number": 8},
    "case.redaction_made": {"copy": "k1", "document": {"sections": [{"heading": SECRET}]}},
    "case.circulated": {"what": "record", "id": "r1", "version": 1, "agency": "police"},
}


def test_every_entry_with_which_something_leaves_is_planted_here() -> None:
    assert set(BODIES) == set(EXITS)


@pytest.mark.parametrize("type", EXITS)
def test_a_planted_address_stops_it_until_a_person_says_why(story: Story, type: str) -> None:
    state = planted(story)
    if type == "case.redaction_made":
        state = with_a_copy(story, state)
    finds = looking(state, [story.contact_state])
    leaving = Fact(state.stream, type, 1, BODIES[type], story.now, story.now)
    with pytest.raises(Refusal) as refusal:
        look(state, [leaving], finds, "  ", story.context(MANAGER))
    assert refusal.value.code == "may_give_away"
    assert "Zinnia" not in str(refusal.value)
    (said,) = look(state, [leaving], finds, "It goes to the refuge itself.", story.context(MANAGER))
    assert (said.type, said.body["reason"]) == ("case.let_out", "It goes to the refuge itself.")
    assert [one["words"] for one in said.body["found"]] == ["14 Zinnia Rd"]


def with_a_copy(story: Story, state: CaseState) -> CaseState:
    from hubwright.domain.cases.topics.redacting import Copy, Redacting
    from hubwright.domain.documents.proposing import Recipient

    copy = Copy("k1", "", 0, Recipient("parent"), state.pathways, {}, (), "checked", "", "", story.now, 1)
    return replace(state, topics={**state.topics, "redacting": Redacting({"k1": copy})})


def test_what_a_machine_is_told_holds_no_such_words(story: Story) -> None:
    payload = {"case": "7K3Q9M2X", "outcome": "advice", "decided": f"{date(2026, 6, 8)}"}
    assert holds_nothing(payload, story.state, [story.contact_state])
    assert not holds_nothing({**payload, "note": SECRET}, story.state, [story.contact_state])


@pytest.mark.parametrize("kind", [*ABOUT_A_CASE, RECORD])
def test_a_document_for_somebody_outside_is_looked_through_whatever_its_kind(story: Story, kind: str) -> None:
    wanted = Wanted(kind, issued_to="Somebody", outside=True)
    assert leaves(wanted)
    assert leaves(replace(wanted, outside=False)) == (kind in FOR_OUTSIDE)
    document = Document(
        kind=kind, title="T", language="en", reference="R", version=0, marking="", handling="",
        issued_to="", made="", hub="H", sections=(Section("s", "H", (Paragraph("b1", SECRET),)),),
    )  # fmt: skip
    finds = looking(story.state, [story.contact_state])
    (found,) = found_in(story.state, going(document, wanted, "d1"), finds)
    assert (found["words"], found["thing"]) == ("14 Zinnia Rd", "document:d1")
