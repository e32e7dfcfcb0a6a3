"""Files looked into: what they are by their content, and whether a scanner finds malware in them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from hubwright.domain.errors import HubwrightError
from hubwright.ports import Scanner
from hubwright.scanning.clamd import Clamd
from hubwright.scanning.media import media_of

__all__ = ["BadScannerUrl", "Clamd", "media_of", "scanner_from_url"]

_PORT = 3310


class BadScannerUrl(HubwrightError):
    """`HUBWRIGHT_SCANNER_URL` cannot be read."""


def scanner_from_url(url: str) -> Scanner | None:
    """The scanner that `HUBWRIGHT_SCANNER_URL` means, or None where there is none.

    Args:
        url: `clamd://host:port`, `clamd:/path/to/socket`, or "".

    Raises:
        BadScannerUrl: it means none of these.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "clamd" or bool(parts.hostname) == bool(parts.path.strip("/")):
        raise BadScannerUrl("The scanner URL names no scanner. Write clamd://host:3310 or clamd:/path/to/clamd.ctl.")
    if parts.hostname:
        return Clamd((parts.hostname, parts.port or _PORT))
    return Clamd(Path(unquote(parts.path)))
