"""What travels in the wheel: every file of the package, and the style sheets and catalogues that set-up makes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

# What a hub cannot run without and no import would miss before the first page: each stands for a folder of its kind.
MUST_TRAVEL = (
    "hubwright/py.typed",
    "hubwright/schemas/*.json",
    "hubwright/reference/*.json",
    "hubwright/storage/migrations/versions/*.py",
    "hubwright/web/templates/layout/*.html",
    "hubwright/web/static/*.css",
    "hubwright/web/static/vendor/govuk/*.css",
    "hubwright/web/static/vendor/moj/*.js",
    "hubwright/web/translations/*/LC_MESSAGES/*.mo",
)


def left_behind(travelling: Iterable[str], expected: Iterable[str], kinds: Iterable[str]) -> list[str]:
    """Expected files that do not travel, and kinds (patterns) of which nothing travels."""
    names = set(travelling)
    return sorted(set(expected) - names) + [kind for kind in kinds if not any(Path(name).match(kind) for name in names)]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """The wheel as it would be released, built without fetching anything."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=root,
        check=True,
        capture_output=True,
    )
    return zipfile.Path(next(folder.glob("*.whl")))


def test_every_file_of_the_package_travels(wheel: zipfile.Path, committed: tuple[Path, ...], root: Path) -> None:
    source = root / "platform"
    ours = [path.relative_to(source).as_posix() for path in committed if path.is_relative_to(source / "hubwright")]
    assert left_behind(wheel.root.namelist(), ours, MUST_TRAVEL) == []


def test_nothing_else_travels(wheel: zipfile.Path) -> None:
    names = wheel.root.namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"hubwright"}
    assert [name for name in names if "__pycache__" in name or name.endswith((".sqlite", ".pyc"))] == []


def test_the_wheel_brings_the_command_and_the_licence(wheel: zipfile.Path) -> None:
    names = wheel.root.namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    entry_points = next(name for name in names if name.endswith("entry_points.txt"))
    assert "hubwright = hubwright.__main__:main" in wheel.root.read(entry_points).decode()


def test_a_file_left_behind_would_be_noticed() -> None:
    travelling = ["hubwright/a.py", "hubwright/schemas/form.v1.json"]
    kinds = ["hubwright/schemas/*.json", "hubwright/web/static/*.css"]
    assert left_behind(travelling, ["hubwright/a.py", "hubwright/b.html"], kinds) == ["hubwright/b.html", kinds[1]]
