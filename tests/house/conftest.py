"""What every promise about the repository is read from: its files, as git sees them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds README.md."""
    return ROOT


@pytest.fixture(scope="session")
def committed(root: Path) -> tuple[Path, ...]:
    """Every file that is in git or would be added next; what git ignores belongs to the machine, not to the house."""
    # The folder may belong to another user than the one who tests (a container's root): no danger to reading names.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode().split("\0")
    return tuple(path for name in sorted(set(names)) if name and (path := root / name).is_file())


@pytest.fixture(scope="session")
def python_files(committed: tuple[Path, ...]) -> tuple[Path, ...]:
    """Every Python file of the house."""
    return tuple(path for path in committed if path.suffix == ".py")


@pytest.fixture(scope="session")
def package_files(python_files: tuple[Path, ...], root: Path) -> tuple[Path, ...]:
    """Every Python file of the package."""
    return tuple(path for path in python_files if path.is_relative_to(root / "platform"))
