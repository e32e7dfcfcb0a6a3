"""What is taken from a report that arrives as a file: whom it is about, what was said, who wrote it, and when it came.

A door's `reads` says what the labels of its senders mean. Nothing is guessed, and nothing is lost: whatever has no
label of the door's, or no shape that can be read, is named as left, and the original stands beside it, whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from hubwright.domain.cases.commands import Receive, Subject
from hubwright.domain.clocks.london import on, utc

# What a sender may write over several lines: it goes on until the next label that the door knows.
_LONG = frozenset({"concern.what", "concern.view_of_risk", "subject.address"})
_YES = frozenset({"yes", "y", "true", "1"})
_SEXES = {"f": "female", "female": "female", "m": "male", "male": "male", "other": "other"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LINE = re.compile(r"^\s*([^:\n]{1,80}?)\s*:(?:\s+(.*)|)$")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\s*$", re.IGNORECASE)
_TIME = re.compile(r"(?:T|\s|,)+([0-2]?[0-9])[:.]([0-5][0-9])(?::[0-5][0-9])?\s*$")
NEXT = "\f"
"""In the place of a label: what follows about a person is about the next one (a row of a list)."""

_MOST_LEFT = 200
_LONGEST_LEFT = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """A report as it arrived.

    Args:
        name: of the file.
        media: what it is ("message/rfc822").
        text: the original, whole.
        digest: of its bytes: the same file twice is one contact.
        pairs: labels and what stands beside them, in order, where the file says so itself (columns, fields, headers).
        body: words in which labels may stand at the beginning of lines.
        received: when it came, by what carried it (UTC), or None.
        left: parts of it that could not be read at all ("attachment map.png").
    """

    name: str
    media: str
    text: str
    digest: str
    pairs: tuple[tuple[str, str], ...] = ()
    body: str = ""
    received: datetime | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from a report.

    Args:
        command: the contact it becomes.
        reference: the sender's own, or "".
        case: in an old system's list, the case it belongs to, or "".
        owner: in an old system's list, the e-mail address of whoever works on it, or "".
        left: what was not understood, in the sender's words.
    """

    command: Receive
    reference: str
    case: str
    owner: str
    left: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """What has been read so far; people one after another."""

    said: dict[str, list[str]] = field(default_factory=dict)
    people: list[dict[str, str]] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    next: bool = True

    def take(self, label: str, meaning: str, value: str) -> None:
        """One labelled value; a name begins the next person, and so does whatever the last one has already."""
        if not value.strip():
            return
        if not meaning.startswith("subject."):
            self.said.setdefault(meaning, []).append(value.strip())
            return
        if self.next or (meaning == "subject.name" and meaning in self.people[-1]):
            self.people.append({})
            self.next = False
        if meaning in self.people[-1]:
            self.left.append(f"{label}: {value.strip()}")
            return
        self.people[-1][meaning] = value.strip()

    def first(self, meaning: str) -> str:
        return self.said.get(meaning, [""])[0]


def taken_from(arrived: Arrived, reads: Mapping[str, str], *, door: str, now: datetime) -> Taken:
    """What a report says, as far as its door's labels tell. Total: whatever cannot be read is left.

    Args:
        arrived: the report.
        reads: label to meaning (`definitions.drawn.reads.READS`); the case of letters does not matter.
        door: id of the door it comes by.
        now: UTC; nothing came later than that.
    """
    known = {" ".join(label.split()).casefold(): meaning for label, meaning in reads.items()}
    reading = _Reading(left=list(arrived.left))
    for label, value in arrived.pairs:
        reading.next = reading.next or label == NEXT
        meaning = known.get(" ".join(label.split()).casefold())
        if meaning is None:
            if value.strip():
                reading.left.append(f"{label}: {value.strip()}")
        elif label != NEXT:
            reading.take(label, meaning, value)
    _lines(arrived.body, known, reading)
    received = _received(reading, arrived, now)
    subjects = tuple(_subject(one, received, reading) for one in reading.people)
    rest = "\n".join(reading.rest).strip()
    what = "\n\n".join(reading.said.get("concern.what", ())) or rest
    if what != rest and rest:
        reading.left.append(rest)
    left = tuple(dict.fromkeys(one[:_LONGEST_LEFT] for one in reading.left))[:_MOST_LEFT]
    danger = reading.first("concern.danger_now").casefold() in _YES
    command = Receive(
        door=door,
        answers={},
        subjects=subjects,
        referrer=_referrer(reading),
        what=what,
        received=received,
        view_of_risk="\n\n".join(reading.said.get("concern.view_of_risk", ())),
        danger=danger,
        original={"name": arrived.name, "media": arrived.media, "text": arrived.text, "left": list(left)},
    )
    return Taken(
        command=command,
        reference=reading.first("contact.reference"),
        case=reading.first("contact.case"),
        owner=reading.first("contact.owner"),
        left=left,
    )


def _lines(body: str, known: Mapping[str, str], reading: _Reading) -> None:
    """Labels at the beginning of lines; what may be long goes on until the next label that is known."""
    label, meaning, value = "", "", [""]
    for line in body.splitlines():
        match = _LINE.match(line)
        found = known.get(" ".join(match.group(1).split()).casefold()) if match else None
        if match and found:
            reading.take(label, meaning, "\n".join(value))
            label, meaning, value = match.group(1), found, [match.group(2) or ""]
        elif meaning in _LONG:
            value.append(line)
        else:
            reading.take(label, meaning, "\n".join(value))
            label, meaning, value = "", "", [""]
            (reading.left if match and match.group(2) else reading.rest).append(line)
    reading.take(label, meaning, "\n".join(value))


def _received(reading: _Reading, arrived: Arrived, now: datetime) -> datetime:
    """When it came: as the sender's own label says, or what carried it; never later than now."""
    words = reading.first("contact.received")
    said = instant_said(words) if words else None
    if words and said is None:
        reading.left.append(words)
    found = said or arrived.received
    return min(found, now) if found is not None else now


def _subject(parts: Mapping[str, str], received: datetime, reading: _Reading) -> Subject:
    born = expected = None
    if words := parts.get("subject.born"):
        born = day_said(words)
        _unless(born is not None, words, reading)
    if born is None and (age := parts.get("subject.age", "")):
        born = {"year": received.year - int(age), "estimated": True} if age.isdecimal() and len(age) < 4 else None
        _unless(born is not None, age, reading)
    if words := parts.get("subject.expected"):
        expected = day_said(words)
        _unless(expected is not None, words, reading)
    return Subject(
        id="",
        name=parts.get("subject.name", ""),
        born=born,
        unborn="subject.expected" in parts and born is None,
        expected=expected,
        address=address_said(parts["subject.address"]) if "subject.address" in parts else None,
        role=parts.get("subject.role", ""),
        known=_known(parts, reading),
    )


def _unless(understood: bool, words: str, reading: _Reading) -> None:
    if not understood:
        reading.left.append(words)


def _known(parts: Mapping[str, str], reading: _Reading) -> dict[str, Any]:
    plain = ("other_names", "nhs_number", "upn", "language", "communication")
    known: dict[str, Any] = {key: parts[f"subject.{key}"] for key in plain if f"subject.{key}" in parts}
    if words := parts.get("subject.sex"):
        if words.casefold() in _SEXES:
            known["sex"] = _SEXES[words.casefold()]
        _unless("sex" in known, words, reading)
    if number := parts.get("subject.telephone"):
        known["telephone"] = {"number": number, "safe": ""}
    return known


def address_said(words: str) -> dict[str, Any]:
    """An address as lines, with its postcode apart where it ends with one."""
    postcode = _POSTCODE.search(words.strip())
    lines = words[: postcode.start()] if postcode else words
    address: dict[str, Any] = {"kind": "uk", "lines": [one.strip() for one in re.split(r"[\n,]", lines) if one.strip()]}
    if postcode:
        address["postcode"] = f"{postcode.group(1)} {postcode.group(2)}".upper()
    return address


def _referrer(reading: _Reading) -> dict[str, Any]:
    parts = ("name", "organisation", "role", "email", "telephone")
    return {part: found for part in parts if (found := reading.first(f"referrer.{part}"))}


def day_said(words: str) -> dict[str, int] | None:
    """A date shape from a day as people write it ("12/03/2015", "2015-03-12", "12 March 2015", "March 2015", "2015");
    None where it is no day that exists."""
    parts = re.split(r"[\s/.\-,]+", words.strip().casefold())
    numbers = [_month(part) if part[:1].isalpha() else int(part) if part.isdecimal() else 0 for part in parts if part]
    if len(numbers) == 3 and len(parts[0]) == 4:
        numbers.reverse()
    if not 1 <= len(numbers) <= 3 or not 1000 <= numbers[-1] <= 9999:
        return None
    day, month, year = [1] * (3 - len(numbers)) + numbers
    try:
        date(year, month, day)
    except ValueError:
        return None
    return dict(zip(("year", "month", "day"), (year, month, day)[: len(numbers)], strict=False))


def _month(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0


def instant_said(words: str) -> datetime | None:
    """An instant (UTC) from a day and a time as people write them, on the clock in London; None where they are none."""
    try:
        at = datetime.fromisoformat(words.strip())
    except ValueError:
        pass
    else:
        if at.tzinfo is not None:
            return utc(at)
    clock = _TIME.search(words)
    day = day_said(words[: clock.start()] if clock else words)
    if day is None or len(day) < 3 or (clock and int(clock.group(1)) > 23):
        return None
    return on(date(day["year"], day["month"], day["day"]), _wall(clock))


def _wall(clock: re.Match[str] | None) -> time:
    return time(int(clock.group(1)), int(clock.group(2))) if clock else time(0, 0)


def by_case(rows: Iterable[tuple[tuple[str, str], ...]], reads: Mapping[str, str]) -> Iterator[tuple[str, list[int]]]:
    """The cases of an old system's list: each one's reference there, and the numbers of its rows, from 0.

    A row without a reference is a case of its own, under "".

    Args:
        rows: each row's labels and values.
        reads: as `taken_from` takes them.
    """
    labels = {" ".join(label.split()).casefold() for label, meaning in reads.items() if meaning == "contact.case"}
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        case = next((value.strip() for label, value in row if " ".join(label.split()).casefold() in labels), "")
        if case:
            found.setdefault(case, []).append(number)
        else:
            yield "", [number]
    yield from found.items()
