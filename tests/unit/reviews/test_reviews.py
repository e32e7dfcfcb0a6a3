"""Which reads somebody else looks at, and what a review on record needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import repeat

import pytest
from hubwright.domain.access import reader_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Entry
from hubwright.domain.errors import Broken, Refusal
from hubwright.domain.reviews import Read, Reviewed, findings, project_review, review, review_of
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import MANAGER, MONDAY, SCREENER

HUB = a_hub()
NAMES = {"u-alex": "Alex Example", "u-kim": "Kim Sample"}


def context(actor=MANAGER) -> Context:
    return Context(HUB, "r1", actor, reader_of(HUB, actor), MONDAY, {}, repeat("REV00001"))


def found(*reads: Read, people=None, restricted=()):
    return findings(reads, NAMES, people or {}, restricted)


def read(user="u-alex", case="C1", hours=0, **parts) -> Read:
    return Read(user, case, MONDAY + timedelta(hours=hours), **parts)


class TestFindings:
    def test_ones_own_name_is_found_however_it_is_written(self):
        (one,) = found(read(), people={"C1": ["EXAMPLE, Aléx"]})
        assert (one.why, one.times) == (("own_name",), 1)

    def test_the_same_last_name_may_be_a_relative(self):
        (one,) = found(read(), read(hours=2), people={"C1": ["Mia Example", "Jo Other"]})
        assert (one.why, one.times, one.last - one.first) == (("family_name",), 2, timedelta(hours=2))

    def test_a_first_name_alone_says_nothing(self):
        assert found(read(), people={"C1": ["Alex Other", "~unborn", ""]}) == ()

    def test_restricted_cases_and_broken_glass_are_always_looked_at(self):
        first, second = found(read(case="C1"), read("u-kim", "C2", glass=True), restricted=["C1", "C2"])
        assert {(one.case, one.why) for one in (first, second)} == {
            ("C1", ("restricted",)),
            ("C2", ("restricted", "glass")),
        }

    def test_an_ordinary_read_is_nobodys_concern(self):
        assert found(read("u-kim"), people={"C1": ["Mia Example"]}) == ()

    def test_the_latest_stands_first(self):
        assert [one.case for one in found(read(case="C1"), read(case="C2", hours=1), restricted=["C1", "C2"])] == [
            "C2",
            "C1",
        ]


class TestReview:
    REVIEWED = Reviewed("u-alex", "C1", "needed", "", MONDAY)

    def test_a_review_stands_on_record_with_its_reviewer(self):
        (fact,) = review([self.REVIEWED], context())
        entry = Entry(
            fact.stream, 1, fact.type, fact.version, fact.body, MONDAY, MONDAY, MONDAY, MANAGER.id, MANAGER.name,
            "care", "r1", "d",
        )  # fmt: skip
        (row,) = project_review([entry])["review_row"]
        assert (row["user_id"], row["case_ref"], row["answer"], row["by_name"]) == (
            "u-alex", "C1", "needed", MANAGER.name,
        )  # fmt: skip
        assert project_review([replace(entry, body={}, destroyed="Retention")]) == {"review_row": []}
        with pytest.raises(Broken):
            review_of([entry, replace(entry, number=2)])

    def test_nobody_reviews_their_own_reads(self):
        with pytest.raises(Refusal, match="your own reads"):
            review([replace(self.REVIEWED, user=MANAGER.id)], context())

    def test_whoever_may_not_review_does_not(self):
        with pytest.raises(Refusal):
            review([self.REVIEWED], context(replace(SCREENER, roles=frozenset({"partner"}))))

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"answer": "fine"}, "answer:u-alex/C1"),
            ({"answer": "asked"}, "note:u-alex/C1"),
            ({"answer": "raised", "note": " "}, "note:u-alex/C1"),
            ({"until": MONDAY + timedelta(hours=1)}, "answer:u-alex/C1"),
        ],
    )
    def test_what_is_missing_is_said_at_its_place(self, changes, field):
        with pytest.raises(Refusal) as refused:
            review([replace(self.REVIEWED, **changes)], context())
        assert field in dict(refused.value.fields)

    def test_nothing_chosen_and_twice_the_same_are_not_done(self):
        for chosen in ([], [self.REVIEWED, self.REVIEWED]):
            with pytest.raises(Refusal):
                review(chosen, context())
