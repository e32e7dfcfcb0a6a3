"""The rows of what is set up before the first case: days that run out, ways in and out, who gives what, and costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hubwright.domain.definitions.hub import Hub
from hubwright.domain.hubs import HubState, Seat
from hubwright.domain.hubs.costs import holds, model
from hubwright.domain.hubs.running_out import CONTRACT, GIVES, SECONDMENT, TELLING, VETTING, running_out
from hubwright.domain.hubs.ways import ways

from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused

LOCAL = "/local"
BEGINS = datetime(2026, 4, 1, tzinfo=UTC)


@row(
    "SET-1",
    hub="starter",
    shows="Vetting, contracts and secondments are pointed at before they run out, and until a later day is written.",
    source="S:738-743",
    without=(
        f"{LOCAL}/people/dana-example/vetted_until",
        f"{LOCAL}/people/robin-example/contract_until",
        put(f"{LOCAL}/people/dana-example/vetted_until", "2030-05-31"),
        put(f"{LOCAL}/warn_days", 5),
        refused(put(f"{LOCAL}/people/dana-example/vetted_until", "2028-02-30")),
        refused(put(f"{LOCAL}/people/dana-example/agency", "nobody")),
    ),
)
def test_set_1_vetting_and_contracts_are_pointed_at_in_time(hub: Hub) -> None:
    seat = Seat("s1", "u1", "Kit Example", "police", frozenset(), frozenset(), BEGINS, until=date(2028, 6, 10))
    state = HubState(seats={"s1": seat})
    assert {one.what for one in running_out(hub.local, state, date(2027, 12, 1))} <= {TELLING}
    near = running_out(hub.local, state, date(2028, 5, 1))
    assert [(one.what, one.whose.en, one.over) for one in near if one.what != TELLING] == [
        (VETTING, "Dana Example", False),
        (SECONDMENT, "Kit Example", False),
    ]
    late = running_out(hub.local, HubState(), date(2029, 4, 1))
    over = {(one.what, one.whose.en) for one in late if one.over}
    assert {(VETTING, "Dana Example"), (CONTRACT, "Robin Example"), (CONTRACT, "Dana Example")} <= over
    # It is pointed at where it is written.
    assert ("local", "people", "dana-example") in {one.path for one in near}
    # Whoever has left is not waited for.
    left = HubState(seats={"s1": replace(seat, ends=BEGINS)})
    assert SECONDMENT not in {one.what for one in running_out(hub.local, left, date(2028, 5, 1))}


@row(
    "SET-2",
    hub="starter",
    shows="The map leads from each way in through the strands to each way out, and says who was told of which.",
    source="S:775-779, S:785-795",
    without=(
        f"{LOCAL}/told_of_us/schools-and-health/doors/for-professionals",
        f"{LOCAL}/told_of_us/young-people/told_on",
        f"{LOCAL}/told_of_us/our-agencies",
        f"{LOCAL}/told_of_us/the-public/owner",
        put(f"{LOCAL}/told_of_us/our-agencies/circle", "outside"),
        gone("/shareable/elsewhere"),
        refused(put(f"{LOCAL}/told_of_us/the-public/doors", ["by-the-window"])),
    ),
)
def test_set_2_ways_in_and_out_and_who_was_told(hub: Hub) -> None:
    found = ways(hub)
    assert [one.door.id for one in found.ins] == [one.id for one in hub.doors]
    assert all(one.to for one in found.ins)
    assert all(one.out_of for one in found.outs)
    assert found.elsewhere
    # Nobody has to go round the hub for want of knowing it.
    assert not [one.door.id for one in found.ins if one.nobody_told]
    told = {each.id: each for one in found.ins for each in one.told} | {one.id: one for one in found.of_the_hub}
    # All three: inside the hub, outside it, and everybody, each with a post that answers for it and a day.
    assert {one.circle for one in told.values()} == {"inside", "outside", "everybody"}
    assert all(one.owner and one.how and one.told_on and one.tell_again for one in told.values())
    again = running_out(hub.local, HubState(), date(2027, 9, 20))
    assert TELLING in {one.what for one in again if one.over}


@row(
    "SET-3",
    hub="starter",
    shows="Each partner's contribution stands written: what it gives, from when, until when, and what that is worth.",
    source="S:804-807",
    without=(
        f"{LOCAL}/contributions/probation-staff",
        f"{LOCAL}/contributions/health-staff/begins",
        f"{LOCAL}/contributions/housing-staff/until",
        f"{LOCAL}/contributions/police-staff/pounds",
        put(f"{LOCAL}/contributions/education-staff/agency", "police"),
        refused(put(f"{LOCAL}/contributions/police-staff/until", "2026-03-31")),
        refused(put(f"{LOCAL}/contributions/police-staff/agency", "fire-and-rescue")),
    ),
)
def test_set_3_what_each_partner_gives_when_and_for_how_long(hub: Hub) -> None:
    given = hub.local.contributions
    assert {one.agency for one in given} == {one.id for one in hub.agencies}
    assert all(one.begins and one.until for one in given)
    assert {one.gives_as for one in given} == {"staff", "money", "rooms", "training"}
    police = next(one for one in given if one.id == "police-staff")
    assert (police.pounds, police.each) == (84000, "year")
    assert [holds(police, day) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2029, 3, 31), date(2029, 4, 1))] \
        == [False, True, True, False]  # fmt: skip
    soon = running_out(hub.local, HubState(), date(2029, 3, 1))
    assert {one.agency for one in soon if one.what == GIVES} == {one.id for one in hub.agencies}


@row(
    "SET-4",
    hub="hampshire",
    shows="The cost model adds up each agency and all of it, today and as planned, in whole pounds and for a contact.",
    source="S:808-812",
    without=(
        f"{LOCAL}/costs/post",
        f"{LOCAL}/costs/system",
        f"{LOCAL}/costs/moving-in",
        "/shareable/agencies/health/fte",
        "/shareable/agencies/adult-services/fte_planned",
        put(f"{LOCAL}/costs/post/each", "year"),
        put(f"{LOCAL}/costs/system/agency", "police"),
        put(f"{LOCAL}/contacts_a_year", 15000),
    ),
)
def test_set_4_what_it_costs(hub: Hub) -> None:
    found = model(hub, date(2026, 11, 23), contacts=hub.local.contacts_a_year)
    own = {one.agency: (int(one.own), int(one.planned)) for one in found.sums}
    assert own["health"] == (4 * 46_000, 7 * 46_000)
    assert own["adult-services"] == (6 * 46_000, 15 * 46_000)
    assert own["police"] == (17 * 46_000, 17 * 46_000)
    assert (found.shared, found.uncovered) == (40_000, 40_000)
    assert found.a_year == (26 + 6 + 17 + 4) * 46_000 + 40_000
    assert found.planned - found.a_year == (9 + 3) * 46_000
    assert found.once == 120_000
    each = found.per_contact(found.a_year)
    assert each is not None
    assert each * 30_000 == found.a_year
    # Each line says what it assumes.
    assert all(one.assumed for one in hub.local.costs)
