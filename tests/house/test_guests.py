"""Time, identity and chance are guests: the domain and the deeds are told them and never ask."""

from __future__ import annotations

import ast
from pathlib import Path

CHANCE = {"uuid", "random", "secrets"}
ASKING_THE_HOUR = {"now", "today", "utcnow"}
CALENDAR_TYPES = {"datetime", "date"}


def uninvited_in(folder: Path) -> list[str]:
    """Where Python files below `folder` import chance or ask the machine for the time."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names if alias.name in {*CHANCE, "time"}]
            elif isinstance(node, ast.ImportFrom) and node.module in {*CHANCE, "time"}:
                names = [node.module]
            elif isinstance(node, ast.Attribute) and node.attr in ASKING_THE_HOUR:
                owner = node.value
                name = (
                    owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
                )
                names = [f"{name}.{node.attr}"] if name in CALENDAR_TYPES else []
            found += [f"{path.relative_to(folder)}:{node.lineno} {name}" for name in names]  # type: ignore[attr-defined]
    return found


def test_the_domain_never_asks_for_the_hour_or_for_chance(root: Path) -> None:
    assert uninvited_in(root / "platform" / "hubwright" / "domain") == []


def test_the_deeds_never_ask_for_the_hour_or_for_chance(root: Path) -> None:
    assert uninvited_in(root / "platform" / "hubwright" / "actions") == []


def test_asking_would_be_noticed_and_being_told_would_not(tmp_path: Path) -> None:
    (tmp_path / "asks.py").write_text(
        "import datetime as d, uuid\nfrom secrets import token_hex\nfrom datetime import date, datetime\n"
        "x = datetime.now(tz=None)\ny = date.today()\nimport datetime\nz = datetime.datetime.utcnow\nimport time\n",
        "utf-8",
    )
    (tmp_path / "told.py").write_text(
        "from datetime import datetime, time\ndef due(now: datetime, ids):\n    return now, ids.now, time(9)\n", "utf-8"
    )
    assert sorted(uninvited_in(tmp_path)) == [
        "asks.py:1 uuid",
        "asks.py:2 secrets",
        "asks.py:4 datetime.now",
        "asks.py:5 date.today",
        "asks.py:7 datetime.utcnow",
        "asks.py:8 time",
    ]
