"""The one way in which a definition is written, so that equal definitions are equal bytes."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any


def normal(value: Any) -> Any:
    """The value with every text in Unicode's composed form (NFC) and every mapping a plain dict."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {normal(key): normal(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [normal(part) for part in value]
    return value


def canonical(document: Any) -> bytes:
    """The canonical bytes of a document: sorted keys, two spaces, NFC, a newline at the end, UTF-8.

    Raises:
        TypeError: it holds a number that is not whole; decimals are written as text, because two machines
            may write the same fraction differently.
    """
    _refuse_fractions(document)
    text = json.dumps(normal(document), sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8")


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a definition holds whole numbers only; write decimals as text")
    if isinstance(value, Mapping):
        for part in value.values():
            _refuse_fractions(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_fractions(part)


def address_of(document: Any) -> str:
    """The content address of one document: the SHA-256 of its canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()


def revision_of(documents: Iterable[Any]) -> str:
    """The revision that a set of documents makes: one hash, whatever the order in which they come.

    Args:
        documents: the hub's pinned part and each form and workflow that it uses.
    """
    addresses = sorted({address_of(document) for document in documents})
    return hashlib.sha256(("\n".join(addresses) + "\n").encode("ascii")).hexdigest()
