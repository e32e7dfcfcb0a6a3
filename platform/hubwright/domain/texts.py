"""Words that a hub wrote, in the languages it serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a definition: always English, and Welsh where it has been written.

    Args:
        en: the English words.
        cy: the Welsh words, or None where nobody has written them yet.
    """

    en: str
    cy: str | None = None

    @classmethod
    def of(cls, document: Mapping[str, str]) -> Text:
        """The text in a schema-valid document, `{"en": ..., "cy": ...}`."""
        return cls(en=document["en"], cy=document.get("cy"))

    def said_in(self, language: str) -> str:
        """The words in `language` ("en" or "cy"); English where the other has not been written."""
        return self.cy if language == "cy" and self.cy is not None else self.en
