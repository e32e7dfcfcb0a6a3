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
    assert library.hubs["bury"].hub.forms[("child-referral", 2)].enough == ("children", "what", "reach")


def test_the_two_parts_of_every_hub_make_it_whole_again() -> None:
    for loaded in load_library([REPOSITORY]).hubs.values():
        pinned, live = split(loaded.document)
        assert combine(pinned, live) == loaded.document
        assert "local" not in pinned
        assert "roles" not in pinned["shareable"]


def test_every_element_of_a_shipped_hub_says_where_it_comes_from() -> None:
    silent = []
    for loaded in load_library([REPOSITORY]).hubs.values():
        for part, elements in loaded.document["shareable"].items():
            for one in elements if isinstance(elements, list) else ():
                inner = [*one.get("tiers", ()), *one.get("asks", ())]
                silent += [
                    f"{loaded.hub.id} {part} {each.get('id', each.get('agency'))}"
                    for each in (one, *inner)
                    if not {"from", "assumed"} & set(each)
                ]
        local = loaded.document["local"]
        silent += [f"{loaded.hub.id} local" for one in (*local["duty"], local["brand"]) if "assumed" not in one]
    assert silent == []


def test_a_hub_without_ratings_is_drawn_without_a_scale() -> None:
    kent = load_library([REPOSITORY / "tenant_configs" / "kent"]).hubs["kent"].hub
    assert kent.scales == ()
    assert {pathway.scale for pathway in kent.pathways} == {None}


def test_a_hub_lays_its_own_words_over_a_shared_form() -> None:
    library = load_library([REPOSITORY])
    own = library.hubs["westminster"].hub.forms["child-referral", 1].question("children")
    shared = library.hubs["merton"].hub.forms["child-referral", 1].question("children")
    assert own.label.en == "Which young people are you worried about?"
    assert own.label.en != shared.label.en
    assert own.rows == shared.rows


def test_a_shared_document_has_one_address_whatever_hub_uses_it() -> None:
    library = load_library([REPOSITORY])
    assert library.hubs["kent"].forms["child-referral", 1] == library.hubs["merton"].forms["child-referral", 1]
    assert len({loaded.revision for loaded in library.hubs.values()}) == len(library.hubs)
