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
        case: reference of the case that it belongs to, or "".
        about: ids of the people that it is about, as they are called in the case that is looked at.
        same: of a record of another case, ids of people of that one to the ids of who they are in this one.
    """

    ref: str
    kind: str
    state: Mapping[str, Any]
    begun: datetime
    changed: datetime
    case: str = ""
    about: tuple[str, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)


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
        elsewhere: the plugin's records of other cases in which the same people stand, as far as whoever does it may
            open them, of the kinds that go `across`.
    """

    deed: str
    ref: str
    record: RecordView | None
    case: CaseView
    beside: tuple[RecordView, ...]
    answers: Mapping[str, Any]
    who: Who
    now: datetime
    elsewhere: tuple[RecordView, ...] = ()

    def value(self, question: str) -> Any:
        """What was answered, or None where it was not."""
        answer = self.answers.get(question, {})
        return answer.get("value") if answer.get("state") == "answered" else None

    def words(self, question: str) -> str:
        """A text that was answered, without blanks around it; "" where it was not."""
        value = self.value(question)
        return value.strip() if isinstance(value, str) else ""


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
class Tell:
    """Somebody is to look at the case: a message with its reference and a link, and nothing of what it is about.

    Args:
        role, agency: id of the one or the other.
    """

    role: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """It is done.

    Args:
        entries: that follow, in order.
        tells: who is told that there is something to look at.
    """

    entries: tuple[Happened, ...]
    tells: tuple[Tell, ...] = ()


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
