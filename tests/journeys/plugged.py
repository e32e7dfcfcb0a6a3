"""A shipped hub with plugins on from its first day, for journeys that are about what happens then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hubwright.wiring import Hubwright

from tests.journeys import conftest

Options = Mapping[str, Mapping[str, Any]]
Given = Mapping[str, tuple[str, ...]]


def with_plugins(folder: Path, plugins: Options, given: Given) -> Callable[[Hubwright, str], dict[str, str]]:
    """Open a hub as it is shipped, with these plugins on and these permissions given.

    Args:
        folder: of the test, where the changed documents lie.
        plugins: id to what the hub chose.
        given: role to permissions of the plugins.
    """

    def begin(hubwright: Hubwright, area: str) -> dict[str, str]:
        root = folder / "documents"
        for name in ("form_definitions", "workflow_definitions"):
            shutil.copytree(conftest.ROOT / name, root / name)
        shutil.copytree(conftest.ROOT / "tenant_configs" / area, root / "tenant_configs" / area)
        path = root / "tenant_configs" / area / "hub.json"
        document = json.loads(path.read_bytes())
        document["shareable"]["plugins"] = [{"id": id, "options": dict(options)} for id, options in plugins.items()]
        for role in document["shareable"]["roles"]:
            role["permissions"] += given.get(role["id"], ())
        path.write_text(json.dumps(document), "utf-8")
        return conftest.open_hub(hubwright, area, root)

    return begin
