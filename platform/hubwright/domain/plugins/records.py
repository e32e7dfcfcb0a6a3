"""What a plugin keeps, on record: each record a stream of its own, `plugin:<REFERENCE>`.

Each entry carries the record as it stood after it. So what the platform does with records (lists, a rebuild, a copy
brought back, a case read years later) needs none of the plugin's code, and a case replays without any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.lift import lifted
from hubwright.domain.plugins.asking import RecordView
from hubwright.domain.plugins.declared import Kind

STREAM = "plugin"
CURRENT: Mapping[str, int] = {"plugin.recorded": 1}
# (type, version) to the function that makes the body of version + 1; never deleted (law 3).
LIFTS: Mapping[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}
_KEYS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a record.

    Args:
        type, body: the plugin's own.
        by_name, agency: who did it.
        at: UTC.
    """

    type: str
    body: Mapping[str, Any]
    by_name: str
    agency: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """A record, replayed.

    Args:
        plugin, kind: ids.
        case: reference of the case that it belongs to, or "".
        keys: name to value, of those that it has.
        placed: the values of all of its kind's keys in their order, "" for one that it has not.
        state: as it stands; empty where every entry was lawfully destroyed.
        steps: what happened to it, in order.
        head: number of the last entry.
        revision: of the hub's definitions when it began.
    """

    ref: str
    plugin: str
    kind: str
    case: str
    keys: Mapping[str, str]
    placed: tuple[str, ...]
    state: Mapping[str, Any]
    steps: tuple[Step, ...]
    head: int
    revision: str
    begun: datetime
    changed: datetime

    def about(self, kind: Kind) -> tuple[str, ...]:
        """Ids of the people of its case that it is about, as its kind says where they stand."""
        listed = self.state.get(kind.about, ()) if kind.about else ()
        return tuple(str(one) for one in listed)

    def view(self, kind: Kind) -> RecordView:
        """The record as its plugin is handed it.

        Args:
            kind: its own.
        """
        return RecordView(self.ref, self.kind, self.state, self.begun, self.changed, self.case, self.about(kind))


def record_of(entries: Sequence[Entry]) -> Record | None:
    """The record that these entries of one stream make; None where there are none, or none with words left."""
    told = [(one, lifted(one, current=CURRENT, lifts=LIFTS).body) for one in entries if one.destroyed is None]
    if not told:
        return None
    last, body = told[-1]
    return Record(
        ref=last.stream.partition(":")[2],
        plugin=body["plugin"],
        kind=body["kind"],
        case=body["case"],
        keys={name: value for name, value in body["keys"] if value},
        placed=tuple(value for _, value in body["keys"]),
        state=body["state"],
        steps=tuple(Step(said["type"], said["body"], one.actor_name, one.agency, one.recorded) for one, said in told),
        head=entries[-1].number,
        revision=entries[0].revision,
        begun=entries[0].recorded,
        changed=last.recorded,
    )


def project_record(entries: Sequence[Entry]) -> Mapping[str, list[dict[str, Any]]]:
    """What lists read of a record: where it belongs, and its keys. Its words stay in the journal, sealed."""
    record = record_of(entries)
    if record is None:
        return {"plugin_record": []}
    values = [*(one or None for one in record.placed), *[None] * _KEYS][:_KEYS]
    row: dict[str, Any] = {
        "record": record.ref,
        "plugin": record.plugin,
        "kind": record.kind,
        "case_ref": record.case or None,
        "begun": record.begun,
        "changed": record.changed,
        "head": record.head,
    }
    return {"plugin_record": [row | {f"key_{number}": value for number, value in enumerate(values, start=1)}]}


def recorded(
    steps: Iterable[tuple[str, Mapping[str, Any], Mapping[str, Any]]],
    *,
    plugin: str,
    kind: Kind,
    ref: str,
    case: str,
    now: datetime,
) -> list[Fact]:
    """The facts of a deed of a plugin.

    Args:
        steps: type and body of each entry, and the record after it, in order.
        plugin: its id.
        kind: of the record.
        ref: of the record.
        case: that it belongs to, or "".
        now: UTC.
    """
    return [
        Fact(
            f"{STREAM}:{ref}",
            "plugin.recorded",
            CURRENT["plugin.recorded"],
            {
                "plugin": plugin,
                "kind": kind.id,
                "case": case,
                "type": type,
                "body": dict(body),
                "state": dict(state),
                "keys": [[key.name, str(state.get(key.at) or "")] for key in kind.keys],
            },
            now,
            now,
        )
        for type, body, state in steps
    ]
