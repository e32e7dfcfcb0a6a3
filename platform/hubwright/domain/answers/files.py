"""Files among answers: what was handed in, and what could not be taken but was offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def files_in(answers: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every file that stands in answer documents; one that was refused has no id and is left out. Total.

    Args:
        answers: answer documents by question id.
    """
    for document in answers.values():
        value = document.get("value") if isinstance(document, Mapping) else None
        for one in value if isinstance(value, list) else ():
            if isinstance(one, Mapping) and isinstance(one.get("file"), str):
                yield one
