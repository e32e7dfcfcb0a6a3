"""The trees of shipped hubs, as their drafts have them: made once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from hubwright.cli.publishing import documents_of
from hubwright.domain.definitions.drafting import tree_of
from hubwright.loading.library import load_library

ROOT = Path(__file__).parents[3]


@cache
def shipped_tree(hub: str) -> dict[str, Any]:
    """A hub as it is shipped, with its worked examples."""
    found = load_library([ROOT / "tenant_configs" / hub])
    return tree_of(documents_of(found.hubs[hub]), {one["id"]: one for one in found.scenarios.get(hub, ())})
