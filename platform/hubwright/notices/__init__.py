"""Messages out: a reference and a link, by e-mail or text, and the letters they are filled from; and what came back."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from hubwright.notices.bounces import BounceFolder
from hubwright.notices.folder import FolderMail, FolderTexts
from hubwright.notices.letters import Filled, Merge, filled, letter_problems
from hubwright.notices.notify import SCHEMES, BadNotifyUrl, NotifyMail, NotifyTexts
from hubwright.notices.server import BadMailUrl
from hubwright.notices.smtp import SmtpMail
from hubwright.notices.webhook import CaseSystems, key_of
from hubwright.ports import Mail, Now, Texts

__all__ = [
    "BadMailUrl",
    "BadNotifyUrl",
    "BounceFolder",
    "CaseSystems",
    "Filled",
    "FolderMail",
    "FolderTexts",
    "Merge",
    "NotifyMail",
    "NotifyTexts",
    "SmtpMail",
    "filled",
    "key_of",
    "letter_problems",
    "mail_from_url",
    "texts_from_url",
]


def mail_from_url(url: str, *, now: Now | None = None) -> Mail:
    """The mail that `HUBWRIGHT_MAIL_URL` means: `folder:/path`, a server's `smtp://`, `smtps://`, `smtp+starttls://`,
    or `notify://` for GOV.UK Notify, whose tokens need the hour.

    Raises:
        BadMailUrl, BadNotifyUrl: it means none.
    """
    if now is not None and urlsplit(url).scheme in SCHEMES:
        return NotifyMail(url, now=now)
    return SmtpMail(url) if not url.startswith("folder:") else FolderMail(_folder(url, "mail"))


def texts_from_url(url: str, *, now: Now) -> Texts:
    """The text messages that `HUBWRIGHT_TEXT_URL` means: `folder:/path`, or `notify://` for GOV.UK Notify.

    Raises:
        BadMailUrl, BadNotifyUrl: it means none.
    """
    if url.startswith("folder:"):
        return FolderTexts(_folder(url, "text"))
    return NotifyTexts(url, now=now)


def _folder(url: str, what: str) -> Path:
    path = unquote(urlsplit(url).path)
    if not path or urlsplit(url).netloc:
        raise BadMailUrl(f"The {what} URL names no folder. Write folder:/path.")
    return Path(path)
