"""An agency's file of answers, taken apart: a table or a JSON list, one answer a row, every mistake said at once."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.cases.commands import PASSING_ON, RETURN_KINDS, Return

MOST = 500
COLUMNS = (
    "reference",
    "kind",
    "text",
    "speak_to",
    "why",
    "searched",
    "period",
    "passing_on",
    "searcher",
    "nature",
    "source",
    "late_why",
    "said_by",
)
"""The columns of a file, by these names; `reference` and `kind` have to be there."""

_REFERENCE = re.compile(r"([0-9A-Z]{8})-(q[0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of a file.

    Args:
        line: in the file, from 1; of a JSON list its place.
        case, command: what it answers and how; None where `wrong` says why it cannot be taken.
        wrong: what to put right.
    """

    line: int
    reference: str
    case: str = ""
    command: Return | None = None
    wrong: tuple[str, ...] = ()


def read(text: str) -> list[Row]:
    """Every row of a file, each with its answer or with everything that is wrong with it.

    Args:
        text: of a table with commas, semicolons or tabs whose first line names its columns, or a JSON list of objects.

    Returns:
        rows in order; one row without a reference where the file as a whole cannot be read.
    """
    text = text.removeprefix("\ufeff")
    found = _json(text) if text.lstrip()[:1] in ("[", "{") else _table(text)
    if isinstance(found, str):
        return [Row(1, "", wrong=(found,))]
    rows = [_row(line, parts) for line, parts in found]
    if len(rows) > MOST:
        return [Row(1, "", wrong=(f"The file has {len(rows)} answers. Send {MOST} at a time at most.",))]
    if not rows:
        return [Row(1, "", wrong=("The file holds no answers.",))]
    return list(_once(rows))


def _json(text: str) -> list[tuple[int, Mapping[str, Any]]] | str:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return "This is not a list in JSON. Check where it breaks off, or send a table."
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        return "Write one list of objects, each with a reference and a kind."
    return list(enumerate(found, 1))


def _table(text: str) -> list[tuple[int, Mapping[str, Any]]] | str:
    lines = text.splitlines()
    heading = lines[0] if lines else ""
    sign = next((one for one in ("\t", ";") if one in heading), ",")
    names = [name.strip().strip('"').lower() for name in heading.split(sign)]
    if not {"reference", "kind"} <= set(names):
        return f"The first line has to name the columns: {', '.join(COLUMNS)}. The first two have to be there."
    reader = csv.reader(text.splitlines(keepends=True), delimiter=sign)
    next(reader)
    found: list[tuple[int, Mapping[str, Any]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num, dict(zip(names, cells, strict=False))))  # noqa: PERF401 - needs its line
    except csv.Error:
        return f"Line {reader.line_num} cannot be read as a table. Check its quotation marks."
    return found


def _row(line: int, parts: Mapping[str, Any]) -> Row:
    said = {str(name).strip().lower(): value for name, value in parts.items()}
    values = {name: _words(said.get(name, "")) for name in COLUMNS}
    reference = values["reference"][:60]
    wrong = [f"{name!r} is not a column of such a file." for name in sorted(set(said) - set(COLUMNS))]
    match = _REFERENCE.fullmatch(values["reference"].partition("-")[0].upper() + "-" + _ask(values["reference"]))
    if match is None:
        wrong.append("Write the reference as it stands in the list of checks, such as 7K3Q9M2X-q1.")
    if values["kind"] not in RETURN_KINDS:
        wrong.append(f"Write one of these as kind: {', '.join(RETURN_KINDS)}.")
    if values["passing_on"] not in ("", *(one for one in PASSING_ON if one != "to_these")):
        wrong.append("Write ask_first, hub_only or as_needed as passing_on, or leave it open.")
    if wrong or match is None:
        return Row(line, reference, wrong=tuple(wrong))
    plain: dict[str, Any] = {name: values[name] for name in COLUMNS[2:] if name not in ("searched", "passing_on")}
    searched = tuple(one.strip() for one in values["searched"].split(",") if one.strip())
    command = Return(
        ask=match[2], kind=values["kind"], searched=searched, passing_on=values["passing_on"] or "ask_first", **plain
    )
    return Row(line, f"{match[1]}-{match[2]}", match[1], command)


def _ask(reference: str) -> str:
    return reference.partition("-")[2].strip().lower()


def _words(value: Any) -> str:
    """What stands in a cell; a list of JSON is read as if parted by commas."""
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _once(rows: list[Row]) -> Iterator[Row]:
    """The same rows; a second answer to the same question in one file is a mistake of the file."""
    seen: dict[str, int] = {}
    for row in rows:
        if row.command is not None and row.reference in seen:
            yield Row(row.line, row.reference, wrong=(f"Line {seen[row.reference]} answers this already.",))
        else:
            seen.setdefault(row.reference, row.line)
            yield row
