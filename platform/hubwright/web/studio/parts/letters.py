"""What a letter of the draft can be filled with, and how it reads with the facts of a contact that never was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.checks.words import MERGE_FIELDS, WRITTEN_FIELDS
from hubwright.web.language import gettext, mark, say
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.texts import shown

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_MEANS: Mapping[str, str] = {
    "addressed": mark("the name that the worker writes"),
    "date": mark("today's date"),
    "due": mark("the time by which they hear"),
    "hub": mark("the name of the hub"),
    "link": mark("the link"),
    "outcome": mark("what was decided"),
    "person": mark("whom it is about"),
    "receiver": mark("who takes it on"),
    "reference": mark("the reference"),
    "telephone": mark("the telephone number for these hours"),
    "words": mark("what the worker adds"),
}


def fillable(letter: Any) -> list[tuple[str, str]]:
    """What a letter can be filled with: as it is written, and what it stands for."""
    allowed = WRITTEN_FIELDS if isinstance(letter, Mapping) and letter.get("audience") else MERGE_FIELDS
    return [(f"{{{{{name}}}}}", say(_MEANS[name])) for name in allowed]


def letter_said(found: Desk, letter: Mapping[str, Any]) -> list[str]:
    """The letter in the language of the page, filled with invented facts."""
    facts = _facts(found)
    made = []
    for name in ("subject", "body", "text"):
        words = shown(letter.get(name))
        filled = _FIELD.sub(lambda match: facts.get(match[1].strip(), match[0]), words)
        made += [line for line in filled.split("\n") if line.strip()]
    return made


def _facts(found: Desk) -> Mapping[str, str]:
    return {
        "addressed": gettext("Ms Example"),
        "date": gettext("2 March 2026"),
        "due": gettext("3 March 2026, 4:50 pm"),
        "hub": shown(found.at("hub", "name")),
        "link": "https://example.org/your-link",
        "outcome": next((shown(one.get("name")) for one in found.tree.get("routes", ())), ""),
        "person": gettext("Alex Example"),
        "receiver": gettext("a receiving service"),
        "reference": "XM-2026-00001",
        "telephone": "01632 960 001",
        "words": gettext("Words that the worker adds."),
    }
