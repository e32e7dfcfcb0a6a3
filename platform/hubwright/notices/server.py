"""Which mail server, read from `HUBWRIGHT_MAIL_URL`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from hubwright.domain.errors import HubwrightError, MailFailed
from hubwright.notices.message import address

_PORTS: Final = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
_FORM: Final = (
    "Write smtp://, smtps:// or smtp+starttls:// with user:password@host:port and ?from=address, or folder:/path."
)


class BadMailUrl(HubwrightError):
    """`HUBWRIGHT_MAIL_URL` cannot be read. The text never repeats it: it holds a password."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to speak to it.

    Args:
        scheme: "smtp" (in the clear), "smtps" (encrypted from the first byte) or "smtp+starttls" (encrypted before
            anything is said; a server that cannot is not used).
        sender: the address that messages come from.
        user: empty where the server asks for no password.
    """

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> Server:
        """The server that a URL means; signs in a user or password that a URL cannot hold are %-escaped.

        Without `?from=`, messages come from the user where that is an address, else from hubwright at the host.

        Raises:
            BadMailUrl: it is none.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise BadMailUrl(f"The mail URL's host or port cannot be read. {_FORM}") from None
        if parts.scheme not in _PORTS:
            raise BadMailUrl(f"The mail URL begins with something unknown. {_FORM}")
        if not host:
            raise BadMailUrl(f"The mail URL names no host. {_FORM}")
        options = parse_qs(parts.query, keep_blank_values=True)
        if set(options) - {"from"} or parts.path not in {"", "/"} or parts.fragment:
            raise BadMailUrl(f"The mail URL holds more than it may: escape signs in the password with %. {_FORM}")
        user = unquote(parts.username or "")
        sender = options["from"][-1] if "from" in options else user if "@" in user else f"hubwright@{host}"
        try:
            address(sender, "The sender's address")
        except MailFailed:
            raise BadMailUrl(f"The mail URL's sender is not one e-mail address. {_FORM}") from None
        return cls(parts.scheme, host, port or _PORTS[parts.scheme], sender, user, unquote(parts.password or ""))
