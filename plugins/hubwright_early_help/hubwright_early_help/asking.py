"""What is asked for each deed, in the shape of a form's questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Question = Mapping[str, Any]

SUMMARY: Question = {
    "id": "summary",
    "type": "long_text",
    "label": {"en": "What does the family service need to know?"},
    "hint": {"en": "Write it for them and for the family. The hub's own record does not go with it."},
    "required": True,
}
CONSENT: Question = {
    "id": "agreed",
    "type": "yes_no_unknown",
    "label": {"en": "Does the family agree that you pass this on?"},
    "required": True,
}
WITHOUT: Question = {
    "id": "without",
    "type": "long_text",
    "label": {"en": "If they do not agree, or were not asked: why may you share it?"},
}
PANEL: Question = {
    "id": "panel",
    "type": "short_text",
    "label": {"en": "Which panel is it for, if any: day and place?"},
}
LEAD: Question = {
    "id": "lead",
    "type": "short_text",
    "label": {"en": "Who leads for the family from now on?"},
    "hint": {"en": "A name or a team."},
    "required": True,
}


def reason(label: str) -> Question:
    """A reason that has to be given."""
    return {"id": "reason", "type": "long_text", "label": {"en": label}, "required": True}


OFFER = (SUMMARY, CONSENT, WITHOUT, PANEL)
