"""Hands a decision to the council's own case system by HTTP: a small signed message, over TLS, without following it on.

The signature is an HMAC-SHA256 over the time, a full stop and the body, under a key of that hub alone; the receiver is
given the key once (`docs/reference/handover.md`). Whoever cannot check it should not take the message.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from hubwright.domain.errors import MailFailed
from hubwright.ports import Now

_PATIENCE: Final = 20.0  # seconds for the answer
_MOST: Final = 10_000  # bytes of an answer that are read
_TAKEN = range(200, 300)
# What may go better another time: too busy, too early, or broken over there. Everything else asks for a person.
_LATER = frozenset({408, 425, 429, *range(500, 600)})
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def key_of(secret: str, hub: str) -> bytes:
    """The key of one hub's messages, derived so that no key serves two purposes."""
    return hmac.new(secret.encode(), f"handover 1 of {hub}".encode(), hashlib.sha256).digest()


def signature(key: bytes, at: str, body: bytes) -> str:
    """The signature of a message."""
    return hmac.new(key, at.encode() + b"." + body, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class CaseSystems:
    """The `Systems` port.

    Args:
        keys: hub to the key of its messages.
        now: the machine's clock, which is signed as well.
        trust: which certificates are taken; the machine's own where none is named.
    """

    keys: Callable[[str], bytes] = field(repr=False)
    now: Now
    patience: float = _PATIENCE
    trust: ssl.SSLContext | None = None

    def give(self, *, hub: str, to: str, body: str, message_id: str) -> None:
        """Hand one decision over; the same `message_id` each time it is tried.

        Raises:
            MailFailed: permanently, when this message can never go there; else for now.
        """
        parts = urlsplit(to)
        host = parts.hostname or ""
        if not host or parts.username or parts.fragment or not (parts.scheme == "https" or host in _HERE):
            raise MailFailed("The address of the case system cannot be used.", permanent=True)
        content, at = body.encode(), self.now().isoformat()
        headers = {
            "Content-Type": "application/json",
            "Hubwright-Message": message_id,
            "Hubwright-Time": at,
            "Hubwright-Signature": signature(self.keys(hub), at, content),
        }
        line = self._line(parts.scheme, host, parts.port)
        try:
            line.request("POST", parts.path or "/", content, headers)
            answer = line.getresponse()
            answer.read(_MOST)
        except ssl.SSLCertVerificationError:
            raise MailFailed("The case system's certificate is not to be trusted.", permanent=False) from None
        except (OSError, http.client.HTTPException):
            raise MailFailed("The case system does not answer.", permanent=False) from None
        finally:
            line.close()
        if answer.status not in _TAKEN:
            raise MailFailed("The case system did not take it.", permanent=answer.status not in _LATER)

    def _line(self, scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
        if scheme == "https":
            trust = self.trust or ssl.create_default_context()
            return http.client.HTTPSConnection(host, port, timeout=self.patience, context=trust)
        return http.client.HTTPConnection(host, port, timeout=self.patience)
