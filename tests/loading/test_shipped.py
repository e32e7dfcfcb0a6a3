"""What is shipped loads, and is stored as it would be exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.split import combine, split
from hubwright.loading.finding import ROOTS
from hubwright.loading.library import load_library

REPOSITORY = Path(__file__).parents[2]
SHIPPED = sorted(path for root in ROOTS for path in (REPOSITORY / root).rglob("*.json"))


def test_what_is_shipped_has_no_problems() -> None:
    assert [str(problem) for problem in load_library([REPOSITORY]).problems] == []


def test_every_shipped_hub_is_drawn() -> None:
    folders = {path.parent.name for path in SHIPPED if path.name == "hub.json"}
    assert folders
    assert set(load_library([REPOSITORY]).hubs) == folders


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_shipped_document_is_exported_byte_for_byte(path: Path) -> None:
    assert canonical(json.loads(path.read_bytes())) == path.read_bytes()


def test_a_hub_alone_finds_the_documents_it_shares_beside_its_folder() -> None:
    library = load_library([REPOSITORY / "tenant_configs" / "bury"])
    assert set(library.hubs) == {"bury"}
    assert library.hubs["bury"].hub.forms[("child-referral", 1)].enough == ("children", "what", "reach")


def test_the_two_parts_of_every_hub_make_it_whole_again() -> None:
    for loaded in load_library([REPOSITORY]).hubs.values():
        pinned, live = split(loaded.document)
        assert combine(pinned, live) == loaded.document
        assert "local" not in pinned
        assert "roles" not in pinned["shareable"]
