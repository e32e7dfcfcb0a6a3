"""One message, built so that nothing typed by anyone can become a header, and nothing in it tracks its reader."""

from __future__ import annotations

import re
import unicodedata
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from hubwright.domain.errors import MailFailed

_MESSAGE_ID = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+(@[A-Za-z0-9.\[\]:-]+)?")


def message(*, sender: str, to: str, subject: str, body: str, message_id: str) -> EmailMessage:
    """A plain text message in UTF-8, marked as written by a machine so that no automatic reply comes back.

    Args:
        sender, to: one bare address each ("duty@oakfield.example").
        subject: one line.
        message_id: with or without its brackets and domain; the sender's domain is added. The same id again makes the
            same message to whoever receives it twice.

    Raises:
        MailFailed: permanently, when an address, subject or id is not what it should be.
    """
    made = EmailMessage(policy=SMTP)
    made["From"] = address(sender, "The sender's address")
    made["To"] = address(to, "The receiver's address")
    made["Subject"] = _line(subject)
    made["Date"] = formatdate()  # when it was handed over, which is the mail's own time and nobody's record
    made["Message-ID"] = _identified(message_id, sender)
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    if not _encodable(body):
        raise MailFailed("The text holds characters that cannot be sent.", permanent=True)
    made.set_content(body, charset="utf-8", cte="quoted-printable")
    return made


def address(text: str, what: str) -> Address:
    """One bare e-mail address.

    Args:
        what: how to call it in the message ("The receiver's address").

    Raises:
        MailFailed: permanently: it is something else, such as two addresses, a name, or a line break.
    """
    if _is_clean(text) and not re.search(r"[\s,;<>()\"\\]", text):
        try:
            found = Address(addr_spec=text)
        except (HeaderParseError, ValueError, IndexError):
            found = Address()
        if found.username and found.domain:
            return found
    raise MailFailed(f"{what} is not one e-mail address.", permanent=True)


def _line(subject: str) -> str:
    if not _is_clean(subject):
        raise MailFailed("The subject must be one line of ordinary characters.", permanent=True)
    return subject


def _identified(message_id: str, sender: str) -> str:
    bare = message_id[1:-1] if message_id.startswith("<") and message_id.endswith(">") else message_id
    if not _MESSAGE_ID.fullmatch(bare):
        raise MailFailed("The message id holds characters that an id cannot hold.", permanent=True)
    return f"<{bare}>" if "@" in bare else f"<{bare}@{sender.rpartition('@')[2]}>"


def _is_clean(text: str) -> bool:
    """Free of line breaks and other control characters, those of Unicode too."""
    return _encodable(text) and not any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in text)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
