"""The way from a case to its documents, for whoever may make them."""

from __future__ import annotations

from flask import url_for

from hubwright.web.language import mark, say
from hubwright.web.work.look import Look
from hubwright.web.work.topics.cards import NARROW, Cards, Way
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _panel(seen: Look) -> Cards | None:
    if not seen.may("document.make"):
        return None
    href = url_for("documents.of_case", hub=seen.visit.hub.id, ref=seen.case.ref)
    return Cards((), ways=(Way(href, str(say("Make a document, or take one"))),))


TOPIC: WorkTopic = WorkTopic(panels=(Panel("documents", mark("Documents"), "acts", NARROW, _panel),))
