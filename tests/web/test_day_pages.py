"""My work, the queue's filters and bulk giving, hand-over, rota and cover, page by page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hubwright.actions.run_the_hub import arrange_a_seat, give_a_duty
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Assign, Rate, Subject
from hubwright.domain.hubs import Stint, Working
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.routes import ROUTES
from sqlalchemy import event

from tests.web.conftest import ADULTS, Place, form_of, soup
from tests.web.test_work import errors, sends, state


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return soup(answer).select_one("main").get_text(" ", strip=True)  # type: ignore[union-attr]


class TestMyWork:
    def test_a_worker_sees_their_own_cases_and_those_that_nobody_owns(self, place: Place) -> None:
        mine, nobodys = place.receives()["case"], place.receives()["case"]
        place.does(MANAGER, mine, Assign(SCREENER.id, SCREENER.name))
        page = soup(place.client(SCREENER).get("/oakfield/work"))
        found = {one["aria-labelledby"]: one.get_text() for one in page.select("main section")}
        assert mine in found["mine"]
        assert nobodys in found["nobodys"]
        assert nobodys not in found["mine"]

    def test_a_partner_sees_what_their_agency_is_asked_and_no_case(self, place: Place) -> None:
        case = place.asked()
        page = soup(place.client(POLICE).get("/oakfield/work"))
        assert [one["aria-labelledby"] for one in page.select("main section")] == ["checks"]
        assert f"{case}-q1" in page.get_text()
        assert f"{case}-q2" not in page.get_text()

    def test_with_nothing_to_do_it_says_so(self, place: Place) -> None:
        assert "Nothing waits for you." in text_of(place.client(HEALTH).get("/oakfield/work"))

    def test_alarms_come_first(self, place: Place) -> None:
        case = place.receives(danger=True)["case"]
        page = soup(place.client(SCREENER).get("/oakfield/work"))
        first = page.select("main section")[0]
        assert first["aria-labelledby"] == "alarms"
        assert case in first.get_text()


class TestQueue:
    def test_it_is_narrowed_by_owner_reading_and_time(self, place: Place) -> None:
        one, other = place.receives()["case"], place.receives()["case"]
        place.does(SCREENER, one, Rate("child", "urgent"))
        place.does(MANAGER, one, Assign(SCREENER.id, SCREENER.name))
        client = place.client(SCREENER)

        def found(query: str) -> set[str]:
            page = soup(client.get(f"/oakfield/queue?{query}"))
            return {row.text for row in page.select(".hw-queue .hw-reference")}

        assert found(f"owner={SCREENER.id}") == {one}
        assert found("owner=-") == {other}
        assert found("unread=yes") == {other}
        assert found("stage=rated") == {one}
        assert found("source=public") == {one, other}
        assert found("due=late") == set()
        assert found("due=week") == {one, other}
        assert found("tier=nothing-of-the-kind") == set()

    def test_a_saved_view_is_ones_own_and_can_be_taken_away(self, place: Place) -> None:
        place.receives()
        mine, others = place.client(SCREENER), place.client(MANAGER)
        page = mine.get("/oakfield/queue?unread=yes&sort=rating")
        form = next(one for one in (form_of(page, n) for n in range(8)) if "name" in one)
        assert mine.post("/oakfield/queue/saved", data={**form, "name": " Unread  first "}).status_code == 302
        link = soup(mine.get("/oakfield/queue")).find("a", string="Unread first")
        assert link is not None
        assert {*link["href"].partition("?")[2].split("&")} == {"sort=rating", "unread=yes", "view=open"}
        assert soup(others.get("/oakfield/queue")).find("a", string="Unread first") is None
        drop = {"csrf_token": form["csrf_token"], "drop": "Unread first"}
        assert mine.post("/oakfield/queue/saved", data=drop).status_code == 302
        assert soup(mine.get("/oakfield/queue")).find("a", string="Unread first") is None

    def test_a_view_without_a_name_is_asked_for_one(self, place: Place) -> None:
        client = place.client(SCREENER)
        token = form_of(client.get("/oakfield/queue"))["csrf_token"]
        answer = client.post("/oakfield/queue/saved", data={"csrf_token": token, "name": " "})
        assert answer.status_code == 422
        assert "Give it a name" in answer.get_data(as_text=True)

    def test_ticked_cases_get_an_owner_each_as_a_deed_of_its_own(self, place: Place) -> None:
        cases = [place.receives()["case"] for _ in range(3)]
        client = place.client(MANAGER)
        form = ticks(client.get("/oakfield/queue"))
        answer = client.post("/oakfield/queue/assign", data={**form, "case": cases[:2], "owner": SCREENER.id})
        assert "2 cases were given to Alex Example." in text_of(answer)
        assert [state(place, case).owner for case in cases] == [SCREENER.id, SCREENER.id, None]

    def test_what_was_not_done_is_said_with_its_reason(self, place: Place) -> None:
        case = place.receives()["case"]
        client = place.client(MANAGER)
        form = ticks(client.get("/oakfield/queue"))
        answer = client.post("/oakfield/queue/assign", data={**form, "case": [case, "NOSUCH00"], "owner": SCREENER.id})
        said = text_of(answer)
        assert "1 case was given" in said
        assert "NOSUCH00 : There is no such case." in said

    def test_pressing_the_button_twice_gives_once(self, place: Place) -> None:
        case = place.receives()["case"]
        client = place.client(MANAGER)
        form = {**ticks(client.get("/oakfield/queue")), "case": [case], "owner": SCREENER.id}
        client.post("/oakfield/queue/assign", data=form)
        before = state(place, case).head
        assert client.post("/oakfield/queue/assign", data=form).status_code == 200
        assert state(place, case).head == before

    @pytest.mark.parametrize(("cases", "owner"), [([], SCREENER.id), (["X"], ""), (["X"], POLICE.id), (["X"] * 60, "")])
    def test_a_form_that_cannot_be_done_says_why(self, place: Place, cases: list[str], owner: str) -> None:
        place.receives()
        client = place.client(MANAGER)
        form = ticks(client.get("/oakfield/queue"))
        answer = client.post("/oakfield/queue/assign", data={**form, "case": cases, "owner": owner})
        assert answer.status_code == 422

    def test_only_giving_an_owner_works_on_many(self, place: Place) -> None:
        place.receives()
        page = soup(place.client(MANAGER).get("/oakfield/queue"))
        assert {one["action"] for one in page.select("main form[method=post]")} == {
            "/oakfield/queue/saved",
            "/oakfield/queue/assign",
        }

    def test_the_keys_are_explained_and_nothing_needs_them(self, place: Place) -> None:
        place.receives()
        page = soup(place.client(SCREENER).get("/oakfield/queue"))
        assert [one.text for one in page.select("dialog kbd")] == ["j", "k", "Enter", "x", "?"]
        assert page.select("[data-keys-way]")[0].has_attr("hidden")
        assert page.select(".hw-queue [data-row-link]")[0]["href"]


def ticks(page: Any) -> dict[str, Any]:
    forms = [
        one for one in (form_of(page, number) for number in range(len(soup(page).select("main form")))) if "deed" in one
    ]
    return {"csrf_token": forms[0]["csrf_token"], "deed": forms[0]["deed"]}


class TestHandOver:
    def test_the_day_leaves_the_night_writes_back_and_the_morning_sees(self, place: Place) -> None:
        case = place.receives()["case"]
        place.does(SCREENER, case, Rate("child", "urgent"))
        path = f"/oakfield/cases/{case}"
        day, night = place.client(SCREENER), place.client(MANAGER)
        assert case in text_of(day.get("/oakfield/hand-over")).split("Most urgent, and not left to anybody")[1]
        left = sends(
            day, f"{path}/leave-to-duty", watch="Father may come: ring the police.", telephone="Sam 01632 960009"
        )
        assert left.status_code == 302
        said = text_of(night.get("/oakfield/hand-over"))
        assert "Father may come: ring the police." in said
        assert "Sam 01632 960009" in said
        assert case not in said.split("Most urgent, and not left to anybody")[1]
        place.clock.later(hours=10)
        day, night = place.client(SCREENER), place.client(MANAGER)
        assert sends(night, f"{path}/write-back", text="Rang at nine: all quiet.").status_code == 302
        assert "Rang at nine: all quiet." in text_of(day.get("/oakfield/hand-over")).split("Left to duty")[0]
        assert case in text_of(day.get("/oakfield/work"))
        assert sends(day, f"{path}/seen-back").status_code == 302
        assert "Nothing has come back" in text_of(day.get("/oakfield/hand-over"))

    def test_leaving_nothing_in_particular_is_not_done_yet(self, place: Place) -> None:
        case = place.receives()["case"]
        answer = sends(place.client(SCREENER), f"/oakfield/cases/{case}/leave-to-duty", watch=" ")
        assert answer.status_code == 422
        assert "what to do then" in errors(answer)

    def test_a_reader_of_another_pathway_sees_none_of_it(self, place: Place) -> None:
        case = place.receives()["case"]
        sends(place.client(SCREENER), f"/oakfield/cases/{case}/leave-to-duty", watch="Father may come.")
        assert case not in text_of(place.client(ADULTS).get("/oakfield/hand-over"))

    def test_a_protected_address_is_not_in_the_list_for_those_who_may_not_see_it(self, place: Place) -> None:
        home = {"lines": ["4 Hidden Street"], "postcode": "AB1 2CD", "protected": True}
        case = place.receives(subjects=(Subject("", "Mia Example", address=home),))["case"]
        sends(place.client(SCREENER), f"/oakfield/cases/{case}/leave-to-duty", watch="She is at 4 Hidden Street.")
        with place.hubwright.store.reading("oakfield") as reading:
            (row,) = reading.rows("case_hand_over", scope=Everything())
        assert "Hidden" not in row["watch"]

    def test_what_came_back_keeps_a_closed_case_in_sight(self, place: Place) -> None:
        case = place.receives()["case"]
        client = place.client(SCREENER)
        sends(client, f"/oakfield/cases/{case}/leave-to-duty", watch="Father may come.")
        sends(client, f"/oakfield/cases/{case}/write-back", text="He came.")
        assert "on_duty" in state(place, case).awaiting
        sends(client, f"/oakfield/cases/{case}/seen-back")
        assert "on_duty" not in state(place, case).awaiting


class TestRotaAndCover:
    def test_somebody_is_put_on_the_rota_and_taken_off_with_a_reason(self, place: Place) -> None:
        client = place.client(MANAGER)
        form = form_of(client.get("/oakfield/rota"))
        night = {"seat": f"seat-{SCREENER.id}", "begins": "2026-06-08T17:00", "ends": "2026-06-09T08:00"}
        given = client.post("/oakfield/rota", data={**form, **night, "telephone": "01632 960003", "post": "closed"})
        assert given.status_code == 302
        said = text_of(place.client(SCREENER).get("/oakfield/rota"))
        assert "Alex Example, Social care" in said
        assert "01632 960003" in said
        form = form_of(client.get("/oakfield/rota"), 0)
        assert client.post("/oakfield/rota", data={**form, "why": ""}).status_code == 422
        assert client.post("/oakfield/rota", data={**form, "why": "Ill"}).status_code == 302
        assert "Nobody is on the rota" in text_of(client.get("/oakfield/rota"))

    def test_whoever_is_on_call_now_stands_on_the_hand_over_by_name(self, place: Place) -> None:
        stint = Stint("", f"seat-{HEALTH.id}", place.clock(), place.clock().replace(hour=18), "01632 960007")
        give_a_duty(place.hubwright.house, hub="oakfield", actor=MANAGER, deed="duty", stint=stint)
        place.clock.later(minutes=1)
        said = text_of(place.client(SCREENER).get("/oakfield/hand-over"))
        assert "Robin Example , Health on call: 01632 960007" in said

    def test_a_screener_may_read_the_rota_and_not_change_it(self, place: Place) -> None:
        client = place.client(SCREENER)
        assert soup(client.get("/oakfield/rota")).select("main form") == []

    def test_a_day_without_a_decision_maker_is_said_at_the_top(self, place: Place) -> None:
        days = dict.fromkeys(("mon", "tue", "wed", "fri"), ("am", "pm"))
        arrange_a_seat(
            place.hubwright.house, hub="oakfield", actor=MANAGER, deed="arrange", seat=f"seat-{MANAGER.id}",
            working=Working(sessions=days),
        )  # fmt: skip
        place.clock.later(minutes=1)
        page = soup(place.client(MANAGER).get("/oakfield/cover"))
        first = page.select_one(".moj-alert")
        assert first is not None
        assert "Thursday 11 June 2026: nobody may decide as Hub manager" in first.get_text(" ", strip=True)

    def test_how_somebody_works_is_written_down_on_a_page(self, place: Place) -> None:
        client, path = place.client(MANAGER), f"/oakfield/cover/seat-{SCREENER.id}"
        typed = {
            "fte": "0.6", "sessions": ["mon-am", "wed-am", "thu-am"], "home": "Northshire Trust",
            "line_manager": "Kim Example", "until-day": "30", "until-month": "6", "until-year": "2026",
        }  # fmt: skip
        assert client.post(path, data={**form_of(client.get(path)), **typed}).status_code == 302
        place.clock.later(minutes=1)
        said = text_of(place.client(MANAGER).get("/oakfield/cover"))
        assert "Monday (morning), Wednesday (morning), Thursday (morning)" in said
        assert "seconded from Northshire Trust" in said
        assert "last day 30 June 2026" in said
        wrong = client.post(path, data={**form_of(client.get(path)), "fte": "2"})
        assert wrong.status_code == 422


# They need an audit of their own: `test_audits` walks them.
_OF_AN_AUDIT = ("record.audit", "record.audited")


def test_no_page_of_the_day_or_the_record_asks_more_than_it_says(place: Place) -> None:
    case = place.asked()
    place.does(SCREENER, case, replace(Assign("", ""), owner=SCREENER.id, owner_name=SCREENER.name))
    parts = {"<hub>": "oakfield", "<ref>": case, "<ask>": "q1", "<seat>": f"seat-{SCREENER.id}"}
    sent: list[str] = []
    for engine in (place.hubwright.store.engines.read, place.hubwright.store.engines.write):
        event.listen(engine, "before_cursor_execute", lambda *call: sent.append(call[2]))
    client, over = place.client(MANAGER), []
    for route in ROUTES:
        path = route.rule
        for name, value in parts.items():
            path = path.replace(name, value)
        if not route.endpoint.startswith(("day.", "record.")) or "<" in path or "GET" not in route.methods:
            continue
        if route.endpoint in ("record.incident", "record.check_seen_by", "record.of_person", *_OF_AN_AUDIT):
            continue
        sent.clear()
        assert client.get(path).status_code == 200, path
        written = [one for one in sent if not one.startswith(("BEGIN", "PRAGMA", "SELECT"))]
        assert len(written) == (1 if route.reads else 0), path
        over += [(route.endpoint, len(sent))] if len(sent) > route.statements else []
    assert not over
