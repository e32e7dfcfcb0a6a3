"""Contacts as they come in: the telephone's screen, the caller's later form, and where a contact belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.cases.commands import ActNow, Assign, Receive, Subject
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.topics.ending import PassElsewhere, endings_of
from hubwright.domain.cases.topics.joining import JoinTo, joining_of, open_offers
from hubwright.domain.cases.topics.passing import unconfirmed
from hubwright.testing.doors import with_doors
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.web.conftest import ADULTS, Place, form_of, soup
from tests.web.test_work import errors, sends, state

CALL = "/oakfield/contacts/new"
SAID = {
    "door": "call",
    "what": "Shouting next door, and a child crying.",
    "name": "Jo Secret",
    "telephone": "01632 960444",
    "may_say": "no",
    "p1-name": "Mia Example",
    "p1-born": "2019",
    "p1-address": "4 Sample Street, Oakfield ZZ1 4BB",
}


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    clock = Clock()
    hubwright = a_platform(sqlite_database.url, [with_doors()], data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEALTH, ADULTS):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def rows(place: Place, table: str) -> list[dict[str, Any]]:
    from hubwright.domain.access.scope import Everything

    with place.hubwright.store.reading("oakfield") as reading:
        return [dict(row) for row in reading.rows(table, scope=Everything())]


def taken(place: Place, **typed: str) -> Any:
    answer = sends(place.client(SCREENER), CALL, **{**SAID, **typed})
    assert answer.status_code == 200, errors(answer)
    return answer


def only_case(place: Place) -> Any:
    (row,) = rows(place, "contact_row")
    return state(place, row["case_ref"])


class TestTheTelephone:
    def test_a_call_is_kept_as_it_was_told_with_its_first_look(self, place: Place) -> None:
        taken(place)
        case = only_case(place)
        assert case.what == SAID["what"]
        (mia,) = case.subjects.values()
        assert (mia.name, mia.born, mia.address["postcode"]) == ("Mia Example", {"year": 2019}, "ZZ1 4BB")
        assert [id.split(":")[0] for id in case.clocks] == ["first_look", "acknowledge"]
        page = place.client(SCREENER).get(f"/oakfield/cases/{case.ref}").get_data(as_text=True)
        for words in (SAID["what"], "Jo Secret", "01632 960444", "nobody is to learn who called", SCREENER.name):
            assert words in page

    def test_any_part_may_stay_open(self, place: Place) -> None:
        assert sends(place.client(SCREENER), CALL, door="call", telephone="01632 960444").status_code == 200
        assert [one.name for one in only_case(place).subjects.values()] == [""]

    def test_nothing_at_all_is_not_a_call_yet(self, place: Place) -> None:
        answer = sends(place.client(SCREENER), CALL)
        assert answer.status_code == 422
        assert "what was said" in errors(answer)

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"p1-born": "31 2 2019"}, "p1-born"),
            ({"at": "25:00"}, "at"),
            ({"at": "", "on": "27 3 2026"}, "at"),
            ({"at": "10:00", "on": "soon"}, "on"),
            ({"at": "23:59"}, "at"),
        ],
    )
    def test_what_cannot_be_a_date_or_a_time_comes_back_with_all_that_was_typed(
        self, place: Place, typed: dict[str, str], field: str
    ) -> None:
        answer = sends(place.client(SCREENER), CALL, **{**SAID, **typed})
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert f'href="#{field}"' in page
        for words in (SAID["what"], "Jo Secret", "4 Sample Street"):
            assert words in page
        assert rows(place, "contact_row") == []

    def test_danger_now_rings_at_once(self, place: Place) -> None:
        taken(place, danger="yes")
        assert [one.why for one in only_case(place).alarms.values()] == ["danger"]

    def test_a_call_entered_afterwards_has_its_clock_from_the_call(self, place: Place) -> None:
        taken(place, at="08:15")
        case = only_case(place)
        assert case.received == place.clock() - timedelta(hours=2, minutes=15)
        assert {one.starts for one in case.clocks.values()} == {case.received}

    def test_kept_twice_it_is_one_contact(self, place: Place) -> None:
        client = place.client(SCREENER)
        form = {**form_of(client.get(CALL)), **SAID, "written": "yes"}
        first, second = client.post(CALL, data=form), client.post(CALL, data=form)
        assert len(rows(place, "contact_row")) == 1
        assert soup(first).select(".hw-code")[0].text == soup(second).select(".hw-code")[0].text
        assert "cannot be shown again" in second.get_data(as_text=True)

    def test_whoever_takes_no_contacts_has_no_such_screen(self, place: Place) -> None:
        assert place.client(POLICE).get(CALL).status_code in (403, 404)
        assert place.client().get(CALL).status_code in (302, 403, 404)

    def test_who_called_is_kept_from_those_who_may_not_know(self, place: Place) -> None:
        hub = with_doors()
        blind = replace(hub.roles[0], id="blind", permissions=hub.roles[0].permissions - {"referrer.identity"})
        assert "referrer.identity" not in blind.permissions
        taken(place, what="Shouting, says Jo Secret.")
        from hubwright.domain.access import Reader, case_view

        case = only_case(place)
        with place.hubwright.store.reading("oakfield") as reading:
            contact = contact_of(reading.entries(f"contact:{next(iter(case.contacts))}"))
        assert contact is not None
        reader = Reader("u-x", "care", dict.fromkeys(blind.permissions, frozenset()))
        view = case_view(case, [contact], {}, reader, place.clock())
        assert view is not None
        assert "Jo Secret" not in repr(view)
        assert "960444" not in repr(view)


class TestTheCallersLaterForm:
    def test_what_the_caller_writes_joins_the_call(self, place: Place) -> None:
        page = soup(taken(place, written="yes"))
        code = page.select(".hw-code")[1].text
        caller = place.client()
        opened = sends(caller, "/oakfield/refer/return", code=code)
        assert opened.status_code == 302
        assert opened.headers["Location"].endswith("/oakfield/refer/worry/sent")
        sent = caller.get(opened.headers["Location"])
        assert sends(caller, opened.headers["Location"], more="It went on until midnight.").status_code == 302
        (contact,) = rows(place, "contact_row")
        with place.hubwright.store.reading("oakfield") as reading:
            found = contact_of(reading.entries(f"contact:{contact['contact_ref']}"))
        assert found is not None
        assert [one["text"] for one in found.additions] == ["It went on until midnight."]
        assert sent.status_code == 200
        case = place.client(SCREENER).get(f"/oakfield/cases/{contact['case_ref']}").get_data(as_text=True)
        assert "It went on until midnight." in case

    def test_the_answers_of_the_form_join_it_too_and_its_clock_is_that_of_the_call(self, place: Place) -> None:
        page = soup(taken(place, written="yes"))
        started = only_case(place).received
        place.clock.later(minutes=20)
        caller = place.client()
        sends(caller, "/oakfield/refer/return", code=page.select(".hw-code")[1].text)
        written = form_of(caller.get("/oakfield/refer/worry/all"), 0) | {"f_what": "It is worse on Fridays."}
        assert caller.post("/oakfield/refer/worry/all", data=written).status_code in (302, 303)
        check = "/oakfield/refer/worry/check-your-answers"
        assert caller.post(check, data=form_of(caller.get(check), 0)).status_code in (302, 303)
        case = only_case(place)
        assert len(case.contacts) == 1
        first = next(one for id, one in case.clocks.items() if id.startswith("first_look"))
        assert first.starts == started
        assert "worse on Fridays" in place.client(SCREENER).get(f"/oakfield/cases/{case.ref}").get_data(as_text=True)


class TestWhoHasIt:
    def test_the_duty_post_of_the_hour_owns_what_nobody_was_given(self, place: Place) -> None:
        taken(place)
        case = only_case(place).ref
        client = place.client(SCREENER)
        for path in (f"/oakfield/cases/{case}", "/oakfield/queue"):
            assert "Duty desk" in client.get(path).get_data(as_text=True)
        place.clock.later(hours=9)
        assert "Night duty" in place.client(SCREENER).get(f"/oakfield/cases/{case}").get_data(as_text=True)
        place.does(SCREENER, case, Assign(MANAGER.id, MANAGER.name))
        page = soup(place.client(SCREENER).get(f"/oakfield/cases/{case}"))
        assert MANAGER.name in page.select_one(".hw-case__acts").text


class TestWhereItBelongs:
    def arrives(self, place: Place, **parts: Any) -> str:
        place.deeds += 1
        subject = Subject("", "Kim Example", born={"year": 2015}, address=parts.pop("address", None))
        command = Receive(
            door=parts.pop("door", "reports"), answers={}, subjects=(subject,), referrer={}, what="Shouting.",
            received=place.clock(), **parts,
        )  # fmt: skip
        done = receive_contact(
            place.hubwright.house, hub="oakfield", deed=f"arrives-{place.deeds}", command=command, actor=SCREENER
        )
        return str(done.result["case"])

    def test_an_address_in_another_council_is_proposed_passed_on_and_owned_until_confirmed(self, place: Place) -> None:
        case = self.arrives(place, address={"kind": "uk", "lines": ["1 Far Street"], "postcode": "ZZ9 1AA"})
        path = f"/oakfield/cases/{case}"
        client = place.client(SCREENER)
        page = client.get(path).get_data(as_text=True)
        assert "They live in another council" in page
        assert "Elmfield Council" in page
        form = client.get(f"{path}/to-another-council")
        assert soup(form).select_one("option[selected]").text == "Elmfield Council"
        assert sends(client, f"{path}/to-another-council", why="Theirs.", found_here="no").status_code == 302
        assert unconfirmed(state(place, case)).to == "Elmfield Council"
        assert "the hub owns it" in client.get(path).get_data(as_text=True)
        assert sends(client, f"{path}/council-said", accepted="yes", by="Their desk").status_code == 302
        assert sends(client, f"{path}/conclude", words="Elmfield has it.", how="").status_code == 302
        assert endings_of(state(place, case))[0].what == "passed_on"

    def test_whoever_is_found_here_is_acted_on_first(self, place: Place) -> None:
        case = self.arrives(place)
        client, path = place.client(SCREENER), f"/oakfield/cases/{case}/to-another-council"
        answer = sends(client, path, to="Elmfield", why="Theirs.", found_here="yes")
        assert answer.status_code == 422
        assert "acted on here first" in errors(answer) or "done here first" in errors(answer)
        place.does(SCREENER, case, ActNow("A worker went at once."))
        again = sends(client, path, to="Elmfield", why="Theirs.", found_here="yes")
        assert again.status_code == 302

    def test_whether_they_are_known_is_looked_up_and_then_proposed(self, place: Place) -> None:
        case = self.arrives(place, address={"kind": "uk", "lines": [], "postcode": "ZZ1 1AA"})
        client, path = place.client(SCREENER), f"/oakfield/cases/{case}"
        assert "To find out first: whether they are known already" in client.get(path).get_data(as_text=True)
        assert sends(client, f"{path}/look-up", known="yes", words="Locality team.").status_code == 302
        assert "A worker of theirs knows them." in client.get(path).get_data(as_text=True)

    def test_a_contact_is_joined_in_two_steps_and_taken_on_by_the_owner(self, place: Place) -> None:
        first, second = self.arrives(place, door="call"), self.arrives(place)
        place.does(MANAGER, first, Assign(SCREENER.id, SCREENER.name))
        client, path = place.client(MANAGER), f"/oakfield/cases/{second}/join"
        asked = sends(client, path, case=first.lower(), why="The same event.")
        assert asked.status_code == 422
        assert "The same as Kim Example there" in asked.get_data(as_text=True)
        form = {**form_of(asked), "same-p1": "p1"}
        assert client.post(path, data=form).status_code == 302
        assert len(state(place, first).contacts) == 2
        owner = place.client(SCREENER)
        assert "was joined to this case" in owner.get(f"/oakfield/cases/{first}").get_data(as_text=True)
        assert sends(owner, f"/oakfield/cases/{first}/take-it-on", accepted="yes").status_code == 302
        assert open_offers(state(place, first)) == ()
        assert joining_of(state(place, second)).to == first
        assert f"Joined to {first}" in client.get(f"/oakfield/cases/{second}").get_data(as_text=True)

    def test_looking_at_the_other_case_is_in_the_read_log(self, place: Place) -> None:
        first, second = self.arrives(place, door="call"), self.arrives(place)
        sends(place.client(MANAGER), f"/oakfield/cases/{second}/join", case=first, why="The same event.")
        assert first in {row["reference"] for row in rows(place, "read_log") if row["user_id"] == MANAGER.id}

    def test_whoever_may_not_see_the_other_case_learns_nothing_of_it(self, place: Place) -> None:
        first = self.arrives(place, door="call")
        page = sends(place.client(MANAGER), f"/oakfield/cases/{first}/join", case="NOWHERE1", why="The same.")
        assert page.status_code == 422
        assert "no such case" in errors(page) or "Check the reference" in errors(page)
        assert place.client(ADULTS).get(f"/oakfield/cases/{first}/join").status_code == 404

    def test_a_joined_contact_of_younger_definitions_is_still_shown(self, place: Place) -> None:
        first, second = self.arrives(place, door="call"), self.arrives(place)
        place.does(SCREENER, second, JoinTo(first, "The same.", {"p1": "p1"}))
        page = place.client(SCREENER).get(f"/oakfield/cases/{first}").get_data(as_text=True)
        assert "it had opened" in page
        assert "Police report" in page

    def test_what_is_not_for_the_hub_is_counted_on_a_small_page(self, place: Place) -> None:
        case = self.arrives(place, door="call")
        contact = next(iter(state(place, case).contacts))
        place.does(SCREENER, case, PassElsewhere(contact, "housing", "Gave them the number."))
        page = soup(place.client(SCREENER).get("/oakfield/contacts"))
        text = page.select_one("main").get_text(" ", strip=True)
        assert "Housing repairs 1" in text
        assert "Not for the hub, passed on 1" in text
        assert "Police reports open" in text

    def test_advice_is_recorded_and_closes_it(self, place: Place) -> None:
        case = self.arrives(place, door="advice-line")
        path = f"/oakfield/cases/{case}"
        answer = sends(place.client(SCREENER), f"{path}/conclude", words="Talk to them first.", how="telephone")
        assert answer.status_code == 302
        assert state(place, case).closed is not None
        page = place.client(SCREENER).get(path).get_data(as_text=True)
        assert "Talk to them first." in page
        assert "hw-next" not in page


def test_a_source_that_opens_later_is_not_on_the_public_page_and_its_form_says_when(
    sqlite_database: Database, tmp_path: Path
) -> None:
    hub = a_hub()
    (door,) = hub.doors
    clock = Clock()
    later = replace(hub, doors=(replace(door, opens_on="2026-06-09"),))
    hubwright = a_platform(sqlite_database.url, [later], data=tmp_path, clock=clock)
    client = create_app(hubwright).test_client()
    assert "I am worried" not in client.get("/oakfield/").get_data(as_text=True)
    page = client.get("/oakfield/refer/worry").get_data(as_text=True)
    assert "opens on" in page
    assert "Start" not in soup(client.get("/oakfield/refer/worry")).select_one("main").text
    clock.later(hours=14)
    assert "I am worried" in client.get("/oakfield/").get_data(as_text=True)
    hubwright.close()
