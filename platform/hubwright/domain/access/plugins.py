"""What a plugin is handed of a case: what its reader sees, and never an address, a number or a referrer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hubwright.domain.access.reader import Reader
from hubwright.domain.access.views import CaseView
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState
from hubwright.domain.plugins import CaseView as Handed
from hubwright.domain.plugins import PersonView, Plugin, Record, StrandView

SUBJECT = "subject"


def handed(view: CaseView, now: datetime) -> Handed:
    """The case as its reader sees it, for a plugin.

    Args:
        view: cut down for the reader.
        now: UTC.
    """
    case = view.case
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
