"""What a plugin may have drawn on a page: a few plain parts, drawn by the platform. A plugin sends no markup."""

from __future__ import annotations

from dataclasses import dataclass

TONES = ("plain", "important", "warning", "done")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the section: one of several things begins.

    Args:
        words: short.
    """

    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts.

    Args:
        label, value: words; the value "" where nobody has said.
    """

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that stands out.

    Args:
        words: the sentence.
        tone: of `TONES`.
    """

    words: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Args:
        caption: what the table is about.
        head: the headings.
        rows: as many words in each as there are headings.
        cases: for each row the reference of the case that its first words lead to, "" for none; nothing for no row.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Something that the reader can do next.

    Args:
        deed: id of a deed of the plugin.
        words: on the button.
        record: reference of the record that it is done to, "" for a new one.
    """

    deed: str
    words: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper about a record that the reader may take away as a file, made by the plugin's `paper`.

    Args:
        words: on the link.
        record: its reference.
    """

    words: str
    record: str


Part = Heading | Fact | Notice | Table | Act | Paper


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the case page.

    Args:
        title: its heading.
        parts: from top to bottom.
    """

    title: str
    parts: tuple[Part, ...] = ()


def problems_of_section(section: Section) -> list[str]:
    """What stands in the way of drawing it, as sentences; none of them repeats what it says."""
    found = [] if section.title.strip() else ["The section has no title."]
    for number, part in enumerate(section.parts):
        if isinstance(part, Heading) and not part.words.strip():
            found.append(f"Part {number} is a heading without words.")
        if isinstance(part, Notice) and part.tone not in TONES:
            found.append(f"Part {number} has a tone that there is not.")
        if isinstance(part, Table) and any(len(row) != len(part.head) for row in part.rows):
            found.append(f"Part {number} is a table with a row as long as no heading.")
        if isinstance(part, Table) and part.cases and len(part.cases) != len(part.rows):
            found.append(f"Part {number} is a table with a case for no row.")
        if isinstance(part, Paper) and not (part.record and part.words.strip()):
            found.append(f"Part {number} is a paper without a record or without words.")
        if isinstance(part, Act) and not (part.deed and part.words.strip()):
            found.append(f"Part {number} is an act without a deed or without words.")
    return found
