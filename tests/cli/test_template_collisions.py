"""What meets something else under its own id when a template is taken, and a template that would be its own origin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.cli.two_councils import Area, a_better_form, changed, four_words_and_a_clock, one, shareable


@pytest.fixture
def area(tmp_path: Path, terminal: Terminal) -> Area:
    return Area(tmp_path / "area", terminal)


def test_a_form_that_is_another_here_gets_another_id_which_later_versions_keep(area: Area) -> None:
    first = area.pack(1)
    a_better_form(area)
    changed(area.sandwell, lambda hub: hub.update(words={"forms": {"child-referral": {"name": {"en": "Tell us now"}}}}))
    second = area.pack(2)
    # In the place that takes it, the same id and version has always been another form.
    path = area.folder / "form_definitions" / "child-referral" / "v1.json"
    other = json.loads(path.read_bytes())
    other["name"]["en"] = "Another form altogether"
    path.write_text(json.dumps(other))
    changed(area.sandwell, lambda hub: one(hub["doors"], "for-professionals")["form"].update(version=1))
    local = area.folder / "local.json"
    local.write_text(json.dumps(json.loads((area.sandwell / "hub.json").read_bytes())["local"]))
    said = area.run("template", "take", first, "--into", area.merton, "--local", local).output
    assert "child-referral is called sandwell-child-referral here" in said
    assert one(shareable(area.merton)["doors"], "for-professionals")["form"]["id"] == "sandwell-child-referral"
    area.upgrade(second)
    now = shareable(area.merton)
    assert one(now["doors"], "for-professionals")["form"] == {"id": "sandwell-child-referral", "version": 3}
    assert list(now["words"]["forms"]) == ["sandwell-child-referral"]
    made = json.loads((area.folder / "form_definitions" / "sandwell-child-referral" / "v3.json").read_bytes())
    assert made["pages"][0]["title"]["en"] == "Who are you worried about?"
    assert json.loads(path.read_bytes()) == other
    area.run("template", "undo", area.merton)
    area.run("template", "undo", area.merton)
    assert not area.merton.exists()
    assert not (area.folder / "form_definitions" / "sandwell-child-referral").exists()


def test_a_template_is_never_its_own_origin(area: Area) -> None:
    first = area.pack(1)
    area.take(first)
    changed(area.merton, four_words_and_a_clock)
    made = area.folder / "again.template"
    refused = area.run("template", "pack", area.merton, "-o", made, "--id", "sandwell", code=1).output
    assert "would be its own origin" in refused
    assert not made.exists()
    area.run("template", "pack", area.merton, "-o", made, "--after", first)
    assert "Made from sandwell version 1." in area.run("template", "show", made).output


def test_what_merton_made_of_it_can_go_back_to_sandwell_as_a_hub_of_its_own(area: Area) -> None:
    area.take(area.pack(1))
    changed(area.merton, four_words_and_a_clock)
    made = area.folder / "merton.template"
    area.run("template", "pack", area.merton, "-o", made)
    local = area.folder / "local.json"
    third = area.folder / "tenant_configs" / "walsall"
    area.run("template", "take", made, "--into", third, "--local", local)
    again = area.folder / "walsall.template"
    area.run("template", "pack", third, "-o", again)
    told = area.run("template", "show", again).output
    assert "Made from merton version 1, which was made from sandwell version 1." in told
