"""Words that a person typed, as a page shows them."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape


def lines(words: Any) -> Any:
    """Words that a person typed, with their line breaks; never their markup. What is no text is left as it is."""
    if isinstance(words, str) and "\n" in words:
        return Markup("<br>").join(escape(line) for line in words.splitlines())
    return words
