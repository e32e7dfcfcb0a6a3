"""What is wrong with a definition, said so that its author can mend it; and what could be better."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a definition: it cannot be published like this.

    Args:
        file: the document's file or name, as its author knows it.
        pointer: JSON pointer (RFC 6901) of the place, "" for the whole document.
        what: one sentence: what was found and why that is wrong. It never quotes more than 80 characters.
        do: one sentence: what to do about it.
        code: a short stable slug for tests and tools ("unknown-reference").
        nearest: the nearest valid name, when the mistake looks like a misspelling.
    """

    file: str
    pointer: str
    what: str
    do: str
    code: str
    nearest: str | None = field(default=None)

    def __str__(self) -> str:
        place = f"{self.file}#{self.pointer}" if self.pointer else self.file
        hint = f" Did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{place}: {self.what}{hint} {self.do}"


@dataclass(frozen=True, slots=True, order=True)
class Hint:
    """One thing that could be better in a definition; it fails nothing. The fields are those of `Problem`."""

    file: str
    pointer: str
    what: str
    do: str
    code: str

    def __str__(self) -> str:
        place = f"{self.file}#{self.pointer}" if self.pointer else self.file
        return f"{place}: {self.what} {self.do}"
