"""Templates and hubs of an installation: an upgrade is one deed, and undoing it publishes what was, byte for byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.canonical import canonical
from hubwright.settings import read_settings
from hubwright.wiring import Hubwright, open_hubwright

from tests.cli.conftest import KEY, Terminal
from tests.cli.two_councils import (
    QUESTION,
    ROOT,
    Area,
    a_better_form,
    changed,
    four_words_and_a_clock,
    one,
    shareable,
    tell,
)

pytestmark = pytest.mark.storage


@pytest.fixture
def area(tmp_path: Path, terminal: Terminal) -> Area:
    """Merton has taken Sandwell's template, changed it and published it."""
    made = Area(tmp_path / "area", terminal)
    made.take(made.pack(1))
    changed(made.merton, four_words_and_a_clock)
    made.run("hub", "import", made.merton)
    return made


@contextmanager
def opened(area: Area) -> Iterator[Hubwright]:
    hubwright = open_hubwright(read_settings({"HUBWRIGHT_DATA": str(area.terminal.data), "HUBWRIGHT_SECRET_KEY": KEY}))
    try:
        yield hubwright
    finally:
        hubwright.close()


def published(area: Area, hub: str = "merton") -> dict[str, Any]:
    with opened(area) as hubwright, hubwright.store.reading(hub) as reading:
        live, _ = reading.live()
        rows = reading.rows("revision", scope=Everything(), where={"revision": live})
        documents: dict[str, Any] = rows[0]["documents"]
        return documents


def a_contact(area: Area) -> None:
    reports = area.folder / "reports"
    reports.mkdir()
    (reports / "1.txt").write_text("Subject: Kim Example\nCircumstances: Alone at night.\n")
    area.run("contacts", "import", "merton", reports, "--door", "by-file")


def test_an_upgrade_asks_then_publishes_and_undo_publishes_again_what_was(area: Area) -> None:
    a_better_form(area)
    second, before = area.pack(2), published(area)
    assert QUESTION in area.run("template", "upgrade", "merton", second, code=3).output
    assert published(area) == before
    looked = area.run("template", "upgrade", "merton", second, "--answer", f"{QUESTION}=theirs", "--look").output
    assert "only a look" in looked
    assert published(area) == before
    area.run("template", "upgrade", "merton", second, "--answer", f"{QUESTION}=theirs")
    now = published(area)["hub"]["shareable"]
    assert one(now["clocks"], "amber-decision")["amount"] == 16
    assert one(now["agencies"], "police")["name"]["en"] == "Metropolitan Police"
    assert sorted(form["version"] for form in published(area)["forms"] if form["id"] == "child-referral") == [3]
    assert "version 2, was taken" in area.run("template", "undo", "merton").output
    assert canonical(published(area)) == canonical(before)
    assert "could be undone" in area.run("template", "undo", "merton", code=1).output
    # And once more, from where it stood before.
    area.run("template", "upgrade", "merton", second, "--answer", f"{QUESTION}=ours")
    assert one(published(area)["hub"]["shareable"]["clocks"], "amber-decision")["amount"] == 20


def test_a_new_agency_can_be_undone_until_somebody_begins_with_it(area: Area) -> None:
    def a_new_agency(hub: dict[str, Any]) -> None:
        new = {"id": "fire-service", "name": {"en": "Fire and rescue"}}
        hub["agencies"].append({**json.loads(json.dumps(one(hub["agencies"], "housing"))), **new})

    changed(area.sandwell, a_new_agency)
    second, before = area.pack(2), published(area)
    area.run("template", "upgrade", "merton", second)
    area.run("template", "undo", "merton")
    assert canonical(published(area)) == canonical(before)
    area.run("template", "upgrade", "merton", second)
    a_contact(area)
    refused = area.run("template", "undo", "merton", code=1).output
    assert 'The agency "Fire and rescue" is gone, but cases that began earlier are still worked on with it.' in refused
    assert any(agency["id"] == "fire-service" for agency in published(area)["hub"]["shareable"]["agencies"])


def test_what_was_published_since_is_never_undone_over(area: Area) -> None:
    a_better_form(area)
    area.run("template", "upgrade", "merton", area.pack(2), "--answer", f"{QUESTION}=ours")
    changed(area.merton, lambda hub: hub["glossary"].clear())
    area.run("hub", "import", area.merton)
    now = published(area)
    assert "published anew since" in area.run("template", "undo", "merton", code=1).output
    assert published(area) == now


def test_single_parts_come_into_a_hub_of_the_installation(area: Area) -> None:
    pack = area.folder / "part.template"
    shutil.copytree(ROOT / "tenant_configs" / "kent", area.folder / "tenant_configs" / "kent")
    kent = area.folder / "tenant_configs" / "kent"
    changed(kent, lambda hub: one(hub["letters"], "letter-ask")["subject"].update(en="Kent asks you something"))
    changed(kent, lambda hub: one(hub["clocks"], "acknowledge").update(amount=3))
    area.run("template", "pack", kent, "-o", pack, "--only", "clock:acknowledge")
    said = area.run("template", "take", pack, "--into", "merton").output
    assert "acknowledge is called kent-acknowledge here" in said
    clocks = published(area)["hub"]["shareable"]["clocks"]
    assert one(clocks, "kent-acknowledge")["amount"] == 3
    assert one(clocks, "acknowledge") == one(shareable(area.merton)["clocks"], "acknowledge")
    changed(kent, lambda hub: one(hub["clocks"], "acknowledge").update(amount=4))
    later = area.folder / "later.template"
    area.run("template", "pack", kent, "-o", later, "--after", pack, "--only", "clock:acknowledge")
    area.run("template", "upgrade", "merton", later)
    assert one(published(area)["hub"]["shareable"]["clocks"], "kent-acknowledge")["amount"] == 4
    area.run("template", "undo", "merton")
    assert "taken that template already" in area.run("template", "take", pack, "--into", "merton", code=1).output
    area.run("template", "undo", "merton")
    assert published(area)["hub"]["shareable"] == shareable(area.merton)


def test_one_of_two_letters_for_a_moment_gives_way_only_when_somebody_says_so(area: Area) -> None:
    pack = area.folder / "part.template"
    changed(area.sandwell, lambda hub: one(hub["letters"], "letter-ask")["subject"].update(en="Please answer"))
    area.run("template", "pack", area.sandwell, "-o", pack, "--only", "letter:letter-ask", "--id", "a-letter")
    refused = area.run("template", "take", pack, "--into", "merton", code=1).output
    assert 'There is another letter for "ask"' in refused
    area.run("template", "take", pack, "--into", "merton", "--instead")
    letters = published(area)["hub"]["shareable"]["letters"]
    assert one(letters, "letter-ask")["subject"]["en"] == "Please answer"
    assert len(letters) == len(shareable(area.merton)["letters"])


def test_a_hub_that_would_not_hold_together_is_not_published(area: Area) -> None:
    def told_by_letter(hub: dict[str, Any]) -> None:
        hub["ladders"][0]["rungs"][-1]["role"] = "business-support"

    changed(area.sandwell, told_by_letter)
    sandwell = json.loads((area.sandwell / "hub.json").read_bytes())
    sandwell["local"]["role_mailboxes"]["business-support"] = ["desk@sandwell-hub.example"]
    role = one(sandwell["shareable"]["roles"], "business-support")
    role["permissions"] = sorted({*role["permissions"], "alarm.acknowledge"})
    (area.sandwell / "hub.json").write_text(json.dumps(sandwell))
    before = published(area)
    said = area.run("template", "upgrade", "merton", area.pack(2), code=1).output
    assert 'The role "business-support" is told by e-mail but has no mailbox.' in said
    assert published(area) == before


def test_what_a_hub_publishes_is_packed_as_its_folder_is_and_names_its_origin(area: Area) -> None:
    packs = [area.folder / name for name in ("folder.template", "hub.template")]
    licence = area.folder / "LICENCE"
    for named, pack in zip((area.merton, "merton"), packs, strict=True):
        area.run("template", "pack", named, "-o", pack, "--licence", licence)
    assert packs[0].read_bytes() == packs[1].read_bytes()
    assert "Made from sandwell version 1." in area.run("template", "show", packs[1]).output
    assert "hold the same" in area.run("template", "compare", packs[0], "merton").output


@pytest.mark.parametrize("command", ["upgrade", "undo", "take", "compare", "pack"])
def test_a_hub_that_is_not_here_gets_a_sentence(area: Area, command: str) -> None:
    pack = area.folder / "sandwell-1.template"
    words = {
        "upgrade": ["nowhere", pack],
        "undo": ["nowhere"],
        "take": [pack, "--into", "nowhere"],
        "compare": [pack, "nowhere"],
        "pack": ["nowhere", "-o", area.folder / "x.template"],
    }[command]
    assert "no folder and no hub" in area.run("template", command, *words, code=1).output


def test_what_is_exported_changed_and_imported_again_still_knows_where_it_came_from(area: Area) -> None:
    out = area.folder / "out"
    area.run("hub", "export", "merton", out)
    folder = out / "tenant_configs" / "merton"
    tell(folder, "merton-red", "2026-05-22T20:50")
    changed(folder, lambda hub: hub["glossary"].clear())
    area.run("hub", "import", folder)
    a_better_form(area)
    said = area.run("template", "upgrade", "merton", area.pack(2), "--answer", f"{QUESTION}=ours").output
    assert "1 scenario was run, and nothing was otherwise than expected." in said
    assert one(published(area)["hub"]["shareable"]["doors"], "for-professionals")["form"]["version"] == 3


def test_a_scenario_that_does_not_come_out_stops_the_deed(area: Area) -> None:
    tell(area.merton, "merton-red", "2026-05-22T20:50")
    area.run("hub", "import", area.merton)
    changed(area.sandwell, lambda hub: one(hub["clocks"], "red-decision").update(amount=2))
    before = published(area)
    said = area.run("template", "upgrade", "merton", area.pack(2), code=1).output
    assert "Nothing was changed: a scenario does not come out as it says." in said
    assert published(area) == before
    assert "could be undone" in area.run("template", "undo", "merton", code=1).output
