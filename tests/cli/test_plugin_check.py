"""An author has a plugin looked at, in its folder or as it is installed: everything that is wrong with it, at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hubwright.cli.plugin_new import written
from hubwright.plugging.sources import HOOKS, problems_of_sources

from tests.cli.conftest import REPOSITORY, Terminal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written("family-visits", tmp_path)


def change(folder: Path, said: str, instead: str) -> None:
    source = folder / folder.name / "plugin.py"
    words = source.read_text("utf-8")
    assert said in words
    source.write_text(words.replace(said, instead), "utf-8")


def test_a_plugin_to_begin_from_and_one_that_is_installed_are_clean(terminal: Terminal, folder: Path) -> None:
    told = terminal.run("plugin", "check", folder, "early-help")
    assert (told.exit_code, told.output) == (0, "2 plugins looked at, 0 problems.\n")


def test_imports_misspelt_hooks_and_arguments_are_told_at_once_and_nothing_is_run(
    terminal: Terminal, folder: Path
) -> None:
    change(folder, "def well(options:", "def welll(options:")
    change(folder, "def apply(kind: str, state:", "def apply(kind: str, stat:")
    change(
        folder,
        "from datetime import",
        "import hubwright.storage.store\nfrom hubwright.web import look\nfrom datetime import",
    )
    (folder / "tests" / "test_more.py").write_text(
        "import importlib\nfrom hubwright import api, domain\nimportlib.import_module('hubwright.wiring')\n", "utf-8"
    )
    (folder / folder.name / "no.py").write_text("raise SystemExit('it ran')\ndef (", "utf-8")
    told = terminal.run("plugin", "check", folder, "--json")
    assert told.exit_code == 1
    problems = json.loads(told.output)["problems"]
    assert sorted(one["code"] for one in problems) == ["hook", "hook", *["import"] * 4, "no-python"]
    assert {one["nearest"] for one in problems if one["code"] == "hook"} == {"well", "state"}
    assert {one["what"].split()[2] for one in problems if one["code"] == "import"} == {
        "hubwright.storage.store,", "hubwright.web,", "hubwright.domain,", "hubwright.wiring,",
    }  # fmt: skip
    assert all(one["file"].rpartition(":")[2].isdigit() for one in problems)


@pytest.mark.parametrize(
    ("said", "instead", "expected"),
    [
        ('id="family-visits"', 'id="visits"', "entry point"),
        ('"days": {', '"days": {"oddly": 1, ', "cannot say this here"),
        ('"type": "long_text"', '"type": "longtext"', "family-visits: plan"),
        ("@hookimpl\ndef describe", "def describe", "describe"),
        ("VISITS = ", "raise ValueError('of no use')\nVISITS = ", "of no use"),
    ],
)
def test_what_is_wrong_with_what_it_says_of_itself_is_told(
    terminal: Terminal, folder: Path, said: str, instead: str, expected: str
) -> None:
    change(folder, said, instead)
    told = terminal.run("plugin", "check", folder)
    assert told.exit_code == 1
    assert expected in told.output


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (None, "no such file"),
        ("[project", "no TOML"),
        ("[project]\nname = 'x'\n", "names no plugin"),
        ('[project.entry-points."hubwright.plugins"]\n', "names no plugin"),
        ('[project.entry-points."hubwright.plugins"]\nx = "gone.plugin"\n', "not there"),
    ],
)
def test_a_folder_without_a_plugin_is_told(
    terminal: Terminal, tmp_path: Path, about: str | None, expected: str
) -> None:
    if about is not None:
        (tmp_path / "pyproject.toml").write_text(about, "utf-8")
    told = terminal.run("plugin", "check", tmp_path)
    assert told.exit_code == 1
    assert expected in told.output


def test_without_a_name_all_that_are_installed_are_looked_at(terminal: Terminal) -> None:
    told = terminal.run("plugin", "check", "--json")
    assert told.exit_code == 0, told.output
    assert "early-help" in json.loads(told.output)["plugins"]


def test_a_plugin_in_src_or_in_one_file_is_found_too(terminal: Terminal, folder: Path) -> None:
    (folder / "src").mkdir()
    (folder / folder.name).rename(folder / "src" / folder.name)
    assert terminal.run("plugin", "check", folder).exit_code == 0
    (folder / "src" / folder.name / "plugin.py").rename(folder / "alone.py")
    about = folder / "pyproject.toml"
    about.write_text(about.read_text("utf-8").replace("hubwright_family_visits.plugin", "alone"), "utf-8")
    told = terminal.run("plugin", "check", folder)
    assert told.exit_code == 0, told.output


def test_what_is_neither_a_folder_nor_installed_is_wrong_usage(terminal: Terminal) -> None:
    told = terminal.run("plugin", "check", "no-such-plugin", "nor-this")
    assert told.exit_code == 2
    assert "no-such-plugin" in told.output
    assert "nor-this" in told.output


def test_the_faces_themselves_may_be_imported(tmp_path: Path) -> None:
    source = tmp_path / "plugin.py"
    source.write_text(
        "import hubwright.api\nfrom hubwright import api, testing\nfrom hubwright.testing.plugin_hub import PluginHub\n"
        "from hubwrights import other\nfrom . import mine\n",
        "utf-8",
    )
    assert problems_of_sources([source], below=tmp_path) == []


def test_a_plugin_may_be_an_object_and_mark_its_hooks_through_the_face(tmp_path: Path) -> None:
    source = tmp_path / "plugin.py"
    source.write_text(
        "from hubwright import api\nclass Mine:\n    @api.hookimpl\n    def well(self, options): return []\n"
        "    @api.hookimpl(tryfirst=True)\n    def decide(self, asked, opttions): ...\n"
        "@api.hookimpl(specname='apply')\ndef after(kind, state): ...\n@other\ndef free(of_all): ...\n",
        "utf-8",
    )
    assert [one.nearest for one in problems_of_sources([source], below=tmp_path)] == ["options"]


def test_the_sources_of_every_plugin_of_the_repository_are_clean() -> None:
    for folder in [one.parent for one in (REPOSITORY / "plugins").glob("*/pyproject.toml")]:
        assert problems_of_sources(sorted(folder.rglob("*.py")), below=folder) == []


def test_the_hooks_are_known_with_what_they_give() -> None:
    assert HOOKS["well"] == ("options",)
    assert {"describe", "decide", "apply", "case_section"} <= set(HOOKS)
