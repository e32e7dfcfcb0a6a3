"""GOV.UK Notify, for councils that send through it: e-mail and text messages over its own API. Optional.

A template in Notify holds the merge fields and nothing else, so that the hub's own letters stay the wording:
((message)) for a text message, ((subject)) and ((message)) for an e-mail. The API is described at
docs.notifications.service.gov.uk/rest-api.html; what a status code means is taken from there, and the words of an
answer are never read, because they may change and may repeat an address.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from hubwright.domain.errors import HubwrightError, MailFailed
from hubwright.notices.message import address
from hubwright.notices.texting import checked
from hubwright.ports import Now

_PATIENCE: Final = 30.0  # seconds for each answer
_MOST: Final = 200_000  # bytes of an answer that are read
_UUID: Final = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_KEY: Final = re.compile(rf".*?({_UUID})-({_UUID})")
_FORM: Final = "Write notify://api.notifications.service.gov.uk/?key=API-KEY&template=TEMPLATE-ID."
SCHEMES: Final = {"notify": "https", "notify+http": "http"}


class BadNotifyUrl(HubwrightError):
    """A `notify:` URL cannot be read. The text never repeats it: it holds the key."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account at Notify, and one template there.

    Args:
        scheme: "https"; "http" is for a stand-in on the same machine.
        service: the id of the service, which stands in the API key.
        template: the id of the template that holds only the merge fields.
    """

    scheme: str
    host: str
    port: int | None
    service: str
    template: str
    secret: str = field(repr=False)

    @classmethod
    def of(cls, url: str) -> Account:
        """The account that a URL means.

        Raises:
            BadNotifyUrl: it is none.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise BadNotifyUrl(f"The URL of Notify cannot be read. {_FORM}") from None
        options = parse_qs(parts.query, keep_blank_values=True)
        if parts.scheme not in SCHEMES or not host or parts.username or parts.fragment or parts.path not in {"", "/"}:
            raise BadNotifyUrl(f"The URL of Notify cannot be read. {_FORM}")
        if SCHEMES[parts.scheme] == "http" and host not in {"127.0.0.1", "localhost", "::1"}:
            raise BadNotifyUrl("Notify is spoken to in the clear on this machine alone. Write notify:// instead.")
        if set(options) != {"key", "template"} or any(len(values) != 1 for values in options.values()):
            raise BadNotifyUrl(f"The URL of Notify needs a key and a template, and nothing more. {_FORM}")
        key = _KEY.fullmatch(options["key"][0].strip())
        template = options["template"][0].strip()
        if key is None or not re.fullmatch(_UUID, template):
            raise BadNotifyUrl(f"The key or the template of Notify is not one. {_FORM}")
        return cls(SCHEMES[parts.scheme], host, port, key[1], template, key[2])


class NotifyTexts:
    """The `Texts` port through Notify."""

    def __init__(self, url: str, *, now: Now, patience: float = _PATIENCE) -> None:
        self._line = _Line(Account.of(url), now, patience)

    def send(self, *, to: str, body: str, message_id: str) -> None:
        """Hand one text message over.

        Raises:
            MailFailed: permanently, when this message to this number can never go; else for now.
        """
        number = checked(to, body)
        self._line.post("sms", {"phone_number": number}, {"message": body}, message_id)


class NotifyMail:
    """The `Mail` port through Notify."""

    def __init__(self, url: str, *, now: Now, patience: float = _PATIENCE) -> None:
        self._line = _Line(Account.of(url), now, patience)

    def send(self, *, to: str, subject: str, body: str, message_id: str) -> None:
        """Hand one e-mail over.

        Raises:
            MailFailed: as for `NotifyTexts.send`.
        """
        where = {"email_address": str(address(to, "The receiver's address"))}
        self._line.post("email", where, {"subject": subject, "message": body}, message_id)


@dataclass(frozen=True, slots=True)
class _Line:
    """The connection: one for each message, each with a token of its own."""

    account: Account
    now: Now
    patience: float

    def post(self, kind: str, where: Mapping[str, str], fields: Mapping[str, str], message_id: str) -> None:
        body = {
            **where,
            "template_id": self.account.template,
            "personalisation": dict(fields),
            # Opaque: it lets whoever asks Notify find the message, and says nothing about anybody.
            "reference": message_id,
        }
        # Raised outside of `except`, so that no traceback carries the address along in its context.
        failed = self._posted(f"/v2/notifications/{kind}", json.dumps(body).encode())
        if failed is not None:
            raise failed

    def _posted(self, path: str, body: bytes) -> MailFailed | None:
        headers = {"Authorization": f"Bearer {token(self.account, self.now)}", "Content-Type": "application/json"}
        connection = self._connection()
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            said = answer.read(_MOST)
            status = answer.status
        except (OSError, http.client.HTTPException):
            return MailFailed("GOV.UK Notify could not be reached.", permanent=False)
        finally:
            connection.close()
        return failure(status, said)

    def _connection(self) -> http.client.HTTPConnection:
        account = self.account
        if account.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(account.host, account.port, timeout=self.patience, context=context)
        return http.client.HTTPConnection(account.host, account.port, timeout=self.patience)


def failure(status: int, said: bytes) -> MailFailed | None:
    """What an answer of Notify means, or None where it took the message.

    Args:
        status: of HTTP.
        said: the body, of which only the kind of error is looked at.
    """
    if status == http.client.CREATED:
        return None
    if status == http.client.BAD_REQUEST and "ValidationError" in _kinds(said):
        # This number, this address or these words: the same again cannot go.
        return MailFailed("GOV.UK Notify does not take this message (400).", permanent=True)
    # 400 else is about the account (a trial, a team key), 403 about the key or the clock, 429 about too many: nothing
    # is wrong with the message, and it goes once that is mended.
    words = {
        http.client.BAD_REQUEST: "GOV.UK Notify does not let this account send to this receiver (400).",
        http.client.FORBIDDEN: "GOV.UK Notify does not accept our key, or the clock of this machine is wrong (403).",
        http.client.TOO_MANY_REQUESTS: "GOV.UK Notify takes no more messages for now (429).",
    }
    return MailFailed(words.get(status, f"GOV.UK Notify could not take the message ({status})."), permanent=False)


def _kinds(said: bytes) -> set[str]:
    try:
        errors = json.loads(said)["errors"]
        return {str(one["error"]) for one in errors}
    except (ValueError, KeyError, TypeError):
        return set()


def token(account: Account, now: Now) -> str:
    """The token that signs one request: a JSON Web Token under HS256, good for thirty seconds."""
    head = _part({"typ": "JWT", "alg": "HS256"})
    claims = _part({"iss": account.service, "iat": int(now().timestamp())})
    signed = hmac.new(account.secret.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    return f"{head}.{claims}.{_base64(signed)}"


def _part(value: Mapping[str, Any]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
