"""Who may be the same person: proposed with reasons, with what differs beside them, and the same from either side."""

from __future__ import annotations

from hubwright.domain.cases.commands import Subject
from hubwright.domain.people.matching import Candidate, Somebody, compare, propose, somebody
from hypothesis import given, settings
from hypothesis import strategies as st

HOME = {"kind": "uk", "lines": ["Flat 2, 14 Zebrafinch Row"], "town": "Oakfield", "postcode": "ZZ99 3VZ"}
MIA = Subject("p1", "Mia Example", born={"year": 2019, "month": 3, "day": 12}, address=HOME, known={"sex": "female"})


def other(**changes: object) -> Somebody:
    parts = {"id": "p9", "name": "Mia Example", "born": {"year": 2019, "month": 3, "day": 12}, **changes}
    return somebody(Subject(**parts))  # type: ignore[arg-type]


def test_one_name_and_one_day_of_birth_are_a_strong_reason() -> None:
    likeness = compare(somebody(MIA), other(name="EXAMPLE, Mía"))
    assert likeness is not None
    assert (likeness.strength, likeness.reasons, likeness.warnings) == ("strong", ("same_name", "same_born"), ())


def test_a_name_alone_is_a_possible_match() -> None:
    likeness = compare(somebody(MIA), other(born=None))
    assert likeness is not None
    assert (likeness.strength, likeness.reasons) == ("possible", ("same_name",))


def test_another_day_of_birth_is_a_warning_and_not_a_reason_to_say_nothing() -> None:
    likeness = compare(somebody(MIA), other(born={"year": 2019, "month": 12, "day": 3}))
    assert likeness is not None
    assert likeness.warnings == ("other_born",)
    assert likeness.reasons == ("same_name",)


def test_another_sex_is_a_warning() -> None:
    likeness = compare(somebody(MIA), other(known={"sex": "male"}))
    assert likeness is not None
    assert likeness.warnings == ("other_sex",)


def test_a_year_that_may_be_right_counts_a_little() -> None:
    for born in ({"year": 2019}, {"year": 2020, "estimated": True}):
        likeness = compare(somebody(MIA), other(born=born))
        assert likeness is not None
        assert likeness.reasons == ("same_name", "near_born")


def test_an_identifier_ties_two_names_together_and_two_of_one_kind_are_a_warning() -> None:
    numbered = other(name="Maria Sample", known={"nhs_number": "943 476 5919"}, born=None)
    again = other(name="Mia Example", known={"nhs_number": "9434765919"}, born=None)
    likeness = compare(numbered, again)
    assert likeness is not None
    assert (likeness.strength, likeness.reasons) == ("strong", ("same_number",))
    differing = compare(again, other(known={"nhs_number": "943 476 5870"}, born=None))
    assert differing is not None
    assert differing.warnings == ("other_number",)


def test_people_at_one_address_are_a_household_and_not_one_person() -> None:
    neighbour = other(name="Ben Sample", address={**HOME, "lines": ["14 Zebra Finch Row, flat 2"]}, born=None)
    likeness = compare(somebody(MIA), neighbour)
    assert likeness is None  # the house number cannot be read from both in the same way
    at_home = other(name="Ben Sample", address={**HOME, "postcode": "zz993vz"}, born=None)
    likeness = compare(somebody(MIA), at_home)
    assert likeness is not None
    assert (likeness.of, likeness.reasons, likeness.warnings) == ("place", ("same_address",), ())


def test_one_telephone_is_one_however_it_is_written() -> None:
    mine = other(name="Mia Example", known={"telephone": {"number": "+44 1632 960 987"}})
    theirs = other(name="Ben Sample", known={"telephone": {"number": "(01632) 960987"}}, born=None)
    likeness = compare(mine, theirs)
    assert likeness is not None
    assert likeness.reasons == ("same_telephone",)


def test_an_unborn_baby_is_known_by_when_and_where() -> None:
    expected = {"year": 2026, "month": 9, "day": 1}
    baby = Subject("p2", "", unborn=True, expected=expected, address=HOME)
    likeness = compare(somebody(baby), somebody(Subject("p8", "", unborn=True, expected=expected, address=HOME)))
    assert likeness is not None
    assert (likeness.of, likeness.reasons) == ("person", ("same_expected", "same_address"))


def test_a_withheld_address_is_no_reason() -> None:
    hidden = Subject("p1", "Mia Example", address={"withheld": True}, known={"telephone": {"withheld": True}})
    assert somebody(hidden).traces == frozenset()


def test_no_fixed_abode_is_nobodys_address() -> None:
    nowhere = Subject("p1", "", address={"kind": "no_fixed_abode", "town": "Oakfield"})
    assert somebody(nowhere).traces == frozenset()


NAMES = st.sampled_from(["mia example", "mia exampel", "example mia rose", "ben sample", "zoe brien"])
DAYS = st.sampled_from([None, "2019-03-12", "2019-12-03", "2019", "~2020", "2019-03"])
TRACES = st.sampled_from(["address:zz993vz 14", "telephone:1632960987", "nhs:9434765919", "nhs:9434765870"])
ANYBODY = st.builds(
    Somebody,
    names=st.frozensets(NAMES, max_size=2),
    born=DAYS,
    sex=st.sampled_from([None, "female", "male", "not_known"]),
    expected=DAYS.filter(lambda day: day is None or len(day) == 10),
    traces=st.frozensets(TRACES, max_size=3),
)


@given(ANYBODY, ANYBODY)
def test_a_likeness_is_the_same_from_either_side(one: Somebody, another: Somebody) -> None:
    assert compare(one, another) == compare(another, one)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["p1", "p2"]), ANYBODY, max_size=2), st.lists(ANYBODY, max_size=4))
def test_nobody_is_proposed_who_was_not_given(people: dict[str, Somebody], others: list[Somebody]) -> None:
    candidates = [Candidate(f"P{number}", "", "", "Mia", one) for number, one in enumerate(others)]
    proposals = propose(people, candidates, {})
    assert {one.candidate for one in proposals} <= set(candidates)
    assert all(one.likeness == compare(people[one.subject], one.candidate.somebody) for one in proposals)
    weights = [one.likeness.weight for one in proposals if one.likeness.of == "person"]
    assert weights == sorted(weights, reverse=True)
