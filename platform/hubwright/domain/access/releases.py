"""What the owner of a piece of information sees of it: their own words, who asks for its release, and where it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.keeping_back import sight_of
from hubwright.domain.access.reader import Reader
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.items import Item, Release, asked_of, check_sets_of, item_of, left_of, releases_of


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One piece as its owner sees it.

    Args:
        asked: the request that waits for an answer, or None.
        releases: what the owner said about it so far.
        left: where it went to protect somebody.
        check_sets: ids of the check sets that it answered.
    """

    case_ref: str
    item: Item
    asked: Mapping[str, Any] | None
    releases: tuple[Release, ...]
    left: tuple[Mapping[str, Any], ...]
    check_sets: frozenset[str] = frozenset()


def release_view(
    state: CaseState, item: str, reader: Reader, now: datetime, contacts: Iterable[ContactState] = ()
) -> ReleaseView | None:
    """What the owner's people see of one piece, or None for everybody else.

    Args:
        state: the case as replayed.
        item: id of the piece within the case.
        reader: with today's grants.
        now: UTC.
        contacts: of the case, so that what names the referrer is taken out of the hub's words.
    """
    found = item_of(state, item)
    if found is None or not reader.seated(now) or not lets_in(state, reader, now):
        return None
    if reader.agency != found.owner or not reader.may("check.answer", found.pathway):
        return None
    seeing = sight_of(reader, frozenset({found.pathway}), state, tuple(contacts), state.subjects.values())
    asked = asked_of(state, item)
    return ReleaseView(
        case_ref=state.ref,
        item=replace(found, text=seeing.text(found.text)),
        asked=seeing.within(dict(asked)) if asked else None,
        releases=releases_of(state, item),
        left=tuple(seeing.within(dict(one)) for one in left_of(state, item) if one["emergency"]),
        check_sets=check_sets_of(state, found),
    )
