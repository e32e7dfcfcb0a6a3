"""What a plugin keeps about people: seen only by who sees them, followed to their other cases, said before anybody is
asked, taken away as a paper; pages of the hub; and what is kept of no case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions import documents
from hubwright.actions.keep_people import act_on_person, begin_a_person
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Ask, Decide, Rate, Read, Subject
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.domain.definitions.drawn.plugins import PluginUse
from hubwright.domain.documents.document import pieces
from hubwright.domain.hubs import HUB_STREAM, hub_of
from hubwright.domain.people import commands
from hubwright.domain.people.commands import Told
from hubwright.jobs.turn import turn
from hubwright.plugging.held import HeldPlugins
from hubwright.plugging.installed import known
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.plugging.packages import LINKS, package
from tests.web.conftest import ADULTS, Place, form_of, soup

MOTHER = Subject("", "Ann Example", pathways=("adult",))
CHILD = Subject("", "Mia Example", born={"year": 2019}, pathways=("child",))
ROUTE = a_hub().routes[0].id
EVERYTHING = {"links.refer", "links.agenda", "links.places"}


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield with a plugin that refers people; screener, manager and who reads adults alone may use it."""
    package(tmp_path, "links", LINKS)
    clock = Clock()
    hub = a_hub()
    roles = tuple(
        replace(one, permissions=one.permissions | (EVERYTHING if one.id != "partner" else set())) for one in hub.roles
    )
    hub = replace(hub, roles=roles, plugins=(PluginUse("links", {}),))
    hubwright = a_platform(sqlite_database.url, (hub,), data=tmp_path, clock=clock)
    plugins = HeldPlugins(lambda: known([tmp_path])[0], installation=hubwright.store.installation, now=clock)
    hubwright = replace(hubwright, house=replace(hubwright.house, plugins=plugins))
    for actor in (SCREENER, MANAGER, POLICE, ADULTS):
        seat(hubwright, "oakfield", actor)
    yield Place(hubwright, create_app(hubwright), clock)
    hubwright.close()


def kept(place: Place) -> list[dict[str, Any]]:
    with place.hubwright.store.reading("oakfield") as reading:
        return [dict(row) for row in reading.rows("plugin_record", scope=Everything(), order=("begun",))]


def refers(place: Place, case: str, who: str, why: str, actor: Any = MANAGER) -> Any:
    client, path = place.client(actor), f"/oakfield/cases/{case}/plugins/links/refer"
    given = {"f_who": who} if who else {}
    return client.post(path, data={**form_of(client.get(path)), **given, "f_why": why})


def outbox(place: Place, kind: str) -> list[dict[str, Any]]:
    with place.hubwright.store.reading("oakfield") as reading:
        rows = reading.rows("outbox", scope=Everything(), where={"kind": kind})
    return [dict(row) for row in rows]


def test_what_is_asked_names_the_people_whom_the_reader_sees(place: Place) -> None:
    case = place.receives(subjects=(CHILD, MOTHER))["case"]
    path = f"/oakfield/cases/{case}/plugins/links/refer"
    whole = place.client(MANAGER).get(path).text
    assert "Ann Example" in whole
    assert "Mia Example" in whole
    adults = place.client(ADULTS).get(path).text
    assert "Ann Example" in adults
    assert "Mia Example" not in adults


def test_who_does_not_see_somebody_does_not_see_what_is_kept_about_them(place: Place) -> None:
    case = place.receives(subjects=(CHILD, MOTHER))["case"]
    assert refers(place, case, "p1", "Words about the child.").status_code == 302
    assert refers(place, case, "p2", "Words about the mother.").status_code == 302
    child, mother = (_record(place, about) for about in ("p1", "p2"))
    page = place.client(MANAGER).get(f"/oakfield/cases/{case}").text
    assert "Words about the child." in page
    assert "Words about the mother." in page

    adults = place.client(ADULTS)
    walled = [f"/oakfield/cases/{case}", "/oakfield/plugins/links/agenda", f"/oakfield/cases/{case}/ask"]
    for address in walled:
        text = adults.get(address).text
        assert "Words about the child." not in text, address
        assert "Mia" not in text, address
    assert "Words about the mother." in adults.get(walled[0]).text
    assert "Words about the mother." in adults.get(walled[1]).text
    paper = f"/oakfield/cases/{case}/plugins/links/papers"
    assert adults.get(f"{paper}/{child}").status_code == 404
    assert adults.get(f"{paper}/{mother}").status_code in (200, 403)
    # What the plugin was handed whole and would repeat in a refusal is handed only as far as it is seen, too.
    refused = refers(place, case, "", "", ADULTS)
    assert refused.status_code == 422
    assert "Words about the mother." in refused.text
    assert "Words about the child." not in refused.text


def test_a_record_about_nobody_or_about_somebody_else_is_kept_by_nobody(place: Place) -> None:
    case = place.receives(subjects=(CHILD,))["case"]
    for why in ("Nobody", "Somebody else"):
        refused = refers(place, case, "p1", why)
        assert refused.status_code == 422
        assert "This part of the hub did not answer." in refused.text
    assert kept(place) == []


def test_what_a_deed_asks_repeats_no_word_that_is_kept_back(place: Place) -> None:
    home = {"kind": "uk", "lines": ["14 Zebrafinch Row"], "postcode": "ZZ99 3VZ", "protected": True}
    case = place.receives(subjects=(replace(MOTHER, address=home),))["case"]
    refers(place, case, "p1", "She is at 14 Zebrafinch Row.")
    path = f"/oakfield/cases/{case}/plugins/links/refer"
    assert "Zebrafinch" in place.client(MANAGER).get(path).text
    asked = place.client(ADULTS).get(path).text
    assert "Known: She is at" in asked
    assert "Zebrafinch" not in asked


def test_of_a_restricted_case_only_those_who_are_named_are_told(place: Place) -> None:
    case = place.receives(subjects=(CHILD,))["case"]
    place.does(MANAGER, case, Restrict(level="restricted", reason="x", named=((MANAGER.id, MANAGER.name),)))
    refers(place, case, "p1", "He reads her post.")
    told = [one["payload"] for one in outbox(place, "notice") if one["payload"]["moment"] == "look"]
    assert [(one["user"], one["to"]) for one in told] == [(MANAGER.id, "")]


def same(place: Place, *mentions: tuple[str, str]) -> str:
    """Somebody says that these mentions are one person."""
    (case, subject), *others = mentions
    told = (Told("name", {"use": "legal", "name": "Mia Example"}, case),)
    done = begin_a_person(
        place.hubwright.house, hub="oakfield", actor=MANAGER, deed=f"b-{case}",
        command=commands.Begin(told, (), (case, subject)),
    )  # fmt: skip
    person = str(done.result["person"])
    for other, id in others:
        answer = commands.AnswerMention(other, id, ("child",), "same", "The same date of birth.")
        act_on_person(place.hubwright.house, hub="oakfield", actor=MANAGER, deed=f"s-{other}", person=person,
                      command=answer)  # fmt: skip
    return person


def test_a_record_follows_its_people_to_their_other_case_and_nobody_elses(place: Place) -> None:
    first = place.receives(subjects=(CHILD,))["case"]
    second = place.receives(subjects=(MOTHER, CHILD))["case"]
    third = place.receives(subjects=(CHILD,))["case"]
    refers(place, first, "p1", "Fear at home.")
    assert "Fear at home." not in place.client(MANAGER).get(f"/oakfield/cases/{second}").text
    same(place, (first, "p1"), (second, "p2"))
    page = place.client(MANAGER).get(f"/oakfield/cases/{second}").text
    # Whom it is about, as they are called here.
    assert "Fear at home. of p2" in page
    assert "Fear at home." not in place.client(MANAGER).get(f"/oakfield/cases/{third}").text
    refers(place, second, "p2", "Fear again.")
    assert "Fear at home." in next(one for one in _states(place) if one["why"] == "Fear again.")["against"]


def _record(place: Place, about: str) -> str:
    with place.hubwright.store.reading("oakfield") as reading:
        states = {row["record"]: reading.entries(f"plugin:{row['record']}")[-1].body["state"] for row in kept(place)}
    return next(record for record, state in states.items() if about in state["about"])


def _states(place: Place) -> list[dict[str, Any]]:
    with place.hubwright.store.reading("oakfield") as reading:
        streams = [reading.entries(f"plugin:{row['record']}") for row in kept(place)]
    return [dict(entries[-1].body["state"]) for entries in streams]


def test_it_does_not_follow_them_out_of_a_case_that_is_closed_to_the_reader(place: Place) -> None:
    first = place.receives(subjects=(CHILD,))["case"]
    second = place.receives(subjects=(CHILD,))["case"]
    refers(place, first, "p1", "Fear at home.")
    same(place, (first, "p1"), (second, "p1"))
    assert "Fear at home." in place.client(SCREENER).get(f"/oakfield/cases/{second}").text
    place.does(MANAGER, first, Restrict(level="restricted", reason="x", named=((MANAGER.id, MANAGER.name),)))
    assert "Fear at home." not in place.client(SCREENER).get(f"/oakfield/cases/{second}").text
    assert "Fear at home." not in place.client(SCREENER).get("/oakfield/plugins/links/agenda").text
    assert "Fear at home." in place.client(MANAGER).get(f"/oakfield/cases/{second}").text


def test_a_page_lists_the_records_of_the_cases_that_the_reader_may_open(place: Place) -> None:
    case = place.receives(subjects=(CHILD,))["case"]
    refers(place, case, "p1", "Fear at home.")
    client = place.client(MANAGER)
    queue = soup(client.get("/oakfield/queue"))
    href = queue.find("a", string="Agenda")["href"]
    page = soup(client.get(href))
    assert page.select_one("h1").text.strip() == "Agenda"
    assert page.find("td").find("a")["href"].endswith(f"/oakfield/cases/{case}")
    assert "Fear at home." in page.text
    # A deed on a case has no button where there is no case.
    assert page.find("a", string="Refer") is None
    assert place.client(POLICE).get(href).status_code in (403, 404)
    assert soup(place.client(POLICE).get("/oakfield/checks")).find("a", string="Agenda") is None


def test_what_belongs_to_no_case_is_kept_and_changed_on_its_page(place: Place) -> None:
    client = place.client(MANAGER)
    page = soup(client.get("/oakfield/plugins/links/places"))
    note = page.find("a", string="Note a place")["href"]
    typed = {**form_of(client.get(note)), "f_what": "The hotel by the station"}
    assert client.post(note, data=typed).status_code == 302
    assert [row["case_ref"] for row in kept(place)] == [None]
    page = soup(client.get("/oakfield/plugins/links/places"))
    assert "The hotel by the station" in page.text
    seen = page.find_all("a", string="Say that it was seen")[0]["href"]
    assert client.post(seen, data=form_of(client.get(seen))).status_code == 302
    assert "2026" in soup(client.get("/oakfield/plugins/links/places")).text
    record = kept(place)[0]["record"]
    for lost in ("agenda/seen", "places/refer", "agenda/refer", "nowhere/seen"):
        assert client.get(f"/oakfield/plugins/links/{lost}?record={record}").status_code == 404
    case = place.receives(subjects=(CHILD,))["case"]
    assert client.get(f"/oakfield/cases/{case}/plugins/links/seen?record={record}").status_code == 404
    assert "The hotel" not in client.get(f"/oakfield/cases/{case}").text


def test_whoever_asks_agencies_is_told_first(place: Place) -> None:
    case = place.receives(subjects=(CHILD,))["case"]
    refers(place, case, "p1", "He reads her post.")
    place.does(SCREENER, case, Read())
    assert "Ask with care: He reads her post." in place.client(SCREENER).get(f"/oakfield/cases/{case}/ask").text
    place.does(SCREENER, case, Rate("child", "urgent"))
    place.does(SCREENER, case, Ask("child"))
    assert "Waits for" in place.client(MANAGER).get(f"/oakfield/cases/{case}").text


def test_a_role_and_an_agency_are_told_to_look_and_nothing_of_what_it_is(place: Place) -> None:
    case = place.receives(subjects=(CHILD,))["case"]
    refers(place, case, "p1", "He reads her post.")
    told = [one["payload"] for one in outbox(place, "notice") if one["payload"]["moment"] == "look"]
    assert {one["post"] for one in told} == {"role:manager", "agency:police"}
    assert all(one["reference"] == case for one in told)
    assert "post." not in str(told)
    assert turn(place.hubwright.worker()).failed == 0


def test_it_hears_of_what_arrived_by_meaning_and_never_from_whom(place: Place) -> None:
    place.receives(subjects=(CHILD,), words="Please refer me.")
    place.receives(subjects=(CHILD,), words="Bruises.")
    assert kept(place) == []
    assert turn(place.hubwright.worker()).failed == 0
    (state,) = _states(place)
    assert state["why"] == "Please refer me."
    assert state["by_itself"].endswith(": concern.what")


def test_it_hears_which_way_somebody_goes(place: Place) -> None:
    case = place.receives(subjects=(CHILD,))["case"]
    place.does(SCREENER, case, Read())
    place.does(SCREENER, case, Rate("child", "urgent"))
    place.does(SCREENER, case, Ask("child"))
    place.does(MANAGER, case, Decide("p1", "child", ROUTE, "Because.", reason_without="Urgent."))
    assert turn(place.hubwright.worker()).failed == 0
    assert [one["why"] for one in _states(place)] == [f"As decided: {ROUTE}"]


def test_a_paper_holds_what_whoever_asked_may_see_and_is_looked_through(place: Place) -> None:
    case = place.receives(subjects=(CHILD,))["case"]
    refers(place, case, "p1", "He reads her post.")
    client = place.client(MANAGER)
    link = soup(client.get(f"/oakfield/cases/{case}")).find("a", string="A paper for the forum")["href"]
    empty = client.post(link, data=form_of(client.get(link)))
    assert empty.status_code == 422
    assert "Say whom it is for" in empty.text
    made = client.post(link, data={**form_of(client.get(link)), "issued_to": "The forum"})
    assert made.status_code == 302
    (document,) = outbox(place, "document")
    assert "post." not in str(document["payload"])
    house = place.hubwright.house
    asked = documents.document_asked(house, hub="oakfield", id=document["payload"]["document"])
    assert asked is not None
    printed = documents.compose(house, hub="oakfield", asked=asked).document
    assert printed is not None
    assert printed.issued_to == "The forum"
    assert [one.text for one in pieces(printed)][-2:] == ["Mia Example", "He reads her post."]
    # Nobody's sight is passed on: asked for by somebody who does not see the child, there is nothing to print.
    adults = replace(asked, user=ADULTS.id, seat=_seat(place, ADULTS))
    assert documents.compose(house, hub="oakfield", asked=adults).document is None


def _seat(place: Place, actor: Any) -> str:
    with place.hubwright.store.reading("oakfield") as reading:
        state = hub_of(reading.entries(HUB_STREAM))
    return next(one.id for one in state.seats.values() if one.user == actor.id)
