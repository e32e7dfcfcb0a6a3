"""The page of the books that lays the hubs side by side: `python -m tests.rows.side_by_side` writes it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from hubwright.domain.definitions.axes import axes, differences
from hubwright.domain.definitions.hub import Hub

from tests.rows.shipped import drawn

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "hubs.md"

HEAD = """# The hubs side by side

What the hubs in `tenant_configs/` do on the axes on which areas differ, read from their definitions and from nothing
else. The definition itself says of each element where the report has it, or that it is *assumed* and why. No two hubs
differ in words alone: a test compares every pair. `python -m tests.rows.side_by_side` writes this page.
"""

NAMES = {
    "scale": "How urgency is rated",
    "clock": "In what time",
    "effect": "What a rating causes",
    "decider": "Who decides",
    "remit": "Whom it is for",
    "attendance": "How agencies attend",
    "access": "Who reads what",
    "exit": "Where people go",
}


def shipped() -> dict[str, Hub]:
    """Every hub of `tenant_configs/`, by its folder."""
    folders = sorted(one.parent.name for one in (ROOT / "tenant_configs").glob("*/hub.json"))
    return {folder: drawn(folder)[0] for folder in folders}


def pairs(hubs: dict[str, Hub]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Each pair of hubs, and the axes on which the two work differently."""
    return {(one, other): differences(hubs[one], hubs[other]) for one, other in combinations(hubs, 2)}


def page() -> str:
    """The page as it has to read."""
    hubs = shipped()
    told = {folder: {axis.id: axis.says for axis in axes(hub)} for folder, hub in hubs.items()}
    parts = [HEAD]
    for id, name in NAMES.items():
        parts += [f"\n## {name}\n", "| hub | |", "|---|---|"]
        for folder, hub in hubs.items():
            link = f"[{hub.name.en}](../../tenant_configs/{folder}/hub.json)"
            parts.append(f"| {link} | {'; '.join(told[folder][id])} |")
    compared = pairs(hubs)
    nearest = {pair: differ for pair, differ in compared.items() if len(differ) <= len(NAMES) // 2}
    parts.append(f"\n## Nearest to each other\n\nOf {len(compared)} pairs these differ on half of the axes or fewer.\n")
    parts += ["| hubs | differ in |", "|---|---|"]
    for (one, other), differ in nearest.items():
        parts.append(f"| {one}, {other} | {'; '.join(NAMES[id].lower() for id in differ)} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
