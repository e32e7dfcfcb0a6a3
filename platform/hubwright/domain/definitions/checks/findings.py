"""Where the checks of one document put what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hubwright.domain.problems import Hint, Problem
from hubwright.domain.rules.parsing import escaped, nearest, quoted


class Findings:
    """Problems and hints of one document.

    Args:
        file: its name.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.hints: list[Hint] = []

    def problem(self, pointer: str, code: str, what: str, do: str, near: str | None = None) -> None:
        """Note something that has to be mended."""
        self.problems.append(Problem(self.file, pointer, what, do, code, near))

    def hint(self, pointer: str, code: str, what: str, do: str) -> None:
        """Note something that could be better."""
        self.hints.append(Hint(self.file, pointer, what, do, code))

    def unknown(self, pointer: str, thing: str, found: str, names: Iterable[str]) -> None:
        """Note a reference that leads nowhere.

        Args:
            pointer: where it stands.
            thing: what it should lead to ("a clock").
            found: what was written.
            names: what would have been right.
        """
        known = sorted(names)
        listed = f"Use one of: {', '.join(known[:20])}." if known else "There is none yet: add it first."
        self.problem(
            pointer, "unknown-reference", f"{quoted(found)} is not {thing} of this hub.", listed, nearest(found, known)
        )

    def twice(self, pointer: str, found: str, where: str) -> None:
        """Note an id that something else has already."""
        self.problem(
            pointer,
            "duplicate-id",
            f"The id {quoted(found)} is already used at {where or 'the top'}.",
            "Give one of the two another id; ids are unique in their document.",
        )


def numbered(document: Mapping[str, Any], key: str, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Each element of a list in a document, with its pointer; nothing where the list is left out."""
    for index, element in enumerate(document.get(key, ())):
        yield f"{pointer}/{key}/{index}", element


def at(pattern: tuple[str, ...], value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Each value that a pattern leads to, with its pointer.

    Args:
        pattern: names; "*" is each element of a list or each value of an object.
        value: where to start.
    """
    if not pattern:
        yield pointer, value
        return
    step, *rest = pattern
    if step != "*":
        if isinstance(value, Mapping) and step in value:
            yield from at(tuple(rest), value[step], f"{pointer}/{step}")
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from at(tuple(rest), part, f"{pointer}/{escaped(name)}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from at(tuple(rest), part, f"{pointer}/{index}")
