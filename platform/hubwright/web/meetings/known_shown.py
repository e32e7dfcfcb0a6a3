"""What agencies have said about a case so far, beside the boxes where more of it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hubwright.domain.cases.topics.items import items_of
from hubwright.web.language import plain, say
from hubwright.web.meetings.taking import Taking
from hubwright.web.work.words import NATURES, return_name


@dataclass(frozen=True, slots=True)
class Known:
    """One piece: whose it is, what kind of knowledge or answer, and its words."""

    agency: str
    kind: str
    text: str


def known(seen: Taking) -> list[Known]:
    """What is known, by agency: what each answered, and what else is kept of theirs."""
    return sorted(_known(seen), key=lambda one: one.agency)


def _known(seen: Taking) -> Iterator[Known]:
    names = seen.seen.agencies()
    asked = set()
    for check in seen.case.checks.values():
        if check.answer:
            asked.add(check.ask)
            yield Known(
                plain(names.get(check.agency, "")), plain(return_name(check.answer["kind"])), check.answer["text"]
            )
    for item in items_of(seen.case):
        if item.ask not in asked:
            nature = plain(say(NATURES[item.nature])) if item.nature in NATURES else ""
            yield Known(plain(names.get(item.owner, "")), nature, item.text)
