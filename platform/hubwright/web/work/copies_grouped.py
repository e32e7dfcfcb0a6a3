"""What a page asks about each thing that a copy leaves out; what one agency shared is asked about in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from hubwright.domain.cases.topics.redacting import Choice
from hubwright.web.components import Choice as Option
from hubwright.web.components import Field
from hubwright.web.language import ngettext, say
from hubwright.web.work.asked import line, one_of

_TOGETHER = 3
"""From how many pieces of one agency on they are asked about in one."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One choice as the page asks for it."""

    choice: Choice
    title: Any
    because: Any
    whose: str
    times: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that are decided about together, or one alone.

    Args:
        whose: the agency whose information it is, or "" for one alone; said: how much it is.
        fields: what is asked of all of them.
    """

    whose: str
    said: str
    choices: tuple[Decided, ...]
    fields: tuple[Field, ...] = ()


def is_of_group(choice: Choice) -> bool:
    """Whether it is one of the pieces of what one agency shared, which are decided about together."""
    return choice.because == "agency" and bool(choice.of)


def grouped(choices: list[Decided], wrong: Mapping[str, str]) -> Iterator[Group]:
    """The choices as the page shows them: those about one agency's information together, where the first stood."""
    groups: dict[str, list[Decided]] = {}
    for one in choices:
        groups.setdefault(one.choice.of if is_of_group(one.choice) else f"#{one.choice.withheld.id}", []).append(one)
    for of, held in groups.items():
        if len(held) < _TOGETHER:
            yield from (Group("", "", (one,)) for one in held)
            continue
        all_of_it = [
            Option(value="each", text=say("As it is said for each")),
            Option(value="out", text=say("Leave all of it out")),
            Option(value="stay", text=say("Let all of it stay")),
        ]
        fields = (
            one_of(f"all-{of}", say("What becomes of it?"), all_of_it, request.form, wrong, chosen="each"),
            line(f"all-why-{of}", say("Why it may stay, where it does"), request.form, wrong),
        )
        said = ngettext("%(number)s piece of what it shared", "%(number)s pieces of what it shared", len(held))
        yield Group(held[0].whose, said, tuple(held), fields)
