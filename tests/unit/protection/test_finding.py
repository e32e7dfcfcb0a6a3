"""What is protected is found however somebody wrote it, on the committed set, and nothing of it is left in a mask."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hubwright.domain.answers.protected import TAKEN_OUT
from hubwright.domain.protection import (
    NOTHING,
    File,
    finder,
    known_identity,
    known_in,
    known_names,
    known_place,
    may_leave,
)
from hubwright.domain.protection.finding import REASONS
from hypothesis import given, settings
from hypothesis import strategies as st

WRITTEN = json.loads(Path(__file__).with_name("written.json").read_text("utf-8"))
HOME = {"kind": "uk", "lines": ["14 Zebrafinch Row"], "town": "Oakfield", "postcode": "ZZ99 3VZ", "protected": True}
HOME_FINDER = finder(known_in(HOME))


def finder_of(one):
    places = [known for place in one.get("places", []) for known in known_place(place)]
    people = known_identity(one.get("referrer", {}), one.get("people", []))
    return finder([*known_in(one.get("protected", [])), *people, *places])


def cases(*kinds):
    return [
        pytest.param(one, text, id=f"{one['what']}: {text}") for one in WRITTEN for kind in kinds for text in one[kind]
    ]


@pytest.mark.parametrize(("one", "text"), cases("gives_away"))
def test_it_is_found(one, text):
    hits = finder_of(one).find(text)
    assert hits
    assert all(hit.reason in REASONS and hit.words and text[hit.start : hit.end] for hit in hits)


@pytest.mark.parametrize(("one", "text"), cases("harmless"))
def test_it_is_left_alone(one, text):
    assert finder_of(one).find(text) == ()
    assert finder_of(one).masked(text) == text


@pytest.mark.parametrize(("one", "text"), cases("missed"))
def test_what_is_known_to_be_missed_is_still_missed(one, text):
    assert finder_of(one).find(text) == (), "found now: move it to gives_away"


@pytest.mark.parametrize(("one", "text"), cases("mistaken"))
def test_what_is_known_to_be_taken_for_it_still_is_and_waits_for_a_person(one, text):
    assert finder_of(one).find(text), "left alone now: move it to harmless"


@pytest.mark.parametrize(("one", "text"), cases("gives_away"))
def test_a_person_can_say_that_it_is_something_else(one, text):
    words = [hit.words for hit in finder_of(one).find(text)]
    assert finder(finder_of(one).known, words).find(text) == ()


class TestMasking:
    def test_it_takes_out_what_was_found_and_nothing_else(self):
        said = HOME_FINDER.masked("Seen at 14 Zebrafinch Rw, ZZ99 3VZ, on Monday.")
        assert said == f"Seen at {TAKEN_OUT}, on Monday."

    def test_several_in_one_text(self):
        text = "14 Zebrafinch Row by day, and by night ZZ993VZ."
        assert HOME_FINDER.masked(text) == f"{TAKEN_OUT} by day, and by night {TAKEN_OUT}."

    def test_nothing_is_protected_and_nothing_is_masked(self):
        assert NOTHING.masked("14 Zebrafinch Row") == "14 Zebrafinch Row"
        assert finder(known_in({**HOME, "protected": False})).masked("14 Zebrafinch Row") == "14 Zebrafinch Row"
        assert HOME_FINDER.masked("") == ""

    @settings(max_examples=200, deadline=None)
    @given(before=st.text(max_size=40), after=st.text(max_size=40))
    def test_the_address_as_it_was_given_never_gets_through(self, before, after):
        said = HOME_FINDER.masked(f"{before} 14 Zebrafinch Row, ZZ99 3VZ {after}")
        assert "Zebrafinch Row" not in said
        assert "ZZ99 3VZ" not in said

    @settings(max_examples=200, deadline=None)
    @given(text=st.text())
    def test_no_text_is_too_odd(self, text):
        spans = [(hit.start, hit.end) for hit in HOME_FINDER.find(text)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))

    @settings(max_examples=100, deadline=None)
    @given(place=st.integers(0, 9), letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    def test_one_wrong_letter_hides_nothing(self, place, letter):
        wrong = "zebrafinch"[:place] + letter + "zebrafinch"[place + 1 :]
        assert HOME_FINDER.find(f"at 14 {wrong} row")

    @given(st.text(min_size=1, max_size=30))
    def test_any_name_can_be_looked_for(self, name):
        finder(known_names(name)).masked(f"{name} rang")

    @given(st.text(max_size=60), st.text(max_size=12))
    def test_any_address_can_be_looked_for(self, line, postcode):
        odd = {"kind": "uk", "lines": [line], "postcode": postcode, "protected": True}
        finder(known_in(odd)).masked(f"{line} {postcode}")


class TestLeaving:
    def test_what_holds_nothing_protected_leaves(self):
        assert may_leave({"body": "We have your referral."}, (), HOME_FINDER).free

    def test_a_letter_with_the_address_in_it_waits_for_a_person(self):
        held = may_leave({"body": "She is at 14 Zebrafinch Rd.", "subject": "Row 7"}, (), HOME_FINDER)
        assert list(held.hits) == ["body"]
        assert not held.free

    def test_a_picture_never_leaves_without_somebody_looking(self):
        picture = File("f1", "arm.jpg", "image/jpeg")
        assert may_leave({}, [picture], NOTHING).unseen == ("f1",)
        assert may_leave({}, [File("f1", "arm.jpg", "image/jpeg", looked=True)], NOTHING).free

    def test_a_document_that_could_be_read_is_looked_through_with_its_name(self):
        note = File("f2", "14-zebrafinch-row.txt", "text/plain", text="Nothing here.")
        assert list(may_leave({}, [note], HOME_FINDER).hits) == ["file:f2"]
        scan = File("f3", "scan.pdf", "application/pdf", text="Nothing here.")
        assert may_leave({}, [scan], HOME_FINDER).unseen == ("f3",)
