"""From the bytes of one file to JSON, or to every reason why not. What comes in may be hostile; nothing here raises."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import escaped, quoted

LARGEST_FILE = 2_000_000
DEEPEST = 40
LONGEST_LIST = 2_000
LARGEST_NUMBER = 10**15
MOST_TWICE = 50

# A lone surrogate cannot be written as UTF-8, and a NUL cannot be kept by every database.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_OUTSIDE_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"?')


class _Object(dict[str, Any]):
    """An object that remembers which of its keys were written twice."""

    twice: tuple[str, ...] = ()


class _Number:
    """A number that a definition cannot hold."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


def read_file(path: Path, *, name: str, root: Path) -> tuple[Any, list[Problem]]:
    """The JSON in a file, and its problems; the JSON is None where it could not be read.

    Args:
        path: the file.
        name: what its author calls it, for the problems.
        root: the folder that it may not lead out of, by symbolic link or otherwise.
    """
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return None, [
                Problem(
                    name,
                    "",
                    "The file leads out of its folder by a symbolic link.",
                    "Put a copy of the document in its place.",
                    "outside-folder",
                )
            ]
        size = path.stat().st_size
        if size > LARGEST_FILE:
            return None, [_too_large(name, size)]
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "the path cannot be used"
        return None, [Problem(name, "", f"The file cannot be read: {why}.", "Check that it exists.", "unreadable")]
    return read_bytes(data, name=name)


def read_bytes(data: bytes, *, name: str) -> tuple[Any, list[Problem]]:
    """The JSON in these bytes, and its problems; the JSON is None where it could not be read at all."""
    if len(data) > LARGEST_FILE:
        return None, [_too_large(name, len(data))]
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None, [
            Problem(
                name,
                "",
                "The file starts with a byte order mark.",
                "Save it as UTF-8 without a byte order mark.",
                "byte-order-mark",
            )
        ]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [
            Problem(
                name,
                "",
                f"The file is not UTF-8: byte {error.start + 1} cannot be read.",
                "Save it as UTF-8.",
                "not-utf-8",
            )
        ]
    if _depth(text) > DEEPEST:
        return None, [
            Problem(
                name,
                "",
                f"Lists and objects stand within each other more than {DEEPEST} deep.",
                "Make it flatter: no part of a definition is that deep.",
                "too-deep",
            )
        ]
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=lambda _: _Number("decimal"),
            parse_constant=lambda _: _Number("constant"),
        )
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        return None, [
            Problem(
                name,
                "",
                f"This is not JSON: it stops making sense at line {line}, column {column}.",
                "Look there for a missing comma, quotation mark or bracket.",
                "not-json",
            )
        ]
    problems: list[Problem] = []
    return _plain(value, "", name, problems), problems


def _too_large(name: str, size: int) -> Problem:
    return Problem(
        name,
        "",
        f"The file has {size:,} bytes; {LARGEST_FILE:,} is the most.",
        "Split it, or take out what is not part of the definition.",
        "too-large",
    )


def _depth(text: str) -> int:
    # Counted before parsing, because the parser's own recursion is what a deep file attacks.
    depth = deepest = 0
    for mark in re.findall(r"[\[\]{}]", _OUTSIDE_STRINGS.sub("", text)):
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) != len(pairs):
        counted = Counter(key for key, _ in pairs)
        made.twice = tuple(sorted(key for key, times in counted.items() if times > 1)[:MOST_TWICE])
    return made


def _whole(text: str) -> int | _Number:
    return int(text) if len(text) <= 17 and abs(int(text)) <= LARGEST_NUMBER else _Number("huge")


_NUMBERS = {
    "decimal": ("A number with a decimal point stands here.", 'Write it as text, as "0.5".', "decimal-as-number"),
    "constant": ("This is not a number that JSON knows.", "Write a whole number.", "not-a-number"),
    "huge": ("The number is far beyond anything a definition needs.", "Write a smaller one.", "huge-number"),
}


def _plain(value: Any, pointer: str, name: str, problems: list[Problem]) -> Any:
    """The value as plain lists and objects, noting what no definition may hold."""
    if isinstance(value, _Object):
        problems.extend(
            Problem(
                name,
                f"{pointer}/{escaped(key)}",
                f"The name {quoted(key)} stands twice in the same object, so one of the two would be lost.",
                "Keep one of them.",
                "duplicate-key",
            )
            for key in value.twice
        )
        return {
            _text(key, pointer, name, problems): _plain(part, f"{pointer}/{escaped(key)}", name, problems)
            for key, part in value.items()
        }
    if isinstance(value, list):
        if len(value) > LONGEST_LIST:
            problems.append(
                Problem(
                    name,
                    pointer,
                    f"The list has {len(value):,} entries; {LONGEST_LIST:,} is the most.",
                    "Shorten it.",
                    "too-long",
                )
            )
            return []
        return [_plain(part, f"{pointer}/{index}", name, problems) for index, part in enumerate(value)]
    if isinstance(value, _Number):
        what, do, code = _NUMBERS[value.kind]
        problems.append(Problem(name, pointer, what, do, code))
        return 0
    return _text(value, pointer, name, problems) if isinstance(value, str) else value


def _text(text: str, pointer: str, name: str, problems: list[Problem]) -> str:
    if _UNSTORABLE.search(text):
        problems.append(
            Problem(
                name,
                _printable(pointer),
                "A text holds a character that cannot be stored.",
                "Type the text again.",
                "bad-character",
            )
        )
        return _printable(text)
    return text


def _printable(text: str) -> str:
    return "".join("?" if mark == "\0" or "\ud800" <= mark <= "\udfff" else mark for mark in text)
