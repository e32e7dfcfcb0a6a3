"""The printer's own few words, in the languages that a hub can serve."""

from __future__ import annotations

from collections.abc import Mapping

_EN = {
    "about": "About this document",
    "page": "Page",
    "of": "of",
    "reference": "Reference",
    "version": "Version",
    "issued_to": "Issued to",
    "made": "Made",
    "continued": "(continued)",
    "verification": "Verification",
    "hash": "Hash",
    "how_to_verify": (
        "This document shows a sealed record. The hub can confirm that it is unaltered from its reference, version and "
        "hash: on its page for verification, or with the command hubwright journal verify."
    ),
}
_CY = {
    "about": "Ynghylch y ddogfen hon",
    "page": "Tudalen",
    "of": "o",
    "reference": "Cyfeirnod",
    "version": "Fersiwn",
    "issued_to": "Cyhoeddwyd i",
    "made": "Gwnaed",
    "continued": "(parhad)",
    "verification": "Gwirio",
    "hash": "Stwnsh",
    "how_to_verify": (
        "Mae'r ddogfen hon yn dangos cofnod wedi'i selio. Gall yr hwb gadarnhau nad yw wedi'i newid o'i gyfeirnod, "
        "ei fersiwn a'i stwnsh: ar ei dudalen wirio, neu gyda'r gorchymyn hubwright journal verify."
    ),
}


def words(language: str) -> Mapping[str, str]:
    """The printer's words in "en" or "cy"; English for any other."""
    return _CY if language == "cy" else _EN
