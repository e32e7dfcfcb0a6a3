"""What a plugin is handed of a case: what its reader sees, and never an address, a number or a referrer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.access.views import CaseView
from hubwright.domain.answers.lenient import read_answer
from hubwright.domain.answers.meanings import by_meaning, first_value
from hubwright.domain.answers.protected import is_protected
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.plugins import (
    Act,
    Fact,
    Heading,
    Kind,
    Notice,
    Paper,
    Part,
    PersonView,
    Plugin,
    Record,
    RecordView,
    Section,
    StrandView,
    Table,
    Waiting,
)
from hubwright.domain.plugins import CaseView as Handed
from hubwright.domain.texts import Text

SUBJECT = "subject"
_WAYS = frozenset({"address", "telephone", "email", "person", "people", "rows", "file"})


def handed(view: CaseView, now: datetime, hub: Hub) -> Handed:
    """The case as its reader sees it, for a plugin.

    Args:
        view: cut down for the reader.
        now: UTC.
        hub: as it is today.
    """
    return handed_whole(view.case, now, hub)


def handed_whole(case: CaseState, now: datetime, hub: Hub) -> Handed:
    """The case whole, for a plugin that reacts and before nobody: it has no address in it either.

    Args:
        case: as replayed, or cut down for a reader.
        now: UTC.
        hub: as it is today.
    """
    agencies = _agencies(hub)
    return Handed(
        ref=case.ref,
        people=tuple(_person(one) for one in case.subjects.values()),
        strands=tuple(_strand(case, pathway) for pathway in case.pathways),
        received=case.received,
        now=now,
        waiting=tuple(_waiting(case, agencies)),
        agencies=agencies,
    )


def handed_hub(hub: Hub, now: datetime) -> Handed:
    """What a plugin is handed where something is done for the hub and for no case.

    Args:
        hub: as it is today.
        now: UTC.
    """
    return Handed("", (), (), now, now, agencies=_agencies(hub))


def _agencies(hub: Hub) -> dict[str, str]:
    return {one.id: one.name.en for one in hub.agencies}


def _waiting(case: CaseState, agencies: dict[str, str]) -> Iterator[Waiting]:
    for check in case.checks.values():
        if check.state == "waiting":
            clock = case.clocks.get(check.clock) if check.clock else None
            due = clock.due if clock else None
            yield Waiting(check.agency, agencies.get(check.agency, check.agency), check.asked, due)


def _person(one: Subject) -> PersonView:
    meant = {"subject.born": one.born, "subject.expected": one.expected}
    return PersonView(one.id, one.name, one.role or SUBJECT, {name: value for name, value in meant.items() if value})


def _strand(case: CaseState, pathway: str) -> StrandView:
    rating = case.rating(pathway)
    return StrandView(pathway, case.stage, rating.tier if rating else "", case.closed)


def said_to_plugins(form: Form, answers: Mapping[str, Any], needs: Collection[str]) -> dict[str, Any]:
    """What a contact says by meaning, for a plugin that reacts to it: never who sent it, an address, a number or a
    way to reach anybody, and nothing that is protected.

    Args:
        form: that it was written in.
        answers: as on record.
        needs: the meanings that the plugin reads.
    """
    plain = {
        one.id
        for one in form.questions()
        if one.type not in _WAYS and one.sensitivity != "protected" and not (one.meaning or "").startswith("referrer.")
    }
    read = {id: read_answer(answer) for id, answer in answers.items() if id in plain}
    found = {meaning: first_value(by, meaning) for by in (by_meaning(form, read),) for meaning in needs}
    return {meaning: value for meaning, value in found.items() if value is not None and not is_protected(value)}


def seen_of(
    records: Iterable[Record], plugin: Plugin, may: Callable[[str], bool], case: Handed
) -> tuple[tuple[Record, Kind], ...]:
    """Those of a plugin's records that a reader of their case sees, each with its kind; of a kind that the plugin no
    longer keeps, none, and none that is about somebody whom the reader does not see on the case.

    Args:
        records: of one case that they see.
        plugin: whose they are.
        may: whether the reader has a permission, with today's grants.
        case: as the reader sees it.
    """
    kinds = {kind.id: kind for kind in plugin.kinds}
    people = {one.id for one in case.people}
    return tuple(
        (one, kind)
        for one in records
        if (kind := kinds.get(one.kind)) and may(kind.read) and people.issuperset(one.about(kind))
    )


def shown(record: Record, kind: Kind, view: CaseView) -> RecordView:
    """A record as a reader of its case may see it: what is kept back from them on the case is kept back in it too."""
    return replace(record.view(kind), state=view.seeing.within(record.state))


def masked(section: Section, view: CaseView) -> Section:
    """What a plugin drew, without the words that are kept back from the reader, wherever it had them from."""
    return replace(
        section,
        title=view.seeing.text(section.title),
        parts=tuple(_masked(part, view.seeing.text) for part in section.parts),
    )


def _masked(part: Part, text: Callable[[str], str]) -> Part:
    match part:
        case Fact():
            return replace(part, label=text(part.label), value=text(part.value))
        case Table():
            rows = tuple(tuple(map(text, row)) for row in part.rows)
            return replace(part, caption=text(part.caption), head=tuple(map(text, part.head)), rows=rows)
        case Heading() | Notice() | Act() | Paper():
            return replace(part, words=text(part.words))


def offered(
    plugin: Plugin,
    section: Section | None,
    known: Collection[str],
    may: Callable[[str], bool],
    words: Callable[[Text], str],
    *,
    of_case: bool = True,
) -> list[Act]:
    """What a reader may do next: as the plugin puts it, and what begins a record where it says nothing of that.

    Args:
        plugin: whose deeds they are.
        section: what it drew, or None.
        known: references of the records that the reader sees.
        may: whether the reader has a permission.
        words: a text in the reader's language.
        of_case: it stands on the page of a case, and not on one of the hub.
    """
    kinds = {one.id for one in plugin.kinds if one.of_case == of_case}
    acts = [one for one in section.parts if isinstance(one, Act)] if section else []
    if not acts and of_case:
        acts = [Act(one.id, words(one.words)) for one in plugin.deeds if one.begins and one.kind in kinds]
    return [
        one
        for one in acts
        if (deed := plugin.deed(one.deed))
        and deed.kind in kinds
        and may(deed.permission)
        and (one.record in known if one.record else deed.begins)
    ]


def paper_of(kind: Kind | None, may: Callable[[str], bool]) -> bool:
    """Whether a reader takes papers about a record of a kind away.

    Args:
        kind: of a record that they see, or None for one that they do not.
        may: whether they have a permission.
    """
    return kind is not None and bool(kind.papers) and may(kind.papers)
