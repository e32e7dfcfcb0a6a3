"""Words of the draft in both languages: shown as a page shows them, asked for side by side, read back as typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.texts import Text
from hubwright.web.components import Field, Label, Textarea, TextInput
from hubwright.web.language import say, text
from hubwright.web.studio.desk import Desk
from hubwright.web.work.asked import Values, Wrong


def shown(raw: Any, otherwise: str = "") -> str:
    """A text of the draft as a page shows it."""
    return text(Text.of(raw)) if isinstance(raw, Mapping) and raw.get("en") else otherwise


def asked(
    desk: Desk, name: str, question: str, raw: Any, values: Values, wrong: Wrong, *, rows: int = 0, hint: str = ""
) -> list[Field]:
    """The English, and the Welsh beside it where the hub has Welsh; `rows` for words of several lines."""
    before: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    made: list[Field] = []
    for language, said in (("en", question), ("cy", say("%(what)s (Welsh)", what=question))):
        if language not in desk.at("hub", "languages"):
            continue
        key = f"{name}-{language}"
        parts: dict[str, Any] = {
            "name": key,
            "label": Label(said, "govuk-label--s"),
            "value": values.get(key, str(before.get(language, ""))),
            "hint": hint if language == "en" else "",
            "error": say(wrong[key]) if key in wrong else "",
        }
        made.append(Textarea(rows=rows, **parts) if rows else TextInput(**parts))
    return made


def typed(name: str, before: Any, values: Values) -> Any:
    """The text that was typed, `MISSING` where nothing stands in either box; a language not asked for stays."""
    made = dict(before) if isinstance(before, Mapping) else {}
    for language in ("en", "cy"):
        if (key := f"{name}-{language}") in values:
            words = values[key].strip().replace("\r\n", "\n")
            made = {
                **{one: said for one, said in made.items() if one != language},
                **({language: words} if words else {}),
            }
    return made or MISSING
