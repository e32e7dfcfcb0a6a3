"""JSON Schemas (2020-12) of the documents that areas write: their shape, before anything looks at their sense."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

BASE = "https://hubwright.example/schemas/"
KINDS = ("form", "workflow", "hub", "demo", "origin", "scenario")
"""The kinds of document there are; each has a schema of that name."""


@cache
def schema(name: str) -> dict[str, Any]:
    """The schema called `name` ("form", or "common" for what all share), in its current version.

    Raises:
        FileNotFoundError: there is no such schema.
    """
    text = files(__name__).joinpath(f"{name}.v1.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def address(kind: str) -> str:
    """What a document of this kind writes under `$schema`."""
    return f"{BASE}{kind}.v1.json"
