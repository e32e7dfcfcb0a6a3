"""A family is offered early help: what is asked, what becomes of it, what the page shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hubwright.api import (
    Act,
    Asked,
    Begun,
    CaseView,
    Decided,
    Fact,
    Notice,
    NotYet,
    PersonView,
    RecordView,
    StrandView,
    Who,
)
from hubwright_early_help import offer
from hubwright_early_help.plugin import apply, case_section, decide, rating_made, well
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
OPTIONS = {"service": "Family service", "days": 5, "months": 6, "offered_for": ["green"]}
WHO = Who("Sam Specimen", "care")
GIVEN = {
    "summary": {"state": "answered", "value": "They want help with school mornings."},
    "agreed": {"state": "answered", "value": "yes"},
}


def a_case(now: datetime = NOW, tier: str = "green") -> CaseView:
    return CaseView("AB12CD34", (PersonView("p1", "Mia Example", "subject"),), (StrandView("child", "rated", tier),),
                    NOW, now)  # fmt: skip


class Family:
    """One family's offers, as the platform would keep them."""

    def __init__(self) -> None:
        self.now, self.records, self.options = NOW, [], dict(OPTIONS)  # type: ignore[var-annotated]

    def does(self, deed: str, record: int | None = None, **answers: Any) -> Decided | NotYet:
        one = None if record is None else self.records[record]
        beside = tuple(other for other in self.records if other is not one)
        asked = Asked(deed, "REC1", one, a_case(self.now), beside, answers, WHO, self.now)
        done = decide(asked, self.options)
        if isinstance(done, Decided):
            self.keeps(done, record)
        return done

    def keeps(self, done: Decided | Begun, record: int | None = None) -> None:
        state = None if record is None else self.records[record].state
        for entry in done.entries:
            state = apply("offer", state, entry)
        made = RecordView(f"REC{len(self.records)}", "offer", state or {}, self.now, self.now)
        if record is None:
            self.records.append(made)
        else:
            self.records[record] = made

    def shown(self) -> tuple[list[str], list[str], list[str]]:
        section = case_section(a_case(self.now), tuple(self.records), self.options)
        assert section is not None
        facts = [one.value for one in section.parts if isinstance(one, Fact)]
        notices = [one.words for one in section.parts if isinstance(one, Notice)]
        return facts, notices, [one.deed for one in section.parts if isinstance(one, Act)]


@pytest.fixture
def family() -> Family:
    return Family()


def said(words: str) -> dict[str, str]:
    return {"state": "answered", "value": words}


def test_an_offer_is_accepted_and_the_hub_owns_it_until_then(family: Family) -> None:
    assert isinstance(family.does("offer", **GIVEN), Decided)
    facts, _, acts = family.shown()
    assert "Offered; the hub still owns the case" in facts
    assert "6 March 2027" in facts
    assert acts == ["accept", "send_back", "decline"]
    assert isinstance(family.does("accept", 0, lead=said("Lee, family worker")), Decided)
    facts, _, acts = family.shown()
    assert "Lee, family worker" in facts
    assert acts == ["decline", "step_up"]


def test_everything_that_is_missing_is_said_at_once(family: Family) -> None:
    done = family.does("offer")
    assert isinstance(done, NotYet)
    assert set(done.fields) == {"summary", "agreed"}
    done = family.does("offer", summary=GIVEN["summary"], agreed=said("no"))
    assert isinstance(done, NotYet)
    assert set(done.fields) == {"without"}
    assert isinstance(family.does("offer", summary=GIVEN["summary"], agreed={"state": "not_known"},
                                  without=said("She is at risk.")), Decided)  # fmt: skip
    assert family.records[0].state["consent"] == "shared_without"


def test_a_late_answer_is_said_and_nothing_happens_by_itself(family: Family) -> None:
    family.does("offer", **GIVEN)
    family.now += timedelta(days=6)
    facts, notices, _ = family.shown()
    assert notices == ["The service has not answered; its answer was due on 6 March 2027."]
    assert "Offered; the hub still owns the case" in facts


@pytest.mark.parametrize(("deed", "status"), [("send_back", "returned"), ("decline", "declined")])
def test_it_comes_back_with_a_reason_and_another_offer_can_be_made(family: Family, deed: str, status: str) -> None:
    family.does("offer", **GIVEN)
    assert isinstance(family.does(deed, 0), NotYet)
    assert isinstance(family.does(deed, 0, reason=said("Not their part of town.")), Decided)
    assert family.records[0].state["status"] == status
    assert family.shown()[2] == ["offer"]
    assert isinstance(family.does(deed, 0, reason=said("Again.")), NotYet)
    assert isinstance(family.does("offer", **GIVEN), Decided)


def test_two_offers_never_go_on_at_once(family: Family) -> None:
    family.does("offer", **GIVEN)
    assert isinstance(family.does("offer", **GIVEN), NotYet)


def test_a_family_that_is_stepped_up_and_comes_back_in_time_is_counted(family: Family) -> None:
    family.does("offer", **GIVEN)
    family.does("accept", 0, lead=said("Lee"))
    family.does("step_up", 0, reason=said("He came back."))
    family.now += timedelta(days=150)
    family.does("offer", **GIVEN)
    assert family.records[1].state["again"] is True
    assert "The family comes back to early help within the time that is counted." in family.shown()[1]
    family.does("decline", 1, reason=said("No."))
    family.now += timedelta(days=60)
    family.does("offer", **GIVEN)
    assert family.records[2].state["again"] is False


def test_a_rating_only_ever_proposes_and_a_person_makes_the_offer_or_says_why_not(family: Family) -> None:
    begun = rating_made(a_case(), "child", "green", (), OPTIONS)
    assert isinstance(begun, Begun)
    family.keeps(begun)
    assert family.records[0].state["status"] == "proposed"
    assert family.shown()[2] == ["make", "refuse"]
    assert rating_made(a_case(), "child", "green", tuple(family.records), OPTIONS) is None
    assert isinstance(family.does("make", 0, **GIVEN), Decided)
    assert family.records[0].state["status"] == "offered"
    # What was rated otherwise since, or is not offered for, proposes nothing.
    assert rating_made(a_case(tier="red"), "child", "green", (), OPTIONS) is None
    assert rating_made(a_case(tier="red"), "child", "red", (), OPTIONS) is None
    assert rating_made(a_case(), "child", "green", (), {}) is None


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(1, 36))
def test_months_are_counted_to_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    before = offer.months_before(day, months)
    assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == months
    assert before.day == day.day or (before + timedelta(days=1)).day == 1
    assert offer.comes_again([before], day, months)
    assert not offer.comes_again([before - timedelta(days=1)], day, months)
    assert not offer.comes_again([day + timedelta(days=1)], day, months)


def test_it_says_what_a_schema_cannot_see() -> None:
    assert well(OPTIONS) == []
    assert len(well({"offered_for": ["green"], "service": " "})) == 1
