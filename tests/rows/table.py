"""The table of rows for the books: `python -m tests.rows.table` writes it."""

from __future__ import annotations

from pathlib import Path

from tests.rows.registry import Row, all_rows
from tests.rows.wanted import NOT_LIT

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rows.md"

HEAD = """# Rows

What the hubs of the report can do on Hubwright, one row each. A row is lit by the definitions of its hub in
`tenant_configs/` and by a test that carries its name: the test does the deed on the hub as it is drawn from its
documents, and does it again with each element taken out of them that the row stands on, when it has to fail. `S:n` is a
line of the report; see [sources](sources.md). This page is written from the tests by `python -m tests.rows.table`.

| row | hub | what it shows | source | test |
|---|---|---|---|---|
"""

DARK = """
## Not lit yet

| row | why |
|---|---|
"""


def page() -> str:
    """The page as it has to read."""
    lines = "".join(map(_line, sorted(all_rows().values(), key=lambda one: _order(one.id))))
    dark = "".join(f"| {id} | {why} |\n" for id, why in sorted(NOT_LIT.items(), key=lambda one: _order(one[0])))
    return HEAD + lines + (DARK + dark if dark else "")


def _line(row: Row) -> str:
    test = f"[{row.file}](../../tests/rows/{row.file})"
    hub = f"[{row.hub}](../../tenant_configs/{row.hub}/hub.json)"
    return f"| {row.id} | {hub} | {row.shows} | {row.source} | {test} |\n"


def _order(id: str) -> tuple[str, int]:
    area, _, number = id.partition("-")
    return area, int(number)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
