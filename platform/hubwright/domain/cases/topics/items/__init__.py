"""Pieces of shared information: whose they are, how closely they are kept, and whether they may leave the hub."""

from __future__ import annotations

from hubwright.domain.cases.topics.items.deeds import check_sets_of, going_along
from hubwright.domain.cases.topics.items.item import Item, item_of, items_of
from hubwright.domain.cases.topics.items.keeping import TOPIC
from hubwright.domain.cases.topics.items.leaving import Release, asked_of, left_of, may_leave, releases_of
from hubwright.domain.cases.topics.items.said import (
    AnswerRelease,
    AskRelease,
    PassOn,
    RecordItem,
    TakeOut,
)

__all__ = [
    "TOPIC",
    "AnswerRelease",
    "AskRelease",
    "Item",
    "PassOn",
    "RecordItem",
    "Release",
    "TakeOut",
    "asked_of",
    "check_sets_of",
    "going_along",
    "item_of",
    "items_of",
    "left_of",
    "may_leave",
    "releases_of",
]
