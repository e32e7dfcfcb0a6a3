"""A small sound hub, as documents and drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SMALL = Path(__file__).parents[2] / "definitions"


def document(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SMALL / name).read_bytes())
    return loaded


@pytest.fixture
def hub_document() -> dict[str, Any]:
    return document("tenant_configs/tiny/hub.json")


@pytest.fixture
def form_document() -> dict[str, Any]:
    return document("form_definitions/tiny/v1.json")


@pytest.fixture
def workflow_document() -> dict[str, Any]:
    return document("workflow_definitions/tiny/v1.json")
