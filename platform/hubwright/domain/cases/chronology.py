"""A chronology that somebody pasted, taken as one block: dated rows, and lines without a date kept as they stand.

A date stands first in its line ("12/03/2024 Not brought to clinic"), in figures with the day first, with the month as a
word, or as a month or year alone. A line that begins with a star is one the agency wants to be asked about first. A
table with a heading row may say the same column by column, and more exactly.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST = 2000
"""Lines of one block; what stands below is kept as it was written."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = rf"(?P<word>{'|'.join(_MONTHS)})[a-z]*"
_DATE = re.compile(
    rf"""(?:
        (?P<iso>\d{{4}})-(?P<iso_month>\d{{1,2}})(?:-(?P<iso_day>\d{{1,2}}))?
      | (?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}}|\d{{2}})
      | (?P<day_of>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_WORD}\s+(?P<year_of>\d{{4}})
      | {_WORD.replace("word", "month_word")}\s+(?P<year_after>\d{{4}})
      | (?P<alone>(?:19|20)\d{{2}})
    )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = " \t,;:|\u2013\u2014-"
_COLUMNS = ("date", "what", "nature", "passing_on", "sensitivity")


@dataclass(frozen=True, slots=True)
class Block:
    """What was taken from a pasted chronology.

    Args:
        rows: `date` as a date shape, `text`, and what differs from the agency's defaults: `passing_on`, `nature`,
            `sensitivity`.
        unparsed: `line` (from 1) and `text` of what has no date that could be read.
    """

    rows: tuple[Mapping[str, Any], ...] = ()
    unparsed: tuple[Mapping[str, Any], ...] = ()


def parse(text: str, today: date) -> Block:
    """Take a pasted chronology apart; nothing of it is lost.

    Args:
        text: lines, or a table with commas or tabs whose first row names its columns.
        today: a year written with two figures never lies after it.
    """
    lines = text.splitlines()
    found = _table(text, today) if lines and _heading(lines[0]) else (_line(one, today) for one in lines)
    rows: list[Mapping[str, Any]] = []
    unparsed: list[Mapping[str, Any]] = []
    for number, (written, row) in enumerate(zip(lines, found, strict=False), 1):
        if row is not None and number <= LONGEST:
            rows.append(row)
        elif written.strip() and not (number == 1 and _heading(written)):
            unparsed.append({"line": number, "text": written.strip()})
    return Block(tuple(rows), tuple(unparsed))


def in_order(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows by date; a month or a year alone stands before its days."""
    return sorted(rows, key=lambda row: tuple(row["date"].get(part, 0) for part in ("year", "month", "day")))


def _line(line: str, today: date) -> dict[str, Any] | None:
    asks_first = line.lstrip().startswith("*")
    words = line.lstrip().removeprefix("*").lstrip()
    match = _DATE.match(words)
    found = match and _shape(match, today)
    said = words[match.end() :].strip(_BETWEEN) if match else ""
    if not found or not said:
        return None
    return {"date": found, "text": said, **({"passing_on": "ask_first"} if asks_first else {})}


def _shape(match: re.Match[str], today: date) -> dict[str, int] | None:
    """The date shape of a date as written, or None where there is no such day."""
    part = match.groupdict()
    year = part["iso"] or part["year"] or part["year_of"] or part["year_after"] or part["alone"]
    month = part["iso_month"] or part["month"] or _number(part["word"] or part["month_word"])
    day = part["iso_day"] or part["day"] or part["day_of"]
    shape = {"year": _century(year, today)}
    if month is not None:
        shape["month"] = int(month)
    if day is not None:
        shape["day"] = int(day)
    try:
        date(shape["year"], shape.get("month", 1), shape.get("day", 1))
    except ValueError:
        return None
    return shape


def _number(word: str | None) -> int | None:
    return None if word is None else _MONTHS.index(word[:3].lower()) + 1


def _century(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    this = today.year // 100 * 100 + int(year)
    return this if this <= today.year else this - 100


def _heading(line: str) -> bool:
    names = [one.strip().strip('"').lower() for one in re.split(r"[,\t;]", line)]
    return "date" in names and "what" in names


def _table(text: str, today: date) -> Iterator[dict[str, Any] | None]:
    """One row for each line of the table; the heading, and a row that cannot be read, are None."""
    heading = text.splitlines()[0]
    sign = next((one for one in ("\t", ";") if one in heading), ",")
    # Read line by line, so that a quotation mark nobody closed spoils one row and not all that follow.
    names = [name.strip().lower() for name in next(csv.reader([heading], delimiter=sign))]
    yield None
    for line in text.splitlines()[1:]:
        cells = next(csv.reader([line], delimiter=sign), [])
        row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        found = _line(f"{row.get('date', '')} {row.get('what', '')}", today)
        more = {name: row[name] for name in _COLUMNS[2:] if row.get(name)}
        yield {**found, **more} if found else None
