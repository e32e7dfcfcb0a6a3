"""What holds whatever is typed: days, repeats, whom a record is about, and what no record has a place for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hubwright.api import Asked as AskedFor
from hubwright.api import CaseView, Decided, Notice, NotYet, PersonView, RecordView, Tell, Waiting, Who
from hubwright_marac_links import contact, days, options, plugin, referral, risk, warning
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
PEOPLE = (
    PersonView("p1", "Ada Example", "subject"),
    PersonView("p2", "Bo Example", "partner"),
    PersonView("p3", "Mia Example", "child"),
)
CASE = CaseView("AB12CD34", PEOPLE, (), NOW, NOW, agencies={"health": "Health", "school": "School"})
REFERRED = {"case": "AB12CD34", "about": ["p1"], "victim": "p1", "alleged": ["p2"], "status": "referred"}
MANY = [f"Question {number}?" for number in range(options.MOST)]


def a_record(kind: str = referral.KIND, **state: Any) -> RecordView:
    return RecordView("R1", kind, {**REFERRED, "referred_on": "2027-03-01", **state}, NOW, NOW, "AB12CD34")


def asked(deed: str, record: RecordView | None = None, case: CaseView = CASE, **said: Any) -> AskedFor:
    answers = {id.replace("_", "-"): {"state": "answered", "value": one} for id, one in said.items()}
    return AskedFor(deed, "R2", record, case, (), answers, Who("Sam Specimen", "care"), case.now)


def on(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


ANY_DAY = st.dates(date(2020, 1, 1), date(2039, 12, 31))


@given(ANY_DAY, st.integers(1, 60))
def test_a_flag_stands_to_the_same_day_so_many_months_on_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    until = referral.flag_until(day, months)
    assert (until.year * 12 + until.month) - (day.year * 12 + day.month) == months
    assert until.day == day.day or (until.day < day.day and (until + timedelta(days=1)).day == 1)
    one = a_record(flag_until=until.isoformat())
    assert list(referral.flagged((one,), until)) == [(one, until)]
    assert list(referral.flagged((one,), until + timedelta(days=1))) == []


@given(ANY_DAY, st.integers(1, 60))
def test_another_referral_is_a_repeat_up_to_the_last_day_and_not_after_it(day: date, months: int) -> None:
    last, before = referral.repeat_until(day, months), (a_record(referred_on=day.isoformat()),)
    for today in (day, last):
        assert referral.earlier("p1", ["p2"], before, (), today, months) == [day]
    for today in (day - timedelta(days=1), last + timedelta(days=1)):
        assert referral.earlier("p1", ["p2"], before, (), today, months) == []
    assert referral.earlier("p3", ["p2"], before, (), day, months) == []
    assert referral.earlier("p1", ["p3"], before, (), day, months) == []


def test_people_of_another_case_are_only_the_same_where_somebody_found_them_so() -> None:
    today, one = date(2027, 3, 1), a_record(case="OTHER123")
    assert referral.earlier("p1", ["p2"], (), (one,), today, 12) == []
    same = replace(one, same={"p1": "p7", "p2": "p8"})
    assert referral.earlier("p7", ["p8"], (), (same,), today, 12) == [today]
    assert referral.earlier("p1", ["p2"], (), (same,), today, 12) == []


@given(ANY_DAY, st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_nobody_of_16_is_taken_for_younger_however_little_of_the_date_is_known(today: date, born: date) -> None:
    sixteen = (born.year + 16, born.month, born.day) <= (today.year, today.month, today.day)
    assert days.surely_under_16(on(born), today) is not sixteen
    if sixteen:
        assert not days.surely_under_16({"year": born.year}, today)
        assert not days.surely_under_16({"year": born.year, "month": born.month}, today)
    assert not days.surely_under_16(None, today)


@given(
    st.sampled_from(["p1", "p2", "p3", ""]),
    st.lists(st.sampled_from(["p1", "p2", "p3"]), unique=True),
    st.lists(st.sampled_from(["p1", "p2", "p3"]), unique=True),
    st.lists(st.sampled_from(["judgement", "visible", "escalation", "repeat"]), unique=True),
)
def test_whatever_is_ticked_a_referral_is_about_the_victim_and_tells_only_a_role(
    victim: str, alleged: list[str], children: list[str], grounds: list[str]
) -> None:
    done = plugin.decide(
        asked("refer", victim=victim, alleged=alleged, children=children, grounds=grounds, reasons="Afraid.",
              aware="yes", agrees="yes"),
        {"coordinator_role": "screener"},
    )  # fmt: skip
    if isinstance(done, NotYet):
        assert done.fields
        return
    body = done.entries[0].body
    assert body["about"] == [body["victim"]] == [victim]
    assert victim not in alleged
    assert done.tells == (Tell(role="screener"),)


@given(st.lists(st.sampled_from(["p2", "p3"]), unique=True), st.lists(st.sampled_from(["p2", "p3"]), unique=True))
def test_nobody_alleged_is_ever_kept_or_shown_as_safe(safe: list[str], unsafe: list[str]) -> None:
    ways: dict[str, Any] = {f"way_{one}": "yes" for one in contact.WAYS}
    said = asked("say_contact", victim="p1", safe_people=safe, unsafe_people=unsafe, confirmed_on=on(NOW.date()),
                 **ways)  # fmt: skip
    done = plugin.decide(replace(said, beside=(a_record(),)), {})
    if "p2" in safe:
        assert isinstance(done, NotYet)
        # Without the referral nobody could have known; once there is one, it is not shown as safe any more.
        done = plugin.decide(said, {})
    if isinstance(done, Decided):
        kept = RecordView("R3", contact.KIND, done.entries[0].body, NOW, NOW)
        section = plugin.case_section(CASE, (kept, a_record()), (), {})
        assert section is not None
        facts = {getattr(one, "label", ""): getattr(one, "value", "") for one in section.parts}
        assert "Bo Example" not in facts.get("Safe to talk to", "")
        assert "Bo Example" in facts["Must not learn of it"]


def test_every_record_is_of_a_case_and_behind_the_wall_of_whom_it_is_about() -> None:
    kinds = plugin.describe().kinds
    assert {(one.about, one.of_case) for one in kinds} == {("about", True)}
    assert all("about" in one.schema["required"] for one in kinds)
    assert all(one.schema["properties"]["about"]["minItems"] == 1 for one in kinds)
    # Only a referral goes to other cases, and on paper.
    assert [one.id for one in kinds if one.across or one.papers] == ["referral"]
    assert {one.read for one in kinds} == {one.id for one in plugin.describe().permissions} - {referral.COORDINATE}


def test_no_record_has_a_place_for_what_was_said_at_the_meeting() -> None:
    held = set(referral.SCHEMA["properties"])
    comes_back = {"meeting", "waits_for", "heard_on", "plan", "plan_on", "flag_until", "closed_on", "actions"}
    said_before = {
        "case", "about", "victim", "status", "alleged", "alleged_words", "children", "grounds", "reasons", "aware",
        "agrees", "without", "by", "proposed_on", "referred_on", "not_referred_on", "why_not", "earlier",
    }  # fmt: skip
    assert held == comes_back | said_before
    # What comes back is days, an answer of three, agencies, and of an action what is to be done in one short line.
    texts = {one for one in comes_back if referral.SCHEMA["properties"][one].get("maxLength", 0) > 10}
    assert texts == set()
    asks = plugin.asks("heard", CASE, a_record(), (), {})
    assert {one["type"] for one in asks} == {"date", "choice", "short_text"}
    assert all(one["id"].startswith("what") for one in asks if one["type"] == "short_text")


@pytest.mark.parametrize("deed", [one.id for one in plugin.describe().deeds])
def test_every_deed_asks_no_more_than_a_page_holds_and_nothing_twice(deed: str) -> None:
    used = {"name": "T", "version": "1", "owner": "O", "licence": "L", "questions": MANY}
    for chosen in ({}, {"tool": used}):
        asks = [one["id"] for one in plugin.asks(deed, CASE, None, (), chosen)]
        assert len(asks) == len(set(asks)) <= 40
    assert plugin.asks("complete", CASE, None, (), {})[0]["id"] == "alone"


def test_visible_high_risk_is_a_ground_only_with_a_tool_of_the_hub() -> None:
    used = {"name": "T", "version": "1", "owner": "O", "licence": "L", "questions": ["One?"]}
    for chosen, there in (({}, False), ({"tool": used}, True)):
        asks = {one["id"]: one for one in plugin.asks("refer", CASE, None, (), chosen)}
        assert ("visible" in {one["id"] for one in asks["grounds"]["options"]}) is there


@given(st.integers(0, 60), st.none() | st.integers(1, 60))
def test_a_count_only_ever_reaches_a_number_that_the_hub_set(count: int, at: int | None) -> None:
    state = {"status": risk.COMPLETE, "count": count, "tool": {"high_at": at} if at else {}}
    assert risk.reaches(state) == (at is not None and count >= at)


def test_it_says_for_whom_both_are_waiting_and_whom_the_forum_has_asked() -> None:
    waiting = (Waiting("health", "Health", NOW), Waiting("health", "Health", NOW), Waiting("school", "School", NOW))
    one = a_record(status="listed", meeting="2027-03-09", waits_for=["health"])
    both = [each.words for each in warning.of_both(replace(CASE, waiting=waiting), (one,), {"forum": "Panel"})]
    assert both == ["Both the hub and the Panel are waiting for Health. Agree who asks, and ask once."]
    before = plugin.check_put_together(CASE, (one,), {})
    assert Notice("The MARAC has asked these already: Health.", "important") in before
    heard = a_record(status="heard", waits_for=[])
    assert list(warning.of_both(replace(CASE, waiting=waiting), (heard,), {})) == []


def test_the_agenda_names_cases_and_nobody_in_them() -> None:
    records = (
        a_record(status="listed", meeting="2027-03-09", grounds=["repeat"], waits_for=["school"]),
        replace(a_record(status="heard", flag_until="2027-04-01", actions=[]), ref="R4"),
        RecordView("R5", "referral", {"case": "ZZ", "about": ["q"], "status": "proposed"}, NOW, NOW, "ZZ"),
    )
    page = plugin.page("agenda", records, (CASE,), NOW, {})
    assert [(one.caption, one.rows, one.cases) for one in page.parts] == [  # type: ignore[union-attr]
        ("Proposed: somebody still refers, or says why not", (("ZZ", ""),), ("",)),
        ("On an agenda", (("AB12CD34", "9 March 2027", "Yes", "School"),), ("AB12CD34",)),
        ("Flags that end soon", (("AB12CD34", "1 April 2027"),), ("AB12CD34",)),
    ]
    assert "Example" not in repr(page)
    assert plugin.page("agenda", (), (), NOW, {}).parts == (Notice("Nothing is waiting.", "done"),)


def test_whose_name_is_kept_from_the_reader_stands_nowhere() -> None:
    kept = replace(CASE, people=(PEOPLE[0],))
    section = plugin.case_section(kept, (a_record(children=["p3"]),), (), {})
    assert "Bo" not in repr(section)
    assert "Somebody whose name is kept" in repr(section)


def test_hearing_and_actions_say_everything_that_is_missing() -> None:
    done = plugin.decide(asked("heard", a_record(), plan="yes", what1="Ring"), {})
    assert isinstance(done, NotYet)
    assert set(done.fields) == {"heard-on", "plan-on", "agency1", "due1"}
    early = plugin.decide(asked("heard", a_record(), plan="no", heard_on=on(date(2027, 2, 28))), {})
    assert isinstance(early, NotYet)
    assert set(early.fields) == {"heard-on"}
    nothing = plugin.decide(asked("add_actions", a_record(status="heard")), {})
    assert isinstance(nothing, NotYet)
    assert set(nothing.fields) == {"what1"}


def test_it_says_what_a_schema_cannot_see() -> None:
    used = {"name": "T", "version": "1", "owner": "O", "licence": "L", "questions": ["One?", "Two?"]}
    assert plugin.well({}) == []
    assert plugin.well({"tool": {**used, "high_at": 2}}) == []
    wrong = {**used, "owner": " ", "questions": ["One?", "One?", " "], "high_at": 4}
    assert len(plugin.well({"tool": wrong})) == 4
