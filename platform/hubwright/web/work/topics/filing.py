"""Files, on the page of a case."""

from __future__ import annotations

from hubwright.web.language import mark
from hubwright.web.work.files_shown import files
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _shown(seen: Look) -> tuple[object] | None:
    """What the panel shows; where there is no file yet, the way to add one stands with the documents."""
    found = files(seen)
    return (found,) if found else None


TOPIC: WorkTopic = WorkTopic(
    entries={"case.file_added": mark("File added"), "case.file_scanned": mark("File looked into")},
    panels=(Panel("files", mark("Files"), "after", "files.html", _shown),),
)
