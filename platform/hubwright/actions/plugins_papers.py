"""Papers about what plugins keep: what the plugin says of a record, as far as whoever asks for the paper may see it."""

from __future__ import annotations

from datetime import datetime

from hubwright.actions.house import House
from hubwright.actions.plugins import records_of, switched_on
from hubwright.domain.access import Reader
from hubwright.domain.access.plugins import handed, masked, paper_of, shown
from hubwright.domain.documents.composing import Wanted
from hubwright.domain.documents.document import Document
from hubwright.domain.documents.of_plugin import paper
from hubwright.domain.documents.said import Teller
from hubwright.domain.errors import PluginFailed, Refusal
from hubwright.domain.plugins import Section
from hubwright.domain.plugins.sections import problems_of_section
from hubwright.ports import Reading


def paper_asked(
    house: House, reading: Reading, wanted: Wanted, teller: Teller, reader: Reader, now: datetime, *, by: str
) -> Document | None:
    """The paper, or None where there is none for this reader.

    Args:
        house, reading: where.
        wanted: which record of which plugin, for whom.
        teller: of the case, cut down for the reader.
        reader: who asked, with today's grants.
        now: UTC.
        by: who asked, in words.
    """
    _, hub = reading.live()
    options = switched_on(house, hub).get(wanted.plugin)
    plugin = house.plugins.declared().get(wanted.plugin) if options is not None else None
    if plugin is None or options is None or not house.plugins.has(plugin.id, "paper"):
        return None
    case = handed(teller.view, now, hub)
    kept = records_of(reading, reader, [plugin], case)[plugin.id]
    kinds = {record.ref: kind for record, kind in kept}
    views = {record.ref: shown(record, kind, teller.view) for record, kind in kept}
    if not paper_of(kinds.get(wanted.record), reader.may):
        return None
    record = views[wanted.record]
    try:
        drawn: Section | None = house.plugins.ask(
            plugin.id, "paper", case=case, record=record, records=tuple(views.values()), options=options
        )
    except PluginFailed:
        return None
    if drawn is None or problems_of_section(drawn):
        return None
    return paper(masked(drawn, teller.view), wanted, teller, record, by=by)


def can_be_written(
    house: House, reading: Reading, wanted: Wanted, teller: Teller, reader: Reader, now: datetime, *, by: str
) -> None:
    """Whether there is such a paper for this reader, before it is asked for.

    Args:
        house, reading, wanted, teller, reader, now, by: as for `paper_asked`.

    Raises:
        Refusal: it is for nobody, or the plugin writes none.
    """
    if not wanted.issued_to.strip():
        why = "Say whom it is for: the name stands on every page."
        raise Refusal(
            "It is not clear which document is to be made.", why, code="document", fields=(("issued_to", why),)
        )
    if paper_asked(house, reading, wanted, teller, reader, now, by=by) is None:
        raise Refusal(
            why="This part of the hub writes no such paper at the moment.",
            do="Look at the case again. If it happens twice, tell whoever runs this installation.",
            code="no_paper",
        )
