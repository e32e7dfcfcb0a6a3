"""A list that is written every hour without the passphrase and read only with it, by the file alone.

The passphrase makes a key (scrypt) that opens the list's private key; the machine keeps the public one. So whoever
takes the machine's files has nothing to read, and whoever has a file and the passphrase needs neither network nor
database.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from hubwright.domain.errors import HubwrightError

VERSION: Final = 1
SHORTEST: Final = 12
# Half a second and 64 MB for each guess.
_COST: Final = 2**16
_MOST_COST: Final = 2**20
_NONCE, _SALT = 12, 16
_ABOUT_KEY, _ABOUT_LIST = b"hubwright 1 continuity key", b"hubwright 1 continuity list"

Entropy = Callable[[int], bytes]


class CannotOpen(HubwrightError):
    """The file cannot be opened: it is another kind of file, it was changed, or the passphrase is another one."""


def new_lock(passphrase: str, *, entropy: Entropy = os.urandom) -> dict[str, Any]:
    """A fresh lock for a hub's lists: what the machine keeps of it.

    Args:
        passphrase: known to the hub's manager, and never kept.
        entropy: so many bytes of chance.
    """
    salt, nonce = entropy(_SALT), entropy(_NONCE)
    private = X25519PrivateKey.from_private_bytes(entropy(32))
    wrapped = AESGCM(_from(passphrase, salt, _COST)).encrypt(nonce, private.private_bytes_raw(), _ABOUT_KEY)
    return {
        "salt": _text(salt),
        "cost": _COST,
        "wrapped": _text(nonce + wrapped),
        "public": _text(private.public_key().public_bytes_raw()),
    }


def shut(lock: Mapping[str, Any], content: Mapping[str, Any], *, entropy: Entropy = os.urandom) -> bytes:
    """A list in its file, which holds all that is needed to open it but the passphrase.

    Args:
        lock: from `new_lock`.
        content: JSON.
    """
    once = X25519PrivateKey.from_private_bytes(entropy(32))
    shared = once.exchange(X25519PublicKey.from_public_bytes(_bytes(lock["public"])))
    nonce = entropy(_NONCE)
    sealed = AESGCM(_derived(shared)).encrypt(nonce, json.dumps(content).encode(), _ABOUT_LIST)
    file = {
        "hubwright_continuity": VERSION,
        **{part: lock[part] for part in ("salt", "cost", "wrapped")},
        "once": _text(once.public_key().public_bytes_raw()),
        "sealed": _text(nonce + sealed),
    }
    return json.dumps(file, indent=1).encode()


def opened(file: bytes, passphrase: str) -> dict[str, Any]:
    """What a file holds.

    Raises:
        CannotOpen: and why.
    """
    try:
        parts = json.loads(file)
        version, cost = parts["hubwright_continuity"], parts["cost"]
        salt, wrapped = _bytes(parts["salt"]), _bytes(parts["wrapped"])
        once, sealed = _bytes(parts["once"]), _bytes(parts["sealed"])
    except (ValueError, KeyError, TypeError):
        raise CannotOpen("This is not a list that a hub wrote, or it was cut off.") from None
    if version != VERSION or not isinstance(cost, int) or not 1 < cost <= _MOST_COST or cost & (cost - 1):
        raise CannotOpen("This list was written by another release. Open it with that one.")
    try:
        private = AESGCM(_from(passphrase, salt, cost)).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _ABOUT_KEY)
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(once))
        content = AESGCM(_derived(shared)).decrypt(sealed[:_NONCE], sealed[_NONCE:], _ABOUT_LIST)
    except (InvalidTag, ValueError):
        raise CannotOpen("The passphrase is another one, or the file was changed.") from None
    found: dict[str, Any] = json.loads(content)
    return found


def _from(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.strip().encode())


def _derived(shared: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_ABOUT_LIST).derive(shared)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
