"""Who in the index may be who on a case, as its page shows it."""

from __future__ import annotations

from hubwright.web.language import mark
from hubwright.web.people import matches
from hubwright.web.work.topics.topic import Panel, WorkTopic

TOPIC = WorkTopic(
    panels=(Panel("matches", mark("Known before?"), "after", "matching.html", matches.shown),),
)
