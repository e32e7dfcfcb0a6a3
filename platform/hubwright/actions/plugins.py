"""Deeds of plugins: the plugin is asked first, then what it decided is put on record if nothing moved in between."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from hubwright.actions.house import House, Seated, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.actions.plugins_elsewhere import elsewhere
from hubwright.actions.post_notices import post
from hubwright.domain.access import Reader
from hubwright.domain.access.plugins import seen_of
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.addressing import addresses, to_person
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.notice import Notice
from hubwright.domain.cases.topics.restricting import OPEN, access_of
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
    RecordView,
    Tell,
    Who,
    record_of,
    recorded,
)
from hubwright.ports import Reading, Work
from hubwright.ports.plugins import MadeDeed, Plugins

MOMENT: Final = "look"
"""The moment of a message that there is something of a plugin's to look at."""
LANGUAGES: Final = ("en", "cy")
MOST: Final = 200
"""How many records a page shows; the last changed come first."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that a deed of a plugin is done with.

    Args:
        plugin: as it says of itself.
        options: as the hub has them today.
        what: the deed; `kind` is of the record that it makes or changes.
        case: as whoever does it sees it; of the hub where the records are.
        records: the plugin's records of that case that they see.
        record: the one that it is done to, or None for one that begins.
        elsewhere: records of other cases in which the same people stand.
        seeing: takes out of a text what is kept back from whoever does it.
    """

    plugin: Plugin
    options: Mapping[str, Any]
    what: Deed
    kind: Kind
    case: CaseView
    records: tuple[RecordView, ...]
    record: Record | None
    elsewhere: tuple[RecordView, ...] = ()
    seeing: Callable[[str], str] = str


def switched_on(house: House, hub: Hub) -> Mapping[str, Mapping[str, Any]]:
    """The plugins that a hub has on and that are installed here, with the hub's options, in the hub's order."""
    # Most hubs have none, and then nobody looks what is installed.
    declared = house.plugins.declared() if hub.plugins else {}
    return {use.id: use.options for use in hub.plugins if use.id in declared}


def records_of(
    reading: Reading, reader: Reader, plugins: Collection[Plugin], case: CaseView
) -> Mapping[str, tuple[tuple[Record, Kind], ...]]:
    """Each plugin's records of one case, as far as a reader of the case sees them, the oldest first, with its kind.

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
    return {
        one.id: seen_of((record for record in kept if record.plugin == one.id), one, reader.may, case)
        for one in plugins
    }


def records_of_hub(reading: Reading, reader: Reader, plugin: Plugin) -> tuple[tuple[Record, Kind], ...]:
    """A plugin's records that belong to no case, as far as a reader sees them, the last changed first.

    Args:
        reading: where.
        reader: with today's grants.
        plugin: whose records.
    """
    kinds = {one.id: one for one in plugin.kinds if not one.of_case and reader.may(one.read)}
    if not kinds:
        return ()
    # Nobody's case stands behind them: the permission that a kind names for reading is all there is to ask.
    rows = reading.rows(
        "plugin_record",
        scope=Everything(),
        where={"plugin": plugin.id, "kind": sorted(kinds), "case_ref": None},
        order=("-changed", "record"),
        limit=MOST,
    )
    found = (record_of(reading.entries(f"{STREAM}:{row['record']}")) for row in rows)
    return tuple((one, kinds[one.kind]) for one in found if one is not None)


def prepared(
    house: House,
    reading: Reading,
    hub: Hub,
    reader: Reader,
    case: CaseView,
    *,
    plugin: str,
    deed: str,
    record: str,
    seeing: Callable[[str], str] = str,
) -> Prepared:
    """What a deed of a plugin would be done with.

    Args:
        house, reading: where.
        hub: as it is today.
        reader: who does it.
        case: as they see it; `handed_hub` for what belongs to no case.
        plugin, deed: ids.
        record: reference of the record, "" for one that begins.
        seeing: takes out of a text what is kept back from them.

    Raises:
        NotFound: there is no such plugin here, deed or record, or they may not know that there is.
    """
    declared = house.plugins.declared().get(plugin)
    options = switched_on(house, hub).get(plugin)
    what = declared.deed(deed) if declared else None
    kind = declared.kind(what.kind) if declared and what else None
    if declared is None or options is None or what is None or kind is None or not reader.may(what.permission):
        raise NotFound("There is no such record.")
    if kind.of_case != bool(case.ref):
        raise NotFound("There is no such record.")
    if kind.of_case:
        records = records_of(reading, reader, [declared], case)[plugin]
    else:
        records = records_of_hub(reading, reader, declared)
    found = next((one for one, _ in records if one.ref == record and one.kind == kind.id), None)
    if what.begins != (not record) or (record and found is None):
        raise NotFound("There is no such record.")
    views = tuple(one.view(of) for one, of in records)
    others = elsewhere(reading, reader, declared, case, case.now)
    return Prepared(declared, options, what, kind, case, views, found, others, seeing)


def asked_of(plugins: Plugins, ready: Prepared) -> tuple[Mapping[str, Any], ...] | None:
    """What a deed asks for the case that it is done on, or None where the plugin leaves that at what it declares.

    Args:
        plugins: who is asked.
        ready: what `prepared` gave.

    Raises:
        PluginFailed: it did not answer.
    """
    if not plugins.has(ready.plugin.id, "asks"):
        return None
    record = ready.record.view(ready.kind) if ready.record else None
    found: tuple[Mapping[str, Any], ...] = plugins.ask(
        ready.plugin.id,
        "asks",
        deed=ready.what.id,
        case=ready.case,
        record=record,
        records=ready.records,
        options=ready.options,
    )
    # The plugin was handed the records whole; a question may repeat a word of theirs.
    return tuple(_said(one, ready.seeing) for one in found)


def _said(value: Any, seeing: Callable[[str], str]) -> Any:
    """What is asked, without the words that are kept back; ids stay as they are."""
    if isinstance(value, Mapping):
        return {
            name: seeing(part) if name in LANGUAGES and isinstance(part, str) else _said(part, seeing)
            for name, part in value.items()
        }
    return [_said(part, seeing) for part in value] if isinstance(value, list | tuple) else value


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
    made = decided(house.plugins, actor, ready, ref, answers, now=house.now())
    steps = [(one.type, one.body, one.state) for one in made.steps]
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
        post(house, work, _tells(made.tells, here, work, ready.case.ref or ref, house))
        result = {"record": ref}
        work.commit(result)
        return Done(result)


def decided(
    plugins: Plugins, actor: Actor, ready: Prepared, ref: str, answers: Mapping[str, Any], *, now: datetime
) -> MadeDeed:
    """What the plugin makes of it, before anything is written.

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
        record=ready.record.view(ready.kind) if ready.record else None,
        case=ready.case,
        beside=tuple(one for one in ready.records if ready.record is None or one.ref != ready.record.ref),
        answers=answers,
        who=Who(actor.name, actor.agency or "", tuple(sorted(actor.roles))),
        now=now,
        elsewhere=ready.elsewhere,
    )
    try:
        made = plugins.decide(ready.plugin.id, asked, ready.options)
    except PluginFailed as failed:
        raise unanswered(failed) from None
    if isinstance(made, NotYet):
        # The plugin was handed records whole, or what is kept back from this person would be lost; it may repeat it.
        fields = tuple((question, ready.seeing(words)) for question, words in made.fields.items())
        raise Refusal(ready.seeing(made.why), ready.seeing(made.do), code="plugin_not_yet", fields=fields)
    if not made.steps:
        raise Refusal(why="Nothing would change.", do="Change something, or leave it as it is.", code="nothing")
    return made


def unanswered(failed: PluginFailed) -> Refusal:
    """What somebody is told whose deed a plugin did not answer."""
    return Refusal(
        why="This part of the hub did not answer.",
        do="What you typed is kept below. Send it again in a minute; if it happens again, tell whoever runs this "
        "installation.",
        code=f"plugin_{failed.code}",
    )


def _tells(tells: Sequence[Tell], here: Seated, work: Work, reference: str, house: House) -> Iterator[Notice]:
    """Who is told that there is something to look at, once each. What it is stands where they look."""
    if not tells:
        return
    state = case_of(work.entries(f"case:{reference}"))
    if state is not None and access_of(state).level != OPEN:
        # Only some may know of the case: a mailbox that many read is not among them.
        yield from (to_person(MOMENT, user, reference) for user in access_of(state).named)
        return
    open_now = context_of(house, work, here).calendars[here.hub.calendar].is_open(work.now)
    for one in dict.fromkeys(tells):
        if one.role:
            for address in addresses("role", one.role, here.hub, open_now):
                yield Notice(MOMENT, address, reference, "case", post=f"role:{one.role}")
        elif mailbox := here.hub.local.mailboxes.get(one.agency):
            yield Notice(MOMENT, mailbox, reference, "case", post=f"agency:{one.agency}")
