"""What a plugin is asked when somebody does a deed of its own, and what it may answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.plugins.views import CaseView


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record that the plugin keeps, as it stands.

    Args:
        ref: its reference.
        kind: id.
        state: as the plugin's own `apply` made it.
        begun, changed: UTC.
    """

    ref: str
    kind: str
    state: Mapping[str, Any]
    begun: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Who:
    """Who does it.

    Args:
        name: as shown on the record.
        agency: id.
        roles: ids.
    """

    name: str
    agency: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A deed, before it is on record.

    Args:
        deed: id.
        ref: reference of the record; of one that begins, the reference that it is to have.
        record: as it stands, or None for one that begins.
        case: the case on whose page it is done, as the person who does it sees it.
        beside: the plugin's other records of that case.
        answers: question to `{"state": ..., "value": ..., "note": ...}`, held to the deed's questions.
        who: does it.
        now: UTC.
    """

    deed: str
    ref: str
    record: RecordView | None
    case: CaseView
    beside: tuple[RecordView, ...]
    answers: Mapping[str, Any]
    who: Who
    now: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry that a plugin puts on record.

    Args:
        type: a word of the plugin's own ("referred").
        body: JSON.
    """

    type: str
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """It is done: these entries follow, in order."""

    entries: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class NotYet:
    """It is not done yet.

    Args:
        why: one sentence in the practitioner's words.
        do: what to do next.
        fields: question to its own message.
    """

    why: str
    do: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Begun:
    """A plugin begins a record by itself, after something happened to a case. It decides nothing about the case.

    Args:
        kind: of the record.
        entries: its first, in order.
    """

    kind: str
    entries: tuple[Happened, ...]
