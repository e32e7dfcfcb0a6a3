"""Costs without a fraction lost, days in their order, and the map of ways in and out, for any hub."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hubwright.domain.definitions.hub import Contribution, Cost, Elsewhere, Person, Telling
from hubwright.domain.hubs import HubState
from hubwright.domain.hubs.costs import model
from hubwright.domain.hubs.running_out import running_out
from hubwright.domain.hubs.ways import ways
from hubwright.domain.texts import Text
from hubwright.testing.hubs import a_hub
from hypothesis import given, settings
from hypothesis import strategies as st

TODAY = date(2026, 11, 23)
HUB = a_hub()
AGENCIES = [one.id for one in HUB.agencies]
POUNDS = st.integers(0, 1_000_000)
COSTS = st.builds(
    Cost,
    id=st.just("c"),
    name=st.just(Text("A line")),
    phase=st.sampled_from(["developing", "setting_up", "running"]),
    pounds=POUNDS,
    each=st.sampled_from(["year", "once", "full_time_post", "contact"]),
    agency=st.sampled_from([None, *AGENCIES]),
)
GIFTS = st.builds(
    Contribution,
    id=st.just("g"),
    agency=st.sampled_from(AGENCIES),
    name=st.just(Text("Something")),
    gives_as=st.sampled_from(["staff", "money", "rooms"]),
    pounds=st.none() | POUNDS,
    each=st.sampled_from(["year", "once"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(COSTS, max_size=8), st.lists(GIFTS, max_size=6), st.integers(1, 40), st.integers(1, 50_000))
def test_every_pound_is_borne_by_somebody_or_said_to_be_borne_by_nobody(
    costs: list[Cost], gifts: list[Contribution], quarters: int, contacts: int
) -> None:
    fte = str(quarters / 4)
    agencies = tuple(replace(one, fte=fte) for one in HUB.agencies)
    local = replace(HUB.local, costs=tuple(costs), contributions=tuple(gifts))
    found = model(replace(HUB, agencies=agencies, local=local), TODAY, contacts=contacts)
    over = max(found.money - found.shared, 0)
    assert sum((one.bears for one in found.sums), Fraction(found.uncovered)) == found.a_year + over
    assert found.planned == found.a_year
    each = found.per_contact(found.a_year)
    assert each is not None
    assert each * contacts == found.a_year


def test_without_a_number_of_contacts_nothing_is_worked_out_for_each() -> None:
    assert model(HUB, TODAY, contacts=None).per_contact(Fraction(5)) is None


def test_what_has_ended_or_not_begun_is_not_given() -> None:
    gift = Contribution("g", AGENCIES[0], Text("Money"), "money", pounds=100)
    for begins, until, pounds in (
        (None, None, 100), ("2026-11-23", "2026-11-23", 100), (None, "2026-11-22", 0), ("2026-11-24", None, 0),
    ):  # fmt: skip
        local = replace(HUB.local, contributions=(replace(gift, begins=begins, until=until),))
        assert model(replace(HUB, local=local), TODAY, contacts=None).money == pounds, (begins, until)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-500, 500), max_size=6), st.integers(1, 400))
def test_each_day_is_pointed_at_from_so_many_days_before_and_for_good_after(days: list[int], warn: int) -> None:
    people = tuple(
        Person(f"p{at}", AGENCIES[0], f"Person {at}", vetted_until=(TODAY + timedelta(days=one)).isoformat())
        for at, one in enumerate(days)
    )
    found = running_out(replace(HUB.local, people=people, warn_days=warn), HubState(), TODAY)
    assert [one.until for one in found] == sorted(one.until for one in found)
    assert sorted((one.until - TODAY).days for one in found) == sorted(one for one in days if one <= warn)
    assert all(one.over == (one.until < TODAY) for one in found)


def test_the_map_names_every_way_in_and_out_and_whom_nobody_told() -> None:
    door = HUB.doors[0].id
    told = Telling("t", Text("Schools"), "outside", doors=(door,))
    whole = Telling("w", Text("Everybody"), "everybody")
    local = replace(HUB.local, told_of_us=(told, whole))
    found = ways(replace(HUB, local=local, elsewhere=(Elsewhere("library", Text("The library")),)))
    assert [one.door.id for one in found.ins] == [one.id for one in HUB.doors]
    assert [one.route.id for one in found.outs] == [one.id for one in HUB.routes]
    assert {one.door.id for one in found.ins if one.told} == {door}
    public = {one.id for one in HUB.doors if one.who == "public"}
    assert {one.door.id for one in found.ins if one.nobody_told} == public - {door}
    assert found.of_the_hub == (whole,)
