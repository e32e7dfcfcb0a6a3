"""Dated reference data: what law, nations and shared vocabularies say, each row with the day from which it holds.

It is data and not code, because guidance, codes and law change every year and old cases keep what held for them.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

TABLES = (
    "provisions",
    "guidance",
    "editions",
    "nations",
    "outcomes",
    "floors",
    "qualifications",
    "sources",
    "meanings",
    "limits",
    "markers",
    "withholding",
    "ready",
)


@cache
def table(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of one of `TABLES`, in order.

    Raises:
        FileNotFoundError: there is no such table.
    """
    text = files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["rows"])
