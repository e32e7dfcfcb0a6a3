"""Deeds of a plugin on a real case: asked as any form asks, kept by the platform, drawn in our own markup; and what
becomes of a page, a deed and a record when the plugin fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hubwright.actions.plugins_react import react
from hubwright.cli import doctor
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Rate
from hubwright.domain.definitions.drawn.plugins import PluginUse
from hubwright.jobs.turn import turn
from hubwright.plugging.held import HeldPlugins
from hubwright.plugging.installed import known
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.plugging.packages import HELP, package
from tests.web.conftest import Place, form_of, soup

Opens = Callable[..., Place]


@pytest.fixture
def opens(sqlite_database: Database, tmp_path: Path) -> Iterator[Opens]:
    """Oakfield with a plugin that behaves in some mood; its manager may offer early help, its screener may not."""
    package(tmp_path, "help", HELP)
    opened: list[Any] = []

    def place(mood: str = "well", roles_with_it: tuple[str, ...] = ("manager",)) -> Place:
        clock = Clock()
        hub = a_hub()
        # The screener may not know who refers.
        kept_from = {"worker": {"referrer.identity"}}
        given = {one: {"help.offer"} for one in roles_with_it}
        roles = tuple(
            replace(one, permissions=(one.permissions - kept_from.get(one.id, set())) | given.get(one.id, set()))
            for one in hub.roles
        )
        hub = replace(hub, roles=roles, plugins=(PluginUse("help", {"mood": mood, "tier": "soon"}),))
        hubwright = a_platform(sqlite_database.url, (hub,), data=tmp_path, clock=clock)
        plugins = HeldPlugins(lambda: known([tmp_path])[0], installation=hubwright.store.installation, now=clock)
        hubwright = replace(hubwright, house=replace(hubwright.house, plugins=plugins))
        for actor in (SCREENER, MANAGER, POLICE):
            seat(hubwright, "oakfield", actor)
        opened.append(hubwright)
        return Place(hubwright, create_app(hubwright), clock)

    yield place
    for one in opened:
        one.close()


def kept(place: Place) -> list[dict[str, Any]]:
    with place.hubwright.store.reading("oakfield") as reading:
        return [dict(row) for row in reading.rows("plugin_record", scope=Everything())]


def case_entries(place: Place, case: str) -> Any:
    with place.hubwright.store.reading("oakfield") as reading:
        return reading.entries(f"case:{case}")


def test_a_deed_is_asked_kept_and_shown_and_the_next_is_offered(opens: Opens) -> None:
    place = opens()
    case = place.receives()["case"]
    before = case_entries(place, case)
    client = place.client(MANAGER)
    page = soup(client.get(f"/oakfield/cases/{case}"))
    assert page.find(string="Early help")
    assert "<script>x-evil" not in str(page)
    offer = page.find("a", string="Offer early help")["href"]

    asked = client.get(offer)
    assert "Why would it help?" in asked.text
    wrong = client.post(offer, data=form_of(asked))
    assert wrong.status_code == 422
    assert "Say why it would help." in wrong.text
    typed = {**form_of(wrong), "f_why": "They want somebody to talk to.", "f_agreed": "yes"}
    assert client.post(offer, data=typed).status_code == 302

    page = client.get(f"/oakfield/cases/{case}").text
    assert "Offered for" in page
    assert "Mia Example" in page
    (row,) = kept(place)
    assert (row["plugin"], row["kind"], row["case_ref"], row["key_2"]) == ("help", "offer", case, "Mia Example")
    accept = soup(client.get(f"/oakfield/cases/{case}")).find("a", string="Record that they accepted")["href"]
    pressed = form_of(client.get(accept))
    assert client.post(accept, data=pressed).status_code == 302
    # The same press again is the same deed; a press from a page drawn before is told.
    assert client.post(accept, data=pressed).status_code == 302
    assert kept(place)[0]["head"] == 2

    # The case itself knows nothing of it, and its rows are worked out anew without the plugin.
    assert case_entries(place, case) == before
    place.hubwright.house.plugins.close()  # type: ignore[attr-defined]
    assert place.hubwright.store.rebuild("oakfield") == []
    assert place.hubwright.store.verify("oakfield") == []


def test_what_is_kept_back_on_the_case_is_kept_back_in_what_a_plugin_shows_and_stays_on_record(opens: Opens) -> None:
    place = opens(roles_with_it=("manager", "worker"))
    case = place.receives()["case"]
    manager, offer = place.client(MANAGER), f"/oakfield/cases/{case}/plugins/help/offer"
    manager.post(offer, data={**form_of(manager.get(offer)), "f_why": "Jo Secret at jo@school.example knows them."})
    assert "Jo Secret at jo@school.example knows them." in manager.get(f"/oakfield/cases/{case}").text
    page = place.client(SCREENER).get(f"/oakfield/cases/{case}").text
    assert "knows them." in page
    assert "Jo Secret" not in page
    assert "jo@school" not in page


def test_who_does_not_hold_its_permission_sees_nothing_of_it(opens: Opens) -> None:
    place = opens()
    case = place.receives()["case"]
    manager = place.client(MANAGER)
    offer = f"/oakfield/cases/{case}/plugins/help/offer"
    manager.post(offer, data={**form_of(manager.get(offer)), "f_why": "They asked."})
    (row,) = kept(place)
    client = place.client(SCREENER)
    assert "Early help" not in client.get(f"/oakfield/cases/{case}").text
    assert client.get(offer).status_code == 404
    assert client.get(f"/oakfield/cases/{case}/plugins/help/accept?record={row['record']}").status_code == 404
    assert place.client(POLICE).get(offer).status_code in (403, 404)


@pytest.mark.parametrize(
    "path", ["help/nothing", "other/offer", "help/accept", "help/accept?record=NONE", "help/offer?record=X"]
)
def test_what_there_is_not_is_not_found(opens: Opens, path: str) -> None:
    place = opens()
    case = place.receives()["case"]
    assert place.client(MANAGER).get(f"/oakfield/cases/{case}/plugins/{path}").status_code == 404


def test_a_page_goes_out_without_a_plugin_that_fails_which_is_off_after_three(opens: Opens) -> None:
    place = opens("raises")
    case = place.receives()["case"]
    client = place.client(MANAGER)
    for _ in range(4):
        page = client.get(f"/oakfield/cases/{case}")
        assert page.status_code == 200
        assert "Early help does not answer at the moment." in page.text
    off = place.hubwright.house.plugins.off()
    assert list(off) == ["help"]
    assert "Mia" not in off["help"].why
    assert "ValueError" in off["help"].why


def test_a_deed_of_a_plugin_that_fails_keeps_what_was_typed(opens: Opens) -> None:
    place = opens("raises")
    case = place.receives()["case"]
    client = place.client(MANAGER)
    offer = f"/oakfield/cases/{case}/plugins/help/offer"
    page = client.post(offer, data={**form_of(client.get(offer)), "f_why": "They asked for it."})
    assert page.status_code == 422
    assert "This part of the hub did not answer." in page.text
    assert "They asked for it." in page.text
    assert kept(place) == []


@pytest.mark.parametrize("mood", ["raises", "sleeps", "nonsense", "another"])
def test_a_referral_is_stored_beside_a_plugin_that_misbehaves_and_the_operator_knows(
    opens: Opens, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    place = opens(mood)
    case = place.receives()["case"]
    client = place.client(MANAGER)
    pages: list[Any] = []
    looking = Thread(target=lambda: pages.append(client.get(f"/oakfield/cases/{case}")))
    looking.start()
    # While a page still waits for it, somebody sends a referral: nothing of a plugin stands in its way.
    sent = place.receives(words="He is afraid to go home.")["case"]
    assert case_entries(place, sent)[0].type == "case.opened"
    looking.join()
    assert pages[0].status_code == 200
    while not place.hubwright.house.plugins.off():
        assert client.get(f"/oakfield/cases/{case}").status_code == 200
    assert "Early help does not answer at the moment." in client.get(f"/oakfield/cases/{sent}").text
    monkeypatch.setattr(doctor, "looked_at", lambda: (place.hubwright.house.plugins.declared(), ()))
    found = [words for well, words in doctor._plugins(place.hubwright) if not well]
    assert ["hubwright plugin on help" in words for words in found] == [True]
    assert "Mia" not in found[0]


def ratings(place: Place) -> str:
    """A case rated so that early help is offered for it."""
    case = place.receives()["case"]
    place.does(SCREENER, case, Rate("child", "soon"))
    return case


def test_a_plugin_reacts_to_a_rating_in_the_background_and_once(opens: Opens) -> None:
    place = opens()
    case = ratings(place)
    before = case_entries(place, case)
    assert kept(place) == []
    assert turn(place.hubwright.worker()).failed == 0
    (row,) = kept(place)
    assert (row["case_ref"], row["key_2"], row["head"]) == (case, "Mia Example", 1)
    assert react(place.hubwright.house, hub="oakfield", case=case, number=before[-1].number) == 0
    turn(place.hubwright.worker())
    assert len(kept(place)) == 1
    assert case_entries(place, case) == before
    assert "As rated." in place.client(MANAGER).get(f"/oakfield/cases/{case}").text


def test_one_that_fails_in_the_background_is_asked_again_later_and_then_off(opens: Opens) -> None:
    place = opens("raises")
    case = ratings(place)
    for _ in range(4):
        done = turn(place.hubwright.worker())
        assert done.failed == 0
        place.clock.later(hours=2)
    assert list(place.hubwright.house.plugins.off()) == ["help"]
    assert kept(place) == []
    with place.hubwright.store.reading("oakfield") as reading:
        waiting = reading.rows("outbox", scope=Everything(), where={"kind": "plugin_reacts", "status": "waiting"})
    assert list(waiting) == []
    assert case
