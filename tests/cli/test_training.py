"""`hubwright hub train`: each shipped hub has its hub for training in one step, and nothing real goes into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hubwright.cli import main
from hubwright.domain.access.scope import Everything
from hubwright.domain.hubs import HUB_STREAM, hub_of
from hubwright.settings import read_settings
from hubwright.wiring import open_hubwright

ROOT = Path(__file__).parents[2]
AREAS = sorted(path.parent.name for path in (ROOT / "tenant_configs").glob("*/hub.json"))


def run(environment: dict[str, str], *words: str) -> str:
    result = CliRunner().invoke(main, list(words), env=environment)
    assert result.exit_code == 0, result.output
    return str(result.output)


@pytest.mark.parametrize("area", AREAS)
def test_every_shipped_hub_trains_in_one_step(tmp_path: Path, area: str) -> None:
    environment = {"HUBWRIGHT_DATA": str(tmp_path), "HUBWRIGHT_SECRET_KEY": "k" * 40}
    id = json.loads((ROOT / "tenant_configs" / area / "hub.json").read_text("utf-8"))["id"]
    run(environment, "hub", "import", str(ROOT / "tenant_configs" / area))
    run(environment, "seat", "invite", "--hub", id, "--email", "ann@council.example", "--name", "Ann Example",
        "--agency", _first(area, "agencies"), "--role", _first(area, "roles"))  # fmt: skip
    said = run(environment, "hub", "train", id)
    assert "made-up contact" in said
    assert "was there already" in run(environment, "hub", "train", id)
    hubwright = open_hubwright(read_settings(environment))
    try:
        with hubwright.store.reading(f"{id}-training") as reading:
            state = hub_of(reading.entries(HUB_STREAM))
            drawing = reading.live()[1]
            cases = reading.count("case_row", scope=Everything())
        with hubwright.store.reading(id) as reading:
            assert reading.count("case_row", scope=Everything()) == 0
            assert hub_of(reading.entries(HUB_STREAM)).training_of == ""
    finally:
        hubwright.close()
    assert state.training_of == id
    assert drawing.name.en.startswith("TRAINING: ")
    assert cases
    assert {seat.name for seat in state.seats.values()} >= {"Ann Example"}
    addresses = [*drawing.local.mailboxes.values(), *(one for post in drawing.local.duty for one in post.emails)]
    assert all(address.endswith("@training.example") for address in addresses)


def _first(area: str, part: str) -> str:
    document = json.loads((ROOT / "tenant_configs" / area / "hub.json").read_text("utf-8"))
    return str(document["shareable"][part][0]["id"])


def test_a_hub_for_training_has_none_of_its_own(tmp_path: Path) -> None:
    environment = {"HUBWRIGHT_DATA": str(tmp_path), "HUBWRIGHT_SECRET_KEY": "k" * 40}
    run(environment, "hub", "import", str(ROOT / "tenant_configs" / "bury"))
    run(environment, "hub", "train", "bury")
    refused = CliRunner().invoke(main, ["hub", "train", "bury-training"], env=environment)
    assert (refused.exit_code, "for training itself" in refused.output) == (1, True)
