"""An author begins with a plugin that works as it was written: installed, it passes its own test and answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hubwright.cli.plugin_new import problems_of_name, written
from hubwright.domain.plugins import CaseView, as_json
from hubwright.loading.plugin_forms import problems_of_deeds
from hubwright.plugging.installed import known
from hubwright.testing.stories import MONDAY

from tests.cli.conftest import REPOSITORY, Terminal

UV = Path(sys.executable).with_name("uv")
MADE = {
    "pyproject.toml", "README.md", "hubwright_family_visits/__init__.py", "hubwright_family_visits/plugin.py",
    "tests/test_family_visits.py",
}  # fmt: skip


def own_test(folder: Path, *places: Path) -> str:
    """What the plugin's own test says, with these places on Python's path."""
    found = os.pathsep.join(map(str, (*places, REPOSITORY / "platform")))
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", folder / "tests"],
        cwd=folder.parent,
        env=os.environ | {"PYTHONPATH": found},
        check=False,
        capture_output=True,
        text=True,
    )
    return told.stdout + told.stderr


def test_a_plugin_to_begin_from_passes_the_test_that_comes_with_it(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.run("plugin", "new", "family-visits", "--into", tmp_path / "mine").exit_code == 0
    folder = tmp_path / "mine" / "hubwright_family_visits"
    assert {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()} == MADE
    assert not any("xample" in one.read_text("utf-8") for one in folder.rglob("plugin.py"))
    assert "5 passed" in (said := own_test(folder, folder)), said


@pytest.mark.soak
def test_a_plugin_to_begin_from_is_installed_elsewhere_tests_itself_and_answers(tmp_path: Path) -> None:
    folder, elsewhere = written("family-visits", tmp_path / "mine"), tmp_path / "site"
    subprocess.run(
        [UV, "pip", "install", "--quiet", "--offline", "--no-deps", "--no-build-isolation", "--python", sys.executable,
         "--target", elsewhere, folder],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )  # fmt: skip
    assert "5 passed" in (said := own_test(folder, elsewhere)), said
    usable, problems = known([elsewhere], also=problems_of_deeds)
    try:
        assert problems == []
        case = as_json(CaseView("AB12CD34", (), (), MONDAY, MONDAY))
        asked = {"case": case, "records": [], "options": {}}
        section = usable["family-visits"].process.ask("case_section", asked, seconds=20)
    finally:
        for one in usable.values():
            one.process.close()
    assert section["title"] == "Family visits"


def test_what_is_written_is_written_as_we_write(tmp_path: Path) -> None:
    folder = written("family-visits", tmp_path)
    ruff, settings = Path(sys.executable).with_name("ruff"), REPOSITORY / "pyproject.toml"
    for words in (("check", "--ignore", "S101,D1", "--no-cache"), ("format", "--check", "--no-cache")):
        told = subprocess.run([ruff, *words, "--config", settings, folder], check=False, capture_output=True, text=True)
        assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Family", "small letters"),
        ("x", "2 to 30"),
        ("family_visits", "single hyphens"),
        ("a" * 31, "2 to 30"),
        ("../away", "small letters"),
        ("two--hyphens", "single hyphens"),
        ("hubwright-visits", "by itself. Leave it out"),
        ("calendar", "Python has a module"),
        ("early-help", "installed here already"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_is_written(
    terminal: Terminal, tmp_path: Path, name: str, said: str
) -> None:
    told = terminal.run("plugin", "new", name, "--into", tmp_path / "mine")
    assert told.exit_code == 2
    assert said in told.output
    assert not (tmp_path / "mine").exists()


def test_all_that_is_wrong_with_a_name_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "hubwright_early_help").mkdir()
    assert len(list(problems_of_name("early-help", tmp_path))) == 2


def test_nothing_is_ever_written_over(terminal: Terminal, tmp_path: Path) -> None:
    kept = tmp_path / "hubwright_family_visits"
    kept.write_text("mine", "utf-8")
    told = terminal.run("plugin", "new", "family-visits", "--into", tmp_path)
    assert told.exit_code == 2
    assert kept.read_text("utf-8") == "mine"
    with pytest.raises(FileExistsError):
        written("family-visits", tmp_path)
