"""A plugin that nobody installed: it only says what it is, and asks of a hub everything that a plugin can ask."""

from __future__ import annotations

from typing import Any

from hubwright.domain.plugins import FACE, Permission, Plugin, problems_of
from hubwright.domain.texts import Text

OPTIONS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["refers", "agency", "months"],
    "properties": {
        "refers": {
            "type": "array",
            "title": "Which roles may refer?",
            "description": "They see the button on the case page.",
            "items": {"type": "string", "names": "roles"},
            "minItems": 1,
            "uniqueItems": True,
        },
        "agency": {"type": "string", "title": "Who runs the MARAC?", "names": "agencies"},
        "months": {"type": "integer", "title": "Months that it stays flagged", "minimum": 1, "maximum": 24,
                   "default": 12},
        "told": {"type": "string", "title": "How are they told?", "enum": ["by_e_mail", "on_paper"],
                 "default": "by_e_mail"},
        "shown": {"type": "boolean", "title": "Show it on the case page?", "default": True},
        "words": {"type": "string", "title": "Words on the referral", "maxLength": 2000},
        "days": {"type": "array", "title": "On which days does it meet?",
                 "items": {"type": "string", "enum": ["monday", "thursday"]}},
        "panels": {
            "type": "array",
            "title": "Places where it meets",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "title": "Place", "maxLength": 80},
                    "chair": {"type": "string", "title": "Who chairs?", "names": "roles"},
                },
            },
        },
        "pack": {
            "type": "object",
            "title": "The pack",
            "additionalProperties": False,
            "properties": {"cover": {"type": "boolean", "title": "With a cover page?"}},
        },
    },
}  # fmt: skip

REFER = "marac_links.refer"
LINKS = Plugin(
    "marac-links",
    Text("MARAC links"),
    Text("Refers a case to a MARAC and shows what came of it."),
    "1.2",
    FACE,
    options=OPTIONS,
    permissions=(Permission(REFER, Text("refer a case to a MARAC")),),
    needs=("subject.name",),
)
assert problems_of(LINKS, found_as="marac-links", meanings=["subject.name"]) == []
