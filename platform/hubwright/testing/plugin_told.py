"""What a test of a plugin gets to see: a part of a page as its reader gets it, and a deed that was not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hubwright.domain.plugins import Act, Fact, Nonsense, Notice, Section, Table
from hubwright.domain.plugins.sections import problems_of_section


@dataclass(frozen=True, slots=True)
class Drawn:
    """The plugin's part of the case page, as its reader gets it.

    Args:
        title: its heading; "" where nothing is drawn.
        facts: label to every value that stands under it, from top to bottom.
        notices: the sentences that stand out.
        tables: as drawn.
        acts: the buttons that the reader has; those that they may not press are left out.
    """

    title: str = ""
    facts: Mapping[str, list[str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refused:
    """A deed was not done yet.

    Args:
        why, do: one sentence each.
        code: "plugin_not_yet" as the plugin said, "malformed", "nothing" or "not_found".
        fields: question to its own message.
    """

    why: str
    do: str
    code: str
    fields: Mapping[str, str]


def drawn(section: Section | None, acts: list[Act]) -> Drawn:
    """What a plugin drew, as its reader gets it.

    Args:
        section: as the plugin answered, or None for nothing.
        acts: the buttons that the reader has.

    Raises:
        Nonsense: the page would go out without it, and why.
    """
    if section is not None and (wrong := problems_of_section(section)):
        raise Nonsense(" ".join(wrong))
    told = Drawn(section.title if section else "", acts=acts)
    facts: dict[str, list[str]] = {}
    for part in section.parts if section else ():
        match part:
            case Fact():
                facts.setdefault(part.label, []).append(part.value)
            case Notice():
                told.notices.append(part.words)
            case Table():
                told.tables.append(part)
    return replace(told, facts=facts)
