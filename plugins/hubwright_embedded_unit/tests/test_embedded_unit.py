"""A unit works with a young person and gives tasks at its briefing: each told as it comes to pass."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import jsonschema
import pytest
from hubwright.api import (
    LONDON,
    Act,
    Asked,
    CaseView,
    Decided,
    Fact,
    Notice,
    NotYet,
    PersonView,
    RecordView,
    Section,
    Table,
    Tell,
    Who,
    showing,
)
from hubwright.testing.in_process import InProcess
from hubwright_embedded_unit import allocation, moments, plugin
from hypothesis import given, settings
from hypothesis import strategies as st

# A Monday.
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
OFFER: dict[str, Any] = {
    "risk-to": "He was hurt twice and is afraid to go home.",
    "risk-family": "His sister was followed.",
    "young-person": "p1",
    "lead": "Noor, youth worker",
    "agencies": ["health", "charity"],
}
TASK: dict[str, Any] = {"task": "See the sister at school.", "people": ["p2"], "agency": "charity"}
PEOPLE: tuple[PersonView, ...] = (
    PersonView("p1", "Jo Example", "subject"),
    PersonView("p2", "Ada Example", "Sister"),
    PersonView("p3", "", "Aunt"),
)


class Hub:
    """A case with a unit's records, as the platform would keep them."""

    def __init__(self, **options: Any) -> None:
        self.now, self.options, self.people = NOW, options, PEOPLE
        self.records: list[RecordView] = []

    @property
    def case(self) -> CaseView:
        return CaseView("AB12CD34", self.people, (), NOW, self.now, agencies={"health": "Health", "charity": "Charity"})

    def tries(self, deed: str, record: int | None = None, **answers: Any) -> Decided | NotYet:
        one = None if record is None else self.records[record]
        known = {question["id"] for question in plugin.asks(deed, self.case, one, {})}
        assert set(answers) <= known
        said = {name: {"state": "answered", "value": value} for name, value in answers.items()}
        beside = tuple(other for other in self.records if other is not one)
        done = plugin.decide(
            Asked(deed, "NEW", one, self.case, beside, said, Who("Sam", "care"), self.now), self.options
        )
        if isinstance(done, Decided):
            kind = plugin.STEPS[deed].kind
            state = plugin.apply(kind, one.state if one else None, done.entries[0])
            held = next(each for each in plugin.describe().kinds if each.id == kind)
            jsonschema.validate(json.loads(json.dumps(state)), held.schema)
            at = len(self.records) if record is None else record
            made = RecordView(f"R{at}", kind, state, one.begun if one else self.now, self.now, "AB12CD34")
            self.records[at : at + 1] = [made]
        return done

    def does(self, deed: str, record: int | None = None, **answers: Any) -> Decided:
        done = self.tries(deed, record, **answers)
        assert isinstance(done, Decided), done
        return done

    def refuses(self, deed: str, record: int | None = None, **answers: Any) -> dict[str, str]:
        done = self.tries(deed, record, **answers)
        assert isinstance(done, NotYet)
        return dict(done.fields)

    def shown(self, *elsewhere: RecordView) -> Section:
        section = plugin.case_section(self.case, tuple(self.records), elsewhere, self.options)
        assert section is not None
        return section

    def acts(self, record: int) -> list[str]:
        return [one.deed for one in self.shown().parts if isinstance(one, Act) and one.record == f"R{record}"]

    def briefing(self) -> Section:
        tasks = tuple(one for one in self.records if one.kind == allocation.KIND)
        return plugin.page("briefing", tasks, (self.case,), self.now, self.options)

    def tables(self) -> dict[str, Table]:
        return {one.caption: one for one in self.briefing().parts if isinstance(one, Table)}


@pytest.fixture
def hub() -> Hub:
    return Hub()


def test_the_platform_would_use_it() -> None:
    assert InProcess(plugin).plugin.id == "embedded-unit"


def test_the_risk_to_the_young_person_comes_first_and_is_never_left_out(hub: Hub) -> None:
    asked = plugin.asks("offer_work", hub.case, None, {})
    assert [one["id"] for one in asked][:3] == ["risk-to", "risk-family", "risk-by"]
    assert set(hub.refuses("offer_work")) == {"risk-to", "risk-family", "young-person", "lead"}
    done = hub.does("offer_work", **OFFER)
    assert done.tells == (Tell(agency="health"), Tell(agency="charity"))
    shown = [one for one in hub.shown().parts if isinstance(one, Fact)]
    assert shown[0] == Fact("Risk to the young person", OFFER["risk-to"])
    assert Fact("Shared with", "Health, Charity") in shown
    assert hub.records[0].state["about"] == ["p1"]


def test_the_work_begins_with_what_the_young_person_says_and_ends_with_who_goes_on(hub: Hub) -> None:
    hub.does("offer_work", **OFFER)
    assert hub.acts(0) == ["start", "risks", "family", "share", "lead", "end"]
    assert set(hub.refuses("start", 0)) == {"agreed"}
    hub.does("start", 0, agreed="He wants a place to go after school.")
    assert "start" not in hub.acts(0)
    assert set(hub.refuses("risks", 0)) == {"risk-to", "risk-family"}
    hub.does("risks", 0, **{"risk-to": "Less than before.", "risk-family": "None known."})
    hub.does("lead", 0, lead="Kit")
    assert set(hub.refuses("end", 0)) == {"reason", "goes-on"}
    hub.does("end", 0, reason="He moved.", **{"goes-on": "The school."})
    assert hub.records[0].state["status"] == "ended"
    assert hub.acts(0) == []


def test_one_young_person_is_offered_the_work_once_at_a_time(hub: Hub) -> None:
    hub.does("offer_work", **OFFER)
    assert set(hub.refuses("offer_work", **OFFER)) == {"young-person"}
    hub.does("offer_work", **{**OFFER, "young-person": "p2"})
    hub.does("end", 0, reason="He said no.", **{"goes-on": "Nobody."})
    hub.does("offer_work", **OFFER)


def test_only_agencies_that_come_to_share_it_are_told(hub: Hub) -> None:
    hub.does("offer_work", **{**OFFER, "agencies": ["health"]})
    assert hub.does("share", 0, agencies=["health", "charity"]).tells == (Tell(agency="charity"),)
    assert hub.does("share", 0, agencies=[]).tells == ()


def test_family_belongs_to_the_work_in_words_and_whoever_is_kept_from_the_reader_stays(hub: Hub) -> None:
    hub.does("offer_work", **OFFER)
    asked = {one["id"]: one for one in plugin.asks("family", hub.case, hub.records[0], {})}
    assert list(asked) == ["r-p2", "r-p3"]
    assert asked["r-p3"]["label"]["en"] == "How does Aunt belong to the young person?"
    assert set(hub.refuses("family", 0)) == {"r-p2"}
    hub.does("family", 0, **{"r-p2": "Younger sister", "r-p3": "Aunt who looks after him"})
    hub.people = PEOPLE[:2]
    table = next(one for one in hub.shown().parts if isinstance(one, Table))
    assert table.rows == (("Ada Example", "Younger sister"),)
    hub.does("family", 0, **{"no-longer": ["p2"]})
    assert [one["person"] for one in hub.records[0].state["family"]] == ["p3"]


def test_work_with_the_same_young_person_in_another_case_is_shown_without_their_family(hub: Hub) -> None:
    hub.does("offer_work", **OFFER)
    hub.does("family", 0, **{"r-p2": "Younger sister"})
    other = RecordView("X1", "work", hub.records[0].state, NOW, NOW, "EF56GH78", ("p1",))
    hub.records = []
    table = next(one for one in hub.shown(other).parts if isinstance(one, Table))
    assert (table.rows, table.cases) == ((("EF56GH78", "Jo Example", "Noor, youth worker", "Offered"),), ("EF56GH78",))
    assert "sister" not in str(hub.shown(other))


def test_a_task_is_given_to_any_agency_taken_and_done(hub: Hub) -> None:
    assert set(hub.refuses("allocate")) == {"task", "people", "agency"}
    assert hub.does("allocate", **TASK).tells == (Tell(agency="charity"),)
    state = hub.records[0].state
    assert (state["status"], state["about"]) == ("given", ["p2"])
    assert Fact("To be done by", "2 March 2027 at 09:30") in hub.shown().parts
    assert hub.acts(0) == ["take", "finish", "hand_back"]
    hub.does("take", 0, **{"taken-by": "Lee"})
    assert set(hub.refuses("finish", 0)) == {"result"}
    hub.does("finish", 0, result="She is well and knows whom to call.")
    assert hub.acts(0) == []


def test_a_task_that_is_handed_back_is_given_again_and_those_who_brief_are_told(hub: Hub) -> None:
    hub.options = {"told": ["coordinator"]}
    hub.does("allocate", **TASK)
    assert hub.does("hand_back", 0, reason="She is at another school.").tells == (Tell(role="coordinator"),)
    assert "Handed back; nobody has it" in hub.tables()
    assert hub.acts(0) == ["give_again"]
    assert hub.does("give_again", 0, agency="health").tells == (Tell(agency="health"),)
    assert (hub.records[0].state["status"], hub.records[0].state["about"]) == ("given", ["p2"])


def test_by_when_is_said_or_the_hours_of_the_hub_are_taken(hub: Hub) -> None:
    hub.options = {"hours": 4}
    hub.does("allocate", **TASK)
    assert hub.records[0].state["due"] == (NOW + timedelta(hours=4)).isoformat()
    tomorrow: Any = {"year": 2027, "month": 3, "day": 2}
    hub.does("allocate", **TASK | {"due-day": tomorrow, "due-time": "15:30"})
    assert hub.records[1].state["due"] == "2027-03-02T15:30:00+00:00"
    hub.does("allocate", **TASK | {"due-day": tomorrow})
    assert hub.records[2].state["due"] == "2027-03-02T23:59:00+00:00"
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"due-day": {"year": 2027, "month": 2, "day": 31}}, "due-day"),
        ({"due-day": {"year": 2027, "month": 2, "day": 1}}, "due-day"),
        ({"due-time": "15:30"}, "due-day"),
        ({"due-day": tomorrow, "due-time": "noon"}, "due-time"),
    )
    for wrong, at in refused:
        assert set(hub.refuses("allocate", **TASK, **wrong)) == {at}


@settings(max_examples=60)
@given(st.integers(0, 24 * 20), st.integers(1, 24 * 10))
def test_what_is_late_is_said_and_nothing_happens_by_itself(later: int, hours: int) -> None:
    hub = Hub(hours=hours)
    hub.does("allocate", **TASK)
    before = hub.records[0].state
    hub.now += timedelta(hours=later)
    late = later > hours
    assert any(isinstance(one, Notice) and one.tone == "warning" for one in hub.shown().parts) == late
    assert ("Late" in hub.tables()) == late
    assert hub.records[0].state == before
    assert "With Charity" in hub.tables()


def test_the_briefing_tells_what_came_since_the_last_one_and_what_each_agency_has(hub: Hub) -> None:
    hub.does("allocate", **{**TASK, "task": "See  the sister\nat school. " + "Then call. " * 30})
    hub.does("allocate", **{**TASK, "agency": "health"})
    tables = hub.tables()
    assert list(tables) == ["Since the last briefing", "With Charity", "With Health"]
    first = tables["With Charity"]
    assert first.cases == ("AB12CD34",)
    assert first.rows[0][0] == "AB12CD34"
    assert first.rows[0][1].startswith("See the sister at school. Then call.")
    assert len(first.rows[0][1]) <= 160
    assert Fact("Last briefing", "26 February 2027 at 09:00") in hub.briefing().parts
    hub.now += timedelta(days=2)
    assert "Since the last briefing" not in hub.tables()
    assert Notice("2 tasks are late.", "warning") in hub.briefing().parts
    assert not any(isinstance(one, Act) for one in hub.briefing().parts)


@settings(max_examples=100)
@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.times(), st.times(), st.booleans())
def test_the_last_briefing_is_that_of_the_last_day_on_which_there_is_one(
    today: date, clock: time, at: time, weekends: bool
) -> None:
    now = showing.instant(today, clock)
    last = moments.last_briefing(now, at, weekends)
    day = last.astimezone(LONDON).date()
    assert last < now
    assert timedelta(days=1) <= today - day <= timedelta(days=1 if weekends else 3)
    assert weekends or day.weekday() < 5
    assert [one for one in _days(day, today) if weekends or one.weekday() < 5] == []


def _days(after: date, before: date) -> list[date]:
    return [after + timedelta(days=number) for number in range(1, (before - after).days)]


def test_nothing_in_it_is_a_score() -> None:
    for kind in plugin.describe().kinds:
        assert {one.get("type") for one in kind.schema["properties"].values()} <= {"string", "array"}


def test_it_says_what_a_schema_cannot_see() -> None:
    assert plugin.well({}) == []
    assert len(plugin.well({"briefing": "noon"})) == 1
