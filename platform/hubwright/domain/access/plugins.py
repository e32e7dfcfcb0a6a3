"""What a plugin is handed of a case: what its reader sees, and never an address, a number or a referrer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from hubwright.domain.access.reader import Reader
from hubwright.domain.access.views import CaseView
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState
from hubwright.domain.plugins import (
    Act,
    Fact,
    Heading,
    Notice,
    Part,
    PersonView,
    Plugin,
    Record,
    RecordView,
    Section,
    StrandView,
    Table,
)
from hubwright.domain.plugins import CaseView as Handed
from hubwright.domain.texts import Text

SUBJECT = "subject"


def handed(view: CaseView, now: datetime) -> Handed:
    """The case as its reader sees it, for a plugin.

    Args:
        view: cut down for the reader.
        now: UTC.
    """
    return handed_whole(view.case, now)


def handed_whole(case: CaseState, now: datetime) -> Handed:
    """The case whole, for a plugin that reacts and before nobody: it has no address in it either.

    Args:
        case: as replayed, or cut down for a reader.
        now: UTC.
    """
    return Handed(
        ref=case.ref,
        people=tuple(_person(one) for one in case.subjects.values()),
        strands=tuple(_strand(case, pathway) for pathway in case.pathways),
        received=case.received,
        now=now,
    )


def _person(one: Subject) -> PersonView:
    meant = {"subject.born": one.born, "subject.expected": one.expected}
    return PersonView(one.id, one.name, one.role or SUBJECT, {name: value for name, value in meant.items() if value})


def _strand(case: CaseState, pathway: str) -> StrandView:
    rating = case.rating(pathway)
    return StrandView(pathway, case.stage, rating.tier if rating else "", case.closed)


def seen_of(records: Iterable[Record], plugin: Plugin, reader: Reader) -> tuple[Record, ...]:
    """Those of a plugin's records that a reader of their case sees; of a kind that the plugin no longer keeps, none.

    Args:
        records: of one case that they see.
        plugin: whose they are.
        reader: with today's grants.
    """
    kinds = {kind.id: kind for kind in plugin.kinds}
    return tuple(one for one in records if one.kind in kinds and reader.may(kinds[one.kind].read))


def shown(record: Record, view: CaseView) -> RecordView:
    """A record as a reader of its case may see it: what is kept back from them on the case is kept back in it too."""
    return replace(record.view(), state=view.seeing.within(record.state))


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
            return Table(text(part.caption), tuple(map(text, part.head)), rows)
        case Heading() | Notice() | Act():
            return replace(part, words=text(part.words))


def offered(
    plugin: Plugin,
    section: Section | None,
    records: Iterable[RecordView],
    may: Callable[[str], bool],
    words: Callable[[Text], str],
) -> list[Act]:
    """What a reader may do next: as the plugin puts it, and what begins a record where it says nothing of that.

    Args:
        plugin: whose deeds they are.
        section: what it drew, or None.
        records: that the reader sees.
        may: whether the reader has a permission.
        words: a text in the reader's language.
    """
    acts = [one for one in section.parts if isinstance(one, Act)] if section else []
    if not acts:
        acts = [Act(one.id, words(one.words)) for one in plugin.deeds if one.begins]
    known = {one.ref for one in records}
    return [
        one
        for one in acts
        if (deed := plugin.deed(one.deed))
        and may(deed.permission)
        and (one.record in known if one.record else deed.begins)
    ]
