"""The ways from a case to its documents, files and copies, in one quiet place as long as there are none to show."""

from __future__ import annotations

from flask import url_for

from hubwright.domain.cases.topics.redacting import copies_of, redacting_of
from hubwright.web.language import mark, say
from hubwright.web.work.files_shown import names_of_files
from hubwright.web.work.look import Look
from hubwright.web.work.topics.cards import NARROW, Cards, Way, way
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _panel(seen: Look) -> Cards | None:
    """What may be made or added; where there is something already, its own panel says how to add to it."""
    hub, ref = seen.visit.hub.id, seen.case.ref
    ways = []
    if seen.may("document.make"):
        ways.append(Way(url_for("documents.of_case", hub=hub, ref=ref), str(say("Make a document, or take one"))))
    if seen.may("record.redact") and not copies_of(seen.case):
        ways.append(Way(url_for("work.copies", hub=hub, ref=ref), str(say("Make a copy with parts left out"))))
    if seen.may("case.note") and not redacting_of(seen.case).kept:
        ways.append(way(seen, "keep-from", str(say("Write down what somebody must not learn"))))
    if seen.may("case.note") and not names_of_files(seen):
        ways.append(Way(url_for("work.add_file", hub=hub, ref=ref), str(say("Add a file"))))
    return Cards((), ways=tuple(ways)) if ways else None


TOPIC: WorkTopic = WorkTopic(panels=(Panel("documents", mark("Documents"), "acts", NARROW, _panel),))
