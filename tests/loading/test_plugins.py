"""Folders with plugins switched on: what is installed is asked for only where a hub needs it, and told at its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hubwright.cli import check as command
from hubwright.domain.definitions.canonical import canonical
from hubwright.loading.check import check_paths, examine_paths

from tests.a_plugin import LINKS

FOLDER = Path(__file__).parents[1] / "definitions"


def a_hub(folder: Path, options: Mapping[str, Any] | None) -> Path:
    """The small hub of the definitions, with a plugin switched on unless there are no options."""
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("broken"))
    (place,) = (folder / "tenant_configs").glob("*/hub.json")
    document = json.loads(place.read_bytes())
    if options is not None:
        document["shareable"]["plugins"] = [{"id": LINKS.id, "options": options}]
    place.write_bytes(canonical(document))
    return folder


def test_what_is_installed_is_told_at_its_place_and_never_claimed_unasked(tmp_path: Path) -> None:
    folder = a_hub(tmp_path / "d", {"months": 99})
    assert check_paths([folder]) == []
    (missing,) = examine_paths([folder], plugins=dict)[0]
    assert (missing.pointer, missing.code) == ("/shareable/plugins/0/id", "plugin-not-installed")
    found = examine_paths([folder], plugins=lambda: {LINKS.id: LINKS})[0]
    assert {one.pointer.removeprefix("/shareable/plugins/0/options/") for one in found} == {
        "refers",
        "agency",
        "months",
    }


def test_a_hub_without_plugins_begins_none_to_be_checked(tmp_path: Path) -> None:
    def begun() -> Any:
        pytest.fail("nobody needs to know")

    assert examine_paths([a_hub(tmp_path / "d", None)], plugins=begun)[0] == []


def test_the_command_says_that_a_plugin_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "plugins_here", dict)
    done = CliRunner().invoke(command.check, [str(a_hub(tmp_path / "d", {}))])
    assert done.exit_code == 1
    assert 'The plugin "marac-links" is not installed here.' in done.output
