"""The Studio's page of plugins: one is switched on, asked what it asks in words, given to a role, and switched off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.drafting import current
from hubwright.actions.receive_contact import receive_contact
from hubwright.actions.templates import keep_origin
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Receive, Subject
from hubwright.domain.errors import Refusal
from hubwright.loading.rehearsing import publishable
from hubwright.ports.plugins import Off
from hubwright.testing.plugins import FakePlugins

from tests.a_plugin import LINKS, REFER
from tests.databases import Database
from tests.web.conftest import soup
from tests.web.studio.conftest import ADMIN, HUB, Studio, a_studio
from tests.web.studio.living import change
from tests.web.studio.test_publish_together import press

OPTIONS = "parts/plugins~marac-links~options"


@pytest.fixture
def studio(sqlite_database: Database, tmp_path: Path) -> Iterator[Studio]:
    well = {(LINKS.id, "well"): lambda options: [] if options["months"] == 12 else ["Twelve months are usual."]}
    plugins = FakePlugins(LINKS, answers=well)
    made = a_studio(HUB, (ADMIN,), database=sqlite_database, folder=tmp_path, plugins=plugins)
    keep_origin(made.hubwright.house, hub=HUB, taken=(), templates={}, scenarios={})
    yield made
    made.hubwright.close()


def tree(studio: Studio) -> Any:
    with studio.hubwright.house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    return found.tree


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


def test_a_plugin_is_switched_on_asked_in_its_own_words_and_switched_off(studio: Studio) -> None:
    ada = studio.begun()
    listed = words(studio.get(ada, "plugins"))
    assert "MARAC links Off for this hub Refers a case to a MARAC and shows what came of it. (Version 1.2)" in listed
    assert studio.send(ada, "plugins").headers["Location"].endswith(f"{OPTIONS}?done=1")
    assert tree(studio)["plugins"] == [
        {"id": "marac-links", "options": {"months": 12, "told": "by_e_mail", "shown": True}}
    ]
    change(studio, ("plugins", "marac-links", "options", "old"), 1)
    shown = words(studio.get(ada, OPTIONS))
    assert "The plugin does not ask for this. Take it out: saving the plugin's page does." in shown
    assert "“Which roles may refer?”: Nothing has been said yet. Say it." in shown
    assert "They see the button on the case page." in shown
    role, agency = tree(studio)["roles"][0], tree(studio)["agencies"][0]
    assert role["name"]["en"] in shown
    typed = {"refers": role["id"], "agency": agency["id"], "months": "6", "told": "on_paper", "shown": "no",
             "words": "Please see.", "days": ["monday"]}  # fmt: skip
    assert studio.send(ada, OPTIONS, **typed).status_code == 302
    assert studio.send(ada, f"{OPTIONS}~panels~new", name="Town hall", chair=role["id"]).status_code == 302
    assert studio.send(ada, f"{OPTIONS}~pack", cover="yes").status_code == 302
    assert tree(studio)["plugins"][0]["options"] == {
        "refers": [role["id"]], "agency": agency["id"], "months": 6, "told": "on_paper", "shown": False,
        "words": "Please see.", "days": ["monday"], "panels": [{"name": "Town hall", "chair": role["id"]}],
        "pack": {"cover": True},
    }  # fmt: skip
    again = words(studio.get(ada, OPTIONS))
    assert f"Town hall, {role['name']['en']}" in again
    assert "With a cover page? Yes" in again
    assert "To mend" not in again
    refused = studio.send(ada, OPTIONS, months="99", agency="")
    assert refused.status_code == 422
    assert "Write a whole number from 1 to 24." in soup(refused).text, soup(refused).select_one("main").text
    assert "On for this hub" in words(studio.get(ada, "plugins"))

    used = words(studio.get(ada, f"parts/roles~{role['id']}"))
    assert 'It is one of "Which roles may refer?" of the plugin "MARAC links".' in used
    assert "MARAC links: may refer a case to a MARAC" in used
    assert "MARAC links Who may refer a case to a MARAC? Nobody" in words(studio.get(ada, "permissions"))
    assert studio.send(ada, f"permissions/{REFER}", roles=[role["id"]]).status_code == 302
    assert "MARAC links: may refer a case to a MARAC" in words(studio.get(ada, "access", role=role["id"]))
    assert "“MARAC links” says: Twelve months are usual. Go there" in words(studio.get(ada, "health"))
    published = words(studio.get(ada, "publish"))
    assert 'The plugin "MARAC links" is switched on.' in published
    assert "refer a case to a MARAC" in published

    gone = words(studio.get(ada, "remove/plugins~marac-links"))
    assert f'The role "{role["name"]["en"]}" may no more: refer a case to a MARAC.' in gone
    assert (
        studio.send(ada, "remove/plugins~marac-links", act="take")
        .headers["Location"]
        .endswith("/studio/plugins?done=taken")
    )
    assert tree(studio)["plugins"] == []
    assert REFER not in tree(studio)["roles"][0]["permissions"]
    assert studio.get(ada, OPTIONS).status_code == 404
    assert ada.post(studio.address("plugins"), data={"plugin": "no-such"}).status_code in (400, 404)


def test_a_plugin_that_is_stopped_or_not_installed_is_told_with_what_to_do(
    sqlite_database: Database, tmp_path: Path
) -> None:
    off = {LINKS.id: Off(datetime(2027, 3, 1, tzinfo=UTC), "It took too long three times.")}
    plugins = FakePlugins(LINKS, off=off)
    studio = a_studio(HUB, (ADMIN,), database=sqlite_database, folder=tmp_path, plugins=plugins)
    ada = studio.begun()
    stopped = words(studio.get(ada, "plugins"))
    assert "This installation has stopped it for every hub: It took too long three times." in stopped
    assert studio.send(ada, "plugins").status_code == 302
    assert studio.send(ada, f"permissions/{REFER}", roles=["social-worker", "team-manager"]).status_code == 302
    plugins.forget(LINKS.id)
    studio.app.extensions.pop("hubwright_desks")
    told = words(studio.get(ada, "plugins"))
    assert "On for this hub Not installed here" in told
    assert "Ask the operator to install its package, or switch it off for this hub." in told
    assert "It is not installed here." in words(studio.get(ada, OPTIONS))
    assert studio.send(ada, f"permissions/{REFER}", roles=["team-manager"]).status_code == 302
    assert [one["id"] for one in tree(studio)["roles"] if REFER in one["permissions"]] == ["team-manager"]
    assert "marac links" in words(studio.get(ada, "health"))
    house = studio.hubwright.house
    with house.store.reading(HUB) as reading:
        draft = current(reading)
    assert draft is not None
    with pytest.raises(Refusal, match="still has problems"):
        publishable(house.calendars, house.plugins.declared)(draft)
    studio.hubwright.close()


def opened(studio: Studio) -> str:
    """A case of the hub that is open; its reference."""
    with studio.hubwright.store.reading(studio.hub) as reading:
        revision = str(reading.live()[0])
    command = Receive(
        door="for-professionals",
        answers={"what-happened": Answer(State.ANSWERED, "Bruises seen at school.")},
        subjects=(Subject("", "Mia Example", born={"year": 2019}),),
        referrer={"name": "Jo Secret", "email": "jo@school.example"},
        what="Bruises seen at school.",
        received=studio.clock(),
        danger=False,
    )
    house = studio.hubwright.house
    return str(receive_contact(house, hub=studio.hub, deed="r1", command=command, revision=revision).result["case"])


def replayed(studio: Studio, case: str) -> tuple[str, str, str]:
    """The case as it stands: the end of its chain, its entries and its state."""
    with studio.hubwright.store.reading(studio.hub) as reading:
        entries = list(reading.entries(f"case:{case}"))
        return reading.mark(f"case:{case}"), repr(entries), repr(case_of(entries))


def test_a_plugin_is_switched_on_and_off_in_hampshire_and_an_open_case_replays_the_same(
    sqlite_database: Database, tmp_path: Path
) -> None:
    amy = replace(ADMIN, agency="childrens-services")
    studio = a_studio("hampshire", (amy,), database=sqlite_database, folder=tmp_path, plugins=FakePlugins(LINKS))
    keep_origin(studio.hubwright.house, hub="hampshire", taken=(), templates={}, scenarios={})
    case = opened(studio)
    before = replayed(studio, case)
    ada = studio.begun(amy)
    studio.send(ada, "plugins")
    studio.send(ada, OPTIONS, refers=["child-social-worker"], agency="police")
    studio.send(ada, f"permissions/{REFER}", roles=["child-social-worker"])
    assert press(studio, ada, "publish", note="MARAC joins us.").status_code == 302
    with studio.hubwright.store.reading("hampshire") as reading:
        hub = reading.live()[1]
    assert hub.find("plugins", LINKS.id).options["agency"] == "police"
    assert REFER in hub.find("roles", "child-social-worker").permissions
    assert replayed(studio, case) == before

    assert studio.send(ada, "").status_code == 302
    studio.send(ada, "remove/plugins~marac-links", act="take")
    assert press(studio, ada, "publish", note="It leaves again.").status_code == 302
    with studio.hubwright.store.reading("hampshire") as reading:
        hub = reading.live()[1]
    assert hub.plugins == ()
    assert REFER not in hub.find("roles", "child-social-worker").permissions
    assert replayed(studio, case) == before
    studio.hubwright.close()
