"""The rows that a hub's own drawing lights: an administrator makes the change on the Studio's pages, and it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hubwright.actions.receive_contact import receive_contact
from hubwright.actions.templates import keep_origin
from hubwright.domain.access.scope import Everything
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import GivenBasis, Receive
from hubwright.domain.definitions.hub import Hub

from tests.databases import Database
from tests.rows.tale import ADA, KIM, Tale, said
from tests.rows.test_capacity import a_plan
from tests.web.conftest import soup
from tests.web.studio.conftest import ADMIN, HUB, SCREENER, Studio, a_studio, shipped
from tests.web.studio.living import does, opened
from tests.web.studio.test_partnership import typed
from tests.web.studio.test_parts import words
from tests.web.studio.test_publish_together import press


class Office(Studio):
    """The Studio of any shipped hub, without its worked examples, and the administrator's browser."""

    ada: FlaskClient

    def saves(self, page: str, **typed: Any) -> None:
        """Type into a page and save it in the draft; a hyphen of a field's name is written "__"."""
        answer = self.send(self.ada, page, **{name.replace("__", "-"): one for name, one in typed.items()})
        assert answer.status_code == 302, words(answer)[:1500]

    def publishes(self) -> Hub:
        """Publish the draft, begin the next one, and give the hub as it holds now."""
        page = soup(self.get(self.ada, "publish"))
        assert page.select('button[value="publish"]'), " ".join(page.select_one("main").text.split())  # type: ignore[union-attr]
        assert press(self, self.ada, "publish", note="As we agreed").status_code == 302
        assert self.send(self.ada, "").status_code == 302
        return self.live()

    def live(self) -> Hub:
        """The hub as it holds now."""
        with self.hubwright.store.reading(self.hub) as reading:
            return reading.live()[1]

    def begins(self, form: str) -> bool:
        """Whether anybody who comes to a form's address today may begin it."""
        address, anybody = f"/{self.hub}/refer/{form}", self.client()
        page = soup(anybody.get(address))
        typed = {str(one["name"]): str(one.get("value", "")) for one in page.select("main form input[name]")}
        return anybody.post(address, data=typed).status_code == 302


Opens = Callable[[str], Office]


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Iterator[Opens]:
    """Opens the Studio of a shipped hub."""
    made: list[Studio] = []

    def opens(hub: str) -> Office:
        agency = shipped(hub).hubs[hub].hub.agencies[0].id
        people = (replace(ADMIN, agency=agency), *((SCREENER,) if hub == HUB else ()))
        studio = a_studio(hub, people, database=sqlite_database, folder=tmp_path)
        made.append(studio)
        keep_origin(studio.hubwright.house, hub=hub, taken=(), templates={}, scenarios={})
        found = Office(studio.hubwright, studio.app, studio.clock)
        found.hub = hub
        found.ada = found.begun(people[0])
        return found

    yield opens
    for one in made:
        one.hubwright.close()


def test_ham_2_more_people_are_planned_and_the_forecast_counts_them(office: Opens) -> None:
    hampshire = office("hampshire")
    hampshire.saves("parts/agencies~police", fte_planned="21.5")
    hampshire.saves("parts/agencies~adult-services", fte_planned="")
    hub = hampshire.publishes()
    today, later = a_plan(hub, 120), a_plan(hub, 120, planned=True)
    people = {one.id: (float(today.fte(one)), float(later.fte(one))) for one in hub.agencies}
    assert people["police"] == (17, 21.5)
    assert people["adult-services"] == (6, 6)
    assert people["health"] == (4, 7)


def test_bur_1_ratings_get_words_of_the_hubs_own_and_one_more(office: Opens) -> None:
    bury = office("bury")
    bury.saves("parts/scales~rag~tiers~red", label__en="Now", means__en="Somebody is being harmed.")
    blue: Any = {"label__en": "Blue", "means__en": "Advice is enough.", "symbol": "bar", "colour": "#1d4e89"}
    bury.saves("parts/scales~rag~tiers~new", counted="no", **blue)
    hub = bury.publishes()
    tale = Tale(hub)
    tale.receives(KIM)
    rated = {}
    for tier in ("blue", "red"):
        tale.does(tale.post("social-worker"), c.Rate("child", tier))
        rating = tale.state.rating("child")
        assert rating is not None
        found = hub.find("scales", rating.scale).tiers[rating.position]
        rated[tier] = (found.label.en, found.means.en)
    assert rated == {"blue": ("Blue", "Advice is enough."), "red": ("Now", "Somebody is being harmed.")}


def test_bwd_3_a_clock_goes_from_days_to_hours_and_another_from_hours_to_days(office: Opens) -> None:
    blackburn = office("blackburn-with-darwen")
    blackburn.saves("parts/clocks~green-decision", unit="elapsed_hour", amount="72", calendar="always")
    blackburn.saves("parts/clocks~amber-decision", unit="working_hour", amount="2")
    hub = blackburn.publishes()
    due = {}
    for tier in ("red", "amber", "green"):
        # Friday, 16:50 in London, before a bank holiday Monday. The offices close at five.
        holiday = {date(2026, 5, 25): "Spring Bank Holiday"}
        tale = Tale(hub, now=datetime(2026, 5, 22, 15, 50, tzinfo=UTC), closures=holiday)
        tale.receives(KIM)
        tale.does(tale.post("senior-social-worker"), c.Rate("child", tier))
        due[tier] = tale.state.clocks["decision:child"].due
    first = datetime(2026, 5, 22, 15, 50, tzinfo=UTC)
    assert due["red"] == first + timedelta(hours=4)
    assert due["green"] == first + timedelta(hours=72)
    assert due["amber"] is not None
    assert due["amber"].date() == date(2026, 5, 26)


def test_bwd_6_adults_join_a_hub_for_children_and_open_cases_go_on(office: Opens) -> None:
    starter = office(HUB)
    before = opened(starter, tier="")
    starter.saves("parts/deciders~new", name__en="Whoever decides for adults", roles=["team-manager"])
    adults: Any = {"name__en": "Adults", "subject__en": "adult", "stands_for": "adult", "from_age": "18"}
    adults |= {"workflow": "rate-ask-decide", "decider": "whoever-decides-for-adults", "scale": "rag"}
    starter.saves("parts/pathways~new", **adults, decision_clock="amber-decision")
    # The check says what is still missing, at the strand itself.
    assert "To mend:" in words(starter.get(starter.ada, "parts/pathways~adults"))
    care: Any = {"name__en": "Care assessment", "meaning": "care_assessment", "pathways": ["adults"]}
    starter.saves("parts/routes~new", **care)
    starter.saves("parts/routes~no-further-action", pathways=["child", "adults"])
    starter.saves("parts/kinds~referral", pathways=["child", "adults"])
    starter.publishes()
    does(starter, before, c.Rate("child", "green"))
    starter.deeds += 1
    command = Receive(
        door="for-professionals",
        answers={"what-happened": Answer(State.ANSWERED, "Bruises.")},
        subjects=(KIM, ADA),
        referrer={"name": "Jo Secret", "email": "jo@school.example"},
        what="Bruises.",
        received=starter.clock(),
        danger=False,
    )
    with starter.hubwright.store.reading(HUB) as reading:
        revision = reading.live()[0]
    done = receive_contact(starter.hubwright.house, hub=HUB, deed="both", command=command, revision=revision)
    after = str(done.result["case"])
    does(starter, after, c.Rate("adults", "amber"))
    strands = {}
    with starter.hubwright.store.reading(HUB) as reading:
        for case in (before, after):
            rows = reading.rows("case_row", scope=Everything(), where={"case_ref": case})
            strands[case] = {row["pathway"] for row in rows}
    assert strands == {before: {"child"}, after: {"child", "adults"}}


def test_cam_2_sources_are_switched_on_by_days_that_an_administrator_types(office: Opens) -> None:
    camden = office("camden")
    forms = {door.id: door.leads_to[0] for door in camden.live().doors if door.opens_on}
    assert all(camden.begins(form) for form in forms.values())
    soon = camden.clock().date() + timedelta(days=30)
    for door in set(forms) - {"for-police"}:
        camden.saves(f"parts/doors~{door}", **typed("opens_on", soon))
    wrong: Any = {"opens_on-day": "31", "opens_on-month": "2"}
    assert camden.send(camden.ada, "parts/doors~for-police", **wrong).status_code == 422
    camden.publishes()
    assert {door for door, form in forms.items() if camden.begins(form)} == {"for-police"}
    camden.clock.later(hours=24 * 31)
    assert {door for door, form in forms.items() if camden.begins(form)} == set(forms)


def test_wil_9_a_phase_begins_and_ends_on_its_days_without_another_change(office: Opens) -> None:
    wiltshire = office("wiltshire")
    assert wiltshire.begins("domestic-abuse-notification")
    first, last = (wiltshire.clock().date() + timedelta(days=days) for days in (10, 20))
    wiltshire.saves("parts/doors~for-police", **typed("opens_on", first), **typed("until", last))
    assert wiltshire.begins("domestic-abuse-notification"), "a draft holds for nobody"
    wiltshire.publishes()
    begun = []
    for _ in range(4):
        begun.append(wiltshire.begins("domestic-abuse-notification"))
        wiltshire.clock.later(hours=24 * 7)
    assert begun == [False, False, True, False]
    assert wiltshire.begins("child-referral")


def test_tpl_1_an_eighth_agency_joins_the_starter_and_is_asked(office: Opens) -> None:
    starter = office(HUB)
    starter.saves("parts/agencies~new", name__en="Fire and rescue", mode="virtual")
    starter.saves("parts/check_sets~full-checks~asks~new", agency="fire-and-rescue")
    starter.saves("parts/check_sets~full-checks~asks~fire-and-rescue~questions~new", text__en="Visits to the home")
    page = soup(starter.get(starter.ada, "parts/agreements~sharing-protocol"))
    seven = [str(one["value"]) for one in page.select("input[name=between][checked]")]
    assert len(seven) == 7
    starter.saves("parts/agreements~sharing-protocol", between=[*seven, "fire-and-rescue"])
    hub = starter.publishes()
    assert len(hub.agencies) == 8
    tale = Tale(hub)
    worker = tale.post("social-worker")
    children = said([{"child-name": said("Kim Example"), "child-born": said({"year": 2015})}])
    tale.arrives("for-professionals", {"children": children, "what": said("She is often hungry.")})
    tale.does(worker, c.Rate("child", "amber"))
    tale.does(worker, c.Ask("child", basis=GivenBasis(confirmed=True)))
    assert {one.agency for one in tale.state.waiting()} == {one.id for one in hub.agencies}
