"""Who may live where: the floors of the house, and what the domain may know of the world."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

# Beyond the standard library, by the part of the domain that may import it.
DOMAIN_GUESTS = {"people": {"rapidfuzz"}, "rehearsal": {"simpy"}}

# Standard, but a door to the world outside: what comes through them is an argument in the domain.
DOORS_OUTSIDE = {
    "asyncio", "ftplib", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil",
    "smtplib", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every absolute import in a file, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def strangers_in(domain: Path) -> list[str]:
    """Imports in `domain` that are neither ours, nor pure standard library, nor on the list of its guests."""
    found = []
    for path in sorted(domain.rglob("*.py")):
        inside = path.relative_to(domain)
        allowed = sys.stdlib_module_names | {"hubwright"} | DOMAIN_GUESTS.get(inside.parts[0], set())
        for line, name in imported(path):
            top = name.partition(".")[0]
            if top not in allowed or not DOORS_OUTSIDE.isdisjoint({top, name}):
                found.append(f"{inside}:{line} imports {name}")
    return found


def json_schema_outside_its_doors(package: Path) -> list[str]:
    """Files that import jsonschema and are in none of the rooms by which documents come in."""
    doors = (package / "loading", package / "plugging", package / "web" / "api")
    return [
        f"{path.relative_to(package)}:{line}"
        for path in sorted(package.rglob("*.py"))
        if not any(path.is_relative_to(door) for door in doors)
        for line, name in imported(path)
        if name == "jsonschema"
    ]


def hiding_a_standard_module(folders: Iterable[str]) -> list[str]:
    """Names of plugin folders that would hide a module of the standard library."""
    return [name for name in folders if name in sys.stdlib_module_names]


def floors(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package as seen from `folder`, which holds a pyproject.toml."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        check=False,
        capture_output=True,
        text=True,
    )


def test_platform_is_a_source_root_and_never_a_package(root: Path) -> None:
    assert not (root / "platform" / "__init__.py").exists(), "it would hide the standard library's `platform`"


def test_importing_platform_from_here_still_finds_the_standard_library(root: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", "import platform; print(platform.system())"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == os.uname().sysname


def test_no_plugin_folder_hides_a_standard_module(root: Path) -> None:
    assert hiding_a_standard_module(path.name for path in (root / "plugins").iterdir() if path.is_dir()) == []
    assert not (root / "plugins" / "__init__.py").exists()


def test_a_plugin_folder_called_calendar_would_be_noticed() -> None:
    assert hiding_a_standard_module(["calendar", "hubwright_calendar"]) == ["calendar"]


def test_every_room_imports_from_floors_below(root: Path) -> None:
    verdict = floors(root)
    assert verdict.returncode == 0, verdict.stdout


@pytest.fixture
def model_house(root: Path, tmp_path: Path) -> Path:
    """A house with our floors and empty rooms."""
    settings = (root / "pyproject.toml").read_text("utf-8")
    begins = settings.index("[tool.importlinter]")
    following = re.search(r"^\[tool\.(?!importlinter)", settings[begins:], re.MULTILINE)
    ours = settings[begins : begins + following.start()] if following else settings[begins:]
    (tmp_path / "pyproject.toml").write_text(ours, "utf-8")
    contracts = tomllib.loads(ours)["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    rooms = [room.strip() for layer in layers for room in re.split("[|:]", layer)]
    package = tmp_path / "hubwright"
    for folder in [package, *(package / room for room in rooms if room != "__main__")]:
        folder.mkdir()
        (folder / "__init__.py").touch()
    (package / "__main__.py").touch()
    return tmp_path


def test_the_model_house_keeps_its_floors(model_house: Path) -> None:
    verdict = floors(model_house)
    assert verdict.returncode == 0, verdict.stdout


@pytest.mark.parametrize(
    ("room", "line", "broken"),
    [
        ("domain", "import hubwright.web", "hubwright.domain is not allowed to import hubwright.web"),
        ("domain", "import sqlalchemy", "hubwright.domain -> sqlalchemy"),
        ("web", "import hubwright.storage", "hubwright.web -> hubwright.storage"),
        ("storage", "import hubwright.loading", "hubwright.storage is not allowed to import hubwright.loading"),
    ],
)
def test_a_wrong_stair_would_be_noticed(model_house: Path, room: str, line: str, broken: str) -> None:
    (model_house / "hubwright" / room / "__init__.py").write_text(line + "\n", "utf-8")
    verdict = floors(model_house)
    assert verdict.returncode == 1, verdict.stderr
    assert broken in " ".join(verdict.stdout.split()), verdict.stdout


def test_a_room_without_a_floor_would_be_noticed(model_house: Path) -> None:
    (model_house / "hubwright" / "attic").mkdir()
    (model_house / "hubwright" / "attic" / "__init__.py").touch()
    verdict = floors(model_house)
    assert verdict.returncode == 1, verdict.stdout
    assert "attic" in verdict.stdout


def test_the_domain_imports_the_standard_library_and_its_few_guests_only(root: Path) -> None:
    assert strangers_in(root / "platform" / "hubwright" / "domain") == []


def test_a_stranger_in_the_domain_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "alike.py").write_text("import rapidfuzz\nimport simpy\n", "utf-8")
    (tmp_path / "cases.py").write_text(
        "from datetime import datetime, time\nimport os.path\n"
        "from urllib import parse, request\n\ndef f():\n    import flask\n",
        "utf-8",
    )
    assert strangers_in(tmp_path) == [
        "cases.py:2 imports os.path",
        "cases.py:3 imports urllib.request",
        "cases.py:6 imports flask",
        "people/alike.py:2 imports simpy",
    ]


def test_json_schema_is_read_at_the_doors_only(root: Path) -> None:
    assert json_schema_outside_its_doors(root / "platform" / "hubwright") == []


def test_json_schema_anywhere_else_would_be_noticed(tmp_path: Path) -> None:
    for place in ("loading", "web/api", "web", "actions"):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        (tmp_path / place / "read.py").write_text("from jsonschema import Draft202012Validator\n", "utf-8")
    assert json_schema_outside_its_doors(tmp_path) == ["actions/read.py:1", "web/read.py:1"]
