"""The terminal as an operator has it: a data folder of its own, and nothing set that was not set here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hubwright.cli import main

KEY = "a secret for tests only, long enough to be one"
REPOSITORY = Path(__file__).parents[2]


class Terminal:
    """Runs commands in one installation."""

    def __init__(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = data
        self._monkeypatch = monkeypatch
        for name in list(os.environ):
            if name.startswith("HUBWRIGHT_"):
                monkeypatch.delenv(name)
        self.set(HUBWRIGHT_DATA=str(data), HUBWRIGHT_SECRET_KEY=KEY)

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self._monkeypatch.setenv(name, value)

    def unset(self, name: str) -> None:
        self._monkeypatch.delenv(name)

    def run(self, *arguments: Any) -> Result:
        """A command's exit code and output; an exception that it let through fails the test."""
        result = CliRunner().invoke(main, [str(one) for one in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path / "data", monkeypatch)
