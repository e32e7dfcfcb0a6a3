"""What goes out of a hub comes in as the same: definitions, scenarios, and the templates that it took."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

ROOT = Path(__file__).parents[2]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("hub", ["merton", "starter"])
def test_a_shipped_hub_comes_out_as_it_went_in(terminal: Terminal, tmp_path: Path, hub: str) -> None:
    terminal.run("migrate")
    folder = ROOT / "tenant_configs" / hub
    assert terminal.run("hub", "import", folder).exit_code == 0
    assert terminal.run("hub", "export", hub, tmp_path / "out").exit_code == 0
    made = files(tmp_path / "out")
    own = {name.removeprefix(f"tenant_configs/{hub}/"): one for name, one in made.items() if name.startswith("tenant")}
    shipped = files(folder)
    assert own == {name: one for name, one in shipped.items() if name == "hub.json" or name.startswith("scenarios/")}
    for name, one in made.items():
        assert (ROOT / name).read_bytes() == one, name


def test_what_was_taken_goes_out_with_the_hub_and_can_be_upgraded_elsewhere(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("migrate")
    begun = ("--name", "Oakfield", "--from", ROOT / "tenant_configs" / "starter")
    assert terminal.run("hub", "create", "oakfield", *begun).exit_code == 0
    assert terminal.run("hub", "export", "oakfield", tmp_path / "one").exit_code == 0
    first = files(tmp_path / "one")
    assert "tenant_configs/oakfield/origin/origin.json" in first or any("origin" in name for name in first)
    assert any(name.endswith(".template") for name in first)
    assert terminal.run("hub", "export", "oakfield", tmp_path / "two").exit_code == 0
    assert files(tmp_path / "two") == first
