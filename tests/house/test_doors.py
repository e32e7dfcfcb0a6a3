"""The commands of the repository: few, each explained, and set-up that says what it cannot do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

MOST_TARGETS = 10
TOOLS = ("bash", "cat", "cut", "dirname", "flock", "mkdir", "sha256sum", "tail", "tr", "env", "tee")


def unexplained(makefile: str) -> list[str]:
    """Targets of a Makefile without a sentence of their own."""
    return [name for name, rest in re.findall(r"^([\w-]+):(?!=)(.*)$", makefile, re.MULTILINE) if "## " not in rest]


def test_every_target_explains_itself_and_there_are_few(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    assert unexplained(makefile) == []
    assert len(re.findall(r"^[\w-]+:.*## ", makefile, re.MULTILINE)) <= MOST_TARGETS


def test_a_target_without_a_word_would_be_noticed() -> None:
    assert unexplained("X := 1\nrun: ## Serve\n\tserve\nquiet: run\n") == ["quiet"]


def test_make_alone_lists_the_commands(root: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    said = subprocess.run(["make"], cwd=root, env=environment, check=True, capture_output=True, text=True).stdout
    for name in ("run", "test", "check", "bench", "soak", "docs"):
        assert f"  make {name} " in said


def test_integration_runs_what_everybody_runs(root: Path) -> None:
    assert (root / ".ci" / "run").read_text("utf-8").rstrip().endswith("exec make test")
    for script in ("run", "setup", "suite"):
        assert os.access(root / ".ci" / script, os.X_OK), script


@pytest.fixture
def machine(root: Path, tmp_path: Path) -> Path:
    """A bare machine: its search path is `bin/`, with a set-up script in a folder that has nothing else."""
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or pytest.fail(f"{tool} is missing"))
    shutil.copytree(root / ".ci", tmp_path / "house" / ".ci")
    program(tmp_path, "dpkg-query", "exit 1")
    program(tmp_path, "id", "echo 1000")
    return tmp_path


def program(machine: Path, name: str, body: str) -> None:
    """Puts a program on the bare machine."""
    path = machine / "bin" / name
    path.write_text(f"#!/usr/bin/env bash\n{body}\n", "utf-8")
    path.chmod(0o755)


def set_up(machine: Path, level: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs set-up on the bare machine, with nobody at the keyboard."""
    return subprocess.run(
        [machine / "bin" / "bash", ".ci/setup", level],
        cwd=machine / "house",
        env={"PATH": str(machine / "bin"), **environment},
        stdin=subprocess.DEVNULL,
        check=False,
        capture_output=True,
        text=True,
    )


def test_without_root_and_sudo_it_prints_the_line_to_run_and_stops(machine: Path) -> None:
    program(machine, "apt-get", "exit 99")
    result = set_up(machine, "run")
    assert result.returncode == 1
    assert "only root may install them" in result.stderr
    line = next(line.strip() for line in result.stderr.splitlines() if line.startswith("    apt-get"))
    packages = (
        "python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core "
        "fonts-noto-color-emoji npm ca-certificates"
    )
    assert line == f"apt-get update && apt-get install -y --no-install-recommends {packages}"


def test_testing_asks_for_a_browser_as_well_and_running_does_not(machine: Path) -> None:
    program(machine, "apt-get", "exit 99")
    assert "chromium" in set_up(machine, "test").stderr
    assert "chromium" not in set_up(machine, "run").stderr


def test_sudo_is_used_where_it_asks_no_password(machine: Path) -> None:
    program(machine, "sudo", 'if [ "$1" = -n ]; then exit 0; fi; exec "$@"')
    program(machine, "apt-get", 'if [ "$1" = install ]; then echo "cannot find it"; exit 100; fi')
    result = set_up(machine, "run")
    assert result.returncode == 1
    assert "installing Debian packages" in result.stdout
    assert "cannot find it" in result.stderr
    assert "By hand it is:" in result.stderr


def test_a_machine_without_apt_is_told_what_to_put_in_place(machine: Path) -> None:
    result = set_up(machine, "run")
    assert result.returncode == 1
    assert "no apt-get" in result.stderr
    assert "SYSTEM_PACKAGES=skip" in result.stderr


def test_an_old_python_is_told_in_a_sentence(machine: Path) -> None:
    program(machine, "python3", 'if [ "$1" = --version ]; then echo "Python 3.9.2"; else exit 1; fi')
    result = set_up(machine, "check", SYSTEM_PACKAGES="skip")
    assert result.returncode == 1
    assert "Python 3.11 or later is needed" in result.stderr
    assert "Python 3.9.2" in result.stderr


def test_set_up_asks_what_for(machine: Path) -> None:
    result = set_up(machine, "everything")
    assert result.returncode == 1
    assert "say what for" in result.stderr
