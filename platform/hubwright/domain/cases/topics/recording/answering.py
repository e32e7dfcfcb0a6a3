"""What agencies had answered when the hub asked them, as far as everybody who reads the record may learn it.

A record is read by whoever reads the strands of its people and by every agency that it goes to, for years. So a piece
that an agency shared stands in it only where its owner lets it go to all of them, at no level of its own, and where
it is about nobody who has another record. Of what does not stand there, the record says that there is something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from hubwright.domain.cases.state import CaseState, CheckState
from hubwright.domain.cases.topics.items import Item, item_of, items_of, may_leave, releases_of
from hubwright.domain.cases.topics.items.deeds import below
from hubwright.domain.cases.written import moment

KEPT_BACK = "kept_back"
"""The answer to a check that the rating does not let anybody see yet: that there is one, and not which."""


def answer_of(state: CaseState, check: CheckState, goes_to: Collection[str], others: Collection[str]) -> dict[str, Any]:
    """A check with what came of it, as JSON.

    Args:
        goes_to: ids of the agencies that the record goes to.
        others: ids of the people of the case who have, or are to have, another record.
    """
    answer = check.answer
    said: dict[str, Any] = {"asked": moment(check.asked), "answer": "not_answered", "at": None}
    if answer is None:
        return said
    if below(state, check.pathway, check.shown_from):
        return {**said, "answer": KEPT_BACK, "at": answer["at"]}
    said |= {"answer": answer["kind"], "at": answer["at"]}
    pieces = list(_pieces(state, check, answer))
    if not pieces:
        return said
    if answer.get("sensitivity") or set(check.subjects) & set(others):
        return {**said, "shared": [], "not_released": 0, "kept_back": True}
    open_ = [one for one in pieces if not one.sensitivity]
    free = [one for one in open_ if released(state, one, goes_to)]
    stands = {one.id for one in free} | {one.derived_from for one in free}
    kept = [one for one in open_ if one.id not in stands and not one.derived_from]
    return {
        **said,
        "shared": [_written(one, check) for one in free],
        "not_released": len(kept),
        "kept_back": False,
    }


def released(state: CaseState, item: Item, goes_to: Collection[str]) -> bool:
    """Whether a piece may go to every one of these agencies; where there is none, to whoever needs it."""
    said = releases_of(state, item.id)
    return not item.sensitivity and all(may_leave(item, to, said) for to in goes_to or ("",))


def taken_back(state: CaseState, content: Mapping[str, Any]) -> bool:
    """Whether a draft holds a piece that may stand in it no longer: its owner has since said otherwise."""
    goes_to = [one["agency"] for one in content["distribution"]]
    printed = (
        piece["item"]
        for one in content["information"]
        for answer in one["answers"]
        for piece in answer.get("shared", ())
    )
    found = (item_of(state, id) for id in printed)
    return any(one is None or not released(state, one, goes_to) for one in found)


def _pieces(state: CaseState, check: CheckState, answer: Mapping[str, Any]) -> Iterator[Item]:
    """The pieces of the answer that holds, and copies of them with parts taken out; none of an earlier one."""
    own = [one for one in items_of(state) if one.ask == check.ask]
    holds = {one.id for one in own if not one.derived_from and one.number == answer["number"]}
    for one in own:
        if one.id in holds or one.derived_from in holds:
            yield one


def _written(item: Item, check: CheckState) -> dict[str, Any]:
    return {
        "item": item.id,
        "text": item.text,
        "nature": item.nature,
        "source": item.source,
        "subjects": list(check.subjects),
    }
