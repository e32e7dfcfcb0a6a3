"""Deeds of plugins: the plugin is asked first, then what it decided is put on record if nothing moved in between."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.actions.house import House, seated
from hubwright.actions.outcome import Done
from hubwright.domain.access import Reader
from hubwright.domain.access.plugins import seen_of
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import NotFound, PluginFailed, Refusal
from hubwright.domain.plugins import (
    STREAM,
    Asked,
    CaseView,
    Deed,
    Kind,
    NotYet,
    Plugin,
    Record,
    Who,
    record_of,
    recorded,
)
from hubwright.ports import Reading
from hubwright.ports.plugins import Plugins


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that a deed of a plugin is done with.

    Args:
        plugin: as it says of itself.
        options: as the hub has them today.
        what: the deed; `kind` is of the record that it makes or changes.
        case: as whoever does it sees it.
        records: the plugin's records of that case that they see.
        record: the one that it is done to, or None for one that begins.
    """

    plugin: Plugin
    options: Mapping[str, Any]
    what: Deed
    kind: Kind
    case: CaseView
    records: tuple[Record, ...]
    record: Record | None


def switched_on(house: House, hub: Hub) -> Mapping[str, Mapping[str, Any]]:
    """The plugins that a hub has on and that are installed here, with the hub's options, in the hub's order."""
    # Most hubs have none, and then nobody looks what is installed.
    declared = house.plugins.declared() if hub.plugins else {}
    return {use.id: use.options for use in hub.plugins if use.id in declared}


def records_of(
    reading: Reading, reader: Reader, plugins: Collection[Plugin], case: CaseView
) -> Mapping[str, tuple[Record, ...]]:
    """Each plugin's records of one case, as far as a reader of the case sees them, the oldest first.

    Args:
        reading: where.
        reader: of the case.
        plugins: whose records.
        case: as the reader sees it.
    """
    # Who has been handed the case sees it: what is asked again for lists of cases is settled for this one.
    rows = reading.rows(
        "plugin_record",
        scope=Everything(),
        where={"plugin": [one.id for one in plugins], "case_ref": case.ref},
        order=("begun", "record"),
    )
    found = [record_of(reading.entries(f"{STREAM}:{row['record']}")) for row in rows]
    kept = [one for one in found if one is not None]
    return {one.id: seen_of((record for record in kept if record.plugin == one.id), one, reader) for one in plugins}


def prepared(
    house: House, reading: Reading, hub: Hub, reader: Reader, case: CaseView, *, plugin: str, deed: str, record: str
) -> Prepared:
    """What a deed of a plugin would be done with.

    Args:
        house, reading: where.
        hub: as it is today.
        reader: who does it.
        case: as they see it.
        plugin, deed: ids.
        record: reference of the record, "" for one that begins.

    Raises:
        NotFound: there is no such plugin here, deed or record, or they may not know that there is.
    """
    declared = house.plugins.declared().get(plugin)
    options = switched_on(house, hub).get(plugin)
    what = declared.deed(deed) if declared else None
    kind = declared.kind(what.kind) if declared and what else None
    if declared is None or options is None or what is None or kind is None or not reader.may(what.permission):
        raise NotFound("There is no such record.")
    records = records_of(reading, reader, [declared], case)[plugin]
    found = next((one for one in records if one.ref == record and one.kind == kind.id), None)
    if what.begins != (not record) or (record and found is None):
        raise NotFound("There is no such record.")
    return Prepared(declared, options, what, kind, case, records, found)


def act_on_plugin(
    house: House, *, hub: str, actor: Actor, deed: str, ready: Prepared, answers: Mapping[str, Any]
) -> Done:
    """Do a deed of a plugin.

    Args:
        house, hub, actor: where and who.
        deed: id of this deed, unique in the hub.
        ready: what `prepared` gave.
        answers: to the deed's questions, by question.

    Raises:
        Refusal: it is not done yet: as the plugin says, because it did not answer, or because somebody else acted on
            the same record in between.
        NotFound: the actor's seat no longer opens this.
    """
    ref = ready.record.ref if ready.record else next(house.references())
    steps = decided(house.plugins, actor, ready, ref, answers, now=house.now())
    said = [ready.plugin.id, ready.what.id, ready.case.ref, ready.record.ref if ready.record else "", repr(answers)]
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=said) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        if not here.reader.may(ready.what.permission):
            raise NotFound("There is no such record.")
        stands = record_of(work.entries(f"{STREAM}:{ref}"))
        if (stands.head if stands else 0) != (ready.record.head if ready.record else 0):
            raise Refusal(
                why="Somebody else changed this in the meantime.",
                do="Look at what stands there now. What you typed is kept below; send it again if it still holds.",
                code="overtaken",
            )
        facts = recorded(steps, plugin=ready.plugin.id, kind=ready.kind, ref=ref, case=ready.case.ref, now=work.now)
        work.append(facts, revision=stands.revision if stands else here.revision)
        result = {"record": ref}
        work.commit(result)
        return Done(result)


def decided(
    plugins: Plugins, actor: Actor, ready: Prepared, ref: str, answers: Mapping[str, Any], *, now: datetime
) -> Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """What the plugin makes of it, before anything is written: type and body of each entry, and the record after it.

    Args:
        plugins: who is asked.
        actor: does it.
        ready: what `prepared` gave.
        ref: of the record; of one that begins, the reference that it is to have.
        answers: to the deed's questions, by question.
        now: UTC.

    Raises:
        Refusal: it is not done yet.
    """
    asked = Asked(
        deed=ready.what.id,
        ref=ref,
        record=ready.record.view() if ready.record else None,
        case=ready.case,
        beside=tuple(one.view() for one in ready.records if one is not ready.record),
        answers=answers,
        who=Who(actor.name, actor.agency or "", tuple(sorted(actor.roles))),
        now=now,
    )
    try:
        made = plugins.decide(ready.plugin.id, asked, ready.options)
    except PluginFailed as failed:
        raise Refusal(
            why="This part of the hub did not answer.",
            do="What you typed is kept below. Send it again in a minute; if it happens again, tell whoever runs this "
            "installation.",
            code=f"plugin_{failed.code}",
        ) from None
    if isinstance(made, NotYet):
        raise Refusal(why=made.why, do=made.do, code="plugin_not_yet", fields=tuple(made.fields.items()))
    if not made:
        raise Refusal(why="Nothing would change.", do="Change something, or leave it as it is.", code="nothing")
    return [(one.type, one.body, one.state) for one in made]
