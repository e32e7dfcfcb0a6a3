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
from hubwright.domain.protection.words import levelled, tokens
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


DISGUISED = {
    "a soft hyphen": "14 Zebra\u00adfinch Row",
    "a joiner": "14 Zebra\u200dfinch Row",
    "wide letters": "\uff11\uff14 \uff3a\uff45\uff42\uff52\uff41\uff46\uff49\uff4e\uff43\uff48 Row",
    "slanted letters": "14 \U0001d419\U0001d41e\U0001d41b\U0001d42bafin\U0001d41c\U0001d421 Row",
    "an address on the web": "https://maps.example/?q=14%20Zebrafinch%20Row%2COakfield",
    "a postcode on the web": "https://maps.example/?q=ZZ99%203VZ",
    "a wide postcode": "\uff3a\uff3a\uff19\uff19 \uff13\uff36\uff3a",
    "a postcode with a soft hyphen": "ZZ\u00ad99 3VZ",
    "a postcode with marks of direction": "\u200fZZ99\u200e3V\u200eZ",
    "figures of another script": "\u0661\u0664 Zebrafinch Row",
}


@pytest.mark.parametrize("text", DISGUISED.values(), ids=DISGUISED)
def test_signs_that_only_look_otherwise_hide_nothing(text):
    (hit,) = HOME_FINDER.find(f"Seen at {text} today.")
    assert hit.sure
    assert HOME_FINDER.masked(f"Seen at {text} today.").endswith(" today.")


@pytest.mark.parametrize(
    "number",
    [
        "07700\u00ad900123",
        "\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663",
        "07700\u2011900\u200b123",
    ],
)
def test_a_number_is_found_through_signs_that_nobody_sees_and_in_figures_of_any_script(number):
    looks = finder(known_in({"telephone": "07700 900123", "protected": True}))
    assert looks.masked(f"Ring {number} now") == f"Ring {TAKEN_OUT} now"


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_levelling_moves_nothing_and_says_the_same_twice(text):
    assert len(levelled(text)) == len(text)
    assert list(tokens(levelled(text))) == list(tokens(text))


def test_a_percentage_is_no_address_on_the_web():
    assert levelled("rose by 20% 14 homes, 100%25 of them") == "rose by 20% 14 homes, 100%25 of them"
