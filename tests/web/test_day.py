"""A hub's day is kept while it lasts, and no longer: what changed a moment ago holds for the next request."""

from __future__ import annotations

from datetime import date

from hubwright.actions.run_the_hub import close_on, end_a_seat
from hubwright.testing.stories import MANAGER, SCREENER
from hubwright.web.visit import Day, Days

from tests.web.conftest import Place


def day_of(place: Place, days: Days, hub: str = "oakfield") -> Day:
    house = place.hubwright.house
    with house.store.reading(hub) as reading:
        return days.of(house, reading, house.now())


class TestDays:
    def test_a_day_is_worked_out_once(self, place: Place) -> None:
        days = Days()
        assert day_of(place, days) is day_of(place, days)

    def test_each_hub_has_a_day_of_its_own(self, place: Place) -> None:
        days = Days()
        assert [day_of(place, days, hub).hub.id for hub in ("oakfield", "elmbridge", "oakfield")] == [
            "oakfield",
            "elmbridge",
            "oakfield",
        ]

    def test_a_new_date_is_a_new_day(self, place: Place) -> None:
        days = Days()
        before = day_of(place, days)
        place.clock.later(days=1)
        assert day_of(place, days) is not before

    def test_a_closure_counts_from_the_next_request_on(self, place: Place) -> None:
        days = Days()
        assert day_of(place, days).state.closures == {}
        shut = date(2026, 6, 10)
        close_on(place.hubwright.house, hub="oakfield", actor=MANAGER, deed="close", day=shut, why="Flood")
        after = day_of(place, days)
        assert after.state.closures == {shut: "Flood"}
        assert after.calendars["office"].closed[shut] == "Flood"


def test_a_leaver_is_shut_out_at_the_very_next_page(place: Place) -> None:
    client = place.client(SCREENER)
    assert client.get("/oakfield/queue").status_code == 200
    house = place.hubwright.house
    end_a_seat(house, hub="oakfield", actor=MANAGER, deed="leave", seat=f"seat-{SCREENER.id}", why="Left")
    place.clock.later(seconds=1)
    assert client.get("/oakfield/queue").status_code != 200


def test_a_hub_that_is_not_there_is_not_found(place: Place) -> None:
    assert place.client().get("/nowhere/sign-in").status_code == 404
