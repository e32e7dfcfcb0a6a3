"""The topics of casework as pages show them; one line here puts a topic on every page that should have it."""

from __future__ import annotations

from hubwright.web.work.topics import matching
from hubwright.web.work.topics.topic import WorkTopic

TOPICS: tuple[WorkTopic, ...] = (matching.TOPIC,)
