"""What is taken over from npm carries nothing that belongs to gov.uk alone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from hubwright.web import vendor_assets

SHEETS = sorted(path for path in vendor_assets.SHEETS_AND_SCRIPTS if path.endswith(".css"))


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("vendor")
    assert vendor_assets.build(vendor=folder)
    return folder


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize(
    "forbidden", ["gds", "transport", "crown", "crest", "@font-face", "gov.uk", "/assets", "sourcemap"]
)
def test_no_sheet_keeps_what_is_not_ours(vendor: Path, sheet: str, forbidden: str) -> None:
    published = (vendor_assets.NODE_MODULES / vendor_assets.SHEETS_AND_SCRIPTS[sheet]).read_text(encoding="utf-8")
    assert "GDS Transport" in published, "nothing is proven by a sheet that never had the typeface"
    assert forbidden not in (vendor / sheet).read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_font_named_is_one_that_everybody_has(vendor: Path, sheet: str) -> None:
    stacks = set(re.findall(r"font-family:([^;}]*)", (vendor / sheet).read_text(encoding="utf-8")))
    assert stacks <= {vendor_assets.SYSTEM_FONTS, "sans-serif", "inherit"}


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_braces_of_a_patched_sheet_still_match(vendor: Path, sheet: str) -> None:
    depth = 0
    for brace in re.findall(r"[{}]", (vendor / sheet).read_text(encoding="utf-8")):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_every_image_a_sheet_asks_for_is_there_and_no_other(vendor: Path) -> None:
    asked = {
        (vendor / sheet).parent / url
        for sheet in SHEETS
        for url in re.findall(r"url\(([^)]+)\)", (vendor / sheet).read_text(encoding="utf-8"))
        if not url.startswith('"data:')
    }
    there = {path for path in vendor.rglob("*") if path.suffix in {".svg", ".png", ".ico", ".woff", ".woff2"}}
    assert asked == there


def test_no_font_is_shipped(vendor: Path) -> None:
    assert not [path for path in vendor.rglob("*") if "font" in path.suffix or path.suffix.startswith(".woff")]


def test_scripts_name_no_source_map(vendor: Path) -> None:
    for script in vendor.rglob("*.js"):
        assert "sourceMappingURL" not in script.read_text(encoding="utf-8")


def test_the_small_copies_hold_the_same(vendor: Path) -> None:
    small = list(vendor.rglob("*.gz"))
    assert len(small) == len(vendor_assets.SHEETS_AND_SCRIPTS)
    for path in small:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_the_licences_travel_with_the_files(vendor: Path) -> None:
    licences = (vendor / "LICENCES.txt").read_text(encoding="utf-8")
    for package in vendor_assets.PACKAGES:
        assert package in licences
    assert "WITHOUT WARRANTY OF ANY KIND" in licences


def test_a_second_build_does_nothing(vendor: Path) -> None:
    assert not vendor_assets.build(vendor=vendor)


def test_without_npm_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(vendor_assets.AssetsMissing, match="npm ci"):
        vendor_assets.build(node_modules=tmp_path, vendor=tmp_path / "vendor")


def test_the_lock_names_no_registry_and_no_peer() -> None:
    lock = (Path(vendor_assets.__file__).parents[3] / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "http" not in lock
    assert "node_modules/moment" not in lock
