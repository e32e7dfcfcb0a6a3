"""The seal on payloads: AES-256-GCM under keys derived from the secret key, and drafts under their own code."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hubwright.domain.errors import Broken

_NONCE = 12
_SALT = 16


def _derive(material: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"hubwright 1 " + purpose.encode()).derive(material)


def _key_id(secret: bytes) -> str:
    return sha256(_derive(secret, "key id")).hexdigest()[:16]


def _open(key: bytes, sealed: bytes, context: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], context)
    except (InvalidTag, ValueError) as error:
        raise Broken("Something sealed was changed, moved or sealed for another place.") from error


class KeySealer:
    """A `Sealer` that holds the installation's secret key.

    Args:
        secret_key: what HUBWRIGHT_SECRET_KEY holds.
        older: earlier secrets, which still open what they sealed.
        entropy: so many bytes of chance.
    """

    def __init__(
        self, secret_key: str, *, older: Sequence[str] = (), entropy: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        secret = secret_key.encode()
        self.key_id = _key_id(secret)
        self._entropy = entropy
        self._keys = {_key_id(one): _derive(one, "payload") for one in (old.encode() for old in older)}
        self._keys[self.key_id] = _derive(secret, "payload")
        self._digest_key = _derive(secret, "digest")
        self._code_key = _derive(secret, "draft code")

    def __repr__(self) -> str:
        return f"KeySealer(key_id={self.key_id!r})"

    def seal(self, plain: bytes, context: bytes) -> bytes:
        nonce = self._entropy(_NONCE)
        return nonce + AESGCM(self._keys[self.key_id]).encrypt(nonce, plain, context)

    def open(self, sealed: bytes, key_id: str, context: bytes) -> bytes:
        if key_id not in self._keys:
            raise Broken("This was sealed under a key that is not here; give the earlier secret key too.")
        return _open(self._keys[key_id], sealed, context)

    def digest(self, plain: bytes, purpose: str) -> str:
        """A keyed digest to look something up by; the database alone cannot tell what it was made from."""
        return hmac.new(self._digest_key, purpose.encode() + b"\0" + plain, sha256).hexdigest()

    def seal_under_code(self, code: str, plain: bytes, context: bytes) -> bytes:
        """Seal under a person's own code: neither the database nor the secret key opens it without that code.

        Args:
            code: of 80 bits or more, so a slow derivation would add nothing; typed slips are forgiven (`plain_code`).
        """
        salt, nonce = self._entropy(_SALT), self._entropy(_NONCE)
        return salt + nonce + AESGCM(self._code_key_for(code, salt)).encrypt(nonce, plain, context)

    def open_under_code(self, code: str, sealed: bytes, context: bytes) -> bytes:
        """The bytes again.

        Raises:
            Broken: another code, or they were changed or moved.
        """
        return _open(self._code_key_for(code, sealed[:_SALT]), sealed[_SALT:], context)

    def lookup_of(self, code: str) -> str:
        """Where the thing sealed under this code lies; the code cannot be had back from it."""
        return self.digest(plain_code(code).encode(), "draft lookup")

    def _code_key_for(self, code: str, salt: bytes) -> bytes:
        return _derive(self._code_key + plain_code(code).encode(), "draft", salt)


def plain_code(code: str) -> str:
    """A code as typed, without what people add or mix up: case, spaces, hyphens, O for 0, I and L for 1."""
    kept = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))
