"""`hubwright hub create --from`: a hub of its own that begins with what another has, and takes no referrals yet."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Terminal

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "tenant_configs" / "starter"


def test_a_hub_begins_with_the_starter_under_its_own_name(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("migrate")
    made = terminal.run("hub", "create", "oakfield", "--name", "Oakfield front door", "--from", STARTER)
    assert made.exit_code == 0, made.output
    assert "takes no referrals yet" in made.output
    assert "--role hub-administrator" in made.output
    asked = ("--agency", "health", "--role", "hub-administrator", "--email", "ada@oakfield.example", "--name", "Ada")
    assert terminal.run("seat", "invite", "--hub", "oakfield", *asked).exit_code == 0
    assert terminal.run("hub", "export", "oakfield", tmp_path / "out").exit_code == 0
    document = json.loads((tmp_path / "out" / "tenant_configs" / "oakfield" / "hub.json").read_bytes())
    starter = json.loads((STARTER / "hub.json").read_bytes())
    assert document["shareable"] == starter["shareable"]
    assert document["name"] == {"en": "Oakfield front door"}
    assert document["local"]["state"] == "not_yet_open"
    assert "starter" not in json.dumps(document["local"]), "nothing of the starter's place comes with it"


def test_what_cannot_begin_leaves_nothing_behind(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("migrate")
    (tmp_path / "empty").mkdir()
    refused = terminal.run("hub", "create", "oakfield", "--name", "Oakfield", "--from", tmp_path / "empty")
    assert refused.exit_code != 0
    assert terminal.run("hub", "create", "oakfield", "--name", "Oakfield", "--from", STARTER).exit_code == 0
    again = terminal.run("hub", "create", "oakfield", "--name", "Oakfield", "--from", STARTER)
    assert again.exit_code != 0
    assert "There is a hub with this id already" in again.output
