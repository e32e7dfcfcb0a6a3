"""Plugins react in the background: what happened is on record, and nobody waits for what they make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from hubwright.actions.house import House
from hubwright.actions.plugins import switched_on
from hubwright.domain.access.plugins import handed_whole, said_to_plugins
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import WORKER, Entry
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import PluginFailed
from hubwright.domain.plugins import STREAM, ContactView, Plugin, RecordView, record_of, recorded
from hubwright.ports import Reading, Work

JOB: Final = "plugin_reacts"
HOOKS: Final[Mapping[str, str]] = {
    "case.opened": "contact_arrived",
    "case.rated": "rating_made",
    "case.decided": "route_chosen",
}
"""Type of entry to the moment at which plugins may react to it."""


def react_later(house: House, work: Work, hub: Hub, put: Sequence[Entry]) -> None:
    """Let the hub's plugins react to what was just put on record, once the deed is done.

    Args:
        house, work: in the deed's own transaction.
        hub: as it is today.
        put: the deed's entries.
    """
    if not hub.plugins:
        return
    for entry in put:
        if entry.type in HOOKS:
            payload = {"case": entry.stream.partition(":")[2], "number": entry.number}
            work.put("outbox", id=house.ids.token(), kind=JOB, run_at=work.now, payload=payload)


def react(house: House, *, hub: str, case: str, number: int) -> int:
    """Ask each plugin that is on what it makes of an entry of a case, and put it on record; it happens once.

    Args:
        house: the ports.
        hub: id of the hub.
        case: its reference.
        number: of the entry.

    Returns:
        How many records began.

    Raises:
        PluginFailed: one of them had no answer; the others had theirs, and it is asked again later.
    """
    begun, failed = 0, None
    with house.store.reading(hub) as reading:
        _, live = reading.live()
    declared = house.plugins.declared() if live.plugins else {}
    for id, options in switched_on(house, live).items():
        try:
            begun += _reacts(house, hub, live, declared[id], options, case, number)
        except PluginFailed as fault:
            # Off is no failure of this moment: what happened meanwhile is not made up for.
            failed = failed or (fault if fault.code != "off" else None)
    if failed is not None:
        raise failed
    return begun


def _reacts(
    house: House, hub: str, live: Hub, plugin: Plugin, options: Mapping[str, Any], case: str, number: int
) -> int:
    with house.store.reading(hub) as reading:
        entries = reading.entries(f"case:{case}")
        state = case_of(entries)
        entry = next((one for one in entries if one.number == number and one.destroyed is None), None)
        if state is None or entry is None or not house.plugins.has(plugin.id, hook := HOOKS[entry.type]):
            return 0
        records = _records(reading, plugin, case)
        about = _ABOUT[entry.type](reading, plugin, entry)
    if about is None:
        return 0
    made = house.plugins.react(
        plugin.id,
        hook,
        case=handed_whole(state, house.now(), live),
        records=records,
        options=options,
        **about,
    )
    kind = plugin.kind(made.kind) if made else None
    if made is None or kind is None:
        return 0
    deed = f"{JOB}:{plugin.id}:{case}:{number}"
    with house.store.work(hub, WORKER, deed=deed, now=house.now(), command=[case, number]) as work:
        if work.first_result() is not None:
            return 0
        ref = next(house.references())
        steps = [(one.type, one.body, one.state) for one in made.steps]
        facts = recorded(steps, plugin=plugin.id, kind=kind, ref=ref, case=case, now=work.now)
        work.append(facts, revision=work.live()[0])
        work.commit({"record": ref})
    return 1


def _records(reading: Reading, plugin: Plugin, case: str) -> tuple[RecordView, ...]:
    rows = reading.rows(
        "plugin_record",
        scope=Everything(),
        where={"plugin": plugin.id, "case_ref": case},
        order=("begun", "record"),
    )
    found = (record_of(reading.entries(f"{STREAM}:{row['record']}")) for row in rows)
    return tuple(one.view(kind) for one in found if one is not None and (kind := plugin.kind(one.kind)))


def _rated(reading: Reading, plugin: Plugin, entry: Entry) -> Mapping[str, Any]:
    return {"pathway": entry.body["pathway"], "tier": entry.body["tier"]}


def _decided(reading: Reading, plugin: Plugin, entry: Entry) -> Mapping[str, Any]:
    body = entry.body
    return {"pathway": body["pathway"], "person": body["subject"], "route": body["route"]}


def _arrived(reading: Reading, plugin: Plugin, entry: Entry) -> Mapping[str, Any] | None:
    contact = contact_of(reading.entries(f"contact:{entry.body['contact']['ref']}"))
    if contact is None:
        return None
    form = reading.hub_at(contact.revision).forms.get(contact.form)
    meant = said_to_plugins(form, contact.answers, plugin.needs) if form else {}
    return {"contact": ContactView(contact.ref, entry.body["contact"]["kind"], contact.form[0], meant)}


_ABOUT: Final[Mapping[str, Callable[[Reading, Plugin, Entry], Mapping[str, Any] | None]]] = {
    "case.opened": _arrived,
    "case.rated": _rated,
    "case.decided": _decided,
}
