"""`python -m bench.documents`: a record printed by us against WeasyPrint alone on the same HTML, in one run.

Each printing is a process of its own, so that its peak of memory is its own and neither finds the other's fonts in
memory; ours and theirs take turns, and the middle of each is compared. `--quick` keeps nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from hubwright.documents.apart import ApartPrinter
from hubwright.domain.documents.document import Document, Fact, Facts, Paragraph, Row, Section, Table

from bench.machine import facts, load

KEPT = Path(__file__).parents[1] / "docs" / "figures" / "documents.md"
SAID = (
    "Attended the home address after a call by a neighbour. The older child opened the door and said that nobody else"
    " was in. She was seen alone, spoke of her brother and asked when her mother would be back. "
)
# Rows of the table, in how many processes of each kind it is printed, and how often in each.
SHORT, RECORD, LONG = (20, 6, 5), (890, 3, 1), (1780, 1, 1)


def record(rows: int) -> Document:
    """A record with a table of so many rows."""
    said = tuple(
        Row(f"t.{n}", (f"{n % 28 + 1} March 2026 at 10:{n % 60:02}", "Northern Police", SAID * (1 + n % 3)))
        for n in range(rows)
    )
    about = Facts((Fact("p.name", "Name", "Mia Example"), Fact("p.born", "Date of birth", "4 May 2017")))
    return Document(
        kind="chronology",
        title="Chronology",
        language="en",
        reference="NTH-2026-0001",
        version=1,
        marking="OFFICIAL-SENSITIVE",
        handling="Keep it locked away.",
        issued_to="Ms P. Example, Northern Police",
        made="2026-03-05T10:00Z",
        hub="Northern Front Door",
        sections=(
            Section("people", "Who this is about", (about, Paragraph("p.b", SAID))),
            Section("events", "What happened", (Table("Events, oldest first", ("When", "Who", "What"), said),)),
        ),
        sealed="0123456789abcdef" * 4,
        colour="#005ea5",
    )


# What both print is set before the clock starts for WeasyPrint alone, and after it starts for us.
_CHILD = """
import json, resource, sys
from time import perf_counter, process_time
import weasyprint
from hubwright.documents.printing import WeasyPrinter
from hubwright.documents.setting import css_of, html_of
from bench.documents import record
ours, document = sys.argv[1] == "ours", record(int(sys.argv[2]))
html, css = html_of(document), css_of(document)
wall, spent = [], []
for _ in range(int(sys.argv[4])):
    begun, before = perf_counter(), process_time()
    if ours:
        content = WeasyPrinter().pdf(document)
    else:
        content = weasyprint.HTML(string=html).write_pdf(
            stylesheets=[weasyprint.CSS(string=css)], pdf_variant="pdf/a-3a"
        )
    wall.append(perf_counter() - begun)
    spent.append(process_time() - before)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
open(sys.argv[3], "wb").write(content)
print(json.dumps({"wall": wall, "spent": spent, "peak": peak}))
"""


def printed(who: str, rows: int, file: Path, times: int) -> dict[str, Any]:
    """Printed some times in a process of its own: seconds on the wall and of the processor, MB at its peak."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _CHILD, who, str(rows), str(file), str(times)],
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def pages(file: Path) -> int:
    """How many pages a file has."""
    import pikepdf

    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def compared(rows: int, turns: int, times: int, folder: Path) -> tuple[str, float]:
    """A row of the table: ours beside theirs; and by how much ours takes longer."""
    file = folder / "printed.pdf"
    runs: dict[str, list[dict[str, Any]]] = {"ours": [], "theirs": []}
    for turn in range(turns):
        for who in ("ours", "theirs") if turn % 2 else ("theirs", "ours"):
            runs[who].append(printed(who, rows, file, times))
    count = pages(file)
    took = {who: statistics.median(t for one in found for t in one["wall"]) for who, found in runs.items()}
    spent = {who: statistics.median(t for one in found for t in one["spent"]) for who, found in runs.items()}
    peak = {who: max(one["peak"] for one in found) for who, found in runs.items()}
    ratio = spent["ours"] / spent["theirs"]
    row = (
        f"| {count} | {spent['ours']:.2f} s ({took['ours']:.2f} s) | {spent['theirs']:.2f} s ({took['theirs']:.2f} s) "
        f"| **{ratio:.2f}** | {spent['ours'] / count * 1000:.0f} ms | {peak['ours']:.0f} MB | {peak['theirs']:.0f} MB |"
    )
    return row, ratio


def apart(rows: int) -> float:
    """Seconds that a document takes with the process of its own around it."""
    begun = perf_counter()
    ApartPrinter().pdf(replace(record(rows), sealed=""))
    return perf_counter() - begun


_INTRODUCTION = """\
A record printed by us, against WeasyPrint alone on the same HTML and style sheet with the same variant of PDF, in one
run; `python -m bench.documents` measures it. Seconds of the processor, and in brackets on the wall, where others work
on the same machine; the middle of several turns, taken in turns."""
_OURS = """\
Ours attaches the content as data, says the scope of every header, claims PDF/UA in the file and looks at every text
for what no font can draw."""
_APART = """\
In a process of its own, as the background work prints, the shortest takes {process:.1f} s, most of it the start of the
process{longest}.
Web requests wait for neither: the worker waits in a thread, and the other process has its own interpreter."""


def _page(told: list[str], before: float, rows: list[str], process: float, longest: float) -> str:
    parts = (
        "# Documents",
        "",
        _INTRODUCTION,
        "",
        *told,
        f"Before it, {before:.1f} processes wanted to run.",
        "",
        "| pages | ours | WeasyPrint alone | ratio | a page | peak, ours | peak, alone |",
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
        _OURS,
        "",
        _APART.format(process=process, longest=f"; the longest {longest:.0f} s of its 100" if longest else ""),
        "",
    )
    return "\n".join(parts)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.documents", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short document, to see that it runs; keeps nothing")
    quick = parser.parse_args().quick
    with TemporaryDirectory(prefix="bench-") as name:
        sizes = (SHORT,) if quick else (SHORT, RECORD, LONG)
        told, before = facts(), load()
        rows = [compared(*size, Path(name)) for size in sizes]
        process = apart(SHORT[0])
        longest = 0.0 if quick else apart(LONG[0])
    whole = _page(told, before, [row for row, _ in rows], process, longest)
    sys.stdout.write(whole)
    if not quick:
        KEPT.write_text(whole, "utf-8")
    if any(ratio > 1.15 for _, ratio in rows):
        sys.exit("Ours takes more than 1.15 times as long.")


if __name__ == "__main__":
    main()
